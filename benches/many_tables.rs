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

/// How many one script creates: a throwaway server has room for no more locks than any other.
const PER_SCRIPT: usize = 500;

const SETTINGS: [&str; 2] = ["shared_buffers=256MB", "autovacuum=off"];

fn main() {
    for (tables, longest, on_top) in SIZES {
        let folder = tempfile::TempDir::new().unwrap();
        let last = write_project(folder.path(), tables);
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
        let said = run(&["roundtrip", "-q", "--no-seed", "--only", &last, "--format", "json"]).said;
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

/// Scripts that create the tables, and a small one behind them. Returns its version.
fn write_project(at: &Path, tables: usize) -> String {
    let file = |folder: &str, name: &str, text: &str| {
        fs::create_dir_all(at.join(folder)).unwrap();
        fs::write(at.join(folder).join(name), text).unwrap();
    };
    fs::write(at.join("migrate.toml"), "[scripts]\n").unwrap();
    let scripts = tables.div_ceil(PER_SCRIPT);
    for script in 0..scripts {
        let (mut up, mut down) = (String::new(), String::new());
        for table in script * PER_SCRIPT..tables.min((script + 1) * PER_SCRIPT) {
            writeln!(
                up,
                "CREATE TABLE t{table} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org int NOT NULL, name text);
                 CREATE INDEX ON t{table} (org, name);"
            )
            .unwrap();
            writeln!(down, "DROP TABLE t{table};").unwrap();
        }
        let name = format!("V{:03}__tables.sql", script + 1);
        file("migrations", &name, &up);
        file("rollbacks", &name, &down);
    }
    let version = format!("V{:03}", scripts + 1);
    file("migrations", &format!("{version}__column.sql"), "ALTER TABLE t0 ADD COLUMN more int;\n");
    file("rollbacks", &format!("{version}__column.sql"), "ALTER TABLE t0 DROP COLUMN more;\n");
    version
}
