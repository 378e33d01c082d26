//! Rows at the edges: kept byte for byte through every version, and refused one step further.

use std::collections::BTreeMap;

use super::world::{TWO_TENANTS, migrate};
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

/// Each block: its SQLSTATE, its constraint, and the statement.
fn refused() -> Vec<(&'static str, &'static str, &'static str)> {
    REFUSED
        .split("\n\n")
        .skip(1)
        .filter(|block| !block.trim().is_empty())
        .map(|block| {
            let (head, statement) = block.trim().split_once('\n').unwrap();
            let (state, rest) = head.strip_prefix("-- ").unwrap().split_once(' ').unwrap();
            (state, rest.split_once(':').unwrap().0, statement)
        })
        .collect()
}

fn try_all(db: &Database) {
    for (state, constraint, statement) in refused() {
        let error = Database::try_query(db.url(), &format!("BEGIN; {statement} ROLLBACK;"))
            .err()
            .unwrap_or_else(|| panic!("not refused: {statement}"));
        let error = error.as_db_error().unwrap_or_else(|| panic!("{error}: {statement}"));
        assert_eq!(error.code().code(), state, "{}: {statement}", error.message());
        // A partition's own constraint has the partition's name in it.
        if let (Some(violated), true) =
            (error.constraint(), state.starts_with("23") && !constraint.is_empty())
        {
            let by_parent = violated.starts_with("activities_2") && constraint == "activities_pkey";
            assert!(
                constraint.split(" or ").any(|name| name == violated) || by_parent,
                "{violated}: {statement}"
            );
        }
    }
}

#[test]
fn one_step_beyond_the_edge_is_refused_by_the_constraint_that_is_there_for_it() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(TWO_TENANTS);
    try_all(&db);
    // Every constraint and unique index has a row that meets it.
    let named: Vec<&str> =
        refused().into_iter().flat_map(|(_, constraint, _)| constraint.split(" or ")).collect();
    let all = db.query(
        "SELECT conname FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
         WHERE c.relnamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'f', 'p')
             AND c.relname NOT IN ('refinery_schema_history', 'migrate_journal')
         UNION SELECT 'users_email_key'",
    );
    let unmet: Vec<&String> = all.iter().filter(|name| !named.contains(&name.as_str())).collect();
    assert_eq!(unmet, Vec::<&String>::new());
    migrate(db.url()).args(["up"]).ok();
    try_all(&db);
}
