//! What the commands of `partitions` found and did.

use std::time::Duration;

use super::config::Wish;
use super::coverage::{Finding, Rows, Unsuited};
use super::instant::Instant;
use super::interval::Interval;
use super::periods::Periods;
use super::retire::{Kept, StepDone};
use super::table::Table;
use super::zone::{Local, Zone};
use crate::model::outcome::code::codes;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;

/// The result of a command of `partitions`.
#[derive(Debug)]
pub(crate) struct PartitionsReport {
    pub(crate) kind: Kind,
    /// The server's time.
    pub(crate) now: Instant,
    pub(crate) tables: Vec<TableReport>,
    /// What nobody asked for and cannot be looked after.
    pub(crate) passed_over: Vec<PassedOver>,
}

/// Where a report was made: what tells the metrics of two databases apart. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
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
    /// How its time is cut.
    pub(crate) periods: Option<Periods>,
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
    /// What was spent on it, and on reading the catalog, which all tables share; `None` where nothing was looked
    /// at or done.
    pub(crate) took: Option<Duration>,
    pub(crate) trouble: Option<Trouble>,
}

/// Two sides that know a zone differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OtherClocks {
    pub(crate) zone: Zone,
    /// What its clocks show at a bound.
    pub(crate) shown: Local,
    /// When they do so, as this program has it.
    pub(crate) here: Instant,
    /// The same as the server has it; `None` where it knows no such zone.
    pub(crate) server: Option<Instant>,
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
    /// The newest partition, or DEFAULT, is partitioned itself: a plain table beside it would be of another kind.
    Nested {
        partition: String,
    },
    /// Rows that were taken out of DEFAULT are not those that arrived; nothing was committed.
    CountsDiffer {
        name: String,
        taken: i64,
        found: i64,
    },
    /// The server's clocks of a zone are not those that this program knows.
    ZoneDiffers(Box<OtherClocks>),
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
            .filter(|exit| self.kind != Kind::List || *exit != ExitStatus::NotWanted)
            .max_by_key(rank)
            .unwrap_or(ExitStatus::Done)
    }
}

codes!(Trouble {
    Self::NoSuchTable => "no-such-partitioned-table" Usage "no partitioned table has this name",
    Self::Unsuited(why) => in why.code(),
    Self::NameTaken { .. } => "partition-name-taken" Failed "something else has the name that a new partition needs",
    Self::Referred { .. } => "rows-referred-to" Failed "foreign keys refer to rows that would move",
    Self::Nested { .. } => "partition-nested" NotWanted "partitions are partitioned themselves",
    Self::CountsDiffer { .. } => "moved-rows-differ" Failed "rows that were taken out of the default partition are not those that arrived",
    Self::ZoneDiffers(_) => "zone-differs" Failed "the server's clocks of a time zone are not those that this program knows",
    Self::Managed { .. } => "managed-by-partman" Failed "`pg_partman` manages the table",
    Self::ManagerHidden { .. } => "partman-hidden" Failed "the role may not read which tables `pg_partman` manages",
    Self::ManagerDenied { .. } => "partman-denied" Failed "the role lacks a right on what `pg_partman` keeps",
    Self::NoKeep => "no-keep" Usage "nothing says how long rows are kept",
    Self::DetachWaits { .. } => "detach-waits" NotWanted "a concurrent detach gave up waiting for older transactions",
    Self::ExportDiffers { .. } => "export-differs" Failed "not every row became a line of the file",
    Self::NotAsExported { .. } => "not-as-exported" Failed "what was exported is not what is there",
    Self::MarkChanged { .. } => "mark-changed" Failed "somebody took or changed the mark of a retired table",
    Self::Failed(failure) => in failure.code(),
});
