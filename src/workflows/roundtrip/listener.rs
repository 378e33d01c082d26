//! Hears what happens in a scratch database: how long scripts took, which session ran them and what it locked, and
//! what of it is worth passing on.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::model::locks::mode::Seen;
use crate::model::locks::stored::{Measured, MeasuredLocks};
use crate::model::migration::directive::Direction;
use crate::model::migration::version::Version;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::roundtrip::checksum_cache::written;
use crate::model::roundtrip::cost::{Relation, ServerUsage};
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::held_locks::{HeldLock, Timeline};
use crate::model::roundtrip::locked_tables::locked_tables;
use crate::model::seed::event::SeedEvent;

/// Between a scratch database and the console.
pub(super) struct Listener {
    console: Arc<dyn Reporter>,
    /// As the server prints its version.
    server: OnceLock<String>,
    hearing: Mutex<Hearing>,
    measured: Mutex<Measured>,
}

/// What was heard of one step so far.
#[derive(Default)]
struct Hearing {
    pid: i32,
    took: Duration,
    /// When the script began.
    began: Option<Instant>,
    /// When it was over, counted from there.
    over: Option<Duration>,
    locks: Timeline,
    script: Option<(Version, Direction)>,
    /// What it held when it was through, and nothing was given back yet.
    held: Option<Vec<Seen>>,
    /// What it may have written; `None`: anything.
    written: Option<BTreeSet<u32>>,
    measuring: Option<Measuring>,
}

/// What the locks of a step are held against.
struct Measuring {
    before: Vec<Relation>,
    on_rows: bool,
}

/// What was heard of one step.
#[derive(Debug)]
pub(super) struct HeardStep {
    /// The server process that ran it.
    pub(super) pid: i32,
    pub(super) took: Duration,
    pub(super) locks: Vec<HeldLock>,
    /// The tables and partitions that it may have written; `None`: any.
    pub(super) written: Option<BTreeSet<u32>>,
}

impl Listener {
    pub(super) fn new(console: Arc<dyn Reporter>) -> Arc<Self> {
        Arc::new(Self {
            console,
            server: OnceLock::new(),
            hearing: Mutex::default(),
            measured: Mutex::default(),
        })
    }

    /// The version of the server, once a session was there.
    pub(super) fn server(&self) -> Option<String> {
        self.server.get().cloned()
    }

    /// From now on what is heard is about the next step, which the tables are measured before; `on_rows` says whether
    /// they have any.
    pub(super) fn listen(&self, before: &ServerUsage, on_rows: bool) {
        let tables = before.relations.iter().map(|relation| relation.is.clone()).collect();
        let measuring = Some(Measuring { before: before.relations.clone(), on_rows });
        *self.hearing() = Hearing { locks: Timeline::of(tables), measuring, ..Hearing::default() };
    }

    /// The next step runs in a session that is there already.
    pub(super) fn works_in(&self, pid: i32) {
        self.hearing().pid = pid;
    }

    /// What the scripts that were listened to locked, each in a transaction that was committed.
    pub(super) fn measured(&self) -> Measured {
        std::mem::take(&mut *self.measured.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The server process that runs the step, once there is one.
    pub(super) fn pid(&self) -> Option<i32> {
        let hearing = self.hearing();
        hearing.began.map(|_| hearing.pid)
    }

    /// Takes note of the locks that the step has now.
    pub(super) fn saw(&self, locks: &[Seen]) {
        let mut hearing = self.hearing();
        // An answer that comes when the script is over is about a time in which it was not.
        if let Some(began) = hearing.began.filter(|_| hearing.over.is_none()) {
            hearing.locks.record_sample(began.elapsed(), locks);
        }
    }

    /// What was heard of the step.
    pub(super) fn heard(&self) -> HeardStep {
        let heard = std::mem::take(&mut *self.hearing());
        let Hearing { pid, took, began, over, locks, script, held, written, measuring } = heard;
        if let (Some((version, direction)), Some(held), Some(measuring), true) =
            (script, held, measuring, over.is_some())
        {
            let Measuring { before, on_rows } = measuring;
            let measured = MeasuredLocks { locks: locked_tables(&before, &held), on_rows };
            let mut all = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
            all.add(version, direction, measured);
        }
        let end = over.or_else(|| began.map(|began| began.elapsed()));
        HeardStep { pid, took, locks: locks.end(end.unwrap_or_default()), written }
    }

    fn hearing(&self) -> MutexGuard<'_, Hearing> {
        self.hearing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reporter for Listener {
    /// Notices of scripts that run over and over again are nobody's business.
    fn event(&self, event: &Event<'_>) {
        match event {
            Event::Connected(facts) => {
                self.server.get_or_init(|| facts.version.clone());
                self.hearing().pid = facts.pid;
            }
            Event::BeforeCommit { locks, is_counting } => {
                self.saw(locks);
                let mut hearing = self.hearing();
                hearing.held = Some(locks.to_vec());
                hearing.written = written(locks, *is_counting);
            }
            Event::StepStarted { id, direction } => {
                let mut hearing = self.hearing();
                hearing.began = Some(Instant::now());
                hearing.script = Some((id.version, *direction));
                drop(hearing);
                self.console.event(event);
            }
            Event::StepDone(done) => {
                let mut hearing = self.hearing();
                hearing.took += done.took;
                hearing.over = hearing.began.map(|began| began.elapsed());
                drop(hearing);
                self.console.event(&Event::Roundtrip(RoundtripEvent::Stepped));
            }
            Event::StepProgress { .. }
            | Event::Retried { .. }
            | Event::WaitingForLock { .. }
            | Event::WaitingForServer { .. }
            | Event::Seed(
                SeedEvent::Planned { .. }
                | SeedEvent::LeftOut { .. }
                | SeedEvent::Started { .. }
                | SeedEvent::Sent { .. }
                | SeedEvent::Phase { .. },
            ) => {
                self.console.event(event);
            }
            // The bar goes, and no line is written.
            Event::Seed(SeedEvent::Done { stream, .. } | SeedEvent::Undone { stream }) => {
                self.console.event(&Event::Seed(SeedEvent::Undone { stream: *stream }));
            }
            _ => {}
        }
    }

    fn asks_for_locks(&self) -> bool {
        true
    }
}
