//! What is wrong with a profile.

use super::{Facts, text};
use crate::model::seed::profile::{ProfileProblem, Why};

/// The facts of one problem.
pub(in crate::ui) fn facts(problem: &ProfileProblem) -> Facts {
    let place = Facts { setting: text(&problem.place), ..Facts::default() };
    match &problem.why {
        Why::Syntax(why) | Why::Refused { why } => Facts { reason: text(why), ..place },
        Why::Missing { key } => Facts { wanted: text(*key), ..place },
        Why::Unknown { key } => Facts { given: text(key), ..place },
        Why::Wanted(what) => Facts { wanted: text(*what), ..place },
        Why::Condition(condition) => Facts { given: text(condition), ..place },
        Why::Together { first, second } => {
            Facts { known: Some(vec![(*first).to_owned(), (*second).to_owned()]), ..place }
        }
        Why::NoSuch { what, name } => Facts { wanted: text(*what), given: text(name), ..place },
        Why::NoKeyTo { table } | Why::Spread { table } => Facts { table: text(table), ..place },
        Why::Circle { tables } => Facts { tables: Some(tables.clone()), ..place },
        Why::NotFilled { key, table } => Facts { object: text(key), table: text(table), ..place },
        Why::Torn { key } => Facts { object: text(key), ..place },
        Why::Unfit { value, type_name } => Facts { given: text(value), wanted: text(type_name), ..place },
        Why::TooFew { rows, edges } => Facts { rows: Some(*rows), expected_rows: Some(*edges), ..place },
        Why::TooMany { rows, most, key, columns } => Facts {
            rows: Some(*rows),
            expected_rows: Some(*most),
            object: text(key),
            known: Some(columns.to_vec()),
            ..place
        },
        Why::NoPartition { month } => Facts { periods: Some(vec![month.clone()]), ..place },
        Why::NoValue { type_name, checks } => {
            Facts { wanted: text(type_name), differences: Some(checks.clone()), ..place }
        }
        Why::Tied { columns, rules } => Facts {
            known: Some(columns.clone()),
            differences: Some(rules.iter().map(|(name, _)| name.clone()).collect()),
            ..place
        },
        Why::Broken { rules } => {
            Facts { differences: Some(rules.iter().map(|(name, _)| name.clone()).collect()), ..place }
        }
        Why::NoGenerator | Why::Selfish => place,
    }
}
