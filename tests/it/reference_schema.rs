//! The reference schema of this repository: up, down, and what its isolation promises.

use crate::support::{Cluster, Database, Migrate, pg_dump};

/// The binary on this repository's own scripts.
fn migrate(url: &str) -> Migrate {
    Migrate::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).args(["--dir", ".", "--database-url", url])
}

/// The catalogs, and what `pg_dump` makes of them where it is installed.
fn dump(cluster: &Cluster, db: &Database) -> (Vec<String>, Option<String>) {
    (db.schema(), pg_dump(cluster, db))
}

#[test]
fn every_pair_goes_up_down_and_up_again_without_a_trace() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    let newest: usize =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap().count();
    let mut dumps = vec![dump(&cluster, &db)];
    for version in 1..=newest {
        migrate(db.url()).args(["up", "--steps", "1"]).ok();
        dumps.push(dump(&cluster, &db));
        migrate(db.url()).args(["down"]).ok();
        assert_eq!(dump(&cluster, &db), dumps[version - 1], "down from {version}");
        migrate(db.url()).args(["up", "--steps", "1"]).ok();
        assert_eq!(dump(&cluster, &db), dumps[version], "up again to {version}");
    }
    migrate(db.url()).args(["down", "--all", "--yes"]).ok();
    assert_eq!(dump(&cluster, &db), dumps[0]);
    let roles = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'app%'";
    assert_eq!(db.query(roles), Vec::<String>::new());
}

#[test]
fn it_runs_as_an_owner_that_is_no_superuser() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute(&format!(
        "CREATE ROLE deployer LOGIN CREATEROLE NOSUPERUSER; ALTER DATABASE {} OWNER TO deployer;
         GRANT ALL ON SCHEMA public TO deployer",
        db.name()
    ));
    let url = db.url_as("deployer");
    migrate(&url).args(["up"]).ok();
    migrate(&url).args(["down", "--all", "--yes"]).ok();
    migrate(&url).args(["up"]).ok();
}

/// Two organizations, each with a person, a workspace, a project, a task and a label.
const TWO_TENANTS: &str = "
    INSERT INTO organizations (organization_id, name, slug, plan_tier) VALUES
        ('aaaaaaaa-0000-4000-8000-000000000001', 'Acme', 'acme', 'free'),
        ('bbbbbbbb-0000-4000-8000-000000000001', 'Globex', 'globex', 'pro');
    INSERT INTO users (user_id, email, password_hash, full_name) VALUES
        ('aaaaaaaa-0000-4000-8000-000000000002', 'ann@acme.example', 'secret', 'Ann'),
        ('bbbbbbbb-0000-4000-8000-000000000002', 'bob@globex.example', 'secret', 'Bob');
    INSERT INTO organization_members (organization_id, user_id, role)
        SELECT overlay(user_id::text PLACING '1' FROM 36)::uuid, user_id, 'owner' FROM users;
    INSERT INTO workspaces (organization_id, workspace_id, name, created_by)
        SELECT organization_id, overlay(organization_id::text PLACING '3' FROM 36)::uuid, 'Home', user_id FROM organization_members;
    INSERT INTO projects (organization_id, project_id, workspace_id, name, owner_id)
        SELECT organization_id, overlay(organization_id::text PLACING '4' FROM 36)::uuid, workspace_id, 'Launch', created_by FROM workspaces;
    INSERT INTO tasks (organization_id, task_id, project_id, title, created_by, position)
        SELECT organization_id, overlay(organization_id::text PLACING '5' FROM 36)::uuid, project_id, 'Write', owner_id, 1 FROM projects;
    INSERT INTO comments (organization_id, task_id, user_id, content)
        SELECT organization_id, task_id, created_by, 'Done?' FROM tasks;
    INSERT INTO attachments (organization_id, task_id, uploaded_by, file_name, file_size, mime_type, storage_key)
        SELECT organization_id, task_id, created_by, 'a.txt', 1, 'text/plain', 'k/' || organization_id FROM tasks;
    INSERT INTO activities (organization_id, user_id, entity_type, entity_id, action)
        SELECT organization_id, created_by, 'task', task_id, 'created' FROM tasks;
    INSERT INTO labels (organization_id, label_id, name, color)
        SELECT organization_id, overlay(organization_id::text PLACING '6' FROM 36)::uuid, 'urgent', '#ff0000' FROM organizations;
    INSERT INTO task_labels (organization_id, task_id, label_id)
        SELECT l.organization_id, t.task_id, l.label_id FROM labels AS l JOIN tasks AS t USING (organization_id);";

const TABLES: [&str; 11] = [
    "organizations",
    "users",
    "organization_members",
    "workspaces",
    "projects",
    "tasks",
    "comments",
    "attachments",
    "activities",
    "labels",
    "task_labels",
];

const A: &str = "aaaaaaaa-0000-4000-8000-000000000001";

