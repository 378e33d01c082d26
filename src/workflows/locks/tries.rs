//! Trying a transaction until its locks can be had.

use std::time::{Duration, Instant};

use rand::Rng;

use super::blockers::Blockers;
use crate::model::locks::blocker::Blocker;
use crate::model::locks::figures::LockFigures;
use crate::model::locks::lock_set::LockSet;
use crate::model::locks::patience;
use crate::model::locks::policy::LockBudget;
use crate::model::outcome::event::Event;
use crate::model::sql::sql_error::Remedy;
use crate::postgres::{Awaited, Contender, Opening, RunFault, Sighting, TryTimes, Watch};
use crate::workflows::database::Database;

/// How often the rows of a script may collide with those of others: which ones they will be cannot be foreseen.
const ROW_COLLISIONS: u32 = 3;
/// Waiting is not reported before, and then not more often.
const UNREPORTED: Duration = Duration::from_millis(300);
const REPORTED_EVERY: Duration = Duration::from_secs(5);
/// Between two looks whether the transactions in the way are over.
const LOOKS: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(250));
/// `query_canceled`
const CANCELED: &str = "57014";

/// What a try that collided leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeats {
    /// Another try, with what was learned.
    Learning,
    /// Another try with the same set: what the transaction asks for later would be held for too long.
    Fixed,
    /// The end: a second try could do harm.
    Never,
}

/// The tries of one transaction: what was learned about its locks, and who was in the way.
pub(crate) struct LockTries {
    figures: LockFigures,
    set: LockSet,
    longest_wait: Duration,
    /// How long a lock may be held that keeps others from a table.
    limit: Option<Duration>,
    started: Instant,
    blockers: Blockers,
    row_collisions: u32,
    /// Autovacuum was in the way that may give way.
    is_vacuumed: bool,
    reported: Option<Instant>,
    repeats: Repeats,
    /// It goes on although a signal asked the run to end.
    is_cleaning_up: bool,
}

impl LockTries {
    /// `set` is what is known about the locks before, `longest_wait` is for the first of them; zero is for ever.
    pub(crate) fn new(set: LockSet, longest_wait: Duration) -> Self {
        Self {
            figures: LockFigures::default(),
            set,
            longest_wait,
            limit: None,
            started: Instant::now(),
            blockers: Blockers::default(),
            row_collisions: 0,
            is_vacuumed: false,
            reported: None,
            repeats: Repeats::Learning,
            is_cleaning_up: false,
        }
    }

    /// No try begins with more than the set of the first: what a transaction asks for at its end it would hold for too long.
    pub(crate) fn fixed(self) -> Self {
        Self { repeats: Repeats::Fixed, ..self }
    }

    /// One try: a second one could do harm. It is watched all the same.
    pub(crate) fn single(longest_wait: Duration) -> Self {
        Self { repeats: Repeats::Never, ..Self::new(LockSet::default(), longest_wait) }
    }

    /// Goes on although a signal asked the run to end: it puts something together again.
    pub(crate) fn cleaning_up(self) -> Self {
        Self { is_cleaning_up: true, ..self }
    }

    /// Of a transaction whose locks nobody knows.
    pub(crate) fn blind() -> Self {
        Self::new(LockSet::default(), patience::LOCK_TIMEOUT)
    }

    /// The same, with the longest time for which a lock may be held that keeps readers or writers from a table.
    pub(crate) fn limited(self, limit: Option<Duration>) -> Self {
        Self { limit, ..self }
    }

    /// Runs `attempt` until it succeeds, fails for another reason than other sessions, or the budget is spent. What
    /// collided is asked for first in the next try, which begins when the transactions that were in the way are over.
    /// A lock that was held for longer than may be is not one of these reasons: what took so long once does so again.
    pub(crate) async fn run<T>(
        &mut self,
        database: &Database,
        session: &impl Contender,
        what: &str,
        mut attempt: impl AsyncFnMut(&Opening) -> Result<T, RunFault>,
    ) -> Result<T, RunFault> {
        let check = session.deadlock_check().await?;
        database.precedence().arrange(&mut self.set);
        loop {
            self.figures.tries += 1;
            let plan = patience::plan(self.figures.tries, check, self.longest_wait);
            let opening = Opening::new(plan, self.set.clone(), check).limited(self.limit);
            let opening = if self.is_vacuumed { opening.without_vacuum(check) } else { opening };
            let watch = if database.is_alone() { None } else { session.watch() };
            if let Some(watch) = watch {
                watch.begin();
            }
            let ran = attempt(&opening).await;
            let stood_still = opening.stood_still();
            self.feel(opening.times());
            let fault = match ran {
                Ok(done) => {
                    self.figures.queued = self.figures.queued.max(watch.map(Watch::end).unwrap_or_default());
                    return Ok(done);
                }
                Err(fault) => fault,
            };
            let seen = match watch {
                Some(watch) => watch.give_up().await,
                None => Sighting::default(),
            };
            self.figures.queued = self.figures.queued.max(seen.queued);
            if !is_collision(&fault, &seen) {
                match fault {
                    // It went away, or may not be locked: the script will tell.
                    RunFault::LockRefused { lock, .. } => {
                        self.set.leave_out(lock);
                        self.figures.tries -= 1;
                        continue;
                    }
                    // Nor may every table be locked so gently.
                    RunFault::VacuumStays { .. } => {
                        self.is_vacuumed = false;
                        self.figures.tries -= 1;
                        continue;
                    }
                    fault => return Err(fault),
                }
            }
            let fault = self.learn(database, fault, seen)?;
            if self.repeats == Repeats::Never {
                return Err(fault);
            }
            if self.is_stopping(database) {
                return Err(RunFault::Stopped);
            }
            let is_refused = matches!(fault, RunFault::VacuumStays { .. });
            let is_alone = self.blockers.vacuums(database, is_refused);
            self.is_vacuumed |= is_alone.is_some();
            if is_alone == Some(true) && !self.is_spent(database) {
                continue;
            }
            let pause = patience::pause(stood_still, rand::rng().random_range(0.0..1.0));
            if !self.rest(database, session, what, pause, &fault).await? {
                return Err(fault);
            }
        }
    }

