//! Writing down that migrations are applied which another tool ran: our tables, their rows, and, where that was asked for,
//! the end of the old table, in one transaction.

use tokio_postgres::Error;
use tokio_postgres::types::{ToSql, Type};

use super::old_history::{read, written};
use crate::model::adopt::old_history::OldHistory;
use crate::model::adopt::tool::Tool;
use crate::model::migration::checksum::{Sha256Hex, VersionWidth};
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::postgres::connection::fault;
use crate::postgres::runner::history;
use crate::postgres::runner::journal::APPLICATION_VERSION;
use crate::postgres::runner::session::Session;

const HISTORY: &str = include_str!("sql/mark_history.sql");
const JOURNAL: &str = include_str!("sql/mark_journal.sql");

/// What is to be written down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark<'a> {
    pub(crate) tool: Tool,
    /// The applied pairs, each with the instant where the old table has it; RFC 3339.
    pub(crate) applied: &'a [(&'a Pair, Option<&'a str>)],
    /// The width of the history table where it is new.
    pub(crate) width: VersionWidth,
    /// What the old table said when the plan was made.
    pub(crate) old: Option<&'a OldHistory>,
    pub(crate) drop_old: bool,
}

/// Why the transaction was not committed.
enum MarkFault {
    Db(Error),
    /// The old table has other rows than those that the plan was made of, or a trigger keeps ours out.
    Changed,
}

impl From<Error> for MarkFault {
    fn from(error: Error) -> Self {
        Self::Db(error)
    }
}

impl Session {
    /// Writes it down. All of it is there afterwards, or nothing.
    pub(crate) async fn mark_applied(&mut self, mark: Mark<'_>) -> Result<(), Failure> {
        self.may_begin().await?;
        let written = self.write_marks(&mark).await;
        if written.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        written.map_err(|why| match why {
            MarkFault::Db(error) => Failure::database("write the history")(fault::translate(&error)),
            MarkFault::Changed => Failure::Refused(Refusal::PlanChanged),
        })
    }

    async fn write_marks(&mut self, mark: &Mark<'_>) -> Result<(), MarkFault> {
        self.client.batch_execute(&format!("{}BEGIN", self.start)).await?;
        if let Some(old) = mark.old
            && !mark.tool.shares_our_history()
            && read(&self.client, mark.tool, &old.table).await? != *old
        {
            return Err(MarkFault::Changed);
        }
        let width = history::create_within(&self.client, &self.bookkeeping, mark.width).await?;
        self.write_rows(mark, width).await?;
        if let Some(old) = mark.old.filter(|_| mark.drop_old) {
            self.client.batch_execute(&format!("DROP TABLE {}", written(&old.table))).await?;
        }
        Ok(self.client.batch_execute("COMMIT").await?)
    }

    async fn write_rows(&self, mark: &Mark<'_>, width: VersionWidth) -> Result<(), MarkFault> {
        let pairs = || mark.applied.iter().map(|(pair, _)| *pair);
        let versions: Vec<i64> = pairs().map(|pair| pair.id.version.number()).collect();
        let names: Vec<&str> = pairs().map(|pair| pair.id.name.as_str()).collect();
        let times: Vec<Option<&str>> = mark.applied.iter().map(|(_, time)| *time).collect();
        let checksums: Vec<Option<String>> = pairs().map(|pair| pair.refinery_checksum(width)).collect();
        let ups: Vec<&str> = pairs().map(|pair| Sha256Hex::as_str(&pair.up.sha256)).collect();
        let downs: Vec<&str> = pairs().map(|pair| Sha256Hex::as_str(&pair.down.sha256)).collect();
        let rollbacks: Vec<&str> = pairs().map(|pair| pair.down.sql.as_str()).collect();
        let message = format!("adopted from {}", mark.tool.name());
        let rows: [(&(dyn ToSql + Sync), Type); 4] = [
            (&versions, Type::INT8_ARRAY),
            (&names, Type::TEXT_ARRAY),
            (&times, Type::TEXT_ARRAY),
            (&checksums, Type::TEXT_ARRAY),
        ];
        let entries: [(&(dyn ToSql + Sync), Type); 7] = [
            (&versions, Type::INT8_ARRAY),
            (&names, Type::TEXT_ARRAY),
            (&ups, Type::TEXT_ARRAY),
            (&downs, Type::TEXT_ARRAY),
            (&rollbacks, Type::TEXT_ARRAY),
            (&APPLICATION_VERSION, Type::TEXT),
            (&message, Type::TEXT),
        ];
        for (statement, values) in [(HISTORY, &rows[..]), (JOURNAL, &entries[..])] {
            let taken = self.client.query_typed(&self.bookkeeping.in_place(statement), values).await?.len();
            if taken != versions.len() {
                return Err(MarkFault::Changed);
            }
        }
        Ok(())
    }
}
