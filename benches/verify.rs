//! How long `verify` takes on a thousand tables: `cargo bench --bench verify [-- --tables 1000]`.
//!
//! The catalog half on a server that this benchmark starts; the behaviour half on the throwaway server that
//! `--on scratch` makes, with the time that `up` alone takes there subtracted by a run of its own.
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

use std::path::Path;
use std::process::Command;

use cluster::Cluster;
use database::Database;
use workbench::say::{progress, say};
use workbench::statistics::{median, range};
use workbench::tenants::schema;
use workbench::{bar, measure};

const ROUNDS: usize = 5;

fn main() {
    let tables = std::env::args().skip_while(|argument| argument != "--tables").nth(1);
    let tables: usize = tables.map_or(1_000, |tables| tables.parse().unwrap());
    let folder = tempfile::TempDir::new().unwrap();
    let script = schema(tables);
    for (file, text) in [
        ("migrations/V001__schema.sql", script.as_str()),
        ("rollbacks/V001__schema.sql", "-- migrate:irreversible a benchmark\n"),
        ("migrate.toml", "[scripts]\n[tenant]\nsetting = \"app.org\"\n"),
    ] {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let cluster = Cluster::own(&["max_locks_per_transaction=1024", "shared_buffers=256MB"]);
    let db = Database::on(&cluster);
    db.execute(&script);
    let mut catalog = Vec::new();
    for round in 1..=ROUNDS {
        progress(format!("catalog, round {round} of {ROUNDS}"));
        catalog.push(timed(&["--database-url", db.url(), "verify", "-q"], folder.path()));
    }
    let (low, high) = range(catalog.clone());
    say(format!(
        "\n{tables} tables: the catalog half {:.0} ms ({low:.0} .. {high:.0})",
        median(catalog.clone())
    ));
    bar::at_most("the catalog half", 1_000.0, median(catalog), bar::milliseconds);
    progress("everything tried");
    let up = timed(&["up", "--embedded", "--ephemeral", "-q"], folder.path());
    let both = timed(&["verify", "--embedded", "--ephemeral", "-q"], folder.path());
    say(format!("{tables} tables: up on a throwaway server {up:.0} ms, and everything tried {both:.0} ms"));
    bar::at_most("the behaviour half", 60_000.0, both - up, bar::milliseconds);
}

fn timed(args: &[&str], folder: &Path) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    command.env_clear().env("MIGRATE_EPHEMERAL_DIR", "/dev/shm").current_dir(folder).args(args);
    measure::run(&mut command, &folder.join("log")).sample.wall_ms
}
