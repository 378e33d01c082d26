//! Statements and their look-alikes.

use super::StatementKind as K;
use super::*;

fn build(index: Option<&str>, table: &str, if_not_exists: bool) -> K {
    K::IndexBuild(IndexBuild { index: index.map(ToOwned::to_owned), table: table.to_owned(), if_not_exists })
}

#[test]
fn transaction_control_is_distinguished_from_its_look_alikes() {
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
        "REINDEX (CONCURRENTLY true) TABLE t",
        "REINDEX (CONCURRENTLY 1, VERBOSE) TABLE t",
        "REINDEX (CONCURRENTLY on) TABLE t",
        "REINDEX (TABLESPACE x, CONCURRENTLY 'TRUE') INDEX i",
        "REINDEX (CONCURRENTLY false, CONCURRENTLY) TABLE t",
        "REINDEX (OF_THE_FUTURE, CONCURRENTLY) TABLE t",
        "REINDEX (CONCURRENTLY false) SCHEMA s",
        "REINDEX SYSTEM CONCURRENTLY d",
        "REINDEX DATABASE",
        "CLUSTER (VERBOSE)",
        "VACUUM (FULL false, ANALYZE off) t",
        "REPACK",
        "REPACK (CONCURRENTLY) t",
        "DROP TABLESPACE IF EXISTS x",
        "DROP DATABASE IF EXISTS x WITH (FORCE)",
        "DROP INDEX CONCURRENTLY a, b",
    ] {
        assert!(kind(sql).needs_no_transaction(), "{sql}");
    }
    for sql in [
        "REINDEX (CONCURRENTLY false) TABLE t",
        "REINDEX (CONCURRENTLY off, VERBOSE) INDEX i",
        "REINDEX (VERBOSE, CONCURRENTLY 0) TABLE t",
        "REINDEX (CONCURRENTLY 'False') TABLE t",
        "REINDEX (CONCURRENTLY, CONCURRENTLY false) TABLE t",
        "REINDEX TABLE \"concurrently\"",
        "CLUSTER (VERBOSE) t",
        "CLUSTER VERBOSE t",
        "CLUSTER i ON t",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
        "CREATE TABLE concurrently (vacuum int)",
        "ALTER TABLE p DETACH PARTITION \"concurrently\"",
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
    let copy = |table: &str, binary| K::CopyIn(CopyIn { table: table.to_owned(), binary });
    assert_eq!(kind("COPY t (a, b) FROM STDIN WITH (FORMAT csv)"), copy("t", false));
    for sql in [
        "copy app . \"T x\" from stdin",
        "COPY app.\"T x\" FROM STDIN WITH DELIMITER AS ',' NULL AS '' CSV HEADER QUOTE '\"'",
        "COPY app.\"T x\" (a) FROM STDIN USING DELIMITERS '|' WITH NULL AS ''",
        "COPY app.\"T x\" FROM STDOUT",
        "COPY app.\"T x\" FROM stdin WITH (FORMAT text, ON_ERROR ignore, FORCE_NULL (a, b)) WHERE a > 1",
        "COPY app.\"T x\" FROM stdin (FORMAT csv, NEW_OPTION 'binary')",
        "COPY app.\"T x\" FROM stdin (NULL 'binary', DELIMITER E'\\t')",
    ] {
        assert_eq!(kind(sql), copy("app.\"T x\"", false), "{sql}");
    }
    for sql in [
        "COPY BINARY t FROM STDIN",
        "COPY t FROM STDIN BINARY",
        "COPY t FROM STDIN WITH BINARY",
        "COPY t FROM STDIN (FORMAT binary)",
        "COPY t FROM STDIN WITH (FREEZE, FORMAT 'binary')",
        "COPY t FROM STDIN (FORMAT \"binary\")",
    ] {
        assert_eq!(kind(sql), copy("t", true), "{sql}");
    }
    let columns = vec!["\"a b\""; 1600].join(", ");
    assert_eq!(kind(&format!("COPY t ({columns}) FROM STDIN")), copy("t", false));
    for sql in [
        "COPY t TO STDOUT",
        "COPY t TO STDIN",
        "COPY (SELECT a FROM stdin) TO STDOUT (FORMAT csv)",
        "COPY OF THE FUTURE t TO STDOUT",
    ] {
        assert_eq!(kind(sql), K::CopyOut, "{sql}");
    }
    for sql in [
        "COPY t FROM 'stdin'",
        "COPY t FROM PROGRAM 'stdin'",
        "COPY (SELECT a FROM stdin) TO '/tmp/x'",
        "COPY",
    ] {
        assert_eq!(kind(sql), K::Ordinary, "{sql}");
    }
    assert_eq!(kind("COPY (SELECT 1) TO STDOUT"), K::CopyOut);
    assert_eq!(kind("COPY t FROM '/tmp/x'"), K::Ordinary);
}

