//! `partitions retire --drop`: a table that somebody reclaimed after it was detached stays, whatever was done to it.

use super::{database, events, history, month, named, partitions};
use crate::support::Database;

/// Two partitions of the same age are retired; something is done to the older one.
struct Retired {
    db: Database,
    /// The one that something is done to, and the one that is left alone.
    taken: String,
    left: String,
}

impl Retired {
    fn new() -> Self {
        let db = database();
        history(&db, 3);
        partitions(&db, &["retire", "--keep", "1m"]).ok();
        let (taken, left) = (named(&db, -3), named(&db, -2));
        Self { db, taken, left }
    }

    fn bounds(&self) -> String {
        let (from, to) = (month(&self.db, -3), month(&self.db, -2));
        format!("FOR VALUES FROM ('{from}-01 00:00:00+00') TO ('{to}-01 00:00:00+00')")
    }

    /// As somebody who may do everything; `{t}` is the table.
    fn after(&self, statements: &str) -> &Self {
        self.db.superuser(&statements.replace("{t}", &self.taken).replace("{bounds}", &self.bounds()));
        self
    }

    /// The other one is dropped, and this one stays, with all rows that it has, as often as that is asked for.
    fn stays(&self, now: &str, why: &str) {
        let rows = |table: &str| self.db.value(&format!("SELECT count(*) FROM {table}"));
        let before = rows(now);
        let said = format!(
            "{} is kept: {why}",
            if now.contains('.') { now.to_owned() } else { format!("public.{now}") }
        );
        for round in 0..2 {
            let run = partitions(&self.db, &["retire", "--drop", "--grace", "0d"]).run();
            // Whoever gave rights on it is told that, too.
            assert!(matches!(run.code, Some(0 | 3)), "{run:#?}");
            assert!(run.stderr.contains(&said), "{said} is missing: {run:#?}");
            assert_eq!(run.stderr.contains(&format!("dropped public.{}", self.left)), round == 0, "{run:#?}");
            assert_eq!(rows(now), before, "{run:#?}");
        }
    }

    /// Nor does any other step touch it.
    fn is_not_archived(&self, now: &str) {
        self.db.execute("CREATE SCHEMA attic");
        partitions(&self.db, &["retire", "--keep", "1m", "--archive", "attic"]).run();
        assert_ne!(self.db.value(&format!("SELECT to_regclass('{now}')")), "");
    }
}

#[test]
fn renamed_or_moved_it_stays() {
    let renamed = Retired::new();
    renamed
        .after("ALTER TABLE {t} RENAME TO precious")
        .stays("precious", "it was renamed after it was detached");
    renamed.is_not_archived("precious");
    let moved = Retired::new();
    moved.db.execute("CREATE SCHEMA keepme");
    moved.after("ALTER TABLE {t} SET SCHEMA keepme");
    moved.stays(&format!("keepme.{}", moved.taken), "it was moved to another schema after it was detached");
}

#[test]
fn written_in_any_way_it_stays() {
    let row = "(id, at) SELECT 9001, min(at) FROM {t}";
    for written in [
        format!("INSERT INTO {{t}} {row}"),
        "DELETE FROM {t} WHERE id = 7".to_owned(),
        "UPDATE {t} SET tenant = 2 WHERE id = 7".to_owned(),
        // As many rows as before, one of them another one.
        format!("INSERT INTO {{t}} {row}; DELETE FROM {{t}} WHERE id = 7"),
        format!("BEGIN; SAVEPOINT a; INSERT INTO {{t}} {row}; RELEASE SAVEPOINT a; COMMIT"),
    ] {
        let retired = Retired::new();
        retired.after(&written).after("VACUUM (FREEZE) {t}");
        retired.stays(&retired.taken, "its rows were changed after it was detached");
    }
}

#[test]
fn written_before_it_was_exported_it_stays() {
    let retired = Retired::new();
    retired.after("UPDATE {t} SET tenant = 2 WHERE id = 7");
    let folder = tempfile::TempDir::new().unwrap();
    let export = folder.path().to_str().unwrap();
    partitions(&retired.db, &["retire", "--keep", "1m", "--export", export]).ok();
    retired.stays(&retired.taken, "its rows were changed after it was detached");
}

