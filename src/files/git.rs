//! What git knows of the scripts: it is asked in a process of its own.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::model::migration::project::Source;
use crate::model::migration::script_name;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::roundtrip::refusal::RoundtripRefusal;

/// The versions of scripts that were added or edited since a commit and the working tree branched, or are not
/// committed yet.
pub(crate) fn changed_since(source: &Source, reference: &str) -> Result<BTreeSet<Version>, Failure> {
    let Source::Directory(folders) = source else { return Err(refused(RoundtripRefusal::EmbeddedScripts)) };
    let mut names = BTreeSet::new();
    for folder in [&folders.migrations, &folders.rollbacks] {
        // What follows `--end-of-options` is no option, whatever it begins with.
        let range = format!("{reference}...HEAD");
        for arguments in [
            ["diff", "--name-only", "-z", "--end-of-options", &range].as_slice(),
            ["diff", "--name-only", "-z", "HEAD"].as_slice(),
            ["ls-files", "--others", "--exclude-standard", "-z"].as_slice(),
        ] {
            names.extend(git(folder, arguments)?);
        }
    }
    Ok(names.iter().filter_map(|name| version(name)).collect())
}

/// The commit that a project's scripts are of, short; `-dirty` at its end where something differs from it. `None` where
/// there is no git, or no repository with a commit.
pub(crate) fn commit(source: &Source) -> Option<String> {
    let Source::Directory(folders) = source else { return None };
    let describe = ["describe", "--always", "--dirty", "--exclude", "*"];
    let output = Command::new("git").arg("-C").arg(&folders.migrations).args(describe).output().ok()?;
    let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<String>, Failure> {
    let no_git = |why: String| refused(RoundtripRefusal::NoGit { why });
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).args(["--", "."]).output();
    let output = output.map_err(|error| no_git(error.to_string()))?;
    if !output.status.success() {
        return Err(no_git(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect())
}

fn version(path: &str) -> Option<Version> {
    script_name::parse(path.rsplit('/').next()?).ok().map(|name| name.version)
}

fn refused(why: RoundtripRefusal) -> Failure {
    Failure::Refused(Refusal::Roundtrip(why))
}
