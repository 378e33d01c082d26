//! A schema as text that can be compared: every object with its aspects, in one order, and a hash over it.
//!
//! Nothing that changes by itself is in it: no OIDs, no statistics, no physical order. Two databases that the same
//! scripts made have the same text.

pub(crate) mod additions;
mod aspects;
pub(crate) mod bundled;
pub(crate) mod diff;
pub(crate) mod ignore;
pub(crate) mod index;
pub(crate) mod key;
pub(crate) mod managed;
pub(crate) mod partitions;
mod read;
pub(crate) mod report;
pub(crate) mod rights;
pub(crate) mod shapes;
#[cfg(test)]
mod tests;
pub(crate) mod tree;
pub(crate) mod unremarkable;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use self::aspects::Aspects;
use self::bundled::Bundled;
use super::control_characters::push;
use super::migration::checksum::Sha256Hex;
use super::sql::quote::last_outside_quotes;

/// The first line of the text. Its number is raised when the same schema is written differently.
const HEAD: &str =
    "# Written by `migrate snapshot`, form 3: every object of the schema with what is not as usual.\n";

/// The aspect that names the object that another one comes and goes with.
pub(crate) const PART_OF: &str = "part of";
/// The aspect that names the relation of what has a name of its own: an index, a statistics object.
pub(crate) const ON: &str = "on";
/// The aspect that lists the columns in their order, a line each.
pub(crate) const COLUMNS: &str = "columns";

/// A schema. Objects are called by kind and quoted name: `column public.tasks.title`,
/// `policy tenant_floor on public.tasks`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    pub(crate) objects: BTreeMap<String, Aspects>,
    /// What the server and extensions brought along, where somebody asked for it: no part of the text.
    pub(crate) bundled: Option<Arc<Bundled>>,
}

impl Fingerprint {
    /// The text, an object and its aspects a paragraph. Ends with a line break.
    pub(crate) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (object, aspects) in &self.objects {
            text.push_str(&on_one_line(object));
            for (aspect, value) in aspects.iter() {
                text.extend(["\n    ", aspect, ": "]);
                // The first line stands behind the name, the others below it.
                let mut lines = value.split('\n');
                text.push_str(&on_one_line(lines.next().unwrap_or_default()));
                lines.for_each(|line| text.extend(["\n        ", &on_one_line(line)]));
            }
            text.push('\n');
        }
        text
    }

    /// Every object, and every aspect of one, on a line of its own, sorted: to compare or to store.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for (object, aspects) in &self.objects {
            let object = on_one_line(object);
            lines.extend(
                aspects.iter().map(|(aspect, value)| format!("{object}: {aspect}: {}", on_one_line(value))),
            );
            lines.push(object);
        }
        lines.sort_unstable();
        lines
    }

    /// The hash of the text.
    pub(crate) fn sha256(&self) -> Sha256Hex {
        Sha256Hex::of(&self.text())
    }

    /// The relation that an object belongs to, by its quoted name; `None` for what stands alone.
    pub(crate) fn relation_of(&self, object: &str) -> Option<String> {
        let (kind, rest) = object.split_once(' ')?;
        match kind {
            "column" => Some(rest[..last_outside_quotes(rest, ".")?].to_owned()),
            "constraint" | "policy" | "trigger" | "rule" => {
                Some(rest[last_outside_quotes(rest, " on ")? + " on ".len()..].to_owned())
            }
            "index" | "statistics" => self.objects.get(object)?.get(ON).cloned(),
            _ => None,
        }
    }

    /// The objects that this one comes and goes with, the nearest last.
    fn parents(&self, object: &str) -> Vec<(Tie, String)> {
        let part = self.objects.get(object).and_then(|aspects| aspects.get(PART_OF)).cloned();
        let above = match self.relation_of(object) {
            Some(relation) => {
                let kinds = ["table", "view", "materialized view", "foreign table", "domain"];
                let relation = kinds.iter().map(|kind| format!("{kind} {relation}"));
                relation.map(|name| (Tie::Relation, name)).find(|(_, name)| self.objects.contains_key(name))
            }
            None => schema_of(object).map(|schema| (Tie::Schema, format!("schema {schema}"))),
        };
        above.into_iter().chain(part.map(|part| (Tie::Part, part))).collect()
    }
}

/// What ties an object to one that it comes and goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// It belongs to it or is inherited from it.
    Part,
    /// Whether it depends on it.
    Relation,
    Schema,
}

/// The schema in the name of an object that stands in one.
fn schema_of(object: &str) -> Option<&str> {
    const KINDS: [&str; 10] = [
        "table ",
        "view ",
        "materialized view ",
        "foreign table ",
        "sequence ",
        "function ",
        "procedure ",
        "aggregate ",
        "type ",
        "domain ",
    ];
    let name = KINDS.iter().find_map(|kind| object.strip_prefix(kind))?;
    let mut quoted = false;
    let end = name.find(|letter| {
        quoted ^= letter == '"';
        letter == '.' && !quoted
    })?;
    Some(&name[..end])
}

/// A name or a line of a value: a line break must not look like the beginning of another object, and nothing in it is
/// obeyed. Two texts stay two: a backslash is doubled.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '\\' { line.push_str("\\\\") } else { push(&mut line, letter) }
    }
    line
}
