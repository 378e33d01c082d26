//! An ambiguous commit: reconnects, and finds out what happened to the transaction.

use std::time::Duration;

use tokio_postgres::error::Severity;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::script::{LostCommit, RunFault, ScriptRun};
use super::session::{Purpose, Session, SessionRequest};
use crate::postgres::connection::fault;

const COMMITTED: &str = include_str!("sql/journal_committed.sql");

/// How long to look for a server that may be starting again, and for a lock that the server still
/// holds for the lost session.
const PATIENCE: Duration = Duration::from_secs(10);

/// Commits. An error that the session survives has rolled back; any other leaves the outcome open.
pub(crate) async fn commit(
    client: &Client,
    transaction: Option<&str>,
    took: Duration,
) -> Result<(), RunFault> {
    client.batch_execute("COMMIT").await.map_err(|error| {
        if ends_session(&error) {
            let (transaction, why) = (transaction.map(str::to_owned), fault::chain(&error));
            RunFault::LostCommit(LostCommit { transaction, took, why })
        } else {
            error.into()
        }
    })
}

/// Whether nothing more comes from this session.
pub(crate) fn ends_session(error: &Error) -> bool {
    let severity = error.as_db_error().map(tokio_postgres::error::DbError::parsed_severity);
    severity.is_none_or(|severity| matches!(severity, Some(Severity::Fatal | Severity::Panic)))
}

impl Session {
    /// Opens the session once more, with the same lock: having it means that the server has ended the
    /// lost session, and that what is not committed by then never will be. `None` where that cannot be
    /// had within ten seconds.
    pub(crate) async fn reconnect(&self) -> Option<Self> {
        let reached = async {
            while !self.stop.is_asked() {
                if let Some(session) = self.open_again().await {
                    return Some(session);
                }
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            None
        };
        tokio::time::timeout(PATIENCE, reached).await.ok().flatten()
    }

    async fn open_again(&self) -> Option<Self> {
        let request = SessionRequest {
            application: &self.application,
            search_path: self.search_path.as_ref(),
            app_role: &self.app_role,
            lock_wait: PATIENCE,
            consent: &self.consent,
            purpose: Purpose::Write,
        };
        let opened = Self::open(None, &self.options, request, &self.reporter, &self.stop).await.ok()?;
        Some(opened.guarded(self.guard.clone()))
    }

    /// Whether the transaction that ran a script is committed. To be asked in a session that holds the
    /// lock, see [`Session::reconnect`].
    pub(crate) async fn is_committed(
        &self,
        run: &ScriptRun<'_>,
        transaction: &str,
    ) -> Result<bool, RunFault> {
        let values: [(&(dyn tokio_postgres::types::ToSql + Sync), Type); 3] = [
            (&run.id.version.number(), Type::INT8),
            (&run.direction.as_str(), Type::TEXT),
            (&transaction, Type::TEXT),
        ];
        Ok(self
            .client
            .query_typed_one(&self.bookkeeping.in_place(COMMITTED), &values)
            .await?
            .try_get("committed")?)
    }
}
