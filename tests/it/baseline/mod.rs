//! `migrate baseline`: a database that no tool migrates becomes the first pair, proven, and marked as applied.

mod killed;
mod refused;

use std::fs;

use crate::support::{Cluster, Database, Migrate, Project, base};

/// What real schemas hold; needs [`ROLES`], and an owner who may make `citext`.
const HOSTILE: &str = include_str!("hostile.sql");

const ROLES: &str = "CREATE ROLE web NOLOGIN; CREATE ROLE \"Report Reader\" NOLOGIN";

/// What an administrator made before, and one right that the owner did not give.
const OF_OTHERS: &str = "CREATE SCHEMA extensions; CREATE EXTENSION hstore SCHEMA extensions;
    GRANT USAGE ON SCHEMA app TO \"Report Reader\"; SET ROLE \"Report Reader\";
    GRANT SELECT ON app.organizations TO web; RESET ROLE;
    CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION app.watch();
    CREATE TABLE app.of_admin (a extensions.hstore); GRANT SELECT ON app.of_admin TO PUBLIC";

/// A call whose throwaway servers are in memory, as the tests' own.
fn on(project: &Project, db: &Database, args: &[&str]) -> Migrate {
    let call = project.migrate_on(db).env("MIGRATE_EPHEMERAL_DIR", base().to_str().unwrap());
    call.args(args.iter().copied())
}

fn is_marked(db: &Database) -> bool {
    !db.value("SELECT to_regclass('refinery_schema_history')").is_empty()
        && db.value("SELECT count(*) FROM refinery_schema_history") == "1"
}

fn text(project: &Project, file: &str) -> String {
    fs::read_to_string(project.path().join(file)).unwrap()
}

const UP: &str = "migrations/V001__baseline.sql";
const DOWN: &str = "rollbacks/V001__baseline.sql";

#[test]
fn everything_that_a_schema_can_hold_comes_again_and_goes_again() {
    let cluster = Cluster::own(&["wal_level=logical"]);
    let db = Database::owned_on(&cluster);
    db.superuser(ROLES);
    db.execute(HOSTILE);
    db.superuser(OF_OTHERS);
    let project = Project::new();
    let report = on(&project, &db, &["baseline", "--rows", "countries,public.settings", "--format", "json"])
        .ok()
        .json();
    assert_eq!((report["state"].as_str(), report["version"].as_i64()), (Some("marked"), Some(1)));
    assert_eq!(report["rows"][0]["rows"], 2, "{report}");
    let before: Vec<&str> =
        report["before"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    assert_eq!(before[..2], ["CREATE ROLE \"Report Reader\" NOLOGIN", "CREATE ROLE web NOLOGIN"]);
    assert!(before.contains(&"CREATE SCHEMA extensions"), "{before:?}");
    assert_eq!(report["owners"], serde_json::json!(["postgres"]));
    assert!(is_marked(&db));
    on(&project, &db, &["status", "--check"]).ok().shows(&["V001", "baseline", "applied"]);
    on(&project, &db, &["up"]).ok().says(&["nothing to do"]);
    // With what was told as the file of `[scratch] before`, the other commands stand on the same.
    project.file("before.sql", before.join(";\n") + ";\n");
    project.file("migrate.toml", "[scratch]\nbefore = \"before.sql\"\n");
    on(&project, &db, &["drift"]).ok().says(&["the schema matches 1 applied migration"]);
    let proven = project.migrate().env("MIGRATE_EPHEMERAL_DIR", base().to_str().unwrap());
    proven.args(["roundtrip", "--ephemeral", "--rows", "500"]).ok().says(&["1 of 1 pair proven"]);
    // Nothing of the session, of psql or of ours is in the scripts.
    let (up, down) = (text(&project, UP), text(&project, DOWN));
    for word in [
        "\\restrict",
        "set_config",
        "refinery_schema_history",
        "migrate_journal",
        "\nSET search",
        "\nSET client",
        "_timeout",
    ] {
        assert!(!up.contains(word) && !down.contains(word), "{word}");
    }
}

/// The owner is no superuser on the next database either.
#[test]
fn the_pair_makes_the_same_on_another_database_by_its_owner() {
    let cluster = Cluster::own(&["wal_level=logical"]);
    let (db, next) = (Database::owned_on(&cluster), Database::on(&cluster));
    db.superuser(ROLES);
    db.execute(HOSTILE);
    let project = Project::new();
    on(&project, &db, &["baseline", "--rows", "public.settings"]).ok();
    next.execute(&format!("ALTER DATABASE {} OWNER TO {}", next.name(), db.owner()));
    let there = next.url_as(db.owner());
    let call = || project.migrate().args(["--database-url", &there]);
    call().args(["up"]).ok().says(&["applied V001__baseline"]);
    let snapshot = |call: Migrate| call.args(["snapshot"]).ok().stdout;
    assert_eq!(snapshot(call()), snapshot(project.migrate_on(&db)));
    assert_eq!(
        next.query(
            "SELECT id, parent_id, name, nextval('settings_id_seq') - id FROM settings ORDER BY id LIMIT 1"
        ),
        ["1||root|3"]
    );
    assert_eq!(next.value("SELECT count(*) FROM app.organizations"), "0");
    call().args(["down"]).ok();
    assert_eq!(next.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'app'"), "0");
    call().args(["up"]).ok();
}

#[test]
fn a_dry_run_shows_the_plan_and_writes_nothing() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.execute("CREATE TABLE t (id int PRIMARY KEY)");
    let project = Project::new();
    on(&project, &db, &["baseline", "--dry-run"]).ok().says(&[
        "proven: a database made from `V001__baseline` is the same",
        "would write `migrations/V001__baseline.sql`",
    ]);
    assert!(!project.path().join(UP).exists() && !project.path().join(DOWN).exists());
    assert_eq!(db.value("SELECT to_regclass('refinery_schema_history')"), "");
}

#[test]
fn an_irreversible_rollback_is_a_stub_that_down_never_goes_past() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.execute("CREATE TABLE t (id int PRIMARY KEY)");
    let project = Project::new();
    on(&project, &db, &["baseline", "--irreversible"]).ok().says(&["its rollback is irreversible"]);
    assert_eq!(
        text(&project, DOWN),
        "-- migrate:irreversible the schema was there before the first migration\n"
    );
    on(&project, &db, &["down"]).code(1).says(&["is irreversible"]);
}

