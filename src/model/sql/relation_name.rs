//! The name of a relation as a script writes it: with its schema, or left to the path.

use super::quote::{last_outside_quotes, unquoted};

/// Unquoted, as the catalog has it, and cut where the server cuts it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct RelationName {
    /// Without one, the first schema of the path that has it counts.
    pub(crate) schema: Option<String>,
    pub(crate) name: String,
}

impl RelationName {
    /// Reads `schema.name` or `name`, each part quoted or not.
    pub(crate) fn parse(written: &str) -> Self {
        match last_outside_quotes(written, ".") {
            Some(at) => Self { schema: Some(unquoted(&written[..at])), name: unquoted(&written[at + 1..]) },
            None => Self { schema: None, name: unquoted(written) },
        }
    }

    /// Another name in the same schema.
    pub(crate) fn sibling(&self, name: String) -> Self {
        Self { schema: self.schema.clone(), name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_in_quotes_is_no_schema() {
        for (written, schema, name) in [
            ("Tasks", None, "tasks"),
            ("App.\"Tasks\"", Some("app"), "Tasks"),
            ("\"a.b\"", None, "a.b"),
            ("\"a.b\".\"c\"\"d\"", Some("a.b"), "c\"d"),
        ] {
            let read = RelationName::parse(written);
            assert_eq!((read.schema.as_deref(), read.name.as_str()), (schema, name), "{written}");
        }
        assert_eq!(RelationName::parse("a.b").sibling("c".to_owned()), RelationName::parse("a.c"));
    }
}
