//! A signal, a failure: what is not filled is as before, at once, and `--resume` goes on.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{accounts, content, is_as, seed, state, with_months};
use rustix::process::Signal;

use crate::support::{Ends, Run, signal};

#[test]
fn sigint_brings_everything_back_and_resume_goes_on() {
    let (db, project) = accounts();
    with_months(&db);
    let before = state(&db);
    let call = seed(&db, &project, ["--profile", "accounts", "--jobs", "2"]);
    let child = call.into_command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    // In the middle: the tables are apart.
    while !db.value("SELECT to_regclass('items_title')").is_empty()
        || db.value("SELECT to_regclass('migrate_seed')").is_empty()
    {
        assert!(started.elapsed() < Duration::from_secs(30), "it was never apart");
        std::thread::sleep(Duration::from_millis(3));
    }
    signal(Signal::INT, child.id());
    let run = Run::of(&child.finish());
    assert_eq!(run.code, Some(130), "{run:#?}");
    is_as(&db, &before);
    run.says(&["recreated"]);
    // Nothing else may begin.
    seed(&db, &project, ["--profile", "accounts"]).code(2).says(&["is not finished", "--resume", "--clear"]);
    // Scripts may be applied.
    project.migrate_on(&db).args(["up"]).ok();
    seed(&db, &project, ["--resume"]).ok();
    is_as(&db, &before);
    let (undisturbed, _) = accounts();
    seed(&undisturbed, &project, ["--profile", "accounts"]).ok();
    assert_eq!(content(&db), content(&undisturbed));
    seed(&db, &project, ["--resume"]).code(2).says(&["there is nothing to resume"]);
}

#[test]
fn a_failure_in_the_middle_brings_everything_back() {
    let (db, project) = accounts();
    with_months(&db);
    db.execute("ALTER TABLE events ADD CONSTRAINT not_these CHECK (hashtext(event_id::text) % 500 <> 7)");
    let before = state(&db);
    let run = seed(&db, &project, ["--profile", "accounts"]).code(1);
    run.says(&["not_these", "--resume", "--clear", "recreated"]);
    is_as(&db, &before);
    assert_eq!(db.value("SELECT count(*) FROM events"), "0");
    db.execute("ALTER TABLE events DROP CONSTRAINT not_these");
    seed(&db, &project, ["--resume"]).ok();
    let (undisturbed, _) = accounts();
    seed(&undisturbed, &project, ["--profile", "accounts"]).ok();
    assert_eq!(content(&db), content(&undisturbed));
}

#[test]
fn a_plain_run_that_fails_leaves_nothing() {
    let (db, project) = accounts();
    with_months(&db);
    db.execute("ALTER TABLE events ADD CONSTRAINT not_these CHECK (hashtext(event_id::text) % 500 <> 7)");
    let before = state(&db);
    let catalog = db.catalog();
    seed(&db, &project, ["--profile", "accounts", "--scale", "0.1"]).code(1).says(&["not_these"]);
    is_as(&db, &before);
    assert_eq!(db.catalog(), catalog);
    assert_eq!(db.value("SELECT count(*) FROM accounts"), "0");
}

#[test]
fn another_version_of_the_program_does_not_go_on() {
    let (db, project) = accounts();
    with_months(&db);
    db.execute("ALTER TABLE events ADD CONSTRAINT not_these CHECK (hashtext(event_id::text) % 500 <> 7)");
    seed(&db, &project, ["--profile", "accounts"]).code(1);
    db.execute("UPDATE migrate_seed SET application_version = '0.0.1'");
    seed(&db, &project, ["--resume"]).code(2).says(&["0.0.1", "--clear"]);
    seed(&db, &project, ["--clear"]).ok();
    assert_eq!(db.value("SELECT to_regclass('migrate_seed')"), "");
    assert_eq!(db.value("SELECT count(*) FROM accounts"), "0");
}
