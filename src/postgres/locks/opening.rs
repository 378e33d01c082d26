//! How the transaction of a try begins: with the locks that it will need, while nothing else is held.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use futures_core::Stream;
use tokio_postgres::{Client, SimpleQueryMessage};

use super::statements::{
    CLOCK, IS_AWAITED, LOOK_FIRST, LOOK_FIRST_AS_ITSELF, lock_statement, set_timeout, within,
};
use super::try_times::TryTimes;
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::{LockMode, Stops};
use crate::model::locks::patience::{DeadlockCheck, SHORTEST, TryPlan};
use crate::model::sql::quote::BadName;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::connection::fault;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

/// The locks of one try, and how it waits for them.
#[derive(Debug)]
pub(crate) struct Opening {
    plan: TryPlan,
    set: LockSet,
    is_ours_earlier: bool,
    /// How long a vacuum is waited for before anything else, if one was in the way.
    vacuum_wait: Option<Duration>,
    /// How long a lock may be held that keeps readers or writers from a table.
    pub(crate) limit: Option<Duration>,
    /// When the locks of the try were asked for.
    asked: OnceLock<Instant>,
    times: Mutex<TryTimes>,
}

/// Which role a transaction begins with.
#[derive(Debug, Clone, Copy)]
pub(in crate::postgres) enum RoleAtBegin {
    /// That of the session in its starting state.
    Own,
    /// Perhaps another one, which may set less.
    Any,
}

/// How much longer than `deadlock_timeout` a vacuum is waited for: its worker has to end, too.
const VACUUM_MARGIN: Duration = Duration::from_secs(1);

impl Opening {
    pub(crate) fn new(plan: TryPlan, set: LockSet, check: DeadlockCheck) -> Self {
        Self {
            plan,
            set,
            is_ours_earlier: check.is_ours_earlier,
            vacuum_wait: None,
            limit: None,
            asked: OnceLock::new(),
            times: Mutex::default(),
        }
    }

    /// The same, with the longest time for which a lock may be held that keeps readers or writers from a table.
    pub(crate) fn limited(self, limit: Option<Duration>) -> Self {
        Self { limit, ..self }
    }

    /// What is known of its course so far.
    pub(crate) fn times(&self) -> TryTimes {
        *self.times_to_note()
    }

    /// The same, to write in.
    pub(crate) fn times_to_note(&self) -> MutexGuard<'_, TryTimes> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When its locks were asked for.
    pub(super) fn asked_at(&self) -> Option<Instant> {
        self.asked.get().copied()
    }

    /// First makes whatever keeps the tables in order let them go, and keeps it away until the end.
    ///
    /// Autovacuum gives way to a session whose own look for a deadlock finds it in front, that is one that waits longer
    /// than `deadlock_timeout`, and leaves a table alone that it cannot lock at once ("Routine Vacuuming"). Short waits
    /// never make it go. So it is asked in a mode that stops neither readers nor writers: nobody but other migrations and
    /// vacuums waits for SHARE UPDATE EXCLUSIVE.
    pub(crate) fn without_vacuum(mut self, check: DeadlockCheck) -> Self {
        self.vacuum_wait = Some(check.after + VACUUM_MARGIN);
        self
    }

    /// How long others may have stood still for the locks of this try.
    pub(crate) fn stood_still(&self) -> Duration {
        self.asked.get().map(Instant::elapsed).unwrap_or_default()
    }

    fn calming(&self, wait: Duration) -> Result<String, BadName> {
        let mut text = set_timeout(&format!("'{}'", wait.as_millis()), "");
        for lock in self.set.locks() {
            let gentle = TableLock { mode: LockMode::ShareUpdateExclusive, ..lock.clone() };
            text.push_str(&lock_statement(&gentle, "")?);
        }
        Ok(text)
    }

