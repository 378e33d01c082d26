//! Rows at the edges: kept byte for byte through every version, and refused one step further.

use std::collections::BTreeMap;

use super::fixture::{A, ANN, TWO_TENANTS, migrate, newest};
use crate::support::{Cluster, Database};

const EDGES: &str = include_str!("../../../fixtures/edge_cases.sql");
const REFUSED: &str = include_str!("../../../fixtures/refused_rows.sql");

/// Every table but the tool's own, and its columns as a list. Taken at V003: those whose rows have to stay.
fn columns(db: &Database) -> BTreeMap<String, String> {
    db.query(
        "SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
         FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal')
             AND a.attnum > 0 AND NOT a.attisdropped
         GROUP BY c.relname",
    )
    .iter()
    .map(|row| row.split_once('|').unwrap())
    .map(|(table, columns)| (table.to_owned(), columns.to_owned()))
    .collect()
}

/// Every row of these tables, by the bytes of these columns.
fn content(db: &Database, tables: &BTreeMap<String, String>) -> BTreeMap<String, Vec<String>> {
    tables
        .iter()
        .map(|(table, columns)| {
            let sql = format!("SELECT md5(convert_to(row({columns})::text, 'UTF8')) FROM {table} ORDER BY 1");
            (table.clone(), db.query(&format!("SET TimeZone = 'UTC'; {sql}")))
        })
        .collect()
}

#[test]
fn rows_at_the_edges_pass_every_version_byte_for_byte() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(TWO_TENANTS);
    db.execute(EDGES);
    let tables = columns(&db);
    assert_eq!(tables.len(), 11, "{tables:?}");
    let before = content(&db, &tables);
    assert!(before.values().all(|rows| rows.len() >= 2), "{before:?}");
    migrate(db.url()).args(["up"]).ok();
    assert_eq!(content(&db, &tables), before, "up");
    migrate(db.url()).args(["down", "--to", "V003", "--yes"]).ok();
    assert_eq!(content(&db, &tables), before, "down");
    migrate(db.url()).args(["up"]).ok();
    assert_eq!(content(&db, &tables), before, "up again");
}

/// The error of a statement in a transaction of its own, which is taken back.
fn attempt(db: &Database, statement: &str) -> tokio_postgres::error::DbError {
    let error = Database::try_query(db.url(), &format!("BEGIN; {statement}; ROLLBACK;"))
        .err()
        .unwrap_or_else(|| panic!("not refused: {statement}"));
    error.as_db_error().unwrap_or_else(|| panic!("{error}: {statement}")).clone()
}

#[test]
fn the_edge_rows_stand_at_every_limit_and_one_character_more_or_less_is_refused() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(TWO_TENANTS);
    db.execute(EDGES);
    let limits = db.query(
        r"SELECT k.conrelid::regclass, a.attname, l.limit_of[1], k.conname
         FROM pg_constraint AS k JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
         CROSS JOIN regexp_match(pg_get_constraintdef(k.oid), format('char_length\(%s\) <= (\d+)', a.attname))
             AS l (limit_of)
         WHERE k.contype = 'c' AND l.limit_of IS NOT NULL AND k.connamespace = 'public'::regnamespace",
    );
    assert_eq!(limits.len(), 19, "{limits:?}");
    for limit in limits {
        let [table, column, most, constraint] = limit.split('|').collect::<Vec<_>>()[..] else { panic!() };
        // A slug is ASCII.
        for bytes in 1..=if column == "slug" { 1 } else { 4 } {
            let longest =
                format!("char_length({column}) = {most} AND octet_length(right({column}, 1)) = {bytes}");
            let found = db.value(&format!("SELECT count(*) > 0 FROM {table} WHERE {longest}"));
            assert_eq!(found, "t", "{table}.{column}: {most} characters of {bytes} bytes");
            let longer =
                format!("UPDATE {table} SET {column} = {column} || right({column}, 1) WHERE {longest}");
            assert_eq!(attempt(&db, &longer).constraint(), Some(constraint), "{longer}");
        }
        let least = db.value(&format!("SELECT min(char_length({column})) FROM {table}"));
        if least != "0" {
            let shorter = format!(
                "UPDATE {table} SET {column} = left({column}, -1) WHERE char_length({column}) = {least}"
            );
            assert_eq!(attempt(&db, &shorter).constraint(), Some(constraint), "{shorter}");
        }
    }
    let nullable = db.query(
        "SELECT a.attname, c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
             AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal') AND NOT a.attnotnull",
    );
    assert!(nullable.len() > 10, "{nullable:?}");
    for (column, table) in nullable.iter().map(|row| row.split_once('|').unwrap()) {
        let both = format!("SELECT count(*) > count({column}) AND count({column}) > 0 FROM {table}");
        assert_eq!(db.value(&both), "t", "{table}.{column}: with and without");
    }
}

/// A statement that is refused, and by what.
struct Refused {
    state: &'static str,
    /// Several where the schema leaves open which one comes first; empty where it is no constraint.
    constraints: Vec<&'static str>,
    /// The first version that refuses it.
    since: usize,
    statement: &'static str,
}

