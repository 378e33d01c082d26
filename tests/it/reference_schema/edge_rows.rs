//! Rows at the edges: kept byte for byte through every version, and refused one step further.

use std::collections::BTreeMap;

use super::world::{A, ANN, TWO_TENANTS, migrate, newest};
use crate::support::{Cluster, Database};

const EDGES: &str = include_str!("../../../fixtures/edge_cases.sql");
const REFUSED: &str = include_str!("../../../fixtures/refused_rows.sql");

/// The tables and columns of V003 whose rows have to stay.
fn content(db: &Database) -> BTreeMap<String, Vec<String>> {
    let tables = [
        ("organizations", "organization_id, name, slug, plan_tier, max_users"),
        ("users", "user_id, email, password_hash, full_name, avatar_url, created_at, last_login_at"),
        ("organization_members", "organization_id, user_id, role, joined_at"),
        ("workspaces", "workspace_id, name, description, is_private, created_by"),
        ("projects", "project_id, workspace_id, name, description, status, owner_id, start_date, due_date"),
        (
            "tasks",
            "task_id, project_id, parent_task_id, title, description, status, priority, assignee_id, due_date, completed_at, position, updated_at",
        ),
        ("comments", "comment_id, project_id, task_id, user_id, content, updated_at"),
        ("attachments", "attachment_id, file_name, file_size, mime_type, storage_key"),
        (
            "activities",
            "activity_id, project_id, user_id, entity_type, entity_id, action, metadata, created_at",
        ),
        ("labels", "label_id, name, color"),
        ("task_labels", "project_id, task_id, label_id"),
    ];
    tables
        .into_iter()
        .map(|(table, columns)| {
            let sql = format!("SELECT md5(convert_to(row({columns})::text, 'UTF8')) FROM {table} ORDER BY 1");
            (table.to_owned(), db.query(&format!("SET TimeZone = 'UTC'; {sql}")))
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
    let before = content(&db);
    assert!(before.values().all(|rows| rows.len() >= 2), "{before:?}");
    migrate(db.url()).args(["up"]).ok();
    assert_eq!(content(&db), before, "up");
    migrate(db.url()).args(["down", "--to", "V003", "--yes"]).ok();
    assert_eq!(content(&db), before, "down");
    migrate(db.url()).args(["up"]).ok();
    assert_eq!(content(&db), before, "up again");
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
        let error = Database::try_query(db.url(), &format!("BEGIN; {statement} ROLLBACK;"))
            .err()
            .unwrap_or_else(|| panic!("not refused: {statement}"));
        let error = error.as_db_error().unwrap_or_else(|| panic!("{error}: {statement}"));
        assert_eq!(error.code().code(), *state, "{}: {statement}", error.message());
        match error.constraint() {
            // A partition's own key has the partition's name in it.
            Some(by) if by.starts_with("activities_2") => {
                assert_eq!(*constraints, ["activities_pkey"], "{by}");
            }
            Some(by) => assert!(constraints.contains(&by), "{by}: {statement}"),
            None => assert!(constraints.is_empty(), "{constraints:?} is not what refused {statement}"),
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
