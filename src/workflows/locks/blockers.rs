//! Who is in the way of a transaction, since when, and what is done about that.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use crate::model::locks::blocker::{Blocker, Doing};
use crate::model::outcome::event::Event;
use crate::postgres::{Contender, Ending, RunFault};
use crate::workflows::database::Database;

/// Those of the last try that showed anybody.
#[derive(Default)]
pub(super) struct Blockers {
    now: Vec<Blocker>,
    /// When each transaction was seen first.
    since: HashMap<String, Instant>,
    /// Autovacuum that did not give way: its transactions.
    staying: HashSet<String>,
    /// Those that were to be ended, whatever became of it: each is asked once.
    judged: HashSet<String>,
}

impl Blockers {
    /// Takes note of who was in the way of a try.
    pub(super) fn saw(&mut self, mut blockers: Vec<Blocker>) {
        let now = Instant::now();
        for blocker in &blockers {
            self.since.entry(blocker.transaction.clone()).or_insert(now);
        }
        // Who does nothing comes first: a person can do something about it.
        blockers.sort_by_key(|blocker| match blocker.doing {
            Doing::IdleInTransaction | Doing::Prepared { .. } => 0,
            Doing::Working | Doing::Unseen => 1,
            Doing::Autovacuum { .. } => 2,
        });
        self.now = blockers;
    }

    /// Whoever was seen in the way last, and for how long by now.
    pub(super) fn list(&self) -> Vec<Blocker> {
        let seen_for = |blocker: &Blocker| self.since.get(&blocker.transaction).map(Instant::elapsed);
        self.now
            .iter()
            .map(|blocker| Blocker { seen_for: seen_for(blocker).unwrap_or_default(), ..blocker.clone() })
            .collect()
    }

    /// The transactions whose end the next try waits for. Autovacuum that may give way is not one of them.
    pub(super) fn awaited(&self) -> Vec<&str> {
        let is_awaited = |blocker: &&Blocker| {
            !blocker.transaction.is_empty()
                && (!blocker.is_autovacuum() || self.staying.contains(&blocker.transaction))
        };
        self.now.iter().filter(is_awaited).map(|blocker| blocker.transaction.as_str()).collect()
    }

    /// Looks for autovacuum among them: `None` where there is none that may give way, or else whether nobody else is in
    /// the way. One that was asked in vain, or prevents the wraparound of transaction ids, stays: it is reported once.
    pub(super) fn vacuums(&mut self, database: &Database, is_refused: bool) -> Option<bool> {
        let mut others = false;
        let mut may_go = false;
        for blocker in &self.now {
            let Doing::Autovacuum { prevents_wraparound, .. } = &blocker.doing else {
                others = true;
                continue;
            };
            if !(is_refused || *prevents_wraparound) {
                may_go |= !self.staying.contains(&blocker.transaction);
            } else if self.staying.insert(blocker.transaction.clone()) {
                database.reporter().event(&Event::VacuumStays { blocker });
            }
        }
        may_go.then_some(!others)
    }

    /// Ends those that were in the way for longer than was configured, where that was.
    pub(super) async fn end_overdue(
        &mut self,
        database: &Database,
        session: &impl Contender,
        what: &str,
    ) -> Result<(), RunFault> {
        let Some(after) = database.locking().kill_blockers_after else { return Ok(()) };
        for blocker in self.list() {
            let has_session = !matches!(blocker.doing, Doing::Prepared { .. } | Doing::Autovacuum { .. });
            if !has_session || blocker.seen_for < after || self.judged.contains(&blocker.transaction) {
                continue;
            }
            match session.end_blocker(&blocker).await? {
                Ending::Ended => database.reporter().event(&Event::BlockerEnded { what, blocker: &blocker }),
                Ending::Gone => {}
                Ending::Spared(why) => {
                    database.reporter().event(&Event::BlockerSpared { what, blocker: &blocker, why: &why });
                }
            }
            self.judged.insert(blocker.transaction);
        }
        Ok(())
    }
}
