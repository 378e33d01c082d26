//! What `roundtrip` costs beside the scripts that it runs: `cargo bench --bench roundtrip [-- --production]`.
//!
//! - Its overhead: the whole process, less the seeding (which it tells), beside `psql` that runs the very same scripts
//!   in the same order on the same rows: everything up on an empty database; then, on seeded rows, down, up and down of
//!   each pair; then everything up again. What is left is ours: fingerprints, sums, looks at locks, probes, making and
//!   dropping the database. On the profile `ci`, in memory; with `--production` on that profile, on disk.
//! - The sums over one large table, as the program asks for them, beside the fastest way to hash a table in one pass
//!   that is safe against values that change places.
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
use std::path::{Path, PathBuf};
use std::process::Command;

use cluster::Cluster;
use database::Database;
use serde_json::Value;
use workbench::say::{progress, say};
use workbench::statistics::{median, range};
use workbench::{bar, measure};

/// The last version whose tasks have no search vector: that has no hash, so that nobody can hash whole rows.
const BEFORE_SEARCH: &str = "V008";

/// How often each side of a comparison runs; once with `--production`.
const ROUNDS: usize = 3;

/// What a server with much to load is set up with.
const SETTINGS: [&str; 4] =
    ["shared_buffers=1GB", "max_wal_size=16GB", "checkpoint_timeout=30min", "autovacuum=off"];

fn main() {
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    if asked("--production") {
        overhead("production", 1, &Cluster::at(&std::env::temp_dir(), &SETTINGS, 5432));
    } else {
        overhead("ci", ROUNDS, &Cluster::own(&SETTINGS));
        sums();
    }
    if let Ok(load) = fs::read_to_string("/proc/loadavg") {
        say(format!("load average at the end: {}", load.trim()));
    }
}

/// `roundtrip` and `psql` take turns.
fn overhead(profile: &str, rounds: usize, cluster: &Cluster) {
    let folder = tempfile::TempDir::new().unwrap();
    let at = folder.path();
    let (climb, walk) = (at.join("climb.sql"), at.join("walk.sql"));
    let pairs = pairs();
    let up = |pair: &(PathBuf, PathBuf)| script(&pair.0);
    let down = |pair: &(PathBuf, PathBuf)| script(&pair.1);
    fs::write(&climb, pairs.iter().map(up).collect::<String>()).unwrap();
    let there_and_back = |pair| [down(pair), up(pair), down(pair)].concat();
    let all: String = pairs.iter().rev().map(there_and_back).chain(pairs.iter().map(up)).collect();
    fs::write(&walk, all).unwrap();
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = Value::Null;
    for round in 1..=rounds {
        progress(format!("{profile}: round {round} of {rounds}: roundtrip"));
        let db = Database::on(cluster);
        let mut roundtrip = command(&db);
        let run = measure::run(
            roundtrip.args(["roundtrip", "-q", "--profile", profile, "--format", "json"]),
            &at.join("log"),
        );
        last = serde_json::from_str(run.said.get(run.said.find('{').unwrap()..).unwrap()).unwrap();
        let own = run.sample.wall_ms - last["data"]["duration_ms"].as_f64().unwrap();
        db.remove_from(cluster);
        progress(format!("{profile}: round {round} of {rounds}: psql"));
        let empty = Database::on(cluster);
        let first = psql(cluster, &empty, &climb, at);
        empty.remove_from(cluster);
        let filled = Database::on(cluster);
        for args in [["up", "-q"].as_slice(), &["seed", "-q", "--profile", profile]] {
            measure::run(command(&filled).args(args), &at.join("log"));
        }
        let second = psql(cluster, &filled, &walk, at);
        filled.remove_from(cluster);
        ours.push(own);
        theirs.push(first + second);
        ratios.push(own / (first + second));
    }
    report(&last);
    let line = |name: &str, figures: &[f64]| {
        let (low, high) = range(figures.to_vec());
        let middle = median(figures.to_vec());
        say(format!("{name:<44} {:>7.1} s ({:.1} .. {:.1})", middle / 1e3, low / 1e3, high / 1e3));
    };
    say(format!(
        "\n{profile}: {} rows, {} pairs; {rounds} rounds, whole processes",
        last["data"]["rows"],
        pairs.len()
    ));
    line("migrate roundtrip, without the seeding", &ours);
    line("the same scripts in psql", &theirs);
    if profile == "production" {
        bar::at_most("overhead", 1.20, median(ratios), bar::times);
    } else {
        // Here the looks at the catalog weigh more than the rows.
        say(format!("overhead: {:.2} x", median(ratios)));
    }
}

/// What the last run told of itself.
fn report(run: &Value) {
    let steps = |pair: &Value| [pair["down"].clone(), pair["up_again"].clone()];
    let steps: Vec<Value> = run["pairs"].as_array().unwrap().iter().flat_map(steps).collect();
    let sum = |of: &str| steps.iter().filter_map(|step| step[of].as_f64()).sum::<f64>();
    let compared: f64 =
        run["pairs"].as_array().unwrap().iter().filter_map(|pair| pair["comparison_ms"].as_f64()).sum();
    say(format!(
        "the last run: seeded in {:.1} s, down and up again {:.1} s, compared {:.1} s; {:.0} MB of WAL, {:.0} MB of temporary files",
        run["data"]["duration_ms"].as_f64().unwrap() / 1e3,
        sum("duration_ms") / 1e3,
        compared / 1e3,
        sum("wal_bytes") / 1e6,
        sum("temp_bytes") / 1e6,
    ));
    let proven = run["pairs"].as_array().unwrap().iter().filter(|pair| pair["verdict"] == "proven").count();
    say(format!("proven: {proven} of {}", run["pairs"].as_array().unwrap().len()));
}

