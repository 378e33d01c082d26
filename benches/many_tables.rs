//! What a schema of many tables costs those that look at all of it: `cargo bench --bench many_tables`.
//!
//! `snapshot` and `drift` of 4,000 and 10,000 tables, each with an identity column, a key and an index, as whole processes;
//! and what `roundtrip` needs for one pair on top of its two scripts, which it tells itself.
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

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use cluster::{Cluster, programs};
use database::Database;
use serde_json::Value;
use workbench::say::{progress, say};
use workbench::statistics::median;
use workbench::{bar, measure};

const ROUNDS: usize = 3;

/// How many tables, how long a `snapshot` or a `drift` may take, and what a pair may cost on top, in milliseconds.
const SIZES: [(usize, f64, f64); 2] = [(4_000, 2_000.0, 1_000.0), (10_000, 5_000.0, 1_000.0)];

/// Room for the locks of a script that creates all tables at once.
const SETTINGS: [&str; 3] = ["max_locks_per_transaction=8192", "shared_buffers=256MB", "autovacuum=off"];

fn main() {
    for (tables, longest, on_top) in SIZES {
        let folder = tempfile::TempDir::new().unwrap();
        write_project(folder.path(), tables);
        let cluster = Cluster::own(&SETTINGS);
        let db = Database::on(&cluster);
        let run = |args: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
            command.env_clear().env("PATH", std::env::var_os("PATH").unwrap());
            command.env("MIGRATE_PG_BIN", programs()).env("MIGRATE_EPHEMERAL_DIR", cluster::base());
            command.args(["--database-url", db.url(), "--dir"]).arg(folder.path()).args(args);
            measure::run(&mut command, &folder.path().join("log"))
        };
        progress(format!("{tables} tables: up"));
        run(&["up", "-q"]);
        for what in ["snapshot", "drift"] {
            progress(format!("{tables} tables: {what}"));
            let times = (0..ROUNDS).map(|_| run(&[what, "-q"]).sample.wall_ms);
            let middle = median(times);
            bar::at_most(&format!("{what} of {tables} tables"), longest, middle, bar::milliseconds);
        }
        progress(format!("{tables} tables: roundtrip"));
        let said = run(&["roundtrip", "-q", "--no-seed", "--only", "V002", "--format", "json"]).said;
        let document: Value = serde_json::from_str(&said[said.find('{').unwrap()..]).unwrap();
        let pair = &document["pairs"][0];
        assert_eq!(pair["verdict"], "proven", "{pair:#}");
        let compared = pair["comparison_ms"].as_f64().unwrap();
        bar::at_most(&format!("a pair beside {tables} tables"), on_top, compared, bar::milliseconds);
    }
    if let Ok(load) = fs::read_to_string("/proc/loadavg") {
        say(format!("load average at the end: {}", load.trim()));
    }
}

/// One script that creates the tables, and a small one.
fn write_project(at: &Path, tables: usize) {
    let (mut up, mut down) = (String::new(), String::new());
    for table in 0..tables {
        writeln!(
            up,
            "CREATE TABLE t{table} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org int NOT NULL, name text);
             CREATE INDEX ON t{table} (org, name);"
        )
        .unwrap();
        writeln!(down, "DROP TABLE t{table};").unwrap();
    }
    let file = |name: &str, text: &str| {
        fs::create_dir_all(at.join(name).parent().unwrap()).unwrap();
        fs::write(at.join(name), text).unwrap();
    };
    file("migrate.toml", "[scripts]\n");
    file("migrations/V001__tables.sql", &up);
    file("rollbacks/V001__tables.sql", &down);
    file("migrations/V002__column.sql", "ALTER TABLE t0 ADD COLUMN more int;\n");
    file("rollbacks/V002__column.sql", "ALTER TABLE t0 DROP COLUMN more;\n");
}
