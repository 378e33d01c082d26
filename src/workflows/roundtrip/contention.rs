//! While a script runs: one session observes its locks, others read and write as an application would.

use std::cell::Cell;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use tokio::sync::Notify;
use tokio::time::timeout;

use super::listener::Listener;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::cost::{Relation, ServerUsage, Waited};
use crate::postgres::{AccessResult, Observer};
use crate::workflows::database::Database;

/// How many tables get a reader and a writer.
const TABLES: usize = 3;
/// The pause between two looks or attempts: a hundredth of the time that went by, within these bounds.
const SHORTEST: Duration = Duration::from_millis(5);
const LONGEST: Duration = Duration::from_millis(100);

/// The sessions for that.
pub(super) struct AppSimulators {
    looker: Observer,
    readers: Vec<Observer>,
    writers: Vec<Observer>,
}

/// A table, and where a row of it is.
pub(super) struct AccessTarget {
    table: Relation,
    row: String,
}

/// A step that others wait for the end of.
struct RunningStep {
    since: Instant,
    is_over: Cell<bool>,
    over: Notify,
}

impl RunningStep {
    /// Waits a while; false: the step is over.
    async fn goes_on(&self) -> bool {
        let pause = (self.since.elapsed() / 100).clamp(SHORTEST, LONGEST);
        !self.is_over.get() && timeout(pause, self.over.notified()).await.is_err() && !self.is_over.get()
    }

    fn end(&self) {
        self.is_over.set(true);
        self.over.notify_waiters();
    }
}

/// The longest time in a row in which somebody did not get through.
#[derive(Debug, Default)]
struct Longest {
    since: Option<Instant>,
    most: Duration,
}

impl Longest {
    fn attempt(&mut self, since: Instant, is_through: bool) {
        let since = *self.since.get_or_insert(since);
        self.most = self.most.max(since.elapsed());
        if is_through {
            self.since = None;
        }
    }
}

impl AppSimulators {
    /// Opens the sessions. Where no table has rows, nobody tries to read or write them.
    pub(super) async fn open(database: &Database, has_rows: bool) -> Result<Self, Failure> {
        let looker = database.looker().await?;
        let (mut readers, mut writers) = (Vec::new(), Vec::new());
        for _ in 0..if has_rows { TABLES } else { 0 } {
            readers.push(database.looker().await?);
            writers.push(database.looker().await?);
        }
        for session in readers.iter().chain(&writers) {
            session.find_rows_by_place().await?;
        }
        Ok(Self { looker, readers, writers })
    }

    /// The tables on which somebody reads and writes, each with a row of it.
    pub(super) async fn targets(&self, gauge: &ServerUsage) -> Result<Vec<AccessTarget>, Failure> {
        let mut targets = Vec::new();
        for table in gauge.busiest(self.readers.len()) {
            if let Some(row) = self.looker.first_row(&table.quoted).await? {
                targets.push(AccessTarget { table: table.clone(), row });
            }
        }
        self.looker.flush().await;
        Ok(targets)
    }

    /// Lets a step run, and returns how long others had to wait. The outcome of the step comes first.
    pub(super) async fn measure(
        &self,
        step: impl Future<Output = Result<(), Failure>>,
        targets: &[AccessTarget],
        listener: &Listener,
    ) -> Result<Vec<Waited>, Failure> {
        let running = RunningStep { since: Instant::now(), is_over: Cell::new(false), over: Notify::new() };
        let step = async {
            let done = step.await;
            running.end();
            done
        };
        let waits = targets.iter().zip(self.readers.iter().zip(&self.writers));
        let waits = try_join_all(waits.map(|(target, sessions)| waited(&running, target, sessions)));
        let (done, watched, waits) = tokio::join!(step, self.watch(&running, listener), waits);
        done.and(watched).and(waits)
    }

    async fn watch(&self, running: &RunningStep, listener: &Listener) -> Result<(), Failure> {
        while running.goes_on().await {
            if let Some(pid) = listener.pid() {
                listener.saw(&self.looker.locks(pid).await?);
            }
        }
        Ok(())
    }
}

async fn waited(
    running: &RunningStep,
    AccessTarget { table, row }: &AccessTarget,
    (reader, writer): (&Observer, &Observer),
) -> Result<Waited, Failure> {
    let reading = async {
        let mut longest = Longest::default();
        while running.goes_on().await {
            let since = Instant::now();
            let through = reader.read(&table.quoted, row).await?;
            longest.attempt(since, true);
            if through == AccessResult::Gone {
                break;
            }
        }
        Ok::<_, Failure>(longest.most)
    };
    let writing = async {
        let mut longest = Longest::default();
        while running.goes_on().await {
            let since = Instant::now();
            let through = writer.write(&table.quoted, row).await?;
            longest.attempt(since, through != AccessResult::RowTaken);
            if through == AccessResult::Gone {
                break;
            }
        }
        // Whoever still waits is through when the step is over.
        if let Some(since) = longest.since {
            longest.most = longest.most.max(since.elapsed());
        }
        Ok(longest.most)
    };
    let (reader, writer) = tokio::try_join!(reading, writing)?;
    Ok(Waited { table: table.is.name.clone(), reader, writer })
}