    /// The statements behind BEGIN; whatever the path is, they mean the same. Each lock comes behind a row of its own, and one row
    /// more comes at the end: as many rows as there are tell which lock was refused.
    ///
    /// All go in one message: the server takes the time from its arrival, so that no way between the two machines
    /// is among what others wait for. From here on each lock is waited for as the plan says. Where there is a limit, its
    /// clock runs from the first lock that keeps others from a table.
    ///
    /// Without locks there is no row: nothing is waited for, so nobody asks since when. This is paid for every script.
    fn statements(&self, role: RoleAtBegin) -> Result<String, BadName> {
        let mut text = String::new();
        if self.is_ours_earlier {
            text.push_str(match role {
                RoleAtBegin::Own => LOOK_FIRST_AS_ITSELF,
                RoleAtBegin::Any => LOOK_FIRST,
            });
        }
        let (plan, locks) = (&self.plan, self.set.locks());
        if locks.is_empty() {
            let wait = plan.script_by.map_or(plan.script, |by| plan.script.min(by)).max(SHORTEST);
            text.push_str(&format!("SET LOCAL lock_timeout = {};\n", wait.as_millis()));
            return Ok(text);
        }
        // path: users
        let clock = |at: usize| match self.limit {
            // The row behind that lock.
            Some(_) if self.stopping().is_some_and(|stopping| at == stopping + 1) => {
                format!(", pg_catalog.set_config('migrate.locked_at', {CLOCK}::pg_catalog.text, true)")
            }
            _ => String::new(),
        };
        // All waits together leave the script half of the time that there is.
        let parts = u32::try_from(locks.len()).unwrap_or(u32::MAX).saturating_mul(2);
        let most = self.limit.map_or(Duration::MAX, |limit| (limit / parts.max(1)).max(SHORTEST));
        for (at, lock) in locks.iter().enumerate() {
            let wait = match (at, plan.further) {
                (0, _) => format!("'{}'", plan.first.as_millis()),
                (_, Some(further)) => within(further.min(most), plan.locked_by),
                (_, None) => format!("'{}'", SHORTEST.as_millis()),
            };
            let nowait = if at > 0 && plan.further.is_none() { " NOWAIT" } else { "" };
            text.push_str(&set_timeout(&wait, &clock(at)));
            text.push_str(&lock_statement(lock, nowait)?);
        }
        let script = match plan.script_by {
            Some(by) => within(plan.script, by),
            None => format!("'{}'", plan.script.as_millis()),
        };
        text.push_str(&set_timeout(&script, &clock(locks.len())));
        Ok(text)
    }

    /// Begins a transaction of a kind on a connection. After an error nothing is open.
    pub(in crate::postgres) async fn begin(&self, client: &Client, kind: &str) -> Result<(), RunFault> {
        let begun = self.begin_around(client, kind, RoleAtBegin::Any, ("", ""), 0).await;
        if begun.is_err() {
            let _ = client.batch_execute("ROLLBACK").await;
        }
        begun.map(|_| ())
    }

    /// The first lock that keeps others from a table.
    fn stopping(&self) -> Option<usize> {
        self.set.locks().iter().position(|lock| lock.mode.stops() > Stops::Nobody)
    }

    /// The statement that lets the limit hold on, where a statement of ours has reset every setting: for each of
    /// the following statements what is left of it now. Nothing where nobody is kept from anything.
    pub(crate) fn limit_again(&self) -> String {
        let Some((limit, since)) = self.limit.zip(self.times().stopping_since) else { return String::new() };
        // path: users
        format!(
            "SELECT pg_catalog.set_config('statement_timeout', GREATEST(1, {} OPERATOR(pg_catalog.-) (1000 \
             OPERATOR(pg_catalog.*) ({CLOCK} OPERATOR(pg_catalog.-) {:?}::pg_catalog.float8)))\
             ::pg_catalog.int8::pg_catalog.text, true);\n",
            limit.as_millis(),
            since.on_server
        )
    }

