//! How objects are named on a page: with their schema only where that is needed.

use crate::model::docs::Docs;
use crate::model::sql::qualified_name::QualifiedName;

/// The names of one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    /// The schema that is omitted, if only one was chosen.
    implied: Option<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(docs: &'a Docs) -> Self {
        let implied = match docs.schemas.as_slice() {
            [only] => Some(only.name.as_str()),
            _ => None,
        };
        Self { implied }
    }

    /// As a person says it: `app.tasks`.
    pub(super) fn plain(self, name: &QualifiedName) -> String {
        if self.implied == Some(&name.schema) { name.name.clone() } else { name.to_string() }
    }

    /// As SQL: `app."My Tasks"`.
    pub(super) fn sql(self, name: &QualifiedName) -> String {
        if self.implied == Some(&name.schema) {
            ident(&name.name)
        } else {
            format!("{}.{}", ident(&name.schema), ident(&name.name))
        }
    }
}

/// A name as SQL, in quotes where it needs them for its characters.
pub(super) fn ident(name: &str) -> String {
    let is_start = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_plain =
        name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_ascii_digit() || c == '$');
    if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// Several names as SQL: `(a, "B")`.
pub(super) fn idents(names: &[String]) -> String {
    format!("({})", names.iter().map(|name| ident(name)).collect::<Vec<_>>().join(", "))
}

/// A constant as SQL.
pub(super) fn constant(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_where_they_are_needed() {
        assert_eq!(
            idents(&["a_1$".to_owned(), "B".to_owned(), "c\"d".to_owned()]),
            "(a_1$, \"B\", \"c\"\"d\")"
        );
        assert_eq!(ident("1a"), "\"1a\"");
        assert_eq!(constant("it's"), "'it''s'");
    }
}
