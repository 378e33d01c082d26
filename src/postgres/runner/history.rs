//! refinery's history table and our journal beside it. Nobody else names these two tables.

use std::collections::HashMap;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::bookkeeping::Bookkeeping;
use super::journal;
use crate::model::migration::bookkeeping::{self, VERSION};
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::history::{Applied, History};
use crate::model::migration::pair::MigrationId;
use crate::model::migration::version::Version;
use crate::postgres::seed::leftovers;

/// What our tables are called: these two, and the one of `seed`.
pub(crate) const NAMES: [&str; 3] = bookkeeping::NAMES;

const ROWS: &str = include_str!("sql/history_rows.sql");
const CREATE: &str = include_str!("sql/history_create.sql");
const CREATE_WIDE: &str = include_str!("sql/history_create_wide.sql");
const RIGHTS_GIVEN: &str = include_str!("sql/rights_given.sql");

/// Reads both tables, and what `seed` left, in one flush; a database without them has an empty history. In order, so that the
/// error is the first one: behind it a transaction is aborted, and every later answer says only that.
pub(crate) async fn read(client: &Client, bookkeeping: &Bookkeeping) -> Result<History, Error> {
    let (width, version) = (bookkeeping.state.width, bookkeeping.state.journal);
    let rows = async { if width.is_some() { rows(client, bookkeeping).await } else { Ok(Vec::new()) } };
    let journal = async {
        match version {
            None => Ok((HashMap::new(), Vec::new())),
            // The first shape knew no scripts without a transaction.
            Some(0) => Ok((journal::newest(client, bookkeeping).await?, Vec::new())),
            Some(_) => {
                tokio::try_join!(biased; journal::newest(client, bookkeeping), journal::unfinished(client, bookkeeping))
            }
        }
    };
    let leftovers = leftovers(client, bookkeeping);
    let (mut applied, (mut journal, unfinished), seed_leftovers) =
        tokio::try_join!(biased; rows, journal, leftovers)?;
    for entry in &mut applied {
        entry.journal = journal.remove(&entry.id.version.number());
    }
    Ok(History { width, applied, unfinished, seed_leftovers })
}

/// The history table's rows, without what the journal knows about them.
async fn rows(client: &Client, bookkeeping: &Bookkeeping) -> Result<Vec<Applied>, Error> {
    let mut applied = Vec::new();
    for row in client.query_typed(&bookkeeping.in_place(ROWS), &[]).await? {
        // refinery cannot write a negative version; a row made by hand is not ours to judge.
        let Some(version) = Version::new(row.try_get("version")?) else { continue };
        let name = row.try_get::<_, Option<String>>("name")?.unwrap_or_default();
        applied.push(Applied {
            id: MigrationId { version, name },
            applied_on: row.try_get("applied_on")?,
            checksum: row.try_get("checksum")?,
            journal: None,
        });
    }
    Ok(applied)
}

/// The statements that make the tables that are missing.
pub(super) fn creation(bookkeeping: &Bookkeeping, width: VersionWidth) -> String {
    let mut statements = String::new();
    if bookkeeping.state.width.is_none() {
        statements.push_str(if width == VersionWidth::Int4 { CREATE } else { CREATE_WIDE });
    }
    if bookkeeping.state.journal.is_none() {
        statements.push_str(journal::CREATE);
    }
    statements
}

/// Makes the tables that are missing, in one transaction, and takes everybody else's rights on them. Returns the
/// width of the history table, `width` where it is new.
pub(crate) async fn create_missing(
    client: &Client,
    bookkeeping: &mut Bookkeeping,
    width: VersionWidth,
) -> Result<VersionWidth, Error> {
    if let (Some(width), Some(_)) = (bookkeeping.state.width, bookkeeping.state.journal) {
        return Ok(width);
    }
    let create = async {
        let revocations = create(client, bookkeeping, width, "BEGIN;\n").await?;
        client.batch_execute(&format!("{revocations}COMMIT;")).await
    };
    if let Err(error) = create.await {
        // The transaction is aborted; the error that matters is the first one.
        let _ = client.batch_execute("ROLLBACK").await;
        return Err(error);
    }
    bookkeeping.state.journal.get_or_insert(VERSION);
    Ok(*bookkeeping.state.width.get_or_insert(width))
}

