//! What a server adds of its own is told in one sentence, not as a difference of everything.

use serde_json::json;

use super::{document, quick, told};
use crate::support::{Cluster, Database, Project};

const UP_1: &str = "CREATE TABLE org (id int PRIMARY KEY, name text);
    CREATE TABLE item (id int PRIMARY KEY, org int REFERENCES org);";
const UP_2: &str = "CREATE TABLE note (id int PRIMARY KEY, body text); ALTER TABLE item ADD COLUMN more int;";

fn project() -> Project {
    let project = Project::new();
    project.pair("V001__org", UP_1, "DROP TABLE item, org;");
    project.pair("V002__note", UP_2, "ALTER TABLE item DROP COLUMN more; DROP TABLE note;");
    project
}

/// An option of columns that nobody has heard of, in the catalog.
const PLANTED: &str =
    "UPDATE pg_attribute SET attoptions = COALESCE(attoptions, '{}') || ARRAY['pg_stamp=' || attrelid]
    WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class WHERE oid >= 16384 AND relkind = 'r')";

#[test]
fn a_surprise_in_the_catalog_is_one_sentence_of_drift_and_of_a_snapshot() {
    let (db, project) = (Database::new(), project());
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["snapshot", "--output", "schema.txt"]).ok();
    db.execute(PLANTED);
    let drift = || quick(project.migrate_on(&db).args(["drift"]));
    drift().ok().says(&["this server adds the option `pg_stamp` to every `column` on its own"]);
    let found = document(drift(), 0);
    assert_eq!(
        found["server_adds"],
        json!([{ "code": "server-adds", "kind": "column", "aspect": "options", "option": "pg_stamp" }])
    );
    let check = || project.migrate_on(&db).args(["snapshot", "--output", "schema.txt", "--check"]);
    check().ok().says(&["this server adds the option `pg_stamp` to every", "is up to date"]);
    // What a person changed is seen beside it.
    db.execute("CREATE INDEX odd ON org (name); COMMENT ON COLUMN org.name IS 'x'");
    assert_eq!(told(&document(drift(), 3)), ["changed column public.org.name", "added index public.odd"]);
    assert_eq!(told(&document(check(), 3)), ["changed column public.org.name", "added index public.odd"]);
}

/// A server that writes something of its own into every table that is made, another one each time.
#[test]
fn a_round_trip_is_proven_on_a_server_that_adds_something_to_every_table() {
    let cluster = Cluster::own(&[]);
    let template = Database::on(&cluster);
    template.execute("UPDATE pg_database SET datallowconn = true WHERE datname = 'template0'");
    let url = cluster.url("postgres", "template0");
    Database::try_query(
        &url,
        "CREATE FUNCTION stamp() RETURNS event_trigger LANGUAGE plpgsql AS $$
         DECLARE made record;
         BEGIN
             FOR made IN SELECT * FROM pg_event_trigger_ddl_commands() WHERE command_tag = 'CREATE TABLE' LOOP
                 EXECUTE format('COMMENT ON TABLE %s IS %L', made.object_identity, clock_timestamp());
             END LOOP;
         END $$;
         CREATE EVENT TRIGGER stamp ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION stamp()",
    )
    .unwrap();
    let project = project();
    let run = |project: &Project| {
        let url = cluster.url("postgres", "postgres");
        project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"])
    };
    run(&project)
        .ok()
        .says(&["this server adds its `comment` to every `table` on its own", "2 of 2 pairs proven"]);
    // What is broken is still found.
    project.pair("V002__note", UP_2, "DROP TABLE note;");
    let found = document(run(&project), 1);
    assert_eq!(found["pairs"][0]["verdict"], "failed", "{found:#}");
    assert!(found["pairs"][0]["findings"].to_string().contains("public.item.more"), "{found:#}");
}
