//! Requests that are understood and not carried out.

use super::code::codes;
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::baseline::BaselineRefusal;
use crate::model::init::InitRefusal;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::renaming_problem::RenamingProblem;
use crate::model::migration::renumbering::RenumberingProblem;
use crate::model::migration::version::Version;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::verify::refusal::VerifyRefusal;

/// A request that is understood and not carried out.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// `up --to` names a version that no file has.
    NoSuchMigration {
        version: Version,
        newest: Option<Version>,
    },
    /// `down --to` names a version that is not applied.
    NotApplied {
        version: Version,
    },
    /// More than one step down without a terminal and without `--yes`.
    NeedsYes {
        steps: usize,
    },
    /// The environment is protected, and the database was not named.
    Protected {
        environment: String,
        database: String,
    },
    /// Another database than this one was named.
    WrongName {
        given: String,
        database: String,
    },
    /// The person said no.
    Declined,
    /// The migration is declared irreversible.
    Irreversible {
        id: MigrationId,
        reason: String,
        /// Whether other migrations would be rolled back before it.
        is_behind_others: bool,
    },
    /// The rollback file is not the one that the journal kept.
    RollbackDiffers {
        id: MigrationId,
        file: String,
        file_sha256: String,
        journal_sha256: String,
    },
    /// Neither a file nor the journal has a rollback.
    NoRollback {
        id: MigrationId,
    },
    /// `--use journal`, and the journal does not know the migration.
    NotInJournal {
        id: MigrationId,
    },
    /// The rollback that the journal kept is not the one that it noted the checksum of.
    KeptRollbackAltered {
        id: MigrationId,
    },
    /// Roles that nobody trusts may write to the journal, which keeps the rollback.
    KeptRollbackWritable {
        id: MigrationId,
        roles: Vec<String>,
    },
    /// What would run is no longer what was confirmed.
    PlanChanged,
    /// `new` was given a name without a usable character.
    BadName {
        given: String,
    },
    /// There is no project whose folder could be written to.
    NowhereToWrite,
    /// A statement that is executed reads differently now; counted from 1.
    ExecutedStatementEdited {
        id: MigrationId,
        statement: usize,
        file: String,
    },
    /// `repair` was asked for something that is not in need of it.
    NothingToRepair {
        version: Version,
        what: &'static str,
    },
    /// `redo` needs the file of a migration that was applied.
    NoFileToRedo {
        id: MigrationId,
    },
    /// `partitions retire --archive` names a schema that is not there.
    NoArchive {
        schema: String,
    },
    Verify(VerifyRefusal),
    Adopt(AdoptRefusal),
    /// `drift` was asked for on a throwaway server, which is what its migrations made.
    NothingToCompare,
    /// A command that a throwaway server is of no use to; `why` completes "cannot take `--ephemeral`: ..".
    NoThrowaway {
        command: &'static str,
        why: &'static str,
    },
    /// `docs` was asked for schemas that are not there, or none of the search path is.
    NoSuchSchema {
        unknown: Vec<String>,
        existing: Vec<String>,
    },
    /// `schema` was asked for something that has none.
    NoSuchDocument {
        requested: String,
        known: Vec<String>,
    },
    Seed(SeedRefusal),
    Roundtrip(RoundtripRefusal),
    Renaming(RenamingProblem),
    Renumbering(RenumberingProblem),
    Baseline(BaselineRefusal),
    Init(InitRefusal),
}

codes!(Refusal {
    Self::NoSuchMigration { .. } => "no-such-migration" Usage "`--to` names a version that no file has",
    Self::NotApplied { .. } => "version-not-applied" Usage "`down --to` names a version that is not applied",
    Self::NeedsYes { .. } => "needs-yes" Usage "more than one step down, no terminal to ask on, and no `--yes`",
    Self::Protected { .. } => "environment-protected" Usage "the environment is protected, and the database was not named",
    Self::WrongName { .. } => "wrong-database-named" Usage "`--confirm` names another database",
    Self::Declined => "declined" Failed "the person said no",
    Self::Irreversible { .. } => "migration-irreversible" Failed "the rollback says that there is no way back",
    Self::RollbackDiffers { .. } => "rollback-differs" History "the rollback file is not the one that the journal kept",
    Self::NoRollback { .. } => "no-rollback" History "neither a file nor the journal has a rollback",
    Self::NotInJournal { .. } => "rollback-not-in-journal" History "`--use journal`, and the journal does not know the migration",
    Self::KeptRollbackAltered { .. } => "kept-rollback-altered" History "the rollback that the journal kept does not fit its checksum, and is not run",
    Self::KeptRollbackWritable { .. } => "kept-rollback-writable" History "others may write to the journal: the rollback that it kept is not run",
    Self::PlanChanged => "plan-changed" History "what would run is no longer what was confirmed",
    Self::BadName { .. } => "bad-migration-name" Usage "`new` was given a name without a usable character",
    Self::NowhereToWrite => "nowhere-to-write" Usage "there is no project whose folder could be written to",
    Self::ExecutedStatementEdited { .. } => "executed-statement-edited" History "a statement that is executed already reads differently now",
    Self::NothingToRepair { .. } => "nothing-to-repair" Usage "`repair` was asked for something that is not in need of it",
    Self::NoFileToRedo { .. } => "no-file-to-redo" Usage "`redo` needs the file of a migration that was applied",
    Self::NoArchive { .. } => "no-archive-schema" Usage "`partitions retire --archive` names a schema that is not there",
    Self::NoThrowaway { .. } => "no-throwaway" Usage "the command was asked for with `--ephemeral`, and a throwaway server is of no use to it",
    Self::NothingToCompare => "nothing-to-compare" Usage "`drift` was asked for on a throwaway server",
    Self::NoSuchSchema { .. } => "no-such-schema" Usage "`docs` was asked for schemas that are not there",
    Self::NoSuchDocument { .. } => "no-such-document" Usage "`schema` was asked for something that has none",
    Self::Verify(why) => in why.code(),
    Self::Adopt(why) => in why.code(),
    Self::Seed(why) => in why.code(),
    Self::Roundtrip(why) => in why.code(),
    Self::Renaming(why) => in why.code(),
    Self::Renumbering(why) => in why.code(),
    Self::Baseline(why) => in why.code(),
    Self::Init(why) => in why.code(),
});
