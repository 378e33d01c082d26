//! The locks around ATTACH where there is a DEFAULT partition.
//!
//! ATTACH locks DEFAULT first and the tables that its foreign keys refer to afterwards. An application that
//! holds one of these and waits for DEFAULT would then be ended by the deadlock detector. Here they are locked
//! the other way round, and waited for together less than `deadlock_timeout`: it is the run that gives up.

use tokio_postgres::types::Type;

use super::create::PartitionNames;
use crate::model::partitions::table::PartitionedTable;
use crate::model::sql::build::{KeepOut, lock};
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const REFERENCED: &str = include_str!("sql/referenced.sql");

/// How long each lock behind those of foreign keys is waited for.
const NEXT_LOCK_MS: u32 = 300;

impl Session {
    /// Within a transaction: locks what ATTACH will lock.
    pub(super) async fn lock_default(
        &self,
        parent: &PartitionedTable,
        default: &str,
    ) -> Result<(), RunFault> {
        let locks = self.referenced(parent).await?;
        Ok(self.client.batch_execute(&format!("{locks}{}", alone(default))).await?)
    }

    /// The same, and nobody may write to the parent: a writer that waits for DEFAULT has already chosen it
    /// for its row, and ATTACH would make the server refuse that row (23514). One that waits for the parent
    /// chooses afterwards.
    ///
    /// Rows have moved already: who deletes what one of them refers to waits for us while we wait for its table.
    pub(super) async fn lock_writers(
        &self,
        parent: &PartitionedTable,
        names: &PartitionNames,
        default: &str,
    ) -> Result<(), RunFault> {
        let locks = self.referenced(parent).await?;
        let writers = format!("{};", lock(format!("ONLY {}", names.parent), KeepOut::Writers));
        let patience = format!("SET LOCAL lock_timeout = {NEXT_LOCK_MS};");
        Ok(self.client.batch_execute(&format!("{patience}{locks}{writers}{}", alone(default))).await?)
    }

    async fn referenced(&self, parent: &PartitionedTable) -> Result<String, RunFault> {
        let mut locks = String::new();
        for row in self.client.query_typed(REFERENCED, &[(&parent.oid, Type::OID)]).await? {
            let name: String = row.try_get("name")?;
            locks.push_str(&format!("{};", lock(format!("ONLY {name}"), KeepOut::Writers)));
        }
        Ok(locks)
    }
}

fn alone(default: &str) -> String {
    let lock = lock(format!("ONLY {default}"), KeepOut::Everybody);
    format!("SET LOCAL lock_timeout = {NEXT_LOCK_MS}; {lock};")
}
