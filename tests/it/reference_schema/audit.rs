//! The audit trail: one row of activities for every row that changed, with who, what, old and new.

use serde_json::Value;

use super::fixture::{A, ANN, B, MIA, as_person, as_service, filled, migrate, of_a, refused};
use crate::support::{Cluster, Database};

/// Who, what and how of what was logged since the last call; `who` is empty where it was no person.
fn logged(db: &Database) -> Vec<(String, Value)> {
    let rows = db.query(
        "SELECT COALESCE(left(user_id::text, 8), '') || ' ' || entity_type || ' ' || action, metadata
         FROM activities WHERE created_at > now() - interval '1 hour' AND NOT metadata ? 'task_title' ORDER BY activity_id",
    );
    db.execute("DELETE FROM activities WHERE NOT metadata ? 'task_title'");
    rows.iter()
        .map(|row| {
            let (what, metadata) = row.split_once('|').unwrap();
            (what.to_owned(), serde_json::from_str(metadata).unwrap())
        })
        .collect()
}

fn words(db: &Database) -> Vec<String> {
    logged(db).into_iter().map(|(what, _)| what).collect()
}

/// In the order of the alphabet.
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn every_change_of_a_row_is_one_entry_with_old_and_new() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert_eq!(logged(&db).len(), 0, "nothing was logged before there were triggers");
    let ann = |sql: &str| as_person(&db, A, ANN, sql).unwrap();

    ann(&format!("UPDATE tasks SET title = 'Better', status = 'review' WHERE task_id = '{}'", of_a("31")));
    let (what, metadata) = logged(&db).remove(0);
    assert_eq!(what, "aaaaaaaa task updated");
    assert_eq!(metadata["old"]["title"], "Write the announcement");
    assert_eq!(metadata["new"]["title"], "Better");
    assert_eq!(keys(&metadata["new"]), ["status", "title"]);
    assert_eq!(keys(&metadata["old"]), ["status", "title"]);

    ann(&format!("UPDATE tasks SET title = title WHERE task_id = '{}'", of_a("31")));
    assert_eq!(words(&db), Vec::<String>::new(), "nothing changed");
    ann(&format!("UPDATE tasks SET assignee_id = '{MIA}' WHERE task_id = '{}'", of_a("31")));
    assert_eq!(words(&db), ["aaaaaaaa task assigned"]);
    ann("UPDATE tasks SET priority = 'low'");
    assert_eq!(words(&db), ["aaaaaaaa task updated"; 6]);

    let create = [
        format!("INSERT INTO workspaces (organization_id, name, created_by) VALUES ('{A}', 'New', '{ANN}')"),
        format!(
            "INSERT INTO projects (organization_id, workspace_id, name, owner_id) VALUES ('{A}', '{}', 'New', '{ANN}')",
            of_a("11")
        ),
        format!(
            "INSERT INTO tasks (organization_id, project_id, title, created_by) VALUES ('{A}', '{}', 'New', '{ANN}')",
            of_a("21")
        ),
        format!(
            "INSERT INTO comments (organization_id, task_id, user_id, content) VALUES ('{A}', '{}', '{ANN}', 'New')",
            of_a("31")
        ),
        format!(
            "INSERT INTO attachments (organization_id, task_id, uploaded_by, file_name, file_size, mime_type, storage_key) VALUES ('{A}', '{}', '{ANN}', 'n', 1, 'a/b', 'k')",
            of_a("31")
        ),
        format!(
            "INSERT INTO workspace_permissions (organization_id, workspace_id, user_id, permission) VALUES ('{A}', '{}', '{MIA}', 'view')",
            of_a("12")
        ),
        format!(
            "INSERT INTO project_permissions (organization_id, project_id, user_id, permission) VALUES ('{A}', '{}', '{MIA}', 'view')",
            of_a("22")
        ),
        format!("UPDATE organization_members SET role = 'admin' WHERE user_id = '{MIA}'"),
    ];
    ann(&create.join(";"));
    let entries = logged(&db);
    let said: Vec<&str> = entries.iter().map(|(what, _)| &what[9..]).collect();
    assert_eq!(
        said,
        [
            "workspace created",
            "project created",
            "task created",
            "comment created",
            "attachment created",
            "workspace_permission created",
            "project_permission created",
            "member updated",
        ]
    );
    for (what, metadata) in &entries[..7] {
        assert!(metadata["new"].is_object() && metadata.get("old").is_none(), "{what}: {metadata}");
        for hidden in ["search", "updated_at", "password_hash"] {
            assert!(metadata["new"].get(hidden).is_none(), "{what}: {metadata}");
        }
    }
    ann(&format!("SELECT app.discard('tasks', '{}')", of_a("42")));
    let mut gone = words(&db);
    gone.sort();
    assert_eq!(gone, ["aaaaaaaa comment discarded", "aaaaaaaa task discarded"]);
    ann(&format!("SELECT app.restore('tasks', '{}')", of_a("42")));
    assert_eq!(words(&db).len(), 2);
    ann(&format!("DELETE FROM project_permissions WHERE user_id = '{MIA}'"));
    let (what, metadata) = logged(&db).remove(0);
    assert_eq!(
        (what.as_str(), metadata["old"]["permission"].as_str()),
        ("aaaaaaaa project_permission deleted", Some("view"))
    );
    // Each entry knows where it happened, and so who may see it.
    ann(&format!("UPDATE tasks SET priority = 'high' WHERE task_id = '{}'", of_a("41")));
    assert_eq!(db.value("SELECT project_id FROM activities WHERE action = 'updated'"), of_a("22"));
}

