//! A script that did not run to its end.

use super::things::Statements;
use super::{Facts, text};
use crate::model::outcome::failure::{ScriptCause, ScriptFault, ScriptProgress};

pub(super) fn facts(fault: &ScriptFault) -> Facts {
    let facts = Facts {
        direction: Some(fault.direction.as_str()),
        attempts: Some(fault.attempts),
        holders: (!fault.blockers.is_empty()).then(|| fault.blockers.iter().map(Into::into).collect()),
        statements: fault
            .kept
            .map(|ScriptProgress { executed, total }| Statements { executed, total: Some(total) }),
        ..Facts::of(&fault.id)
    };
    match &fault.cause {
        ScriptCause::Server { error, .. } => Facts { server: Some(error.as_ref().into()), ..facts },
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
