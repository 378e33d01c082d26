//! Sums that were taken before and still hold: the server counts every row that is written, so that a table whose
//! counts, file and columns are the same holds what it held.

use std::collections::BTreeMap;

use super::contents::{HashedColumn, Sum, SumRequest, Sums};

/// What is known of tables, by what they look like from outside.
#[derive(Debug, Default)]
pub(crate) struct Known(BTreeMap<String, Contents>);

#[derive(Debug)]
struct Contents {
    rows: u64,
    sets: Vec<(Vec<HashedColumn>, Sum)>,
}

impl Known {
    /// What of a question has to be asked; `None`: nothing.
    pub(crate) fn missing(&self, ask: &SumRequest) -> Option<SumRequest> {
        let Some(contents) = ask.table.stamp.as_ref().and_then(|stamp| self.0.get(stamp)) else {
            return Some(ask.clone());
        };
        let is_known = |set: &Vec<HashedColumn>| set.is_empty() || contents.sum(set).is_some();
        let sets: Vec<_> = ask.sets.iter().filter(|set| !is_known(set)).cloned().collect();
        (!sets.is_empty()).then(|| SumRequest { table: ask.table.clone(), sets })
    }

    /// Puts the whole answer together from what is known and what was asked.
    pub(crate) fn answer(&mut self, ask: &SumRequest, answered: Option<(SumRequest, Sums)>) -> Sums {
        // A table that tells nothing from outside is forgotten at once.
        let stamp = ask.table.stamp.clone().unwrap_or_default();
        let contents = self.0.entry(stamp.clone()).or_insert(Contents { rows: 0, sets: Vec::new() });
        if let Some((ask, sums)) = answered {
            contents.rows = sums.rows;
            contents.sets.extend(ask.sets.into_iter().zip(sums.sets));
        }
        let sums = ask.sets.iter().map(|set| contents.sum(set).cloned().unwrap_or_default()).collect();
        let sums = Sums { rows: contents.rows, sets: sums };
        if stamp.is_empty() {
            self.0.remove(&stamp);
        }
        sums
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Contents {
    fn sum(&self, set: &[HashedColumn]) -> Option<&Sum> {
        self.sets.iter().find(|(known, _)| known == set).map(|(_, sum)| sum)
    }
}

/// Whether a script could keep the server from counting, or reset its counters.
pub(crate) fn hides_counts(sql: &str) -> bool {
    let sql = sql.to_ascii_lowercase();
    sql.contains("track_counts") || sql.contains("pg_stat_reset")
}

#[cfg(test)]
mod tests {
    use super::super::contents::ContentTable;
    use super::*;
    use crate::model::sql::qualified_name::QualifiedName;

    fn sum_request(stamp: Option<&str>, sets: &[&[&str]]) -> SumRequest {
        let column = |name: &&str| HashedColumn {
            name: (*name).to_owned(),
            type_of: "text".to_owned(),
            as_text: false,
        };
        let table = ContentTable {
            name: QualifiedName::new("public", "t"),
            is_partitioned: false,
            is_forced: false,
            key: Vec::new(),
            columns: Vec::new(),
            stamp: stamp.map(ToOwned::to_owned),
        };
        SumRequest { table, sets: sets.iter().map(|set| set.iter().map(column).collect()).collect() }
    }

    fn sums(contents: &[&str]) -> Sums {
        let sum = |content: &&str| Sum { content: (*content).to_owned(), filled: 1 };
        Sums { rows: 3, sets: contents.iter().map(sum).collect() }
    }

    #[test]
    fn only_what_is_not_known_is_asked() {
        let mut known = Known::default();
        let first = sum_request(Some("one"), &[&["a"], &["a"], &[]]);
        let missing = known.missing(&first).unwrap();
        assert_eq!(missing.sets.len(), 3);
        let answer = known.answer(&first, Some((missing, sums(&["A", "A", ""]))));
        assert_eq!(known.missing(&first).map(|ask| ask.sets), None);
        assert_eq!(known.answer(&first, None), answer);
        let second = sum_request(Some("one"), &[&["a"], &["b"]]);
        let missing = known.missing(&second).unwrap();
        assert_eq!(missing.sets.len(), 1);
        let answer = known.answer(&second, Some((missing, sums(&["B"]))));
        assert_eq!(answer, sums(&["A", "B"]));
        assert!(known.missing(&sum_request(Some("other"), &[&["a"]])).is_some());
        known.clear();
        assert!(known.missing(&first).is_some());
    }

    #[test]
    fn a_table_that_tells_nothing_is_asked_each_time() {
        let mut known = Known::default();
        let plain = sum_request(None, &[&["a"]]);
        let answer = known.answer(&plain, Some((plain.clone(), sums(&["A"]))));
        assert_eq!(answer, sums(&["A"]));
        assert_eq!(known.missing(&plain).unwrap().sets.len(), 1);
    }

    #[test]
    fn scripts_that_meddle_with_the_counts_are_known() {
        assert!(
            hides_counts("SET Track_Counts = off")
                && hides_counts("select pg_stat_reset_single_table_counters(1)")
        );
        assert!(!hides_counts("UPDATE t SET a = 1"));
    }
}
