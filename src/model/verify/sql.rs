//! Names in the statements that findings propose: in quotes where they need them, so that they can be pasted.

use super::catalog::Relation;

/// Words that name nothing without quotes.
const RESERVED: &str = "all analyse analyze and any array as asc asymmetric authorization binary both case \
    cast check collate collation column concurrently constraint create cross current_catalog current_date \
    current_role current_schema current_time current_timestamp current_user default deferrable desc distinct \
    do else end except false fetch for foreign freeze from full grant group having ilike in initially inner \
    intersect into is isnull join lateral leading left like limit localtime localtimestamp natural none not \
    notnull null offset on only or order outer overlaps placing primary public references returning right \
    select session_user similar some symmetric system_user table tablesample then to trailing true union \
    unique user using variadic verbose when where window with";

/// An identifier. `public` is one that names no role without quotes; of a schema it is said plainly.
pub(crate) fn ident(name: &str) -> String {
    let is_start = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_plain =
        name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_ascii_digit() || c == '$');
    let is_reserved = RESERVED.split_whitespace().any(|word| word == name);
    if is_plain && !is_reserved { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// A schema.
pub(crate) fn schema(schema: &str) -> String {
    if schema == "public" { schema.to_owned() } else { ident(schema) }
}

/// A relation with its schema.
pub(crate) fn relation(relation: &Relation) -> String {
    format!("{}.{}", schema(&relation.schema), ident(&relation.name))
}

/// A function as the facts write it, `public.f(integer)`. Where its names have dots or parentheses, nobody can
/// tell where they end.
pub(crate) fn function(shown: &str) -> String {
    let (names, arguments) = shown.split_at(shown.find('(').unwrap_or(shown.len()));
    match names.split_once('.') {
        Some((of, function)) => format!("{}.{}{arguments}", schema(of), ident(function)),
        None => format!("{}{arguments}", ident(names)),
    }
}

/// The schema of a function that is written like this.
pub(crate) fn schema_of_function(shown: &str) -> String {
    schema(shown.split(['.', '(']).next().unwrap_or(shown))
}

/// A setting, `app.org`.
pub(crate) fn setting(setting: &str) -> String {
    setting.split('.').map(ident).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_pasted() {
        assert_eq!(ident("tasks_1"), "tasks_1");
        assert_eq!(ident("user"), "\"user\"");
        assert_eq!(ident("My \"T"), "\"My \"\"T\"");
        assert_eq!(setting("app.Org"), "app.\"Org\"");
        assert_eq!(function("public.Find(a integer, \"B\")"), "public.\"Find\"(a integer, \"B\")");
        assert_eq!(schema_of_function("order.f()"), "\"order\"");
    }
}
