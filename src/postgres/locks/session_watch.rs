//! Looking at a session that runs scripts, from another connection: what it waits for, who is in its way, and who waits
//! for it.
//!
//! The server looks for a deadlock late, and whoever looks first is ended. Here somebody looks a hundred times a second
//! while the session waits, and cancels its statement where those that it waits for wait for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use super::targets;
use crate::model::connection::ConnectOptions;
use crate::model::locks::blocker::{Blocker, Doing};
use crate::model::locks::lock_set::LockSet;
use crate::model::locks::mode::{LockMode, Seen};
use crate::model::locks::precedence::SeenOrder;
use crate::model::outcome::event::{Reporter, Silence};
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::connection::{connect, fault, own_path, own_settings};

const BLOCKERS: &str = include_str!("sql/blockers.sql");
const IS_WAITING: &str = include_str!("sql/is_waiting.sql");
const SIGHTING: &str = include_str!("sql/sighting.sql");
const ORDERS: &str = include_str!("sql/orders.sql");

/// A script that is over by then needs nobody to look.
const UNWATCHED: Duration = Duration::from_millis(100);
/// Between two looks at a session that works, and at one that waits.
const LOOKS: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(5));

/// How long the answer to the last question is waited for.
const LAST_LOOK: Duration = Duration::from_secs(2);

/// A task with a connection of its own, which it opens when it is needed for the first time. Ends when it is dropped.
pub(crate) struct Watch {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    /// Of the try under way.
    sighting: Mutex<Sighting>,
    /// A try is under way.
    is_on: AtomicBool,
    /// A question is under way.
    is_looking: AtomicBool,
    /// A try began, or the connection is wanted at once.
    wake: Notify,
    is_wanted: AtomicBool,
}

/// What was seen of one try.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sighting {
    /// What it waited for at the last look, and that it had then.
    pub(crate) awaited: Option<Awaited>,
    /// The locks that it had and waited for at any look, as the next try may ask for them.
    pub(crate) locks: LockSet,
    /// Who was in the way, at the last look that showed anybody.
    pub(crate) blockers: Vec<Blocker>,
    /// The table of the row that was waited for.
    pub(crate) row_table: Option<QualifiedName>,
    /// The largest number of sessions that waited for it.
    pub(crate) queued: u64,
    /// Those that waited for it at any look and had tables then.
    pub(crate) orders: Vec<SeenOrder>,
    /// Its statement was cancelled here: those that it waited for waited for it.
    pub(crate) is_cancelled: bool,
}

/// What a session waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Awaited {
    /// A lock on a relation.
    Relation(u32),
    /// The end of a transaction that changed a row, of this table as far as that is known.
    Row(Option<u32>),
    Other,
}

impl Watch {
    /// Somebody who looks at a server process whenever a try is under way. Best effort: without a second connection
    /// nobody is named, and nothing is learned.
    pub(crate) fn of(options: &ConnectOptions, pid: i32) -> Self {
        let shared = Arc::new(Shared::default());
        let task = tokio::spawn(observe(Arc::clone(&shared), options.clone(), pid));
        Self { shared, task }
    }

    /// A try begins.
    pub(crate) fn begin(&self) {
        *self.shared.sighting() = Sighting::default();
        self.shared.is_on.store(true, Ordering::SeqCst);
        self.shared.wake.notify_one();
    }

    /// The try succeeded: the largest number of sessions that were seen to wait for it.
    pub(crate) fn end(&self) -> u64 {
        self.shared.is_on.store(false, Ordering::SeqCst);
        self.shared.sighting().queued
    }