#[test]
fn what_a_deletion_takes_along_is_one_entry_each() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let gone = |condition: &str| {
        let mut rows = db.query(&format!(
            "SELECT 'task', task_id FROM tasks WHERE {condition}
             UNION ALL SELECT 'comment', comment_id FROM comments WHERE {condition}
             UNION ALL SELECT 'attachment', attachment_id FROM attachments WHERE {condition}"
        ));
        rows.sort();
        rows
    };
    // Two tasks and a subtask at once: the keys cascade from each, and twice to the subtask.
    let condition = format!("organization_id = '{A}' AND project_id = '{}'", of_a("21"));
    let expected = gone(&condition);
    assert_eq!(expected.len(), 6);
    db.execute(&format!("DELETE FROM tasks WHERE {condition}"));
    let mut entries = db.query("SELECT entity_type, entity_id FROM activities WHERE action = 'deleted'");
    entries.sort();
    assert_eq!(entries, expected);
    // A workspace takes its project with it, and all that is in that.
    db.execute("DELETE FROM activities WHERE action = 'deleted'");
    let mut expected = gone(&format!("organization_id = '{A}' AND project_id = '{}'", of_a("22")));
    expected.extend([format!("project|{}", of_a("22")), format!("workspace|{}", of_a("12"))]);
    expected.sort();
    db.execute(&format!("DELETE FROM workspaces WHERE workspace_id = '{}'", of_a("12")));
    let mut entries = db.query("SELECT entity_type, entity_id FROM activities WHERE action = 'deleted'");
    entries.sort();
    assert_eq!(entries, expected);
}

#[test]
fn jobs_and_superusers_are_logged_without_a_person_each_tenant_in_its_own_log() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    as_service(&db, A, &format!("UPDATE tasks SET status = 'done' WHERE task_id = '{}'", of_a("31")))
        .unwrap();
    assert_eq!(words(&db), [" task updated"]);
    let rows = db.query(
        "UPDATE tasks SET status = 'todo' WHERE title ~ '^Find'; SELECT current_setting('app.current_organization_id', true)",
    );
    assert_eq!(rows, [""], "the caller chose no tenant, and has none afterwards");
    assert_eq!(
        db.query("SELECT count(*) FROM activities WHERE action = 'updated' GROUP BY organization_id"),
        Vec::<String>::new()
    );
    db.execute("UPDATE tasks SET status = 'review' WHERE title ~ '^Find'");
    let logs = db.query(
        "SELECT organization_id, count(*) FROM activities WHERE action = 'updated' GROUP BY 1 ORDER BY 1",
    );
    assert_eq!(logs, [format!("{A}|2"), format!("{B}|2")]);
    let kept = as_service(
        &db,
        A,
        "UPDATE tasks SET priority = 'low'; SELECT current_setting('app.current_organization_id')",
    );
    assert_eq!(kept, Ok(vec![A.to_owned()]));
    db.execute(&format!("DELETE FROM organizations WHERE organization_id = '{A}'"));
    assert_eq!(db.value(&format!("SELECT count(*) FROM activities WHERE organization_id = '{A}'")), "0");
}

#[test]
fn the_log_cannot_be_forged_or_rewritten() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let insert = |columns: &str, values: &str| {
        let sql = format!(
            "INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action{columns})
             VALUES ('{A}', '{ANN}', 'task', '{A}', 'x'{values})"
        );
        as_person(&db, A, ANN, &sql)
    };
    assert_eq!(insert("", ""), Ok(vec![]));
    assert_eq!(insert(", created_at", ", now()"), refused("42501"));
    assert_eq!(insert(", activity_id", ", 1"), refused("42501"));
    assert_eq!(
        as_person(
            &db,
            A,
            MIA,
            &format!(
                "INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action) VALUES ('{A}', '{ANN}', 'task', '{A}', 'x')"
            )
        ),
        refused("42501")
    );
    assert_eq!(as_person(&db, A, ANN, "UPDATE activities SET action = 'y'"), refused("42501"));
    assert_eq!(as_person(&db, A, ANN, "DELETE FROM activities"), refused("42501"));
    assert_eq!(as_person(&db, A, ANN, "SELECT app.audit()"), refused("42501"));
}

#[test]
fn the_rollback_deletes_only_what_no_person_did() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    as_person(&db, A, ANN, &format!("UPDATE tasks SET status = 'done' WHERE task_id = '{}'", of_a("31")))
        .unwrap();
    as_service(&db, A, "UPDATE tasks SET priority = 'low'").unwrap();
    let persons: u32 = db.value("SELECT count(*) FROM activities WHERE user_id IS NOT NULL").parse().unwrap();
    assert_eq!(db.value("SELECT count(*) FROM activities WHERE user_id IS NULL"), "6");
    migrate(db.url()).args(["down", "--to", "V010", "--yes"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM activities"), persons.to_string());
}

#[test]
fn a_month_without_a_partition_is_an_error_and_no_hole_in_the_trail() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let current = db.value("SELECT to_char(now() AT TIME ZONE 'UTC', '\"activities_\"YYYY_MM')");
    let error = Database::try_query(
        db.url(),
        &format!("BEGIN; DROP TABLE {current}; UPDATE tasks SET priority = 'low'; COMMIT"),
    )
    .unwrap_err();
    assert_eq!(error.code().unwrap().code(), "23514");
}
