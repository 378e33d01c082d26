//! A connection that asks for locks which others may hold, as its tries need it.

use tokio_postgres::Client;
use tokio_postgres::types::{ToSql, Type};

use super::end_blocker::{self, Ending};
use super::session_watch::Watch;
use crate::model::locks::blocker::Blocker;
use crate::model::locks::patience::DeadlockCheck;
use crate::postgres::connection::own_path;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::seed::Loader;

const TRANSACTIONS_OPEN: &str = include_str!("sql/transactions_open.sql");

/// A connection that asks for locks which others may hold.
pub(crate) trait Contender {
    fn client(&self) -> &Client;

    /// When sessions of its server look for deadlocks.
    async fn deadlock_check(&self) -> Result<DeadlockCheck, RunFault>;

    /// Who looks at it from another connection; `None`: nobody does.
    fn watch(&self) -> Option<&Watch>;

    /// Whether any of these transactions (as `pg_locks` names them) is still under way.
    async fn are_open(&self, transactions: &[&str]) -> Result<bool, RunFault> {
        let values: [(&(dyn ToSql + Sync), Type); 1] = [(&transactions, Type::TEXT_ARRAY)];
        // A script without a transaction may have left its own path.
        let rows = own_path::query(self.client(), TRANSACTIONS_OPEN, &values).await?;
        Ok(rows.first().map(|row| row.try_get("open")).transpose()?.unwrap_or(false))
    }

    /// Ends the session of a blocker, where that may be ended.
    async fn end_blocker(&self, blocker: &Blocker) -> Result<Ending, RunFault> {
        end_blocker::end(self.client(), blocker).await
    }
}

impl Contender for Session {
    fn client(&self) -> &Client {
        &self.client
    }

    async fn deadlock_check(&self) -> Result<DeadlockCheck, RunFault> {
        Self::deadlock_check(self).await
    }

    fn watch(&self) -> Option<&Watch> {
        Some(Self::watch(self))
    }
}

/// One of many at the same time: a second connection for each would be too much.
impl Contender for Loader {
    fn client(&self) -> &Client {
        &self.client
    }

    async fn deadlock_check(&self) -> Result<DeadlockCheck, RunFault> {
        Ok(self.deadlock_check)
    }

    fn watch(&self) -> Option<&Watch> {
        None
    }
}
