//! The roles: made where they are missing, refused where they would break the isolation, dropped when nothing
//! else uses them.

use super::fixture::{filled, migrate, newest};
use crate::support::{Cluster, Database};

const ROLES: &str = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'app\\_%' ORDER BY 1";

#[test]
fn it_runs_as_an_owner_that_is_no_superuser_on_rows_that_its_policies_hide() {
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
    migrate(&url).args(["up", "--to", "V003"]).ok();
    db.execute(super::fixture::TWO_TENANTS);
    let count = || db.value("SELECT count(*) FROM activities");
    assert_eq!(count(), "48");
    for version in 4..=newest() {
        migrate(&url).args(["up", "--steps", "1"]).ok();
        migrate(&url).args(["redo"]).ok();
        assert_eq!(count(), "48", "V{version:03}");
    }
    assert_eq!(
        db.query("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relrowsecurity AND NOT relforcerowsecurity"),
        Vec::<String>::new()
    );
    migrate(&url).args(["down", "--to", "V003", "--yes"]).ok();
    assert_eq!(count(), "48");
}

#[test]
fn a_second_database_shares_the_roles_and_the_last_one_drops_them() {
    let cluster = Cluster::own(&[]);
    let (first, second) = (Database::on(&cluster), Database::on(&cluster));
    migrate(first.url()).args(["up"]).ok();
    let roles = first.query(ROLES);
    assert_eq!(roles, ["app_login", "app_lookup", "app_maintenance", "app_owner", "app_service", "app_user"]);
    migrate(second.url()).args(["up"]).ok();
    migrate(first.url()).args(["down", "--all", "--yes"]).ok();
    assert_eq!(first.query(ROLES), roles, "the second database uses them");
    second.execute("CREATE ROLE web LOGIN IN ROLE app_user");
    migrate(second.url()).args(["down", "--all", "--yes"]).ok();
    assert_eq!(second.query(ROLES), ["app_user"], "a login is a member of it");
    migrate(second.url()).args(["up"]).ok();
    second.execute("DROP ROLE web");
    migrate(second.url()).args(["down", "--all", "--yes"]).ok();
    assert_eq!(second.query(ROLES), Vec::<String>::new());
}

#[test]
fn roles_that_would_defeat_the_isolation_are_refused() {
    for (make, what) in [
        ("CREATE ROLE app_user BYPASSRLS", "app_user bypasses"),
        ("CREATE ROLE app_owner SUPERUSER", "app_owner is a superuser"),
        ("CREATE ROLE app_owner; CREATE ROLE app_user IN ROLE app_owner", "app_user owns"),
        ("CREATE ROLE app_service; CREATE ROLE app_user IN ROLE app_service", "app_user is the service"),
        (
            "CREATE ROLE app_lookup; CREATE ROLE mid IN ROLE app_lookup; CREATE ROLE app_login IN ROLE mid",
            "by way of another",
        ),
    ] {
        let cluster = Cluster::own(&[]);
        let db = Database::on(&cluster);
        db.execute(make);
        migrate(db.url())
            .args(["up"])
            .code(1)
            .says(&["existing roles would defeat the isolation of tenants"]);
        assert_eq!(db.value("SELECT to_regclass('public.tasks')"), "", "{what}");
    }
}

#[test]
fn the_application_has_exactly_the_rights_it_needs() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let too_much = db.query(
        "SELECT r.rolname || ': ' || p.privilege || ' on ' || c.relname
         FROM pg_class AS c, unnest(ARRAY['app_user', 'app_service', 'app_login', 'app_lookup']) AS r (rolname),
             unnest(ARRAY['TRUNCATE', 'TRIGGER', 'REFERENCES']) AS p (privilege)
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
             AND has_table_privilege(r.rolname, c.oid, p.privilege)",
    );
    assert_eq!(too_much, Vec::<String>::new());
    let rights = db.query(
        "SELECT c.relname || ' ' || string_agg(p.privilege, ' ' ORDER BY p.privilege DESC)
         FROM pg_class AS c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p (privilege)
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
             AND has_table_privilege('app_user', c.oid, p.privilege)
         GROUP BY c.relname ORDER BY c.relname",
    );
    assert_eq!(
        rights,
        [
            "activities SELECT",
            "attachments SELECT INSERT",
            "comments SELECT INSERT",
            "labels SELECT INSERT DELETE",
            "organization_members SELECT INSERT",
            "organizations SELECT",
            "project_permissions SELECT INSERT DELETE",
            "projects SELECT INSERT",
            "task_labels SELECT INSERT DELETE",
            "tasks SELECT INSERT",
            "workspace_permissions SELECT INSERT DELETE",
            "workspaces SELECT INSERT",
        ]
    );
    let create = db.value(
        "SELECT bool_or(has_schema_privilege(r.rolname, n.oid, 'CREATE'))
         FROM pg_namespace AS n, unnest(ARRAY['app_user', 'app_service', 'app_login', 'app_lookup']) AS r (rolname)
         WHERE n.nspname IN ('public', 'app')",
    );
    assert_eq!(create, "f");
    let open = db.query(
        "SELECT p.oid::regprocedure FROM pg_proc AS p
         WHERE p.pronamespace = 'app'::regnamespace AND has_function_privilege('public', p.oid, 'EXECUTE')",
    );
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn default_privileges_give_nobody_rights_on_the_new_tables() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute(
        "CREATE ROLE app_user; CREATE ROLE stranger;
         ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO app_user, stranger, PUBLIC",
    );
    migrate(db.url()).args(["up", "--to", "V003"]).ok();
    db.execute(super::fixture::TWO_TENANTS);
    migrate(db.url()).args(["up"]).ok();
    let rights = db.query(
        "SELECT c.relname FROM pg_class AS c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relispartition AND c.relkind = 'r'
             AND (has_any_column_privilege('app_user', c.oid, 'SELECT,INSERT,UPDATE')
                 OR has_table_privilege('app_user', c.oid, 'DELETE,TRUNCATE')
                 OR has_table_privilege('stranger', c.oid, 'SELECT,DELETE,TRUNCATE'))",
    );
    assert_eq!(rights, Vec::<String>::new());
    let truncate = db.query(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
             AND has_table_privilege('app_user', oid, 'TRUNCATE')",
    );
    assert_eq!(truncate, Vec::<String>::new());
}
