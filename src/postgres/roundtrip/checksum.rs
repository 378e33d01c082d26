//! The content of a table as a number that does not depend on the order of its rows, in one pass over it.
//!
//! `hash_record_extended` is linear in its columns, so a plain sum over rows is blind to values that change
//! places between rows; each row's hash therefore goes through another hash before it is added. A second hash of
//! each row would take two thirds of the time again, and 64 bits miss a difference once in 10¹⁹ times already.

use std::collections::BTreeSet;

use tokio_postgres::{Error, Row};

use crate::model::roundtrip::contents::{ContentTable, HashedColumn, Sum, SumRequest, Sums};
use crate::model::roundtrip::large_objects;
use crate::model::sql::quote::Ident;

/// What a query reads in the place of a table of large objects.
const LARGE_OBJECTS: &str = include_str!("sql/large_objects.sql");

/// The table as a query reads it: without what inherits from it, unless that is a partition.
pub(crate) fn source(table: &ContentTable) -> Option<String> {
    if large_objects::are(table) {
        return Some(format!("(\n{LARGE_OBJECTS})"));
    }
    let only = if table.is_partitioned { "" } else { "ONLY " };
    Some(format!("{only}{}", table.name.quoted().ok()?))
}

/// The hash of a row's key; of nothing where there is no key.
pub(crate) fn key(table: &ContentTable) -> Option<String> {
    let key: Option<Vec<HashedColumn>> = table.key.iter().map(|name| table.column(name).cloned()).collect();
    Some(match record(&key?)?.as_str() {
        "ROW()" => "0::pg_catalog.int8".to_owned(),
        key => format!("pg_catalog.hash_record_extended({key}, 3)"),
    })
}

/// The rows of a table without those whose keys are set apart.
pub(crate) fn source_without(table: &ContentTable, apart: Option<&BTreeSet<i64>>) -> Option<String> {
    let source = source(table)?;
    let Some(apart) = apart.filter(|_| !table.key.is_empty()) else { return Some(format!("{source} AS r")) };
    let keys: Vec<String> = apart.iter().map(ToString::to_string).collect();
    Some(format!(
        "{source} AS r WHERE NOT EXISTS (\
             SELECT FROM pg_catalog.unnest('{{{}}}'::pg_catalog.int8[]) AS w (k) WHERE w.k = {})",
        keys.join(","),
        key(table)?
    ))
}

/// A column as it is hashed. Text goes by its bytes, whatever its collation takes for equal.
pub(crate) fn value(column: &HashedColumn) -> Option<String> {
    let name = Ident::new(&column.name)?;
    Some(if column.as_text {
        format!("(r.{name})::pg_catalog.text COLLATE pg_catalog.\"C\"")
    } else {
        format!("r.{name}")
    })
}

/// Several columns as a row; `None` where a name is not one of the columns.
pub(crate) fn record(columns: &[HashedColumn]) -> Option<String> {
    let values: Option<Vec<String>> = columns.iter().map(value).collect();
    Some(format!("ROW({})", values?.join(", ")))
}

/// The question for the sums of all sets, without the rows that are set apart; each set that is there twice is asked
/// once.
/// -> rows int8, and of the set N: `content_N` text, `filled_N` int8
pub(crate) fn question(ask: &SumRequest, apart: Option<&BTreeSet<i64>>) -> Option<String> {
    let mut fields = vec!["pg_catalog.count(*) AS rows".to_owned()];
    for (at, set) in ask.sets.iter().enumerate().filter(|(at, set)| first(ask, *at, set) == *at) {
        if set.is_empty() {
            continue;
        }
        let record = record(set)?;
        fields.push(format!(
            "COALESCE(pg_catalog.sum(pg_catalog.hashint8extended(\
                 pg_catalog.hash_record_extended({record}, 0), 1)), 0)::pg_catalog.text AS content_{at}"
        ));
        // A key is never NULL.
        let filter = if set.iter().any(|column| ask.table.key.contains(&column.name)) {
            String::new()
        } else {
            let name = |column: &HashedColumn| Ident::new(&column.name).map(|name| format!("r.{name}"));
            let names = set.iter().map(name).collect::<Option<Vec<String>>>()?;
            format!(" FILTER (WHERE pg_catalog.num_nonnulls({}) > 0)", names.join(", "))
        };
        fields.push(format!("pg_catalog.count(*){filter} AS filled_{at}"));
    }
    Some(format!("SELECT {} FROM {}", fields.join(", "), source_without(&ask.table, apart)?))
}

