//! What came out about one pair, as fields of the document.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::migration::directive::Direction;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::finding::{Loss, Lost, RoundtripFinding, Weight};
use crate::model::roundtrip::limit::{Amount, Exceeded};
use crate::ui::code::CodeView;
use crate::ui::facts::{self, Facts};
use crate::ui::fingerprint::{AspectView, aspects};
use crate::ui::words;

/// A finding: its code, what it is about, and how bad it is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct FindingView<'a> {
    code: CodeView,
    #[serde(flatten)]
    what: WhatView<'a>,
    /// `failure`, `warning` or `note`.
    weight: &'static str,
}

/// What was found. A stage is `up`, `down`, `up_again`, `down_again` or `whole`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
enum WhatView<'a> {
    /// A script does not run to its end.
    Script { stage: &'static str, message: String, facts: Box<Facts> },
    /// The rollback executes nothing that undoes anything.
    NothingExecuted,
    /// An object is not as it was.
    Catalog {
        stage: &'static str,
        object: &'a str,
        /// `added`, `removed` or `changed`.
        change: &'static str,
        aspects: Vec<AspectView>,
        with_it: usize,
    },
    /// Columns stand in another order than before.
    ColumnsMoved { stage: &'static str, object: &'a str, before: &'a [String], after: &'a [String] },
    /// Rows or values are not as they were, and no directive says so.
    Loss {
        stage: &'static str,
        object: &'a str,
        /// `null`: whole rows, or a sequence.
        column: Option<&'a str>,
        /// `gone`, `added`, `differ` or `sequence_back`.
        what: &'static str,
        /// `null` where they are not counted.
        rows: Option<u64>,
        /// Among rows of the profile; otherwise among those that the migrations write.
        seeded: bool,
        /// Of a sequence: the value that it would have given next.
        next_before: Option<i128>,
        /// Of a sequence: the value that it gives next.
        next_after: Option<i128>,
    },
    /// What a directive declares as lost is still there.
    DeclaredAndNotLost { object: &'a str },
    /// A script costs more than the project allows. Amounts are in milliseconds, bytes or rows.
    Exceeds {
        /// `up` or `down`.
        direction: &'static str,
        /// The key in `migrate.toml`.
        limit: &'static str,
        /// The table.
        object: Option<&'a str>,
        was: AmountView,
        most: AmountView,
        /// Why it may, as a directive says.
        reason: Option<&'a str>,
    },
    /// There is no way down, as the rollback says.
    Irreversible { reason: &'a str },
    /// No rows could be made to prove the pair on, below one that cannot be rolled back.
    NoRows {
        /// What failed; `null`: the scripts do not run a second time on one server.
        message: Option<String>,
    },
}

/// Milliseconds, or a count of bytes or rows.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(untagged)]
enum AmountView {
    Time(f64),
    Count(i64),
}

impl<'a> FindingView<'a> {
    /// Each of them.
    pub(super) fn list(findings: &'a [RoundtripFinding]) -> Vec<Self> {
        findings.iter().map(Self::of).collect()
    }

    fn of(finding: &'a RoundtripFinding) -> Self {
        let weight = match finding.weight() {
            Weight::Failure => "failure",
            Weight::Warning => "warning",
            Weight::Note => "note",
        };
        Self { code: finding.code().into(), what: WhatView::of(finding), weight }
    }
}

impl<'a> WhatView<'a> {
    fn of(finding: &'a RoundtripFinding) -> Self {
        match finding {
            RoundtripFinding::Script { stage, failure } => {
                let facts = Box::new(facts::failure(failure));
                Self::Script { stage: stage.as_str(), message: titles(failure), facts }
            }
            RoundtripFinding::Idle => Self::NothingExecuted,
            RoundtripFinding::Catalog { stage, difference } => Self::Catalog {
                stage: stage.as_str(),
                object: &difference.object,
                change: difference.change.as_str(),
                aspects: aspects(&difference.change),
                with_it: difference.with_it,
            },
            RoundtripFinding::Moved { stage, moved } => Self::ColumnsMoved {
                stage: stage.as_str(),
                object: &moved.object,
                before: &moved.before,
                after: &moved.after,
            },
            RoundtripFinding::Loss(loss) => Self::loss(loss),
            RoundtripFinding::NotLost { object } => Self::DeclaredAndNotLost { object },
            RoundtripFinding::Exceeds { direction, exceeded } => Self::exceeds(*direction, exceeded, None),
            RoundtripFinding::Exempt { direction, exceeded, reason } => {
                Self::exceeds(*direction, exceeded, Some(reason))
            }
            RoundtripFinding::Irreversible { reason } => Self::Irreversible { reason },
            RoundtripFinding::NoRows { failure } => Self::NoRows { message: failure.as_deref().map(titles) },
        }
    }

    fn loss(loss: &'a Loss) -> Self {
        let (what, rows, next) = match loss.what {
            Lost::Gone(rows) => ("gone", Some(rows), None),
            Lost::Added(rows) => ("added", Some(rows), None),
            Lost::Differ(rows) => ("differ", Some(rows), None),
            Lost::Unknown => ("differ", None, None),
            Lost::WentBack(before, after) => ("sequence_back", None, Some((before, after))),
        };
        Self::Loss {
            stage: loss.stage.as_str(),
            object: &loss.object,
            column: loss.column.as_deref(),
            what,
            rows,
            seeded: loss.is_seeded,
            next_before: next.map(|(before, _)| before),
            next_after: next.map(|(_, after)| after),
        }
    }

    fn exceeds(direction: Direction, exceeded: &'a Exceeded, reason: Option<&'a str>) -> Self {
        let amount = |amount: Amount| match amount {
            Amount::Time(time) => AmountView::Time(time.as_secs_f64() * 1000.0),
            Amount::Bytes(number) | Amount::Rows(number) => AmountView::Count(number),
        };
        Self::Exceeds {
            direction: direction.as_str(),
            limit: exceeded.limit.key(),
            object: exceeded.object.as_deref(),
            was: amount(exceeded.was),
            most: amount(exceeded.most),
            reason,
        }
    }
}

/// What failed, in one line.
fn titles(failure: &Failure) -> String {
    let titles: Vec<String> = words::failure(failure).into_iter().map(|message| message.title).collect();
    titles.join("; ")
}
