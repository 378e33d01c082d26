//! Programs and libraries that only one or two tests look with. `make test` gets them where it can.
#![allow(dead_code, reason = "two test binaries share the workbench")]
#![allow(clippy::print_stderr, reason = "a skipped part has to be said")]

use std::fs;
use std::path::{Path, PathBuf};

/// Where a program is: unpacked for the tests, or on the path.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let unpacked = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::iter::once(unpacked).chain(std::env::split_paths(&path));
    found.map(|folder| folder.join(name)).find(|file| file.is_file()).or_else(|| without(name))
}

/// The library that shows a process another time of day.
pub(crate) fn libfaketime() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = folders.chain([PathBuf::from("/usr/lib"), PathBuf::from("/usr/lib64")]);
    folders
        .map(|folder| folder.join("faketime/libfaketime.so.1"))
        .find(|file| file.is_file())
        .or_else(|| without("libfaketime"))
}

/// What is missing is said, and fails the test where `make test` gets it: with apt. Not on one of the
/// other majors' servers: the test has its turn on the machine's own.
fn without(what: &str) -> Option<PathBuf> {
    eprintln!("SKIPPED: this machine has no {what}");
    let elsewhere = std::env::var_os("MIGRATE_PG_BIN").is_some();
    let excused = elsewhere || (!Path::new("/usr/bin/apt-get").exists() && std::env::var_os("CI").is_none());
    assert!(excused, "run `make test`, which gets {what}");
    None
}
