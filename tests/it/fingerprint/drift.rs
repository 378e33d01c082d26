//! `migrate drift`: a database beside what its applied migrations make on a throwaway server.

use std::path::Path;

use super::{document, quick, told};
use crate::support::{Cluster, Database, Migrate, Project, major};

fn drift(project: &Project, db: &Database) -> Migrate {
    quick(project.migrate_on(db)).args(["drift"])
}

#[test]
fn the_reference_schema_does_not_drift_and_what_a_hand_does_is_named() {
    // The schema needs 15.
    if major() < 15 {
        return;
    }
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let migrate = || Migrate::new(root).args(["--dir", ".", "--database-url", db.url()]);
    let drift = || quick(migrate()).args(["drift"]);
    migrate().args(["up"]).ok();
    drift().ok().says(&["the schema is what 12 applied migrations make"]);
    // More months than the scripts made, and fewer.
    migrate().args(["partitions", "ensure", "--ahead", "9"]).ok();
    let oldest = db.value(
        "SELECT min(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'activities'::regclass",
    );
    db.execute(&format!("DROP TABLE {oldest}"));
    assert_eq!(told(&document(drift(), 0)), Vec::<String>::new());
    let newest = db.value(
        "SELECT max(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'activities'::regclass",
    );
    db.execute(&format!(
        "CREATE INDEX hand_made ON tasks (title); DROP POLICY tenant_isolation ON labels;
         CREATE OR REPLACE FUNCTION app.isolate_partition(target regclass) RETURNS void LANGUAGE sql AS '';
         ALTER TABLE {newest} NO FORCE ROW LEVEL SECURITY"
    ));
    let run = drift().code(3).shows(&[
        "changed function app.isolate_partition(regclass)\n    definition:\n",
        "added index public.hand_made\n",
        "removed policy tenant_isolation on public.labels\n",
        &format!("changed table public.{newest}\n    row security of the owner:\n      - forced\n"),
    ]);
    assert!(
        run.stderr.contains("the schema is not what 12 applied migrations make: 4 differences"),
        "{run:#?}"
    );
    assert_eq!(
        told(&document(drift(), 3)),
        [
            "changed function app.isolate_partition(regclass)".to_owned(),
            "added index public.hand_made".to_owned(),
            "removed policy tenant_isolation on public.labels".to_owned(),
            format!("changed table public.{newest}"),
        ]
    );
}

#[test]
fn it_is_the_applied_versions_that_count_and_a_missing_file_is_named() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.migrate_on(&db).args(["up", "--steps", "2"]).ok();
    drift(&project, &db).ok().says(&["what 2 applied migrations make"]);
    db.execute("CREATE TABLE t3 (id int PRIMARY KEY)");
    assert_eq!(told(&document(drift(&project, &db), 3)), ["added table public.t3"]);
    project.file("migrations/V002__t2.sql", "CREATE TABLE t2 (id bigint PRIMARY KEY);\n");
    drift(&project, &db).code(4).says(&["`V002__t2` was applied, but its file has changed since"]);
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    drift(&project, &db).code(4).says(&["`V002__t2` was applied, but there is no file for it"]);
    quick(project.migrate()).args(["drift", "--ephemeral"]).code(2).says(&["nothing was compared"]);
}

#[test]
fn a_database_that_nobody_migrated_is_compared_with_an_empty_one() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    drift(&project, &db).ok();
    db.execute("CREATE TABLE stray (id int PRIMARY KEY); CREATE VIEW v AS SELECT 1 AS one");
    assert_eq!(told(&document(drift(&project, &db), 3)), ["added table public.stray", "added view public.v"]);
}

/// On the throwaway server the scripts run as a role of the same name, whoever asks.
#[test]
fn owners_and_rights_are_those_of_the_role_that_migrates() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute(&format!(
        "CREATE ROLE \"the deployer\" LOGIN CREATEROLE; ALTER DATABASE {} OWNER TO \"the deployer\"",
        db.name()
    ));
    // Since 15 it belongs to whoever the database belongs to.
    if major() < 15 {
        db.execute("ALTER SCHEMA public OWNER TO \"the deployer\"");
    }
    let project = Project::new();
    project.pair(
        "V001__all",
        "CREATE ROLE web; CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text);
         GRANT SELECT, UPDATE (a) ON t TO web; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO web;
         CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1; REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
         CREATE TABLE later (id int); CREATE SCHEMA app; GRANT USAGE ON SCHEMA app, public TO web;",
        "DROP TABLE t, later; DROP FUNCTION f(); DROP SCHEMA app;
         ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM web; REVOKE ALL ON SCHEMA public FROM web; DROP ROLE web;",
    );
    let url = db.url().replacen("postgres@", "the%20deployer@", 1);
    project.migrate().args(["--database-url", &url, "up"]).ok();
    assert_eq!(told(&document(drift(&project, &db), 0)), Vec::<String>::new());
    let theirs = quick(project.migrate()).args(["--database-url", &url, "drift"]);
    assert_eq!(told(&document(theirs, 0)), Vec::<String>::new());
    db.execute("ALTER TABLE later OWNER TO postgres; GRANT DELETE ON t TO web");
    let found = document(drift(&project, &db), 3);
    assert_eq!(told(&found), ["changed table public.later", "changed table public.t"]);
    assert_eq!(found["differences"][1]["aspects"][0]["before"], "web=r");
    assert_eq!(found["differences"][1]["aspects"][0]["after"], "web=rd");
}

