//! Indexes and keys dropped for a load, and the statements that recreate them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::sql::quote::{last_outside_quotes, unquoted};

/// What was dropped from a set of tables. Recorded in the transaction that drops it, so that another
/// run can put the tables together after the death of this one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DroppedObjects {
    /// The OIDs of the tables that were asked for.
    pub(crate) tables: Vec<u32>,
    /// In the order in which they are recreated; dropped in reverse.
    pub(crate) pieces: Vec<DroppedObject>,
    /// What is kept: the load is slower with it, but no less correct.
    pub(crate) kept: Vec<KeptObject>,
    /// The OIDs of the tables and partitions that TRUNCATE takes now and changes nothing else of: their rows can
    /// be written frozen.
    pub(crate) truncatable: Vec<u32>,
    /// The fingerprint of the whole. Not there where an earlier version recorded it, in another form.
    #[serde(rename = "fingerprint")]
    pub(crate) before: Option<Vec<String>>,
}

/// When a piece is recreated. In the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// An index or a key of a table or a partition: all those of one table in one transaction.
    Target,
    /// An index or a key of a partitioned table: when all partitions have theirs. Builds nothing.
    Whole,
    /// A foreign key of a table or a partition to another such: after all indexes.
    ForeignKey,
    /// A foreign key of a partitioned table, to a partitioned table, or of a table that is not loaded: at the end.
    LastForeignKey,
}

/// An index, a key or a foreign key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DroppedObject {
    /// The OID of the table or partition that it stands on; of a foreign key, of the one that refers.
    pub(crate) target: u32,
    /// That table's name, qualified and quoted.
    pub(crate) table: String,
    /// The bare name of the index or of the foreign key.
    pub(crate) name: String,
    pub(crate) stage: Stage,
    /// The OID of what it goes and stays with: the topmost index, or the foreign key itself.
    pub(crate) group: u32,
    /// Of a foreign key, the OID of the topmost index that it needs at the table that it refers to.
    pub(crate) needs: Option<u32>,
    /// Of a foreign key, the OID of the table that it refers to.
    #[serde(default)]
    pub(crate) refers: Option<u32>,
    /// The columns that it goes with, by the OIDs of their tables and their numbers.
    #[serde(default)]
    pub(crate) columns: Vec<(u32, i16)>,
    #[serde(default)]
    pub(crate) is_primary: bool,
    /// `None` where it goes along with another one.
    pub(crate) down: Option<String>,
    /// Within a transaction, one after the other.
    pub(crate) up: Vec<String>,
}

/// A piece that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptObject {
    /// Such as `index tasks_idx of public.tasks`.
    pub(crate) what: String,
    pub(crate) why: String,
}

/// Indexes come to where the database has its default, whatever the session's is.
pub(crate) const PLAIN_TABLESPACE: &str = "SET LOCAL default_tablespace = ''";

impl DroppedObject {
    pub(crate) fn is_reference(&self) -> bool {
        matches!(self.stage, Stage::ForeignKey | Stage::LastForeignKey)
    }

    /// Whether it is built over the rows of one table or partition.
    pub(crate) fn is_built_at_target(&self) -> bool {
        self.stage == Stage::Target
    }

    /// What it is, as a person reads it.
    pub(crate) fn what(&self) -> String {
        let kind = if self.is_reference() { "foreign key" } else { "index" };
        format!("{kind} {} of {}", self.name, self.table)
    }

    /// Whether a line of a fingerprint is about it: `index public.name: ..` or `constraint name on public.table: ..`.
    pub(super) fn is_meant(&self, line: &str) -> bool {
        let object = object_of(line);
        if let Some(rest) = object.strip_prefix("constraint ").filter(|_| self.is_reference()) {
            return last_outside_quotes(rest, " on ").is_some_and(|at| {
                unquoted(&rest[..at]) == self.name && rest[at + " on ".len()..] == self.table
            });
        }
        object.strip_prefix("index ").filter(|_| !self.is_reference()).is_some_and(|name| {
            let schema = |name: &str| last_outside_quotes(name, ".").map(|at| name[..at].to_owned());
            let bare = last_outside_quotes(name, ".").map(|at| unquoted(&name[at + 1..]));
            bare.as_ref() == Some(&self.name) && schema(name) == schema(&self.table)
        })
    }

    /// The tables that it has to do with, by their OIDs.
    pub(crate) fn tables(&self) -> impl Iterator<Item = u32> {
        std::iter::once(self.target).chain(self.refers)
    }

    /// Its mark among those that are there: the table, the name, and whether it is a foreign key.
    pub(crate) fn mark(&self) -> (u32, String, bool) {
        (self.target, self.name.clone(), self.is_reference())
    }
}

impl DroppedObjects {
    /// How a fingerprint of now differs from that of before; in everything, where that is not known.
    pub(crate) fn differences(&self, now: &[String]) -> Vec<String> {
        differences(self.before.as_deref().unwrap_or_default(), now)
    }

    /// Leaves a group up.
    pub(crate) fn keep(&mut self, group: u32, why: &str) {
        // The topmost index is the last of its group.
        if let Some(top) = self.pieces.iter().rfind(|piece| piece.group == group) {
            self.kept.push(KeptObject { what: top.what(), why: why.to_owned() });
        }
        self.pieces.retain(|piece| piece.group != group);
    }

    /// The groups that have to be dropped to try one alone: itself, and the foreign keys that stand on it.
    pub(crate) fn alone(&self, group: u32) -> Self {
        let mut alone = self.clone();
        alone.pieces.retain(|piece| piece.group == group || piece.needs == Some(group));
        alone
    }

