//! The audit trail, table by table: each way to change a row is one entry that says which row it was.

use super::fixture::{A, ANN, B, GUS, MIA, as_person, as_service, filled, of_a};
use crate::support::{Cluster, Database, Held};

/// What was logged since the last call, in order: person, entity, its last two digits, the word, the last two
/// digits of the project.
fn entries(db: &Database) -> Vec<String> {
    let rows = db.query(
        "SELECT COALESCE(right(user_id::text, 2), '-') || ' ' || entity_type || ' ' || right(entity_id::text, 2)
             || ' ' || action || ' ' || COALESCE(right(project_id::text, 2), '-')
         FROM activities ORDER BY 1",
    );
    db.execute("DELETE FROM activities");
    rows
}

/// The one entry's columns: `old` and `new`.
fn columns(db: &Database) -> String {
    db.value(
        "SELECT (SELECT string_agg(k, ' ' ORDER BY k) FROM jsonb_object_keys(metadata -> 'old') AS k) || ' / '
             || (SELECT string_agg(k, ' ' ORDER BY k) FROM jsonb_object_keys(metadata -> 'new') AS k)
         FROM activities",
    )
}

#[test]
fn an_update_of_each_table_is_one_entry_with_the_changed_columns() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let grants = format!(
        "INSERT INTO workspace_permissions (organization_id, workspace_id, user_id, permission) VALUES ('{A}', '{}', '{GUS}', 'view');
         INSERT INTO project_permissions (organization_id, project_id, user_id, permission) VALUES ('{A}', '{}', '{GUS}', 'view')",
        of_a("11"),
        of_a("21")
    );
    as_person(&db, A, ANN, &grants).unwrap();
    entries(&db);
    for (table, change, key, number, entity, project) in [
        ("organization_members", "role", "user_id", "c1", "member", "-"),
        ("workspaces", "description", "workspace_id", "11", "workspace", "-"),
        ("projects", "description", "project_id", "21", "project", "21"),
        ("tasks", "priority", "task_id", "31", "task", "21"),
        ("comments", "content", "comment_id", "51", "comment", "21"),
        ("attachments", "file_name", "attachment_id", "71", "attachment", "21"),
        ("workspace_permissions", "permission", "workspace_id", "11", "workspace_permission", "-"),
        ("project_permissions", "permission", "project_id", "21", "project_permission", "21"),
    ] {
        let id = if number == "c1" { MIA.to_owned() } else { of_a(number) };
        let value = match change {
            "role" => "admin",
            "priority" => "urgent",
            "permission" => "edit",
            _ => "other.txt",
        };
        let sql = format!("UPDATE {table} SET {change} = '{value}' WHERE {key} = '{id}'");
        as_person(&db, A, ANN, &sql).unwrap();
        assert_eq!(columns(&db), format!("{change} / {change}"), "{table}");
        assert_eq!(entries(&db), [format!("a1 {entity} {number} updated {project}")], "{table}");
        as_person(&db, A, ANN, &sql).unwrap();
        assert_eq!(entries(&db), Vec::<String>::new(), "{table}: the second time changes nothing");
    }
}

#[test]
fn a_workspace_that_goes_comes_back_and_is_purged_is_one_entry_a_row_each_time() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    entries(&db);
    let branch = |who: &str, action: &str| {
        let mut rows: Vec<String> =
            ["attachment 72", "comment 61", "comment 62", "project 22", "task 41", "task 42", "task 43"]
                .iter()
                .map(|row| format!("{who} {row} {action} 22"))
                .collect();
        rows.push(format!("{who} workspace 12 {action} -"));
        rows
    };
    as_person(&db, A, ANN, &format!("SELECT app.discard('workspaces', '{}')", of_a("12"))).unwrap();
    assert_eq!(entries(&db), branch("a1", "discarded"));
    as_person(&db, A, ANN, &format!("SELECT app.restore('workspaces', '{}')", of_a("12"))).unwrap();
    assert_eq!(entries(&db), branch("a1", "restored"));
    as_person(&db, A, ANN, &format!("SELECT app.discard('workspaces', '{}')", of_a("12"))).unwrap();
    entries(&db);
    as_service(&db, A, "SELECT app.purge('-1 second')").unwrap();
    assert_eq!(entries(&db), branch("-", "deleted"));
}

#[test]
fn a_delete_that_cascades_logs_each_row_once_and_a_member_who_leaves_his_tasks_too() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    entries(&db);
    db.execute(&format!("DELETE FROM tasks WHERE task_id = '{}'", of_a("31")));
    assert_eq!(
        entries(&db),
        ["attachment 71", "comment 51", "task 31", "task 33"].map(|row| format!("- {row} deleted 21"))
    );
    db.execute(&format!("UPDATE tasks SET assignee_id = '{MIA}' WHERE task_id = '{}'", of_a("32")));
    assert_eq!(entries(&db), ["- task 32 assigned 21"]);
    as_person(&db, A, MIA, "SELECT app.leave_organization()").unwrap();
    assert_eq!(entries(&db), ["c1 member c1 discarded -", "c1 task 32 assigned 21"]);
}

#[test]
fn a_statement_on_both_organizations_leaves_the_setting_as_it_was() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    for chosen in ["", A, B] {
        entries(&db);
        let session = Held::open(db.url());
        // In one transaction: its end would put the setting back by itself.
        session.query(&format!("BEGIN; SET LOCAL app.current_organization_id = '{chosen}'")).unwrap();
        session
            .query("UPDATE tasks SET priority = CASE priority WHEN 'low' THEN 'high' ELSE 'low' END")
            .unwrap();
        let after = session.query("SELECT current_setting('app.current_organization_id')");
        session.query("COMMIT").unwrap();
        assert_eq!(after, Ok(vec![chosen.to_owned()]));
        let logs = db
            .query("SELECT organization_id, count(*), count(user_id) FROM activities GROUP BY 1 ORDER BY 1");
        assert_eq!(logs, [format!("{A}|6|0"), format!("{B}|6|0")], "chosen: {chosen}");
    }
}

#[test]
fn an_insert_without_a_partition_for_the_month_fails_and_leaves_no_task() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let month = db.value("SELECT to_char(now() AT TIME ZONE 'UTC', '\"activities_\"YYYY_MM')");
    let session = Held::open(db.url());
    session.query(&format!("BEGIN; DROP TABLE {month}")).unwrap();
    let insert = format!(
        "INSERT INTO tasks (organization_id, project_id, title, created_by) VALUES ('{A}', '{}', 'x', '{ANN}')",
        of_a("21")
    );
    assert_eq!(session.query(&insert), Err("23514".to_owned()));
    session.query("ROLLBACK").unwrap();
    assert_eq!(db.value("SELECT count(*) FROM tasks WHERE title = 'x'"), "0");
    session.query(&insert).unwrap();
    assert_eq!(db.value("SELECT count(*) FROM tasks WHERE title = 'x'"), "1");
}
