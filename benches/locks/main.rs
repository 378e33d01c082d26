//! What an application notices of `up` and `down`: `cargo bench --bench locks [-- [--runs N] [--program FILE] [ROW..]]`.
//!
//! Eight clients ask at full speed, first alone and then beside runs of the binary, one a second. Counted is what the
//! server ended as a victim of a deadlock, by the clients and by the server's log; how long a query waited at most;
//! and what is left of the clients' throughput. The runs are an ordinary owner's, the clients another role's.
//!
//! `servers` runs the rows `two-tables` and `reference` again on every major that `.ci/fetch-postgres` can get, in a
//! process each, for which `MIGRATE_PG_BIN` names the programs.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../../tests/it/support/application/mod.rs"]
mod application;
mod beside;
#[path = "../../tests/it/support/cluster.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod cluster;
#[path = "../../tests/it/support/database.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod database;
#[path = "../../tests/it/support/processes.rs"]
mod processes;
mod reader;
mod reference;
mod servers;
mod vacuums;
#[path = "../workbench/mod.rs"]
mod workbench;

/// Where the files of the tests look for each other.
mod support {
    pub(crate) use crate::database::Database;
    pub(crate) use crate::processes::Ends;
}

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use application::runs;
use application::shapes::{self, Order, Shape};
use cluster::Cluster;
use workbench::say::{progress, say};

fn main() -> ExitCode {
    let wanted = match Wanted::read(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(why) => {
            progress(format!(
                "{why}\nusage: cargo bench --bench locks [-- [--runs N] [--program FILE] [ROW..]]\nrows: {}",
                ROWS.join(" ")
            ));
            return ExitCode::from(2);
        }
    };
    beside::introduce();
    for row in &wanted.rows {
        measure(row, &wanted.program, wanted.runs);
    }
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        say(format!("load average at the end: {}", load.trim()));
    }
    ExitCode::SUCCESS
}

/// What can be asked for, in the order of a whole run.
const ROWS: [&str; 11] = [
    "two-tables",
    "three-tables",
    "four-tables",
    "foreign-keys",
    "trigger",
    "partitions",
    "mixed",
    "autovacuum",
    "reference",
    "reader",
    "servers",
];

/// Whatever the scripts' order of tables is, the seeds are the same each time.
const SEED: u64 = 19;

fn measure(row: &str, program: &Path, runs: usize) {
    let shapes = shapes();
    match row {
        "autovacuum" => {
            for (name, shape) in shapes.into_iter().filter(|(name, _)| *name != "mixed") {
                beside::row(&format!("autovacuum and {name}"), &shape, program, runs.div_ceil(4), true);
            }
        }
        "reference" => reference::row(program, runs.div_ceil(40)),
        "reader" => reader::row(program),
        "servers" => servers::rows(program, runs.div_ceil(5)),
        _ => {
            for (name, shape) in shapes.iter().filter(|(name, _)| name.starts_with(row)) {
                beside::row(name, shape, program, runs, false);
            }
        }
    }
}

/// The shapes that are measured in the same way; the row that measures one is the beginning of its name.
fn shapes() -> [(&'static str, Shape); 9] {
    [
        ("two-tables, requests in the other order", shapes::two_tables(Order::Other)),
        ("two-tables, requests in the same order", shapes::two_tables(Order::Same)),
        ("three-tables", shapes::many_tables(3, SEED)),
        ("four-tables", shapes::many_tables(4, SEED)),
        ("foreign-keys", shapes::foreign_keys()),
        ("trigger", shapes::trigger()),
        ("partitions, requests in the other order", shapes::partitions(Order::Other)),
        ("partitions, requests in the same order", shapes::partitions(Order::Same)),
        ("mixed", shapes::mixed()),
    ]
}

/// What the command line asks for.
struct Wanted {
    program: PathBuf,
    runs: usize,
    rows: Vec<String>,
}

impl Wanted {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted = Self { program: runs::built(), runs: 200, rows: Vec::new() };
        // Cargo says this to every benchmark.
        let mut arguments = arguments.filter(|argument| argument != "--bench");
        while let Some(argument) = arguments.next() {
            if argument == "--runs" {
                let number = arguments.next().unwrap_or_default();
                let runs = number.parse().ok().filter(|runs| *runs > 0);
                wanted.runs = runs.ok_or_else(|| format!("`{number}` is no number of runs"))?;
            } else if argument == "--program" {
                wanted.program = arguments.next().unwrap_or_default().into();
            } else if ROWS.contains(&argument.as_str()) {
                wanted.rows.push(argument);
            } else {
                return Err(format!("there is no row `{argument}`"));
            }
        }
        if wanted.rows.is_empty() {
            wanted.rows = ROWS.map(ToOwned::to_owned).to_vec();
        }
        Ok(wanted)
    }
}
