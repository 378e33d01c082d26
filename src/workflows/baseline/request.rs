//! What `baseline` was asked for.

use crate::model::migration::project::Folders;
use crate::model::migration::version::Version;
use crate::model::outcome::ephemeral::EphemeralOptions;

/// What the sessions are called on the server.
pub(super) const NAME: &str = "migrate baseline";

/// What `baseline` was asked for.
#[derive(Debug)]
pub(crate) struct BaselineRequest {
    pub(crate) folders: Folders,
    /// The version that the first migration of this project gets.
    pub(crate) version: Version,
    /// The tables whose rows come with it, as a person writes their names.
    pub(crate) rows: Vec<String>,
    /// Tables that look like another tool's history, and are not or no longer.
    pub(crate) not_histories: Vec<String>,
    pub(crate) irreversible: bool,
    /// Writes the files, whatever the proof says, and marks nothing.
    pub(crate) write_only: bool,
    /// Writes and marks nothing.
    pub(crate) dry_run: bool,
    pub(crate) throwaway: EphemeralOptions,
}