/// A schema of the project's own holds the history, and is there before the first migration.
#[test]
fn the_schema_of_the_history_is_not_made_and_not_dropped() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.execute(
        "CREATE SCHEMA \"The App\"; CREATE TABLE \"The App\".t (id int); CREATE TABLE public.u (id int)",
    );
    let project = Project::new();
    project.file("migrate.toml", "[database]\nsearch_path = [\"The App\", \"public\"]\n");
    on(&project, &db, &["baseline"]).ok();
    assert!(!text(&project, UP).contains("CREATE SCHEMA") && !text(&project, DOWN).contains("DROP SCHEMA"));
    on(&project, &db, &["drift"]).ok();
    on(&project, &db, &["down"]).ok();
    assert_eq!(db.query("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = '\"The App\"'::regnamespace ORDER BY 1"),
        ["migrate_journal", "refinery_schema_history"]);
}

/// Many a database was emptied by `DROP SCHEMA public CASCADE`.
#[test]
fn a_schema_public_that_was_created_again_or_dropped_is_no_difference() {
    let cluster = Cluster::own(&[]);
    for (made, arguments) in [
        ("DROP SCHEMA public; CREATE SCHEMA public; CREATE TABLE t (id int)", [].as_slice()),
        ("DROP SCHEMA public; CREATE SCHEMA app; CREATE TABLE app.t (id int)", &["--search-path", "app"]),
    ] {
        let db = Database::owned_on(&cluster);
        if crate::support::major() < 15 {
            db.superuser(&format!("ALTER SCHEMA public OWNER TO {}", db.owner()));
        }
        db.execute(made);
        let project = Project::new();
        on(&project, &db, &[&["baseline"], arguments].concat()).ok().says(&["its rollback leaves nothing"]);
    }
}

#[test]
fn what_the_pair_does_not_make_is_reported_and_by_hand_it_goes_on() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.execute("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (id int)");
    let project = Project::new();
    on(&project, &db, &["baseline", "--write-only"]).ok().says(&["nothing is marked as applied"]);
    assert!(!is_marked(&db));
    let whole = text(&project, UP);
    project.file(UP, whole.replace("CREATE TABLE public.u (\n    id integer\n);", ""));
    on(&project, &db, &["baseline"]).code(3).shows(&["added table public.u"]).says(&[
        "a database made from `V001__baseline` is not the same: 1 difference",
        "nothing is marked",
        "--write-only",
    ]);
    assert!(!is_marked(&db));
    project.file(UP, &whole);
    project.file(DOWN, "DROP TABLE t;\n");
    on(&project, &db, &["baseline"])
        .code(3)
        .shows(&["added table public.u"])
        .says(&["does not restore what was there"]);
    project.file(DOWN, "DROP TABLE t, u;\n");
    on(&project, &db, &["baseline"]).ok();
    assert!(is_marked(&db));
    assert_eq!(text(&project, DOWN), "DROP TABLE t, u;\n");
    assert_eq!(
        db.query("SELECT outcome, message, rollback_sql FROM migrate_journal"),
        ["done|baseline|DROP TABLE t, u;\n"]
    );
}

/// The log of the server has every statement of every session.
#[test]
fn on_the_database_nothing_runs_but_what_reads_and_the_marking() {
    let cluster = Cluster::own(&["log_statement=mod", "log_line_prefix=[%d %a] "]);
    let db = Database::owned_on(&cluster);
    db.execute(
        "CREATE TABLE lookup (id int PRIMARY KEY); INSERT INTO lookup VALUES (1);
        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT id FROM lookup'",
    );
    let project = Project::new();
    on(&project, &db, &["baseline", "--rows", "lookup"]).ok();
    let log = cluster.log();
    let ours: Vec<&str> = log
        .split(&format!("[{} migrate baseline] ", db.name()))
        .skip(1)
        .filter(|entry| entry.starts_with("LOG:"))
        .collect();
    assert!(!ours.is_empty(), "{log}");
    for entry in ours {
        let about_ours =
            ["refinery_schema_history", "migrate_journal"].iter().any(|table| entry.contains(table));
        assert!(about_ours && !entry.contains("lookup"), "{entry}");
    }
}

/// The project's own reference schema, as somebody has it who lost the history.
#[test]
fn the_reference_schema_is_taken_over() {
    if crate::support::major() < 15 {
        return;
    }
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    let project = Project::new();
    Migrate::new(project.path()).args(["--embedded", "--database-url", db.url(), "up", "-q"]).ok();
    db.execute("DROP TABLE refinery_schema_history, migrate_journal");
    on(&project, &db, &["baseline"])
        .ok()
        .says(&["proven: a database made from `V001__baseline` is the same"]);
}
