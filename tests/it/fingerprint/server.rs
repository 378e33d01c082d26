//! Servers as people have them: the first role has another name, an administrator prepared the database, and the role
//! that migrates is neither superuser nor anything else.

use std::path::Path;

use super::{document, quick, told};
use crate::support::{Cluster, Database, Migrate, Project, major, skipped};

/// A server whose first role is called `admin`; `postgres` is a superuser that was made later.
fn managed() -> Cluster {
    let cluster = Cluster::own(&[]);
    Database::on(&cluster).execute("CREATE ROLE boss SUPERUSER LOGIN");
    let as_boss = |sql: &str| Database::try_query(&cluster.url("boss", "postgres"), sql).unwrap();
    as_boss("ALTER ROLE postgres RENAME TO admin");
    as_boss("CREATE ROLE postgres SUPERUSER LOGIN; ALTER DATABASE template1 OWNER TO postgres");
    cluster
}

/// A small schema of somebody else's, with what brings along objects of the first role: trusted extensions.
fn foreign() -> Project {
    let project = Project::new();
    project.pair(
        "V001__shop",
        "CREATE SCHEMA shop;
         CREATE TABLE shop.org (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
         CREATE TABLE shop.item (org_id bigint NOT NULL REFERENCES shop.org, id bigint, price numeric CHECK (price > 0),
             at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (org_id, id));
         CREATE INDEX ON shop.item (lower(id::text)) WHERE price > 5;
         CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS hstore;
         CREATE VIEW shop.items AS SELECT * FROM shop.item;
         CREATE FUNCTION shop.twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1';
         CREATE TYPE shop.mood AS ENUM ('sad', 'glad');
         ALTER TABLE shop.item ENABLE ROW LEVEL SECURITY;
         CREATE POLICY own ON shop.item USING (org_id = NULLIF(current_setting('app.org', true), '')::bigint);",
        "DROP EXTENSION hstore; DROP EXTENSION pg_trgm; DROP SCHEMA shop CASCADE;",
    );
    project.pair(
        "V002__search",
        "CREATE TABLE shop.note (id int PRIMARY KEY, body text);
         CREATE INDEX note_body ON shop.note USING gin (body gin_trgm_ops);",
        "DROP TABLE shop.note;",
    );
    project
}

/// `up`, then `drift`, `snapshot --check` and `roundtrip` have nothing to say.
fn lives_here(migrate: impl Fn() -> Migrate, folder: &Path, pairs: usize) {
    migrate().args(["up"]).ok();
    assert_eq!(told(&document(quick(migrate().args(["drift"])), 0)), Vec::<String>::new());
    let file = folder.join("schema.txt");
    let snapshot = || migrate().args(["snapshot", "--output", file.to_str().unwrap()]);
    snapshot().ok();
    snapshot().args(["--check"]).ok();
    let trip = document(quick(migrate().args(["roundtrip", "--no-seed"])), 0);
    let verdicts: Vec<&str> =
        trip["pairs"].as_array().unwrap().iter().filter_map(|pair| pair["verdict"].as_str()).collect();
    assert_eq!(verdicts, vec!["proven"; pairs]);
}

#[test]
fn a_foreign_schema_lives_on_a_server_with_another_first_role() {
    let cluster = managed();
    let db = Database::on(&cluster);
    db.execute(&format!("CREATE ROLE owner LOGIN CREATEDB; ALTER DATABASE {} OWNER TO owner", db.name()));
    let project = foreign();
    let migrate = || project.migrate().args(["--database-url", &db.url_as("owner")]);
    lives_here(migrate, project.path(), 2);
    // Rights on what the first role owns are read without its name, and are a difference.
    db.execute("GRANT SELECT ON information_schema.transforms TO owner");
    assert_eq!(
        told(&document(quick(migrate().args(["drift"])), 3)),
        ["added rights on relation information_schema.transforms"]
    );
    db.execute("REVOKE SELECT ON information_schema.transforms FROM owner; REVOKE SELECT ON information_schema.tables FROM PUBLIC");
    assert_eq!(
        told(&document(quick(migrate().args(["drift"])), 3)),
        ["added rights on relation information_schema.tables"]
    );
}

#[test]
fn what_an_administrator_gave_before_the_first_migration_is_no_drift() {
    let cluster = managed();
    let db = Database::on(&cluster);
    db.execute(&format!(
        "CREATE ROLE owner LOGIN CREATEDB; GRANT CREATE, CONNECT ON DATABASE {} TO owner;
         GRANT ALL ON SCHEMA public TO owner; CREATE EXTENSION pg_trgm",
        db.name()
    ));
    let project = foreign();
    let migrate = || project.migrate().args(["--database-url", &db.url_as("owner")]);
    migrate().args(["up"]).ok();
    assert_eq!(told(&document(quick(migrate().args(["drift"])), 0)), Vec::<String>::new());
    db.execute("CREATE ROLE reader; GRANT CREATE ON SCHEMA public TO reader");
    assert_eq!(told(&document(quick(migrate().args(["drift"])), 3)), ["changed schema public"]);
    db.execute("REVOKE CREATE ON SCHEMA public FROM reader; ALTER SCHEMA public OWNER TO owner");
    assert_eq!(told(&document(quick(migrate().args(["drift"])), 0)), Vec::<String>::new());
}

/// Its roles are made before, for the role that migrates may not.
#[test]
fn the_reference_schema_lives_on_a_server_with_another_first_role() {
    // The schema needs 15.
    if major() < 15 {
        return skipped("PostgreSQL 15, which the reference schema needs");
    }
    let cluster = managed();
    let db = Database::on(&cluster);
    db.execute(&format!(
        "CREATE ROLE owner LOGIN CREATEDB; ALTER DATABASE {} OWNER TO owner;
         CREATE ROLE app_owner; CREATE ROLE app_user; CREATE ROLE app_service; CREATE ROLE app_login;
         CREATE ROLE app_maintenance BYPASSRLS; CREATE ROLE app_lookup BYPASSRLS;
         GRANT app_owner, app_lookup, app_maintenance TO owner",
        db.name()
    ));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Project::bare();
    let migrate = || Migrate::new(root).args(["--dir", ".", "--database-url", &db.url_as("owner")]);
    lives_here(migrate, folder.path(), 12);
}
