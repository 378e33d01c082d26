//! Statements that PostgreSQL runs only outside of a transaction, though no list of ours knows them, and scripts that
//! take away what their record needs.

use crate::support::{Database, Project, major};

const HEAD: &str = "-- migrate:no-transaction\n";

fn outcomes(db: &Database, version: u32) -> String {
    db.value(&format!(
        "SELECT string_agg(COALESCE(statement_index::text, '-') || ' ' || outcome, ', ' ORDER BY entry_id)
         FROM migrate_journal WHERE version = {version}"
    ))
}

#[test]
fn the_server_says_what_runs_outside_of_a_transaction() {
    let (db, project) = (Database::new(), Project::new());
    let script = "CREATE TABLE p (id int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
        CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
        INSERT INTO p VALUES (1);
        CREATE SUBSCRIPTION s CONNECTION 'dbname=nowhere' PUBLICATION x WITH (connect = false);";
    project.pair("V001__tables", script, "DROP TABLE p;");
    project.migrate_on(&db).args(["up"]).ok();
    let mut statements = vec!["REINDEX TABLE p", "REINDEX (CONCURRENTLY false) INDEX p_pkey"];
    if major() >= 15 {
        statements.push("CLUSTER p USING p_pkey");
    }
    statements.push("DROP SUBSCRIPTION s");
    for (at, statement) in statements.iter().enumerate() {
        let (version, down) = (at + 2, "SELECT 1;");
        let stem = format!("V{version:03}__outside");
        project.pair(&stem, &format!("SELECT 1;\n{statement};\n"), down);
        // A subscription is dropped in a transaction where it has no slot.
        let outside = if statement.starts_with("DROP") {
            "DROP SUBSCRIPTION s; ALTER SYSTEM RESET work_mem"
        } else {
            statement
        };
        if !statement.starts_with("DROP") {
            let run = project.migrate_on(&db).args(["up"]).code(1);
            run.says(&["sqlstate: 25001", "-- migrate:no-transaction", &format!("{stem}.sql:2:1")]);
        }
        db.execute("ALTER SUBSCRIPTION s SET (slot_name = NONE)");
        project.pair(&stem, &format!("{HEAD}INSERT INTO p VALUES ({version}); {outside};\n"), down);
        project.migrate_on(&db).args(["up"]).ok();
        let version = u32::try_from(version).unwrap();
        let journal = outcomes(&db, version);
        assert!(journal.contains("0 executed, 1 "), "{statement}: {journal}");
        if !statement.starts_with("DROP") {
            assert!(journal.ends_with("1 running, 1 executed, - done"), "{statement}: {journal}");
        }
        if statement.starts_with("DROP") {
            break;
        }
    }
    assert_eq!(db.value("SELECT count(*) FROM pg_subscription"), "0");
}

#[test]
fn what_was_under_way_outside_of_a_transaction_is_doubtful_unless_it_may_be_repeated() {
    let (db, project) = (Database::new(), Project::new());
    let procedure = "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
        CREATE TABLE t (id int PRIMARY KEY) PARTITION BY HASH (id);";
    project.pair("V001__tables", procedure, "DROP PROCEDURE p; DROP TABLE t;");
    project.pair("V002__call", "CALL p();", "SELECT 1;");
    project.migrate_on(&db).args(["up"]).code(1).says(&["2D000", "-- migrate:no-transaction"]);
    project.pair("V002__call", "SELECT 1;\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;", "SELECT 1;");
    project.migrate_on(&db).args(["up"]).code(1).says(&["25001", "remove it", "V002__call.sql:2:1"]);
    // A failure outside is the failure, and is noted.
    project.pair("V002__call", &format!("{HEAD}CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE DATABASE x'; END $$; SELECT f();"), "SELECT 1;");
    project.migrate_on(&db).args(["up"]).code(1).says(&["25001", "1 of 2 statements executed"]);
    assert!(outcomes(&db, 2).ends_with("0 executed, 1 running, 1 failed"), "{}", outcomes(&db, 2));
    // As a run that was killed leaves it.
    let killed = "INSERT INTO migrate_journal (version, name, direction, outcome, started_at, duration_ms, application_version, statement_index, statement_sha256)
        SELECT version, name, direction, 'running', started_at, 0, application_version, statement_index, statement_sha256
        FROM migrate_journal WHERE version = 2 AND outcome = 'failed' AND statement_index = 1 ORDER BY entry_id DESC LIMIT 1";
    db.execute(killed);
    project.migrate_on(&db).args(["up"]).code(4).says(&["statement 2", "migrate repair"]);
    project.migrate_on(&db).args(["repair", "not-executed", "2"]).ok();
    project.pair("V002__call", &format!("{HEAD}CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE DATABASE x'; END $$; REINDEX TABLE t;"), "SELECT 1;");
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("DELETE FROM refinery_schema_history WHERE version = 2; DELETE FROM migrate_journal WHERE version = 2 AND outcome IN ('done', 'executed') AND statement_index IS DISTINCT FROM 0");
    project.migrate_on(&db).args(["up"]).ok();
}