#[test]
fn attached_again_and_detached_by_hand_it_stays() {
    let retired = Retired::new();
    retired
        .after("ALTER TABLE events ATTACH PARTITION {t} {bounds}; ALTER TABLE events DETACH PARTITION {t}");
    retired.stays(&retired.taken, "it was altered or attached after it was detached");
}

#[test]
fn altered_it_stays() {
    for altered in [
        "ALTER TABLE {t} ADD COLUMN remark text",
        "ALTER TABLE {t} OWNER TO postgres",
        "GRANT SELECT ON {t} TO postgres",
        "TRUNCATE {t}",
    ] {
        let retired = Retired::new();
        retired.after(altered);
        retired.stays(&retired.taken, "it was altered or attached after it was detached");
        retired.is_not_archived(&retired.taken);
    }
}

#[test]
fn another_table_with_the_comment_of_the_old_one_stays() {
    let retired = Retired::new();
    let comment = retired.db.value(&format!("SELECT obj_description('{}'::regclass)", retired.taken));
    retired.after(&format!(
        "CREATE TABLE copied AS TABLE {{t}}; DROP TABLE {{t}}; ALTER TABLE copied RENAME TO {{t}};
         ALTER TABLE {{t}} OWNER TO {}; COMMENT ON TABLE {{t}} IS '{}'",
        retired.db.owner(),
        comment.replace('\'', "''")
    ));
    retired.stays(&retired.taken, "it is not the table that was detached");
}

#[test]
fn maintenance_reclaims_nothing() {
    let retired = Retired::new();
    for usual in
        ["ANALYZE {t}", "VACUUM (FREEZE, ANALYZE) {t}", "CREATE INDEX ON {t} (at)", "REINDEX TABLE {t}"]
    {
        retired.after(usual);
    }
    partitions(&retired.db, &["retire", "--keep", "1m"]).ok().says(&["nothing to do"]);
    let run = partitions(&retired.db, &["retire", "--drop", "--grace", "0d"]).ok();
    run.says(&[
        &format!("dropped public.{}, 500 rows", retired.taken),
        &format!("dropped public.{}", retired.left),
    ]);
}

#[test]
fn a_mark_that_does_not_say_what_the_table_was_is_completed_and_its_time_begins_then() {
    let retired = Retired::new();
    let db = &retired.db;
    let comment = db.value(&format!("SELECT obj_description('{}'::regclass)", retired.taken));
    let (head, tail) = comment.split_once(",\"state\":{").unwrap();
    let (_, tail) = tail.split_once('}').unwrap();
    db.execute(&format!("COMMENT ON TABLE {} IS '{head}{tail}'", retired.taken));
    let kept = format!("public.{} is kept: it was detached too recently", retired.taken);
    partitions(db, &["retire", "--drop", "--grace", "0d"]).ok().says(&[&kept]);
    partitions(db, &["retire", "--keep", "1m"])
        .ok()
        .says(&[&format!("marked public.{} as detached now", retired.taken)]);
    partitions(db, &["retire", "--drop"]).ok().says(&[&kept]);
    partitions(db, &["retire", "--drop", "--grace", "0d"])
        .ok()
        .says(&[&format!("dropped public.{}", retired.taken)]);
}

#[test]
fn the_grace_begins_with_the_last_detach() {
    let db = database();
    events(&db);
    let (from, to) = (month(&db, -3), month(&db, -2));
    let bounds = format!("FOR VALUES FROM ('{from}-01 00:00:00+00') TO ('{to}-01 00:00:00+00')");
    db.execute(&format!("CREATE TABLE old PARTITION OF events {bounds}"));
    partitions(&db, &["retire", "--keep", "1m"]).ok();
    let comment = db.value("SELECT obj_description('old'::regclass)");
    let (head, tail) = comment.split_once("\"detached\":\"").unwrap();
    let (_, tail) = tail.split_once('"').unwrap();
    db.execute(&format!("COMMENT ON TABLE old IS '{head}\"detached\":\"2020-01-01 00:00:00\"{tail}'"));
    partitions(&db, &["retire", "--drop", "--dry-run"]).ok().shows(&["would drop public.old"]);
    db.superuser(&format!("ALTER TABLE events ATTACH PARTITION old {bounds}"));
    partitions(&db, &["retire", "--keep", "1m"]).ok().says(&["detached public.old"]);
    partitions(&db, &["retire", "--drop"]).ok().says(&["public.old is kept: it was detached too recently"]);
}
