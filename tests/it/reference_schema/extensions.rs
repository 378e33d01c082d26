//! Optional extensions: used where they are, missed nowhere.

use super::fixture::{A, ANN, as_person, filled, migrate, refused};
use crate::support::{Cluster, Database, has_extension};

#[test]
fn nothing_is_missing_where_no_extension_is() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    assert_eq!(db.query("SELECT query FROM app.slow_queries()"), Vec::<String>::new());
    assert_eq!(db.query("SELECT * FROM app.partition_managers()"), ["activities|migrate"]);
    assert_eq!(as_person(&db, A, ANN, "SELECT 1 FROM app.slow_queries()"), refused("42501"));
    assert_eq!(db.query("SELECT extname FROM pg_extension"), ["plpgsql"]);
}

#[test]
fn statement_statistics_are_read_where_they_are_kept() {
    let cluster = Cluster::own(&["shared_preload_libraries=pg_stat_statements"]);
    let db = Database::on(&cluster);
    db.execute("CREATE SCHEMA \"odd name\"; CREATE EXTENSION pg_stat_statements SCHEMA \"odd name\"");
    migrate(db.url()).args(["up"]).ok();
    let schema = db.schema();
    db.execute("SELECT 'something to remember', count(*) FROM tasks");
    let seen = db.query("SELECT query, calls FROM app.slow_queries(1000) WHERE query LIKE '%FROM tasks'");
    assert_eq!(seen.len(), 1, "{seen:?}");
    migrate(db.url()).args(["down", "--all", "--yes"]).ok();
    migrate(db.url()).args(["up"]).ok();
    assert_eq!(db.schema(), schema);
}

#[test]
fn a_table_that_pg_partman_manages_is_named_as_such() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    if !has_extension(&db, "pg_partman") {
        return;
    }
    migrate(db.url()).args(["up"]).ok();
    let schema = db.schema();
    db.execute("CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman");
    let beside = db.schema();
    migrate(db.url()).args(["down", "--all", "--yes"]).ok();
    migrate(db.url()).args(["up"]).ok();
    assert_eq!(db.schema(), beside, "down and up beside pg_partman");
    // Since version 5 it knows native partitioning only, and names its kind.
    let kind = db.value("SELECT CASE WHEN extversion LIKE '4.%' THEN 'native' ELSE 'range' END FROM pg_extension WHERE extname = 'pg_partman'");
    let every = if kind == "native" { "monthly" } else { "1 month" };
    db.execute(&format!(
        "CREATE TABLE public.log (at timestamptz NOT NULL) PARTITION BY RANGE (at);
         SELECT partman.create_parent('public.log', 'at', p_type := '{kind}', p_interval := '{every}')"
    ));
    assert_eq!(
        db.query("SELECT * FROM app.partition_managers() ORDER BY parent::text"),
        ["activities|migrate", "log|pg_partman"]
    );
    migrate(db.url()).args(["redo", "12", "--yes"]).ok();
    assert_eq!(
        db.query("SELECT * FROM app.partition_managers() ORDER BY parent::text"),
        ["activities|migrate", "log|pg_partman"]
    );
    db.execute("DROP TABLE log CASCADE; DROP EXTENSION pg_partman CASCADE; DROP SCHEMA partman CASCADE; DROP TABLE IF EXISTS template_public_log");
    assert_eq!(db.schema(), schema);
}
