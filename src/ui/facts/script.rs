//! A script that did not run to its end.

use super::things::Statements;
use super::{Facts, text};
use crate::model::outcome::failure::{ScriptCause, ScriptFault, ScriptProgress};

pub(super) fn facts(fault: &ScriptFault) -> Facts {
    let facts = Facts {
        direction: Some(fault.direction.as_str()),
        attempts: Some(fault.attempts),
        spent_seconds: (fault.attempts > 1).then_some(fault.spent.as_secs()),
        holders: (!fault.blockers.is_empty()).then(|| fault.blockers.iter().map(Into::into).collect()),
        statements: fault
            .kept
            .map(|ScriptProgress { executed, total }| Statements { executed, total: Some(total) }),
        ..Facts::of(&fault.id)
    };
    match &fault.cause {
        ScriptCause::Server { error, .. } => Facts { server: Some(error.as_ref().into()), ..facts },
        ScriptCause::BackfillContended { error, table, .. } => {
            let table = table.as_ref().and_then(|table| text(table.to_string()));
            Facts { server: Some(error.as_ref().into()), table, ..facts }
        }
        ScriptCause::HeldTooLong { limit, held, .. } => {
            let milliseconds = |time: &std::time::Duration| u64::try_from(time.as_millis()).ok();
            Facts { held_ms: milliseconds(held), limit_ms: milliseconds(limit), ..facts }
        }
        ScriptCause::Connection { why, .. } => Facts { reason: text(why), ..facts },
        ScriptCause::Request(fault) => {
            let Facts { server, reason, given, .. } = Facts::of_fault(fault);
            Facts { server, reason, given, ..facts }
        }
        ScriptCause::InvalidIndex { index } => Facts { index: text(index), ..facts },
        ScriptCause::UniqueOverForeign { index, partition } => {
            Facts { index: text(index), partition: text(partition), ..facts }
        }
        ScriptCause::Doubtful { statement, .. } => Facts { statement: Some(*statement), ..facts },
        ScriptCause::EndedTransaction
        | ScriptCause::GaveUpLock
        | ScriptCause::HistoryRowSwallowed
        | ScriptCause::AppliedMeanwhile
        | ScriptCause::RecorderGone => facts,
    }
}