const IGNORE: &str =
    "[[drift.ignore]]\nobject = \"table public.stray*\"\nreason = \"the importer makes them\"\n";

#[test]
fn what_may_differ_has_a_reason_and_an_entry_that_nothing_needs_is_said() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("CREATE TABLE stray_1 (id int PRIMARY KEY); CREATE TABLE stray_2 ()");
    project.file("migrate.toml", IGNORE);
    drift(&project, &db).ok().says(&["2 differences ignored"]);
    db.execute("DROP TABLE stray_1, stray_2");
    let found = document(drift(&project, &db), 0);
    assert_eq!(found["unused_ignores"][0]["object"], "table public.stray*");
    drift(&project, &db).ok().says(&["nothing needs the entry `table public.stray*`"]);
    project.file("migrate.toml", IGNORE.replace("the importer makes them", " "));
    drift(&project, &db).code(2).says(&["drift: the reason for table public.stray*"]);
}

#[test]
fn another_order_of_columns_is_a_warning_and_annotations_are_one_a_difference() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__t", "CREATE TABLE t (a int, b int, c int);", "DROP TABLE t;");
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("ALTER TABLE t DROP COLUMN b; ALTER TABLE t ADD COLUMN b int");
    drift(&project, &db).ok().shows(&["warning table public.t: the same columns in another order"]);
    let found = document(drift(&project, &db), 0);
    assert_eq!(told(&found), ["moved table public.t"]);
    assert_eq!(found["moved"][0]["after"], serde_json::json!(["a", "c", "b"]));
    db.execute("CREATE INDEX i ON t (a)");
    let run = drift(&project, &db).args(["--format", "github"]).code(3);
    let notes: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(notes.len(), 2, "{run:#?}");
    assert_eq!(
        notes[0],
        "::error title=object-added::`index public.i` is in the database, and no migration made it"
    );
    assert!(
        notes[1].starts_with("::warning title=columns-moved::`table public.t`: the same columns"),
        "{run:#?}"
    );
}

#[test]
fn partitions_that_come_and_go_are_compared_by_their_shape() {
    let (db, project) = (Database::new(), Project::new());
    project.pair(
        "V001__log",
        "CREATE TABLE log (at timestamptz NOT NULL, id int, note text, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
         CREATE INDEX ON log (note);
         CREATE TABLE log_2020_01 PARTITION OF log FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-02-01 00:00+00');",
        "DROP TABLE log;",
    );
    project.file(
        "migrate.toml",
        "[[partitions]]\ntable = \"log\"\ninterval = \"month\"\nkeep = \"1m\"\nname = \"log_%Y_%m\"\n",
    );
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    drift(&project, &db).ok();
    project.migrate_on(&db).args(["partitions", "retire"]).ok();
    assert_eq!(
        db.value("SELECT count(*) FROM pg_class WHERE relname = 'log_2020_01' AND NOT relispartition"),
        "1"
    );
    assert_eq!(told(&document(drift(&project, &db), 0)), Vec::<String>::new());
    let month =
        db.value("SELECT max(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'log'::regclass");
    db.execute(&format!(
        "CREATE INDEX hand_made ON {month} (id); ALTER TABLE {month} ALTER COLUMN note SET NOT NULL"
    ));
    assert_eq!(
        told(&document(drift(&project, &db), 3)),
        [format!("changed column public.{month}.note"), "added index public.hand_made".to_owned()]
    );
    db.execute("DROP INDEX hand_made; ALTER INDEX log_note_idx RENAME TO renamed");
    let found = told(&document(drift(&project, &db), 3));
    assert!(found.contains(&"added index public.renamed".to_owned()), "{found:?}");
    // Without the section it is what `partitions ensure` takes without one: every table that is partitioned by time.
    project.remove("migrate.toml");
    db.execute(&format!(
        "ALTER TABLE {month} ALTER COLUMN note DROP NOT NULL; ALTER INDEX renamed RENAME TO log_note_idx"
    ));
    assert_eq!(told(&document(drift(&project, &db), 0)), Vec::<String>::new());
    db.execute(&format!("ALTER TABLE {month} ADD CHECK (id > 0)"));
    assert_eq!(
        told(&document(drift(&project, &db), 3)),
        [format!("added constraint {month}_id_check on public.{month}")]
    );
    // A section about another table: nobody looks after this one.
    project.file("migrate.toml", "[[partitions]]\ntable = \"other\"\ninterval = \"month\"\n");
    let found = told(&document(drift(&project, &db), 3));
    assert!(found.contains(&format!("added table public.{month}")), "{found:?}");
}
