//! On a server that others use, a round trip leaves everything beside its scratch database as it was, whatever the scripts
//! reach for: in their text, in a block, through a function, with or without a transaction.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::{Cluster, Database, Held, Project, Run};

/// A server with roles and a database of others, and a role that may make both. Each test has its own: all that belongs to a
/// server is compared.
fn server() -> Cluster {
    let cluster = Cluster::own(&[]);
    for statement in [
        "CREATE ROLE svc LOGIN PASSWORD 'x' VALID UNTIL '2030-01-01' CONNECTION LIMIT 5",
        "CREATE ROLE team",
        "CREATE ROLE lead IN ROLE team",
        "CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'y'",
        "GRANT svc, team TO maker WITH ADMIN OPTION",
        "CREATE DATABASE theirs OWNER maker",
        "ALTER DATABASE theirs SET work_mem = '64MB'",
        // Keeps the role from being dropped.
        "CREATE TABLE kept (id int)",
        "ALTER TABLE kept OWNER TO team",
    ] {
        by_admin(&cluster, statement);
    }
    cluster
}

fn by_admin(cluster: &Cluster, sql: &str) -> Vec<String> {
    Database::try_query(&cluster.url("postgres", "postgres"), sql).unwrap()
}

/// What stands beside the databases to work in.
fn server_state(cluster: &Cluster) -> Vec<String> {
    let mut state = Vec::new();
    for sql in [
        "SELECT to_jsonb(a)::text FROM pg_authid AS a ORDER BY oid",
        "SELECT to_jsonb(m)::text FROM pg_auth_members AS m ORDER BY 1",
        "SELECT to_jsonb(s)::text FROM pg_db_role_setting AS s ORDER BY 1",
        "SELECT (to_jsonb(d) - 'datfrozenxid' - 'datminmxid')::text FROM pg_database AS d
             WHERE datname !~ '^migrate_' ORDER BY 1",
        "SELECT to_jsonb(s)::text FROM pg_shdescription AS s ORDER BY 1",
        "SELECT to_jsonb(t)::text FROM pg_tablespace AS t ORDER BY 1",
        "SELECT to_jsonb(s)::text FROM pg_shdepend AS s ORDER BY 1",
        "SELECT slot_name::text FROM pg_replication_slots ORDER BY 1",
        "SELECT roname FROM pg_replication_origin ORDER BY 1",
        "SELECT pg_read_file('postgresql.auto.conf')",
    ] {
        state.extend(by_admin(cluster, sql));
    }
    state
}

fn run(cluster: &Cluster, role: &str, up: &str, down: &str) -> Run {
    let project = Project::new();
    project.pair("V001__plain", "CREATE TABLE plain (id int);", "DROP TABLE plain;");
    project.pair("V002__reaches", up, down);
    let url = cluster.url(role, "postgres");
    project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed", "--format", "json"]).code(2)
}

fn error(run: &Run) -> serde_json::Value {
    run.json()["errors"][0].clone()
}

