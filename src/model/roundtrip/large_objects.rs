//! Large objects: compared like the rows of a table.

use super::contents::{ContentTable, HashedColumn};
use crate::model::sql::qualified_name::QualifiedName;

/// Their catalog, by its schema and name.
const CATALOG: [&str; 2] = ["pg_catalog", "pg_largeobject"];

/// The columns, by name, with their types.
const COLUMNS: [(&str, &str); 5] =
    [("comment", "text"), ("content", "text"), ("loid", "oid"), ("owner", "text"), ("rights", "text")];

/// The large objects of a database as a table. Where there are none, that is known without counting.
pub(crate) fn as_table(are_there: bool) -> ContentTable {
    let column = |&(name, type_of): &(&str, &str)| HashedColumn {
        name: name.to_owned(),
        type_of: type_of.to_owned(),
        as_text: type_of == "text",
    };
    ContentTable {
        name: QualifiedName::new(CATALOG[0], CATALOG[1]),
        is_partitioned: false,
        is_forced: false,
        key: vec!["loid".to_owned()],
        columns: COLUMNS.iter().map(column).collect(),
        stamp: (!are_there).then(|| "none".to_owned()),
    }
}

/// Whether a table is that of the large objects.
pub(crate) fn are(table: &ContentTable) -> bool {
    table.name == QualifiedName::new(CATALOG[0], CATALOG[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_counted_again() {
        assert_eq!(as_table(false).stamp.as_deref(), Some("none"));
        assert_eq!(as_table(true).stamp, None);
        assert!(are(&as_table(true)) && as_table(true).column("loid").is_some_and(|column| !column.as_text));
    }
}
