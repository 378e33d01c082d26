//! What each row of a table was, as hashes: kept beside the table, to name the rows and columns that differ.

use std::collections::BTreeSet;

use super::checksum::{key, record, source_without};
use super::observer::{Observer, failed, lift};
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::contents::{ContentTable, HashedColumn, Layout};
use crate::model::roundtrip::finding::{Loss, Lost, Stage};
use crate::model::sql::quote::Ident;

/// The schema that holds them, in a scratch database that is gone soon.
const SCHEMA: &str = "CREATE SCHEMA IF NOT EXISTS migrate_keep";

impl Observer {
    /// Keeps a hash of each row's key and of each of its columns, but for rows that are set apart. `at` tells the tables of
    /// one run apart.
    pub(crate) async fn keep(
        &self,
        at: usize,
        table: &ContentTable,
        apart: Option<&BTreeSet<i64>>,
    ) -> Result<(), Failure> {
        let columns: Vec<&HashedColumn> = table.columns.iter().collect();
        let Some(hashed) = hashed(table, &columns, apart) else { return Ok(()) };
        let make = format!("CREATE UNLOGGED TABLE migrate_keep.k_{at} AS {hashed}");
        // Forced row-level security is there again before anybody looks.
        let make = match lift(table) {
            Some([lift, force]) => format!("{lift}; {make}; {force}"),
            None => make,
        };
        let keep = format!("BEGIN; {SCHEMA}; {make}; COMMIT; ANALYZE migrate_keep.k_{at}");
        self.client.batch_execute(&keep).await.map_err(failed)
    }

    /// What became of the rows that were kept. In columns that only the state above has, a value where there was none
    /// is no loss, nor is a row more of a table that only it has. A table that is not there now, or has not all of the
    /// columns, is not compared.
    pub(crate) async fn compare(
        &self,
        kept: HashedTable<'_>,
        now: &Layout,
        stage: Stage,
    ) -> Result<Seen, Failure> {
        let mut seen = Seen::default();
        let HashedTable { table, shared, own, .. } = kept;
        let Some(table_now) = now.table(table) else { return Ok(seen) };
        let is_there = |name: &str| table_now.column(name).is_some();
        let columns: Vec<&HashedColumn> = shared.iter().chain(own).collect();
        if !columns.iter().all(|column| is_there(&column.name)) {
            return Ok(seen);
        }
        let has_key = !table.key.is_empty() && table.key.iter().all(|name| is_there(name));
        let question = if has_key { by_key(&kept) } else { by_content(&kept) };
        let Some(question) = question else { return Ok(seen) };
        let row = self.query_rows(table_now, &question).await?;
        let count = |name: &str| -> Result<u64, Failure> {
            Ok(row.try_get::<_, i64>(name).map_err(failed)?.unsigned_abs())
        };
        let (mut gone, mut added, mut changed) = (count("gone")?, count("added")?, 0);
        if !has_key {
            // A row that changed is gone, and came in another form.
            changed = gone.min(added);
            (gone, added) = (gone - changed, added - changed);
        }
        let is_own = shared.is_empty() && stage == Stage::UpAgain;
        seen.is_other = gone + added + changed + count("filled")? > 0;
        seen.report_difference((table, stage), None, Lost::Differ, if is_own { 0 } else { changed });
        seen.report_difference((table, stage), None, Lost::Gone, gone);
        seen.report_difference((table, stage), None, Lost::Added, if is_own { 0 } else { added });
        if has_key || gone + added == 0 {
            for (number, column) in columns.into_iter().enumerate() {
                seen.report_difference(
                    (table, stage),
                    Some(column),
                    Lost::Differ,
                    count(&format!("d_{number}"))?,
                );
            }
        }
        Ok(seen)
    }
}

/// A table whose rows were kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HashedTable<'a> {
    /// Tells the tables of one run apart.
    pub(crate) at: usize,
    pub(crate) table: &'a ContentTable,
    /// The columns that both states have, and those that only the state above has.
    pub(crate) shared: &'a [HashedColumn],
    pub(crate) own: &'a [HashedColumn],
    /// Rows that are not compared.
    pub(crate) apart: Option<&'a BTreeSet<i64>>,
}

/// What was seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) losses: Vec<Loss>,
    /// Something is not as it was, be it a loss or not.
    pub(crate) is_other: bool,
}

