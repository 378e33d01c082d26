//! Statements and their look-alikes.

use super::StatementKind as K;
use super::*;

fn build(index: Option<&str>, table: &str, if_not_exists: bool) -> K {
    K::IndexBuild(IndexBuild { index: index.map(ToOwned::to_owned), table: table.to_owned(), if_not_exists })
}

#[test]
fn transaction_control_is_told_from_its_look_alikes() {
    for sql in [
        "BEGIN",
        "begin work",
        "START TRANSACTION",
        "COMMIT",
        "END",
        "ABORT",
        "ROLLBACK",
        "ROLLBACK WORK",
        "COMMIT AND CHAIN",
        "PREPARE TRANSACTION 'x'",
        "ROLLBACK PREPARED 'x'",
        "/* x */ COMMIT -- y",
    ] {
        assert_eq!(kind(sql), K::TransactionControl, "{sql}");
    }
    for sql in [
        "ROLLBACK TO x",
        "ROLLBACK WORK TO SAVEPOINT x",
        "SAVEPOINT x",
        "RELEASE x",
        "PREPARE p AS SELECT 1",
        "SELECT 'COMMIT'",
        "\"begin\"",
        "CREATE TABLE \"commit\" ()",
    ] {
        assert_eq!(kind(sql), K::Ordinary, "{sql}");
    }
}

#[test]
fn concurrent_index_builds_name_index_and_table() {
    assert_eq!(kind("CREATE INDEX CONCURRENTLY i ON t (a)"), build(Some("i"), "t", false));
    assert_eq!(
        kind("create unique index concurrently if not exists \"I x\" on only app.\"T\" using btree (a)"),
        build(Some("\"I x\""), "app.\"T\"", true)
    );
    assert_eq!(kind("CREATE INDEX CONCURRENTLY ON t (a)"), build(None, "t", false));
    assert_eq!(kind("CREATE INDEX concurrently_not ON t (a)"), K::Ordinary);
    assert_eq!(kind("DROP INDEX CONCURRENTLY IF EXISTS a.i"), K::IndexDrop { index: "a.i".to_owned() });
}

#[test]
fn what_cannot_run_in_a_transaction_is_known() {
    for sql in [
        "VACUUM",
        "VACUUM (ANALYZE) t",
        "REINDEX SCHEMA s",
        "REINDEX DATABASE d",
        "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
        "REINDEX (CONCURRENTLY) INDEX i",
        "REINDEX INDEX CONCURRENTLY i",
        "CLUSTER",
        "CLUSTER VERBOSE",
        "ALTER SYSTEM SET x = 1",
        "DISCARD ALL",
        "ALTER DATABASE d SET TABLESPACE x",
        "CREATE DATABASE d",
        "DROP DATABASE d",
        "CREATE TABLESPACE x LOCATION '/x'",
        "ALTER TABLE IF EXISTS ONLY s.p DETACH PARTITION s.c CONCURRENTLY",
    ] {
        assert!(kind(sql).needs_no_transaction(), "{sql}");
    }
    for sql in [
        "REINDEX TABLE t",
        "CLUSTER t USING i",
        "DISCARD TEMP",
        "ANALYZE",
        "ALTER TABLE p DETACH PARTITION c",
        "ALTER TABLE p DETACH PARTITION c FINALIZE",
        "CREATE INDEX i ON t (a)",
        "ALTER DATABASE d SET x = 1",
    ] {
        assert!(!kind(sql).needs_no_transaction(), "{sql}");
    }
    let parts = K::Detach { parent: "p".to_owned(), partition: "a.c".to_owned() };
    assert_eq!(kind("ALTER TABLE p DETACH PARTITION a.c CONCURRENTLY"), parts);
}

#[test]
fn copy_to_and_from_the_client_is_known() {
    assert_eq!(kind("COPY t (a, b) FROM STDIN WITH (FORMAT csv)"), K::CopyStream);
    assert_eq!(kind("COPY (SELECT 1) TO STDOUT"), K::CopyStream);
    assert_eq!(kind("COPY t FROM '/tmp/x'"), K::Ordinary);
}
