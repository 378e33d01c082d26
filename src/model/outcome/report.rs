//! What a command found or did: handed to `ui` as a whole, once.

use super::page_file::PageFile;
use super::step::PlannedStep;
use crate::model::docs::Docs;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::version::Version;
use crate::model::seed::leftovers::SeedLeftovers;
use crate::model::verify::rules::Rule;

/// `up`, `down`, `redo` and `demo`: nothing beyond the events printed on the way.
#[derive(Debug)]
pub(crate) struct StepsReport {
    pub(crate) nothing_to_do: bool,
}

/// `--dry-run`: what would run, in order.
#[derive(Debug)]
pub(crate) struct PlanReport(pub(crate) Vec<PlannedStep>);

/// `repair`: what was decided, about which version.
#[derive(Debug)]
pub(crate) struct RepairReport {
    pub(crate) version: Version,
    pub(crate) decided: Repair,
    /// `renamed`: what the history called it until now.
    pub(crate) renamed_from: Option<MigrationId>,
}

/// `renumber`: a pair that got another number.
#[derive(Debug)]
pub(crate) struct RenumberReport {
    pub(crate) from: MigrationId,
    pub(crate) to: MigrationId,
    /// Where each file was, and is, as paths a person can open.
    pub(crate) moved: Vec<(String, String)>,
}

/// `verify --explain`: the rules that were asked for.
#[derive(Debug)]
pub(crate) struct RulesReport(pub(crate) Vec<Rule>);

/// `schema`: the text of a JSON Schema.
#[derive(Debug)]
pub(crate) struct SchemaReport(pub(crate) String);

/// `new`: the files that were written, as paths a person can open.
#[derive(Debug)]
pub(crate) struct CreatedReport(pub(crate) Vec<String>);

/// What the catalog says, and where it was written to.
#[derive(Debug)]
pub(crate) struct DocsReport {
    pub(crate) docs: Docs,
    /// None: to standard output.
    pub(crate) file: Option<PageFile>,
}

/// What a person may decide about a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repair {
    Accept,
    Applied,
    NotApplied,
    Executed,
    NotExecuted,
    Renamed,
}

impl Repair {
    /// The word on the command line and in the journal.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Applied => "applied",
            Self::NotApplied => "not-applied",
            Self::Executed => "executed",
            Self::NotExecuted => "not-executed",
            Self::Renamed => "renamed",
        }
    }
}

/// Every migration that the files or the history know.
#[derive(Debug)]
pub(crate) struct StatusReport {
    /// Where the scripts come from, in words for a person.
    pub(crate) source: String,
    /// Whether the database has a history table.
    pub(crate) has_history: bool,
    /// Whether nobody else made or changed the bookkeeping tables.
    pub(crate) is_trusted: bool,
    /// Schemas that hold a history, where there is none in the project's own.
    pub(crate) other_histories: Vec<String>,
    /// What killed runs of `seed` left.
    pub(crate) seed_leftovers: Vec<SeedLeftovers>,
    pub(crate) interrupted: Vec<InterruptedScript>,
    pub(crate) rows: Vec<StatusRow>,
}

/// A script without a transaction that was begun and not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InterruptedScript {
    pub(crate) id: MigrationId,
    pub(crate) direction: Direction,
    /// How many of its statements are executed.
    pub(crate) executed: usize,
    /// Its file is there, so that it can go on.
    pub(crate) has_file: bool,
}

/// One line of `status`.
#[derive(Debug)]
pub(crate) struct StatusRow {
    pub(crate) id: MigrationId,
    pub(crate) state: State,
    pub(crate) applied_on: Option<String>,
    pub(crate) duration_ms: Option<f64>,
    pub(crate) role: Option<String>,
}

/// How a migration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Applied,
    Pending,
    /// Applied, and its file has changed since.
    Edited,
    /// Applied under another name.
    Renamed,
    /// Applied, and its file is gone.
    Missing,
    /// Pending below the newest applied version.
    OutOfOrder,
    /// Begun without a transaction and not finished, up or down.
    Interrupted,
}

impl State {
    /// Whether a person has to decide something before `up` goes on.
    pub(crate) fn is_history_problem(self) -> bool {
        matches!(self, Self::Edited | Self::Renamed | Self::Missing | Self::OutOfOrder)
    }
}

impl StatusReport {
    /// The version the database is at: the newest applied one.
    pub(crate) fn current(&self) -> Option<Version> {
        let applied = |row: &&StatusRow| row.applied_on.is_some();
        self.rows.iter().rev().find(applied).map(|row| row.id.version)
    }

    /// How many rows are in a state.
    pub(crate) fn count(&self, state: State) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }
}
