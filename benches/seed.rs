//! How fast `seed` is: `cargo bench --bench seed [-- --full] [-- --production]`.
//!
//! A million tasks (3.2 million with `--full`) and the tables that they stand on, complete with every index and every
//! foreign key validated, beside two others in the same run, on the same server, with the very same rows:
//!
//! - the floor: `psql` alone, one session and one transaction, binary COPY with FREEZE from files into bare tables, then
//!   the same indexes and keys. Nothing is generated, nothing is checked;
//! - the naive way: COPY from the same files through all indexes and keys, and once more with the triggers on.
//!
//! Both on the schema without full-text search and with it: what the server computes for each row, it computes in
//! every way, and so moves all of them closer together.
//!
//! `--production` seeds the whole profile instead, on disk, and says what it took.
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
use workbench::measure::Sample;
use workbench::say::{progress, say};
use workbench::statistics::{median, range};
use workbench::{bar, measure};

const ROUNDS: usize = 3;

/// Without and with full-text search, whose words the server finds for every row, whoever writes it.
const VERSIONS: [&str; 2] = ["V008", "V012"];

/// What a server that loads data is set up with. No setting is worth more to ours than to the others.
const SETTINGS: [&str; 5] = [
    "shared_buffers=1GB",
    "max_wal_size=16GB",
    "checkpoint_timeout=30min",
    "autovacuum=off",
    "synchronous_commit=on",
];

fn main() {
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    if asked("--production") {
        production();
    } else {
        for to in VERSIONS {
            tasks(if asked("--full") { "3.2" } else { "1" }, to);
        }
    }
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        say(format!("load average at the end: {}", load.trim()));
    }
}

/// Ours, the floor and the naive ways take turns, on the schema up to a version.
fn tasks(scale: &str, to: &str) {
    let cluster = Cluster::own(&SETTINGS);
    let folder =
        tempfile::TempDir::new_in(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "/tmp" }).unwrap();
    let at = folder.path();
    let db = migrated(&cluster, to);
    progress(format!("schema up to {to}: seeded once, and written to files"));
    seed(&db, scale, at);
    let tables = tables(&db);
    export(&cluster, &db, &tables, at);
    let expected = counts(&db);
    std::fs::write(at.join("pre.sql"), dump(&cluster, &db, "pre-data")).unwrap();
    let post = dump(&cluster, &db, "post-data");
    let parts = post.split("\n--\n-- ").filter(|part| is_built(part));
    let built: String =
        parts.filter_map(|part| part.split_once("--\n")).map(|(_, statements)| statements).collect();
    std::fs::write(at.join("floor.sql"), floor(&tables, &built)).unwrap();
    std::fs::write(at.join("naive.sql"), naive(&tables, false)).unwrap();
    std::fs::write(at.join("naive_triggers.sql"), naive(&tables, true)).unwrap();
    db.remove_from(&cluster);
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    let mut peak = 0.0_f64;
    for round in 1..=ROUNDS {
        progress(format!("round {round} of {ROUNDS}"));
        let db = migrated(&cluster, to);
        let sample = seed(&db, scale, at);
        ours.push(sample.wall_ms);
        peak = peak.max(sample.peak_mb);
        assert_eq!(counts(&db), expected);
        db.remove_from(&cluster);
        let db = Database::on(&cluster);
        run(psql(&cluster, &db).args(["-f", "pre.sql"]).current_dir(at), at);
        floor.push(run(psql(&cluster, &db).args(["-f", "floor.sql"]).current_dir(at), at).wall_ms);
        assert_eq!(counts(&db), expected, "the floor built something else");
        db.remove_from(&cluster);
    }
    let naively = |script: &str| {
        progress(format!("the naive way, {script}"));
        let db = migrated(&cluster, to);
        let took = run(psql(&cluster, &db).args(["-f", script]).current_dir(at), at).wall_ms;
        assert_eq!(counts(&db), expected);
        db.remove_from(&cluster);
        took
    };
    let (naive, triggers) = (naively("naive.sql"), naively("naive_triggers.sql"));
    let line = |name: &str, figures: &[f64]| {
        let (low, high) = range(figures.to_vec());
        say(format!(
            "{name:<40} {:>7.1} s ({:.1} .. {:.1})",
            median(figures.to_vec()) / 1e3,
            low / 1e3,
            high / 1e3
        ));
    };
    say(format!("\nschema up to {to}; {}; {ROUNDS} rounds, whole processes", expected.join(", ")));
    line("migrate seed", &ours);
    line("psql, binary COPY FREEZE, one session", &floor);
    line("psql, COPY through indexes and keys", &[naive]);
    line("the same with the triggers on", &[triggers]);
    bar::at_most(
        "against the floor",
        1.25,
        median(ours.iter().zip(&floor).map(|(own, other)| own / other)),
        bar::times,
    );
    let ratio = |took: f64| took / median(ours.clone());
    say(format!(
        "the naive way takes {:.1} x as long as ours, with triggers {:.1} x (wanted: at least 5 x)",
        ratio(naive),
        ratio(triggers)
    ));
    bar::at_most("memory", 200.0, peak, bar::megabytes);
}

