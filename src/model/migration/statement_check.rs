//! Whether the statements of scripts may stand in a migration: asked of the scripts that could run.
//!
//! It takes a lexer, and most scripts of most runs are applied long since. Those that the journal knows ran with this very
//! text and were looked at then: their hash says so.

use super::file_problem::FileProblem;
use super::history::History;
use super::pair::{Pair, Script};
use super::script_check::check;
use crate::model::outcome::failure::Failure;

/// Looks at one script.
pub(crate) fn check_script(script: &Script) -> Result<(), FileProblem> {
    check(&script.sql, script.directives.no_transaction)
        .map_err(|why| FileProblem::Script { file: script.file.clone(), why })
}

/// Looks at every script. Fails with all problems, not just the first.
pub(crate) fn check_all(pairs: &[Pair]) -> Result<(), Failure> {
    check_each(pairs.iter().flat_map(|pair| [&pair.up, &pair.down]))
}

/// Looks at every script whose text is not the one that the journal has of an applied migration or its rollback: those
/// that are pending, and those that were edited. Fails with all problems.
pub(crate) fn check_unknown(pairs: &[Pair], history: &History) -> Result<(), Failure> {
    check_each(pairs.iter().flat_map(|pair| {
        let known = history.entry(pair.id.version).and_then(|entry| entry.journal.as_ref());
        let up = known.is_none_or(|known| known.up_sha256 != pair.up.sha256).then_some(&pair.up);
        let down = known.is_none_or(|known| known.down_sha256 != pair.down.sha256).then_some(&pair.down);
        up.into_iter().chain(down)
    }))
}

fn check_each<'a>(scripts: impl Iterator<Item = &'a Script>) -> Result<(), Failure> {
    let problems: Vec<FileProblem> = scripts.filter_map(|script| check_script(script).err()).collect();
    if problems.is_empty() { Ok(()) } else { Err(Failure::Files(problems)) }
}

#[cfg(test)]
mod tests {
    use super::super::checksum::Sha256Hex;
    use super::super::history::{Applied, JournalRecord};
    use super::super::pair::fixtures::pair;
    use super::*;

    /// An applied migration with the hashes of these scripts.
    fn applied(pair: &Pair, up: &str, down: &str) -> Applied {
        let journal = JournalRecord {
            up_sha256: Sha256Hex::of(up),
            down_sha256: Sha256Hex::of(down),
            duration_ms: 1.0,
            role: "owner".to_owned(),
        };
        Applied { id: pair.id.clone(), applied_on: None, checksum: None, journal: Some(journal) }
    }

    fn files(result: Result<(), Failure>) -> Vec<String> {
        let Err(Failure::Files(problems)) = result else { return Vec::new() };
        let file = |problem| match problem {
            FileProblem::Script { file, .. } => file,
            other => panic!("{other:?}"),
        };
        problems.into_iter().map(file).collect()
    }

    /// What would be refused shows what is looked at.
    #[test]
    fn a_script_that_the_journal_knows_is_not_looked_at_again() {
        let bad = "SELECT 1; COMMIT";
        let pairs = [pair(1, bad), pair(2, bad), pair(3, bad)];
        let known = applied(&pairs[0], bad, &pairs[0].down.sql);
        let edited = applied(&pairs[1], "SELECT 1", &pairs[1].down.sql);
        let mut history = History { applied: vec![known, edited], ..History::default() };
        assert_eq!(
            files(check_unknown(&pairs, &history)),
            ["migrations/V002__m2.sql", "migrations/V003__m3.sql"]
        );
        history.applied[0].journal = None;
        assert_eq!(files(check_unknown(&pairs, &history)).len(), 3);
        assert_eq!(files(check_all(&pairs)).len(), 3);
    }

    #[test]
    fn an_edited_rollback_is_looked_at() {
        let mut pairs = [pair(1, "SELECT 1")];
        "COMMIT".clone_into(&mut pairs[0].down.sql);
        pairs[0].down.sha256 = Sha256Hex::of("COMMIT");
        let mut history =
            History { applied: vec![applied(&pairs[0], "SELECT 1", "COMMIT")], ..History::default() };
        assert_eq!(files(check_unknown(&pairs, &history)), [""; 0]);
        history.applied[0] = applied(&pairs[0], "SELECT 1", "SELECT 2");
        assert_eq!(files(check_unknown(&pairs, &history)), ["rollbacks/V001__m1.sql"]);
    }
}
