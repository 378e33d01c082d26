//! Scripts that would break out of what the runner promises are refused, before connecting where a
//! lexer can see it, and at run time where it cannot.

use crate::support::{Database, Project};

/// A database that is not there: whatever is refused with 2 was refused before connecting.
const NOWHERE: &str = "postgresql://x@127.0.0.1:1/x";

fn refused(script: &str, pieces: &[&str]) {
    let project = Project::new();
    project.pair("V001__bad", script, "SELECT 1;");
    project.migrate().args(["--database-url", NOWHERE, "up"]).code(2).says(pieces);
    let project = Project::new();
    project.pair("V001__good", "SELECT 1;", script);
    project.migrate().args(["--database-url", NOWHERE, "up"]).code(2).says(&["rollbacks/V001__good.sql"]);
}

#[test]
fn a_script_that_begins_or_ends_a_transaction_is_refused() {
    for statement in
        ["BEGIN", "COMMIT", "ROLLBACK", "END", "ABORT", "START TRANSACTION", "PREPARE TRANSACTION 'x'"]
    {
        let script = format!("SELECT 1;\n  {statement};\n");
        refused(&script, &["begins or ends a transaction", statement, "migrations/V001__bad.sql:2:3"]);
        refused(&format!("-- migrate:no-transaction\n{script}"), &["begins or ends a transaction"]);
    }
}

#[test]
fn what_cannot_run_in_a_transaction_is_refused_with_the_directive() {
    for statement in
        ["CREATE INDEX CONCURRENTLY i ON t (a)", "VACUUM t", "CREATE DATABASE d", "ALTER SYSTEM SET x = 1"]
    {
        refused(
            statement,
            &["cannot run in a transaction", "-- migrate:no-transaction", "V001__bad.sql:1:1"],
        );
    }
}

#[test]
fn copying_through_the_client_and_psql_commands_are_refused() {
    refused("COPY t TO STDOUT;", &["copies to the client", "V001__bad.sql:1:1"]);
    refused("SELECT 1;\nCOPY (SELECT 1) TO STDOUT;", &["copies to the client", "V001__bad.sql:2:1"]);
    refused("COPY t FROM STDIN (FORMAT binary);\nx\n\\.\n", &["the binary format", "V001__bad.sql:1:1"]);
    refused("COPY t FROM STDIN; SELECT 1;\n1\n\\.\n", &["and its data", "V001__bad.sql:1:20"]);
    refused("COPY t FROM STDIN\n1\t2\n\\.\n", &["a psql command", "need a semicolon", "V001__bad.sql:3:1"]);
    refused("\\connect other\nSELECT 1;", &["a psql command, which the server does not know: `\\connect`"]);
    refused("SELECT 1;\n\\copy t FROM 'f'\n", &["a psql command", "COPY .. FROM STDIN", "V001__bad.sql:2:1"]);
    refused("\\restrict\nSELECT 1;", &["a psql command", "with its key"]);
    refused("\\set x 1\nSELECT 1;", &["a psql command", "V001__bad.sql:1:1"]);
}

#[test]
fn a_quote_that_does_not_end_is_placed_at_its_beginning() {
    refused(
        "SELECT 1;\nSELECT 'oh no;\nSELECT 2;\n",
        &["a string that is not terminated", "V001__bad.sql:2:8"],
    );
    refused("SELECT 1; /* for ever", &["a comment that is not terminated"]);
    refused("DO $x$ BEGIN NULL; END $y$;", &["is not terminated", "V001__bad.sql:1:4"]);
}

#[test]
fn the_same_words_in_quotes_bodies_and_names_are_welcome() {
    let (db, project) = (Database::new(), Project::new());
    let script = "CREATE TABLE \"commit\" (\"begin\" text DEFAULT 'COMMIT; \\d');
        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
        CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
        SAVEPOINT a; INSERT INTO \"commit\" VALUES (DEFAULT); ROLLBACK TO a; RELEASE a;";
    project.pair("V001__words", script, "DROP FUNCTION f(), g(); DROP TABLE \"commit\";");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT g()::text || count(*) FROM \"commit\""), "20");
    project.migrate_on(&db).args(["down"]).ok();
}

#[test]
fn a_kept_rollback_that_ends_its_transaction_is_found_at_run_time() {
    for rollback in
        ["DROP TABLE t1; COMMIT; SELECT 1", "DROP TABLE t1; COMMIT; BEGIN; CREATE TABLE later (id int)"]
    {
        let (db, project) = (Database::new(), Project::with_tables(2));
        project.migrate_on(&db).args(["up", "--to", "1"]).ok();
        let kept = format!("rollback_sql = '{rollback}', down_sha256 = encode(sha256('{rollback}'), 'hex')");
        db.execute(&format!("UPDATE migrate_journal SET {kept}"));
        project.remove("migrations/V001__t1.sql").remove("rollbacks/V001__t1.sql");
        project
            .migrate_on(&db)
            .args(["down"])
            .code(1)
            .says(&["ended the transaction it runs in", "V001__t1"]);
        assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "1");
        assert_eq!(db.value("SELECT to_regclass('later')"), "");
    }
}
