//! What `roundtrip` found: handed to `ui` as a whole.

use super::cost::ScriptCost;
use super::finding::{RoundtripFinding, Weight};
use super::limit::Limits;
use crate::model::fingerprint::additions::Additions;
use crate::model::locks::stored::Measured;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::{MigrationId, Pair};
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::page_file::PageFile;

/// The result of a run.
#[derive(Debug, Default)]
pub(crate) struct RoundtripReport {
    /// None: the catalog alone was compared.
    pub(crate) data: Option<Data>,
    /// Why there are no data, where nobody said that there should be none.
    pub(crate) no_data: Option<String>,
    /// The newest first.
    pub(crate) pairs: Vec<PairReport>,
    /// The pairs that were not tried, because a migration below them cannot be applied.
    pub(crate) untried: Vec<MigrationId>,
    /// About all of them together: an empty database, and everything up again.
    pub(crate) whole: Vec<RoundtripFinding>,
    /// Whether it came to that.
    pub(crate) is_whole: bool,
    /// The database that was kept.
    pub(crate) kept: Option<String>,
    /// Other databases that were kept, for other scripts, profiles or versions.
    pub(crate) others_kept: Vec<String>,
    /// What one script may cost.
    pub(crate) limits: Limits,
    /// What the server adds of its own, which was not compared.
    pub(crate) additions: Additions,
    /// As the server prints its version; none: nothing was asked of it.
    pub(crate) server: Option<String>,
    pub(crate) took_seconds: f64,
    /// What scripts locked.
    pub(crate) measured: Measured,
    /// What was asked for, as it can be asked again.
    pub(crate) command: String,
    /// The commit that the scripts are of; none: nobody knows.
    pub(crate) commit: Option<String>,
    /// The project's file of what scripts locked; none: there is nothing to write, or nowhere to write it.
    pub(crate) locks_file: Option<PageFile>,
}

/// The rows that the pairs were proven on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Data {
    pub(crate) profile: String,
    pub(crate) scale: f64,
    pub(crate) seed: u64,
    pub(crate) rows: u64,
    /// They come from a database that was kept.
    pub(crate) is_reused: bool,
    pub(crate) seconds: f64,
}

/// One pair.
#[derive(Debug)]
pub(crate) struct PairReport {
    pub(crate) id: MigrationId,
    pub(crate) up_file: String,
    pub(crate) down_file: String,
    /// None: it did not run to its end.
    pub(crate) down: Option<ScriptCost>,
    pub(crate) up_again: Option<ScriptCost>,
    /// Losses that are declared and happened.
    pub(crate) lost: Vec<Declared>,
    pub(crate) findings: Vec<RoundtripFinding>,
    /// What the comparison itself took.
    pub(crate) looked_seconds: f64,
}

/// A declared loss that happened; how many rows are gone, or had a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) object: String,
    pub(crate) rows: u64,
}

/// How a pair stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Proven,
    Failed,
    /// Declared irreversible.
    Irreversible,
}

impl Verdict {
    /// The word in tables and documents.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Failed => "failed",
            Self::Irreversible => "irreversible",
        }
    }
}

impl PairReport {
    /// A pair of which nothing is known yet.
    pub(crate) fn new(pair: &Pair) -> Self {
        Self {
            id: pair.id.clone(),
            up_file: pair.up.file.clone(),
            down_file: pair.down.file.clone(),
            down: None,
            up_again: None,
            lost: Vec::new(),
            findings: Vec::new(),
            looked_seconds: 0.0,
        }
    }

    /// What was seen of it while there were no rows, and then on rows: its costs are those on rows, and what was seen twice
    /// is said once.
    pub(crate) fn on_rows(mut self, on_rows: Self) -> Self {
        let is_new = |lost: &Declared| on_rows.lost.iter().all(|known| known.object != lost.object);
        self.lost.retain(is_new);
        self.lost.extend(on_rows.lost);
        for finding in on_rows.findings {
            if !self.findings.iter().any(|known| finding.is_like(known)) {
                self.findings.push(finding);
            }
        }
        let looked_seconds = self.looked_seconds + on_rows.looked_seconds;
        Self { down: on_rows.down, up_again: on_rows.up_again, looked_seconds, ..self }
    }

    /// Whether the schema and the rows are as they should be: a script that only costs too much is as good as any.
    pub(crate) fn is_right(&self) -> bool {
        let is_wrong = |finding: &RoundtripFinding| {
            finding.weight() == Weight::Failure
                && !matches!(finding, RoundtripFinding::Exceeds { .. } | RoundtripFinding::Idle)
        };
        !self.findings.iter().any(is_wrong)
    }

    /// The scripts that were measured: the rollback, and the migration applied again.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = (Direction, &ScriptCost)> {
        let both = [(Direction::Down, &self.down), (Direction::Up, &self.up_again)];
        both.into_iter().filter_map(|(direction, felt)| felt.as_ref().map(|felt| (direction, felt)))
    }

    /// Whether it came to comparing its rows, which is done once the migration is applied again.
    pub(crate) fn is_compared(&self) -> bool {
        self.up_again.is_some()
    }

    /// How it stands.
    pub(crate) fn verdict(&self) -> Verdict {
        if self.findings.iter().any(|finding| finding.weight() == Weight::Failure) {
            Verdict::Failed
        } else if self.findings.iter().any(|finding| matches!(finding, RoundtripFinding::Irreversible { .. }))
        {
            Verdict::Irreversible
        } else {
            Verdict::Proven
        }
    }
}

impl RoundtripReport {
    /// How many pairs stand so.
    pub(crate) fn count(&self, verdict: Verdict) -> usize {
        self.pairs.iter().filter(|pair| pair.verdict() == verdict).count()
    }

    /// Whether anything is shown about rows: some were written, and a profile that wrote none shows nothing.
    pub(crate) fn has_rows(&self) -> bool {
        self.data.as_ref().is_some_and(|data| data.rows > 0)
    }

    /// A failure is one; rows were asked for and there were none: nothing was shown.
    pub(crate) fn exit(&self) -> ExitStatus {
        let whole = self.whole.iter().any(|finding| finding.weight() == Weight::Failure);
        if whole || self.count(Verdict::Failed) > 0 {
            ExitStatus::Failed
        } else if self.data.as_ref().is_some_and(|data| data.rows == 0) {
            ExitStatus::Inconclusive
        } else {
            ExitStatus::Done
        }
    }
}

#[cfg(test)]
impl PairReport {
    /// A pair of which nothing is known yet.
    pub(crate) fn sample() -> Self {
        let version = crate::model::migration::version::Version::new(1).unwrap();
        Self {
            id: MigrationId { version, name: "notes".to_owned() },
            up_file: "migrations/V001__notes.sql".to_owned(),
            down_file: "rollbacks/V001__notes.sql".to_owned(),
            down: None,
            up_again: None,
            lost: Vec::new(),
            findings: Vec::new(),
            looked_seconds: 0.0,
        }
    }
}
