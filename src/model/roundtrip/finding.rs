//! What came out about one pair: failures, warnings and notes.

use super::limit::Exceeded;
use crate::model::fingerprint::diff::{Difference, ReorderedColumns};
use crate::model::migration::directive::Direction;
use crate::model::outcome::code::codes;
use crate::model::outcome::failure::Failure;

/// When something was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// When the migration was applied for the first time.
    Up,
    /// After the rollback.
    Down,
    /// After the migration was applied again.
    UpAgain,
    /// After the rollback ran a second time.
    DownAgain,
    /// After everything was rolled back and applied again.
    Whole,
}

impl Stage {
    /// The word in documents.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::UpAgain => "up_again",
            Self::DownAgain => "down_again",
            Self::Whole => "whole",
        }
    }
}

/// Something worth saying.
#[derive(Debug)]
pub(crate) enum RoundtripFinding {
    /// A script does not run to its end.
    Script { stage: Stage, failure: Box<Failure> },
    /// The rollback executes nothing that could undo anything.
    Idle,
    /// An object is not as it was.
    Catalog { stage: Stage, difference: Difference },
    /// Columns stand in another order than before.
    Moved { stage: Stage, moved: ReorderedColumns },
    /// Rows or values that are not as they were, and no directive says so.
    Loss(Loss),
    /// What a directive declares as lost is still there.
    NotLost { object: String },
    /// A script costs more than the project allows.
    Exceeds { direction: Direction, exceeded: Exceeded },
    /// The same, and a directive of the script gives a reason.
    Exempt { direction: Direction, exceeded: Exceeded, reason: String },
    /// There is no way down, as the rollback says.
    Irreversible { reason: String },
    /// No rows could be had to prove it on, below a pair that cannot be rolled back: what failed when they were made;
    /// none: the scripts do not run a second time on one server.
    NoRows { failure: Option<Box<Failure>> },
}

/// Rows that are gone, came or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loss {
    pub(crate) stage: Stage,
    /// The table or sequence.
    pub(crate) object: String,
    /// The column whose values differ; none: whole rows, or a sequence.
    pub(crate) column: Option<String>,
    pub(crate) what: Lost,
    /// Among rows of a profile; otherwise among those that the migrations write.
    pub(crate) is_seeded: bool,
}

impl Loss {
    /// The same, seen among rows of a profile.
    pub(crate) fn seeded(self) -> Self {
        Self { is_seeded: true, ..self }
    }
}

/// What became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lost {
    /// How many rows are gone.
    Gone(u64),
    /// How many rows were added.
    Added(u64),
    /// How many rows have a different value.
    Differ(u64),
    /// They differ, and how many is not known.
    Unknown,
    /// A sequence gives values again that it gave before: what it would have given next, and gives now.
    WentBack(i128, i128),
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Note,
    Warning,
    Failure,
}

impl RoundtripFinding {
    /// Whether both say the same about the same object, at whatever stage and on whatever rows.
    pub(crate) fn is_like(&self, known: &Self) -> bool {
        match (self, known) {
            (Self::Script { failure: this, .. }, Self::Script { failure: that, .. }) => {
                this.code().word == that.code().word
            }
            (Self::Catalog { difference: this, .. }, Self::Catalog { difference: that, .. }) => {
                this.object == that.object
            }
            (Self::Moved { moved: this, .. }, Self::Moved { moved: that, .. }) => this.object == that.object,
            (Self::Loss(this), Self::Loss(that)) => {
                (&this.object, &this.column) == (&that.object, &that.column)
            }
            (Self::Idle, Self::Idle) | (Self::Irreversible { .. }, Self::Irreversible { .. }) => true,
            _ => false,
        }
    }
    /// The stable name of what was found, in kebab case. `None` for a script that failed: what failed has its own.
    pub(crate) fn name(&self) -> Option<&'static str> {
        match self {
            Self::Script { .. } => None,
            other => Some(other.code().word),
        }
    }

    /// How bad it is.
    pub(crate) fn weight(&self) -> Weight {
        match self {
            Self::Irreversible { .. } | Self::Exempt { .. } | Self::NoRows { .. } => Weight::Note,
            Self::Moved { .. } | Self::NotLost { .. } => Weight::Warning,
            Self::Script { .. }
            | Self::Idle
            | Self::Catalog { .. }
            | Self::Loss(_)
            | Self::Exceeds { .. } => Weight::Failure,
        }
    }
}

codes!(RoundtripFinding {
    Self::Script { failure, .. } => in failure.code(),
    Self::Idle => "rollback-idle" Failed "the rollback executes nothing that undoes anything",
    Self::Catalog { difference, .. } => in difference.change.code(),
    Self::Moved { moved, .. } => in moved.code(),
    Self::Loss(loss) => in loss.what.code(),
    Self::NotLost { .. } => "declared-loss-kept" Done "what a directive declares as lost is still there; a warning",
    Self::Exceeds { .. } => "limit-exceeded" Failed "a script costs more than the project allows",
    Self::Exempt { .. } => "limit-exceeded-with-reason" Done "the same, and a directive gives a reason; a note",
    Self::Irreversible { .. } => "roundtrip-irreversible" Done "there is no way down, as the rollback says; a note",
    Self::NoRows { .. } => "roundtrip-no-rows" Done "no rows could be made below a pair that cannot be rolled back; a note",
});

codes!(Lost {
    Self::Gone(_) => "rows-gone" Failed "rows are gone, and no directive says so",
    Self::Added(_) => "rows-added" Failed "rows are there that were not",
    Self::Differ(_) => "rows-differ" Failed "rows have another value",
    Self::Unknown => "rows-differ-uncounted" Failed "rows differ, and how many is not known",
    Self::WentBack(..) => "sequence-went-back" Failed "a sequence gives values again that it gave before",
});
