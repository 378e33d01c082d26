//! What clients have seen.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A request that the server ended because it stood in a deadlock.
const DEADLOCK: &str = "40P01";

/// A query that takes longer than this has waited for somebody.
const WAITED: Duration = Duration::from_millis(50);

/// What all clients together have seen in a stretch of time.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// Requests that were answered to the end.
    pub(crate) done: u64,
    /// How many requests each SQLSTATE ended; `closed` stands for a connection without a word.
    pub(crate) errors: BTreeMap<String, u64>,
    /// The longest that a single query took, and the query.
    pub(crate) longest: (Duration, String),
    /// How long it was looked.
    pub(crate) lasted: Duration,
    since: Instant,
    /// From when to when a query waited.
    waits: Vec<(Instant, Instant)>,
}

impl Seen {
    /// Nothing yet.
    pub(super) fn from_now() -> Self {
        Self {
            done: 0,
            errors: BTreeMap::new(),
            longest: (Duration::ZERO, String::new()),
            lasted: Duration::ZERO,
            since: Instant::now(),
            waits: Vec::new(),
        }
    }

    /// A query was answered, or refused.
    pub(super) fn answered(&mut self, query: &str, asked: Instant) {
        // One that was under way when the stretch began.
        let asked = asked.max(self.since);
        let took = asked.elapsed();
        if took > self.longest.0 {
            self.longest = (took, query.to_owned());
        }
        if took > WAITED {
            self.waits.push((asked, asked + took));
        }
    }

    /// A request ended with an error.
    pub(super) fn failed(&mut self, state: &str) {
        *self.errors.entry(state.to_owned()).or_default() += 1;
    }

    /// The stretch is over.
    pub(super) fn closed(mut self) -> Self {
        self.lasted = self.since.elapsed();
        self
    }

    /// Requests that were ended as victims of a deadlock.
    pub(crate) fn killed(&self) -> u64 {
        self.errors.get(DEADLOCK).copied().unwrap_or_default()
    }

    /// Requests in a second.
    #[expect(clippy::cast_precision_loss, reason = "nobody counts so many requests")]
    pub(crate) fn rate(&self) -> f64 {
        self.done as f64 / self.lasted.as_secs_f64()
    }

    /// How long in all some query stood waiting: the time in which one more would have waited, too.
    pub(crate) fn standstill(&self) -> Duration {
        let mut waits = self.waits.clone();
        waits.sort();
        let mut until = self.since;
        let mut sum = Duration::ZERO;
        for (asked, answered) in waits {
            sum += answered.saturating_duration_since(asked.max(until));
            until = until.max(answered);
        }
        sum
    }
}

#[test]
fn waits_that_overlap_are_one_standstill() {
    let mut seen = Seen::from_now();
    let at = |ms| seen.since + Duration::from_millis(ms);
    seen.waits = vec![(at(500), at(600)), (at(0), at(100)), (at(50), at(200)), (at(60), at(70))];
    assert_eq!(seen.standstill(), Duration::from_millis(300));
}