    /// The groups that lines of a fingerprint speak of, in the order of [`Self::groups`]; all, where none does.
    pub(crate) fn suspects(&self, lines: &[String]) -> Vec<u32> {
        let is_named = |piece: &DroppedObject| lines.iter().any(|line| piece.is_meant(&line[SIGN..]));
        let named: BTreeSet<u32> =
            self.pieces.iter().filter(|piece| is_named(piece)).map(|piece| piece.group).collect();
        let all = named.is_empty();
        self.groups().into_iter().filter(|group| all || named.contains(group)).collect()
    }

    /// Every group once: foreign keys first, since indexes cannot go before them.
    pub(crate) fn groups(&self) -> Vec<u32> {
        let mut seen = BTreeSet::new();
        self.pieces.iter().rev().map(|piece| piece.group).filter(|group| seen.insert(*group)).collect()
    }

    /// The statements that take all of it down, each with its group.
    pub(crate) fn down(&self) -> Vec<(u32, String)> {
        let down = |piece: &DroppedObject| piece.down.clone().map(|statement| (piece.group, statement));
        self.pieces.iter().rev().filter_map(down).collect()
    }

    /// The statements that bring all of it back, each with its group.
    pub(crate) fn up(&self) -> Vec<(u32, String)> {
        let up = |piece: &DroppedObject| {
            piece.up.iter().map(|statement| (piece.group, statement.clone())).collect()
        };
        self.pieces.iter().flat_map::<Vec<_>, _>(up).collect()
    }
}

/// The object that a line of a fingerprint is about.
pub(super) fn object_of(line: &str) -> &str {
    let mut quoted = false;
    let end = line.char_indices().find(|(at, letter)| {
        quoted ^= *letter == '"';
        !quoted && line[*at..].starts_with(": ")
    });
    end.map_or(line, |(at, _)| &line[..at])
}

/// How long the sign is that [`differences`] begin with.
const SIGN: usize = "- ".len();

/// The lines that two fingerprints do not have in common, with `- ` those of before and with `+ ` those of after.
/// Both are sorted.
fn differences(before: &[String], after: &[String]) -> Vec<String> {
    let lacks = |lines: &[String], line: &String| lines.binary_search(line).is_err();
    let gone = before.iter().filter(|line| lacks(after, line)).map(|line| format!("- {line}"));
    let come = after.iter().filter(|line| lacks(before, line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(target: u32, name: &str, stage: Stage, group: u32, needs: Option<u32>) -> DroppedObject {
        DroppedObject {
            target,
            table: format!("\"S.1\".t{target}"),
            name: name.to_owned(),
            stage,
            group,
            needs,
            refers: None,
            columns: Vec::new(),
            is_primary: false,
            down: Some(format!("drop {name}")),
            up: vec![format!("make {name}")],
        }
    }

    fn apart() -> DroppedObjects {
        DroppedObjects {
            pieces: vec![
                piece(1, "a", Stage::Target, 10, None),
                piece(2, "b", Stage::Target, 20, None),
                piece(9, "top", Stage::Whole, 20, None),
                piece(1, "fk", Stage::ForeignKey, 30, Some(20)),
                piece(9, "last", Stage::LastForeignKey, 40, Some(10)),
            ],
            ..DroppedObjects::default()
        }
    }

    #[test]
    fn what_is_dropped_first_is_recreated_last() {
        let apart = apart();
        let down = apart.down();
        let expected = [(40, "drop last"), (30, "drop fk"), (20, "drop top"), (20, "drop b"), (10, "drop a")];
        assert_eq!(down, expected.map(|(group, statement)| (group, statement.to_owned())));
        let up = apart.up();
        let expected = [(10, "make a"), (20, "make b"), (20, "make top"), (30, "make fk"), (40, "make last")];
        assert_eq!(up, expected.map(|(group, statement)| (group, statement.to_owned())));
    }

    #[test]
    fn what_is_kept_is_kept_with_its_partitions() {
        let mut apart = apart();
        assert_eq!(apart.groups(), [40, 30, 20, 10]);
        assert_eq!(apart.alone(20).groups(), [30, 20]);
        let suspects = |lines: &[&str]| {
            apart.suspects(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<String>>())
        };
        assert_eq!(
            suspects(&["- index \"S.1\".a: on: t9", "+ constraint last on \"S.1\".t9: index: \"S.1\".b"]),
            [40, 10]
        );
        assert_eq!(suspects(&["- index \"S.1\".\"a\""]), [10]);
        let others = [
            "- index \"S.1\".aa",
            "- index s.a: valid: no",
            "- constraint a on \"S.1\".t1",
            "+ index \"S.1\".\"a: b\"",
        ];
        assert_eq!(suspects(&others), [40, 30, 20, 10]);
        apart.keep(20, "because");
        assert_eq!(apart.groups(), [40, 30, 10]);
        assert_eq!(
            apart.kept,
            [KeptObject { what: "index top of \"S.1\".t9".into(), why: "because".into() }]
        );
        let again: DroppedObjects = serde_json::from_str(&serde_json::to_string(&apart).unwrap()).unwrap();
        assert_eq!(again, apart);
        // An earlier version wrote lines of another form under another name: what is apart can be restored all the same.
        let text = serde_json::to_string(&apart)
            .unwrap()
            .replace("\"fingerprint\":null", "\"before\":[\"t1 index a {}\"]");
        let earlier: DroppedObjects = serde_json::from_str(&text).unwrap();
        assert_eq!((earlier.before.is_none(), earlier), (true, apart));
    }

    #[test]
    fn lines_that_differ_are_named() {
        let lines = |text: &str| -> Vec<String> { text.split(' ').map(ToOwned::to_owned).collect() };
        assert_eq!(differences(&lines("a b c"), &lines("a c d")), ["- b", "+ d"]);
        assert_eq!(differences(&lines("a b"), &lines("a b")), Vec::<String>::new());
    }
}
