//! Which right on which object a role lacked, as far as the server's message says so.
//!
//! The message names the object and its kind, not the right (`aclcheck_error` in aclchk.c). It is read in English alone: where
//! it was translated, nothing is known.

/// An object that a role may not do something with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MissingRight {
    pub(crate) kind: ObjectKind,
    /// As the server shows it: without its schema, without quotes.
    pub(crate) name: String,
    /// Only its owner may.
    pub(crate) needs_owner: bool,
}

/// What kind of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    Schema,
    /// Also a view, or another relation with rows.
    Table,
    Sequence,
    Function,
    Database,
    Type,
    Other,
}

impl MissingRight {
    /// Reads the message of an error `insufficient_privilege`.
    pub(crate) fn of(message: &str) -> Option<Self> {
        let (object, needs_owner) = match message.strip_prefix("permission denied for ") {
            Some(object) => (object, false),
            None => (message.strip_prefix("must be owner of ")?, true),
        };
        let kinds = [
            ("schema ", ObjectKind::Schema),
            ("table ", ObjectKind::Table),
            ("view ", ObjectKind::Table),
            ("materialized view ", ObjectKind::Table),
            ("foreign table ", ObjectKind::Table),
            ("relation ", ObjectKind::Table),
            ("sequence ", ObjectKind::Sequence),
            ("function ", ObjectKind::Function),
            ("procedure ", ObjectKind::Function),
            ("database ", ObjectKind::Database),
            ("type ", ObjectKind::Type),
        ];
        let known = kinds.iter().find_map(|(word, kind)| Some((*kind, object.strip_prefix(word)?)));
        let (kind, name) = known.or_else(|| Some((ObjectKind::Other, object.split_once(' ')?.1)))?;
        Some(Self { kind, name: name.to_owned(), needs_owner })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_object_of_a_message_is_known() {
        for (message, kind, name, needs_owner) in [
            ("permission denied for schema public", ObjectKind::Schema, "public", false),
            ("permission denied for table my table", ObjectKind::Table, "my table", false),
            ("permission denied for materialized view m", ObjectKind::Table, "m", false),
            ("must be owner of table tasks", ObjectKind::Table, "tasks", true),
            ("must be owner of relation tasks", ObjectKind::Table, "tasks", true),
            ("permission denied for language c", ObjectKind::Other, "c", false),
        ] {
            let right = MissingRight { kind, name: name.to_owned(), needs_owner };
            assert_eq!(MissingRight::of(message), Some(right), "{message}");
        }
        for unknown in ["permission denied to create database", "keine Berechtigung für Schema public", ""] {
            assert_eq!(MissingRight::of(unknown), None, "{unknown}");
        }
    }
}
