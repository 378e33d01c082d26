//! How files and history disagree.

use super::things::Statements;
use super::{Facts, text};
use crate::model::migration::history::HistoryProblem as P;

/// The facts of one problem.
pub(in crate::ui) fn facts(problem: &P) -> Facts {
    match problem {
        P::Edited { id, applied, file, applied_on, path } => Facts {
            expected: text(applied),
            actual: text(file),
            since: applied_on.clone(),
            file: text(path),
            ..Facts::of(id)
        },
        P::Renamed { id, applied_name } => {
            Facts { expected: text(applied_name), actual: text(&id.name), ..Facts::of(id) }
        }
        P::OutOfOrder { id, newest } => Facts { newest: Some(newest.version.number()), ..Facts::of(id) },
        P::HalfWay { id, direction, executed, .. } => Facts {
            direction: Some(direction.as_str()),
            statements: Some(Statements { executed: *executed, total: None }),
            ..Facts::of(id)
        },
        P::DirectiveGone { id, path } => {
            Facts { directive: text("no-transaction"), file: text(path), ..Facts::of(id) }
        }
        P::Missing { id } | P::TooWide { id } => Facts::of(id),
    }
}
