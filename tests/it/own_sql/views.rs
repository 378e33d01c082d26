//! `verify --on here` and what a stranger made to be read: whose functions run there, and with whose rights.

use super::log;
use crate::support::{Cluster, Database, Project};

/// Objects of a stranger that hold rows of two tenants, each under the name `shape_N`, and what to expect of it: told as
/// inconclusive, or read.
const SHAPES: [(&str, bool); 13] = [
    // Only the server's own functions, none of which does anything.
    ("CREATE VIEW shape_0 AS SELECT organization_id, upper(name) AS name FROM mine WHERE name <> 'z'", false),
    (
        "CREATE VIEW shape_1 AS SELECT organization_id, name FROM mine WHERE trap(name) AND organization_id::text = current_setting('app.org', true)",
        true,
    ),
    // Through another view.
    (
        "CREATE VIEW inner_2 AS SELECT * FROM mine WHERE trap(name); CREATE VIEW shape_2 AS SELECT * FROM inner_2",
        true,
    ),
    ("CREATE VIEW shape_3 AS SELECT * FROM mine WHERE name === 'x' OR true", true),
    (
        "CREATE VIEW shape_4 AS SELECT organization_id, name::trapped AS name FROM mine WHERE name::trapped IS NOT NULL",
        true,
    ),
    // One of the server's own that runs a query.
    (
        "CREATE VIEW shape_5 AS SELECT organization_id FROM mine
             WHERE query_to_xml('SELECT public.trap(''x'')', true, true, '') IS NOT NULL",
        true,
    ),
    ("CREATE VIEW shape_6 WITH (security_barrier) AS SELECT * FROM mine WHERE trap(name)", true),
    // As an aggregate, and in a window.
    ("CREATE VIEW shape_7 AS SELECT organization_id, trap_all(name) AS name FROM mine GROUP BY 1", true),
    // Tables: what is constant in their expressions is evaluated where a query is planned.
    (
        "CREATE TABLE shape_8 AS SELECT * FROM mine; ALTER TABLE shape_8 ADD CHECK (still('x'));
         CREATE INDEX ON shape_8 (organization_id) WHERE still('y')",
        false,
    ),
    (
        "CREATE TABLE base_9 AS SELECT * FROM mine; CREATE INDEX ON base_9 ((still('x'))); CREATE VIEW shape_9 AS SELECT * FROM base_9",
        true,
    ),
    // A cast of the tenant column.
    ("CREATE TABLE shape_10 AS SELECT organization_id::text::tenant AS organization_id FROM mine", false),
    // A policy is asked of the application alone.
    (
        "CREATE TABLE shape_11 AS SELECT * FROM mine; ALTER TABLE shape_11 ENABLE ROW LEVEL SECURITY;
         CREATE POLICY p ON shape_11 USING (trap(name))",
        false,
    ),
    // The same cast, behind two domains.
    (
        "CREATE DOMAIN outer_12 AS tenant; CREATE DOMAIN inner_12 AS outer_12;
         CREATE TABLE shape_12 AS SELECT organization_id::text::tenant::inner_12 AS organization_id FROM mine",
        false,
    ),
];

const STRANGER: &str = "SET ROLE mallory; SET search_path = public;
    CREATE FUNCTION trap(what text) RETURNS boolean LANGUAGE plpgsql AS $f$
        BEGIN IF current_user NOT IN ('mallory', 'app_user') THEN RAISE LOG 'TRAP % as %', what, current_user; END IF; RETURN true; END $f$;
    CREATE FUNCTION still(what text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $f$
        BEGIN IF current_user NOT IN ('mallory', 'app_user') THEN RAISE LOG 'TRAP still % as %', what, current_user; END IF; RETURN true; END $f$;
    CREATE FUNCTION same(a text, b text) RETURNS boolean LANGUAGE plpgsql AS $f$BEGIN RETURN trap('operator'); END $f$;
    CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same);
    CREATE DOMAIN trapped AS text CHECK (trap(VALUE));
    CREATE FUNCTION trap_step(state text, value text) RETURNS text LANGUAGE plpgsql AS $f$BEGIN PERFORM trap('step'); RETURN value; END $f$;
    CREATE AGGREGATE trap_all(text) (SFUNC = trap_step, STYPE = text);
    CREATE TYPE tenant AS ENUM ('11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222');
    CREATE FUNCTION shown(tenant) RETURNS text LANGUAGE plpgsql AS $f$
        BEGIN PERFORM trap('cast'); RETURN '11111111-1111-4111-8111-111111111111'; END $f$;
    CREATE CAST (tenant AS text) WITH FUNCTION shown(tenant);
    CREATE TABLE mine (organization_id uuid, name text);
    INSERT INTO mine VALUES ('11111111-1111-4111-8111-111111111111', 'x'), ('22222222-2222-4222-8222-222222222222', 'y');
    GRANT SELECT ON mine TO app_user;";

#[test]
fn nothing_that_a_stranger_made_to_be_read_runs_with_the_rights_of_who_verifies() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.superuser(&format!(
        "CREATE ROLE mallory; CREATE ROLE app_user; GRANT app_user TO {}; GRANT CREATE, USAGE ON SCHEMA public TO mallory;
         GRANT USAGE ON SCHEMA public TO app_user",
        db.owner()
    ));
    db.superuser(STRANGER);
    for (number, (shape, _)) in SHAPES.iter().enumerate() {
        db.superuser(&format!(
            "SET ROLE mallory; SET search_path = public; {shape}; GRANT SELECT ON shape_{number} TO app_user"
        ));
    }
    let project = Project::new();
    project.file("migrate.toml", "[scripts]\n[tenant]\nsetting = \"app.org\"\n");
    for role in ["postgres", db.owner()] {
        let mut seen = log::length(&cluster);
        let url = db.url_as(role);
        let run = project
            .migrate()
            .args(["--database-url", &url, "verify", "--on", "here", "--format", "json"])
            .run();
        let document = run.json();
        let fired = log::since(&cluster, &mut seen, "TRAP ");
        assert!(fired.is_empty(), "as {role}: {fired:?}");
        if role != "postgres" {
            continue;
        }
        for (number, (_, is_told)) in SHAPES.iter().enumerate() {
            let name = format!("public.shape_{number}");
            let tried: Vec<_> =
                document["tried"].as_array().unwrap().iter().filter(|one| one["relation"] == *name).collect();
            assert!(!tried.is_empty(), "{name}: {document:#}");
            // Without a look of our own nothing is known to be denied, but for a setting that is no tenant.
            let shows =
                |one: &&&serde_json::Value| one["verdict"] == "denied" && one["attempt"] != "read, garbage";
            assert!(!is_told || tried.iter().find(shows).is_none(), "{name}: {tried:#?}");
        }
    }
}
