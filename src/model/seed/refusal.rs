//! Why nothing is seeded or cleared: told before anything is touched, or after everything is as before.

use std::path::PathBuf;

use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::report::TableReport;

/// Why not.
#[derive(Debug)]
pub(crate) enum SeedRefusal {
    /// No file has this profile, and none is compiled in.
    NoSuchProfile {
        name: String,
        searched: Option<PathBuf>,
        known: Vec<String>,
    },
    /// A file of the profile is not what it should be; `why` has the place.
    BadProfile {
        file: String,
        why: String,
    },
    /// The profile names tables that are not there.
    MissingTables {
        tables: Vec<String>,
    },
    /// The role does not own these tables and is no member of their owners.
    NotOwner {
        role: String,
        tables: Vec<(String, String)>,
    },
    /// Row-level security applies to the role.
    RowSecurity {
        role: String,
        tables: Vec<String>,
    },
    /// The role may not create in the schemas of the tables.
    NoCreate {
        role: String,
        schemas: Vec<String>,
    },
    /// There are rows that no finished run wrote.
    ForeignRows {
        tables: Vec<RowCount>,
    },
    /// A run was begun and not finished.
    Unfinished {
        profile: String,
        started: String,
    },
    NothingToResume,
    NothingToClear,
    /// Another version of the program began the run: it may make other rows.
    OtherVersion {
        there: String,
        here: String,
    },
    /// What the plan would write is not what the run began with.
    PlanChanged {
        what: String,
    },
    /// Partitions for the data could not be made.
    NoPartitions {
        report: Box<TableReport>,
    },
    /// Somebody wrote into a table between the look and the lock.
    NotEmpty {
        table: String,
    },
    /// Rows that nobody seeded refer to rows that were seeded.
    HeldBy {
        rows: Vec<Held>,
    },
    /// More would have gone than what was seeded.
    OthersWent,
    /// What was taken down and did not come back, and why.
    NotBack {
        pieces: Vec<(String, String)>,
    },
    /// The schema is not the one of before. Tells what differs.
    SchemaDiffers {
        differences: Vec<String>,
    },
}

/// What stopped a seeding, and how it stands.
#[derive(Debug)]
pub(crate) struct SeedFault {
    pub(crate) cause: Failure,
    /// What is not filled has its keys and indexes again.
    pub(crate) is_restored: bool,
}

/// A table and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowCount {
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) rows: u64,
    /// How many of them finished runs wrote.
    pub(crate) ours: u64,
}

/// Rows that hang on ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// Whose rows.
    pub(crate) table: String,
    pub(crate) constraint: String,
    pub(crate) target: String,
    pub(crate) rows: u64,
}

impl SeedRefusal {
    /// The exit code that it means.
    pub(crate) fn exit(&self) -> ExitStatus {
        match self {
            Self::SchemaDiffers { .. }
            | Self::NotEmpty { .. }
            | Self::HeldBy { .. }
            | Self::OthersWent
            | Self::NotBack { .. } => ExitStatus::Failed,
            _ => ExitStatus::Usage,
        }
    }
}
