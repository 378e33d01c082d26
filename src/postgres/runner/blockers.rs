//! Who is in the way: looked for from a second connection while the first one waits.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::session::Session;
use crate::model::outcome::lock_holder::LockHolder;
use crate::postgres::connection::{connect, fault, own_path, own_settings};

const BLOCKERS: &str = include_str!("sql/blockers.sql");

/// Looks ten times a second, from when it is made until it is dropped.
pub(crate) struct BlockerWatch {
    seen: Arc<Mutex<Vec<LockHolder>>>,
    task: JoinHandle<()>,
}

impl Session {
    /// Watches who blocks this session. Best effort: without a second connection nobody is named.
    pub(crate) fn watch_blockers(&self) -> BlockerWatch {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (sender, options, reporter, pid) =
            (Arc::clone(&seen), self.options.clone(), Arc::clone(&self.reporter), self.pid);
        let task = tokio::spawn(async move {
            let Ok(connected) = connect::connect(&options, "migrate: who is blocking", &reporter).await
            else {
                return;
            };
            let _ = connected.client.batch_execute(&own_settings::session(&connected.facts)).await;
            while let Ok(holders) = read_blockers(&connected.client, pid).await {
                if !holders.is_empty() {
                    *sender.lock().unwrap_or_else(PoisonError::into_inner) = holders;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        BlockerWatch { seen, task }
    }
}

impl BlockerWatch {
    /// Who was seen last.
    pub(crate) fn seen(&self) -> Vec<LockHolder> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for BlockerWatch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn read_blockers(client: &Client, pid: i32) -> Result<Vec<LockHolder>, Error> {
    own_path::query(client, BLOCKERS, &[(&pid, Type::INT4)]).await?.iter().map(fault::lock_holder).collect()
}
