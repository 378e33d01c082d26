//! Files and history side by side.

use super::history::{Applied, History};
use super::pair::Pair;
use super::plan::{self, Order};
use crate::model::migration::history::HistoryProblem;
use crate::model::migration::progress::Unfinished;
use crate::model::outcome::report::{InterruptedScript, State, StatusRow};

/// One row for every version that the files or the history know, in order.
pub(crate) fn rows(pairs: &[Pair], history: &History) -> Vec<StatusRow> {
    let problems = plan::history_problems(pairs, history, Order::Strict);
    let mut rows: Vec<StatusRow> =
        history.applied.iter().map(|entry| applied_row(entry, history, &problems)).collect();
    rows.extend(plan::pending(pairs, history).map(|pair| pending_row(pair, history, &problems)));
    // Begun, neither applied nor in the files any more.
    let is_row =
        |rows: &[StatusRow], script: &Unfinished| rows.iter().any(|row| row.id.version == script.id.version);
    for script in &history.unfinished {
        if !is_row(&rows, script) {
            let (id, state) = (script.id.clone(), State::Interrupted);
            rows.push(StatusRow { id, state, applied_on: None, duration_ms: None, role: None });
        }
    }
    rows.sort_by_key(|row| row.id.version);
    rows
}

/// The scripts without a transaction that were begun and not finished, in order.
pub(crate) fn interrupted(pairs: &[Pair], history: &History) -> Vec<InterruptedScript> {
    let script = |script: &Unfinished| InterruptedScript {
        id: script.id.clone(),
        direction: script.direction,
        executed: script.executed(),
        has_file: plan::find(pairs, script.id.version).is_some(),
    };
    history.unfinished.iter().map(script).collect()
}

fn applied_row(entry: &Applied, history: &History, problems: &[HistoryProblem]) -> StatusRow {
    let version = entry.id.version;
    let state = problems.iter().find_map(|problem| match problem {
        HistoryProblem::Edited { id, .. } if id.version == version => Some(State::Edited),
        HistoryProblem::Renamed { id, .. } if id.version == version => Some(State::Renamed),
        HistoryProblem::Missing { id } if id.version == version => Some(State::Missing),
        _ => None,
    });
    let state = if history.unfinished(version).is_some() { Some(State::Interrupted) } else { state };
    StatusRow {
        id: entry.id.clone(),
        state: state.unwrap_or(State::Applied),
        applied_on: entry.applied_on.clone(),
        duration_ms: entry.journal.as_ref().map(|journal| journal.duration_ms),
        role: entry.journal.as_ref().map(|journal| journal.role.clone()),
    }
}

fn pending_row(pair: &Pair, history: &History, problems: &[HistoryProblem]) -> StatusRow {
    let late =
        |problem: &HistoryProblem| matches!(problem, HistoryProblem::OutOfOrder { id, .. } if *id == pair.id);
    let state = if history.unfinished(pair.id.version).is_some() {
        State::Interrupted
    } else if problems.iter().any(late) {
        State::OutOfOrder
    } else {
        State::Pending
    };
    StatusRow { id: pair.id.clone(), state, applied_on: None, duration_ms: None, role: None }
}