/// The keys of all rows of a table.
/// -> keys int8[]
pub(crate) fn keys(table: &ContentTable) -> Option<String> {
    let (key, source) = (key(table)?, source(table)?);
    Some(format!("SELECT ARRAY(SELECT {key} FROM {source} AS r)::pg_catalog.int8[] AS keys"))
}

/// Reads the answer.
pub(crate) fn sums(row: &Row, ask: &SumRequest) -> Result<Sums, Error> {
    let rows: i64 = row.try_get("rows")?;
    let mut sums = Sums { rows: rows.unsigned_abs(), sets: Vec::new() };
    for (at, set) in ask.sets.iter().enumerate() {
        let at = first(ask, at, set);
        sums.sets.push(if set.is_empty() {
            Sum::default()
        } else {
            let filled: i64 = row.try_get(format!("filled_{at}").as_str())?;
            Sum { content: row.try_get(format!("content_{at}").as_str())?, filled: filled.unsigned_abs() }
        });
    }
    Ok(sums)
}

/// Where the same set stands first.
fn first(ask: &SumRequest, at: usize, set: &[HashedColumn]) -> usize {
    ask.sets.iter().position(|earlier| earlier == set).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sql::qualified_name::QualifiedName;

    fn column(name: &str, as_text: bool) -> HashedColumn {
        HashedColumn { name: name.to_owned(), type_of: "text".to_owned(), as_text }
    }

    fn table(key: &[&str]) -> ContentTable {
        ContentTable {
            name: QualifiedName::new("a", "t\"x"),
            is_partitioned: false,
            is_forced: false,
            key: key.iter().map(|&name| name.to_owned()).collect(),
            columns: Vec::new(),
            stamp: None,
        }
    }

    #[test]
    fn values_are_counted_where_they_can_be_null() {
        let sets = vec![vec![column("id", false), column("n", false)], vec![column("n", false)]];
        let question = question(&SumRequest { table: table(&["id"]), sets }, None).unwrap();
        assert!(question.contains("pg_catalog.count(*) AS filled_0"), "{question}");
        assert!(
            question.contains("FILTER (WHERE pg_catalog.num_nonnulls(r.\"n\") > 0) AS filled_1"),
            "{question}"
        );
    }

    #[test]
    fn equal_sets_are_asked_once_and_names_are_quoted() {
        let both = vec![column("id", false), column("Note", true)];
        let question =
            question(&SumRequest { table: table(&[]), sets: vec![both.clone(), both, Vec::new()] }, None)
                .unwrap();
        assert_eq!(question.matches("hash_record_extended").count(), 1);
        assert!(
            question.contains("ROW(r.\"id\", (r.\"Note\")::pg_catalog.text COLLATE pg_catalog.\"C\")"),
            "{question}"
        );
        assert!(question.ends_with("FROM ONLY \"a\".\"t\"\"x\" AS r"), "{question}");
    }

    #[test]
    fn rows_are_set_apart_by_their_key() {
        let keyed = ContentTable { columns: vec![column("id", false)], ..table(&["id"]) };
        let apart = Some(BTreeSet::from([-5, 7]));
        let source = |table: &ContentTable| source_without(table, apart.as_ref()).unwrap();
        assert!(source(&keyed).contains("'{-5,7}'::pg_catalog.int8[]"), "{}", source(&keyed));
        assert_eq!(source(&table(&[])), "ONLY \"a\".\"t\"\"x\" AS r");
    }
}
