//! How far a script without a transaction came, and where it goes on.

use super::checksum::Sha256Hex;
use super::directive::Direction;
use super::pair::MigrationId;

/// A script that was begun and not finished: what the journal says about its statements.
#[derive(Debug, Clone)]
pub(crate) struct Unfinished {
    pub(crate) id: MigrationId,
    pub(crate) direction: Direction,
    /// In the order of the journal.
    pub(crate) records: Vec<StatementRecord>,
}

/// One journal entry about one statement.
#[derive(Debug, Clone)]
pub(crate) struct StatementRecord {
    /// Counted from 0.
    pub(crate) index: usize,
    pub(crate) sha256: Sha256Hex,
    pub(crate) outcome: StatementOutcome,
}

/// What the journal knows about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatementOutcome {
    /// It was sent; if nothing follows, the run was killed and its effect has to be looked for.
    Running,
    Executed,
    Failed,
}

impl StatementOutcome {
    /// The word in the journal.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Executed => "executed",
            Self::Failed => "failed",
        }
    }

    /// Reads the journal's word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Running, Self::Executed, Self::Failed].into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// Where a script goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Resume {
    /// The first statement that is not executed, counted from 0.
    pub(crate) from: usize,
    /// That statement was under way when an earlier run was killed.
    pub(crate) doubtful: bool,
    /// That statement was begun by an earlier run, and reads differently now.
    pub(crate) edited: bool,
}

impl Resume {
    /// A script that no run has begun.
    pub(crate) const FROM_THE_START: Self = Self { from: 0, doubtful: false, edited: false };

    /// What is known about the statement at this index: about any other than the next one, nothing.
    pub(crate) fn statement_state(self, index: usize) -> Self {
        if index == self.from { self } else { Self { from: self.from, ..Self::FROM_THE_START } }
    }
}

/// A statement that was executed reads differently now, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ExecutedStatementEdited {
    pub(crate) index: usize,
}

impl Unfinished {
    /// How many statements are executed, from the first one on.
    pub(crate) fn executed(&self) -> usize {
        let newest = |index: usize| self.records.iter().rev().find(|record| record.index == index);
        let is_executed =
            |index: &usize| newest(*index).is_some_and(|r| r.outcome == StatementOutcome::Executed);
        (0..self.records.len()).take_while(is_executed).count()
    }

    /// Whether the next statement was under way when the run was killed.
    pub(crate) fn is_doubtful(&self) -> bool {
        let next = self.executed();
        let newest = self.records.iter().rev().find(|record| record.index == next);
        newest.is_some_and(|record| record.outcome == StatementOutcome::Running)
    }

    /// Where the script goes on, given the hashes of its statements as they are now. What was
    /// executed must not have changed; what comes after may.
    pub(crate) fn resume(&self, statements: &[Sha256Hex]) -> Result<Resume, ExecutedStatementEdited> {
        let from = self.executed();
        for index in 0..from {
            let executed = |record: &&StatementRecord| {
                record.index == index && record.outcome == StatementOutcome::Executed
            };
            let recorded = self.records.iter().rev().find(executed);
            if recorded.map(|record| &record.sha256) != statements.get(index) {
                return Err(ExecutedStatementEdited { index });
            }
        }
        let newest = self.records.iter().rev().find(|record| record.index == from);
        let edited = newest.is_some_and(|record| Some(&record.sha256) != statements.get(from));
        Ok(Resume { from, doubtful: self.is_doubtful(), edited })
    }
}

#[cfg(test)]
mod tests {
    use super::StatementOutcome::{Executed, Failed, Running};
    use super::*;
    use crate::model::migration::version::Version;

    fn unfinished(records: &[(usize, &str, StatementOutcome)]) -> Unfinished {
        let record = |(index, text, outcome): &(usize, &str, StatementOutcome)| StatementRecord {
            index: *index,
            sha256: Sha256Hex::of(text),
            outcome: *outcome,
        };
        Unfinished {
            id: MigrationId { version: Version::ZERO, name: "x".to_owned() },
            direction: Direction::Up,
            records: records.iter().map(record).collect(),
        }
    }

    fn hashes(texts: &[&str]) -> Vec<Sha256Hex> {
        texts.iter().map(|text| Sha256Hex::of(text)).collect()
    }

    #[test]
    fn it_goes_on_behind_what_was_executed() {
        let killed = unfinished(&[(0, "a", Running), (0, "a", Executed), (1, "b", Running)]);
        assert_eq!(
            killed.resume(&hashes(&["a", "b"])),
            Ok(Resume { from: 1, doubtful: true, edited: false })
        );
        let failed = unfinished(&[(0, "a", Executed), (1, "b", Running), (1, "b", Failed)]);
        assert_eq!(
            failed.resume(&hashes(&["a", "fixed", "c"])),
            Ok(Resume { from: 1, doubtful: false, edited: true })
        );
        let nothing = unfinished(&[(0, "a", Running), (0, "a", Failed)]);
        assert_eq!(
            nothing.resume(&hashes(&["other"])),
            Ok(Resume { from: 0, doubtful: false, edited: true })
        );
    }

    #[test]
    fn what_was_executed_must_not_change() {
        let half = unfinished(&[(0, "a", Executed), (1, "b", Executed), (2, "c", Failed)]);
        assert_eq!(half.resume(&hashes(&["a", "edited", "c"])), Err(ExecutedStatementEdited { index: 1 }));
        assert_eq!(half.resume(&hashes(&["a"])), Err(ExecutedStatementEdited { index: 1 }));
        assert_eq!(half.resume(&hashes(&["a", "b"])), Ok(Resume { from: 2, doubtful: false, edited: true }));
    }
}
