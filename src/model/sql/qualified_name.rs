//! The name of a relation with its schema: how people read it, how a statement takes it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::quote::{BadName, Ident, last_outside_quotes, unquoted};

/// A schema and a name, as the catalog has them: unquoted. Sorts by schema first.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct QualifiedName {
    pub(crate) schema: String,
    pub(crate) name: String,
}

impl QualifiedName {
    pub(crate) fn new(schema: impl Into<String>, name: impl Into<String>) -> Self {
        Self { schema: schema.into(), name: name.into() }
    }

    /// Another name in the same schema.
    pub(crate) fn sibling(&self, name: impl Into<String>) -> Self {
        Self::new(self.schema.clone(), name)
    }

    /// Reads `schema.name` as the server prints it, each part quoted or not. `None` where there is no dot.
    pub(crate) fn parse(quoted: &str) -> Option<Self> {
        let at = last_outside_quotes(quoted, ".")?;
        Some(Self::new(unquoted(&quoted[..at]), unquoted(&quoted[at + 1..])))
    }

    /// As a statement takes it: `"schema"."name"`. Fails where a part is no identifier; the catalog holds none such.
    pub(crate) fn quoted(&self) -> Result<String, BadName> {
        Ok(format!("{}.{}", Ident::checked(&self.schema)?, Ident::checked(&self.name)?))
    }
}

impl fmt::Display for QualifiedName {
    /// As a person reads it: `schema.name`, without quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.schema, self.name)
    }
}

/// Reads and writes a name as `["schema", "name"]`: what the marks of retired partitions and the manifests of
/// exports hold since their first version.
pub(crate) mod as_pair {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::QualifiedName;

    pub(crate) fn serialize<S: Serializer>(name: &QualifiedName, to: S) -> Result<S::Ok, S::Error> {
        (&name.schema, &name.name).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<QualifiedName, D::Error> {
        let (schema, name) = <(String, String)>::deserialize(from)?;
        Ok(QualifiedName { schema, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_as_it_was_quoted_and_shown_as_it_is() {
        let name = QualifiedName::new("My \"Schema\"", "a.b");
        assert_eq!(name.to_string(), "My \"Schema\".a.b");
        let quoted = name.quoted().unwrap();
        assert_eq!(quoted, "\"My \"\"Schema\"\"\".\"a.b\"");
        assert_eq!(QualifiedName::parse(&quoted), Some(name));
        assert_eq!(QualifiedName::parse("Public.\"T\""), Some(QualifiedName::new("public", "T")));
        assert_eq!(QualifiedName::parse("\"a.b\""), None);
    }

    #[test]
    fn the_part_that_is_no_identifier_is_named() {
        let long = "x".repeat(64);
        for (name, bad) in [
            (QualifiedName::new("", "t"), ""),
            (QualifiedName::new("public", &long), long.as_str()),
            (QualifiedName::new("a\0", "t"), "a\0"),
        ] {
            assert_eq!(name.quoted(), Err(BadName(bad.to_owned())));
        }
    }

    #[test]
    fn schemas_sort_before_names() {
        let mut names =
            [("b", "a"), ("a", "z"), ("a", "b")].map(|(schema, name)| QualifiedName::new(schema, name));
        names.sort();
        assert_eq!(names.map(|name| name.to_string()), ["a.b", "a.z", "b.a"]);
    }

    #[test]
    fn marks_and_manifests_hold_a_pair() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct Holder {
            #[serde(with = "as_pair")]
            table: QualifiedName,
        }
        let holder = Holder { table: QualifiedName::new("public", "t") };
        let text = serde_json::to_string(&holder).unwrap();
        assert_eq!(text, r#"{"table":["public","t"]}"#);
        assert_eq!(serde_json::from_str::<Holder>(&text).unwrap(), holder);
    }
}
