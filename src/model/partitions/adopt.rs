//! What taking over a table means: which configuration says what it already is, and what has to be done.

use super::interval::Interval;
use super::manager::Manager;
use super::name::NamePattern;
use super::range::{Bound, Shape};
use super::retire::{Action, KeptWhy, Plan};
use super::span::Span;
use super::table::{Key, Table};
use super::wish::{AHEAD, Wish};

/// The configuration under which a table stays as it is: the interval of its newest partition, the names that
/// its partitions have, and what `pg_partman` was told.
pub(crate) fn wish(table: &Table, interval: Interval) -> Wish {
    let names: Vec<_> = table
        .partitions
        .iter()
        .filter_map(|partition| match partition.shape {
            Shape::Range(range) if range.interval() == Some(interval) => match range.lower {
                Bound::At(lower) => Some((partition.name.as_str(), lower.day)),
                Bound::Start | Bound::End => None,
            },
            _ => None,
        })
        .collect();
    let (ahead, keep) = match &table.manager {
        Manager::Partman(partman) => {
            (partman.premake, partman.retention.as_deref().and_then(Span::of_interval))
        }
        Manager::Nobody | Manager::Hidden { .. } => (AHEAD, None),
    };
    Wish {
        schema: Some(table.schema.clone()),
        table: table.name.clone(),
        column: match &table.key {
            Key::Time { column, .. } => Some(column.clone()),
            Key::Other(_) => None,
        },
        interval,
        ahead,
        keep,
        name: NamePattern::found_in(&names, interval)
            .unwrap_or_else(|| NamePattern::usual(&table.name, interval)),
        default: table.default().is_some(),
    }
}

/// Takes the table from `pg_partman`, and closes every partition that can be reached around its parent. In this
/// order: what keeps the owner from the rows of a partition would keep `pg_partman` from them, too, and a role
/// that may not do the first has changed nothing.
pub(crate) fn plan(table: &Table) -> Plan {
    let mut plan = Plan::default();
    if let Manager::Partman(_) = table.manager {
        plan.push((table.schema.clone(), table.name.clone()), Action::TakeOver);
    }
    for partition in &table.partitions {
        if partition.is_foreign {
            plan.keep(partition.place(), KeptWhy::Foreign);
        } else if !partition.forces_row_security || !partition.row_security || partition.has_rights {
            plan.push(partition.place(), Action::Close);
        }
    }
    plan
}
