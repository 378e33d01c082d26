//! Names in the statements that findings propose: in quotes where they need them, so that they can be pasted.

use super::catalog::Relation;
pub(crate) use crate::model::sql::quote::to_paste as ident;

/// A schema. `public` is one that names no role without quotes; of a schema it is said plainly.
pub(crate) fn schema(schema: &str) -> String {
    if schema == "public" { schema.to_owned() } else { ident(schema) }
}

/// A relation with its schema.
pub(crate) fn relation(relation: &Relation) -> String {
    format!("{}.{}", schema(&relation.name.schema), ident(&relation.name.name))
}

/// A function as the facts write it, `public.f(integer)`. Where its names have dots or parentheses, nobody can
/// tell where they end.
pub(crate) fn function(shown: &str) -> String {
    let (names, arguments) = shown.split_at(shown.find('(').unwrap_or(shown.len()));
    match names.split_once('.') {
        Some((schema_name, function)) => format!("{}.{}{arguments}", schema(schema_name), ident(function)),
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
        assert_eq!(schema("public"), "public");
        assert_eq!(schema("user"), "\"user\"");
        assert_eq!(setting("app.Org"), "app.\"Org\"");
        assert_eq!(function("public.Find(a integer, \"B\")"), "public.\"Find\"(a integer, \"B\")");
        assert_eq!(schema_of_function("order.f()"), "\"order\"");
    }
}
