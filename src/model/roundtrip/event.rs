//! What happens while rollbacks are proven.

use std::path::Path;
use std::time::Duration;

use crate::model::migration::pair::MigrationId;

/// Something that happened.
#[derive(Debug)]
pub(crate) enum RoundtripEvent<'a> {
    /// Databases that a killed run left are gone.
    Swept { names: &'a [String] },
    /// A database to work in is made.
    Made { name: &'a str },
    /// All scripts are applied to it while it is empty.
    Climbed { pairs: usize, took: Duration },
    /// It has rows.
    Filled { rows: u64, took: Duration },
    /// A script has run; the others of its pair follow.
    Stepped,
    /// A pair is being proven; counted from 1. On rows of a profile, or where only migrations wrote rows.
    Proving { id: &'a MigrationId, at: usize, total: usize, is_seeded: bool },
    /// Something differs: the same again in another database, row by row.
    Diagnosing { id: &'a MigrationId, tables: usize },
    /// The project's file has what the scripts lock.
    LocksStored { file: &'a Path },
    /// It cannot be written, and stays as it was.
    LocksNotStored { file: &'a Path, why: &'a str },
}