#[test]
fn deallocate_all_simply_works() {
    let (db, project) = (Database::new(), Project::new());
    let hidden = "CREATE FUNCTION hidden() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DEALL' || 'OCATE ALL'; END $$;";
    for (at, sql) in [
        hidden,
        "CREATE TABLE a (a int); DEALLOCATE ALL;",
        "CREATE TABLE b (a int); SELECT hidden();",
        "PREPARE x AS SELECT 1; DEALLOCATE x; CREATE TABLE c (a int);",
        "-- migrate:no-transaction\nSELECT hidden(); DISCARD PLANS; DEALLOCATE ALL;",
        "CREATE TABLE d (a int); SELECT hidden(); PREPARE x AS SELECT 1;",
        "CREATE TABLE e (a int); PREPARE x AS SELECT 1;",
    ]
    .iter()
    .enumerate()
    {
        let down = if at == 0 {
            "DROP FUNCTION hidden();"
        } else if at == 4 {
            "-- migrate:no-transaction\nSELECT hidden();"
        } else {
            "SELECT hidden();"
        };
        project.pair(&format!("V{:03}__script", at + 1), sql, down);
    }
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE outcome = 'done'"), "7");
    project.migrate_on(&db).args(["down", "--to", "0", "--yes"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "0");
    db.execute("DROP TABLE a, b, c, d, e");
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn a_history_row_that_cannot_be_written_has_its_reason() {
    let swallow = "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
        CREATE TRIGGER swallow BEFORE INSERT OR DELETE ON refinery_schema_history FOR EACH ROW EXECUTE FUNCTION swallow();";
    let other = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (2, 'second', now()::text, '0');";
    for head in ["", HEAD] {
        for (what, code, message) in [
            (swallow, "history-row-swallowed", "kept the row"),
            (other, "applied-meanwhile", "another program recorded V002"),
        ] {
            let (db, project) = (Database::new(), Project::with_tables(1));
            project.pair(
                "V002__second",
                &format!("{head}CREATE TABLE t2 (id int);\n{what}"),
                "DROP TABLE t2;",
            );
            let run = project.migrate_on(&db).args(["up", "--format", "json"]).code(4).says(&[message]);
            assert!(run.stdout.contains(code), "{run:?}");
            let kept = if head.is_empty() {
                "1"
            } else if what == other {
                "2"
            } else {
                "1"
            };
            assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), kept);
            if what == swallow && head.is_empty() {
                // Nothing is left, and without the trigger all is well; a rollback that makes one says so, too.
                let rollback = format!("DROP TABLE t2;\n{swallow}");
                project.pair("V002__second", "CREATE TABLE t2 (id int);", &rollback);
                project.migrate_on(&db).args(["up"]).ok();
                project.migrate_on(&db).args(["down"]).code(4).says(&["kept the row"]);
                assert_eq!(db.value("SELECT to_regclass('t2')"), "t2");
            }
        }
    }
}

#[test]
fn another_program_that_applies_the_same_scripts_is_believed() {
    let project = Project::new();
    let first = "CREATE TABLE sum (checksum text);
        CREATE FUNCTION other() RETURNS void LANGUAGE sql AS $$ INSERT INTO refinery_schema_history
        SELECT 2, 'second', now()::text, checksum FROM sum $$;";
    project.pair("V001__first", first, "DROP FUNCTION other(); DROP TABLE sum;");
    for head in ["", HEAD] {
        project.pair("V002__second", &format!("{head}SELECT other();"), "SELECT other();");
        let (alone, both) = (Database::new(), Database::new());
        project.migrate_on(&alone).args(["up"]).ok();
        project.migrate_on(&both).args(["up", "--to", "1"]).ok();
        let checksum = alone.value("SELECT checksum FROM refinery_schema_history WHERE version = 2");
        both.execute(&format!("INSERT INTO sum VALUES ('{checksum}')"));
        project.migrate_on(&both).args(["up"]).code(4).says(&["another program recorded V002"]);
        if head.is_empty() {
            assert_eq!(both.value("SELECT count(*) FROM refinery_schema_history"), "1");
            both.execute("SELECT other()");
        }
        project.migrate_on(&both).args(["status", "--check"]).ok();
        project.migrate_on(&both).args(["up"]).ok();
    }
}
