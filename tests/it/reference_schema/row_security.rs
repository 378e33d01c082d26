//! Tenants cannot reach each other: on one held connection of the application, whatever the setting says.

use super::fixture::{
    A, ANN, B, BOB, MIA, TABLES, as_login, as_person, as_service, filled, of_a, of_b, refused,
};
use crate::support::{Cluster, Held};

/// One visible column of every table that tells whose row it is.
fn owners(table: &str) -> String {
    if table == "users" {
        "SELECT user_id::text FROM users".to_owned()
    } else {
        format!("SELECT organization_id::text FROM {table}")
    }
}

/// A statement of every kind that the application may try on a table, without a condition.
fn writes(table: &str) -> Vec<String> {
    let changed = match table {
        "organizations" | "labels" | "workspaces" | "projects" => "name",
        "tasks" => "title",
        "comments" => "content",
        "attachments" => "file_name",
        "organization_members" => "role",
        "workspace_permissions" | "project_permissions" => "permission",
        _ => return vec![format!("DELETE FROM {table}")],
    };
    vec![format!("UPDATE {table} SET {changed} = {changed}"), format!("DELETE FROM {table}")]
}

#[test]
fn a_held_connection_sees_its_tenant_and_nobody_else_in_every_state_of_the_setting() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute(
        "INSERT INTO workspace_permissions SELECT organization_id, workspace_id, user_id, 'edit'
             FROM workspaces JOIN organization_members USING (organization_id) WHERE role IN ('guest');
         INSERT INTO project_permissions SELECT organization_id, project_id, user_id, 'view'
             FROM projects JOIN organization_members USING (organization_id) WHERE role IN ('guest')",
    );
    let held = Held::open(&db.url_as("application"));
    let set = |organization: &str, person: &str| {
        format!("BEGIN; SELECT app.set_tenant('{organization}'), app.set_user('{person}')")
    };
    for table in TABLES {
        let rows = owners(table);
        let all: usize = db.value(&format!("SELECT count(*) FROM {table}")).parse().unwrap();

        // Never set on this connection, or left behind empty by the transaction before: nothing.
        assert_eq!(held.query(&rows), Ok(Vec::new()), "{table} without a tenant");
        for write in writes(table) {
            let wrote = held.query(&format!("{write} RETURNING 1"));
            assert!(wrote == Ok(Vec::new()) || wrote == refused("42501"), "{write}: {wrote:?}");
        }

        // Right: every row of Acme, and no other.
        let own = held.query(&format!("{}; {rows}; COMMIT", set(A, ANN))).unwrap();
        let own = &own[1..];
        assert!(!own.is_empty() && own.len() < all, "{table}: {own:?} of {all}");
        if table == "users" {
            assert!(!own.contains(&BOB.to_owned()), "{own:?}");
            assert!(own.contains(&MIA.to_owned()) && own.contains(&ANN.to_owned()), "{own:?}");
        } else {
            assert!(own.iter().all(|organization| organization == A), "{table}: {own:?}");
            let expected = db.value(&format!("SELECT count(*) FROM {table} WHERE organization_id = '{A}'"));
            assert_eq!(own.len().to_string(), expected, "{table}");
        }

        // After the COMMIT the setting is '' on this connection, and so is an explicit one.
        assert_eq!(held.query(&rows), Ok(Vec::new()), "{table} after the commit");
        for setting in ["''", "NULL"] {
            let empty = held.query(&format!(
                "BEGIN; SELECT set_config('app.current_organization_id', {setting}, true), app.set_user('{ANN}');
                 {rows}; COMMIT"
            ));
            assert_eq!(empty.map(|rows| rows.len()), Ok(1), "{table} with {setting}");
        }

        // Garbage: an error, and nothing else.
        for garbage in ["x", " ", "aaaaaaaa", "' OR true --"] {
            let garbage = garbage.replace('\'', "''");
            let error =
                held.query(&format!("BEGIN; SET LOCAL app.current_organization_id = '{garbage}'; {rows}"));
            assert_eq!(error, refused("22P02"), "{table} with `{garbage}`");
            held.query("ROLLBACK").unwrap();
        }

        // A person who is no member of the chosen organization: nothing, although the tenant is right.
        let stranger = held.query(&format!("{}; {rows}; COMMIT", set(A, BOB))).unwrap();
        assert_eq!(stranger.len(), 1, "{table} for a stranger: {stranger:?}");

        let truncate = held.query(&format!("{}; TRUNCATE {table} CASCADE", set(A, ANN)));
        assert_eq!(truncate, refused("42501"), "TRUNCATE {table}");
        held.query("ROLLBACK").unwrap();
    }
    // What was tried left everything where it was.
    assert_eq!(db.value("SELECT count(*) FROM tasks"), "12");
}