    /// Begins a transaction of a kind, such as `READ WRITE`, with the locks of the try; `before` and `behind` them come
    /// statements that wait for nothing, of which the first ones give `rows` rows. Returns the first value of each.
    pub(in crate::postgres) async fn begin_around(
        &self,
        client: &Client,
        kind: &str,
        role: RoleAtBegin,
        (before, behind): (&str, &str),
        rows: usize,
    ) -> Result<Vec<String>, RunFault> {
        let (begin, locks) = (format!("BEGIN {kind};\n"), self.statements(role)?);
        let Some(wait) = self.vacuum_wait.filter(|_| !self.set.is_empty()) else {
            self.asked.get_or_init(Instant::now);
            return self.send(client, &format!("{begin}{before}{locks}{behind}"), rows).await;
        };
        // The time of the others begins with the second message, which the server reads behind the first.
        let (calming, text) = (format!("{begin}{}", self.calming(wait)?), format!("{before}{locks}{behind}"));
        let (calm, values) = tokio::join!(
            biased;
            async {
                let calmed = client.batch_execute(&calming).await;
                self.asked.get_or_init(Instant::now);
                calmed
            },
            self.send(client, &text, rows),
        );
        match calm.map_err(|error| fault::translate(&error)) {
            Err(DbFault::Server(error)) => Err(RunFault::VacuumStays { error }),
            Err(fault) => Err(RunFault::Db(fault)),
            Ok(()) => values,
        }
    }

    async fn send(&self, client: &Client, text: &str, rows: usize) -> Result<Vec<String>, RunFault> {
        let sent = Instant::now();
        let mut messages = pin!(client.simple_query_raw(text).await?);
        let (mut values, mut clocks) = (Vec::new(), Vec::new());
        let mut refused = None;
        while let Some(message) = poll_fn(|context| messages.as_mut().poll_next(context)).await {
            match message {
                Ok(SimpleQueryMessage::Row(row)) if values.len() < rows => {
                    values.push(row.get(0).unwrap_or_default().to_owned());
                }
                Ok(SimpleQueryMessage::Row(row)) => {
                    clocks.push(row.get(1).and_then(|clock| clock.parse().ok()).unwrap_or_default());
                }
                Ok(_) => {}
                Err(error) => {
                    refused = Some(error);
                    break;
                }
            }
        }
        self.times_to_note().note(&clocks, self.stopping(), sent, refused.is_some());
        match refused {
            None => Ok(values),
            Some(error) => Err(match (fault::translate(&error), clocks.len().checked_sub(1)) {
                (DbFault::Server(error), Some(lock)) if lock < self.set.locks().len() => {
                    RunFault::LockRefused { lock, error }
                }
                (fault, _) => RunFault::Db(fault),
            }),
        }
    }

    /// The statements that ask for more locks later in the transaction, and set how long each further one is waited for:
    /// the time begins again if nobody waits for this session now. Otherwise a timer may be about to run out, and nothing
    /// is waited for.
    ///
    /// All that follows in the same message belongs to that time.
    pub(crate) fn later(&self, more: &LockSet) -> Result<String, BadName> {
        let mut text = String::new();
        for lock in more.locks() {
            text.push_str(&set_timeout(&self.wait_later(), ""));
            text.push_str(&lock_statement(lock, "")?);
        }
        text.push_str(&set_timeout(&self.wait_later(), ""));
        Ok(text)
    }

    /// What is left of the time that begins with a message, for one wait.
    fn wait_later(&self) -> String {
        let Some(by) = self.plan.script_by else { return format!("'{}'", self.plan.script.as_millis()) };
        format!(
            "CASE WHEN {IS_AWAITED} THEN '{}' ELSE {} END",
            SHORTEST.as_millis(),
            within(self.plan.script / 2, by)
        )
    }

    /// How long a statement outside of a transaction waits for each of its locks, which nobody can ask for before it.
    pub(crate) fn outside(&self) -> Duration {
        self.plan.script
    }

    /// How long a lock that comes after the script is waited for: a deferred constraint may ask for one.
    pub(crate) fn afterwards(&self) -> Duration {
        if self.is_ours_earlier { self.plan.script } else { SHORTEST.max(self.plan.script / 4) }
    }
}