/// The whole profile, on disk.
fn production() {
    let cluster = Cluster::at(&std::env::temp_dir(), &SETTINGS, 5432);
    let folder = tempfile::TempDir::new().unwrap();
    let db = migrated(&cluster, VERSIONS[1]);
    let sample = run(command(&db).args(["seed", "--profile", "production"]), folder.path());
    let rows: f64 = db
        .value("SELECT sum(n) FROM (SELECT reltuples AS n FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) AS t")
        .parse()
        .unwrap();
    say(format!(
        "production: {:.1} minutes, {:.0} rows, {:.0} rows/s, at most {:.0} MB of memory, a database of {}",
        sample.wall_ms / 60_000.0,
        rows,
        rows / (sample.wall_ms / 1000.0),
        sample.peak_mb,
        db.value("SELECT pg_size_pretty(pg_database_size(current_database()))")
    ));
    bar::at_most("production", 15.0, sample.wall_ms / 60_000.0, |minutes| format!("{minutes:.1} minutes"));
    bar::at_most("memory", 200.0, sample.peak_mb, bar::megabytes);
}

/// A database with the scripts applied up to a version.
fn migrated(cluster: &Cluster, to: &str) -> Database {
    let db = Database::on(cluster);
    let output = command(&db).args(["up", "-q", "--to", to]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    db
}

fn command(db: &Database) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate"));
    command.env_clear().args(["--dir", env!("CARGO_MANIFEST_DIR"), "--database-url", db.url()]);
    command
}

fn seed(db: &Database, scale: &str, folder: &Path) -> Sample {
    let profile = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/seed/tasks.toml");
    run(command(db).args(["seed", "--profile", profile, "--scale", scale, "-q"]), folder)
}

fn run(command: &mut Command, folder: &Path) -> Sample {
    measure::run(command, &folder.join("log")).sample
}

fn psql(cluster: &Cluster, db: &Database) -> Command {
    let mut command = Command::new(cluster::programs().join("psql"));
    command.env_clear().args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-h"]);
    command.arg(cluster.folder()).arg(db.name());
    command
}

/// Every table with rows, those that others refer to first, and the columns that can be given.
fn tables(db: &Database) -> Vec<(String, String)> {
    let order = ["organizations", "users", "organization_members", "workspaces", "projects", "tasks"];
    let columns = |table: &&str| {
        let columns = db.value(&format!(
            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
             WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
        ));
        ((*table).to_owned(), columns)
    };
    order.iter().map(columns).collect()
}

fn export(cluster: &Cluster, db: &Database, tables: &[(String, String)], folder: &Path) {
    for (table, columns) in tables {
        let copy = format!("\\copy {table} ({columns}) TO '{table}.bin' WITH (FORMAT binary)");
        run(psql(cluster, db).args(["-c", &copy]).current_dir(folder), folder);
    }
}

/// Rows of each table, and how many indexes and keys there are.
fn counts(db: &Database) -> Vec<String> {
    let mut counts: Vec<String> = tables(db)
        .iter()
        .map(|(table, _)| db.value(&format!("SELECT '{table} ' || count(*) FROM {table}")))
        .collect();
    counts.push(db.value(
        "SELECT count(*) || ' indexes' FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
         WHERE indisvalid AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '%migrat%'
             AND relname NOT LIKE 'refinery%' AND relname NOT LIKE 'activities%'",
    ));
    counts.push(db.value(
        "SELECT count(*) || ' keys' FROM pg_constraint
         WHERE contype = 'f' AND convalidated AND conparentid = 0 AND conrelid::regclass::text NOT LIKE 'activities%'",
    ));
    counts
}

fn dump(cluster: &Cluster, db: &Database, section: &str) -> String {
    let output = Command::new(cluster::programs().join("pg_dump"))
        .env_clear()
        .args(["-U", "postgres", "--section", section, "-h"])
        .arg(cluster.folder())
        .arg(db.name())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Whether a part of `pg_dump`'s output is an index or a key.
fn is_built(part: &str) -> bool {
    let header = part.lines().next().unwrap_or_default();
    ["Type: INDEX;", "Type: CONSTRAINT;", "Type: FK CONSTRAINT;", "Type: INDEX ATTACH;"]
        .iter()
        .any(|kind| header.contains(kind))
}

fn floor(tables: &[(String, String)], post: &str) -> String {
    let mut script = "SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; BEGIN;\n".to_owned();
    for (table, _) in tables {
        script.push_str(&format!("TRUNCATE {table};\n"));
    }
    for (table, columns) in tables {
        script.push_str(&format!(
            "\\copy {table} ({columns}) FROM '{table}.bin' WITH (FORMAT binary, FREEZE)\n"
        ));
    }
    script.push_str("SET search_path = '';\n");
    script.push_str(post);
    script.push_str("COMMIT;\n");
    script
}

fn naive(tables: &[(String, String)], triggers: bool) -> String {
    let off = tables.iter().filter(|_| !triggers);
    let off = off.map(|(table, _)| format!("ALTER TABLE {table} DISABLE TRIGGER USER;\n"));
    let copy = tables.iter().map(|(table, columns)| {
        format!("\\copy {table} ({columns}) FROM '{table}.bin' WITH (FORMAT binary)\n")
    });
    off.chain(copy).collect()
}
