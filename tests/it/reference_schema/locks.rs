//! The head of every script says which locks it takes on tables that were there before; the server is asked
//! whether that is so.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::fixture::{TWO_TENANTS, migrate, newest};
use crate::support::{Cluster, Database, Held};

/// From the one that only other maintenance notices to the one that everybody does. Weaker ones, which
/// readers and writers take themselves, are not stated.
const MODES: [(&str, &str); 5] = [
    ("SHARE UPDATE EXCLUSIVE", "ShareUpdateExclusiveLock"),
    ("SHARE", "ShareLock"),
    ("SHARE ROW EXCLUSIVE", "ShareRowExclusiveLock"),
    ("EXCLUSIVE", "ExclusiveLock"),
    ("ACCESS EXCLUSIVE", "AccessExclusiveLock"),
];

type Locks = BTreeMap<String, String>;

/// What a head states. `None` where it states nothing.
fn stated(script: &str) -> Option<Locks> {
    let mut lines = script.lines().skip_while(|line| !line.starts_with("-- Locks on existing tables:"));
    if lines.next()?.contains("none") {
        return Some(Locks::new());
    }
    let rows = lines.take_while(|line| line.starts_with("--     "));
    let mut locks = Locks::new();
    for line in rows {
        let (table, rest) = line[2..].trim().split_once(' ').unwrap();
        let known = MODES.iter().rev().find(|(mode, _)| {
            rest.trim_start()
                .strip_prefix(mode)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("   "))
        });
        let mode = known.unwrap_or_else(|| panic!("no lock in `{line}`")).0.to_owned();
        assert!(locks.insert(table.to_owned(), mode).is_none(), "`{table}` is stated twice");
    }
    (!locks.is_empty()).then_some(locks)
}

#[test]
fn a_head_without_a_statement_is_no_statement() {
    assert_eq!(stated("-- A script.\nSELECT 1;"), None);
    assert_eq!(stated("-- Locks on existing tables:\n-- something else"), None);
    assert_eq!(stated("-- Locks on existing tables: none, every table is new."), Some(Locks::new()));
    let one = stated(
        "-- Locks on existing tables:\n--     t   SHARE ROW EXCLUSIVE   a reason\n--\n--     u   SHARE",
    );
    assert_eq!(one, Some(Locks::from([("t".to_owned(), "SHARE ROW EXCLUSIVE".to_owned())])));
}

/// Tables of ours by their oids; a partition counts for its parent.
const TABLES: &str = "
    SELECT c.oid, COALESCE(p.relname, c.relname) FROM pg_class AS c
    LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid LEFT JOIN pg_class AS p ON p.oid = i.inhparent
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal')";

fn tables(db: &Database) -> BTreeMap<String, String> {
    let pair =
        |row: String| row.split_once('|').map(|(oid, name)| (oid.to_owned(), name.to_owned())).unwrap();
    db.query(TABLES).into_iter().map(pair).collect()
}

/// The strongest lock on each table, from rows of oid and mode.
fn strongest(rows: &[String], existing: &BTreeMap<String, String>, into: &mut Locks) {
    let rank = |mode: &str| MODES.iter().position(|(word, _)| *word == mode);
    for row in rows {
        let (oid, mode) = row.split_once('|').unwrap();
        let (Some(table), Some((word, _))) =
            (existing.get(oid), MODES.iter().find(|(_, internal)| *internal == mode))
        else {
            continue;
        };
        let held = into.entry(table.clone()).or_insert_with(|| (*word).to_owned());
        if rank(held) < rank(word) {
            (*word).clone_into(held);
        }
    }
}

/// What a script that runs in a transaction takes: read just before its end, which is a ROLLBACK.
fn in_transaction(db: &Database, script: &str) -> Locks {
    let existing = tables(db);
    let held = Held::open(db.url());
    held.query(&format!("BEGIN; SET LOCAL row_security = off; SET LOCAL search_path = public; SET LOCAL TimeZone = 'UTC'; {script}"))
        .unwrap_or_else(|state| panic!("{state}: {script}"));
    let rows = held
        .query("SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted")
        .unwrap();
    held.query("ROLLBACK").unwrap();
    let mut locks = Locks::new();
    strongest(&rows, &existing, &mut locks);
    locks
}

