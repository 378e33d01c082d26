//! A row that is there already: which earlier run wrote it, and whether another seed would help.

use super::refusal::{EarlierRun, SeedRefusal, TakenKey};
use super::run::Run;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::quote::unquoted;
use crate::model::sql::sql_error::SqlError;

/// `unique_violation`
const DUPLICATE: &str = "23505";

/// What is about to be written, and what was before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writing<'a> {
    pub(crate) profile: &'a str,
    pub(crate) seed: u64,
    pub(crate) runs: &'a [Run],
    /// Whether every unique key gets other values with another seed.
    pub(crate) is_other_with_another_seed: bool,
}

impl Writing<'_> {
    /// What a server's refusal of rows of a table says to whoever seeds; `None` where it is about something else than a key
    /// that is taken.
    pub(crate) fn duplicate(&self, table: &QualifiedName, error: &SqlError) -> Option<SeedRefusal> {
        if error.sqlstate != DUPLICATE {
            return None;
        }
        let wrote = |run: &&Run| {
            run.is_finished && run.tables.iter().any(|written| written.name == *table && written.rows > 0)
        };
        let runs: Vec<&Run> = self.runs.iter().filter(wrote).collect();
        let is_same = |run: &&&Run| run.request.profile.name == self.profile && run.request.seed == self.seed;
        let same = runs.iter().find(is_same).copied();
        let (columns, value) = key_of(error.detail.as_deref().unwrap_or_default());
        let table = table.to_string();
        if runs.is_empty() {
            return Some(SeedRefusal::ProfileRepeats { table, columns, value, is_begun: false });
        }
        let of_profile = self.runs.iter().filter(|run| run.request.profile.name == self.profile);
        let next = of_profile.map(|run| run.request.seed).max().and_then(|seed| seed.checked_add(1));
        let runs = if let Some(same) = same { vec![same] } else { runs };
        Some(SeedRefusal::RowsThere(Box::new(TakenKey {
            table,
            columns,
            value,
            runs: runs.into_iter().map(earlier).collect(),
            is_same: same.is_some(),
            other_seed: next.filter(|_| same.is_some() && self.is_other_with_another_seed),
        })))
    }
}

/// The same for a table that was empty, of a run that has filled others.
pub(crate) fn repeats(table: &QualifiedName, error: &SqlError) -> Option<SeedRefusal> {
    if error.sqlstate != DUPLICATE {
        return None;
    }
    let (columns, value) = key_of(error.detail.as_deref().unwrap_or_default());
    Some(SeedRefusal::ProfileRepeats { table: table.to_string(), columns, value, is_begun: true })
}

fn earlier(run: &Run) -> EarlierRun {
    let (profile, started) = (run.request.profile.name.clone(), run.started.clone());
    EarlierRun { profile, seed: run.request.seed, started }
}

/// The columns and the values of a key as the server's detail has them, `Key (a, b)=(1, x) already exists.`, in any
/// language; empty where it has none, as where the role may not read them.
fn key_of(detail: &str) -> (Vec<String>, String) {
    let none = || (Vec::new(), String::new());
    let Some((before, after)) = detail.split_once(")=(") else { return none() };
    let (Some(begin), Some(end)) = (before.find('('), after.rfind(')')) else { return none() };
    let columns = before[begin + 1..].split(", ").map(unquoted).collect();
    (columns, after[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_read_in_any_language() {
        let key = |columns: &[&str], value: &str| {
            (columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), value.to_owned())
        };
        assert_eq!(key_of("Key (name)=(a (b) c) already exists."), key(&["name"], "a (b) c"));
        assert_eq!(key_of("Schlüssel »(a, \"B\")=(1, x)« existiert bereits."), key(&["a", "B"], "1, x"));
        assert_eq!(key_of("Key already exists."), key(&[], ""));
        assert_eq!(key_of(""), key(&[], ""));
    }
}
