//! One script of a run: planned, and done.

use std::time::Duration;

use crate::model::locks::figures::LockFigures;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlannedStep {
    pub(crate) id: MigrationId,
    pub(crate) direction: Direction,
    pub(crate) origin: Origin,
    /// The script's file, or the file it once was.
    pub(crate) file: String,
    pub(crate) sha256: String,
}

/// Where the text of a script comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    File,
    /// The rollback that the journal kept when the migration was applied.
    Journal,
}

/// A script that was run and committed.
#[derive(Debug, Clone)]
pub(crate) struct StepDone {
    pub(crate) id: MigrationId,
    pub(crate) direction: Direction,
    pub(crate) origin: Origin,
    pub(crate) took: Duration,
    pub(crate) locks: LockFigures,
}
