//! Keys that a killed run left dropped are named wherever somebody might rely on them.

use std::process::Stdio;

use super::{accounts, seed, with_months};
use crate::support::{ended, wait_until};

#[test]
fn keys_that_a_killed_run_left_dropped_are_named_until_they_are_back() {
    let (db, project) = accounts();
    with_months(&db);
    project.migrate_on(&db).args(["up"]).ok();
    let call = |args: &[&str]| project.migrate_on(&db).args(args.iter().copied());
    let mut child = seed(&db, &project, ["--profile", "accounts", "--jobs", "1"])
        .into_command()
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("keys are dropped", || {
        db.value("SELECT to_regclass('items_title')").is_empty()
            && !db.value("SELECT to_regclass('migrate_seed')").is_empty()
    });
    child.kill().unwrap();
    ended(&mut child);
    let named =
        ["the seeding with `accounts`", "is not finished", "keys and indexes are missing", "of public."];
    let ways = ["migrate seed --resume", "migrate seed --clear"];
    let all = || named.into_iter().chain(ways).collect::<Vec<_>>();
    call(&["status"]).ok().says(&all());
    let status = call(&["status", "--check", "--format", "json"]).code(3).json();
    assert_eq!(status["seed_leftovers"][0]["profile"], "accounts");
    let missing = status["seed_leftovers"][0]["missing"].as_array().unwrap();
    assert!(missing.iter().any(|piece| piece == "index items_title of public.items"), "{missing:?}");
    call(&["up"]).code(4).says(&all());
    call(&["up", "--dry-run"]).code(4).says(&all());
    for partitions in [["partitions", "list"], ["partitions", "check"], ["partitions", "ensure"]] {
        let run = call(&partitions).run();
        assert!(all().into_iter().all(|text| run.stderr.contains(text)), "{run:#?}");
    }
    // Whoever may not see the runs is not stopped by them.
    db.superuser(&format!(
        "CREATE ROLE {0}_watch LOGIN; GRANT USAGE ON SCHEMA public TO {0}_watch;
         GRANT SELECT ON refinery_schema_history, migrate_journal TO {0}_watch",
        db.name()
    ));
    let url = db.url_as(&format!("{}_watch", db.name()));
    project.migrate().args(["--database-url", &url, "status", "--check"]).ok();
    seed(&db, &project, ["--clear"]).ok();
    let after = call(&["status", "--check"]).ok();
    assert!(!after.stderr.contains("seeding"), "{after:#?}");
    call(&["up"]).ok();
}
