//! What the server and extensions brought along, and somebody changed: `drift` and `roundtrip` name each object.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{document, quick, told};
use crate::support::{Cluster, Database, Project};

/// Changes, and what has to be told about each; the objects that they need are made by [`EARLIER`].
const CHANGES: &str = include_str!("bundled.sql");

const EARLIER: &str = "
    CREATE EXTENSION citext; CREATE EXTENSION postgres_fdw; CREATE EXTENSION pg_stat_statements;
    CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple);
    CREATE FUNCTION compare(int, numeric) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 0';
    CREATE FUNCTION below(int, numeric) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT false';
    CREATE OPERATOR <<< (FUNCTION = below, LEFTARG = int, RIGHTARG = numeric);";

/// The statements, and the differences that they make.
fn changes() -> (String, BTreeSet<String>) {
    let is_told = |line: &&str| {
        line.starts_with("-- added") || line.starts_with("-- changed") || line.starts_with("-- removed")
    };
    let tells = CHANGES.lines().filter(is_told).map(|line| line[3..].to_owned());
    (CHANGES.to_owned(), tells.collect())
}

/// A project whose second rollback does more than it should.
fn project(rollback: &str) -> Project {
    let project = Project::new();
    project
        .pair("V001__earlier", EARLIER, "DROP OPERATOR <<< (int, numeric); DROP FUNCTION below; DROP FUNCTION compare;
            DROP TEXT SEARCH DICTIONARY plain; DROP EXTENSION pg_stat_statements; DROP EXTENSION postgres_fdw; DROP EXTENSION citext;")
        .pair("V002__more", "CREATE TABLE more (id int);", &format!("DROP TABLE more;\n{rollback}"));
    project
}

fn roundtrip(project: &Project, cluster: &Cluster, code: i32) -> Value {
    let call = project.migrate().args([
        "--database-url",
        &cluster.url("postgres", "postgres"),
        "roundtrip",
        "--no-seed",
        "--only",
        "V002",
    ]);
    document(quick(call), code)
}

#[test]
fn every_change_by_hand_is_drift_and_named() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute("CREATE ROLE reader");
    let project = project("");
    project.migrate_on(&db).args(["up"]).ok();
    let drift = || quick(project.migrate_on(&db)).args(["drift"]);
    assert_eq!(told(&document(drift(), 0)), Vec::<String>::new());
    let (make, tells) = changes();
    db.execute(&make);
    let found: BTreeSet<String> = told(&document(drift(), 3)).into_iter().collect();
    assert_eq!(found.difference(&tells).collect::<Vec<_>>(), Vec::<&String>::new(), "told beside it");
    assert_eq!(tells.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new(), "not told");
}

#[test]
fn a_rollback_that_leaves_a_change_is_not_proven() {
    let cluster = Cluster::own(&[]);
    Database::on(&cluster).execute("CREATE ROLE reader");
    let (make, tells) = changes();
    let pair = roundtrip(&project(&make), &cluster, 1)["pairs"][0].clone();
    let findings = pair["findings"].as_array().unwrap();
    let found: BTreeSet<String> = findings
        .iter()
        .filter(|finding| finding["stage"] == "down")
        .map(|finding| {
            format!("{} {}", finding["change"].as_str().unwrap(), finding["object"].as_str().unwrap())
        })
        .collect();
    assert_eq!(found, tells, "{pair:#}");
    // What somebody wrote is told in words, and beside it nothing: so it came along.
    let like = findings
        .iter()
        .find(|finding| finding["object"] == "function pg_catalog.textlike(text, text)")
        .unwrap();
    assert_eq!(like["aspects"][0]["before"], Value::Null, "{like:#}");
    assert!(like["aspects"][0]["after"].as_str().unwrap().contains("leakproof"), "{like:#}");
}

#[test]
fn a_change_that_is_undone_is_not_reported() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute("CREATE ROLE reader");
    let project = project(
        "ALTER FUNCTION pg_catalog.textlike(text, text) NOT LEAKPROOF;
         REVOKE EXECUTE ON FUNCTION pg_catalog.now() FROM pg_monitor;
         COMMENT ON TYPE pg_catalog.int4 IS '-2 billion to 2 billion integer, 4-byte storage';
         ALTER TEXT SEARCH CONFIGURATION pg_catalog.english ALTER MAPPING FOR asciiword WITH english_stem;
         ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree DROP FUNCTION 1 (int, numeric);
         ALTER FUNCTION citext_eq(citext, citext) COST 1; DROP EXTENSION unaccent;",
    );
    project.file(
        "migrations/V002__more.sql",
        "CREATE TABLE more (id int); CREATE EXTENSION unaccent;
         ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF; GRANT EXECUTE ON FUNCTION pg_catalog.now() TO pg_monitor;
         COMMENT ON TYPE pg_catalog.int4 IS 'whole'; ALTER FUNCTION citext_eq(citext, citext) COST 77;
         ALTER TEXT SEARCH CONFIGURATION pg_catalog.english ALTER MAPPING FOR asciiword WITH plain;
         ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD FUNCTION 1 (int, numeric) compare(int, numeric);",
    );
    let pair = roundtrip(&project, &cluster, 0)["pairs"][0].clone();
    assert_eq!(
        (&pair["verdict"], &pair["findings"]),
        (&"proven".into(), &Value::Array(Vec::new())),
        "{pair:#}"
    );
    // The changes are the scripts' own: no drift, before and after the way down.
    let drift = || told(&document(quick(project.migrate_on(&db)).args(["drift"]), 0));
    for step in [["up", "-q"], ["down", "-q"]] {
        project.migrate_on(&db).args(step).ok();
        assert_eq!(drift(), Vec::<String>::new(), "{step:?}");
    }
    // Neither is what nobody changed of an extension that a hand updated, or what a rewrite of the catalog wrote.
    for rewrite in [
        "REINDEX TABLE pg_catalog.pg_class",
        "VACUUM FULL pg_catalog.pg_proc",
        "VACUUM FREEZE pg_catalog.pg_type",
    ] {
        db.execute(rewrite);
    }
    assert_eq!(drift(), Vec::<String>::new());
}

#[test]
fn a_function_among_those_of_the_server_is_drift() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("CREATE FUNCTION pg_catalog.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    let drift = quick(project.migrate_on(&db)).args(["drift"]);
    assert_eq!(told(&document(drift, 3)), ["added function pg_catalog.mine()"]);
}
