//! `migrate up`

use crate::support::{Cluster, Database, Project, wait_until};

#[test]
fn up_applies_everything_in_order_and_then_has_nothing_to_do() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    let run = project.migrate_on(&db).args(["up"]).ok();
    let order: Vec<usize> =
        ["V001__t1", "V002__t2", "V003__t3"].iter().map(|id| run.stderr.find(id).unwrap()).collect();
    assert!(order.is_sorted());
    assert_eq!(
        db.value("SELECT string_agg(version::text, ',' ORDER BY version) FROM refinery_schema_history"),
        "1,2,3"
    );
    assert_eq!(db.value("SELECT to_regclass('t3')"), "t3");
    project.migrate_on(&db).args(["up"]).ok().says(&["nothing to do"]);
}

#[test]
fn up_stops_at_a_version_or_after_some_steps() {
    let (db, project) = (Database::new(), Project::with_tables(5));
    let newest = || db.value("SELECT max(version) FROM refinery_schema_history");
    project.migrate_on(&db).args(["up", "--to", "V002"]).ok();
    assert_eq!(newest(), "2");
    project.migrate_on(&db).args(["up", "--steps", "2"]).ok();
    assert_eq!(newest(), "4");
    project.migrate_on(&db).args(["up", "--to", "3"]).ok().says(&["nothing to do"]);
    project.migrate_on(&db).args(["up", "--to", "9"]).code(2).says(&["there is no migration V009", "V005"]);
    project.migrate_on(&db).args(["up", "--to", "1.2"]).code(2);
    project.migrate_on(&db).args(["up", "--steps", "0"]).code(2);
    assert_eq!(newest(), "4");
}

#[test]
fn a_dry_run_shows_the_plan_and_creates_nothing() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let before = db.catalog();
    let run = project.migrate_on(&db).args(["up", "--dry-run", "--to", "1"]).ok();
    run.shows(&["up", "V001", "migrations/V001__t1.sql"]);
    assert_eq!(db.catalog(), before);
    project.migrate_on(&db).args(["up"]).ok();
    let nothing = project.migrate_on(&db).args(["up", "--dry-run"]).ok().says(&["nothing to do"]);
    assert_eq!(nothing.stdout, "");
}

#[test]
fn a_failure_in_the_middle_of_ten_leaves_the_first_ones_and_nothing_of_its_own() {
    let (db, project) = (Database::new(), Project::with_tables(10));
    let broken =
        "CREATE TABLE half (id int);\nINSERT INTO half VALUES (1);\n\nALTER TABLE nope ADD COLUMN x int;\n";
    project.pair("V005__t5", broken, "DROP TABLE half;\n");
    let run = project.migrate_on(&db).args(["up"]).code(1);
    run.says(&[
        "migration `V005__t5` failed: relation \"nope\" does not exist",
        "migrations/V005__t5.sql:4:1",
        "4 | ALTER TABLE nope ADD COLUMN x int;",
        "^^^^^",
        "sqlstate: 42P01",
        "nothing of it is left",
        "applied before the failure and kept: `V001__t1`, `V002__t2`, `V003__t3` and `V004__t4`",
    ]);
    assert_eq!(db.value("SELECT max(version) FROM refinery_schema_history"), "4");
    assert_eq!(db.value("SELECT to_regclass('half')"), "");
    assert_eq!(
        db.value("SELECT outcome || ' ' || sqlstate FROM migrate_journal WHERE version = 5"),
        "failed 42P01"
    );
    project.pair("V005__t5", "CREATE TABLE t5 (id int);\n", "DROP TABLE t5;\n");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "10");
}

#[test]
fn a_constraint_that_fails_at_commit_is_a_failed_migration() {
    let (db, project) = (Database::new(), Project::new());
    let up = "CREATE TABLE p (id int PRIMARY KEY);
        CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
        INSERT INTO c VALUES (7);";
    project.pair("V001__deferred", up, "DROP TABLE c; DROP TABLE p;");
    let run = project.migrate_on(&db).args(["up"]).code(1);
    run.says(&["sqlstate: 23503", "Key (id)=(7)"]);
    assert_eq!(db.value("SELECT to_regclass('p')"), "");
    assert_eq!(db.value("SELECT to_regclass('refinery_schema_history')"), "");
}

#[test]
fn a_script_that_gives_up_the_lock_is_rolled_back_and_named() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.pair(
        "V002__unlocks",
        "CREATE TABLE u (id int); SELECT pg_advisory_unlock_all();",
        "DROP TABLE u;",
    );
    project.pair("V003__t3", "CREATE TABLE t3 (id int);", "DROP TABLE t3;");
    let run = project.migrate_on(&db).args(["up"]).code(1);
    run.says(&["migration `V002__unlocks` released the lock of this run", "pg_advisory_unlock_all()"]);
    assert_eq!(db.value("SELECT max(version) FROM refinery_schema_history"), "1");
    assert_eq!(db.value("SELECT to_regclass('u')"), "");
}

