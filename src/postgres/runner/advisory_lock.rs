//! The lock of a run: a session-level advisory lock, asked for again and again, never waited in.
//!
//! A session that waits inside `pg_advisory_lock()` holds a snapshot; a concurrent index build of
//! the lock's holder waits for that snapshot, and the two deadlock. Polling cannot.

use std::time::{Duration, Instant};

use rand::Rng;
use sha2::{Digest, Sha256};
use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::failure::Failure;
use crate::model::outcome::lock_holder::LockHolder;
use crate::postgres::connection::fault;
use crate::postgres::connection::stop::Stop;

const LOCK_HOLDERS: &str = include_str!("sql/lock_holders.sql");
const LOCK_HELD: &str = include_str!("sql/lock_held.sql");
const LOCK_TRY: &str = include_str!("sql/lock_try.sql");

/// How long nothing is said: a session that has just ended, our own before this one among them, has its lock for a moment
/// more.
const UNANNOUNCED: Duration = Duration::from_millis(300);

/// The key of the lock that guards one history table; advisory locks are per database anyway.
pub(crate) fn key(schema: &str) -> i64 {
    let digest = Sha256::digest(format!("migrate:{schema}.refinery_schema_history"));
    digest.iter().take(8).fold(0, |key, byte| (key << 8) | i64::from(*byte))
}

/// Takes the lock if it is free. Held twice, so that looking whether it is still held may give it back once.
pub(crate) async fn take(client: &Client, key: i64) -> Result<bool, Failure> {
    try_lock(client, key)
        .await
        .map_err(|error| Failure::Database { doing: "take the lock", fault: fault::translate(&error) })
}

/// Takes a lock that was not free a moment ago, or gives up after `wait` and names who holds it.
pub(crate) async fn wait(
    client: &Client,
    key: i64,
    wait: Duration,
    stop: &Stop,
    reporter: &dyn Reporter,
) -> Result<(), Failure> {
    let started = Instant::now();
    let mut announced = false;
    loop {
        if stop.is_asked() {
            return Err(Failure::Stopped);
        }
        let holders = holders(client, key).await.unwrap_or_default();
        let waited = started.elapsed();
        if waited >= wait {
            return Err(Failure::Locked { holders, waited_seconds: waited.as_secs() });
        }
        if !announced && waited >= UNANNOUNCED {
            reporter.event(&Event::WaitingForLock { holders: &holders });
            announced = true;
        }
        let pause = Duration::from_millis(rand::rng().random_range(100..300));
        tokio::time::sleep(pause.min(wait.saturating_sub(waited))).await;
        if take(client, key).await? {
            return Ok(());
        }
    }
}

async fn try_lock(client: &Client, key: i64) -> Result<bool, Error> {
    client.query_typed_one(LOCK_TRY, &[(&key, Type::INT8)]).await?.try_get("taken")
}

async fn holders(client: &Client, key: i64) -> Result<Vec<LockHolder>, Error> {
    client.query_typed(LOCK_HOLDERS, &[(&key, Type::INT8)]).await?.iter().map(fault::lock_holder).collect()
}

/// Whether the session still holds the lock: a script may have given it up.
pub(crate) async fn is_held(client: &Client, key: i64) -> Result<bool, Error> {
    client.query_typed_one(LOCK_HELD, &[(&key, Type::INT8)]).await?.try_get("held")
}
