//! Finds the folder that holds the server programs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::server_user::CHILD_PATH;
use crate::model::outcome::ephemeral::{EphemeralFault, EphemeralOptions};

/// Where packagers put one folder per major version: parent, and what stands before the version.
const VERSIONED: [(&str, &str); 5] = [
    ("/usr/lib/postgresql", ""),
    ("/usr", "pgsql-"),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
    ("/Applications/Postgres.app/Contents/Versions", ""),
];

/// The folder to use. A named `pg_bin` is taken or refused, with no fallback; the result is canonical.
pub(super) fn find(options: &EphemeralOptions) -> Result<PathBuf, EphemeralFault> {
    if let Some(dir) = &options.pg_bin {
        return complete(dir).ok_or_else(|| EphemeralFault::NotServerPrograms { dir: dir.clone() });
    }
    let on_path = || options.search_path.iter().filter(|dir| dir.is_absolute());
    on_path()
        .find_map(|dir| complete(dir))
        .or_else(|| on_path().find_map(|dir| told_by_pg_config(dir)))
        .or_else(|| VERSIONED.iter().find_map(|(parent, prefix)| highest(parent, prefix)))
        .ok_or_else(|| EphemeralFault::NoServerPrograms { searched: searched(options) })
}

/// Calls one of these programs, with an environment that holds nothing of ours but where a program finds others.
pub(in crate::postgres) fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", CHILD_PATH).stdin(Stdio::null());
    command
}

/// Every file of this name in the folders where programs are looked for, in their order: in a named `pg_bin` alone, or on
/// `PATH`, where `pg_config` says, and in each folder of a version.
pub(in crate::postgres) fn holding(options: &EphemeralOptions, name: &str) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = match &options.pg_bin {
        Some(folder) => vec![folder.clone()],
        None => {
            let on_path = || options.search_path.iter().filter(|dir| dir.is_absolute());
            let by_config = on_path().filter_map(|dir| told_by_pg_config(dir));
            on_path()
                .cloned()
                .chain(by_config)
                .chain(VERSIONED.iter().flat_map(|(parent, prefix)| versions(parent, prefix)))
                .collect()
        }
    };
    let mut files: Vec<PathBuf> =
        folders.iter().map(|folder| folder.join(name)).filter(|file| file.is_file()).collect();
    let mut seen = BTreeSet::new();
    let real = |file: &PathBuf| fs::canonicalize(file).unwrap_or_else(|_| file.clone());
    files.retain(|file| seen.insert(real(file)));
    // Debian's program of this name looks by itself which version to call.
    files.sort_by_key(|file| real(file).file_name() != file.file_name());
    files
}

/// The folder of a program, if the server programs are there, too.
pub(in crate::postgres) fn server_folder(program: &Path) -> Option<PathBuf> {
    complete(program.parent()?)
}

/// Where programs are looked for, as a person would write it.
pub(in crate::postgres) fn searched(options: &EphemeralOptions) -> Vec<PathBuf> {
    match &options.pg_bin {
        Some(folder) => vec![folder.clone()],
        None => {
            let on_path = options.search_path.iter().filter(|dir| dir.is_absolute()).cloned();
            on_path.chain(VERSIONED.iter().map(|(parent, prefix)| pattern(parent, prefix))).collect()
        }
    }
}

/// The real folder behind `dir` when it has both programs. `/usr/bin/postgres` may be a link into a
/// version's folder, whose `share` and `lib` are its neighbours.
fn complete(dir: &Path) -> Option<PathBuf> {
    let has_both = |dir: &Path| dir.join("initdb").is_file() && dir.join("postgres").is_file();
    if !has_both(dir) {
        return None;
    }
    let linked = fs::canonicalize(dir.join("postgres")).ok()?;
    let real = linked.parent()?;
    if has_both(real) { Some(real.to_path_buf()) } else { fs::canonicalize(dir).ok() }
}

/// What the `pg_config` in this folder says, if there is one and it is right.
fn told_by_pg_config(dir: &Path) -> Option<PathBuf> {
    let program = dir.join("pg_config");
    if !program.is_file() {
        return None;
    }
    let output = command(&program).arg("--bindir").current_dir("/").output().ok()?;
    complete(Path::new(String::from_utf8(output.stdout).ok()?.trim()))
}

/// The newest complete version under `parent`.
fn highest(parent: &'static str, prefix: &str) -> Option<PathBuf> {
    versions(parent, prefix).find_map(|folder| complete(&folder))
}

/// The folders of the versions under `parent`, newest first.
fn versions(parent: &'static str, prefix: &str) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    newest_first(names, prefix).into_iter().map(|name| Path::new(parent).join(name).join("bin"))
}

/// The names that are `prefix` and a version number, newest version first; others are dropped.
fn newest_first(names: Vec<String>, prefix: &str) -> Vec<String> {
    let mut versioned: Vec<_> =
        names.into_iter().filter_map(|name| Some((version(name.strip_prefix(prefix)?)?, name))).collect();
    versioned.sort_unstable_by(|left, right| right.cmp(left));
    versioned.into_iter().map(|(_, name)| name).collect()
}

/// `17` and `9.6` as numbers that compare like versions.
fn version(text: &str) -> Option<Vec<u32>> {
    text.split('.').map(|part| part.parse().ok()).collect()
}

/// A searched place as a shell would write it.
fn pattern(parent: &str, prefix: &str) -> PathBuf {
    Path::new(parent).join(format!("{prefix}*")).join("bin")
}

#[cfg(test)]
mod tests {
    use super::newest_first;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_highest_major_comes_first_by_number_not_by_letter() {
        let folders = newest_first(names(&["9.6", "10", "17", "9.10", "8"]), "");
        assert_eq!(folders, ["17", "10", "9.10", "9.6", "8"]);
    }

    #[test]
    fn names_without_prefix_or_number_are_dropped() {
        let folders =
            newest_first(names(&["postgresql@15", "postgresql", "postgresql@x", "15"]), "postgresql@");
        assert_eq!(folders, ["postgresql@15"]);
    }
}
