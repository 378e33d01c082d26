//! Several scripts in one transaction, each with its rows: all of them are there afterwards, or nothing has changed.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::script::{RunFault, ScriptRun};
use super::session::Session;
use super::settings;
use crate::model::locks::lock_set::LockSet;
use crate::model::migration::directive::Direction;
use crate::model::outcome::event::Event;
use crate::model::verify::finding::RuleFinding;
use crate::model::verify::gate::Gate;
use crate::postgres::locks::opening::Opening;

impl Session {
    /// Runs scripts in one transaction, and judges at its end: what the gate does not know by then is a finding of the
    /// first script up behind which it was found. Returns how long each took. `at` is the one that is running, and after
    /// an error the one that it is about.
    ///
    /// A script that took away what was prepared to record it runs once more, with all others.
    pub(crate) async fn run_together(
        &self,
        runs: &[&ScriptRun<'_>],
        gate: &Gate,
        opening: &Opening,
        at: &Cell<usize>,
    ) -> Result<Vec<Duration>, RunFault> {
        match self.together_once(runs, gate, opening, at).await {
            Err(RunFault::RecorderGone) => self.together_once(runs, gate, opening, at).await,
            ran => ran,
        }
    }

    async fn together_once(
        &self,
        runs: &[&ScriptRun<'_>],
        gate: &Gate,
        opening: &Opening,
        at: &Cell<usize>,
    ) -> Result<Vec<Duration>, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let ran = self.run_each(runs, gate, opening, at).await;
        if ran.is_err() {
            self.abandon().await;
        }
        ran
    }

    async fn run_each(
        &self,
        runs: &[&ScriptRun<'_>],
        gate: &Gate,
        opening: &Opening,
        at: &Cell<usize>,
    ) -> Result<Vec<Duration>, RunFault> {
        let (mut took, mut transaction) = (Vec::new(), String::new());
        let mut suspects: Vec<(usize, Vec<RuleFinding>)> = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            at.set(index);
            self.reporter.event(&Event::StepStarted { id: run.id, direction: run.direction });
            if index == 0 {
                let (first, id) = self.in_transaction(run, opening).await?;
                (took, transaction) = (vec![first], id);
            } else {
                took.push(self.run_behind(run, opening).await?);
            }
            let is_last = index + 1 == runs.len();
            let mut is_open = false;
            if run.direction == Direction::Up {
                match self.pass(gate, &transaction, opening).await {
                    Err(RunFault::Isolation(new)) => {
                        is_open = true;
                        suspects.push((index, new));
                    }
                    passed => drop(passed?),
                }
            }
            if !is_last {
                self.record_within(run, took[index], &transaction, opening).await?;
            } else if is_open && let Some((_, new)) = suspects.last().cloned() {
                let is_of =
                    |(_, seen): &&(usize, Vec<RuleFinding>)| seen.iter().any(|finding| new.contains(finding));
                at.set(suspects.iter().find(is_of).map_or(index, |(suspect, _)| *suspect));
                return Err(RunFault::Isolation(new));
            } else {
                self.record(run, took[index], &transaction, opening).await?;
            }
        }
        Ok(took)
    }

    /// Runs a script behind another one in its transaction, as if its own had begun.
    async fn run_behind(&self, run: &ScriptRun<'_>, opening: &Opening) -> Result<Duration, RunFault> {
        let row_security = if run.directives.row_security { "SET LOCAL row_security = on;\n" } else { "" };
        let begin = format!(
            "{}{}{}{}{row_security}{}",
            self.start,
            settings::step_name(run),
            opening.limit_again(),
            opening.later(&LockSet::default())?,
            settings::script_path(&self.path.written)
        );
        self.client.batch_execute(&begin).await?;
        let started = Instant::now();
        match opening.limit {
            Some(limit) => self.execute_limited(run, opening, limit).await?,
            None => self.execute(run).await?,
        }
        Ok(started.elapsed())
    }
}
