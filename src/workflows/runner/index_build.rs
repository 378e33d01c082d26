//! A concurrent index build that ends with a valid index, whatever an earlier run left behind.

use std::time::Duration;

use super::fault::StatementFault;
use crate::model::migration::progress::StatementOutcome;
use crate::model::outcome::event::{Event, Healing};
use crate::model::outcome::failure::ScriptCause;
use crate::model::sql::quote::unquoted;
use crate::model::sql::statement_kind::{IndexBuild, StatementKind, kind};
use crate::postgres::{BuildSite, IndexState, Session, StatementRun};
use crate::workflows::database::Database;

/// A statement that builds an index, and what goes before and after it.
pub(crate) struct BuildStep<'a> {
    pub(crate) statement: &'a StatementRun<'a>,
    /// Bare.
    pub(crate) index: String,
    pub(crate) build: &'a IndexBuild,
    /// An earlier run may have run it.
    pub(crate) doubtful: bool,
    /// What there is where it is to be built.
    pub(crate) site: BuildSite,
    /// The journal has it as running already, by this run.
    pub(crate) is_noted: bool,
    /// The statement behind it, where that builds an index, too.
    pub(crate) next: Option<(&'a StatementRun<'a>, SiteName)>,
}

/// The bare name of an index that is to be built, and its table as the script writes it.
pub(crate) struct SiteName {
    pub(crate) index: String,
    pub(crate) table: String,
}

impl SiteName {
    /// Of a statement that builds an index; `None` for any other.
    pub(crate) fn of(statement: &StatementRun<'_>) -> Option<Self> {
        match kind(statement.sql) {
            StatementKind::IndexBuild(build) => {
                let index = unquoted(build.index.as_deref().unwrap_or_default());
                Some(Self { index, table: build.table })
            }
            _ => None,
        }
    }
}

/// What is known of the statement behind a build.
pub(crate) struct Ahead {
    pub(crate) site: BuildSite,
    /// The journal has it as running.
    pub(crate) is_noted: bool,
}

/// Builds the index. An invalid one of that name is dropped and built again; one that the server is
/// still building for a client that is gone is waited for; one that an interrupted run finished is
/// kept. Fails where the index is not valid afterwards.
///
/// Where the next statement builds an index, too, its site is looked at in the same flight; and where nothing is there,
/// that one is noted together with this one.
pub(crate) async fn run(
    database: &Database,
    session: &Session,
    step: BuildStep<'_>,
) -> Result<(Duration, Option<Ahead>), StatementFault> {
    let BuildStep { statement, index: name, build, doubtful, site, is_noted, next } = step;
    let before = match site.before {
        Some(IndexState { builder: Some(_), .. }) => settled(database, session, &name, &build.table).await?,
        before => before,
    };
    match before {
        Some(state) if state.valid && doubtful => {
            return already_done(database, session, statement).await.map(|took| (took, None));
        }
        Some(state) if !state.valid => {
            session.drop_index(&state.index).await?;
            heal(database, Healing::InvalidIndexDropped { index: &state.index });
        }
        _ => {}
    }
    let questions = async {
        let site = async {
            match &next {
                Some((_, name)) => session.build_site(&name.index, &name.table).await.map(Some),
                None => Ok(None),
            }
        };
        tokio::try_join!(biased; session.index_state(&name, &build.table), site)
    };
    let is_plain = |site: &BuildSite| site.partitioned.is_none() && site.before.is_none();
    let mut is_next_noted = false;
    let (took, (after, site)) = session
        .endless_before((statement, is_noted), questions, |(after, site)| {
            let (next, _) = next.as_ref()?;
            is_next_noted = is_valid(after.as_ref()) && site.as_ref().is_some_and(is_plain);
            is_next_noted.then_some(*next)
        })
        .await?;
    if is_valid(after.as_ref()) {
        return Ok((took, site.map(|site| Ahead { site, is_noted: is_next_noted })));
    }
    // The next run starts at this statement: what the journal calls executed is not.
    session.note(statement, StatementOutcome::Failed, took, None).await?;
    Err(StatementFault::Cause(ScriptCause::InvalidIndex { index: name }))
}

fn is_valid(state: Option<&IndexState>) -> bool {
    state.is_some_and(|state| state.valid)
}

/// An earlier run was killed after the statement took effect: only the journal does not know.
pub(crate) async fn already_done(
    database: &Database,
    session: &Session,
    statement: &StatementRun<'_>,
) -> Result<Duration, StatementFault> {
    session.note(statement, StatementOutcome::Executed, Duration::ZERO, None).await?;
    heal(database, Healing::AlreadyDone { statement: statement.index + 1 });
    Ok(Duration::ZERO)
}

/// How the index stands once nobody else is building it. `table` may be quoted.
pub(crate) async fn settled(
    database: &Database,
    session: &Session,
    name: &str,
    table: &str,
) -> Result<Option<IndexState>, StatementFault> {
    let mut reported = false;
    loop {
        let state = session.index_state(name, table).await?;
        let Some(IndexState { index, builder: Some(pid), .. }) = &state else { return Ok(state) };
        if !reported {
            heal(database, Healing::BuildWaitedFor { index, pid: *pid });
            reported = true;
        }
        if database.is_stopping() {
            return Err(crate::postgres::RunFault::Stopped.into());
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

fn heal(database: &Database, healing: Healing<'_>) {
    database.reporter().event(&Event::Healed(healing));
}