#[test]
fn blind_writes_of_a_tenant_change_its_own_rows_only() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let fingerprint = |table: &str| {
        db.value(&format!(
            "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM {table} AS t WHERE organization_id = '{B}'"
        ))
    };
    let tables: Vec<&str> = TABLES.into_iter().filter(|table| *table != "users").collect();
    let before: Vec<String> = tables.iter().map(|table| fingerprint(table)).collect();
    for table in &tables {
        for write in writes(table) {
            // Refused for want of a right, or done within the tenant: both leave Globex alone.
            let _ = as_person(&db, A, ANN, &write);
            let _ = as_service(&db, A, &write);
        }
    }
    assert_eq!(tables.iter().map(|table| fingerprint(table)).collect::<Vec<_>>(), before);
    assert_eq!(db.value(&format!("SELECT count(*) FROM labels WHERE organization_id = '{A}'")), "0");
}

#[test]
fn a_tenant_cannot_write_into_another_one_or_give_rows_away() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let denied = |sql: &str, state: &str| {
        assert_eq!(as_person(&db, A, ANN, sql), refused(state), "{sql}");
    };
    denied(
        &format!("INSERT INTO labels (organization_id, name, color) VALUES ('{B}', 'x', '#000000')"),
        "42501",
    );
    denied(
        &format!(
            "INSERT INTO organization_members (organization_id, user_id, role) VALUES ('{B}', '{ANN}', 'owner')"
        ),
        "42501",
    );
    for table in TABLES.into_iter().filter(|table| *table != "users") {
        denied(&format!("UPDATE {table} SET organization_id = '{B}'"), "42501");
        // A background job may change every column, and still cannot give a row away.
        let given = as_service(&db, A, &format!("UPDATE {table} SET organization_id = '{B}'"));
        let none = db.value(&format!("SELECT count(*) FROM {table} WHERE organization_id = '{A}'")) == "0";
        assert!(given == refused("42501") || none, "{table}: {given:?}");
    }
    for statement in [
        format!("INSERT INTO workspaces (organization_id, name, created_by) VALUES ('{B}', 'x', '{ANN}')"),
        format!(
            "INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action) VALUES ('{B}', '{ANN}', 'x', '{B}', 'x')"
        ),
        "INSERT INTO organizations (name, slug, plan_tier) VALUES ('x', 'x', 'free')".to_owned(),
        "UPDATE organizations SET plan_tier = 'enterprise'".to_owned(),
        "UPDATE activities SET action = 'x'".to_owned(),
        "DELETE FROM activities".to_owned(),
        "SELECT password_hash FROM users".to_owned(),
        "SELECT last_login_at FROM users".to_owned(),
        "UPDATE users SET full_name = 'x'".to_owned(),
    ] {
        denied(&statement, "42501");
    }
}

