//! What this program writes into the comment of a table that it detached: only such a table may be dropped.
//!
//! The last line of the comment is the mark; what somebody else wrote before it stays.

use serde::{Deserialize, Serialize};

use super::instant::Instant;
use super::marked_state::MarkedState;
use crate::model::sql::qualified_name::{QualifiedName, as_pair};

const WORD: &str = "migrate:retired ";

/// The mark of a retired partition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marker {
    /// The table that it was a partition of.
    #[serde(with = "as_pair")]
    pub(crate) parent: QualifiedName,
    /// Its bounds in UTC; `None` where it was open.
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    /// When it was detached, in UTC. `None`: it was about to be, and nobody has said since that it is.
    pub(crate) detached: Option<String>,
    /// What it was then. `None`: nobody has looked since it was detached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<MarkedState>,
    /// The file that its rows were written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) export: Option<Export>,
}

/// A file with the rows of a retired partition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Export {
    /// Its name, without a folder.
    pub(crate) file: String,
    pub(crate) rows: i64,
    /// Of the file.
    pub(crate) sha256: String,
    /// Of what is in it, before it was compressed.
    pub(crate) content_sha256: String,
}

impl Marker {
    /// Reads the mark in a comment. `None` where there is none, or one that is not understood.
    pub(crate) fn read(comment: &str) -> Option<Self> {
        serde_json::from_str(comment.lines().rev().find_map(|line| line.strip_prefix(WORD))?).ok()
    }

    /// The comment with this mark instead of any that it has.
    pub(crate) fn write(&self, comment: Option<&str>) -> String {
        let mark = serde_json::to_string(self).unwrap_or_default();
        let others = others(comment.unwrap_or_default()).map(ToOwned::to_owned);
        others.chain([format!("{WORD}{mark}")]).collect::<Vec<_>>().join("\n")
    }

    /// The comment without a mark; `None` where nothing else is in it.
    pub(crate) fn erase(comment: &str) -> Option<String> {
        let others = others(comment).collect::<Vec<_>>().join("\n");
        (!others.is_empty()).then_some(others)
    }

    /// Since when it is detached and known: `None` until both are written down.
    pub(crate) fn detached_at(&self) -> Option<Instant> {
        self.state.as_ref()?;
        Instant::parse(self.detached.as_deref()?)
    }
}

fn others(comment: &str) -> impl Iterator<Item = &str> {
    comment.lines().filter(|line| !line.starts_with(WORD))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::partitions::marked_state::TableIdentity;

    #[test]
    fn a_mark_is_read_back_and_the_comment_of_others_stays() {
        let mut mark = Marker {
            parent: QualifiedName::new("odd \"one\"", "new\nline"),
            from: None,
            to: Some("2025-01-01 00:00:00".to_owned()),
            detached: None,
            state: None,
            export: None,
        };
        let first = mark.write(Some("the log\nof 2024"));
        assert!(first.starts_with("the log\nof 2024\nmigrate:retired {"), "{first}");
        assert_eq!(Marker::read(&first), Some(mark.clone()));
        mark.detached = Some("2026-11-24 10:00:00.5".to_owned());
        assert_eq!(mark.detached_at(), None, "nobody has looked at the table");
        let table = QualifiedName::new("odd", "t");
        let identity = TableIdentity { oid: 7, table, definition: "1".to_owned(), major: 15 };
        mark.state = Some(MarkedState { identity, rows: 3, transaction: 9 });
        let second = mark.write(Some(&first));
        assert_eq!(second.matches(WORD).count(), 1);
        assert_eq!(Marker::read(&second).unwrap().detached_at(), Instant::parse("2026-11-24 10:00:00.5"));
        assert_eq!(mark.write(None).lines().count(), 1);
        assert_eq!(Marker::erase(&second).as_deref(), Some("the log\nof 2024"));
        assert_eq!(Marker::erase(&mark.write(None)), None);
    }

    #[test]
    fn other_comments_are_not_marks() {
        for comment in
            ["", "migrate:retired", "migrate:retired {}", "retired {\"parent\": 1}", "migrate:retired [1]"]
        {
            assert_eq!(Marker::read(comment), None, "{comment}");
        }
    }
}
