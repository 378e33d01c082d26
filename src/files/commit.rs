//! Which commit the scripts are of: git is asked, in a process of its own.

use std::process::Command;

use crate::model::migration::project::Source;

/// The commit that a project's scripts are of, short; `-dirty` at its end where something differs from it. `None` where
/// there is no git, or no repository with a commit.
pub(crate) fn commit(source: &Source) -> Option<String> {
    let Source::Directory(folders) = source else { return None };
    let describe = ["describe", "--always", "--dirty", "--exclude", "*"];
    let output = Command::new("git").arg("-C").arg(&folders.migrations).args(describe).output().ok()?;
    let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}