#[test]
fn the_database_refuses_references_across_tenants() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    // As a superuser: no policy helps here, the keys do.
    let denied = |sql: &str| {
        let error = crate::support::Database::try_query(db.url(), sql).unwrap_err();
        assert_eq!(
            error.code().map(|code| code.code().to_owned()),
            Some("23503".to_owned()),
            "{sql}: {error}"
        );
    };
    let (project, task, label, workspace) = (of_b("21"), of_b("31"), of_b("81"), of_b("11"));
    denied(&format!(
        "INSERT INTO projects (organization_id, workspace_id, name, owner_id) VALUES ('{A}', '{workspace}', 'x', '{ANN}')"
    ));
    denied(&format!(
        "INSERT INTO projects (organization_id, workspace_id, name, owner_id) VALUES ('{A}', '{}', 'x', '{BOB}')",
        of_a("11")
    ));
    denied(&format!(
        "INSERT INTO workspaces (organization_id, name, created_by) VALUES ('{A}', 'x', '{BOB}')"
    ));
    denied(&format!(
        "INSERT INTO tasks (organization_id, project_id, title, created_by, position) VALUES ('{A}', '{project}', 'x', '{ANN}', 9)"
    ));
    denied(&format!("UPDATE tasks SET parent_task_id = '{task}' WHERE task_id = '{}'", of_a("32")));
    // Nor to a task of another project of the same tenant.
    denied(&format!("UPDATE tasks SET parent_task_id = '{}' WHERE task_id = '{}'", of_a("41"), of_a("32")));
    denied(&format!("UPDATE tasks SET assignee_id = '{BOB}' WHERE task_id = '{}'", of_a("31")));
    denied(&format!(
        "INSERT INTO comments (organization_id, task_id, user_id, content) VALUES ('{A}', '{task}', '{ANN}', 'x')"
    ));
    denied(&format!(
        "INSERT INTO comments (organization_id, project_id, task_id, user_id, content) VALUES ('{A}', '{}', '{task}', '{ANN}', 'x')",
        of_a("21")
    ));
    denied(&format!(
        "INSERT INTO attachments (organization_id, task_id, uploaded_by, file_name, file_size, mime_type, storage_key) VALUES ('{A}', '{task}', '{ANN}', 'x', 1, 'a/b', 'k')"
    ));
    denied(&format!(
        "INSERT INTO task_labels (organization_id, task_id, label_id) VALUES ('{A}', '{}', '{label}')",
        of_a("32")
    ));
    denied(&format!(
        "INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action) VALUES ('{A}', '{BOB}', 'task', '{task}', 'x')"
    ));
    denied(&format!(
        "INSERT INTO workspace_permissions (organization_id, workspace_id, user_id, permission) VALUES ('{A}', '{workspace}', '{MIA}', 'admin')"
    ));
    denied(&format!(
        "INSERT INTO project_permissions (organization_id, project_id, user_id, permission) VALUES ('{A}', '{}', '{BOB}', 'admin')",
        of_a("21")
    ));
}

#[test]
fn deleting_one_organization_takes_everything_of_it_and_nothing_of_another() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let rows = |organization: &str| -> Vec<String> {
        TABLES
            .into_iter()
            .filter(|table| *table != "users")
            .map(|table| {
                db.value(&format!(
                    "SELECT '{table} ' || count(*) FROM {table} WHERE organization_id = '{organization}'"
                ))
            })
            .collect()
    };
    let of_globex = rows(B);
    db.execute(&format!("DELETE FROM organizations WHERE organization_id = '{A}'"));
    assert!(rows(A).iter().all(|count| count.ends_with(" 0")), "{:?}", rows(A));
    assert_eq!(rows(B), of_globex);
}

#[test]
fn an_owner_of_the_tables_without_bypass_is_bound_by_the_tenant_too() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute("CREATE ROLE deployer LOGIN IN ROLE app_owner");
    for table in TABLES {
        let seen = as_login(&db, "deployer", &owners(table));
        assert_eq!(seen, Ok(Vec::new()), "{table} without a tenant");
        let own =
            as_login(&db, "deployer", &format!("SELECT app.set_tenant('{A}'); {}", owners(table))).unwrap();
        assert!(own.iter().all(|row| !row.starts_with("bbbbbbbb")), "{table}: {own:?}");
    }
}

#[test]
fn partitions_cannot_be_reached_around_their_parent() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let partitions =
        db.query("SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'activities'::regclass");
    assert!(partitions.len() >= 6, "{partitions:?}");
    for partition in partitions {
        for statement in [format!("SELECT 1 FROM {partition}"), format!("DELETE FROM {partition}")] {
            assert_eq!(as_person(&db, A, ANN, &statement), refused("42501"), "{statement}");
            assert_eq!(as_service(&db, A, &statement), refused("42501"), "{statement}");
        }
    }
}
