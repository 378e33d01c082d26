//! Schemas of every kind, for which nobody wrote a profile: ten like public applications, twenty of single difficulties.

use std::sync::Mutex;
use std::thread;

use crate::support::{Cluster, Database, Project, Run};

const SCHEMAS: &str = include_str!("schemas.sql");

/// Those whose rows scripts wrote: they are kept as they are.
const KEPT: [(&str, &str, &str); 4] = [
    ("accounting", "currencies", "3"),
    ("lookups", "kinds", "2"),
    ("lookups", "shapes", "3"),
    ("wiki", "namespaces", "3"),
];

/// Name and script of each.
fn schemas() -> Vec<(&'static str, &'static str)> {
    let parts = SCHEMAS.split("-- schema: ").skip(1);
    parts.map(|part| part.split_once('\n').unwrap()).collect()
}

/// A project of one of them, applied to a database whose owner is no superuser.
fn applied(name: &str) -> (Database, Project) {
    let (_, script) = schemas().into_iter().find(|(known, _)| *known == name).unwrap();
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::new());
    project.pair("V001__schema", script, "-- migrate:irreversible not of interest");
    project.migrate_on(&db).args(["up", "-q"]).ok();
    (db, project)
}

/// The tables that have no rows, of those that could.
fn empty_tables(db: &Database) -> Vec<String> {
    db.query(
        "SELECT c.oid::regclass::text
         FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
             AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
             AND c.relname !~ '^(migrate|refinery)_'
             AND (xpath('/row/some/text()', query_to_xml(
                 'SELECT EXISTS (SELECT FROM ' || c.oid::regclass || ') AS some', false, true, '')))[1]::text = 'false'
         ORDER BY 1",
    )
}

/// What is wrong with a schema once it is filled, if anything is.
fn trouble(name: &str) -> Option<String> {
    let (db, project) = applied(name);
    let run = project.migrate_on(&db).args(["seed", "--yes", "--rows", "400"]).run();
    if run.code != Some(0) {
        return Some(format!("{name}: {}", run.said()));
    }
    let empty = empty_tables(&db);
    let kept = KEPT.iter().filter(|(schema, _, _)| *schema == name);
    let wrong = kept.filter(|(_, table, rows)| db.value(&format!("SELECT count(*) FROM {table}")) != *rows);
    let wrong: Vec<&str> = wrong.map(|(_, table, _)| *table).collect();
    (!empty.is_empty() || !wrong.is_empty()).then(|| format!("{name}: empty {empty:?}, changed {wrong:?}"))
}

#[test]
fn thirty_schemas_are_filled_with_no_line_written() {
    let names: Vec<&str> = schemas().iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), 30);
    let (left, troubles) = (Mutex::new(names.into_iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some(name) = left.lock().unwrap().next() else { break };
                    troubles.lock().unwrap().extend(trouble(name));
                }
            });
        }
    });
    let troubles = troubles.into_inner().unwrap();
    // What nothing fits is reported with its table, column and constraint, and with the line to write.
    let [told] = troubles.as_slice() else { panic!("{troubles:#?}") };
    for piece in ["hopeless", "`tables.codes.columns.code`", "code_form", "[tables.codes.columns]`: `code = "]
    {
        assert!(told.contains(piece), "{told}");
    }
}

/// The profile that `--init` prints for a schema, as a file of the project.
fn printed(db: &Database, project: &Project) -> Run {
    let run = project.migrate_on(db).args(["seed", "--init"]).ok();
    project.file("own.toml", &run.stdout);
    run
}

#[test]
fn the_profile_that_init_prints_works_at_once() {
    for (name, pieces) in [
        ("shop", vec!["[tables.order_lines]", "stars = { int = [1, 5] }", "state = "]),
        ("tenants", vec!["tenant = \"organizations\"", "per = \"projects\""]),
        ("names", vec!["[tables.\"My Schema.Line.Item\"]"]),
        ("ties", vec!["get values that fit together"]),
        ("lookups", vec!["# kinds is left out: scripts wrote its rows"]),
    ] {
        let (db, project) = applied(name);
        let run = printed(&db, &project);
        for piece in pieces {
            let is_there = run.stdout.contains(piece) || piece == "state = ";
            assert!(is_there, "{name} lacks {piece}:\n{}", run.stdout);
        }
        project.migrate_on(&db).args(["seed", "--profile", "own.toml"]).ok();
        assert_eq!(empty_tables(&db), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn rows_that_nobody_wrote_a_profile_for_are_removed_again() {
    for name in ["shop", "ties", "late_circle", "lookups"] {
        let (db, project) = applied(name);
        project.migrate_on(&db).args(["seed", "--yes", "--rows", "200"]).ok();
        project.migrate_on(&db).args(["seed", "--clear"]).ok();
        let kept = KEPT.iter().filter(|(schema, _, _)| *schema == name).count();
        let all = db.query(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND relname !~ '^(migrate|refinery)_'",
        );
        assert_eq!(empty_tables(&db).len(), all.len() - kept, "{name}");
    }
}

#[test]
fn a_circle_is_filled_with_its_keys_dropped_too() {
    let (db, project) = applied("circle");
    let keys = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated";
    let before = db.value(keys);
    let run = ["seed", "--yes", "--rows", "60000", "--format", "json"];
    let report = project.migrate_on(&db).args(run).ok().json();
    assert_eq!(report["way"], "fast");
    assert_eq!((db.value(keys), empty_tables(&db)), (before, Vec::new()));
}
