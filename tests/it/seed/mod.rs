//! `migrate seed`: what is written, what stops it, what is left after a kill, and what `--clear` takes back.

mod any_schema;
mod changed_meanwhile;
mod clear;
mod filled;
mod killed;
mod leftovers;
mod no_profile;
mod on_top;
mod profile_problems;
mod reference;
mod refusals;
mod rows_of_others;
mod stopped;

use crate::support::{Database, Migrate, Project};

/// Accounts, items that refer to one another, events by month, and notes that no profile fills.
const SCHEMA: &str = include_str!("accounts.sql");

/// More than fifty thousand rows, so that tables are taken apart.
const PROFILE: &str = include_str!("accounts.toml");

/// A project with the schema and the profile `accounts`, and a database with everything applied.
fn accounts() -> (Database, Project) {
    let (db, project) = (Database::new(), Project::new());
    project
        .pair("V001__accounts", SCHEMA, "DROP TABLE notes, events, items, accounts; DROP FUNCTION loud();")
        .file("fixtures/profiles/accounts.toml", PROFILE);
    project.migrate_on(&db).args(["up"]).ok();
    (db, project)
}

/// `migrate seed` with more arguments.
fn seed<'a>(db: &Database, project: &Project, args: impl IntoIterator<Item = &'a str>) -> Migrate {
    project.migrate_on(db).args(["seed"]).args(args)
}

/// How many rows each table has and what is in them, whatever their order.
fn content(db: &Database) -> Vec<String> {
    let tables = db.query(
        "SELECT c.oid::regclass FROM pg_class AS c
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
             AND c.relname NOT LIKE 'migrate\\_%' AND c.relname NOT LIKE 'refinery\\_%' ORDER BY c.oid::regclass::text",
    );
    tables
        .iter()
        .map(|table| {
            db.value(&format!(
                "SELECT '{table}', count(*), COALESCE(sum(hashtextextended(t::text, 0)), 0) FROM {table} AS t"
            ))
        })
        .collect()
}

/// Everything that must be as before: the schema, which triggers fire, and that indexes and keys are valid.
fn state(db: &Database) -> Vec<String> {
    let mut state = db.schema();
    state.extend(db.query(
        "SELECT 'fires ' || t.tgrelid::regclass || '.' || t.tgname || ' ' || t.tgenabled::text
         FROM pg_trigger AS t WHERE NOT t.tgisinternal
         UNION ALL SELECT 'valid ' || i.indexrelid::regclass || ' ' || i.indisvalid
         FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
         WHERE c.oid >= 16384 AND c.relnamespace <> 'pg_toast'::regnamespace AND c.relname <> 'migrate_seed'
         UNION ALL SELECT 'checked ' || conrelid::regclass || '.' || conname || ' ' || convalidated
         FROM pg_constraint WHERE oid >= 16384 AND contype = 'f' ORDER BY 1",
    ));
    state
}

/// Makes the partitions of the profile's months, so that the schema does not grow any more.
fn with_months(db: &Database) {
    for (month, next) in [("2026-04", "2026-05"), ("2026-05", "2026-06"), ("2026-06", "2026-07")] {
        db.execute(&format!(
            "CREATE TABLE IF NOT EXISTS events_{} PARTITION OF events
             FOR VALUES FROM ('{month}-01 00:00:00+00') TO ('{next}-01 00:00:00+00')",
            month.replace('-', "_")
        ));
    }
}

/// Wants the state to be this one, and tells what differs.
fn is_as(db: &Database, before: &[String]) {
    let after = state(db);
    let lacks = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|line| !other.contains(line)).cloned().collect()
    };
    assert_eq!((lacks(before, &after), lacks(&after, before)), (Vec::new(), Vec::new()));
}
