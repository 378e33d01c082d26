//! What it costs to judge every pair of a long history: `cargo bench --bench history [-- PAIRS]`.
//!
//! `roundtrip --no-seed` on 342 pairs without rows, the one in the middle broken, beside one `psql` session that runs the
//! same scripts up, down and up; and `roundtrip --only` for the newest pair, beside `migrate up`. Compared is CPU time,
//! that of the client and that of the server's sessions.
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

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use cluster::{Cluster, programs};
use database::Database;
use serde_json::Value;
use wait4::Wait4;
use workbench::bar;
use workbench::history::History;
use workbench::say::{progress, say};
use workbench::statistics::{median, range};

const ROUNDS: usize = 3;

/// As many as the longest of the histories that were tried.
const PAIRS: usize = 342;

/// Nothing else is at work on the server.
const SETTINGS: [&str; 2] = ["autovacuum=off", "shared_buffers=256MB"];

fn main() {
    let pairs = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(PAIRS);
    let cluster = Cluster::own(&SETTINGS);
    let broken = History::write(pairs, pairs.div_ceil(2));
    let sound = History::write(pairs, 0);
    let (mut all, mut newest) = (Series::default(), Series::default());
    for round in 1..=ROUNDS {
        progress(format!("round {round} of {ROUNDS}"));
        let psql = measure(&cluster, &mut psql(&cluster, sound.path()), 0);
        let mut whole = migrate(&cluster, broken.path());
        let (cpu, document) = judged(&cluster, whole.args(["roundtrip", "--no-seed"]), 1);
        verify(&document, pairs);
        all.add(cpu, psql);
        let mut up = migrate(&cluster, sound.path());
        let up = measure(&cluster, up.args(["up", "-q"]), 0);
        let mut one = migrate(&cluster, sound.path());
        let only = format!("V{pairs:03}");
        let (cpu, _) = judged(&cluster, one.args(["roundtrip", "--no-seed", "--only", &only]), 0);
        newest.add(cpu, up);
    }
    say(format!("\n{pairs} pairs, {ROUNDS} rounds, CPU of client and server"));
    all.report("roundtrip of all, one broken", "up, down and up in psql", 2.0);
    newest.report("roundtrip of the newest alone", "up", 3.0);
}

/// Both sides of a comparison.
#[derive(Default)]
struct Series {
    ours: Vec<f64>,
    theirs: Vec<f64>,
}

impl Series {
    fn add(&mut self, ours: f64, theirs: f64) {
        self.ours.push(ours);
        self.theirs.push(theirs);
    }

    fn report(&self, ours: &str, theirs: &str, most: f64) {
        for (name, figures) in [(ours, &self.ours), (theirs, &self.theirs)] {
            let (low, high) = range(figures.clone());
            say(format!("{name:<32} {:>6.2} s ({low:.2} .. {high:.2})", median(figures.clone())));
        }
        let ratios = self.ours.iter().zip(&self.theirs).map(|(ours, theirs)| ours / theirs);
        bar::at_most(&format!("{ours}, of {theirs}"), most, median(ratios), bar::times);
    }
}

/// Every pair is judged, and rightly.
fn verify(document: &Value, pairs: usize) {
    let judged = document["pairs"].as_array().unwrap();
    let proven = judged.iter().filter(|pair| pair["verdict"] == "proven").count();
    assert_eq!((judged.len(), proven), (pairs, pairs - 1), "{:#}", document["not_tried"]);
    let broken = judged.iter().find(|pair| pair["verdict"] == "failed").unwrap();
    assert_eq!(broken["version"], pairs.div_ceil(2));
}

fn migrate(cluster: &Cluster, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    let db = Database::on(cluster);
    command.env_clear().current_dir(folder).args(["--database-url", db.url()]);
    command
}

fn psql(cluster: &Cluster, folder: &Path) -> Command {
    let mut command = Command::new(programs().join("psql"));
    let db = Database::on(cluster);
    command.env_clear().args(["-qXAt", "-v", "ON_ERROR_STOP=1", "-d", db.url(), "-f"]);
    command.arg(folder.join("all.sql"));
    command
}

fn judged(cluster: &Cluster, command: &mut Command, exit: i32) -> (f64, Value) {
    let file = tempfile::NamedTempFile::new().unwrap();
    command.args(["--format", "json"]).stdout(file.reopen().unwrap());
    let cpu = measured(cluster, command, exit);
    (cpu, serde_json::from_str(&fs::read_to_string(file.path()).unwrap()).unwrap())
}

fn measure(cluster: &Cluster, command: &mut Command, exit: i32) -> f64 {
    measured(cluster, command.stdout(Stdio::null()), exit)
}

/// Seconds of CPU that a client took, and the sessions of the server that ended meanwhile.
fn measured(cluster: &Cluster, command: &mut Command, exit: i32) -> f64 {
    let before = sessions(cluster);
    let mut child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let ended = child.wait4().unwrap();
    assert_eq!(ended.status.code(), Some(exit), "{command:?}");
    // The last session ends after its client.
    std::thread::sleep(Duration::from_millis(500));
    (ended.rusage.utime + ended.rusage.stime).as_secs_f64() + sessions(cluster) - before
}

/// Seconds of CPU of the server's main process and of its sessions that ended.
fn sessions(cluster: &Cluster) -> f64 {
    let pid = fs::read_to_string(cluster.folder().join("data/postmaster.pid")).unwrap();
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.lines().next().unwrap())).unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    // utime, stime, cutime and cstime: the 14th to the 17th, in hundredths of a second.
    let fields = fields.split_whitespace().skip(11).take(4);
    fields.map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() / 100.0
}