    fn is_stopping(&self, database: &Database) -> bool {
        database.is_stopping() && !self.is_cleaning_up
    }

    /// Takes note of the course of a try that is over.
    fn feel(&mut self, times: TryTimes) {
        let held = times.locked_since.map(|since| since.elapsed()).unwrap_or_default();
        self.figures = self.figures.and(LockFigures { tries: 0, held, queued: times.queued });
    }

    /// What it took so far.
    pub(crate) fn figures(&self) -> LockFigures {
        self.figures
    }

    /// How long it took so far, pauses and all.
    pub(crate) fn spent(&self) -> Duration {
        self.started.elapsed()
    }

    /// Who was seen in the way last.
    pub(crate) fn blockers(&self) -> Vec<Blocker> {
        self.blockers.list()
    }

    /// Takes note of a collision; fails where too many were about rows.
    fn learn(
        &mut self,
        database: &Database,
        mut fault: RunFault,
        seen: Sighting,
    ) -> Result<RunFault, RunFault> {
        if self.repeats != Repeats::Fixed {
            seen.locks.locks().iter().for_each(|lock| self.set.add(lock.clone()));
        }
        if let RunFault::LockRefused { lock, error } = &mut fault {
            if seen.awaited.is_some() {
                database.precedence().note(&self.set, *lock, &seen.orders);
            }
            if let Some(lock) = self.set.locks().get(*lock) {
                let table = lock.table.clone();
                error.objects.push(("table", table.to_string()));
                self.set.ask_first(&table);
            }
        } else if let (Some(Awaited::Relation(_)), Some(first)) = (seen.awaited, seen.locks.locks().first()) {
            self.set.ask_first(&first.table);
        }
        database.precedence().arrange(&mut self.set);
        if !seen.blockers.is_empty() {
            self.blockers.saw(seen.blockers);
        }
        let is_before = matches!(fault, RunFault::LockRefused { .. } | RunFault::VacuumStays { .. });
        if matches!(seen.awaited, Some(Awaited::Row(_))) && !is_before {
            self.row_collisions += 1;
            if self.row_collisions >= ROW_COLLISIONS {
                return Err(fault.contended(seen.row_table));
            }
        }
        Ok(fault)
    }

    /// Waits until the next try may begin. Returns whether there is to be one.
    async fn rest(
        &mut self,
        database: &Database,
        session: &impl Contender,
        what: &str,
        pause: Duration,
        fault: &RunFault,
    ) -> Result<bool, RunFault> {
        let (since, mut look) = (Instant::now(), LOOKS.0);
        loop {
            if self.is_stopping(database) {
                return Err(RunFault::Stopped);
            }
            if self.is_spent(database) {
                return Ok(false);
            }
            self.report(database, what, fault);
            self.blockers.end_overdue(database, session, what).await?;
            let rested = since.elapsed() >= pause;
            if rested && !self.is_blocked(session).await? {
                return Ok(!self.is_spent(database));
            }
            let left = if rested { look } else { pause.saturating_sub(since.elapsed()).min(LOOKS.1) };
            tokio::time::sleep(left).await;
            look = (look * 3 / 2).min(LOOKS.1);
        }
    }

    /// Whether a transaction that was in the way is still under way.
    async fn is_blocked(&self, session: &impl Contender) -> Result<bool, RunFault> {
        let transactions = self.blockers.awaited();
        Ok(!transactions.is_empty() && session.are_open(&transactions).await?)
    }

    fn is_spent(&self, database: &Database) -> bool {
        match database.locking().budget {
            LockBudget::Time(time) => self.spent() >= time,
            LockBudget::Tries(most) => self.figures.tries >= most,
        }
    }

    /// Tells who is in the way: soon, and then now and again.
    fn report(&mut self, database: &Database, what: &str, fault: &RunFault) {
        let now = Instant::now();
        if self.spent() < UNREPORTED || self.reported.is_some_and(|reported| now - reported < REPORTED_EVERY)
        {
            return;
        }
        self.reported = Some(now);
        database.reporter().event(&Event::Retried {
            what,
            sqlstate: fault.server().map_or("", |error| &error.sqlstate),
            attempt: self.figures.tries,
            spent: self.spent(),
            budget: database.locking().budget,
            blockers: &self.blockers.list(),
        });
    }
}

/// Whether other sessions were in the way, and nothing else was wrong.
fn is_collision(fault: &RunFault, seen: &Sighting) -> bool {
    fault.server().is_some_and(|error| {
        error.remedy() == Remedy::Retry || seen.is_cancelled && error.sqlstate == CANCELED
    })
}
