//! The facts of a failure that is one problem.

use super::{Facts, path, text};
use super::{bookkeeping, config, connection, refusal, script, throwaway};
use crate::model::outcome::failure::{Failure, ScriptProgress};

use super::things::Statements;

/// The facts of a failure; of several problems those of the first.
pub(in crate::ui) fn failure(failure: &Failure) -> Facts {
    let none = Facts::default();
    match failure {
        Failure::Config(problem) => config::facts(problem),
        Failure::Files(problems) => problems.first().map(super::files::facts).unwrap_or_default(),
        Failure::History(problems) => problems.first().map(super::history::facts).unwrap_or_default(),
        Failure::Bookkeeping(problem) => bookkeeping::facts(problem),
        Failure::Refused(why) => refusal::facts(why),
        Failure::Unreachable(why) => connection::facts(why),
        Failure::OnThrowaway { server, cause } => Facts {
            throwaway_server: text(&server.version),
            real_server: server.beside.clone(),
            ..self::failure(cause)
        },
        Failure::Ground(fault) => Facts { server: Some((&fault.error).into()), ..none },
        Failure::Ephemeral(fault) => throwaway::facts(fault),
        Failure::Locked { holders, waited_seconds } => Facts {
            holders: Some(holders.iter().map(Into::into).collect()),
            waited_seconds: Some(*waited_seconds),
            ..none
        },
        Failure::Script(fault) => script::facts(fault),
        Failure::Isolation(fault) => Facts {
            count: Some(fault.findings.len()),
            statements: fault
                .kept
                .map(|ScriptProgress { executed, total }| Statements { executed, total: Some(total) }),
            resumed: Some(fault.resumed),
            ..Facts::of(&fault.id)
        },
        Failure::Profile(problems) => problems.first().map(super::profile::facts).unwrap_or_default(),
        Failure::Seeding(fault) => Facts { restored: Some(fault.is_restored), ..self::failure(&fault.cause) },
        Failure::Database { doing, fault } => Facts { doing: Some(doing), ..Facts::of_fault(fault) },
        Failure::File { doing, file, why } => {
            Facts { doing: Some(doing), file: path(file), reason: text(why), ..none }
        }
        Failure::Usage(problem) => Facts {
            setting: problem.argument.clone(),
            known: (!problem.known.is_empty()).then(|| problem.known.clone()),
            ..none
        },
        Failure::Stopped | Failure::Signal(_) | Failure::Unexpected(_) => none,
    }
}
