//! How objects are named on a page: with their schema only where that is needed.

use crate::model::docs::Docs;
use crate::model::sql::qualified_name::QualifiedName;
pub(super) use crate::model::sql::quote::to_read as ident;

/// The names of one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageNames<'a> {
    /// The schema that is omitted, if only one was chosen.
    implied: Option<&'a str>,
}

impl<'a> PageNames<'a> {
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

/// Several names as SQL: `(a, "B")`.
pub(super) fn idents(names: &[String]) -> String {
    format!("({})", names.iter().map(|name| ident(name)).collect::<Vec<_>>().join(", "))
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
    }
}