impl Seen {
    fn report_difference(
        &mut self,
        (table, stage): (&ContentTable, Stage),
        column: Option<&HashedColumn>,
        what: fn(u64) -> Lost,
        rows: u64,
    ) {
        if rows > 0 {
            let column = column.map(|column| column.name.clone());
            self.is_other = true;
            let object = table.name.to_string();
            self.losses.push(Loss { stage, object, column, what: what(rows), is_seeded: false });
        }
    }
}

/// Every row as the hash of its key, and one hash a column; of NULL there is none.
fn hashed(table: &ContentTable, columns: &[&HashedColumn], apart: Option<&BTreeSet<i64>>) -> Option<String> {
    let mut fields = vec![format!("{} AS k", key(table)?)];
    for column in columns {
        let number = number(table, column)?;
        let record = record(std::slice::from_ref(*column))?;
        let name = Ident::new(&column.name)?;
        fields.push(format!(
            "CASE WHEN r.{name} IS NOT NULL THEN pg_catalog.hash_record_extended({record}, 5) END AS c_{number}"
        ));
    }
    Some(format!("SELECT {} FROM {}", fields.join(", "), source_without(table, apart)?))
}

fn number(table: &ContentTable, column: &HashedColumn) -> Option<usize> {
    table.columns.iter().position(|name| name == column)
}

/// -> gone int8, added int8, filled int8 (values where there were none), and of the column N: `d_N` int8
fn by_key(kept: &HashedTable<'_>) -> Option<String> {
    let mut fields = vec![
        "pg_catalog.count(*) FILTER (WHERE n.k IS NULL) AS gone".to_owned(),
        "pg_catalog.count(*) FILTER (WHERE o.k IS NULL) AS added".to_owned(),
    ];
    let mut filled = vec!["false".to_owned()];
    for (at, column) in kept.shared.iter().chain(kept.own).enumerate() {
        let c = number(kept.table, column)?;
        let mut differs = format!("o.k = n.k AND o.c_{c} IS DISTINCT FROM n.c_{c}");
        if at >= kept.shared.len() {
            filled.push(format!("({differs})"));
            differs.push_str(&format!(" AND o.c_{c} IS NOT NULL"));
        }
        fields.push(format!("pg_catalog.count(*) FILTER (WHERE {differs}) AS d_{at}"));
    }
    fields.push(format!("pg_catalog.count(*) FILTER (WHERE {}) AS filled", filled.join(" OR ")));
    let columns: Vec<&HashedColumn> = kept.shared.iter().chain(kept.own).collect();
    Some(format!(
        "SELECT {} FROM migrate_keep.k_{} AS o FULL JOIN ({}) AS n ON o.k = n.k",
        fields.join(", "),
        kept.at,
        hashed(kept.table, &columns, kept.apart)?
    ))
}

/// Without a key a row is what is in it.
/// -> as above; `filled` where any value of a column of its own came or went
fn by_content(kept: &HashedTable<'_>) -> Option<String> {
    let names = |columns: &[HashedColumn]| -> Option<Vec<String>> {
        columns.iter().map(|column| Some(format!("c_{}", number(kept.table, column)?))).collect()
    };
    let (shared, own) = (names(kept.shared)?, names(kept.own)?);
    let old = format!("migrate_keep.k_{}", kept.at);
    let less = |left: &str, right: &str, fields: &str, only: &str| {
        format!(
            "(SELECT pg_catalog.count(*) FROM (SELECT {fields} FROM {left}{only} EXCEPT ALL SELECT {fields} FROM {right}) AS x)::pg_catalog.int8"
        )
    };
    let all = if shared.is_empty() { own.join(", ") } else { shared.join(", ") };
    let mut fields = vec![
        format!("{} AS gone", less(&old, "now", &all, "")),
        format!("{} AS added", less("now", &old, &all, "")),
    ];
    for (at, name) in shared.iter().chain(&own).enumerate() {
        let only = if at < shared.len() { String::new() } else { format!(" WHERE {name} IS NOT NULL") };
        fields.push(format!("{} AS d_{at}", less(&old, "now", name, &only)));
    }
    let filled: Vec<String> = own.iter().map(|name| less("now", &old, name, "")).collect();
    fields.push(format!(
        "({}) AS filled",
        if filled.is_empty() { "0::pg_catalog.int8".to_owned() } else { filled.join(" + ") }
    ));
    let columns: Vec<&HashedColumn> = kept.shared.iter().chain(kept.own).collect();
    Some(format!("WITH now AS ({}) SELECT {}", hashed(kept.table, &columns, kept.apart)?, fields.join(", ")))
}
