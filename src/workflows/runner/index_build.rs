//! A concurrent index build that ends with a valid index, whatever an earlier run left behind.

use std::time::Duration;

use super::fault::StatementFault;
use crate::model::migration::progress::StatementOutcome;
use crate::model::outcome::event::{Event, Healing};
use crate::model::outcome::failure::ScriptCause;
use crate::model::sql::quote::unquoted;
use crate::model::sql::statement_kind::IndexBuild;
use crate::postgres::{IndexState, Patience, Session, StatementRun};
use crate::workflows::database::Database;

/// Builds the index. An invalid one of that name is dropped and built again; one that the server is
/// still building for a client that is gone is waited for; one that an interrupted run finished is
/// kept. Fails where the index is not valid afterwards.
pub(crate) async fn run(
    database: &Database,
    session: &Session,
    statement: &StatementRun<'_>,
    build: &IndexBuild,
    doubtful: bool,
) -> Result<Duration, StatementFault> {
    let name = unquoted(build.index.as_deref().unwrap_or_default());
    let before = settled(database, session, &name, &build.table).await?;
    match before {
        Some(state) if state.valid && doubtful => {
            return already_done(database, session, statement).await;
        }
        Some(state) if !state.valid => {
            session.drop_index(&state.index).await?;
            heal(database, Healing::InvalidIndexDropped { index: &state.index });
        }
        _ => {}
    }
    let took = session.run_bare(statement, Patience::Endless).await?;
    match session.index_state(&name, &build.table).await? {
        Some(state) if state.valid => Ok(took),
        // The next run starts at this statement: what the journal calls executed is not.
        _ => {
            session.note(statement, StatementOutcome::Failed, took, None).await?;
            Err(StatementFault::Cause(ScriptCause::InvalidIndex { index: name }))
        }
    }
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
