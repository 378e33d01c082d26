//! All pairs of a project, or everything that is wrong with its files: told at once, before any
//! connection is made.

use super::depth::Depth;
use super::{embedded, folder, pair};
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::pair::Pair;
use crate::model::migration::project::{Folders, Source};
use crate::model::migration::version::Version;
use crate::model::outcome::failure::Failure;

/// Reads every script of a source, sorted by version. Fails with all problems, not just the first: where there is one,
/// those of statements are among them at any depth.
pub(crate) fn discover(source: &Source, depth: Depth) -> Result<Vec<Pair>, Failure> {
    let mut problems = Vec::new();
    let (migrations, rollbacks) = match source {
        Source::Embedded => embedded::list(&mut problems),
        Source::Directory(folders) => {
            let mut list = |path| folder::list(path, &folders.root, &mut problems);
            (list(&folders.migrations), list(&folders.rollbacks))
        }
    };
    if migrations.scripts.is_empty()
        && problems.is_empty()
        && let Source::Directory(folders) = source
    {
        problems.push(FileProblem::Empty { folder: folders.migrations.clone() });
    }
    let pairs = pair::pair_up(&migrations, &rollbacks, depth, &mut problems);
    match depth {
        _ if problems.is_empty() => Ok(pairs),
        Depth::Text => discover(source, Depth::Statements),
        Depth::Statements => Err(Failure::Files(problems)),
    }
}

/// The names of what lies in both folders and is named like a script, or like none: the migrations, then the rollbacks.
/// Hidden files, and files that are no SQL, do not count.
pub(crate) fn script_files(folders: &Folders) -> Result<[Vec<String>; 2], Failure> {
    let mut names = [Vec::new(), Vec::new()];
    for (folder, names) in [&folders.migrations, &folders.rollbacks].into_iter().zip(&mut names) {
        folder::check_folder(folder, &folders.root).map_err(|problem| Failure::Files(vec![problem]))?;
        *names = folder::sql_files(folder).map_err(|error| Failure::File {
            doing: "read",
            file: folder.clone(),
            why: error.to_string(),
        })?;
    }
    Ok(names)
}

/// The highest version in a project's folders, whatever else is wrong with the files: `new` writes
/// the next one. `None` when there is no script yet.
pub(crate) fn highest_version(folders: &Folders) -> Result<Option<Version>, Failure> {
    let mut highest = None;
    for folder in [&folders.migrations, &folders.rollbacks] {
        folder::check_folder(folder, &folders.root).map_err(|problem| Failure::Files(vec![problem]))?;
        let versions = folder::versions(folder).map_err(|error| Failure::File {
            doing: "read",
            file: folder.clone(),
            why: error.to_string(),
        })?;
        highest = highest.max(versions.into_iter().max());
    }
    Ok(highest)
}
