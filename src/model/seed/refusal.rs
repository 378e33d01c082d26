//! Why nothing is seeded or cleared: told before anything is touched, or after everything is as before.

use std::path::PathBuf;

use super::leftovers::SeedLeftovers;
use super::remaking::ChangedColumn;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::code::codes;
use crate::model::partitions::report::TableReport;
use crate::model::seed::load::ground::{OccupiedPlace, RenamedTable};
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::sql_error::SqlError;

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
        tables: Vec<MissingTable>,
        /// There is no table at all.
        is_empty: bool,
    },
    /// There is no table to fill.
    NoTables,
    /// Nobody named a profile, and nobody said yes to one that is made.
    NeedsYes {
        database: String,
    },
    /// The environment is protected: only a profile that somebody wrote fills it.
    MadeInProtected {
        environment: String,
        database: String,
    },
    /// The role does not own these tables and is no member of their owners.
    NotOwner {
        role: String,
        tables: Vec<OwnedTable>,
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
        recorded: String,
        here: String,
    },
    /// What the plan would write is not what the run began with.
    PlanChanged {
        what: String,
    },
    /// Columns that were filled are others now: the rows cannot be told from those of others. With what was applied
    /// after the run, as far as that is known.
    ColumnsChanged {
        columns: Vec<ChangedColumn>,
        applied: Vec<MigrationId>,
    },
    /// Another version of the program wrote the rows, and none of a table is as this one makes it.
    RowsOfOtherVersion {
        table: String,
        recorded: String,
        here: String,
    },
    /// Partitions for the data could not be made.
    NoPartitions {
        report: Box<TableReport>,
    },
    /// Somebody wrote into a table between the look and the lock.
    NotEmpty {
        table: String,
        /// The run was begun before: it is resumed, not begun again.
        is_begun: bool,
    },
    /// Other rows reference seeded rows.
    HeldBy {
        rows: Vec<HoldingRows>,
    },
    /// A row of an earlier run has a key of one that was to be written.
    RowsThere(Box<TakenKey>),
    /// The profile writes the same key twice.
    ProfileRepeats {
        table: String,
        columns: Vec<String>,
        value: String,
        /// Other tables are filled, and stay so.
        is_begun: bool,
    },
    /// More would have gone than what was seeded.
    OthersWent,
    /// What was dropped and could not be recreated, and why.
    NotBack {
        pieces: Vec<RefusedPiece>,
        again: Again,
    },
    /// Something else stands where dropped keys and indexes are to be recreated.
    PlaceTaken {
        places: Vec<OccupiedPlace>,
        again: Again,
    },
    /// Tables of a run have other names now.
    TablesRenamed {
        tables: Vec<RenamedTable>,
        again: Again,
    },
    /// Asked for something else than `seed`, while keys and indexes are missing.
    KeysMissing(SeedLeftovers),
    /// The schema is not the one of before. Tells what differs.
    SchemaDiffers {
        differences: Vec<String>,
    },
}

/// What is asked for again once what was in the way is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    Resume,
    Clear,
}

/// A key that a row has already. Columns and value are empty where they are not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TakenKey {
    pub(crate) table: String,
    pub(crate) columns: Vec<String>,
    pub(crate) value: String,
    /// Those that may have written it: the one with the same profile and seed, or all that wrote to the table.
    pub(crate) runs: Vec<EarlierRun>,
    /// There is one with the same profile and seed.
    pub(crate) is_same: bool,
    /// A seed that helps.
    pub(crate) other_seed: Option<u64>,
}

/// A run that wrote rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EarlierRun {
    pub(crate) profile: String,
    pub(crate) seed: u64,
    /// When it began, in UTC.
    pub(crate) started: String,
}

/// A key or index that the server refused to recreate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RefusedPiece {
    /// Such as `index tasks_idx of public.tasks`.
    pub(crate) what: String,
    pub(crate) error: SqlError,
}

/// A table of somebody else's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnedTable {
    pub(crate) table: String,
    pub(crate) owner: String,
}

/// A table that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MissingTable {
    /// As the profile names it.
    pub(crate) name: String,
    /// File and line.
    pub(crate) at: Option<String>,
    /// The table that may have been meant.
    pub(crate) near: Option<String>,
}

/// A table and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowCount {
    pub(crate) name: QualifiedName,
    pub(crate) rows: u64,
    /// How many of them finished runs wrote.
    pub(crate) seeded: u64,
    /// How many of them scripts wrote, or wrote last.
    pub(crate) scripted: u64,
}

/// Rows that reference seeded rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HoldingRows {
    /// Whose rows.
    pub(crate) table: String,
    pub(crate) constraint: String,
    pub(crate) target: String,
    pub(crate) rows: u64,
}

codes!(SeedRefusal {
    Self::NoSuchProfile { .. } => "no-such-profile" Usage "no file has this profile, and none is in the binary",
    Self::BadProfile { .. } => "profile-unusable" Usage "a file of the profile cannot be read or is no TOML",
    Self::MissingTables { .. } => "profile-tables-missing" Usage "the profile names tables that are not there",
    Self::NoTables => "seed-no-tables" Usage "there is no table to fill",
    Self::NeedsYes { .. } => "seed-needs-yes" Usage "no profile was named for a database that is not thrown away",
    Self::MadeInProtected { .. } => "seed-protected" Usage "no profile was named, and the environment is protected",
    Self::NotOwner { .. } => "seed-not-owner" Usage "the role does not own the tables",
    Self::RowSecurity { .. } => "seed-row-security" Usage "row-level security applies to the role",
    Self::NoCreate { .. } => "seed-no-create" Usage "the role may not create in the schemas of the tables",
    Self::ForeignRows { .. } => "seed-foreign-rows" Usage "there are rows that neither a seeding nor a script wrote",
    Self::Unfinished { .. } => "seed-unfinished" Usage "a run was begun and not finished",
    Self::NothingToResume => "nothing-to-resume" Usage "no run is unfinished",
    Self::NothingToClear => "nothing-to-clear" Usage "nothing was seeded",
    Self::OtherVersion { .. } => "seed-other-version" Usage "another version of the program began the run",
    Self::PlanChanged { .. } => "seed-plan-changed" Usage "the database has changed since the run was begun",
    Self::ColumnsChanged { .. } => "seed-columns-changed" Usage "columns that were filled are others now",
    Self::RowsOfOtherVersion { .. } => "seed-rows-of-other-version" Usage "another version of the program wrote the rows, and this one makes others",
    Self::NoPartitions { .. } => "seed-no-partitions" Usage "partitions for the data could not be made",
    Self::NotEmpty { .. } => "seed-not-empty" Failed "somebody wrote into a table between the look and the lock",
    Self::HeldBy { .. } => "seed-rows-referred-to" Failed "other rows reference seeded rows",
    Self::OthersWent => "seed-others-went" Failed "this would remove more rows than were seeded",
    Self::NotBack { .. } => "seed-not-back" Failed "not everything that was dropped could be recreated",
    Self::RowsThere(_) => "seed-rows-there" Failed "rows of an earlier seeding have keys that were to be written",
    Self::ProfileRepeats { .. } => "seed-profile-repeats" Failed "the profile writes the same key twice",
    Self::PlaceTaken { .. } => "seed-place-taken" Failed "something else stands where a dropped key or index is to be recreated",
    Self::TablesRenamed { .. } => "seed-table-renamed" Usage "a table of the run has another name now",
    Self::KeysMissing(_) => "seed-keys-missing" History "a killed run of `seed` left keys and indexes dropped",
    Self::SchemaDiffers { .. } => "seed-schema-differs" Failed "the schema is not the one of before",
});
