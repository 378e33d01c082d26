//! Looking for values that go together: many combinations are made up, and the server says which of them hold.

use std::collections::BTreeSet;

use super::generate::random::{RandomStream, Salt};
use super::plan::SampleRows;
use super::server_facts::Pool;

/// How many combinations are made up at a time, and how many are enough.
const MANY: u64 = 2000;
const ENOUGH: usize = 200;
/// How often it is tried.
pub(crate) const ROUNDS: u64 = 4;
/// Other rows that a combination has to go with, where it has to.
const OTHERS: usize = 6;

/// A column that is looked for.
#[derive(Debug, Clone)]
pub(crate) struct SoughtColumn {
    pub(crate) name: String,
    /// Values that it takes by itself, the likeliest first.
    pub(crate) values: Vec<String>,
    /// It may be NULL.
    pub(crate) is_optional: bool,
}

/// What is looked for.
#[derive(Debug)]
pub(crate) struct PoolSearch {
    /// The OID of the table.
    pub(crate) table: u32,
    pub(crate) sought: Vec<SoughtColumn>,
    /// Columns that refer to other rows, or to none.
    pub(crate) gates: Vec<String>,
    /// Rows as they are without the search.
    pub(crate) base: SampleRows,
    /// Columns of the group that are as they are, so that a combination has to go with several rows.
    pub(crate) is_bound: bool,
    pub(crate) seed: u64,
}

/// Combinations, and the rows that they make.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    pub(crate) rows: SampleRows,
    combinations: Vec<Vec<Option<String>>>,
}

impl PoolSearch {
    /// Combinations of another round.
    pub(crate) fn attempts(&self, round: u64) -> Attempts {
        let salt = Salt::new(self.seed, &["search", &self.table.to_string(), &round.to_string()]);
        let mut attempts = Attempts { rows: self.empty(), combinations: Vec::new() };
        if self.base.rows.is_empty() {
            return attempts;
        }
        for number in 0..MANY {
            let base = usize::try_from(number).unwrap_or(0) % self.base.rows.len();
            let combination = self.combination(&mut salt.stream_at(number));
            attempts.rows.rows.push(self.row(base, &combination));
            attempts.combinations.push(combination);
        }
        attempts
    }

    /// Those that hold, each with other rows, where it has to go with any.
    pub(crate) fn others(&self, held: &[Vec<Option<String>>]) -> Attempts {
        let mut attempts = Attempts { rows: self.empty(), combinations: Vec::new() };
        let step = (self.base.rows.len() / OTHERS).max(1);
        for combination in held {
            for base in (0..self.base.rows.len()).step_by(step).take(OTHERS) {
                attempts.rows.rows.push(self.row(base, combination));
                attempts.combinations.push(combination.clone());
            }
        }
        attempts
    }

    /// What was found, as the rows of a plan take it.
    pub(crate) fn pool(&self, rows: Vec<Vec<Option<String>>>) -> Pool {
        let columns = self.sought.iter().map(|column| column.name.clone()).collect();
        Pool { table: self.table, columns, gates: self.gates.clone(), rows }
    }

    fn empty(&self) -> SampleRows {
        let mut columns = self.base.columns.clone();
        columns.extend(self.left().map(|column| column.name.clone()));
        SampleRows { columns, rows: Vec::new() }
    }

    /// Those that the rows have no value for: the server would give them one.
    fn left(&self) -> impl Iterator<Item = &SoughtColumn> {
        self.sought.iter().filter(|column| !self.base.columns.contains(&column.name))
    }

    fn combination(&self, chance: &mut RandomStream) -> Vec<Option<String>> {
        let mut combination: Vec<Option<String>> = Vec::new();
        for column in &self.sought {
            let way = chance.below(10);
            let before =
                combination.iter().rev().flatten().find(|value| column.values.contains(value)).cloned();
            let any = |chance: &mut RandomStream, most: usize| {
                let place = chance.below(column.values.len().min(most).max(1) as u64);
                usize::try_from(place).ok().and_then(|place| column.values.get(place)).cloned()
            };
            combination.push(match (way, before) {
                (0..2, _) if column.is_optional => None,
                (2, Some(before)) => Some(before),
                (3..6, _) => any(chance, 40),
                _ => any(chance, usize::MAX),
            });
        }
        combination.extend(self.gates.iter().map(|_| chance.happens(0.5).then(String::new)));
        combination
    }

    /// A row of the base with the values of a combination.
    fn row(&self, base: usize, combination: &[Option<String>]) -> Vec<Option<String>> {
        let mut row = self.base.rows[base].clone();
        let place = |name: &String| self.base.columns.iter().position(|column| column == name);
        for (column, value) in self.sought.iter().zip(combination) {
            match place(&column.name) {
                Some(place) => row[place].clone_from(value),
                None => row.push(value.clone()),
            }
        }
        for (gate, value) in self.gates.iter().zip(&combination[self.sought.len()..]) {
            let Some(place) = place(gate) else { continue };
            row[place] = match (value, row[place].take()) {
                (None, _) => None,
                (Some(_), None) => self.base.rows.iter().find_map(|row| row[place].clone()),
                (Some(_), there) => there,
            };
        }
        row
    }
}

impl Attempts {
    /// The combinations all of whose rows hold, each once.
    pub(crate) fn held(self, holds: &[bool]) -> Vec<Vec<Option<String>>> {
        let mut refused = BTreeSet::new();
        for (combination, holds) in self.combinations.iter().zip(holds) {
            if !holds {
                refused.insert(combination.clone());
            }
        }
        let mut seen = BTreeSet::new();
        let is_good = |combination: &Vec<Option<String>>| {
            !refused.contains(combination) && seen.insert(combination.clone())
        };
        self.combinations.into_iter().filter(is_good).take(ENOUGH).collect()
    }

    /// The combinations that hold with the row that they were made for.
    pub(crate) fn held_once(self, holds: &[bool]) -> Vec<Vec<Option<String>>> {
        let mut seen = BTreeSet::new();
        let pairs = self.combinations.into_iter().zip(holds);
        let good = pairs.filter(|(combination, holds)| **holds && seen.insert(combination.clone()));
        good.map(|(combination, _)| combination).take(ENOUGH).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_different_and_go_into_rows() {
        let sought = |name: &str, values: &[&str]| SoughtColumn {
            name: name.to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            is_optional: true,
        };
        let search = PoolSearch {
            table: 1,
            sought: vec![sought("a", &["1", "2"]), sought("left", &["x"])],
            gates: vec!["b".to_owned()],
            base: SampleRows {
                columns: vec!["a".to_owned(), "b".to_owned()],
                rows: vec![vec![Some("9".to_owned()), Some("7".to_owned())]],
            },
            is_bound: false,
            seed: 1,
        };
        let attempts = search.attempts(0);
        assert_eq!(attempts.rows.columns, ["a", "b", "left"]);
        let rows: BTreeSet<Vec<Option<String>>> = attempts.rows.rows.iter().cloned().collect();
        // Three values, two, and referring or not.
        assert_eq!(rows.len(), 3 * 2 * 2);
        let holds: Vec<bool> = attempts.rows.rows.iter().map(|row| row[1].is_none()).collect();
        let held = attempts.held_once(&holds);
        assert_eq!(held.len(), 6);
        assert!(held.iter().all(|combination| combination[2].is_none()));
    }
}
