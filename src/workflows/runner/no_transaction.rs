//! A script without a transaction: statement by statement, going on where an earlier run stopped.

use std::time::Duration;

use super::fault::{StatementFault, StepFault};
use super::index_build;
use super::partitioned_index::{self, IndexTarget};
use super::retry::RetryState;
use super::step::Step;
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::progress::{Resume, Unfinished};
use crate::model::outcome::event::{Event, Healing};
use crate::model::outcome::failure::{Failure, Refusal, ScriptCause, ScriptProgress};
use crate::model::sql::build::finalize_detach;
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::partitioned_index::Expansion;
use crate::model::sql::quote::unquoted;
use crate::model::sql::statement_kind::{IndexBuild, StatementKind, kind};
use crate::model::sql::statements::{ScriptStatement, with_data};
use crate::model::verify::finding::RuleFinding;
use crate::model::verify::gate::Gate;
use crate::postgres::{DetachState, Patience, Ran, RunFault, Session, StatementRun};
use crate::workflows::database::Database;

/// Runs what is left of a script, and records it as done. `unfinished` is what an earlier run left.
pub(crate) async fn run(
    database: &Database,
    session: &Session,
    step: &Step<'_>,
    unfinished: Option<&Unfinished>,
    gate: Option<&Gate>,
) -> Result<Ran, StepFault> {
    let statements = split(step);
    let resume = resume(step, &statements, unfinished)?;
    let mut script = Script { database, session, step, total: statements.len(), executed: resume.from };
    session.begin_script(&step.run).await.map_err(|fault| script.fault(fault, &RetryState::new()))?;
    if resume.from > 0 {
        let (statement, total) = (resume.from + 1, statements.len());
        database.reporter().event(&Event::Resumed { id: step.run.id, statement, total });
    }
    let mut took = Duration::ZERO;
    for statement in &statements {
        took += if statement.index < resume.from {
            script.replay(statement).await?
        } else {
            script.execute(statement, resume.statement_state(statement.index)).await?
        };
    }
    script.report_leftovers().await;
    let findings = match gate {
        Some(gate) => Some(script.pass(gate, unfinished.is_some()).await?),
        None => None,
    };
    session.close_script(&step.run, took).await.map_err(|fault| script.fault(fault, &RetryState::new()))?;
    Ok(Ran { took, findings })
}

/// The statements of a script, in order.
pub(crate) fn split<'a>(step: &'a Step<'a>) -> Vec<StatementRun<'a>> {
    let sql = step.run.sql;
    with_data(sql)
        .enumerate()
        .map(|(index, ScriptStatement { range, data, .. })| StatementRun {
            script: &step.run,
            index,
            offset: range.start,
            // Other data are another statement.
            sha256: Sha256Hex::of(&sql[range.start..data.as_ref().map_or(range.end, |data| data.end)]),
            data: data.map(|data| data.range),
            sql: &sql[range],
        })
        .collect()
}

fn resume(
    step: &Step<'_>,
    statements: &[StatementRun<'_>],
    unfinished: Option<&Unfinished>,
) -> Result<Resume, StepFault> {
    let Some(unfinished) = unfinished else { return Ok(Resume::FROM_THE_START) };
    let hashes: Vec<Sha256Hex> = statements.iter().map(|statement| statement.sha256.clone()).collect();
    unfinished.resume(&hashes).map_err(|edited| {
        let (id, statement) = (step.run.id.clone(), edited.index + 1);
        let file = step.file.to_owned();
        Failure::Refused(Refusal::ExecutedStatementEdited { id, statement, file }).into()
    })
}

/// A script on its way.
struct Script<'a> {
    database: &'a Database,
    session: &'a Session,
    step: &'a Step<'a>,
    total: usize,
    executed: usize,
}

