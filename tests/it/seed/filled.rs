//! What is written, and what is as before.

use super::{accounts, content, is_as, seed, state, with_months};

#[test]
fn many_rows_are_written_fast_and_everything_else_is_as_before() {
    let (db, project) = accounts();
    with_months(&db);
    let before = state(&db);
    let run = seed(&db, &project, ["--profile", "accounts", "--format", "json"]).ok();
    is_as(&db, &before);
    let report = run.json();
    assert_eq!(report["way"], "fast");
    assert_eq!(report["rows"], 59_100);
    assert_eq!(report["tables"][0]["table"], "public.accounts");
    let down = report["taken_down"].as_array().unwrap();
    assert!(down.iter().any(|piece| piece.as_str().unwrap().contains("items_title")), "{down:?}");
    let triggers = report["triggers_off"].as_array().unwrap();
    assert_eq!(triggers.len(), 2, "{triggers:?}");
    assert_eq!(db.value("SELECT count(*) FROM items"), "35000");
    assert_eq!(db.value("SELECT count(*) FROM events"), "24000");
    // The next account gets the next number.
    assert_eq!(
        db.value("INSERT INTO accounts (name, made) VALUES ('next', now()) RETURNING account_id"),
        "101"
    );
    assert_eq!(db.value("SELECT count(*) FROM migrate_seed WHERE finished_at IS NOT NULL"), "1");
    // Statistics are there.
    assert_eq!(db.value("SELECT reltuples::int FROM pg_class WHERE relname = 'items'"), "35000");
    assert_eq!(db.value("SELECT reltuples::int FROM pg_class WHERE relname = 'events'"), "24000");
}

#[test]
fn the_same_seed_gives_the_same_rows_with_any_number_of_jobs_and_another_seed_others() {
    let (one, project) = accounts();
    seed(&one, &project, ["--profile", "accounts", "--jobs", "1"]).ok();
    let (four, _) = accounts();
    seed(&four, &project, ["--profile", "accounts", "--jobs", "4"]).ok();
    assert_eq!(content(&one), content(&four));
    let (other, _) = accounts();
    seed(&other, &project, ["--profile", "accounts", "--seed", "2"]).ok();
    assert_ne!(content(&one), content(&other));
}

#[test]
fn a_second_seeding_goes_on_top_in_one_transaction() {
    let (db, project) = accounts();
    let run = ["--profile", "accounts", "--scale", "0.01"];
    let first = seed(&db, &project, run).args(["--format", "json"]).ok().json();
    assert_eq!((&first["way"], &first["rows"]), (&"plain".into(), &591.into()));
    // The months are there now: the schema grew by two partitions.
    assert_eq!(first["partitions_made"].as_array().unwrap().len(), 2);
    // Accounts go on counting, so that the names differ, too.
    seed(&db, &project, run).args(["--seed", "2"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM items"), "700");
    assert_eq!(db.value("SELECT count(*) FROM accounts"), "2");
}

#[test]
fn a_dry_run_shows_the_plan_and_does_nothing() {
    let (db, project) = accounts();
    let before = db.catalog();
    seed(&db, &project, ["--profile", "accounts", "--dry-run"])
        .ok()
        .shows(&["59,100", "events_2026_04", "index items_title", "loud_events"])
        .says(&["would write 59,100 rows"]);
    assert_eq!(db.catalog(), before);
    assert_eq!(db.value("SELECT count(*) FROM items"), "0");
}
