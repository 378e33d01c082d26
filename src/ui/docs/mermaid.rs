//! The diagram: a Mermaid `erDiagram` of the tables and their foreign keys.

use std::collections::{HashMap, HashSet};

use super::names::PageNames;
use crate::model::docs::{Cardinality, DocTable, Docs, cardinality, marks};
use crate::model::sql::qualified_name::QualifiedName;

/// The diagram, without the fence around it.
pub(super) fn diagram(docs: &Docs, names: PageNames<'_>) -> String {
    let mut entities = Entities::default();
    let mut text = "erDiagram\n".to_owned();
    for table in &docs.tables {
        text.push_str(&format!("    \"{}\" {{\n", entities.of(&table.name, names)));
        for column in &table.columns {
            text.push_str(&attribute(table, &column.name, &column.type_name));
        }
        text.push_str("    }\n");
    }
    for table in &docs.tables {
        for key in &table.foreign_keys {
            text.push_str(&format!(
                "    \"{}\" {} \"{}\" : \"{}\"\n",
                entities.of(&key.target, names),
                line(cardinality(table, key)),
                entities.of(&table.name, names),
                label(&key.name)
            ));
        }
    }
    text
}

fn attribute(table: &DocTable, name: &str, type_name: &str) -> String {
    let marks = marks(table, name).join(", ");
    let gap = if marks.is_empty() { "" } else { " " };
    format!("        {} {}{gap}{marks}\n", mermaid_name(&short(type_name), "()[]"), mermaid_name(name, ""))
}

/// The line from the referenced table to the referencing one.
fn line(cardinality: Cardinality) -> &'static str {
    match (cardinality.always, cardinality.once) {
        (true, true) => "||--o|",
        (true, false) => "||--o{",
        (false, true) => "|o--o|",
        (false, false) => "|o--o{",
    }
}

/// The name of each table in the diagram. What Mermaid cannot write may make two names alike: the later
/// one gets a number.
#[derive(Default)]
struct Entities {
    names: HashMap<QualifiedName, String>,
    taken: HashSet<String>,
}

impl Entities {
    fn of(&mut self, name: &QualifiedName, names: PageNames<'_>) -> String {
        if let Some(entity) = self.names.get(name) {
            return entity.clone();
        }
        let wanted = label(&names.plain(name));
        let mut entity = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(entity.clone()) {
            entity = format!("{wanted}_{number}");
            number += 1;
        }
        self.names.insert(name.clone(), entity.clone());
        entity
    }
}

/// Text within double quotes: letters and digits of any script, spaces and a few signs; others become
/// `_`. Spaces do too where Mermaid would read more into them: `direction TB` is an order, `1. a` a list.
fn label(text: &str) -> String {
    let is_more = text.to_ascii_lowercase().contains("direction") || !text.starts_with(char::is_alphabetic);
    let allowed = |c: char| c.is_alphanumeric() || "_.-'()".contains(c) || (c == ' ' && !is_more);
    text.chars().map(|c| if allowed(c) { c } else { '_' }).collect()
}

/// An attribute's name or type: a word that starts with a letter or `_`, and is not one of the key marks. Signs
/// are those that Mermaid has always known: `numeric(10,2)` came late.
fn mermaid_name(text: &str, signs: &str) -> String {
    // Below U+00C0 Mermaid knows the letters of ASCII only.
    let is_letter = |c: char| c == '_' || c.is_ascii_alphanumeric() || (c >= '\u{c0}' && c.is_alphanumeric());
    let mut word: String =
        text.chars().map(|c| if is_letter(c) || signs.contains(c) { c } else { '_' }).collect();
    let is_mark = word.get(..2).is_some_and(|start| {
        let is_word = |c: char| c == '_' || c.is_ascii_alphanumeric();
        ["pk", "fk", "uk"].contains(&start.to_ascii_lowercase().as_str()) && !word[2..].starts_with(is_word)
    });
    let starts_well = |c: char| is_letter(c) && !c.is_ascii_digit();
    if is_mark || !word.starts_with(starts_well) {
        word.insert(0, '_');
    }
    word
}

/// A type as most people write it: `timestamptz(3)[]`.
fn short(type_name: &str) -> String {
    let (plain, zone) = match type_name.replace(" without time zone", "") {
        name if name.contains(" with time zone") => (name.replace(" with time zone", ""), "tz"),
        name => (name, ""),
    };
    for (long, short) in LONG {
        if let Some(rest) = plain.strip_prefix(long)
            && !rest.starts_with(|c: char| c == '_' || c.is_alphanumeric())
        {
            return format!("{short}{zone}{rest}");
        }
    }
    plain
}

const LONG: [(&str, &str); 6] = [
    ("timestamp", "timestamp"),
    ("time", "time"),
    ("character varying", "varchar"),
    ("character", "char"),
    ("bit varying", "varbit"),
    ("double precision", "float8"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_short() {
        for (long, expected) in [
            ("timestamp with time zone", "timestamptz"),
            ("timestamp(3) with time zone[]", "timestamptz(3)[]"),
            ("time(0) without time zone", "time(0)"),
            ("character varying(20)", "varchar(20)"),
            ("character(1)", "char(1)"),
            ("double precision", "float8"),
            ("numeric(10,2)", "numeric(10,2)"),
            ("timestamps", "timestamps"),
        ] {
            assert_eq!(short(long), expected);
        }
    }

    #[test]
    fn attributes_are_words_that_mermaid_knows() {
        assert_eq!(mermaid_name("created at", ""), "created_at");
        assert_eq!(mermaid_name("1st", ""), "_1st");
        assert_eq!(mermaid_name("größe", ""), "größe");
        assert_eq!(mermaid_name("a~b~\"c\"{}", ""), "a_b__c___");
        assert_eq!(mermaid_name("ª", ""), "_");
        assert_eq!(mermaid_name("numeric(10,2)[]", "()[]"), "numeric(10_2)[]");
        for (name, expected) in
            [("pk", "_pk"), ("FK", "_FK"), ("uk(1)", "_uk(1)"), ("pk_id", "pk_id"), ("pké", "_pké")]
        {
            assert_eq!(mermaid_name(name, "()"), expected);
        }
    }

    #[test]
    fn entities_are_distinguished() {
        let name = |name: &str| QualifiedName::new("public", name);
        let (mut entities, docs) = (Entities::default(), Docs::default());
        let names = PageNames::of(&docs);
        let entities =
            [name("a\"b"), name("a%b"), name("a b"), name("a\"b")].map(|name| entities.of(&name, names));
        assert_eq!(entities, ["public.a_b", "public.a_b_2", "public.a b", "public.a_b"]);
        assert_eq!(label("x Direction  TB"), "x_Direction__TB");
        assert_eq!(label("1. a"), "1._a");
    }
}