fn refused() -> Vec<Refused> {
    REFUSED
        .split("\n\n")
        .skip(1)
        .filter(|block| !block.trim().is_empty())
        .map(|block| {
            let (head, statement) = block.trim().split_once('\n').unwrap();
            let (state, rest) = head.strip_prefix("-- ").unwrap().split_once(' ').unwrap();
            let by = rest.split_once(':').unwrap().0;
            let (by, since) = by.split_once("since V").unwrap_or((by, "003"));
            // What does not come from a constraint is told in words behind its SQLSTATE.
            let by = if state.starts_with("23") { by.trim() } else { "" };
            let constraints = by.split(" or ").filter(|name| !name.is_empty()).collect();
            Refused { state, constraints, since: since.parse().unwrap(), statement }
        })
        .collect()
}

/// Tries every statement that a version refuses, and wants the constraint to say so.
fn try_all(db: &Database, version: usize) {
    for Refused { state, constraints, statement, .. } in
        refused().iter().filter(|refused| refused.since <= version)
    {
        let error = attempt(db, statement.trim_end_matches(';'));
        assert_eq!(error.code().code(), *state, "{}: {statement}", error.message());
        match error.constraint() {
            // A partition's own key has the partition's name in it.
            Some(by) if by.starts_with("activities_2") => {
                assert_eq!(*constraints, ["activities_pkey"], "{by}");
            }
            Some(by) => assert!(constraints.contains(&by), "{by}: {statement}"),
            None => assert!(constraints.is_empty(), "{constraints:?} is not what refused {statement}"),
        }
        // Where several refuse it, each does so alone, with the other keys of its table gone, and the trigger that looks before them.
        for alone in constraints.iter().filter(|_| constraints.len() > 1) {
            let others = format!(
                "DO $$ DECLARE command text; BEGIN
                     FOR command IN SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', o.conrelid::regclass, o.conname)
                         FROM pg_constraint AS k JOIN pg_constraint AS o USING (conrelid)
                         WHERE k.conname = '{alone}' AND o.conname <> k.conname AND o.contype IN ('f', 'u', 'p')
                         UNION ALL SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname)
                         FROM pg_constraint AS k JOIN pg_trigger AS t ON t.tgrelid = k.conrelid
                         WHERE k.conname = '{alone}' AND t.tgname ~ '_check_place'
                     LOOP EXECUTE command; END LOOP;
                 END $$; {}",
                statement.trim_end_matches(';')
            );
            assert_eq!(attempt(db, &others).constraint(), Some(*alone), "{others}");
        }
    }
}

/// Constraints and unique indexes that no statement meets, although a version has them.
fn unmet(db: &Database) -> Vec<String> {
    let named: Vec<&str> = refused().into_iter().flat_map(|refused| refused.constraints).collect();
    let all = db.query(
        "SELECT k.conname FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
         WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
             AND k.contype IN ('c', 'u', 'f', 'p') AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal')
         UNION SELECT n.relname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
             JOIN pg_class AS n ON n.oid = i.indexrelid
         WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND i.indisunique
             AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal')",
    );
    assert!(all.len() > 60, "{all:?}");
    all.into_iter().filter(|name| !named.contains(&name.as_str())).collect()
}

#[test]
fn one_step_beyond_the_edge_is_refused_by_the_constraint_that_is_there_for_it() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(TWO_TENANTS);
    try_all(&db, 3);
    assert_eq!(unmet(&db), Vec::<String>::new(), "at V003");
    migrate(db.url()).args(["up"]).ok();
    try_all(&db, newest());
    assert_eq!(unmet(&db), Vec::<String>::new(), "at the newest version");
}

#[test]
fn an_entry_from_before_the_calendar_of_the_partitions_stops_the_migration() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(TWO_TENANTS);
    let entries = db.value("SELECT count(*) FROM activities");
    for instant in ["0001-12-31 23:59:59.999999+00 BC", "10000-01-01 00:00:00+00", "infinity", "-infinity"] {
        db.execute(&format!(
            "INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action, created_at)
             VALUES ('{A}', '{ANN}', 'task', '{A}', 'outside', '{instant}')"
        ));
        migrate(db.url())
            .args(["up", "--steps", "1"])
            .code(1)
            .says(&["activities holds rows outside of the years 1 to 9999", "Give them another created_at"]);
        assert_eq!(db.value("SELECT relkind FROM pg_class WHERE oid = 'activities'::regclass"), "r");
        db.execute("DELETE FROM activities WHERE action = 'outside'");
    }
    migrate(db.url()).args(["up", "--steps", "1"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM activities"), entries);
}

#[test]
fn the_bin_comes_back_into_gaps_where_the_last_position_is_the_largest_there_is() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(TWO_TENANTS);
    db.execute(EDGES);
    migrate(db.url()).args(["up"]).ok();
    let discard = "SELECT app.discard('tasks', task_id) FROM tasks WHERE title IN ('midnight', 'leap day')";
    db.execute(&format!("BEGIN; SELECT app.set_tenant('{A}'); {discard}; COMMIT"));
    let live =
        "SELECT title, position FROM tasks WHERE title NOT IN ('midnight', 'leap day') ORDER BY task_id";
    let before = db.query(live);
    migrate(db.url()).args(["down", "--to", "V003", "--yes"]).ok();
    assert_eq!(db.query(live), before);
    let back = "SELECT title, position FROM tasks WHERE title IN ('midnight', 'leap day') ORDER BY position";
    assert_eq!(db.query(back), ["midnight|1", "leap day|2"]);
}