#[test]
fn nothing_of_one_script_reaches_the_next() {
    let (db, project) = (Database::new(), Project::new());
    db.execute("CREATE SCHEMA other");
    let leaky = "CREATE TEMP TABLE t2 (id int); PREPARE p AS SELECT 1; SET search_path = other; SET row_security = on;
        SET ROLE pg_monitor; SET TimeZone = 'Asia/Tokyo'; SET statement_timeout = '90s'; SET lock_timeout = 0;
        SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;";
    project.pair("V001__leaky", leaky, "SELECT 1;");
    let probe = "CREATE TABLE t2 (id int);
        CREATE TABLE seen AS SELECT current_user::text AS who, current_setting('TimeZone') AS zone,
            current_setting('row_security') AS rls, current_setting('search_path') AS path,
            current_setting('statement_timeout') AS st, current_setting('lock_timeout')::interval BETWEEN '1 ms' AND '400 ms' AS lt,
            current_setting('application_name') AS app, (SELECT count(*) FROM pg_prepared_statements WHERE name = 'p') AS prepared;";
    project.pair("V002__probe", probe, "DROP TABLE seen; DROP TABLE t2;");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(
        db.value("SELECT s::text FROM public.seen AS s"),
        "(postgres,UTC,off,\"\"\"$user\"\", public\",0,t,\"migrate up V002\",0)"
    );
    assert_eq!(db.value("SELECT to_regclass('public.t2')"), "t2");
}

#[test]
fn defaults_of_the_role_and_the_database_do_not_matter() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.pair("V002__slow", "SELECT pg_sleep(0.4);", "SELECT 1;");
    db.execute(&format!(
        "ALTER DATABASE {0} SET statement_timeout = '200ms';
         ALTER DATABASE {0} SET default_transaction_isolation = 'serializable'",
        db.name()
    ));
    project.migrate_on(&db).args(["up"]).ok();
    let tables = "SELECT schemaname FROM pg_tables WHERE tablename = 't1'";
    assert_eq!(
        crate::support::Database::try_query(db.url(), &format!("SET statement_timeout = 0; {tables}"))
            .unwrap(),
        ["public"]
    );
}

#[test]
fn a_backfill_that_policies_would_hide_fails_instead_of_changing_nothing() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::new());
    db.execute(&format!(
        "CREATE ROLE plain LOGIN; ALTER DATABASE {} OWNER TO plain; GRANT ALL ON SCHEMA public TO plain",
        db.name()
    ));
    let table = "CREATE TABLE t (org int, n int); INSERT INTO t VALUES (1, 0), (2, 0);
        ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;
        CREATE POLICY p ON t USING (org = NULLIF(current_setting('app.org', true), '')::int);";
    project.pair("V001__table", table, "DROP TABLE t;").pair(
        "V002__backfill",
        "UPDATE t SET n = 1;",
        "SELECT 1;",
    );
    let migrate = || project.migrate().args(["--database-url", &db.url_as("plain"), "up"]);
    migrate().code(1).says(&[
        "row-level security policy for table \"t\"",
        "42501",
        "BYPASSRLS",
        "-- migrate:row-security on",
    ]);
    assert_eq!(db.value("SELECT max(version) FROM refinery_schema_history"), "1");
    project.pair("V002__backfill", "-- migrate:row-security on\nUPDATE t SET n = 1;", "SELECT 1;");
    migrate().ok();
    assert_eq!(db.value("SELECT sum(n) FROM t"), "0");
}

#[test]
fn a_lock_that_is_held_for_a_while_is_waited_for_by_trying_again() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.pair("V002__column", "ALTER TABLE t1 ADD COLUMN x int;", "ALTER TABLE t1 DROP COLUMN x;");
    let url = db.url().to_owned();
    let reader = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; LOCK TABLE t1 IN ACCESS SHARE MODE; SELECT pg_sleep(3); COMMIT")
            .unwrap();
    });
    let asked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK TABLE t1%'";
    wait_until("the table is locked", || db.value(asked) != "0");
    std::thread::sleep(std::time::Duration::from_millis(200));
    project.migrate_on(&db).args(["up"]).ok().says(&["blocked by another session (55P03)"]);
    reader.join().unwrap();
}

#[test]
fn the_journal_answers_who_when_and_what() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
    let rows = db.query(
        "SELECT version, name, direction, outcome, length(up_sha256), length(down_sha256), rollback_sql, role_name,
            application_version, sqlstate, finished_at >= started_at AND transaction_id IS NOT NULL
         FROM migrate_journal ORDER BY entry_id",
    );
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(rows[0], format!("1|t1|up|done|64|64|DROP TABLE t1;\n|postgres|{version}||t"));
    assert_eq!(rows[1], format!("1|t1|down|done|64|64||postgres|{version}||t"));
}

#[test]
fn nobody_but_the_owner_may_touch_the_bookkeeping() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    db.execute("CREATE ROLE app; ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO app, PUBLIC");
    project.migrate_on(&db).args(["up"]).ok();
    let rights = db.query(
        "SELECT c.relname, has_any_column_privilege('app', c.oid, 'SELECT,INSERT,UPDATE')
            OR has_table_privilege('app', c.oid, 'DELETE,TRUNCATE,TRIGGER')
         FROM pg_class AS c WHERE c.relname IN ('refinery_schema_history', 'migrate_journal') ORDER BY 1",
    );
    assert_eq!(rights, ["migrate_journal|f", "refinery_schema_history|f"]);
}
