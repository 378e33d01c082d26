//! Whose partitions come and go with time: the tables of `[[partitions]]`, or those that `partitions ensure` finds.

use super::aspects::{BOUND, PARENT};
use super::{Aspects, Fingerprint};
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::range::Shape;
use crate::model::partitions::table::look_like_periods;
use crate::model::sql::qualified_name::QualifiedName;

const KEY: &str = "partitioned by";

/// Tables whose partitions come and go.
#[derive(Debug, Clone, Default)]
pub(crate) struct Managed {
    /// Without a schema: in one of the search path.
    tables: Vec<(Option<String>, String)>,
    path: Vec<String>,
}

impl Managed {
    /// Those of `[[partitions]]`. Without any, as `partitions ensure` has it, every table of these schemas that is
    /// partitioned by ranges of one column of time.
    pub(crate) fn of(wishes: &[PartitionConfig], path: &[String], prints: &[&Fingerprint]) -> Self {
        let mut managed = Self::configured(wishes, path);
        if managed.tables.is_empty() {
            for print in prints {
                let tables = print.objects.keys().filter_map(|object| object.strip_prefix("table "));
                for table in tables.filter(|table| is_by_time(print, table)) {
                    managed.add(table);
                }
            }
        }
        managed
    }

    /// Those of `[[partitions]]` alone.
    pub(crate) fn configured(wishes: &[PartitionConfig], path: &[String]) -> Self {
        let tables = wishes.iter().map(|wish| (wish.schema.clone(), wish.table.clone()));
        Self { tables: tables.collect(), path: path.to_owned() }
    }

    /// One more, by its quoted name.
    pub(crate) fn add(&mut self, quoted: &str) {
        if let Some(table) = QualifiedName::parse(quoted)
            && !self.holds(&table)
        {
            self.tables.push((Some(table.schema), table.name));
        }
    }

    /// Whether a table is one of them.
    pub(crate) fn holds(&self, name: &QualifiedName) -> bool {
        self.tables.iter().any(|(table_schema, table)| {
            let schemas = table_schema.as_ref().map_or(self.path.as_slice(), std::slice::from_ref);
            *table == name.name && schemas.contains(&name.schema)
        })
    }

    /// The same by its quoted name.
    pub(crate) fn holds_quoted(&self, quoted: &str) -> bool {
        QualifiedName::parse(quoted).is_some_and(|name| self.holds(&name))
    }
}

/// Whether a table is partitioned by ranges of one column that is a time, or a UUID whose bounds are times.
fn is_by_time(print: &Fingerprint, table: &str) -> bool {
    let key = print.objects.get(&format!("table {table}")).and_then(|aspects| aspects.get(KEY));
    let column = key.and_then(|key| key.strip_prefix("RANGE (")?.strip_suffix(')'));
    let column = column.and_then(|column| print.objects.get(&format!("column {table}.{column}")));
    let type_of = column.and_then(|column| column.get("type"));
    type_of.is_some_and(|type_of| {
        let is_time = type_of.starts_with("timestamp") || type_of == "date";
        is_time || type_of == "uuid" && look_like_periods(&shapes(print, table))
    })
}

/// What the partitions of a table hold, its key being a UUID.
fn shapes(print: &Fingerprint, table: &str) -> Vec<Shape> {
    let of_it = |aspects: &&Aspects| aspects.get(PARENT).is_some_and(|parent| parent == table);
    let bounds = print.objects.values().filter(of_it).filter_map(|aspects| aspects.get(BOUND));
    bounds.map(|bound| Shape::of_key(bound, KeyType::Uuid)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(tables: &[(&str, &str, &str)]) -> Fingerprint {
        let mut print = Fingerprint::default();
        let aspects = |name: &str, text: &str| -> Aspects {
            [(name.to_owned(), text.to_owned())].into_iter().collect()
        };
        for (table, key, type_of) in tables {
            print.objects.insert(format!("table {table}"), aspects(KEY, key));
            print.objects.insert(format!("column {table}.\"At\""), aspects("type", type_of));
        }
        print
    }

    #[test]
    fn without_a_configuration_it_is_what_is_partitioned_by_time() {
        let print = print(&[
            ("public.\"a.b\"", "RANGE (\"At\")", "timestamp(3) with time zone"),
            ("app.days", "RANGE (\"At\")", "date"),
            ("app.numbers", "RANGE (\"At\")", "bigint"),
            ("app.listed", "LIST (\"At\")", "date"),
            ("app.both", "RANGE (\"At\", id)", "date"),
            ("app.cut", "RANGE (date_trunc('day'::text, \"At\"))", "date"),
        ]);
        let managed = Managed::of(&[], &["public".to_owned()], &[&print]);
        let holds = |schema: &str, name: &str| managed.holds(&QualifiedName::new(schema, name));
        assert!(holds("public", "a.b") && managed.holds_quoted("app.days"));
        for name in ["numbers", "listed", "both", "cut"] {
            assert!(!holds("app", name), "{name}");
        }
        assert!(!holds("public", "days"));
    }

    #[test]
    fn uuids_are_times_where_their_bounds_are() {
        let with = |from: &str, to: &str| {
            let mut print = print(&[("public.ids", "RANGE (\"At\")", "uuid")]);
            let prints = [
                (PARENT, "public.ids".to_owned()),
                (BOUND, format!("FOR VALUES FROM ('{from}') TO ('{to}')")),
            ];
            print.objects.insert("table public.ids_1".to_owned(), prints.into_iter().collect());
            Managed::of(&[], &[], &[&print]).holds(&QualifiedName::new("public", "ids"))
        };
        // 2026-01-01 and 2026-02-01.
        assert!(with("019b76da-a800-7000-8000-000000000000", "019c167f-cc00-7000-8000-000000000000"));
        assert!(!with("00000000-0000-4000-8000-00000000abcd", "80000000-0000-4000-8000-000000000000"));
    }
}
