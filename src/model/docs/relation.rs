//! What keys mean for a diagram: how many rows stand at each end of a foreign key, and which columns
//! are marked.

use super::{DocTable, ForeignKey, KeyKind};

/// How many rows there are at both ends of a foreign key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cardinality {
    /// A referring row always refers to a row: none of its columns can be null.
    pub(crate) always: bool,
    /// At most one row refers to the same row.
    pub(crate) once: bool,
}

/// Reads the cardinality of a foreign key off the columns and unique indexes of its own table.
pub(crate) fn cardinality(table: &DocTable, key: &ForeignKey) -> Cardinality {
    let not_null = |name: &String| table.columns.iter().any(|column| column.name == *name && column.not_null);
    // What is unique in some columns is unique in more of them.
    let within =
        |unique: &[String]| !unique.is_empty() && unique.iter().all(|name| key.columns.contains(name));
    Cardinality {
        always: key.columns.iter().all(not_null),
        once: table.indexes.iter().any(|index| within(&index.unique_columns)),
    }
}

/// The marks of a column: `PK` and `FK` where it is part of such a key, `UK` only where it is unique
/// by itself. On each column of a wider unique key the mark would say more than is true.
pub(crate) fn marks(table: &DocTable, column: &str) -> Vec<&'static str> {
    let has = |names: &[String]| names.iter().any(|name| name == column);
    let primary = table.keys.iter().any(|key| key.kind == KeyKind::Primary && has(&key.columns));
    let foreign = table.foreign_keys.iter().any(|key| has(&key.columns));
    let unique = table.keys.iter().any(|key| key.kind == KeyKind::Unique && key.columns == [column]);
    [(primary, "PK"), (foreign, "FK"), (unique, "UK")]
        .into_iter()
        .filter_map(|(holds, mark)| holds.then_some(mark))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sql_line;
    use super::super::table::{DocColumn, Filling, Index, KeyConstraint};
    use super::*;
    use crate::model::sql::qualified_name::QualifiedName;

    fn names(list: &str) -> Vec<String> {
        list.split_whitespace().map(ToOwned::to_owned).collect()
    }

    fn foreign_key(columns: &str) -> ForeignKey {
        ForeignKey {
            name: "fk".to_owned(),
            columns: names(columns),
            target: QualifiedName::new("public", "parents"),
            target_columns: names("a b"),
            on_delete: "NO ACTION".to_owned(),
            delete_columns: Vec::new(),
            on_update: "NO ACTION".to_owned(),
            marks: Vec::new(),
            comment: None,
        }
    }

    /// Columns `a`, `b`, `c`, of which only `c` can be null, and one unique index.
    fn table(unique: &str) -> DocTable {
        let column = |name: &str| DocColumn {
            name: name.to_owned(),
            type_name: "integer".to_owned(),
            not_null: name != "c",
            filling: Filling::Null,
            comment: None,
        };
        let key = |kind, columns| KeyConstraint {
            name: "key".to_owned(),
            kind,
            columns: names(columns),
            definition: sql_line::one_line(columns),
            comment: None,
        };
        DocTable {
            name: QualifiedName::new("public", "children"),
            foreign: false,
            partition_key: None,
            comment: None,
            columns: ["a", "b", "c"].map(column).to_vec(),
            keys: vec![key(KeyKind::Primary, "a b"), key(KeyKind::Unique, "a c"), key(KeyKind::Unique, "b")],
            foreign_keys: vec![foreign_key("a c")],
            checks: Vec::new(),
            indexes: vec![Index {
                name: "unique".to_owned(),
                definition: String::new(),
                behind_key: true,
                unique_columns: names(unique),
                comment: None,
            }],
            row_security: false,
            row_security_forced: false,
            policies: Vec::new(),
            triggers: Vec::new(),
            grants: Vec::new(),
        }
    }

    #[test]
    fn one_nullable_column_makes_a_reference_optional() {
        assert!(cardinality(&table(""), &foreign_key("a b")).always);
        assert!(!cardinality(&table(""), &foreign_key("a c")).always);
    }

    #[test]
    fn a_reference_is_made_once_where_some_of_its_columns_are_unique() {
        let once = |unique: &str, columns: &str| cardinality(&table(unique), &foreign_key(columns)).once;
        assert!(once("a", "a b") && once("b a", "a b"));
        assert!(!once("a b c", "a b") && !once("c", "a b") && !once("", "a b"));
    }

    #[test]
    fn only_a_column_that_is_unique_by_itself_is_marked_so() {
        let marks = |column| marks(&table(""), column);
        assert_eq!(marks("a"), ["PK", "FK"]);
        assert_eq!(marks("b"), ["PK", "UK"]);
        assert_eq!(marks("c"), ["FK"]);
        assert_eq!(marks("d"), [""; 0]);
    }
}
