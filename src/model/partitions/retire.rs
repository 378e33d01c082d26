//! What `partitions retire` does to a table, decided before anything is done.

use std::time::Duration;

use super::instant::Instant;
use super::marker::Mark;
use super::range::{Bound, Shape};
use super::retention::Span;
use super::table::{Partition, Retired, Table};
use crate::model::sql::qualified_name::QualifiedName;

/// What becomes of partitions that are older than what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Way {
    /// They are detached and stay where they are.
    Stay,
    /// Moved to this schema.
    Archive(String),
    /// Written to a file.
    Export,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// The table that it is about, before the step.
    pub(crate) partition: QualifiedName,
    pub(crate) action: Action,
}

/// A step that was done, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepDone {
    pub(crate) step: Step,
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
pub(crate) struct Kept {
    pub(crate) partition: QualifiedName,
    pub(crate) why: KeptWhy,
}

/// Why it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeptWhy {
    /// It was detached too short a time ago.
    Grace,
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
    pub(crate) steps: Vec<Step>,
    pub(crate) kept: Vec<Kept>,
}

/// Detaches what ends at the cutoff or before, the oldest first, and brings it and whatever was retired
/// earlier to its place. Nothing is dropped.
pub(crate) fn retire(table: &Table, cutoff: Instant, way: &Way) -> Plan {
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
        if retired.mark.detached.is_none() {
            plan.push(retired.name.clone(), Action::Date);
        }
        plan.bring(retired.name.clone(), Some(&retired.mark), way);
    }
    for partition in due {
        if partition.is_foreign {
            plan.keep(partition.name.clone(), KeptWhy::Foreign);
        } else if partition.is_parent {
            plan.keep(partition.name.clone(), KeptWhy::Partitioned);
        } else {
            plan.push(partition.name.clone(), Action::Detach { concurrently });
            plan.bring(partition.name.clone(), None, way);
        }
    }
    plan
}

/// Drops what was detached by this program at least `grace` ago and is where the way says. Detaches nothing.
pub(crate) fn drop(table: &Table, now: Instant, grace: Span, way: &Way) -> Plan {
    let mut plan = Plan::default();
    let latest = grace.before(now);
    for retired in table.retired.iter().filter(|retired| !retired.is_attached) {
        let why = match way {
            Way::Archive(schema) if retired.name.schema != *schema => Some(KeptWhy::NotArchived),
            Way::Export if retired.mark.export.is_none() => Some(KeptWhy::NotExported),
            _ if retired.mark.detached_at().is_none_or(|detached| detached > latest) => Some(KeptWhy::Grace),
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

impl StepDone {
    /// A step of a plan that nobody carries out.
    pub(crate) fn planned(step: Step) -> Self {
        Self { step, rows: None, took: Duration::ZERO }
    }
}

impl Plan {
    pub(super) fn push(&mut self, partition: QualifiedName, action: Action) {
        self.steps.push(Step { partition, action });
    }

    pub(super) fn keep(&mut self, partition: QualifiedName, why: KeptWhy) {
        self.kept.push(Kept { partition, why });
    }

    /// The step that brings a detached table to its place, unless it is there.
    fn bring(&mut self, partition: QualifiedName, mark: Option<&Mark>, way: &Way) {
        match way {
            Way::Archive(schema) if partition.schema != *schema => {
                self.push(partition, Action::Archive { schema: schema.clone() });
            }
            Way::Export if mark.is_none_or(|mark| mark.export.is_none()) => {
                self.push(partition, Action::Export);
            }
            Way::Stay | Way::Archive(_) | Way::Export => {}
        }
    }
}

impl Retired {
    /// Whether anybody but its owner can reach its rows.
    pub(crate) fn is_reachable(&self) -> bool {
        !self.is_attached && (self.has_rights || !self.row_security)
    }
}

#[cfg(test)]
mod tests;