/// What a script without a transaction takes, statement by statement: a writer's open transaction makes each
/// wait for it while its locks can be read. That it waits, and not the writer, is shown as well.
fn statement_by_statement(db: &Database, script: &str) -> Locks {
    let existing = tables(db);
    let names: Vec<&String> = existing.values().collect();
    let mut locks = Locks::new();
    let body: String =
        script.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
    for statement in body.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        let writer = Held::open(db.url());
        writer.query("BEGIN").unwrap();
        for name in &names {
            writer.query(&format!("LOCK TABLE {name} IN ROW EXCLUSIVE MODE")).unwrap();
        }
        let builder = Held::open(db.url());
        // One that waits for a table instead would wait for ever: the writer only ends after it.
        let pid = builder.query("SET lock_timeout = '30s'; SELECT pg_backend_pid()").unwrap().remove(0);
        std::thread::scope(|scope| {
            let run = scope.spawn(|| builder.query(statement));
            let started = Instant::now();
            while db.value(&format!(
                "SELECT count(*) FROM pg_locks WHERE pid = {pid} AND NOT granted AND locktype = 'virtualxid'"
            )) == "0"
            {
                assert!(!run.is_finished(), "`{statement}` does not wait for the writer");
                assert!(started.elapsed() < Duration::from_secs(20), "`{statement}` does not come to it");
            }
            let rows = db.query(&format!(
                "SELECT relation, mode FROM pg_locks WHERE pid = {pid} AND locktype = 'relation' AND granted"
            ));
            strongest(&rows, &existing, &mut locks);
            // The writer goes on meanwhile.
            writer
                .query("SET LOCAL lock_timeout = '1s'; LOCK TABLE tasks IN ROW EXCLUSIVE MODE; COMMIT")
                .unwrap();
            run.join().unwrap().unwrap_or_else(|state| panic!("{state}: {statement}"));
        });
    }
    locks
}

fn script(folder: &str, version: usize) -> PathBuf {
    let prefix = format!("V{version:03}__");
    let mut paths = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    paths
        .find_map(|entry| {
            let path = entry.unwrap().path();
            path.file_name().unwrap().to_str().unwrap().starts_with(&prefix).then_some(path)
        })
        .unwrap()
}

/// Compares the head of one script with what it does; the database is as it was afterwards.
fn compare(db: &Database, folder: &str, version: usize) -> Option<String> {
    let path = script(folder, version);
    let text = fs::read_to_string(&path).unwrap();
    let shown = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
    let Some(stated) = stated(&text) else { return Some(format!("{shown} states nothing")) };
    let taken = if text.contains("-- migrate:no-transaction") {
        statement_by_statement(db, &text)
    } else {
        in_transaction(db, &text)
    };
    (stated != taken).then(|| format!("{shown}\n  states {stated:#?}\n  takes {taken:#?}"))
}

#[test]
fn every_script_takes_the_locks_that_its_head_states() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    let mut wrong = Vec::new();
    for version in 1..=newest() {
        // A script without a transaction is not taken back by a ROLLBACK: it runs on a copy.
        let copy = copy(&cluster, &db);
        wrong.extend(compare(&copy, "migrations", version));
        migrate(db.url()).args(["up", "--steps", "1"]).ok();
        if version == 3 {
            db.execute(TWO_TENANTS);
        }
        let copy = self::copy(&cluster, &db);
        wrong.extend(compare(&copy, "rollbacks", version));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn copy(cluster: &Cluster, db: &Database) -> Database {
    let copy = Database::on(cluster);
    let name = copy.name().to_owned();
    Database::try_query(&cluster.url("postgres", "postgres"), &format!("DROP DATABASE {name}")).unwrap();
    Database::try_query(
        &cluster.url("postgres", "postgres"),
        &format!("CREATE DATABASE {name} TEMPLATE {}", db.name()),
    )
    .unwrap();
    copy
}