#[test]
fn maintenance_of_one_table_depends_on_whether_it_is_partitioned() {
    for sql in [
        "REINDEX TABLE t",
        "REINDEX (CONCURRENTLY no_value, VERBOSE) INDEX i",
        "CLUSTER t USING i",
        "CLUSTER t",
    ] {
        let expected = if sql.contains("CONCURRENTLY") { K::Repeatable } else { K::RepeatableIfPartitioned };
        assert_eq!(kind(sql), expected, "{sql}");
    }
}

#[test]
fn maintenance_that_keeps_others_out_is_known() {
    for sql in ["VACUUM FULL", "VACUUM (FULL, ANALYZE) t", "REINDEX SCHEMA s", "REINDEX DATABASE", "CLUSTER"]
    {
        assert_eq!(kind(sql), K::RepeatableInTheWay, "{sql}");
    }
    for sql in
        ["VACUUM", "VACUUM (ANALYZE) t", "REINDEX SCHEMA CONCURRENTLY s", "REINDEX TABLE CONCURRENTLY t"]
    {
        assert_eq!(kind(sql), K::Repeatable, "{sql}");
    }
}

#[test]
fn a_block_may_commit_where_its_words_can() {
    for sql in
        ["DO $$ BEGIN COMMIT; END $$", "DO 'begin Rollback; end'", "DO $$ BEGIN CALL p(); END $$", "CALL p()"]
    {
        assert_eq!(kind(sql), K::MayCommit, "{sql}");
    }
    assert_eq!(kind("DO $$ BEGIN DELETE FROM t; END $$"), K::Block);
}

#[test]
fn no_statement_is_too_deep_or_too_long() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    for (sql, expected) in [
        (format!("COPY (SELECT {}) TO STDOUT", deep("(", ")")), K::CopyOut),
        (format!("COPY (SELECT {}) TO STDOUT", deep("(SELECT ", ")")), K::CopyOut),
        (format!("COPY t FROM STDIN WHERE {} a", "NOT ".repeat(100_000)), copy_into_t()),
        (format!("COPY t FROM STDIN WHERE {}", deep("ARRAY[", "]")), copy_into_t()),
        (format!("COPY t FROM STDIN WHERE a = {}", deep("CASE WHEN a THEN ", " END")), copy_into_t()),
        (format!("COPY t FROM STDIN WHERE a = {} 1", "- ".repeat(100_000)), copy_into_t()),
        (format!("CREATE INDEX CONCURRENTLY i ON t {}", deep("(", ")")), build(Some("i"), "t", false)),
        (format!("CALL p({})", "1, ".repeat(1_000_000)), K::MayCommit),
        (format!("DO $${}$$", "x".repeat(10_000_000)), K::Block),
        (format!("VACUUM {}", "a, ".repeat(1_000_000)), K::Repeatable),
        (format!("INSERT INTO t VALUES ({})", "1, ".repeat(1_000_000)), K::Ordinary),
        (format!("CREATE {}", "(".repeat(100_000)), K::Ordinary),
        (format!("COPY {}", "(".repeat(100_000)), K::Ordinary),
    ] {
        assert_eq!(kind(&sql), expected, "{}", &sql[..60]);
    }
}

fn copy_into_t() -> K {
    K::CopyIn(CopyIn { table: "t".to_owned(), binary: false })
}

/// The words for which the tree decides something, and what the parser's functions assert about.
const SOUP: &str = "begin start commit end abort rollback prepare copy call do reindex vacuum cluster repack discard \
    create drop alter database tablespace system unique index table concurrently if not exists on only using where \
    set tablespace detach partition finalize all from to stdin stdout with csv header binary delimiter null force quote \
    format as select values insert update delete merge case when then else array row interval cast extract like similar \
    between is in any some and or union order by group limit window over filter within at time zone local collate \
    nulls distinct include options owner rename add column constraint check foreign key primary generated identity \
    ( ) [ ] { } , ; . : :: := => = <> < > <= >= + - * / % ^ | & ~ ! @ # ? $1 $ 1 1.5 0x1F .5 'a' E'\\' U&'a' B'1' $$a$$ \
    \"a\" \" ' a b.c \\ é verbose analyze full freeze transaction work to savepoint and chain isolation level read";

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(2_000))]
    #[test]
    fn no_soup_of_words_is_too_much_for_the_parser(
        first in 0_usize..16,
        words in proptest::collection::vec(0_usize..1_000, 0..60),
        blanks in proptest::collection::vec(proptest::bool::ANY, 60),
    ) {
        let soup: Vec<&str> = SOUP.split_whitespace().collect();
        let mut sql = soup[first].to_owned();
        for (word, blank) in words.iter().zip(blanks) {
            sql.push_str(if blank { " " } else { "\n" });
            sql.push_str(soup[word % soup.len()]);
        }
        let _ = kind(&sql);
        let _ = crate::model::sql::partitioned_index::Expansion::of(&sql);
    }
}
