//! What each row of a table was, as hashes: kept beside the table, to name the rows and columns that differ.

use tokio_postgres::Row;

use super::checksum::{record, source};
use super::looker::{Looker, failed};
use crate::model::failure::Failure;
use crate::model::quote::Ident;
use crate::model::roundtrip::contents::{Column, Layout, Table};
use crate::model::roundtrip::finding::{Loss, Lost, Stage};

/// The schema that holds them, in a scratch database that is gone soon.
const SCHEMA: &str = "CREATE SCHEMA IF NOT EXISTS migrate_keep";

impl Looker {
    /// Keeps a hash of each row's key and of each of its columns. `at` tells the tables of one run apart.
    pub(crate) async fn keep(&self, at: usize, table: &Table) -> Result<(), Failure> {
        let Some(hashed) = hashed(table, &table.columns) else { return Ok(()) };
        let keep = format!(
            "{SCHEMA}; CREATE UNLOGGED TABLE migrate_keep.k_{at} AS {hashed}; ANALYZE migrate_keep.k_{at}"
        );
        self.client.batch_execute(&keep).await.map_err(failed)
    }

    /// What became of the rows that were kept, over some of the columns. A table that is not there now, or has not
    /// all of them, is not compared.
    pub(crate) async fn compare(
        &self,
        (at, table): (usize, &Table),
        now: &Layout,
        columns: &[Column],
        stage: Stage,
    ) -> Result<Vec<Loss>, Failure> {
        let Some(there) = now.table(table) else { return Ok(Vec::new()) };
        let is_there = |name: &str| there.column(name).is_some();
        if !columns.iter().all(|column| is_there(&column.name)) {
            return Ok(Vec::new());
        }
        let has_key = !table.key.is_empty() && table.key.iter().all(|name| is_there(name));
        let question = if has_key { by_key(at, table, columns) } else { by_content(at, table, columns) };
        let Some(question) = question else { return Ok(Vec::new()) };
        let row = self.client.query_typed_one(&question, &[]).await.map_err(failed)?;
        let count = |name: &str| count(&row, name).map_err(failed);
        let mut losses = Vec::new();
        let loss = |column: Option<&Column>, what| Loss {
            stage,
            object: table.shown(),
            column: column.map(|column| column.name.clone()),
            what,
        };
        let (mut gone, mut added) = (count("gone")?, count("added")?);
        if !has_key {
            // A row that changed is gone, and came in another form: its columns tell.
            let changed = gone.min(added);
            (gone, added) = (gone - changed, added - changed);
            if changed > 0 {
                losses.push(loss(None, Lost::Differ(changed)));
            }
        }
        for (rows, what) in [(gone, Lost::Gone as fn(u64) -> Lost), (added, Lost::Added)] {
            if rows > 0 {
                losses.push(loss(None, what(rows)));
            }
        }
        if gone + added > 0 && !has_key {
            return Ok(losses);
        }
        for (number, column) in columns.iter().enumerate() {
            let rows = count(&format!("d_{number}"))?;
            if rows > 0 {
                losses.push(loss(Some(column), Lost::Differ(rows)));
            }
        }
        Ok(losses)
    }
}

fn count(row: &Row, name: &str) -> Result<u64, tokio_postgres::Error> {
    Ok(row.try_get::<_, i64>(name)?.unsigned_abs())
}

/// Every row as the hash of its key, and one hash a column.
fn hashed(table: &Table, columns: &[Column]) -> Option<String> {
    let key: Option<Vec<Column>> = table.key.iter().map(|name| table.column(name).cloned()).collect();
    let key = match record(&key?)?.as_str() {
        "ROW()" => "0::int8".to_owned(),
        key => format!("hash_record_extended({key}, 3)"),
    };
    let mut fields = vec![format!("{key} AS k")];
    for column in columns {
        let number = table.columns.iter().position(|other| other == column)?;
        fields.push(format!(
            "hash_record_extended({}, 5) AS c_{number}",
            record(std::slice::from_ref(column))?
        ));
    }
    Some(format!("SELECT {} FROM {} AS r", fields.join(", "), source(table)?))
}

/// -> gone int8, added int8, and of the column N: `d_N` int8
fn by_key(at: usize, table: &Table, columns: &[Column]) -> Option<String> {
    let mut fields = vec![
        "count(*) FILTER (WHERE n.k IS NULL)::int8 AS gone".to_owned(),
        "count(*) FILTER (WHERE o.k IS NULL)::int8 AS added".to_owned(),
    ];
    for (number, column) in columns.iter().enumerate() {
        let c = table.columns.iter().position(|other| other == column)?;
        fields.push(format!(
            "count(*) FILTER (WHERE o.k = n.k AND o.c_{c} IS DISTINCT FROM n.c_{c})::int8 AS d_{number}"
        ));
    }
    let now = hashed(table, columns)?;
    Some(format!(
        "SELECT {} FROM migrate_keep.k_{at} AS o FULL JOIN ({now}) AS n ON o.k = n.k",
        fields.join(", ")
    ))
}

/// Without a key a row is what is in it: one that changed is gone, and another one came.
/// -> as above
fn by_content(at: usize, table: &Table, columns: &[Column]) -> Option<String> {
    let mut names = Vec::new();
    for column in columns {
        let c = table.columns.iter().position(|other| other == column)?;
        Ident::new(&column.name)?;
        names.push(format!("c_{c}"));
    }
    let less = |one: &str, other: &str, fields: &str| {
        format!(
            "(SELECT count(*) FROM (SELECT {fields} FROM {one} EXCEPT ALL SELECT {fields} FROM {other}) AS x)::int8"
        )
    };
    let (all, old) = (names.join(", "), format!("migrate_keep.k_{at}"));
    let mut fields =
        vec![format!("{} AS gone", less(&old, "now", &all)), format!("{} AS added", less("now", &old, &all))];
    for (number, name) in names.iter().enumerate() {
        fields.push(format!("{} AS d_{number}", less(&old, "now", name)));
    }
    Some(format!("WITH now AS ({}) SELECT {}", hashed(table, columns)?, fields.join(", ")))
}
