//! Looking before anything is touched: who owns the tables, and how many rows there are.

use std::collections::BTreeMap;

use tokio_postgres::types::Type;
use tokio_postgres::{Error, Row};

use super::writer::Writer;
use super::{facts, fingerprint};
use crate::model::outcome::failure::Failure;
use crate::model::seed::load::dropped::DroppedObject;
use crate::model::seed::load::objects::pieces;
use crate::model::seed::refusal::{OwnedTable, RowCount, SeedRefusal};
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::connection::fault;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::users_ground::{ask_alone_as_owner, ask_as_owner};

const ACCESS: &str = include_str!("sql/access.sql");
const REFERRERS: &str = include_str!("sql/referrers.sql");
const SCRIPTS: &str = include_str!("sql/script_transactions.sql");
const SIZES: &str = include_str!("sql/row_counts.sql");

/// A foreign key that leads to a table of the profile.
#[derive(Debug, Clone)]
pub(crate) struct Referrer {
    pub(crate) constraint: String,
    pub(crate) oid: u32,
    pub(crate) table: QualifiedName,
    pub(crate) target_oid: u32,
    pub(crate) target: QualifiedName,
    pub(crate) columns: Vec<String>,
    pub(crate) target_columns: Vec<String>,
}

impl Session {
    /// Why the role cannot fill these tables, if it cannot.
    pub(crate) async fn seed_access(&self, oids: &[u32]) -> Result<Option<SeedRefusal>, Failure> {
        let answer = self.client.query_typed(ACCESS, &[(&oids, Type::OID_ARRAY)]).await;
        answer.and_then(|rows| judge(&rows)).map_err(failed)
    }

    /// The foreign keys that lead to these tables.
    pub(crate) async fn seed_referrers(&self, oids: &[u32]) -> Result<Vec<Referrer>, Failure> {
        let answer = self.client.query_typed(REFERRERS, &[(&oids, Type::OID_ARRAY)]).await;
        answer.and_then(|rows| rows.iter().map(referrer).collect()).map_err(failed)
    }

    /// The indexes, keys and foreign keys of these tables, as people name them. Outside of a transaction.
    pub(crate) async fn seed_removable(&self, oids: &[u32]) -> Result<Vec<String>, Failure> {
        let read = async {
            let begin = format!("BEGIN READ ONLY; {}", fingerprint::everything_qualified());
            self.client.batch_execute(&begin).await?;
            let members = facts::members(&self.client, oids).await?;
            let members: Vec<u32> = members.iter().map(|member| member.oid).collect();
            let facts = facts::read(&self.client, &members).await;
            self.client.batch_execute("ROLLBACK").await?;
            let (indexes, references) = facts?;
            Ok(pieces(&indexes, &references).0.iter().map(DroppedObject::what).collect())
        };
        read.await.map_err(failed)
    }

    /// How large tables are, with everything, by OID.
    pub(crate) async fn seed_sizes(&self, oids: &[u32]) -> Result<BTreeMap<u32, i64>, Failure> {
        let answer = self.client.query_typed(SIZES, &[(&oids, Type::OID_ARRAY)]).await;
        let pair = |row: &Row| Ok((row.try_get("oid")?, row.try_get("bytes")?));
        answer.and_then(|rows| rows.iter().map(pair).collect()).map_err(failed)
    }
}

impl Writer<'_> {
    /// How many rows a table holds. Within a transaction.
    pub(crate) async fn count(&self, table: &QualifiedName) -> Result<RowCount, RunFault> {
        let quoted = table.quoted()?;
        let ask = format!("SELECT pg_catalog.count(*) AS rows FROM {quoted}");
        let rows: i64 = ask_as_owner(self.client, &quoted, &ask).await?.try_get("rows")?;
        Ok(RowCount { name: table.clone(), rows: rows.unsigned_abs(), seeded: 0, scripted: 0 })
    }

    /// The same, outside of a transaction; and how many of them a script wrote: in its transaction, as the journal has it.
    pub(crate) async fn count_alone(&self, table: &QualifiedName) -> Result<RowCount, RunFault> {
        let quoted = table.quoted()?;
        let ids = self.script_transactions().await?;
        let scripted = if ids.is_empty() {
            "0".to_owned()
        } else {
            format!(
                "pg_catalog.count(*) FILTER (WHERE t.xmin::pg_catalog.text = ANY ('{{{}}}'))",
                ids.join(",")
            )
        };
        let ask = format!(
            "SELECT pg_catalog.count(*) AS rows, {scripted}::pg_catalog.int8 AS scripted FROM {quoted} AS t"
        );
        let row = ask_alone_as_owner(self.client, &quoted, &ask).await?;
        let (rows, scripted): (i64, i64) = (row.try_get("rows")?, row.try_get("scripted")?);
        Ok(RowCount {
            name: table.clone(),
            rows: rows.unsigned_abs(),
            seeded: 0,
            scripted: scripted.unsigned_abs(),
        })
    }

    /// The transactions of scripts, as rows have them.
    async fn script_transactions(&self) -> Result<Vec<String>, RunFault> {
        if self.bookkeeping.state.journal.is_none() {
            return Ok(Vec::new());
        }
        let rows = self.client.query_typed(&self.bookkeeping.in_place(SCRIPTS), &[]).await?;
        Ok(rows.iter().map(|row| row.try_get("xmin")).collect::<Result<_, _>>()?)
    }
}

#[allow(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn failed(error: Error) -> Failure {
    Failure::Database { doing: "examine the tables", fault: fault::translate(&error) }
}

fn judge(rows: &[Row]) -> Result<Option<SeedRefusal>, Error> {
    let (mut owned_by_others, mut subject, mut schemas) = (Vec::new(), Vec::new(), Vec::new());
    let mut role = String::new();
    for row in rows {
        role = row.try_get("role")?;
        let relation: String = row.try_get("relation")?;
        if !row.try_get::<_, bool>("is_owned")? {
            owned_by_others.push(OwnedTable { table: relation.clone(), owner: row.try_get("owner")? });
        }
        if row.try_get("is_subject")? {
            subject.push(relation);
        }
        let schema: String = row.try_get("schema")?;
        if !row.try_get::<_, bool>("may_create")? && !schemas.contains(&schema) {
            schemas.push(schema);
        }
    }
    Ok(if !owned_by_others.is_empty() {
        Some(SeedRefusal::NotOwner { role, tables: owned_by_others })
    } else if !subject.is_empty() {
        Some(SeedRefusal::RowSecurity { role, tables: subject })
    } else if !schemas.is_empty() {
        Some(SeedRefusal::NoCreate { role, schemas })
    } else {
        None
    })
}

fn referrer(row: &Row) -> Result<Referrer, Error> {
    Ok(Referrer {
        constraint: row.try_get("name")?,
        oid: row.try_get("relation")?,
        table: QualifiedName { schema: row.try_get("schema")?, name: row.try_get("table_name")? },
        target_oid: row.try_get("target")?,
        target: QualifiedName { schema: row.try_get("target_schema")?, name: row.try_get("target_name")? },
        columns: row.try_get("columns")?,
        target_columns: row.try_get("target_columns")?,
    })
}