/// By the superuser and by a role with CREATEROLE: the server is as before, and the refusal names what it saw.
#[track_caller]
fn refused(cluster: &Cluster, code: &str, up: &str, down: &str, names: &[&str]) {
    for role in ["postgres", "maker"] {
        let before = server_state(cluster);
        let run = run(cluster, role, up, down);
        assert_eq!(server_state(cluster), before, "{role}: {up}");
        let error = error(&run);
        assert_eq!(error["code"], code, "{role}: {error:#}");
        assert!(error["hint"].as_str().unwrap().contains("--ephemeral"), "{error:#}");
        let text = error.to_string();
        for name in names {
            assert!(text.contains(name), "{name}: {error:#}");
        }
    }
    let left = by_admin(cluster, "SELECT datname FROM pg_database WHERE datname ~ '^migrate_'");
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn what_is_seen_in_the_text_is_refused_before_anything_runs() {
    let cluster = &server();
    for (up, down) in [
        ("DROP ROLE IF EXISTS svc; CREATE ROLE svc LOGIN;", "DROP ROLE svc;"),
        ("ALTER ROLE svc CONNECTION LIMIT 9;", "ALTER ROLE svc CONNECTION LIMIT -1;"),
        ("ALTER ROLE svc SET work_mem = '7MB';", "ALTER ROLE svc RESET work_mem;"),
        ("GRANT team TO svc;", "REVOKE team FROM svc;"),
        ("ALTER DATABASE theirs SET work_mem = '8MB';", "ALTER DATABASE theirs RESET work_mem;"),
        ("GRANT CONNECT ON DATABASE theirs TO svc;", "REVOKE CONNECT ON DATABASE theirs FROM svc;"),
        ("COMMENT ON ROLE svc IS 'mine';", "COMMENT ON ROLE svc IS NULL;"),
        ("SELECT pg_replication_origin_create('o');", "SELECT pg_replication_origin_drop('o');"),
        (
            "DO $$ BEGIN PERFORM pg_create_physical_replication_slot('s'); END $$;",
            "DO $$ BEGIN PERFORM pg_drop_replication_slot('s'); END $$;",
        ),
        (
            "-- migrate:no-transaction\nALTER SYSTEM SET log_min_duration_statement = 1234;",
            "-- migrate:no-transaction\nALTER SYSTEM RESET log_min_duration_statement;",
        ),
        (
            "-- migrate:no-transaction\nCREATE DATABASE more;",
            "-- migrate:no-transaction\nDROP DATABASE more;",
        ),
        (
            "-- migrate:no-transaction\nDO $$ BEGIN CREATE ROLE made; END $$;",
            "-- migrate:no-transaction\nDO $$ BEGIN DROP ROLE made; END $$;",
        ),
    ] {
        refused(cluster, "roundtrip-reaches-out", up, down, &["V002__reaches.sql"]);
        refused(
            cluster,
            "roundtrip-reaches-out",
            "CREATE TABLE t (id int);",
            &format!("{down}\nDROP TABLE t;"),
            &["rollbacks/V002__reaches.sql"],
        );
    }
}

#[test]
fn what_a_block_or_a_function_hides_is_rolled_back_and_named() {
    let cluster = &server();
    for (statement, back, name) in [
        ("CREATE ROLE made", "DROP ROLE made", "role `made` created"),
        ("ALTER ROLE svc CONNECTION LIMIT 9", "ALTER ROLE svc CONNECTION LIMIT 5", "role `svc` changed"),
        ("ALTER ROLE svc RENAME TO old", "ALTER ROLE old RENAME TO svc", "role `old` created"),
        ("ALTER ROLE svc PASSWORD 'z'", "SELECT", "password"),
        ("GRANT team TO svc", "REVOKE team FROM svc", "membership of `svc in team` granted"),
        ("ALTER ROLE svc SET work_mem = '7MB'", "ALTER ROLE svc RESET ALL", "svc"),
        ("ALTER DATABASE theirs SET work_mem = '8MB'", "SELECT", "settings of database theirs changed"),
        ("ALTER DATABASE theirs CONNECTION LIMIT 3", "SELECT", "database `theirs` changed"),
        ("COMMENT ON DATABASE theirs IS 'ours'", "SELECT", "comment on `theirs` created"),
    ] {
        let hidden = |statement: &str| match statement {
            "SELECT" => "SELECT 1;".to_owned(),
            _ => format!("DO $$ BEGIN EXECUTE $x${statement}$x$; END $$;"),
        };
        refused(
            cluster,
            "roundtrip-shared-objects",
            &hidden(statement),
            &hidden(back),
            &["V002__reaches", name],
        );
        let function = format!(
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN EXECUTE $x${statement}$x$; END $f$;
             SELECT f();"
        );
        refused(cluster, "roundtrip-shared-objects", &function, "DROP FUNCTION f();", &[name]);
        let without = format!("-- migrate:no-transaction\n{function}");
        refused(cluster, "roundtrip-shared-objects", &without, "DROP FUNCTION f();", &[name]);
        // A rollback alone: the way up is proven before.
        let down = format!("{}\nDROP TABLE t;", hidden(statement));
        refused(
            cluster,
            "roundtrip-shared-objects",
            "CREATE TABLE t (id int);",
            &down,
            &["the rollback of", name],
        );
    }
}

#[test]
fn what_is_deferred_to_the_commit_is_seen_too() {
    let cluster = &server();
    let up = "CREATE TABLE t (id int);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN CREATE ROLE made; RETURN NULL; END $f$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION f();
        INSERT INTO t VALUES (1);";
    refused(
        cluster,
        "roundtrip-shared-objects",
        up,
        "DROP TABLE t; DROP FUNCTION f();",
        &["role `made` created"],
    );
}

/// What comes to nothing is nothing: roles that are there already, and a part of a block that was rolled back.
#[test]
fn a_script_that_finds_its_roles_is_proven() {
    let cluster = &server();
    let project = Project::new();
    project.pair(
        "V001__roles",
        "DO $$ BEGIN
             IF to_regrole('svc') IS NULL THEN CREATE ROLE svc; END IF;
             BEGIN CREATE ROLE team; EXCEPTION WHEN duplicate_object THEN NULL; END;
         END $$;
         CREATE SCHEMA s AUTHORIZATION team;
         CREATE TABLE s.t (id int); ALTER TABLE s.t OWNER TO team; GRANT SELECT ON s.t TO svc, lead;",
        "DROP TABLE s.t; DROP SCHEMA s;
         DO $$ BEGIN EXECUTE 'DROP ROLE team'; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$;",
    );
    for role in ["postgres", "maker"] {
        let before = server_state(cluster);
        let url = cluster.url(role, "postgres");
        let run = project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]);
        run.ok().says(&["1 of 1 pair proven"]);
        assert_eq!(server_state(cluster), before);
    }
}

/// Others make and drop roles meanwhile: no finding about a script that does not.
#[test]
fn what_others_change_meanwhile_is_not_the_scripts() {
    let cluster = Cluster::own(&[]);
    let project = Project::with_tables(8);
    let url = cluster.url("postgres", "postgres");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let others = Held::open(&url);
            while !over.load(Ordering::Relaxed) {
                for statement in
                    ["CREATE ROLE comes", "ALTER ROLE comes SET work_mem = '1MB'", "DROP ROLE comes"]
                {
                    others.query(statement).unwrap();
                }
            }
        });
        let run = project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]).run();
        over.store(true, Ordering::Relaxed);
        assert_eq!(run.code, Some(0), "{run:#?}");
    });
}
