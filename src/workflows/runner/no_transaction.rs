//! A script without a transaction: statement by statement, going on where an earlier run stopped.

mod waits;

use std::time::Duration;

use super::fault::{StatementFault, StepFault};
use super::index_build::{self, Ahead, BuildStep, SiteName};
use super::partitioned_index::{self, IndexTarget};
use super::step::Step;
use crate::model::locks::figures::LockFigures;
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
use crate::postgres::{DetachState, Ran, RunFault, Session, StatementRun};
use crate::workflows::database::Database;
use crate::workflows::locks::tries::LockTries;

/// Runs what is left of a script, and records it as done. `unfinished` is what an earlier run left; what it took to get
/// the locks is added to the figures.
pub(crate) async fn run(
    database: &Database,
    session: &Session,
    step: &Step<'_>,
    (unfinished, locks): (Option<&Unfinished>, &mut LockFigures),
    gate: Option<&Gate>,
) -> Result<Ran, StepFault> {
    let statements = split(step);
    let resume = resume(step, &statements, unfinished)?;
    let (total, executed) = (statements.len(), resume.from);
    let mut script = Script { database, session, step, total, executed, ahead: None, locks };
    script.begin(statements.first().filter(|_| executed == 0)).await?;
    if resume.from > 0 {
        let (statement, total) = (resume.from + 1, statements.len());
        database.reporter().event(&Event::Resumed { id: step.run.id, statement, total });
    }
    let mut took = Duration::ZERO;
    for statement in &statements {
        took += if statement.index < resume.from {
            script.replay(statement).await?
        } else {
            let next = statements.get(statement.index + 1);
            script.execute(statement, next, resume.statement_state(statement.index)).await?
        };
    }
    script.report_leftovers().await;
    let findings = match gate {
        Some(gate) => Some(script.pass(gate, unfinished.is_some()).await?),
        None => None,
    };
    session.close_script(&step.run, took).await.map_err(|fault| script.fault(fault, &LockTries::blind()))?;
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
    locks: &'a mut LockFigures,
    /// What is known already of the statement that comes now.
    ahead: Option<Ahead>,
}

impl Script<'_> {
    /// Brings the session to its starting state. Looks in the same flight where the first statement builds an index.
    async fn begin(&mut self, first: Option<&StatementRun<'_>>) -> Result<(), StepFault> {
        let site = async {
            match first.and_then(SiteName::of) {
                Some(name) => self.session.build_site(&name.index, &name.table).await.map(Some),
                None => Ok(None),
            }
        };
        let (begun, site) = tokio::join!(biased; self.session.begin_script(&self.step.run), site);
        let site = begun.and(site).map_err(|fault| self.fault(fault, &LockTries::blind()))?;
        self.ahead = site.map(|site| Ahead { site, is_noted: false });
        Ok(())
    }

    /// Brings the session to where an earlier run had it: only what changes the session itself.
    async fn replay(&self, statement: &StatementRun<'_>) -> Result<Duration, StepFault> {
        let word = statement.sql.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        if matches!(word.as_str(), "set" | "reset") {
            self.session.replay(statement).await.map_err(|fault| self.fault(fault, &LockTries::blind()))?;
        }
        Ok(Duration::ZERO)
    }

    async fn execute(
        &mut self,
        statement: &StatementRun<'_>,
        next: Option<&StatementRun<'_>>,
        resume: Resume,
    ) -> Result<Duration, StepFault> {
        let mut tries = LockTries::blind().limited(self.step.exclusive_limit(self.database.locking()));
        let ran = match kind(statement.sql) {
            StatementKind::IndexBuild(build) => {
                self.build_index(statement, &build, next, resume, &mut tries).await
            }
            kind => self.by_kind(statement, kind, resume, &mut tries).await,
        };
        *self.locks = self.locks.and(tries.figures());
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

    async fn build_index(
        &mut self,
        statement: &StatementRun<'_>,
        build: &IndexBuild,
        next: Option<&StatementRun<'_>>,
        resume: Resume,
        tries: &mut LockTries,
    ) -> Result<Duration, StatementFault> {
        let (database, session, doubtful) = (self.database, self.session, resume.doubtful);
        let index = unquoted(build.index.as_deref().unwrap_or_default());
        let Ahead { site, is_noted } = match self.ahead.take() {
            Some(ahead) => ahead,
            None => Ahead { site: session.build_site(&index, &build.table).await?, is_noted: false },
        };
        // PostgreSQL would refuse it on a partitioned table.
        if let (Some(oid), Some(expansion)) = (site.partitioned, Expansion::of(statement.sql)) {
            let target = IndexTarget { expansion, index, table: &build.table, oid };
            return partitioned_index::run(database, session, statement, &target, (resume, tries)).await;
        }
        let next = next.and_then(|next| Some((next, SiteName::of(next)?)));
        let step = BuildStep { statement, index, build, doubtful, site, is_noted, next };
        let (took, ahead) = index_build::run(database, session, step).await?;
        self.ahead = ahead;
        Ok(took)
    }

    async fn by_kind(
        &self,
        statement: &StatementRun<'_>,
        kind: StatementKind,
        resume: Resume,
        tries: &mut LockTries,
    ) -> Result<Duration, StatementFault> {
        let (session, doubtful) = (self.session, resume.doubtful);
        match kind {
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
                        let took = self.usual(&finalize, tries).await?;
                        self.heal(Healing::DetachFinalized { partition: &partition });
                        Ok(took)
                    }
                    _ => self.endless(statement).await,
                }
            }
            StatementKind::IndexDrop { .. } | StatementKind::Repeatable => self.endless(statement).await,
            StatementKind::RepeatableInTheWay => self.retried(statement, tries).await,
            StatementKind::Outside | StatementKind::MayCommit | StatementKind::Block if doubtful => {
                Err(self.doubtful(statement))
            }
            StatementKind::Outside | StatementKind::MayCommit => self.once(statement, tries).await,
            StatementKind::RepeatableIfPartitioned => self.usual(statement, tries).await,
            StatementKind::Ordinary
            | StatementKind::IndexBuild(_)
            | StatementKind::Block
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

    fn doubtful(&self, statement: &StatementRun<'_>) -> StatementFault {
        let excerpt = Excerpt::around(self.step.run.sql, statement.offset);
        StatementFault::Cause(ScriptCause::Doubtful { excerpt, statement: statement.index + 1 })
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
            self.session.judged(gate).await.map_err(|fault| self.fault(fault, &LockTries::blind()))?;
        match gate.new_ones(&findings) {
            new if new.is_empty() => Ok(findings),
            new => Err(StepFault::isolation(self.step, new, Some(self.kept()), resumed).into()),
        }
    }

    fn kept(&self) -> ScriptProgress {
        ScriptProgress { executed: self.executed, total: self.total }
    }

    fn fault(&self, fault: RunFault, tries: &LockTries) -> StepFault {
        StepFault::of(self.step, fault, tries, Some(self.kept()))
    }
}
