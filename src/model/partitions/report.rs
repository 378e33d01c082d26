//! What the commands of `partitions` found and did.

use super::coverage::{Finding, Rows, Unsuited};
use super::instant::Instant;
use super::interval::Interval;
use super::retire::{Kept, StepDone};
use super::table::Table;
use super::wish::Wish;
use crate::model::exit::ExitStatus;
use crate::model::failure::Failure;

/// The result of a command of `partitions`.
#[derive(Debug)]
pub(crate) struct PartitionsReport {
    pub(crate) kind: Kind,
    /// The server's time.
    pub(crate) now: Instant,
    pub(crate) tables: Vec<TableReport>,
}

/// Which command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ensure,
    Check,
    List,
    Drain,
    Retire,
    /// `retire --dry-run`
    RetirePlan,
    Adopt,
    /// `adopt --dry-run`
    AdoptPlan,
}

/// One table.
#[derive(Debug)]
pub(crate) struct TableReport {
    /// As it is afterwards; `None` where it is not there.
    pub(crate) table: Option<Table>,
    /// As a person writes it.
    pub(crate) shown: String,
    pub(crate) interval: Option<Interval>,
    /// The partitions that were made, in order.
    pub(crate) created: Vec<String>,
    /// Rows that were moved out of DEFAULT.
    pub(crate) moved: Option<i64>,
    /// What `retire` did, or would do, in order.
    pub(crate) steps: Vec<StepDone>,
    /// What is old enough and stays.
    pub(crate) kept: Vec<Kept>,
    /// `adopt`: the configuration that says what the table is.
    pub(crate) wish: Option<Wish>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) default_rows: Option<Rows>,
    pub(crate) periods_ahead: Option<i64>,
    pub(crate) took_seconds: f64,
    pub(crate) trouble: Option<Trouble>,
}

/// Why a table was not looked after to the end.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// No partitioned table of this name.
    NoSuchTable,
    Unsuited(Unsuited),
    /// Something that is no partition has the name that a new one needs.
    NameTaken {
        name: String,
    },
    /// Foreign keys of these tables refer to rows that would move.
    Referred {
        by: Vec<String>,
    },
    /// Rows that were taken out of DEFAULT are not those that arrived; nothing was committed.
    CountsDiffer {
        name: String,
        taken: i64,
        found: i64,
    },
    /// `pg_partman` manages the table, and would be confused.
    Managed {
        schema: String,
    },
    /// `pg_partman` is there, and the role may not read which tables it manages.
    ManagerHidden {
        schema: String,
    },
    /// `pg_partman` manages the table, and the role lacks a right on what it keeps.
    ManagerDenied {
        schema: String,
        /// Completes "could not ..".
        doing: &'static str,
        why: String,
    },
    /// Nothing says how long rows are kept.
    NoKeep,
    /// A concurrent detach gave up waiting for older transactions.
    DetachWaits {
        name: String,
    },
    /// Not every row of the table became a line of the file.
    ExportDiffers {
        name: String,
        rows: i64,
        lines: i64,
    },
    /// What was exported is not what is there.
    NotAsExported {
        name: String,
        file: String,
        why: &'static str,
    },
    /// Somebody took or changed the mark of a retired table.
    MarkChanged {
        name: String,
    },
    Failed(Failure),
}

impl TableReport {
    /// A table about which nothing is known yet.
    pub(crate) fn of(shown: String) -> Self {
        Self {
            table: None,
            shown,
            interval: None,
            created: Vec::new(),
            moved: None,
            steps: Vec::new(),
            kept: Vec::new(),
            wish: None,
            findings: Vec::new(),
            default_rows: None,
            periods_ahead: None,
            took_seconds: 0.0,
            trouble: None,
        }
    }

    fn exit(&self) -> ExitStatus {
        match &self.trouble {
            Some(Trouble::Failed(failure)) => failure.exit(),
            Some(Trouble::NoSuchTable | Trouble::Unsuited(_) | Trouble::NoKeep) => ExitStatus::Usage,
            Some(Trouble::DetachWaits { .. }) => ExitStatus::NotWanted,
            Some(_) => ExitStatus::Failed,
            None if self.findings.is_empty() => ExitStatus::Done,
            None => ExitStatus::NotWanted,
        }
    }
}

impl PartitionsReport {
    /// The worst of its tables: failed before refused before not as wanted. A list is a list, whatever
    /// is in it.
    pub(crate) fn exit(&self) -> ExitStatus {
        let rank = |exit: &ExitStatus| match exit {
            ExitStatus::Done => 0,
            ExitStatus::NotWanted => 1,
            ExitStatus::Usage => 2,
            _ => 3,
        };
        self.tables
            .iter()
            .map(TableReport::exit)
            .filter(|exit| self.kind != Kind::List || *exit != ExitStatus::NotWanted)
            .max_by_key(rank)
            .unwrap_or(ExitStatus::Done)
    }
}
