//! Killed with SIGKILL at any moment: `--resume` gives what an undisturbed run gives, and `--clear` nothing.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{accounts, content, is_as, seed, state, with_months};
use crate::support::{Database, Project, ended, wait_until};

#[test]
fn killed_it_goes_on() {
    rounds(3);
}

#[test]
#[ignore = "long: twenty rounds"]
fn killed_twenty_times_it_goes_on() {
    rounds(20);
}

fn rounds(count: u32) {
    let (whole, project) = accounts();
    with_months(&whole);
    let before = state(&whole);
    let started = Instant::now();
    seed(&whole, &project, ["--profile", "accounts", "--jobs", "2"]).ok();
    let took = started.elapsed();
    let expected = content(&whole);
    for round in 0..count {
        let (db, project) = accounts();
        with_months(&db);
        // Spread over the run, and not beyond.
        kill(
            &db,
            &project,
            ["--profile", "accounts", "--jobs", "2"].as_slice(),
            took * (2 * round + 1) / (2 * count),
        );
        if db.value("SELECT to_regclass('migrate_seed')").is_empty() {
            // Before anything was taken apart.
            is_as(&db, &before);
            continue;
        }
        if round % 2 == 1 {
            // And once more, on the way.
            kill(&db, &project, ["--resume"].as_slice(), took / 4);
        }
        let resumed = seed(&db, &project, ["--resume"]).run();
        if resumed.code != Some(0) {
            assert_eq!(
                db.value("SELECT count(*) FROM migrate_seed WHERE finished_at IS NULL"),
                "0",
                "{resumed:#?}"
            );
        }
        is_as(&db, &before);
        assert_eq!(content(&db), expected, "round {round}");
    }
}

fn kill(db: &Database, project: &Project, args: &[&str], after: Duration) {
    let mut call = seed(db, project, args.iter().copied()).into_command();
    let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let _ = child.kill();
    ended(&mut child);
}

#[test]
fn killed_it_is_removed() {
    let (db, project) = accounts();
    with_months(&db);
    let before = state(&db);
    let mut call = seed(&db, &project, ["--profile", "accounts", "--jobs", "1"]).into_command();
    let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // Something is filled, and not all.
    wait_until("a table is filled", || {
        !db.value("SELECT to_regclass('migrate_seed')").is_empty()
            && db.value("SELECT count(*) FROM migrate_seed WHERE streams <> '{}'") != "0"
    });
    child.kill().unwrap();
    ended(&mut child);
    assert_ne!(state(&db), before, "it was over too soon");
    // As a build recorded it that compared tables in another form: it is not resumed, and removed all the same.
    db.execute(
        "UPDATE migrate_seed
        SET apart = (apart - 'fingerprint') || '{\"before\": [\"public.accounts table  {}\"]}'",
    );
    seed(&db, &project, ["--resume"]).code(2).says(&["earlier build", "--clear"]);
    seed(&db, &project, ["--clear"]).ok();
    is_as(&db, &before);
    assert!(content(&db).iter().all(|line| line.contains("|0|")), "{:?}", content(&db));
    assert_eq!(db.value("SELECT to_regclass('migrate_seed')"), "");
}