impl Session {
    /// Begins a transaction of a kind, such as `READ WRITE`, with the locks of a try. After an error nothing is open.
    pub(crate) async fn begin_with(&self, opening: &Opening, mode: &str) -> Result<(), RunFault> {
        opening.begin(&self.client, mode).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::locks::mode::LockMode;
    use crate::model::locks::patience::{LOCK_TIMEOUT, plan};
    use crate::model::sql::qualified_name::QualifiedName;

    fn opening(number: u32, is_ours_earlier: bool) -> String {
        let mut set = LockSet::default();
        for (name, alone, mode) in
            [("a", true, LockMode::AccessExclusive), ("b", false, LockMode::ShareRowExclusive)]
        {
            set.add(TableLock { table: QualifiedName::new("s", name), alone, mode });
        }
        let check = DeadlockCheck { after: Duration::from_secs(1), is_ours_earlier };
        Opening::new(plan(number, check, LOCK_TIMEOUT), set, check).statements(RoleAtBegin::Any).unwrap()
    }

    #[test]
    fn every_lock_has_its_wait_in_front_of_it() {
        let text = opening(1, false);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 5);
        assert_eq!(lines[0], set_timeout("'200'", "").trim_end());
        assert_eq!(lines[1], "LOCK TABLE ONLY \"s\".\"a\" IN ACCESS EXCLUSIVE MODE;");
        assert!(lines[2].contains("LEAST(25, 800 OPERATOR"), "{}", lines[2]);
        assert_eq!(lines[3], "LOCK TABLE \"s\".\"b\" IN SHARE ROW EXCLUSIVE MODE;");
        assert!(lines[4].contains("LEAST(400, 900 OPERATOR"), "{}", lines[4]);
    }

    #[test]
    fn behind_a_long_wait_comes_none() {
        let text = opening(4, false);
        assert!(
            text.contains("'2000'") && text.contains("\"b\" IN SHARE ROW EXCLUSIVE MODE NOWAIT;"),
            "{text}"
        );
    }

    #[test]
    fn later_locks_have_a_time_of_their_own_unless_somebody_waits() {
        let mut more = LockSet::default();
        let table = QualifiedName::new("s", "c");
        more.add(TableLock { table, alone: true, mode: LockMode::AccessExclusive });
        let text = |is_ours_earlier| {
            let check = DeadlockCheck { after: Duration::from_secs(1), is_ours_earlier };
            Opening::new(plan(4, check, LOCK_TIMEOUT), LockSet::default(), check).later(&more).unwrap()
        };
        let lines: Vec<String> = text(false).lines().map(ToOwned::to_owned).collect();
        assert_eq!(lines.len(), 3);
        for line in [&lines[0], &lines[2]] {
            assert!(
                line.contains("pg_blocking_pids")
                    && line.contains("THEN '1' ELSE GREATEST(1, LEAST(200, 900 ")
            );
        }
        assert_eq!(lines[1], "LOCK TABLE ONLY \"s\".\"c\" IN ACCESS EXCLUSIVE MODE;");
        assert!(text(true).starts_with("SELECT pg_catalog.set_config('lock_timeout', '400', true)"));
    }

    #[test]
    fn a_script_that_locks_nothing_known_begins_without_a_query() {
        for is_ours_earlier in [false, true] {
            let check = DeadlockCheck { after: Duration::from_secs(1), is_ours_earlier };
            let opening = Opening::new(plan(1, check, LOCK_TIMEOUT), LockSet::default(), check);
            let text = opening.statements(RoleAtBegin::Own).unwrap();
            assert!(text.lines().all(|line| line.starts_with("SET LOCAL ")), "{text}");
            assert_eq!(text.contains("deadlock_timeout = 1;"), is_ours_earlier);
            assert!(text.contains("lock_timeout = 400;"), "{text}");
        }
    }

    #[test]
    fn who_may_looks_for_deadlocks_first() {
        let text = opening(4, true);
        assert!(text.starts_with(LOOK_FIRST) && !text.contains("NOWAIT"), "{text}");
    }
}
