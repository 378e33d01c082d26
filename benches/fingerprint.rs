//! How long a fingerprint takes on a thousand tables, beside `pg_dump -s` in the same run:
//! `cargo bench --bench fingerprint [-- --tables 1000]`.
//!
//! Both are whole processes; they take turns, so that whatever else the machine does meets both.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/it/support/cluster.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod cluster;
#[path = "../tests/it/support/database.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod database;
#[path = "../tests/it/support/processes.rs"]
mod processes;
mod workbench;

/// Where the files of the tests look for each other.
mod support {
    pub(crate) use crate::database::Database;
}

use std::process::Command;

use cluster::{Cluster, programs};
use database::Database;
use workbench::say::{progress, say};
use workbench::statistics::{median, range};
use workbench::tenants::schema;
use workbench::{bar, measure};

const ROUNDS: usize = 9;

fn main() {
    let tables = std::env::args().skip_while(|argument| argument != "--tables").nth(1);
    let tables: usize = tables.map_or(1_000, |tables| tables.parse().unwrap());
    let folder = tempfile::TempDir::new().unwrap();
    let cluster = Cluster::own(&["max_locks_per_transaction=4096", "shared_buffers=256MB"]);
    let db = Database::on(&cluster);
    db.execute(&schema(tables));
    db.execute("ANALYZE");
    let log = folder.path().join("log");
    let run = |command: &mut Command| measure::run(command.env_clear().current_dir(folder.path()), &log);
    let pg_dump = programs().join("pg_dump");
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let mut objects = 0;
    for round in 1..=ROUNDS {
        progress(format!("round {round} of {ROUNDS}"));
        let mut snapshot = Command::new(env!("CARGO_BIN_EXE_migrate"));
        let snapshot = run(snapshot.args(["--database-url", db.url(), "snapshot", "-q"]));
        objects = snapshot.said.lines().skip(1).filter(|line| !line.starts_with(' ')).count();
        ours.push(snapshot.sample);
        if pg_dump.is_file() {
            let dump = run(Command::new(&pg_dump).args(["-s", "-d", db.url()]));
            ratios.push(dump.sample.wall_ms / snapshot.sample.wall_ms);
            theirs.push(dump.sample);
        }
    }
    let figures = |what: &str, samples: &[measure::Sample]| {
        let wall = || samples.iter().map(|sample| sample.wall_ms);
        let (low, high) = range(wall());
        let cpu = median(samples.iter().map(|sample| sample.cpu_ms));
        let peak = median(samples.iter().map(|sample| sample.peak_mb));
        say(format!(
            "{what}: {:.0} ms ({low:.0} .. {high:.0}), {cpu:.0} ms CPU, {peak:.0} MB",
            median(wall())
        ));
    };
    say(format!("\n{tables} tables, {objects} objects"));
    figures("migrate snapshot", &ours);
    bar::at_most(
        "a fingerprint",
        1_000.0,
        median(ours.iter().map(|sample| sample.wall_ms)),
        bar::milliseconds,
    );
    if theirs.is_empty() {
        bar::not_measured("beside pg_dump -s", "there is no pg_dump beside the server");
    } else {
        figures("pg_dump -s", &theirs);
        let share = 1.0 / median(ratios);
        bar::at_most("a fingerprint, of what pg_dump -s takes", 1.0 / 3.0, share, bar::times);
    }
}
