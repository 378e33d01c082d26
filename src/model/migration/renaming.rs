//! A file that was renamed or renumbered after it was applied: which row of the history it belongs to.

use super::checksum::VersionWidth;
use super::history::{Applied, History};
use super::pair::Pair;
use super::plan;
use super::renaming_problem::RenamingProblem;
use super::version::Version;

/// A row of the history, and the file that it follows from now on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Renaming<'a> {
    pub(crate) applied: &'a Applied,
    pub(crate) pair: &'a Pair,
}

/// Finds the row and the file, by the version of either. `None` where there is neither.
pub(crate) fn find<'a>(
    pairs: &'a [Pair],
    history: &'a History,
    version: Version,
) -> Option<Result<Renaming<'a>, RenamingProblem>> {
    let width = history.width.unwrap_or(VersionWidth::Int4);
    let is_text_of = |applied: &Applied, pair: &Pair| {
        let renamed = Pair { id: applied.id.clone(), ..pair.clone() };
        (applied.journal.is_some() || applied.checksum.is_some()) && applied.is_script_of(&renamed, width)
    };
    let has_own_file = |applied: &Applied| {
        plan::find(pairs, applied.id.version).is_some_and(|pair| pair.id.name == applied.id.name)
    };
    let Some(applied) = history.entry(version) else {
        let pair = plan::find(pairs, version)?;
        let rows: Vec<&Applied> = history
            .applied
            .iter()
            .filter(|applied| !has_own_file(applied) && is_text_of(applied, pair))
            .collect();
        return Some(match rows.as_slice() {
            [applied] => Ok(Renaming { applied, pair }),
            [] => Err(RenamingProblem::NotApplied { id: pair.id.clone() }),
            several => Err(RenamingProblem::SeveralApplied {
                id: pair.id.clone(),
                applied: several.iter().map(|applied| applied.id.clone()).collect(),
            }),
        });
    };
    let same_version = plan::find(pairs, version);
    if has_own_file(applied) {
        return Some(Err(RenamingProblem::SameName { id: applied.id.clone() }));
    }
    if let Some(pair) = same_version.filter(|pair| is_text_of(applied, pair)) {
        return Some(Ok(Renaming { applied, pair }));
    }
    let files: Vec<&Pair> = plan::pending(pairs, history).filter(|pair| is_text_of(applied, pair)).collect();
    Some(match (files.as_slice(), same_version) {
        ([pair], _) => Ok(Renaming { applied, pair }),
        ([], Some(pair)) => Err(RenamingProblem::TextDiffers {
            applied: applied.id.clone(),
            id: pair.id.clone(),
            file: pair.up.file.clone(),
        }),
        ([], None) => Err(RenamingProblem::NoFile { applied: applied.id.clone() }),
        (several, _) => Err(RenamingProblem::SeveralFiles {
            applied: applied.id.clone(),
            files: several.iter().map(|pair| pair.up.file.clone()).collect(),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::history::JournalRecord;
    use super::super::pair::MigrationId;
    use super::super::pair::fixtures::pair;
    use super::*;
    use crate::model::migration::checksum::Sha256Hex;

    fn applied(version: i64, name: &str, text: &str) -> Applied {
        Applied {
            id: MigrationId { version: Version::new(version).unwrap(), name: name.to_owned() },
            applied_on: None,
            checksum: None,
            journal: Some(JournalRecord {
                up_sha256: Sha256Hex::of(text),
                down_sha256: Sha256Hex::of(""),
                duration_ms: 1.0,
                role: "me".to_owned(),
            }),
        }
    }

    fn outcome(files: &[(i64, &str)], rows: &[(i64, &str, &str)], version: i64) -> String {
        let pairs: Vec<Pair> = files.iter().map(|(version, text)| pair(*version, text)).collect();
        let history = History {
            width: Some(VersionWidth::Int4),
            applied: rows.iter().map(|(version, name, text)| applied(*version, name, text)).collect(),
            ..History::default()
        };
        match find(&pairs, &history, Version::new(version).unwrap()) {
            None => "nothing".to_owned(),
            Some(Ok(renaming)) => format!("{} -> {}", renaming.applied.id, renaming.pair.id),
            Some(Err(problem)) => problem.code().word.to_owned(),
        }
    }

    #[test]
    fn the_row_and_the_file_of_the_same_text_belong_together() {
        let rows = [(1, "m1", "a"), (2, "old", "b")];
        assert_eq!(outcome(&[(1, "a"), (2, "b")], &rows, 2), "V002__old -> V002__m2");
        // Renumbered: by the version of the row, or of the file.
        assert_eq!(outcome(&[(1, "a"), (7, "b")], &rows, 2), "V002__old -> V007__m7");
        assert_eq!(outcome(&[(1, "a"), (7, "b")], &rows, 7), "V002__old -> V007__m7");
        // Another branch's file has the number now.
        assert_eq!(outcome(&[(1, "a"), (2, "x"), (3, "b")], &rows, 2), "V002__old -> V003__m3");
    }

    #[test]
    fn what_does_not_fit_has_a_code_of_its_own() {
        let rows = [(1, "m1", "a"), (2, "old", "b"), (3, "gone", "b")];
        for (files, version, expected) in [
            (&[(1, "a"), (2, "x")][..], 1, "not-renamed"),
            (&[(1, "a"), (2, "x")], 2, "renamed-and-edited"),
            (&[(1, "a")], 2, "renamed-file-missing"),
            (&[(1, "a"), (5, "b"), (6, "b")], 2, "renamed-file-ambiguous"),
            (&[(1, "a"), (5, "b")], 5, "renamed-row-ambiguous"),
            (&[(1, "a"), (5, "new")], 5, "renamed-not-applied"),
            (&[(1, "a")], 9, "nothing"),
        ] {
            assert_eq!(outcome(files, &rows, version), expected, "{files:?} {version}");
        }
    }
}
