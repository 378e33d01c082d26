//! What `partitions retire` does to a table, decided before anything is done.

use std::time::Duration;

use super::instant::Instant;
use super::marked_state::TableChange;
use super::marker::Marker;
use super::range::{Bound, Shape};
use super::retention::RetentionPeriod;
use super::table::{Partition, PartitionedTable, Retired};
use crate::model::sql::qualified_name::QualifiedName;

/// What becomes of partitions that are older than what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RetireMode {
    /// They are detached and stay where they are.
    Stay,
    /// Moved to this schema.
    Archive(String),
    /// Written to a file.
    Export,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RetireStep {
    /// The table that it is about, before the step.
    pub(crate) partition: QualifiedName,
    pub(crate) action: Action,
}

/// A step that was done, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RetireStepDone {
    pub(crate) step: RetireStep,
    /// How many rows it was about, where they were counted.
    pub(crate) rows: Option<i64>,
    pub(crate) took: Duration,
}

/// What is done in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// A detach that was interrupted is finished.
    Finalize,
    /// `concurrently`: there is no DEFAULT partition, so nobody has to wait.
    Detach {
        concurrently: bool,
    },
    /// An earlier run was killed before it could write down when it detached this.
    Date,
    Archive {
        schema: String,
    },
    Export,
    Drop,
    /// Forced row-level security, and no rights for anybody: reached through its parent alone.
    Close,
    /// The table is taken out of the configuration of `pg_partman`.
    TakeOver,
}

/// Something that is old enough and stays for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptPartition {
    pub(crate) partition: QualifiedName,
    pub(crate) why: KeptReason,
}

/// Why it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeptReason {
    /// It was detached too short a time ago.
    Grace,
    /// Somebody reclaimed it.
    Changed(TableChange),
    /// Not exported, and only what is exported is to be dropped.
    NotExported,
    /// Not in the archive, and only what is there is to be dropped.
    NotArchived,
    /// A foreign table, which holds no rows of this database.
    Foreign,
    /// Partitioned itself.
    Partitioned,
}

/// All steps, in order, and what stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<RetireStep>,
    pub(crate) kept: Vec<KeptPartition>,
}

/// Detaches what ends at the cutoff or before, the oldest first, and brings it and whatever was retired
/// earlier to its place. Nothing is dropped.
pub(crate) fn retire(table: &PartitionedTable, cutoff: Instant, way: &RetireMode) -> Plan {
    let mut plan = Plan::default();
    let concurrently = table.default().is_none();
    let mut due: Vec<&Partition> =
        table.partitions.iter().filter(|partition| is_due(partition, cutoff)).collect();
    due.sort_by_key(|partition| match partition.shape {
        Shape::Range(range) => Some(range.lower),
        Shape::Default | Shape::Other => None,
    });
    for partition in table.partitions.iter().filter(|partition| partition.detach_pending) {
        plan.push(partition.name.clone(), Action::Finalize);
        if table.retired.iter().any(|retired| retired.name == partition.name) {
            plan.push(partition.name.clone(), Action::Date);
            plan.bring(partition.name.clone(), None, way);
        }
    }
    for retired in table.retired.iter().filter(|retired| !retired.is_attached) {
        if let Some(change) = retired.change() {
            plan.keep(retired.name.clone(), KeptReason::Changed(change));
            continue;
        }
        if retired.mark.detached_at().is_none() {
            plan.push(retired.name.clone(), Action::Date);
        }
        plan.bring(retired.name.clone(), Some(&retired.mark), way);
    }
    for partition in due {
        if partition.is_foreign {
            plan.keep(partition.name.clone(), KeptReason::Foreign);
        } else if partition.is_parent {
            plan.keep(partition.name.clone(), KeptReason::Partitioned);
        } else {
            plan.push(partition.name.clone(), Action::Detach { concurrently });
            plan.bring(partition.name.clone(), None, way);
        }
    }
    plan
}

/// Drops what was detached by this program at least `grace` ago and is where the way says. Detaches nothing.
pub(crate) fn drop(table: &PartitionedTable, now: Instant, grace: RetentionPeriod, way: &RetireMode) -> Plan {
    let mut plan = Plan::default();
    let latest = grace.before(now);
    for retired in table.retired.iter().filter(|retired| !retired.is_attached) {
        let why = match way {
            _ if retired.change().is_some() => retired.change().map(KeptReason::Changed),
            RetireMode::Archive(schema) if retired.name.schema != *schema => Some(KeptReason::NotArchived),
            RetireMode::Export if retired.mark.export.is_none() => Some(KeptReason::NotExported),
            _ if retired.mark.detached_at().is_none_or(|detached| detached > latest) => {
                Some(KeptReason::Grace)
            }
            _ => None,
        };
        match why {
            Some(why) => plan.keep(retired.name.clone(), why),
            None => plan.push(retired.name.clone(), Action::Drop),
        }
    }
    plan
}

fn is_due(partition: &Partition, cutoff: Instant) -> bool {
    match partition.shape {
        Shape::Range(range) => !partition.detach_pending && range.upper <= Bound::At(cutoff),
        Shape::Default | Shape::Other => false,
    }
}

impl RetireStepDone {
    /// A step of a plan that nobody carries out.
    pub(crate) fn planned(step: RetireStep) -> Self {
        Self { step, rows: None, took: Duration::ZERO }
    }
}

impl Plan {
    pub(super) fn push(&mut self, partition: QualifiedName, action: Action) {
        self.steps.push(RetireStep { partition, action });
    }

    pub(super) fn keep(&mut self, partition: QualifiedName, why: KeptReason) {
        self.kept.push(KeptPartition { partition, why });
    }

    /// The step that brings a detached table to its place, unless it is there.
    fn bring(&mut self, partition: QualifiedName, mark: Option<&Marker>, way: &RetireMode) {
        match way {
            RetireMode::Archive(schema) if partition.schema != *schema => {
                self.push(partition, Action::Archive { schema: schema.clone() });
            }
            RetireMode::Export if mark.is_none_or(|mark| mark.export.is_none()) => {
                self.push(partition, Action::Export);
            }
            RetireMode::Stay | RetireMode::Archive(_) | RetireMode::Export => {}
        }
    }
}

impl Retired {
    /// What was done to it after it was marked, as far as the catalog shows it.
    pub(crate) fn change(&self) -> Option<TableChange> {
        self.mark.state.as_ref()?.change(&self.identity)
    }

    /// Whether anybody but its owner can reach its rows.
    pub(crate) fn is_reachable(&self) -> bool {
        !self.is_attached && (self.has_rights || !self.row_security)
    }
}

#[cfg(test)]
mod tests;
