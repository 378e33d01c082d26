//! Which bookkeeping tables are not used, and which history is not begun.

use super::things::Owner;
use super::{Facts, text};
use crate::model::migration::bookkeeping_problem::{BookkeepingProblem as P, UntrustedTable};

/// The facts of one problem.
pub(super) fn facts(problem: &P) -> Facts {
    let none = Facts::default();
    match problem {
        P::Untrusted(tables) => {
            let owner = |table: &UntrustedTable| Owner {
                table: format!("{}.{}", table.schema, table.table),
                owner: table.owner.clone(),
            };
            Facts { owners: Some(tables.iter().map(owner).collect()), ..none }
        }
        P::Malformed { table, missing } => {
            Facts { differences: Some(missing.clone()), ..Facts::of_table(table) }
        }
        P::Newer { table, version, known } => Facts {
            expected: text(known.to_string()),
            actual: text(version.to_string()),
            ..Facts::of_table(table)
        },
        P::Elsewhere { home, schemas } => {
            Facts { actual: text(home), schemas: Some(schemas.clone()), ..none }
        }
        P::Unreadable(rights) => Facts {
            role: text(&rights.role),
            schemas: rights.lacks_usage.then(|| vec![rights.schema.clone()]),
            tables: Some(rights.tables.clone()),
            ..none
        },
        P::Existing(existing) => Facts {
            schemas: Some(vec![existing.schema.clone()]),
            tables: Some(existing.some.clone()),
            count: Some(existing.count),
            known: Some(existing.tools.iter().map(|tool| tool.table.clone()).collect()),
            ..none
        },
    }
}
