//! What a script would cost in production, and what happens where that is more than the project allows.

use serde_json::Value;

use super::{DOWN_1, TINY, UP_1, roundtrip};
use crate::support::Project;

/// Notes, and a second migration.
fn with(up: &str, down: &str) -> Project {
    // What only the usual second migration has is not filled.
    let (profile, _) = TINY.split_once("[tables.tags]").unwrap();
    let project = Project::new();
    project
        .pair("V001__notes", UP_1, DOWN_1)
        .pair("V002__more", up, down)
        .file("fixtures/profiles/tiny.toml", profile.replace("color = ", "# color = "));
    project
}

/// Nobody reads the table meanwhile, and no row changes.
const OTHER_DEFAULT: &str = "ALTER TABLE notes ALTER COLUMN body SET DEFAULT 'none';";
const USUAL_DEFAULT: &str = "ALTER TABLE notes ALTER COLUMN body SET DEFAULT 'empty';";

const ARGS: [&str; 6] = ["--profile", "tiny", "--only", "V002", "--format", "json"];

/// What was felt of the second migration, up.
fn up(up: &str, down: &str) -> Value {
    let run = roundtrip(&with(up, down), ARGS).ok().json();
    run["pairs"][0]["up_again"].clone()
}

/// The lock on a table, if it is the only one of its mode.
fn lock(felt: &Value, table: &str, mode: &str) -> Option<(f64, f64)> {
    let locks = felt["locks"].as_array().unwrap().iter();
    let mut found = locks.filter(|held| held["table"] == table && held["mode"] == mode);
    let one = found.next()?;
    assert!(found.next().is_none(), "{felt:#}");
    Some((one["from_ms"].as_f64().unwrap(), one["until_ms"].as_f64().unwrap()))
}

fn waited(felt: &Value, table: &str) -> (f64, f64) {
    let waits = felt["waits"].as_array().unwrap();
    let of = waits.iter().find(|wait| wait["table"] == table).unwrap_or_else(|| panic!("{felt:#}"));
    (of["reader_ms"].as_f64().unwrap(), of["writer_ms"].as_f64().unwrap())
}

#[test]
fn who_waits_for_which_lock_and_how_long() {
    // Nobody reads.
    let felt = up(
        &format!("CREATE TABLE fresh (a int); {OTHER_DEFAULT} SELECT pg_sleep(0.6);"),
        &format!("{USUAL_DEFAULT} DROP TABLE fresh;"),
    );
    let (from, until) = lock(&felt, "public.notes", "ACCESS EXCLUSIVE").unwrap();
    assert!(until - from >= 600.0, "{felt:#}");
    assert!(until <= felt["duration_ms"].as_f64().unwrap() + 5_000.0, "{felt:#}");
    let (reader, writer) = waited(&felt, "public.notes");
    // An attempt begins some milliseconds after the lock is taken.
    assert!(reader > 300.0 && writer > 300.0, "{felt:#}");
    assert!(!felt["locks"].to_string().contains("fresh"), "it was not there before: {felt:#}");

    // Nobody writes.
    let felt = up("CREATE INDEX more ON notes (title); SELECT pg_sleep(0.6);", "DROP INDEX more;");
    let (from, until) = lock(&felt, "public.notes", "SHARE").unwrap();
    assert!(until - from >= 600.0, "{felt:#}");
    assert_eq!(lock(&felt, "public.notes", "ACCESS EXCLUSIVE"), None);
    let (reader, writer) = waited(&felt, "public.notes");
    assert!(writer > 300.0 && reader < writer / 2.0, "{felt:#}");

    // The rows are taken, the table is not.
    let felt = up("UPDATE notes SET price = price; SELECT pg_sleep(0.6);", "UPDATE notes SET price = price;");
    assert!(lock(&felt, "public.notes", "ROW EXCLUSIVE").is_some(), "{felt:#}");
    let (reader, writer) = waited(&felt, "public.notes");
    assert!(writer > 300.0 && reader < writer / 2.0, "{felt:#}");
}