/// The question of the program itself, from the server's log, beside others.
fn sums() {
    let settings: Vec<&str> =
        SETTINGS.into_iter().chain(["log_statement=all", "logging_collector=off"]).collect();
    let cluster = Cluster::own(&settings);
    let folder = tempfile::TempDir::new().unwrap();
    let at = folder.path();
    let profile = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/seed/tasks.toml");
    progress("3.2 million tasks".to_owned());
    let db = Database::on(&cluster);
    let question = question(&cluster, profile, at);
    measure::run(command(&db).args(["up", "-q", "--to", BEFORE_SEARCH]), &at.join("log"));
    measure::run(command(&db).args(["seed", "-q", "--profile", profile, "--scale", "3.2"]), &at.join("log"));
    let whole = "SELECT count(*), sum(hashint8extended(hash_record_extended(t, 0), 1)) FROM tasks AS t";
    let mut took = vec![Vec::new(); 2];
    for round in 0..=ROUNDS {
        for (which, sql) in [question.as_str(), whole].into_iter().enumerate() {
            let file = at.join("sum.sql");
            fs::write(&file, format!("SET jit = off;\n{sql};\n")).unwrap();
            let ms = psql(&cluster, &db, &file, at);
            // The first round warms everything up.
            if round > 0 {
                took[which].push(ms);
            }
        }
    }
    say(format!("\n{} tasks, whole processes, median of {ROUNDS}", db.value("SELECT count(*) FROM tasks")));
    for (name, figures) in ["the sums of `roundtrip`", "hashes of whole rows"].iter().zip(&took) {
        say(format!("{name:<44} {:>7.0} ms", median(figures.clone())));
    }
    let ratio = median(took[0].iter().zip(&took[1]).map(|(own, other)| own / other));
    bar::at_most("sums, against hashes of whole rows", 1.3, ratio, bar::times);
}

/// What the program asks of `tasks`, on a few rows, as the server's log has it.
fn question(cluster: &Cluster, profile: &str, at: &Path) -> String {
    let db = Database::on(cluster);
    for folder in ["migrations", "rollbacks"] {
        fs::create_dir(at.join(folder)).unwrap();
    }
    for (up, down) in pairs() {
        if up.file_name().unwrap().to_str().unwrap() < "V009" {
            fs::copy(&up, at.join("migrations").join(up.file_name().unwrap())).unwrap();
            fs::copy(&down, at.join("rollbacks").join(up.file_name().unwrap())).unwrap();
        }
    }
    fs::write(at.join("migrate.toml"), "[scripts]\n").unwrap();
    let mut roundtrip = Command::new(env!("CARGO_BIN_EXE_migrate"));
    roundtrip.env_clear().arg("--dir").arg(at).args(["--database-url", db.url(), "roundtrip", "-q"]);
    let args = ["--profile", profile, "--scale", "0.001", "--only", BEFORE_SEARCH];
    measure::run(roundtrip.args(args), &at.join("log"));
    db.remove_from(cluster);
    let log = fs::read_to_string(cluster.folder().join("log")).unwrap();
    let is_it = |line: &&str| {
        line.contains("hash_record_extended") && line.ends_with("FROM ONLY \"public\".\"tasks\" AS r")
    };
    let line = log.lines().rfind(is_it).expect("the question is in the log");
    line.get(line.find("SELECT").unwrap()..).unwrap().to_owned()
}

/// The scripts of the reference schema, the oldest first.
fn pairs() -> Vec<(PathBuf, PathBuf)> {
    let folder = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut names: Vec<_> =
        fs::read_dir(folder("migrations")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.retain(|name| name.to_string_lossy().ends_with(".sql"));
    names.sort();
    names.iter().map(|name| (folder("migrations").join(name), folder("rollbacks").join(name))).collect()
}

/// A script as `psql` runs it: in a transaction, unless it must not be in one.
fn script(file: &Path) -> String {
    let include = format!("\\i '{}'\n", file.display());
    if fs::read_to_string(file).unwrap().contains("migrate:no-transaction") {
        include
    } else {
        format!("BEGIN;\n{include}COMMIT;\n")
    }
}

fn command(db: &Database) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    command.env_clear().args(["--dir", env!("CARGO_MANIFEST_DIR"), "--database-url", db.url()]);
    command
}

/// Milliseconds.
fn psql(cluster: &Cluster, db: &Database, file: &Path, at: &Path) -> f64 {
    let mut command = Command::new(cluster::programs().join("psql"));
    command.env_clear().args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-h"]);
    command.arg(cluster.folder()).arg(db.name()).arg("-f").arg(file);
    measure::run(&mut command, &at.join("log")).sample.wall_ms
}
