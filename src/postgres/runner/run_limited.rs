//! A script whose transaction may keep readers and writers from a table only for so long: statement by statement, each
//! with what is left of that time, and the server ends it.
//!
//! Whatever the script sets for itself, the next statement has no more than that; what it sets lower stays.
//!
//! A `statement_timeout` counts for each statement again, also within one message
//! (<https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT>).

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use tokio_postgres::types::Type;

use super::run_script::send;
use super::run_statement::StatementRun;
use super::script::{RunFault, ScriptRun};
use super::session::Session;
use crate::model::locks::stopping::may_stop_others;
use crate::model::outcome::event::Event;
use crate::model::sql::statements::{ScriptStatement, with_data};
use crate::postgres::locks::closing::TOLERANCE;
use crate::postgres::locks::opening::Opening;
use crate::postgres::locks::try_times::StoppingSince;

const TIME_LEFT: &str = include_str!("../locks/sql/time_left.sql");

/// How many statements are under way at once: the way between the two machines is among what others wait for.
const FLIGHT: usize = 16;

/// When a statement began, and how long it could take.
pub(super) struct Start {
    /// When its time was asked for. The server may have begun it any time since: this machine may be slow to hear so.
    requested: Instant,
    at: Instant,
    /// How long others had been kept out by then.
    held: Duration,
    /// `None`: as long as it takes.
    left: Option<Duration>,
}

impl Session {
    /// Sends a script. Where the limit is over, the fault says so; the transaction is still open then.
    pub(super) async fn execute_limited(
        &self,
        run: &ScriptRun<'_>,
        opening: &Opening,
        limit: Duration,
    ) -> Result<(), RunFault> {
        let mut statements = with_data(run.sql).peekable();
        while statements.peek().is_some() {
            if self.stop.is_asked() {
                return Err(RunFault::Stopped);
            }
            let mut flight: Vec<ScriptStatement> = Vec::new();
            while flight.len() < FLIGHT
                && let Some(next) = statements.next_if(|next| next.data.is_none() || flight.is_empty())
            {
                // Its data go when the server asks for them.
                let is_alone = next.data.is_some();
                flight.push(next);
                if is_alone {
                    break;
                }
            }
            let end =
                flight.last().map_or(0, |last| last.data.as_ref().map_or(last.range.end, |data| data.end));
            let sent = flight.into_iter().map(|statement| self.send_limited(run, statement, opening, limit));
            join_all(sent).await.into_iter().collect::<Result<Vec<()>, _>>()?;
            if statements.peek().is_some() {
                self.reporter.event(&Event::StepProgress { sent: end, total: run.sql.len() });
            }
        }
        // What the last one has locked counts, too.
        self.start_limited(opening, limit, "").await.map(|_| ())
    }

    async fn send_limited(
        &self,
        run: &ScriptRun<'_>,
        statement: ScriptStatement,
        opening: &Opening,
        limit: Duration,
    ) -> Result<(), RunFault> {
        let ScriptStatement { range, data, .. } = statement;
        let (at, sql) = (range.start, &run.sql[range.clone()]);
        let start = self.start_limited(opening, limit, sql);
        let (start, ran) = match data {
            Some(data) => match start.await {
                Ok(start) => (Ok(start), self.copy_in(run.sql, range, data.range).await),
                Err(fault) => (Err(fault), Ok(())),
            },
            None => {
                let ran = async { send(&self.client, sql).await.map_err(|fault| fault.moved_by(at)) };
                tokio::join!(biased; start, ran)
            }
        };
        let start = start.map_err(|fault| fault.during(at))?;
        ran.map_err(|fault| start.judge(fault, limit).during(at))
    }

    /// Runs a statement of a script without a transaction, in one of its own.
    pub(super) async fn replay_limited(
        &self,
        statement: &StatementRun<'_>,
        opening: &Opening,
        limit: Duration,
    ) -> Result<(), RunFault> {
        let start = self.start_limited(opening, limit, statement.sql).await;
        let start = start.map_err(|fault| fault.during(statement.offset))?;
        let ran = self.replay(statement).await;
        ran.map_err(|fault| start.judge(fault, limit).during(statement.offset))?;
        // No timeout ends a COMMIT.
        let start = self.start_limited(opening, limit, "").await?;
        let done = self.client.batch_execute("SET CONSTRAINTS ALL IMMEDIATE").await;
        done.map_err(|error| start.judge(error.into(), limit).during(statement.offset))
    }

    /// Sets the time for a statement, and fails where there is none left.
    pub(super) async fn start_limited(
        &self,
        opening: &Opening,
        limit: Duration,
        statement: &str,
    ) -> Result<Start, RunFault> {
        let milliseconds = i32::try_from(limit.as_millis()).unwrap_or(i32::MAX);
        let requested = Instant::now();
        let row = self
            .client
            .query_typed_one(
                TIME_LEFT,
                &[(&milliseconds, Type::INT4), (&may_stop_others(statement), Type::BOOL)],
            )
            .await?;
        let (since, left): (Option<f64>, Option<f64>) = (row.try_get("since")?, row.try_get("remaining")?);
        let left = left.map(|left| Duration::try_from_secs_f64(left / 1000.0).unwrap_or_default());
        let held = limit.saturating_sub(left.unwrap_or(limit));
        if let Some(on_server) = since {
            let here = Instant::now().checked_sub(held).unwrap_or_else(Instant::now);
            opening.times_to_note().stopping_since = Some(StoppingSince { on_server, here });
        }
        if left.is_some_and(|left| left.is_zero()) {
            return Err(RunFault::HeldTooLong { offset: None, limit, held });
        }
        Ok(Start { requested, at: Instant::now(), held, left })
    }
}

impl Start {
    /// Whether it was the limit that ended a statement: the script may have set a shorter time itself.
    pub(super) fn judge(&self, fault: RunFault, limit: Duration) -> RunFault {
        let is_over = self.left.is_some_and(|left| self.requested.elapsed() + TOLERANCE >= left);
        fault.held_too_long(is_over, limit, self.held + self.at.elapsed())
    }
}