#[test]
fn a_lock_that_no_sample_meets_is_reported_by_the_session_itself() {
    // One of them may be met by chance, not all.
    let project = with(OTHER_DEFAULT, USUAL_DEFAULT);
    for n in 3..=10 {
        let set = |to: usize| format!("ALTER TABLE notes ALTER COLUMN body SET DEFAULT '{to}';");
        let back = if n == 3 { OTHER_DEFAULT.to_owned() } else { set(n - 1) };
        project.pair(&format!("V{n:03}__more"), &set(n), &back);
    }
    let run = roundtrip(&project, ["--profile", "tiny", "--from", "V002", "--format", "json"]).ok().json();
    let pairs = run["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 8);
    for felt in pairs.iter().flat_map(|pair| [&pair["down"], &pair["up_again"]]) {
        assert!(lock(felt, "public.notes", "ACCESS EXCLUSIVE").is_some(), "{felt:#}");
    }
}

#[test]
fn locks_without_a_transaction_are_seen_from_outside() {
    let hold = "CREATE FUNCTION hold() RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN LOCK TABLE notes IN SHARE MODE; PERFORM pg_sleep(0.3); END $$; SELECT hold();";
    let felt =
        up(&format!("-- migrate:no-transaction\n{hold}\nSELECT pg_sleep(0.2);\n"), "DROP FUNCTION hold();");
    let (from, until) = lock(&felt, "public.notes", "SHARE").unwrap();
    assert!((250.0..550.0).contains(&(until - from)) || until - from > 550.0 && until < 5_000.0, "{felt:#}");
}

#[test]
fn what_is_read_rewritten_and_sorted_on_disk() {
    let felt = up(
        "ALTER TABLE notes ALTER COLUMN number TYPE int;
         SET LOCAL work_mem = '64kB';
         CREATE TABLE sorted AS SELECT n FROM generate_series(1, 50000) AS n ORDER BY md5(n::text);",
        "DROP TABLE sorted; ALTER TABLE notes ALTER COLUMN number TYPE bigint;",
    );
    assert_eq!(felt["rewritten"][0]["table"], "public.notes", "{felt:#}");
    assert!(felt["rewritten"][0]["bytes"].as_i64().unwrap() > 0, "{felt:#}");
    assert!(felt["temp_bytes"].as_i64().unwrap() > 100_000, "{felt:#}");
    let felt = up(
        "ALTER TABLE notes ADD CHECK (price >= 0);",
        "ALTER TABLE notes DROP CONSTRAINT notes_price_check;",
    );
    assert_eq!(felt["full_scans"], serde_json::json!([{ "table": "public.notes", "rows": 150 }]), "{felt:#}");
    let felt = up("CREATE TABLE nothing_else (a int);", "DROP TABLE nothing_else;");
    assert_eq!(felt["full_scans"], serde_json::json!([]), "{felt:#}");
    // Long enough for what the simulated readers and writers did to be counted: a small table is one page, which is
    // cheaper to read as a whole than one row of it by its place.
    let felt = up("SELECT pg_sleep(1.5);", "DO $$ BEGIN PERFORM 1; END $$;");
    assert_eq!(felt["full_scans"], serde_json::json!([]), "{felt:#}");
}

#[test]
fn a_limit_makes_a_failure_and_a_reason_a_note() {
    let slow = format!("{OTHER_DEFAULT} SELECT pg_sleep(0.4);");
    let project = with(&slow, USUAL_DEFAULT);
    let config = "[scripts]\n[roundtrip]\nmax_exclusive_lock = \"300ms\"\nmax_full_scan = 1000000\n";
    project.file("migrate.toml", config);
    let args = ["--profile", "tiny", "--only", "V002"];
    roundtrip(&project, args).code(1).shows(&[
        "failed",
        "error limit-exceeded `V002__more`: the migration blocks reads of `public.notes` for",
        "but `max_exclusive_lock` allows 300 ms",
        "migrations/V002__more.sql",
        "hint: make it cheaper, or give a reason at its head: `-- migrate:exceeds max_exclusive_lock <reason>`",
    ]);
    let reasoned = format!("-- migrate:exceeds max_exclusive_lock in the night of the move\n{slow}");
    project.file("migrations/V002__more.sql", reasoned);
    roundtrip(&project, args).ok().shows(&[
        "proven",
        "note limit-exceeded-with-reason `V002__more`: ",
        "reason given: in the night of the move",
    ]);
    let findings = roundtrip(&project, ARGS).ok().json()["pairs"][0]["findings"].clone();
    assert_eq!(findings[0]["code"], "limit-exceeded-with-reason", "{findings:#}");
    assert_eq!(
        (&findings[0]["kind"], &findings[0]["weight"], &findings[0]["most"]),
        (&"exceeds".into(), &"note".into(), &300.0.into()),
        "{findings:#}"
    );
    project.file("migrations/V002__more.sql", format!("-- migrate:exceeds max_lock at night\n{slow}"));
    roundtrip(&project, args).code(2).says(&["needs a limit (one of max_exclusive_lock"]);
}

#[test]
fn a_limit_that_is_not_one_is_refused() {
    let project = with("SELECT 1;", "SELECT 1;");
    for (line, why) in [
        ("max_lock = \"2s\"", "`roundtrip.max_lock` is not one of max_exclusive_lock"),
        ("max_wal = \"2s\"", "`roundtrip.max_wal` is not a size"),
        ("max_duration = 2", "`roundtrip.max_duration` is not a duration"),
    ] {
        project.file("migrate.toml", format!("[scripts]\n[roundtrip]\n{line}\n"));
        roundtrip(&project, []).code(2).says(&[why]);
    }
}

#[test]
fn rows_that_are_changed_behind_the_counters_back_are_found() {
    let change = "UPDATE notes SET price = price + 1;";
    let off = "SET LOCAL track_counts = off;";
    let switch = "SELECT set_config('track_' || 'counts', 'off', true);";
    let sneak = "CREATE FUNCTION sneak() RETURNS void LANGUAGE sql SET track_counts = off \
                 AS 'UPDATE notes SET price = price + 1';";
    let price = ("public.notes", "price");
    for (up, down, (table, column)) in [
        (
            "ALTER TABLE log ADD COLUMN n int;".to_owned(),
            format!("{off} {change} ALTER TABLE log DROP COLUMN n;"),
            price,
        ),
        (sneak.to_owned(), "SELECT sneak(); DROP FUNCTION sneak();".to_owned(), price),
        // By a name that no search finds, until the end and for the change alone; and with counters that begin again.
        (
            "ALTER TABLE log ADD COLUMN n int;".to_owned(),
            format!("{switch} {change} ALTER TABLE log DROP COLUMN n;"),
            price,
        ),
        (
            "ALTER TABLE log ADD COLUMN n int;".to_owned(),
            format!("{switch} {change} {} ALTER TABLE log DROP COLUMN n;", switch.replace("off", "on")),
            price,
        ),
        (
            "ALTER TABLE log ADD COLUMN n int;".to_owned(),
            format!("{switch} DO $$ BEGIN {change} END $$; RESET ALL; ALTER TABLE log DROP COLUMN n;"),
            price,
        ),
        (
            "ALTER TABLE log ADD COLUMN n int;".to_owned(),
            format!("ALTER TABLE log DROP COLUMN n; {change}"),
            price,
        ),
        // As many rows as before, and the same counts.
        (
            "ALTER TABLE log ADD COLUMN n int;".to_owned(),
            "ALTER TABLE log DROP COLUMN n, DROP COLUMN said; ALTER TABLE log ADD COLUMN said text NOT NULL DEFAULT 'x';"
                .to_owned(),
            ("public.log", "said"),
        ),
    ] {
        let run = roundtrip(&with(&up, &down), ARGS).code(1).json();
        let findings = run["pairs"][0]["findings"].as_array().unwrap().clone();
        let is_it = |finding: &Value| finding["object"] == table && finding["column"] == column;
        assert!(findings.iter().any(is_it), "{down}: {run:#}");
    }
}
