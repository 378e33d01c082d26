//! Databases and projects that `baseline` does not take over.

use std::fs;

use super::{UP, is_marked, on};
use crate::support::{Cluster, Database, Migrate, Project};

#[test]
fn a_database_with_a_history_of_any_tool_is_refused() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    let project = Project::with_tables(1);
    project.migrate_on(&db).args(["up"]).ok();
    let empty = Project::new();
    on(&empty, &db, &["baseline"])
        .code(4)
        .says(&["has a history of `migrate` already, up to V001", "migrate drift"]);
    db.execute(
        "DROP TABLE refinery_schema_history, migrate_journal; CREATE TABLE flyway_schema_history (id int)",
    );
    on(&empty, &db, &["baseline"]).code(4).says(&[
        "another tool migrates this database: it keeps its history in `public.flyway_schema_history`",
        "`migrate adopt --from flyway`",
        "--not-a-history public.flyway_schema_history",
    ]);
    let said = on(&empty, &db, &["baseline", "--format", "json"]).code(4).json();
    assert_eq!(said["errors"][0]["code"], "history-of-another-tool");
    assert_eq!(db.value("SELECT to_regclass('refinery_schema_history')"), "");
    on(&empty, &db, &["baseline", "--not-a-history", "flyway_schema_history"]).ok();
    assert!(is_marked(&db));
}

#[test]
fn an_empty_database_and_a_project_with_migrations_are_refused() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    on(&Project::new(), &db, &["baseline"]).code(2).says(&["holds nothing to take over", "migrate new"]);
    db.execute("CREATE TABLE t (id int)");
    on(&Project::with_tables(2), &db, &["baseline"])
        .code(2)
        .says(&["has migrations already, such as `migrations/V001__t1.sql`"]);
    on(&Project::new(), &db, &["baseline", "--rows", "nope"]).code(2).says(&["there is no table `nope`"]);
    let nowhere = Project::bare();
    Migrate::new(nowhere.path())
        .args(["--database-url", db.url(), "baseline"])
        .code(2)
        .says(&["there is no project folder", "`migrate init`"]);
    on(&Project::new(), &db, &["baseline", "--ephemeral"]).code(2);
    assert_eq!(db.value("SELECT to_regclass('refinery_schema_history')"), "");
}

#[test]
fn without_a_program_that_can_dump_the_server_it_is_said_what_to_install() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.execute("CREATE TABLE t (id int)");
    let project = Project::new();
    let programs = Project::bare();
    let folder = programs.path().to_str().unwrap();
    let baseline = || on(&project, &db, &["baseline", "--pg-bin", folder]);
    baseline().code(5).says(&["no `pg_dump` on this machine", "--pg-bin"]);
    programs.file("pg_dump", "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
    let file = programs.path().join("pg_dump");
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    baseline().code(5).says(&["`pg_dump` 9.6.24 is older than the server"]);
    programs.file("pg_dump", "#!/bin/sh\n[ $1 = --version ] && echo 'pg_dump (PostgreSQL) 99.1' || { echo 'no such luck' >&2; exit 3; }\n");
    baseline().code(1).says(&["could not dump the database; nothing was changed", "no such luck"]);
    assert!(!project.path().join(UP).exists());
}

/// What belongs to others cannot be locked, so that `pg_dump` cannot read it.
#[test]
fn a_role_that_may_not_read_everything_is_refused_with_whom_to_connect_as() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.superuser("CREATE TABLE public.secret (id int)");
    on(&Project::new(), &db, &["baseline"])
        .code(1)
        .says(&["permission denied for table secret", "connect as the role that owns the schema"]);
}
