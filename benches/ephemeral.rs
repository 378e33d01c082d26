//! How fast a throwaway server is there: `cargo bench --bench ephemeral`.
//!
//! `migrate status --ephemeral` starts one, asks it one thing and throws it away. The start is what the
//! binary itself reports, up to the first answered query; the whole is the process from outside.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]

mod workbench;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};
use tempfile::TempDir;

use workbench::say::say;
use workbench::statistics::{median, range};
use workbench::{bar, measure};

/// Starts that are counted.
const WARM_STARTS: usize = 10;

fn main() {
    let memory = Some(PathBuf::from("/dev/shm")).filter(|folder| folder.is_dir());
    let disk = std::env::temp_dir();
    let mut table = Builder::default();
    table.push_record(["where", "starts", "first query ms", "min..max", "process ms", "min..max"]);
    let mut medians = Vec::new();
    for place in memory.iter().chain([&disk]) {
        let fresh = folder(place);
        let shown = place.display().to_string();
        let cold = start(Some(fresh.path()), fresh.path());
        table.push_record(line(&shown, "1 cold", &[cold]));
        // The default folder is warm as a user's is: its template stays from one day to the next.
        let base = (*place != disk).then(|| fresh.path());
        start(base, fresh.path());
        let warm: Vec<Start> = (0..WARM_STARTS).map(|_| start(base, fresh.path())).collect();
        table.push_record(line(&shown, &format!("{WARM_STARTS} warm"), &warm));
        medians.push((shown, median(warm.iter().map(|start| start.first_query_ms))));
    }
    let mut table = table.build();
    table.with(Style::psql()).modify(Columns::new(2..), Alignment::right());
    say(table);
    say("");
    for (place, measured) in medians {
        bar::at_most(&format!("warm start in {place}, median"), 150.0, measured, bar::milliseconds);
    }
}

/// What one start took.
struct Start {
    first_query_ms: f64,
    process_ms: f64,
}

/// Starts a throwaway server below `base`, or where it goes by default.
fn start(base: Option<&Path>, log_folder: &Path) -> Start {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    command.args(["status", "--ephemeral", "--embedded", "-v"]).current_dir("/").env_clear();
    for kept in ["PATH", "TMPDIR", "MIGRATE_PG_BIN"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    if let Some(base) = base {
        command.env("MIGRATE_EPHEMERAL_DIR", base);
    }
    let run = measure::run(&mut command, &log_folder.join("log"));
    let first_query_ms = reported(&run.said).unwrap_or_else(|| panic!("no start in: {}", run.said));
    Start { first_query_ms, process_ms: run.sample.wall_ms }
}

/// From `started PostgreSQL 15.20 from `/usr/lib/postgresql/15/bin` in 87 ms`, or `in 1.02 s`.
fn reported(said: &str) -> Option<f64> {
    let line = said.lines().find(|line| line.contains("started PostgreSQL"))?;
    let (figure, unit) = line.rsplit_once("` in ")?.1.split_once(' ')?;
    let figure: f64 = figure.parse().ok()?;
    match unit.split(',').next()? {
        "ms" => Some(figure),
        "s" => Some(figure * 1000.0),
        _ => None,
    }
}

/// A new folder that the server's account can pass through, when we are root and it is not.
fn folder(place: &Path) -> TempDir {
    let folder = tempfile::Builder::new().prefix("migrate-bench-").tempdir_in(place).unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
    folder
}

fn line(place: &str, what: &str, starts: &[Start]) -> [String; 6] {
    let figures = |of: fn(&Start) -> f64| {
        let (low, high) = range(starts.iter().map(of));
        (format!("{:.1}", median(starts.iter().map(of))), format!("{low:.1}..{high:.1}"))
    };
    let (first, first_range) = figures(|start| start.first_query_ms);
    let (process, process_range) = figures(|start| start.process_ms);
    [place.to_owned(), what.to_owned(), first, first_range, process, process_range]
}
