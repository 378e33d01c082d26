//! What a test leaves out because this machine lacks something that is optional. Rust's runner knows no
//! test that skips itself: `make test` collects what is said here, and names and counts it at the end.
#![allow(dead_code, reason = "two test binaries share the workbench")]
#![allow(clippy::print_stderr, reason = "a skipped part has to be said")]

use std::fs;
use std::io::Write;
use std::panic::Location;
use std::path::PathBuf;

use super::{Database, programs};

/// Where `.ci/test` wants to read it: a line for each, the test, a tab, and why.
const COLLECTED: &str = "MIGRATE_TESTS_SKIPPED";

/// Says that this test leaves out what needs `what`, of which the machine has none.
#[track_caller]
pub(crate) fn skipped(what: &str) {
    let caller = Location::caller();
    let thread = std::thread::current();
    // The runner calls a thread like its test, unless it was told to run one at a time.
    let named = thread.name().filter(|name| *name != "main").map(ToOwned::to_owned);
    let test = named.unwrap_or_else(|| format!("{}:{}", caller.file(), caller.line()));
    eprintln!("SKIPPED {test}: there is no {what}");
    if let Some(file) = std::env::var_os(COLLECTED) {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(file).unwrap();
        file.write_all(format!("{test}\t{what}\n").as_bytes()).unwrap();
    }
}

/// One of the client programs that Debian installs with the server, `psql` or `pg_dump`. Fetched servers
/// come without; another version's may refuse, or tell it in other words.
#[track_caller]
pub(crate) fn client(name: &str) -> Option<PathBuf> {
    let program = programs().join(name);
    if program.is_file() {
        return Some(program);
    }
    skipped(&format!("{name} beside the server"));
    None
}

/// Whether the server has an extension to be created.
#[track_caller]
pub(crate) fn has_extension(db: &Database, name: &str) -> bool {
    let asked = format!("SELECT count(*) FROM pg_available_extensions WHERE name = '{name}'");
    let there = db.value(&asked) != "0";
    if !there {
        skipped(&format!("{name} in the server"));
    }
    there
}
