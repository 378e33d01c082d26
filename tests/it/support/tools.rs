//! Programs and libraries that only one or two tests look with. `make test` gets them where it can.
#![allow(dead_code, reason = "two test binaries share the workbench")]

use std::fs;
use std::path::{Path, PathBuf};

use super::skipped::skipped;

/// Where a program is: unpacked for the tests, on the path, or where Debian puts those of services.
#[track_caller]
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let unpacked = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::iter::once(unpacked).chain(std::env::split_paths(&path));
    let found = found.chain([PathBuf::from("/usr/sbin")]).map(|folder| folder.join(name));
    or_skipped(name, found)
}

/// The library that shows a process another time of day.
#[track_caller]
pub(crate) fn libfaketime() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = folders.chain([PathBuf::from("/usr/lib"), PathBuf::from("/usr/lib64")]);
    or_skipped("libfaketime", folders.map(|folder| folder.join("faketime/libfaketime.so.1")))
}

#[track_caller]
fn or_skipped(what: &str, mut places: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    let found = places.find(|file| file.is_file());
    if found.is_none() {
        skipped(what);
    }
    found
}
