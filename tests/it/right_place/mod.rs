//! Nothing happens in a place that was not meant: another folder, another project, another host, another database. In each
//! wrong place the exit code is the right one, nothing is written, and the hint helps.
//!
//! A file per kind of place: `folders` and `hosts`; foreign `sections` of scripts.

mod folders;
mod hosts;
mod sections;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Migrate, Run};

/// A server that nobody can reach: whoever gets as far as to connect ends with 5.
const NOWHERE: &str = "postgresql://nobody@127.0.0.1:1/nowhere";

/// What a refusal has to be.
struct Refused<'a> {
    exit: i32,
    code: &'a str,
    /// Pieces of the message and of its hint, in any case.
    says: &'a [&'a str],
}

/// Wants a call to be refused like this, to leave the folder as it was, and to have a hint. `call` is made twice: for
/// the words, and for the document.
fn refused(folder: &Path, what: &str, call: impl Fn() -> Migrate, wanted: &Refused<'_>) -> Run {
    let before = files(folder);
    let run = call().run();
    assert_eq!(run.code, Some(wanted.exit), "{what}: {run:#?}");
    let said = run.stderr.to_lowercase();
    for piece in wanted.says {
        assert!(said.contains(&piece.to_lowercase()), "{what}: `{piece}` is missing: {run:#?}");
    }
    assert!(run.stderr.contains("hint: "), "{what}: {run:#?}");
    assert_eq!(run.stdout, "", "{what}: {run:#?}");
    let document = call().args(["--format", "json"]).run().json();
    assert_eq!(document["errors"][0]["code"], wanted.code, "{what}: {document:#}");
    assert_eq!(files(folder), before, "{what}: something was written");
    run
}

/// Every file below a folder, with its length.
fn files(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let metadata = path.symlink_metadata().unwrap();
            if metadata.is_dir() {
                open.push(path.clone());
            }
            found.insert(path, metadata.len());
        }
    }
    found
}
