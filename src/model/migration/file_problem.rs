//! What can be wrong with the script files: found before anything is written.

use std::path::PathBuf;

use super::directive::DirectiveProblem;
use super::foreign_sections::ForeignSection;
use super::script_check::ScriptProblem;
use super::script_name::NameProblem;
use super::text::TextProblem;
use super::version::Version;
use crate::model::locks::stored_file::StoredProblem;
use crate::model::outcome::code::codes;

/// One problem. Every path is as a person would write it.
#[derive(Debug)]
pub(crate) enum FileProblem {
    /// `migrations/` or `rollbacks/` is not there.
    NoFolder {
        folder: PathBuf,
    },
    /// The folder, or a file in it, cannot be read.
    Unreadable {
        file: String,
        why: String,
    },
    /// There is no script at all.
    Empty {
        folder: PathBuf,
    },
    /// A folder inside `migrations/` or `rollbacks/`: refinery would run what is in it.
    Folder {
        file: String,
    },
    /// A symbolic link that leads out of the project.
    LinkOutside {
        /// It is a folder of scripts, not one script.
        is_folder: bool,
        file: String,
        target: PathBuf,
    },
    /// A Rust migration of refinery's, which only its macro can run.
    RustMigration {
        file: String,
    },
    /// Neither a file nor a link to one.
    NotAFile {
        file: String,
    },
    /// A file name that is not UTF-8.
    NameNotUtf8 {
        file: String,
    },
    Name {
        file: String,
        why: NameProblem,
    },
    /// Larger than the longest message that PostgreSQL takes.
    TooLarge {
        file: String,
        bytes: u64,
    },
    Text {
        file: String,
        why: TextProblem,
    },
    /// Sections of another tool's: up and down in one file, which here would both run.
    ForeignSections {
        file: String,
        why: ForeignSection,
    },
    Directive {
        file: String,
        why: DirectiveProblem,
    },
    /// The file of stored locks.
    StoredLocks {
        file: String,
        why: StoredProblem,
    },
    /// A statement that cannot stand in a migration.
    Script {
        file: String,
        why: ScriptProblem,
    },
    /// White space, comments and semicolons only.
    NoStatement {
        file: String,
        rollback: bool,
        empty: bool,
    },
    /// Two files of one folder have the same version.
    Duplicate {
        version: Version,
        first: String,
        second: String,
    },
    MissingRollback {
        file: String,
        expected: String,
    },
    /// A rollback whose migration does not exist.
    MissingMigration {
        file: String,
        expected: String,
    },
    /// The versions match, the names do not.
    NamesDiffer {
        migration: String,
        rollback: String,
    },
}

codes!(FileProblem {
    Self::NoFolder { .. } => "no-scripts-folder" Usage "the folder of the migrations or of the rollbacks is not there",
    Self::Unreadable { .. } => "script-unreadable" Usage "the folder, or a file in it, cannot be read",
    Self::Empty { .. } => "no-migrations" Usage "the folder holds no migration",
    Self::Folder { .. } => "folder-among-scripts" Usage "a folder stands among the scripts",
    Self::LinkOutside { .. } => "link-out-of-project" Usage "a symbolic link leads out of the project",
    Self::RustMigration { .. } => "rust-migration" Usage "a Rust migration, which only refinery's macro can run",
    Self::NotAFile { .. } => "not-a-file" Usage "neither a file nor a link to one",
    Self::NameNotUtf8 { .. } => "script-name-not-utf8" Usage "a file name is not UTF-8",
    Self::Name { why, .. } => in why.code(),
    Self::TooLarge { .. } => "script-too-large" Usage "a script is larger than the longest message that PostgreSQL takes",
    Self::Text { why, .. } => in why.code(),
    Self::ForeignSections { .. } => "script-of-another-tool" Usage "a script has the sections of another tool, which are no pair of scripts",
    Self::Directive { why, .. } => in why.why.code(),
    Self::StoredLocks { why, .. } => in why.why.code(),
    Self::Script { why, .. } => in why.why.code(),
    Self::NoStatement { .. } => "script-without-statement" Usage "a script holds white space and comments only",
    Self::Duplicate { .. } => "duplicate-version" Usage "two scripts have the same version",
    Self::MissingRollback { .. } => "rollback-missing" Usage "a migration has no rollback",
    Self::MissingMigration { .. } => "rollback-without-migration" Usage "a rollback has no migration",
    Self::NamesDiffer { .. } => "script-names-differ" Usage "a migration and its rollback have the same version and other names",
});
