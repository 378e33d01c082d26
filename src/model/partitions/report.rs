//! What the commands of `partitions` found and did.

use std::time::Duration;

use super::config::PartitionConfig;
use super::coverage::{CoverageFinding, Rows};
use super::instant::Instant;
use super::interval::Interval;
use super::periods::Periods;
use super::retire::{KeptPartition, RetireStepDone};
use super::table::PartitionedTable;
use super::table_trouble::TableTrouble;
use crate::model::outcome::exit::ExitStatus;

/// The result of a command of `partitions`.
#[derive(Debug)]
pub(crate) struct PartitionsReport {
    pub(crate) kind: PartitionsCommandKind,
    /// The server's time.
    pub(crate) now: Instant,
    pub(crate) tables: Vec<TableReport>,
    /// What nobody asked for and cannot be looked after.
    pub(crate) passed_over: Vec<PassedOver>,
}

/// Where a report was made: what tells the metrics of two databases apart. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportOrigin {
    pub(crate) database: String,
    /// Host and port, or the socket; all of them where there are more.
    pub(crate) host: String,
}

/// A table that is partitioned by something else than time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PassedOver {
    /// As a person writes it.
    pub(crate) table: String,
    /// What it is partitioned by, in the server's words.
    pub(crate) key: String,
}

/// Which command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartitionsCommandKind {
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
    pub(crate) table: Option<PartitionedTable>,
    /// As a person writes it.
    pub(crate) shown: String,
    /// How its time is cut.
    pub(crate) periods: Option<Periods>,
    /// The partitions that were made, in order.
    pub(crate) created: Vec<String>,
    /// Rows that were moved out of DEFAULT.
    pub(crate) moved: Option<i64>,
    /// What `retire` did, or would do, in order.
    pub(crate) steps: Vec<RetireStepDone>,
    /// What is old enough and stays.
    pub(crate) kept: Vec<KeptPartition>,
    /// `adopt`: the configuration that says what the table is.
    pub(crate) wish: Option<PartitionConfig>,
    pub(crate) findings: Vec<CoverageFinding>,
    pub(crate) default_rows: Option<Rows>,
    pub(crate) periods_ahead: Option<i64>,
    /// What was spent on it, and on reading the catalog, which all tables share; `None` where nothing was looked
    /// at or done.
    pub(crate) took: Option<Duration>,
    pub(crate) trouble: Option<TableTrouble>,
}

impl TableReport {
    /// A table about which nothing is known yet.
    pub(crate) fn of(shown: String) -> Self {
        Self {
            table: None,
            shown,
            periods: None,
            created: Vec::new(),
            moved: None,
            steps: Vec::new(),
            kept: Vec::new(),
            wish: None,
            findings: Vec::new(),
            default_rows: None,
            periods_ahead: None,
            took: None,
            trouble: None,
        }
    }

    /// The interval of its periods.
    pub(crate) fn interval(&self) -> Option<Interval> {
        self.periods.map(|periods| periods.interval)
    }

    fn exit(&self) -> ExitStatus {
        match &self.trouble {
            Some(trouble) => trouble.code().exit,
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
            .filter(|exit| self.kind != PartitionsCommandKind::List || *exit != ExitStatus::NotWanted)
            .max_by_key(rank)
            .unwrap_or(ExitStatus::Done)
    }
}
