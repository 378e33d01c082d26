//! `COPY .. FROM STDIN` with its data in the script: where errors are, what is resumed, what is sent again.

use std::thread;
use std::time::Duration;

use crate::support::{Database, Held, Project};

const TABLE: &str = "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL CHECK (a <> 'no'));\n";

#[test]
fn an_error_names_the_line_of_the_data() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__table", TABLE, "DROP TABLE t;");
    project.migrate_on(&db).args(["up"]).ok();
    for (script, place, sqlstate) in [
        ("COPY t FROM stdin;\n1\ta\nx\tb\n3\tc\n\\.\n", "3:1", "22P02"),
        ("SELECT 1;\nCOPY t FROM stdin;\n1\ta\n2\n\\.\nSELECT 2;\n", "4:1", "22P04"),
        ("-- é\nCOPY public.t FROM stdin;\n1\té\n2\tno\n\\.\n", "4:1", "23514"),
        ("COPY t FROM stdin;\n1\ta\n2\t\\N\n\\.\n", "3:1", "23502"),
        ("COPY t FROM stdin;\n1\ta\n1\tb\n\\.\n", "3:1", "23505"),
        ("COPY t FROM stdin CSV HEADER;\nid,a\n1,\"x\ny\"\n2,\"z\"\n3\n\\.\n", "6:1", "22P04"),
        ("COPY t FROM stdin;\r\n1\ta\r\nx\tb\r\n\\.\r\n", "3:1", "22P02"),
        ("COPY t FROM stdin;\nx\ta\n", "2:1", "22P02"),
        ("SELECT 1;\n  COPY t (id, b) FROM stdin;\n1\ta\n\\.\n", "2:3", "42703"),
        ("SELECT 1;\n  COPY gone FROM stdin;\n1\ta\n\\.\n", "2:3", "42P01"),
    ] {
        for head in ["", "-- migrate:no-transaction\n"] {
            let (db, project) = (&db, Project::new());
            project.pair("V001__table", TABLE, "DROP TABLE t;");
            project.pair("V002__data", &format!("{script}{head}").replace(head, ""), "DELETE FROM t;");
            if !head.is_empty() {
                project.file("migrations/V002__data.sql", format!("{head}{script}"));
            }
            let (line, column) = place.split_once(':').unwrap();
            let line = line.parse::<usize>().unwrap() + usize::from(!head.is_empty());
            let run = project.migrate_on(db).args(["up"]).code(1);
            run.says(&[&format!("V002__data.sql:{line}:{column}"), &format!("sqlstate: {sqlstate}")]);
            assert_eq!(db.value("SELECT count(*) FROM t"), "0", "{script}");
            db.execute("DELETE FROM migrate_journal WHERE version = 2");
        }
    }
}

#[test]
fn data_of_a_script_without_a_transaction_are_one_statement() {
    let (db, project) = (Database::new(), Project::new());
    let script = |first: &str, second: &str| {
        format!(
            "-- migrate:no-transaction\n{TABLE}COPY t FROM stdin;\n{first}\n\\.\nCOPY t FROM stdin;\n{second}\n\\.\n\
             VACUUM t;\n"
        )
    };
    project.pair("V001__data", &script("1\ta", "2\tno"), "DROP TABLE t;");
    project.migrate_on(&db).args(["up"]).code(1).says(&["V001__data.sql:7:1", "2 of 4 statements executed"]);
    // Other data are another statement.
    project.file("migrations/V001__data.sql", script("1\tother", "2\tb"));
    project.migrate_on(&db).args(["up"]).code(4).says(&["statement 2"]);
    project.file("migrations/V001__data.sql", script("1\ta", "2\tb"));
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.query("SELECT id || a FROM t ORDER BY id"), ["1a", "2b"]);
    project.migrate_on(&db).args(["redo"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM t"), "2");
}

#[test]
fn data_are_sent_again_when_the_transaction_is_tried_again() {
    let (db, project) = (Database::new(), Project::new());
    db.execute("CREATE TABLE other (a int)");
    let rows: String = (0..100_000).map(|n| format!("{n}\trow number {n}\n")).collect::<Vec<_>>().concat();
    let script = format!(
        "{TABLE}COPY t FROM stdin;\n{rows}\\.\nALTER TABLE other ADD COLUMN b int;\nCOPY other FROM stdin;\n1\t2\n\\.\n"
    );
    project.pair(
        "V001__table",
        &format!("-- migrate:lock-timeout 100ms\n{script}"),
        "DROP TABLE t; TRUNCATE other; ALTER TABLE other DROP COLUMN b;",
    );
    let url = db.url().to_owned();
    let holder = thread::spawn(move || {
        let held = Held::open(&url);
        held.query("BEGIN; LOCK TABLE other").unwrap();
        thread::sleep(Duration::from_millis(1_500));
        held.query("COMMIT").unwrap();
    });
    while db.value("SELECT count(*) FROM pg_locks WHERE relation = 'other'::regclass AND granted") == "0" {
        thread::sleep(Duration::from_millis(20));
    }
    project.migrate_on(&db).args(["up", "--allow-existing"]).ok().says(&["55P03"]);
    holder.join().unwrap();
    assert_eq!(db.query("SELECT count(*), sum(id) FROM t"), ["100000|4999950000"]);
    assert_eq!(db.query("SELECT a, b FROM other"), ["1|2"]);
    // What the journal keeps takes data, too.
    project.pair("V002__back", "DELETE FROM t WHERE id > 2;", "COPY t FROM stdin;\n3\tback\n\\.\n");
    project.migrate_on(&db).args(["up"]).ok();
    project.remove("migrations/V002__back.sql").remove("rollbacks/V002__back.sql");
    project.migrate_on(&db).args(["down", "--yes"]).ok();
    assert_eq!(db.query("SELECT a FROM t WHERE id = 3"), ["back"]);
}

#[test]
fn a_script_with_data_is_rolled_back_whole_and_makes_its_round_trip() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__table", TABLE, "DROP TABLE t;");
    project.pair(
        "V002__more",
        "ALTER TABLE t ADD COLUMN b int;\nCOPY t FROM stdin;\n1\ta\t\\N\n\\.\nSELECT 1 / 0;\n",
        "-- migrate:lossy t the rows came with it\nDELETE FROM t; ALTER TABLE t DROP COLUMN b;",
    );
    project.migrate_on(&db).args(["up"]).code(1).says(&["V002__more.sql:5:1", "22012"]);
    assert_eq!(db.value("SELECT count(*) FROM t"), "0");
    project.pair(
        "V002__more",
        "ALTER TABLE t ADD COLUMN b int;\nCOPY t FROM stdin;\n1\ta\t\\N\n",
        "-- migrate:lossy t the rows came with it\nDELETE FROM t; ALTER TABLE t DROP COLUMN b;",
    );
    project.migrate_on(&db).args(["roundtrip", "--no-seed"]).ok();
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["redo", "--yes"]).ok();
    assert_eq!(db.query("SELECT id, a, b FROM t"), ["1|a|"]);
}