impl Script<'_> {
    /// Brings the session to where an earlier run had it: only what changes the session itself.
    async fn replay(&self, statement: &StatementRun<'_>) -> Result<Duration, StepFault> {
        let word = statement.sql.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        if matches!(word.as_str(), "set" | "reset") {
            self.session.replay(statement).await.map_err(|fault| self.fault(fault, &RetryState::new()))?;
        }
        Ok(Duration::ZERO)
    }

    async fn execute(&mut self, statement: &StatementRun<'_>, resume: Resume) -> Result<Duration, StepFault> {
        let mut tries = RetryState::new();
        let ran = self.by_kind(statement, resume, &mut tries).await;
        let took = match ran {
            Ok(took) => took,
            Err(StatementFault::Run(fault)) => return Err(self.fault(fault, &tries)),
            Err(StatementFault::Cause(cause)) => {
                return Err(StepFault::script(self.step, cause, &tries, Some(self.kept())).into());
            }
        };
        self.executed += 1;
        let (statement, total) = (statement.index + 1, self.total);
        self.database.reporter().event(&Event::StatementDone { statement, total, took });
        Ok(took)
    }

    async fn by_kind(
        &self,
        statement: &StatementRun<'_>,
        resume: Resume,
        tries: &mut RetryState,
    ) -> Result<Duration, StatementFault> {
        let (session, doubtful) = (self.session, resume.doubtful);
        match kind(statement.sql) {
            StatementKind::IndexBuild(build) => match self.partitioned(statement, &build).await? {
                Some(target) => {
                    let earlier = (resume, tries);
                    partitioned_index::run(self.database, session, statement, &target, earlier).await
                }
                None => index_build::run(self.database, session, statement, &build, doubtful).await,
            },
            StatementKind::IndexDrop { index } if doubtful && !session.relation_exists(&index).await? => {
                index_build::already_done(self.database, session, statement).await
            }
            StatementKind::Detach { parent, partition } => {
                match session.detach_state(&parent, &partition).await? {
                    DetachState::Detached if doubtful => {
                        index_build::already_done(self.database, session, statement).await
                    }
                    DetachState::Pending => {
                        let sql = finalize_detach(&parent, &partition);
                        let finalize = StatementRun {
                            sql: &sql,
                            sha256: statement.sha256.clone(),
                            data: None,
                            ..*statement
                        };
                        let took = session.run_bare(&finalize, Patience::Usual).await?;
                        self.heal(Healing::DetachFinalized { partition: &partition });
                        Ok(took)
                    }
                    _ => Ok(session.run_bare(statement, Patience::Endless).await?),
                }
            }
            StatementKind::IndexDrop { .. } | StatementKind::Repeatable => {
                Ok(session.run_bare(statement, Patience::Endless).await?)
            }
            StatementKind::Outside | StatementKind::MayCommit if doubtful => Err(self.doubtful(statement)),
            StatementKind::Outside | StatementKind::MayCommit => {
                Ok(session.run_bare(statement, Patience::Usual).await?)
            }
            StatementKind::RepeatableIfPartitioned => self.usual(statement, tries).await,
            StatementKind::Ordinary
            | StatementKind::TransactionControl
            | StatementKind::CopyIn(_)
            | StatementKind::CopyOut => {
                // Only outside of a transaction is it noted before it runs, see `usual`.
                if doubtful {
                    return Err(self.doubtful(statement));
                }
                self.usual(statement, tries).await
            }
        }
    }

    /// In a transaction of its own; outside of one where the server asks for that (25001, active SQL transaction), as
    /// for CREATE SUBSCRIPTION, REINDEX of a partitioned table, and what extensions bring.
    async fn usual(
        &self,
        statement: &StatementRun<'_>,
        tries: &mut RetryState,
    ) -> Result<Duration, StatementFault> {
        let session = self.session;
        let attempt = async || session.run_statement(statement).await;
        match tries.run(self.database, session, &self.step.run.id.to_string(), attempt).await {
            Err(fault) if fault.server().is_some_and(|error| error.sqlstate == "25001") => {
                Ok(session.run_bare(statement, Patience::Usual).await?)
            }
            ran => Ok(ran?),
        }
    }

    fn doubtful(&self, statement: &StatementRun<'_>) -> StatementFault {
        let excerpt = Excerpt::around(self.step.run.sql, statement.offset);
        StatementFault::Cause(ScriptCause::Doubtful { excerpt, statement: statement.index + 1 })
    }

    /// What a concurrent build is about, where PostgreSQL would refuse it: a partitioned table.
    async fn partitioned<'a>(
        &self,
        statement: &StatementRun<'a>,
        build: &'a IndexBuild,
    ) -> Result<Option<IndexTarget<'a>>, StatementFault> {
        let Some(expansion) = Expansion::of(statement.sql) else { return Ok(None) };
        let index = unquoted(build.index.as_deref().unwrap_or_default());
        let oid = self.session.partitioned_table(&build.table).await?;
        Ok(oid.map(|oid| IndexTarget { expansion, index, table: &build.table, oid }))
    }

    fn heal(&self, healing: Healing<'_>) {
        self.database.reporter().event(&Event::Healed(healing));
    }

    async fn report_leftovers(&self) {
        if let Ok(indexes) = self.session.leftover_indexes().await
            && !indexes.is_empty()
        {
            self.heal(Healing::Leftovers { indexes: &indexes });
        }
    }

    /// Looks at what the script made, before it counts as applied. Returns what is found; an error where there
    /// is more than before.
    async fn pass(&self, gate: &Gate, resumed: bool) -> Result<Vec<RuleFinding>, StepFault> {
        let findings =
            self.session.judged(gate).await.map_err(|fault| self.fault(fault, &RetryState::new()))?;
        match gate.new_ones(&findings) {
            new if new.is_empty() => Ok(findings),
            new => Err(StepFault::isolation(self.step, new, Some(self.kept()), resumed).into()),
        }
    }

    fn kept(&self) -> ScriptProgress {
        ScriptProgress { executed: self.executed, total: self.total }
    }

    fn fault(&self, fault: RunFault, tries: &RetryState) -> StepFault {
        StepFault::of(self.step, fault, tries, Some(self.kept()))
    }
}
