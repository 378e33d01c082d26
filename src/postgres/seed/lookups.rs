//! Rows that are there already: some to refer to, and how far a column counts.

use super::writer::{Writer, ident};
use crate::model::seed::server_facts::KnownRows;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::users_ground::ask_alone_as_owner;

/// As many as are referred to; more make no difference.
const MOST: usize = 1000;

impl Writer<'_> {
    /// Some rows of a table, in the order of the columns: those without a NULL in any of them. Where several transactions
    /// wrote rows and `oldest` is set, those of the first one that wrote more than one: what a later script adds may go
    /// with its rollback. Outside of a transaction.
    pub(crate) async fn lookup(
        &self,
        wanted: &KnownRows,
        table: &QualifiedName,
        oldest: bool,
    ) -> Result<KnownRows, RunFault> {
        let quoted = table.quoted()?;
        let columns = wanted.columns.iter().map(|column| Ok(format!("t.{}", ident(column)?)));
        let columns = columns.collect::<Result<Vec<_>, RunFault>>()?;
        let texts = columns.iter().map(|column| format!("{column}::pg_catalog.text"));
        let texts = texts.collect::<Vec<_>>().join(", ");
        let present = columns.iter().map(|column| format!("{column} IS NOT NULL"));
        let present = present.collect::<Vec<_>>().join(" AND ");
        let ask = format!(
            "WITH line AS (
                 SELECT
                     pg_catalog.jsonb_build_array({texts}) AS line,
                     pg_catalog.age(t.xmin) AS written,
                     pg_catalog.count(*) OVER (PARTITION BY pg_catalog.age(t.xmin)) AS together
                 FROM {quoted} AS t
                 WHERE {present}
             )
             SELECT COALESCE(pg_catalog.jsonb_agg(r.line ORDER BY r.line), '[]')::pg_catalog.text AS rows
             FROM (
                 SELECT l.line
                 FROM line AS l
                 WHERE NOT {oldest}
                     OR l.written = COALESCE((SELECT pg_catalog.max(m.written) FROM line AS m WHERE m.together > 1), l.written)
                 ORDER BY l.line
                 LIMIT {MOST}
             ) AS r"
        );
        let text: String = ask_alone_as_owner(self.client, &quoted, &ask).await?.try_get("rows")?;
        let rows = serde_json::from_str(&text).unwrap_or_default();
        Ok(KnownRows { table: wanted.table, columns: wanted.columns.clone(), rows })
    }

    /// The highest number of a column; 0 where there is none. Outside of a transaction.
    pub(crate) async fn highest(&self, table: &QualifiedName, column: &str) -> Result<i64, RunFault> {
        let quoted = table.quoted()?;
        let ask = format!(
            "SELECT COALESCE(pg_catalog.max({}), 0)::pg_catalog.int8 AS highest FROM {quoted}",
            ident(column)?
        );
        Ok(ask_alone_as_owner(self.client, &quoted, &ask).await?.try_get("highest")?)
    }
}