/// The same within a transaction at hand, which may still be rolled back.
pub(crate) async fn create_within(
    client: &Client,
    bookkeeping: &Bookkeeping,
    width: VersionWidth,
) -> Result<VersionWidth, Error> {
    let revocations = create(client, bookkeeping, width, "").await?;
    client.batch_execute(&revocations).await?;
    Ok(bookkeeping.state.width.unwrap_or(width))
}

/// Makes what is missing, behind some statements. Returns those that take everybody else's rights.
async fn create(
    client: &Client,
    bookkeeping: &Bookkeeping,
    width: VersionWidth,
    before: &str,
) -> Result<String, Error> {
    let create = bookkeeping.in_place(&format!("{before}{}", creation(bookkeeping, width)));
    let ((), revocations) = tokio::try_join!(
        biased;
        client.batch_execute(&create),
        revocations(client, bookkeeping),
    )?;
    Ok(revocations)
}

/// Drops both tables, where nothing is in them that anybody will need.
pub(crate) async fn remove_unused(client: &Client, bookkeeping: &Bookkeeping) -> Result<(), Error> {
    let tables = "bookkeeping.refinery_schema_history, bookkeeping.migrate_journal";
    let remove = async {
        let lock = format!("BEGIN; LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE NOWAIT");
        client.batch_execute(&bookkeeping.in_place(&lock)).await?;
        let row = client.query_typed_one(&bookkeeping.in_place(UNUSED), &[]).await?;
        let drop = if row.try_get("unused")? {
            format!("DROP TABLE {tables}; COMMIT")
        } else {
            "ROLLBACK".to_owned()
        };
        client.batch_execute(&bookkeeping.in_place(&drop)).await
    };
    let removed = remove.await;
    if removed.is_err() {
        let _ = client.batch_execute("ROLLBACK").await;
    }
    removed
}

/// The statements that take the rights on those of our tables that this transaction made from everybody but their
/// owner, whatever the default privileges gave away: an application that can write here could make a migration look applied. A table that
/// was there before keeps the rights that somebody gave on purpose.
pub(crate) async fn revocations(client: &Client, bookkeeping: &Bookkeeping) -> Result<String, Error> {
    let names = NAMES.as_slice();
    let values: [(&(dyn ToSql + Sync), Type); 2] =
        [(&bookkeeping.schema(), Type::TEXT), (&names, Type::TEXT_ARRAY)];
    let mut statements = String::new();
    for row in client.query_typed(RIGHTS_GIVEN, &values).await? {
        let (table, grantee): (&str, &str) = (row.try_get("relation")?, row.try_get("grantee")?);
        statements.push_str(&format!("REVOKE ALL ON TABLE {table} FROM {grantee};\n"));
    }
    Ok(statements)
}

const INSERT: &str = include_str!("sql/history_insert.sql");
const UNUSED: &str = include_str!("sql/history_unused.sql");
const DELETE: &str = include_str!("sql/history_delete.sql");

/// Writes the row of an applied migration, inside its transaction. False: that transaction is over.
pub(crate) async fn insert(
    client: &Client,
    bookkeeping: &Bookkeeping,
    id: &MigrationId,
    checksum: &str,
    transaction: &str,
) -> Result<bool, Error> {
    let version = id.version.number();
    let values: [(&(dyn ToSql + Sync), Type); 4] =
        [(&version, Type::INT8), (&id.name, Type::TEXT), (&checksum, Type::TEXT), (&transaction, Type::TEXT)];
    Ok(!client.query_typed(&bookkeeping.in_place(INSERT), &values).await?.is_empty())
}

/// Deletes the row of a migration, inside the transaction of its rollback. False: there was none, or
/// that transaction is over.
pub(crate) async fn delete(
    client: &Client,
    bookkeeping: &Bookkeeping,
    version: Version,
    transaction: &str,
) -> Result<bool, Error> {
    let values: [(&(dyn ToSql + Sync), Type); 2] =
        [(&version.number(), Type::INT8), (&transaction, Type::TEXT)];
    Ok(!client.query_typed(&bookkeeping.in_place(DELETE), &values).await?.is_empty())
}