    /// The try failed: what was seen of it, as soon as nobody looks at it any more, so that no cancelling of this one ends
    /// the next. That one is looked at from its beginning.
    pub(crate) async fn give_up(&self) -> Sighting {
        self.shared.is_on.store(false, Ordering::SeqCst);
        self.shared.is_wanted.store(true, Ordering::SeqCst);
        self.shared.wake.notify_one();
        let since = Instant::now();
        while self.shared.is_looking.load(Ordering::SeqCst) && since.elapsed() < LAST_LOOK {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        self.shared.sighting().clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn sighting(&self) -> MutexGuard<'_, Sighting> {
        self.sighting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_on(&self) -> bool {
        self.is_on.load(Ordering::SeqCst)
    }

    /// Waits until a try has gone on for a while, or somebody is wanted.
    async fn needed(&self) {
        loop {
            if self.is_wanted.load(Ordering::SeqCst) {
                return;
            }
            if self.is_on() {
                let _ = tokio::time::timeout(UNWATCHED, self.wake.notified()).await;
                if self.is_on() || self.is_wanted.load(Ordering::SeqCst) {
                    return;
                }
            } else {
                self.wake.notified().await;
            }
        }
    }
}

async fn observe(shared: Arc<Shared>, options: ConnectOptions, pid: i32) {
    shared.needed().await;
    // How this connection is made is not what a run reports.
    let reporter: Arc<dyn Reporter> = Arc::new(Silence);
    let Ok(connected) = connect::connect(&options, "migrate: who is blocking", &reporter).await else {
        return;
    };
    let client = connected.client;
    let start = format!("{}{}", own_path::SET, own_settings::session(&connected.facts));
    if client.batch_execute(&start).await.is_err() {
        return;
    }
    loop {
        while !shared.is_on() {
            shared.wake.notified().await;
        }
        shared.is_looking.store(true, Ordering::SeqCst);
        let looked = look_once(&client, &shared, pid).await;
        shared.is_looking.store(false, Ordering::SeqCst);
        match looked {
            Ok(true) => tokio::time::sleep(LOOKS.1).await,
            Err(error) if error.is_closed() => return,
            Ok(false) | Err(_) => tokio::time::sleep(LOOKS.0).await,
        }
    }
}

/// Returns whether the session waits.
async fn look_once(client: &Client, shared: &Shared, pid: i32) -> Result<bool, Error> {
    let waits: bool = client.query_typed_one(IS_WAITING, &[(&pid, Type::INT4)]).await?.try_get("waits")?;
    if !waits {
        return Ok(false);
    }
    let may_cancel = shared.is_on();
    let values: [(&(dyn ToSql + Sync), Type); 2] = [(&pid, Type::INT4), (&may_cancel, Type::BOOL)];
    let (row, blockers, orders) = tokio::join!(
        biased;
        client.query_typed_one(SIGHTING, &values),
        client.query_typed(BLOCKERS, &values[..1]),
        client.query_typed(ORDERS, &values[..1]),
    );
    let (row, blockers) = (row?, blockers?.iter().map(blocker).collect::<Result<Vec<_>, _>>()?);
    let orders = orders?.iter().filter_map(|row| order(row).transpose()).collect::<Result<Vec<_>, _>>()?;
    shared.sighting().is_cancelled |= row.try_get::<_, bool>("cancelled")?;
    let (awaited, locks) = (awaited(&row)?, locks(&row)?);
    let learned = targets::of_seen(client, &locks).await?;
    let row_table = match awaited {
        Some(Awaited::Row(Some(oid))) => targets::of_seen(client, &[(oid, LockMode::RowExclusive)]).await?,
        _ => LockSet::default(),
    };
    let mut sighting = shared.sighting();
    for order in orders {
        if !sighting.orders.contains(&order) {
            sighting.orders.push(order);
        }
    }
    for lock in learned.locks() {
        sighting.locks.add(lock.clone());
    }
    if let (Some(Awaited::Relation(_)), Some(first)) = (awaited, learned.locks().first()) {
        sighting.locks.ask_first(&first.table);
    }
    sighting.awaited = awaited.or(sighting.awaited);
    if let Some(lock) = row_table.locks().first() {
        sighting.row_table = Some(lock.table.clone());
    }
    if !blockers.is_empty() {
        sighting.blockers = blockers;
    }
    sighting.queued = sighting.queued.max(u64::try_from(row.try_get::<_, i64>("queued")?).unwrap_or(0));
    Ok(true)
}

fn awaited(row: &Row) -> Result<Option<Awaited>, Error> {
    let (kind, relation): (Option<String>, Option<u32>) = (row.try_get("kind")?, row.try_get("relation")?);
    Ok(match (kind.as_deref(), relation) {
        (None, _) => None,
        (Some("relation"), Some(oid)) => Some(Awaited::Relation(oid)),
        (Some("transactionid" | "tuple"), _) => Some(Awaited::Row(row.try_get("row_relation")?)),
        _ => Some(Awaited::Other),
    })
}

/// The one that it waits for, in whatever mode, then those that it has, as far as a request of an application would wait
/// for them.
fn locks(row: &Row) -> Result<Vec<Seen>, Error> {
    let (relation, mode): (Option<u32>, Option<String>) = (row.try_get("relation")?, row.try_get("mode")?);
    let (held, modes): (Vec<u32>, Vec<String>) = (row.try_get("held")?, row.try_get("held_modes")?);
    let seen = |(oid, mode): (u32, String)| Some((oid, LockMode::parse(&mode)?));
    let held = held.into_iter().zip(modes).filter_map(seen);
    let awaited = relation.zip(mode).and_then(seen);
    Ok(awaited.into_iter().chain(held.filter(|(_, mode)| *mode >= LockMode::RowExclusive)).collect())
}

fn order(row: &Row) -> Result<Option<SeenOrder>, Error> {
    let name = |schema, table| -> Result<QualifiedName, Error> {
        Ok(QualifiedName { schema: row.try_get(schema)?, name: row.try_get(table)? })
    };
    let (has, waits_for) = (name("schema", "name")?, name("awaited_schema", "awaited_name")?);
    let Some(mode) = LockMode::parse(row.try_get("mode")?) else { return Ok(None) };
    Ok(Some(SeenOrder { pid: row.try_get("pid")?, has, mode, waits_for }))
}

fn blocker(row: &Row) -> Result<Blocker, Error> {
    let (gid, state): (Option<String>, Option<String>) = (row.try_get("gid")?, row.try_get("state")?);
    let is_autovacuum: bool = row.try_get("autovacuum")?;
    let holder = fault::lock_holder(row)?;
    let doing = match (gid, state) {
        (Some(gid), _) => Doing::Prepared { gid },
        _ if is_autovacuum => {
            let (schema, name): (Option<String>, Option<String>) =
                (row.try_get("table_schema")?, row.try_get("table_name")?);
            // As `pg_stat_activity` shows it to those who may see it.
            let prevents_wraparound = holder.query.ends_with("(to prevent wraparound)");
            let table = schema.zip(name).map(|(schema, name)| QualifiedName { schema, name });
            Doing::Autovacuum { table, prevents_wraparound }
        }
        (None, None) => Doing::Unseen,
        (None, Some(state)) if state.starts_with("idle in transaction") => Doing::IdleInTransaction,
        (None, Some(_)) => Doing::Working,
    };
    Ok(Blocker {
        holder,
        doing,
        transaction: row.try_get("transaction")?,
        open_seconds: row.try_get("open_seconds")?,
        seen_for: Duration::ZERO,
    })
}
