//! `migrate status`

use crate::support::{Cluster, Database, Project};

#[test]
fn status_on_an_empty_database_creates_nothing() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let before = db.catalog();
    let run = project.migrate_on(&db).args(["status"]).ok();
    run.shows(&["V001", "t1", "pending", "nothing applied, 2 pending; scripts: migrations"]);
    assert_eq!(db.catalog(), before);
    assert_eq!(
        project.migrate_on(&db).args(["status", "--format", "json"]).ok().json()["has_history"],
        false
    );
    assert_eq!(db.catalog(), before);
}

#[test]
fn status_shows_what_is_applied_when_by_whom_and_how_long_it_took() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.migrate_on(&db).args(["up", "--to", "2"]).ok();
    let run = project.migrate_on(&db).args(["status"]).ok();
    let year = db.value("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-')");
    run.shows(&["applied", " ms", "postgres", &year, "at V002, 1 pending"]);
    let json = project.migrate_on(&db).args(["status", "--format", "json"]).ok().json();
    assert_eq!(json["current"], 2);
    assert_eq!(json["migrations"][2]["state"], "pending");
    assert_eq!(json["migrations"][0]["role"], "postgres");
}

#[test]
fn check_tells_pending_by_its_exit_code() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["status", "--check"]).code(3).shows(&["2 pending"]);
    project.migrate_on(&db).args(["up", "--steps", "1"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).code(3);
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn a_role_that_may_only_read_can_ask() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("CREATE ROLE monitor LOGIN IN ROLE pg_read_all_data");
    let run = project.migrate().args(["--database-url", &db.url_as("monitor"), "status", "--check"]).ok();
    run.shows(&["at V001"]);
    db.execute("CREATE ROLE nobody_special LOGIN");
    let run = project.migrate().args(["--database-url", &db.url_as("nobody_special"), "status"]).code(4);
    run.says(&[
        "the role `nobody_special` may not read",
        "GRANT SELECT ON public.migrate_journal, public.refinery_schema_history",
    ]);
}

#[test]
fn status_says_which_scripts_it_uses() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    let embedded = Project::bare();
    let run = embedded.migrate().args(["--database-url", db.url(), "status"]).run();
    assert_eq!(run.code, Some(2), "--dir without folders is an error: {run:#?}");
    let run = crate::support::Migrate::new(embedded.path());
    let run = run.args(["--embedded", "--database-url", db.url(), "status"]).ok();
    run.shows(&["V001", "initial_schema", "scripts: embedded in the binary"]);
    let here = || crate::support::Migrate::new(project.path()).args(["--database-url", db.url(), "status"]);
    here().ok().shows(&["scripts: migrations"]);
    std::fs::rename(project.path().join("rollbacks"), project.path().join("downs")).unwrap();
    here().code(2).says(&["there is a folder `migrations` here", "--dir .", "--embedded"]);
    project.file("migrate.toml", "[scripts]\nrollbacks = \"downs\"\n");
    here().ok().shows(&["scripts: migrations"]);
    let run = crate::support::Migrate::new(project.path());
    run.args(["--embedded", "--database-url", db.url(), "status"]).ok().shows(&["embedded in the binary"]);
}

/// A script without a transaction whose second statement fails.
const HALF: &str = "-- migrate:no-transaction\nCREATE TABLE a (id int);\nSELECT nope;";

#[test]
fn an_interrupted_script_is_counted_and_named_with_its_ways_out() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::with_tables(1));
    project.pair("V002__half", HALF, "DROP TABLE a;").pair(
        "V003__t3",
        "CREATE TABLE t3 ();",
        "DROP TABLE t3;",
    );
    let call = |args: &[&str]| project.migrate_on(&db).args(args.iter().copied());
    call(&["up"]).code(1);
    let named = [
        "`V002__half` was being applied without a transaction and is not finished: 1 statement executed",
        "`migrate up` finishes it, or resolve it with `migrate repair`",
    ];
    call(&["status"]).ok().shows(&["at V001, 1 pending, 1 interrupted; scripts"]).says(&named);
    let json = call(&["status", "--format", "json", "--check"]).code(3).json();
    let expected = serde_json::json!([{ "version": 2, "name": "half", "direction": "up", "executed": 1 }]);
    assert_eq!(json["interrupted"], expected);
    // Its file is gone: it is counted all the same.
    project.remove("migrations/V002__half.sql").remove("rollbacks/V002__half.sql");
    call(&["status", "--check"])
        .code(3)
        .shows(&["V002", "interrupted", "1 pending, 1 interrupted"])
        .says(&["its file is gone: `migrate up` finishes it once that is back", "migrate repair"]);
    // Nothing later runs past it.
    for args in [["up"].as_slice(), &["up", "--dry-run"]] {
        call(args).code(4).says(&[
            "`V002__half` was being applied without a transaction and is not finished",
            "restore its file and finish it with `migrate up`, or resolve it with `migrate repair`",
        ]);
    }
    assert_eq!(db.value("SELECT to_regclass('t3')"), "");
    project.pair("V002__half", &HALF.replace("nope", "1"), "DROP TABLE a;");
    call(&["up"]).ok();
    let whole = call(&["status", "--check"]).ok();
    assert!(!whole.stdout.contains("interrupted") && !whole.stderr.contains("interrupted"), "{whole:#?}");
    assert_eq!(call(&["status", "--format", "json"]).ok().json()["interrupted"], serde_json::json!([]));
}

#[test]
fn an_interrupted_rollback_is_counted_and_the_next_down_finishes_it_first() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::with_tables(1));
    let broken = "-- migrate:no-transaction\nDROP TABLE t2;\nSELECT nope;";
    project.pair("V002__t2", "CREATE TABLE t2 (id int);", broken);
    project.pair("V003__t3", "CREATE TABLE t3 (id int);", "DROP TABLE t3;");
    let call = |args: &[&str]| project.migrate_on(&db).args(args.iter().copied());
    call(&["up", "--to", "1"]).ok();
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    call(&["up"]).ok();
    project.pair("V002__t2", "CREATE TABLE t2 (id int);", broken);
    call(&["up", "--out-of-order"]).ok();
    call(&["down", "--last-applied"]).code(1);
    call(&["status", "--check"]).code(3).shows(&["at V003, 0 pending, 1 interrupted"]).says(&[
        "`V002__t2` was being rolled back without a transaction and is not finished: 1 statement executed",
        "`migrate down` finishes it",
    ]);
    project.file("rollbacks/V002__t2.sql", broken.replace("nope", "1"));
    // What is named works, although V003 is above it.
    call(&["down", "--use", "file"]).ok().says(&["rolled back V002__t2"]);
    assert_eq!(
        db.value("SELECT string_agg(version::text, ' ' ORDER BY version) FROM refinery_schema_history"),
        "1 3"
    );
}

#[test]
fn an_interrupted_script_whose_file_is_gone_is_resolved_by_repair() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::with_tables(1));
    project.pair("V002__half", HALF, "DROP TABLE a;");
    let call = |args: &[&str]| project.migrate_on(&db).args(args.iter().copied());
    call(&["up"]).code(1);
    project.remove("migrations/V002__half.sql").remove("rollbacks/V002__half.sql");
    db.execute("DROP TABLE a");
    call(&["repair", "not-applied", "V002"]).ok();
    let whole = call(&["status", "--check"]).ok();
    assert!(!whole.stdout.contains("interrupted") && !whole.stdout.contains("V002"), "{whole:#?}");
    call(&["up"]).ok();
}