fn filled(cluster: &Cluster) -> Database {
    let db = Database::on(cluster);
    migrate(db.url()).args(["up"]).ok();
    db.execute(TWO_TENANTS);
    for table in TABLES {
        assert_eq!(db.value(&format!("SELECT count(*) FROM {table}")), "2", "{table}");
    }
    db.execute("CREATE ROLE application LOGIN IN ROLE app_user");
    db
}

fn as_app(db: &Database, sql: &str) -> Result<Vec<String>, String> {
    Database::try_query(&db.url_as("application"), sql)
        .map_err(|error| error.code().map_or(error.to_string(), |code| code.code().to_owned()))
}

#[test]
fn a_tenant_sees_its_own_rows_and_nobody_elses_in_every_table() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    for table in TABLES {
        let column = if table == "users" { "user_id" } else { "organization_id" };
        let rows = format!("SELECT {column} FROM {table}");
        let seen =
            as_app(&db, &format!("BEGIN; SELECT app.set_tenant('{A}') IS NULL; {rows}; COMMIT")).unwrap();
        assert_eq!(seen.len(), 2, "{table}: {seen:?}");
        assert!(seen[1].starts_with("aaaaaaaa"), "{table}: {seen:?}");
        let unset = as_app(&db, &rows).unwrap();
        assert_eq!(unset, Vec::<String>::new(), "{table} without a tenant");
        let empty = as_app(&db, &format!("SET app.current_organization_id = ''; {rows}")).unwrap();
        assert_eq!(empty, Vec::<String>::new(), "{table} with an empty tenant");
        let garbage = as_app(&db, &format!("SET app.current_organization_id = 'x'; {rows}"));
        assert_eq!(garbage, Err("22P02".to_owned()), "{table} with garbage");
        let truncate = as_app(&db, &format!("TRUNCATE {table} CASCADE"));
        assert_eq!(truncate, Err("42501".to_owned()), "TRUNCATE {table}");
    }
}

#[test]
fn a_tenant_cannot_write_to_or_point_at_another_one() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let as_a = |sql: &str| {
        as_app(&db, &format!("BEGIN; SET LOCAL app.current_organization_id = '{A}'; {sql}; COMMIT"))
    };
    let b = A.replace("aaaaaaaa", "bbbbbbbb");
    let denied = |sql: &str, state: &str| assert_eq!(as_a(sql), Err(state.to_owned()), "{sql}");
    denied(
        &format!("INSERT INTO labels (organization_id, name, color) VALUES ('{b}', 'x', '#000000')"),
        "42501",
    );
    denied(&format!("UPDATE labels SET organization_id = '{b}'"), "42501");
    denied(
        &format!(
            "INSERT INTO organization_members (organization_id, user_id, role) VALUES ('{b}', '{}', 'owner')",
            A.replace("0001", "0002")
        ),
        "42501",
    );
    denied("SELECT password_hash FROM users", "42501");
    let project_of_b = b.replace("000001", "000004");
    let person_of_a = A.replace("000001", "000002");
    denied(
        &format!(
            "INSERT INTO tasks (organization_id, project_id, title, created_by, position) VALUES ('{A}', '{project_of_b}', 'x', '{person_of_a}', 9)"
        ),
        "23503",
    );
    denied(
        &format!(
            "INSERT INTO task_labels (organization_id, task_id, label_id) VALUES ('{A}', '{}', '{}')",
            A.replace("000001", "000005"),
            b.replace("000001", "000006")
        ),
        "23503",
    );
    denied(&format!("UPDATE tasks SET assignee_id = '{}'", b.replace("000001", "000002")), "23503");
    as_a("DELETE FROM task_labels; DELETE FROM comments; DELETE FROM attachments; DELETE FROM labels; DELETE FROM tasks").unwrap();
    for table in ["task_labels", "comments", "attachments", "labels", "tasks"] {
        assert_eq!(db.value(&format!("SELECT organization_id FROM {table}")), b, "{table}");
    }
}

#[test]
fn every_foreign_key_has_an_index_and_no_index_is_a_prefix_of_another() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let unindexed = db.query(
        "SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint AS k
         WHERE k.contype = 'f' AND NOT EXISTS (
             SELECT FROM pg_index AS i WHERE i.indrelid = k.conrelid AND i.indisvalid
                 AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
                 AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)",
    );
    assert_eq!(unindexed, Vec::<String>::new());
    let redundant = db.query(
        "SELECT i.indexrelid::regclass || ' < ' || j.indexrelid::regclass FROM pg_index AS i
         JOIN pg_index AS j ON j.indrelid = i.indrelid AND j.indexrelid <> i.indexrelid
         JOIN pg_class AS c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
         WHERE NOT i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND j.indpred IS NULL
             AND (j.indkey::int2[])[0:i.indnkeyatts - 1] = (i.indkey::int2[])[0:i.indnkeyatts - 1]
             AND (j.indoption::int2[])[0:i.indnkeyatts - 1] = (i.indoption::int2[])[0:i.indnkeyatts - 1]",
    );
    assert_eq!(redundant, Vec::<String>::new());
}
