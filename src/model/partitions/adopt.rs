//! What taking over a table means: which configuration says what it already is, and what has to be done.

use super::config::{AHEAD, PartitionConfig};
use super::fit;
use super::interval::Interval;
use super::key::KeyType;
use super::manager::Manager;
use super::name::NamePattern;
use super::periods::Periods;
use super::range::Shape;
use super::retention::RetentionPeriod;
use super::retire::{Action, KeptReason, Plan};
use super::table::{PartitionKey, PartitionedTable};
use super::zone::Zone;

/// The configuration under which a table stays as it is: the interval of its newest partition, the zone whose
/// midnights its bounds are, the names that its partitions have, and the settings of `pg_partman`.
pub(crate) fn wish(table: &PartitionedTable, interval: Interval) -> PartitionConfig {
    let zone =
        fit::found(table).filter(|(fitting, _)| *fitting == interval).map_or(Zone::Utc, |(_, zone)| zone);
    let periods = Periods::new(interval, zone, table.key_type(), table.tail());
    let names: Vec<_> = table
        .partitions
        .iter()
        .filter_map(|partition| match partition.shape {
            Shape::Range(range) if range.interval(zone, table.key_type()) == Some(interval) => {
                Some((partition.name.name.as_str(), periods.local(range.lower.instant()?)))
            }
            _ => None,
        })
        .collect();
    let (ahead, keep) = match &table.manager {
        Manager::Partman(partman) => {
            (partman.premake, partman.retention.as_deref().and_then(RetentionPeriod::of_interval))
        }
        Manager::Nobody | Manager::Hidden { .. } => (AHEAD, None),
    };
    PartitionConfig {
        schema: Some(table.name.schema.clone()),
        table: table.name.name.clone(),
        column: match &table.key {
            PartitionKey::Time { column, .. } => Some(column.clone()),
            PartitionKey::Other(_) => None,
        },
        interval,
        zone,
        epoch: match table.key_type() {
            KeyType::Epoch(epoch) => Some(epoch),
            _ => None,
        },
        ahead,
        keep,
        name: NamePattern::found_in(&names, interval)
            .unwrap_or_else(|| NamePattern::usual(&table.name.name, interval)),
        default: table.default().is_some(),
    }
}

/// Takes the table from `pg_partman`, and closes every partition that can be reached around its parent. In this
/// order: what keeps the owner from the rows of a partition would keep `pg_partman` from them, too, and a role
/// that may not do the first has changed nothing.
pub(crate) fn plan(table: &PartitionedTable) -> Plan {
    let mut plan = Plan::default();
    if let Manager::Partman(_) = table.manager {
        plan.push(table.name.clone(), Action::TakeOver);
    }
    for partition in &table.partitions {
        if partition.is_foreign {
            plan.keep(partition.name.clone(), KeptReason::Foreign);
        } else if !partition.forces_row_security || !partition.row_security || partition.has_rights {
            plan.push(partition.name.clone(), Action::Close);
        }
    }
    plan
}
