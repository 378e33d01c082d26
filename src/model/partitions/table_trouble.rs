//! Why a table was not looked after to the end.

use super::instant::Instant;
use super::manager::Manager;
use super::table::PartitionedTable;
use super::zone::{Local, Zone};
use crate::model::outcome::code::codes;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::coverage::Unsuited;

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
pub(crate) enum TableTrouble {
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
        counted: i64,
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

impl PartitionedTable {
    /// Why nothing but its own manager may change its partitions.
    pub(crate) fn unless_managed(&self) -> Result<(), TableTrouble> {
        match &self.manager {
            Manager::Nobody => Ok(()),
            Manager::Partman(partman) => Err(TableTrouble::Managed { schema: partman.schema.clone() }),
            Manager::Hidden { schema } => Err(TableTrouble::ManagerHidden { schema: schema.clone() }),
        }
    }
}

codes!(TableTrouble {
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
