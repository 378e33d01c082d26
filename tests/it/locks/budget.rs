//! How long a run asks for its locks, and what it says of who was in the way.

use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{changes_a_table, columns};
use crate::support::{Cluster, Database, Ends, Held, Project, signal, wait_until};

/// A session that read the table and stays in its transaction; and its process.
fn idle(url: &str) -> (Held, String) {
    let named = format!("{url}&application_name=shop");
    let held = Held::open(&named);
    let pid = held.query("BEGIN; SELECT count(*) FROM t1; SELECT pg_backend_pid()").unwrap().remove(1);
    (held, pid)
}

#[test]
fn a_spent_budget_names_who_was_in_the_way_what_it_did_and_how_to_end_it() {
    let (db, project) = changes_a_table(Cluster::shared());
    let (held, pid) = idle(db.url());
    let started = Instant::now();
    let run = project.migrate_on(&db).args(["up", "--lock-budget", "2s", "--format", "json"]).code(1);
    let took = started.elapsed();
    assert!(took >= Duration::from_secs(2) && took < Duration::from_secs(30), "{took:?}");
    let facts = &run.json()["errors"][0]["facts"];
    assert!(facts["attempts"].as_u64() >= Some(1) && facts["spent_seconds"].as_u64() != Some(0), "{facts}");
    let holder = &facts["holders"][0];
    assert_eq!((&holder["pid"].to_string(), &holder["state"]), (&pid, &"idle_in_transaction".into()));
    assert!(holder["in_the_way_seconds"].as_u64() >= Some(1) && holder["open_seconds"].is_i64(), "{holder}");
    let named = format!("pid {pid}, `shop`, role `{}`, from local, idle in a transaction for ", db.owner());
    run.says(&[
        "sqlstate: 55P03",
        &format!("blocked by: {named}"),
        "hint:",
        &format!("`SELECT pg_terminate_backend({pid})`"),
        "nothing of it is left",
    ]);
    assert_eq!(columns(&db), "1");
    // Nobody was ended: that is off by default.
    held.query("COMMIT").unwrap();
    project.migrate_on(&db).args(["up"]).ok();
}

#[test]
fn who_does_nothing_is_named_while_the_run_still_waits() {
    let (db, project) = changes_a_table(Cluster::shared());
    let (held, pid) = idle(db.url());
    let log = project.path().join("said");
    let said = || std::fs::read_to_string(&log).unwrap_or_default();
    let output = std::fs::File::create(&log).unwrap();
    let child = project.migrate_on(&db).args(["up"]).into_command().stderr(output).spawn().unwrap();
    wait_until("it is named", || said().contains(&format!("pg_terminate_backend({pid})")));
    assert!(said().contains("waiting `V002__column`: blocked by another session (55P03)"), "{}", said());
    assert!(said().contains("idle in a transaction"), "{}", said());
    held.query("COMMIT").unwrap();
    assert_eq!(child.finish().status.code(), Some(0), "{}", said());
}

#[test]
fn a_budget_of_tries_is_spent_by_tries() {
    let (db, project) = changes_a_table(Cluster::shared());
    let (held, _) = idle(db.url());
    project.migrate_on(&db).args(["up", "--lock-budget", "1"]).code(1).says(&["sqlstate: 55P03"]);
    held.query("COMMIT").unwrap();
    project.migrate_on(&db).args(["up", "--lock-budget", "1"]).ok();
}

#[test]
fn of_a_strangers_session_is_said_what_may_be_known() {
    let (db, project) = changes_a_table(Cluster::shared());
    db.superuser(&format!("CREATE ROLE {0}_app LOGIN; GRANT SELECT ON t1 TO {0}_app", db.name()));
    let (held, pid) = idle(&db.url_as(&format!("{}_app", db.name())));
    let run = project.migrate_on(&db).args(["up", "--lock-budget", "2s"]).code(1);
    let named = format!("pid {pid}, `shop`, role `{}_app`, seen in the way for ", db.name());
    assert!(!run.stderr.contains("insufficient privilege"), "{run:#?}");
    run.says(&[&named, "`pg_read_all_stats`"]);
    db.superuser(&format!("GRANT pg_read_all_stats TO {}", db.owner()));
    let run = project.migrate_on(&db).args(["up", "--lock-budget", "2s"]).code(1);
    run.says(&[&format!("pid {pid}, `shop`, role `{}_app`, from local, idle in a transaction", db.name())]);
    drop(held);
}

#[test]
fn a_prepared_transaction_is_named_with_the_statements_that_end_it() {
    let cluster = Cluster::own(&["max_prepared_transactions=3"]);
    let (db, project) = changes_a_table(&cluster);
    let held = Held::open(db.url());
    held.query("BEGIN; SELECT count(*) FROM t1; PREPARE TRANSACTION 'it''s left'").unwrap();
    let run = project
        .migrate_on(&db)
        .args(["up", "--lock-budget", "2s", "--kill-blockers-after", "1s", "--format", "json"])
        .code(1);
    let holder = &run.json()["errors"][0]["facts"]["holders"][0];
    assert_eq!((&holder["state"], &holder["gid"]), (&"prepared".into(), &"it's left".into()));
    run.says(&["the prepared transaction `it's left`", "`ROLLBACK PREPARED 'it''s left'`"]);
    assert_eq!(db.value("SELECT count(*) FROM pg_prepared_xacts"), "1");
    held.query("ROLLBACK PREPARED 'it''s left'").unwrap();
    project.migrate_on(&db).args(["up"]).ok();
}

#[test]
fn a_signal_ends_the_waiting_at_once() {
    let (db, project) = changes_a_table(Cluster::shared());
    let (_held, _) = idle(db.url());
    let mut command = project.migrate_on(&db).args(["up"]).into_command();
    let child = command.stderr(Stdio::piped()).spawn().unwrap();
    let tries = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'migrate: who is blocking'
        AND datname = current_database()";
    wait_until("it has been in the way", || db.value(tries) != "0");
    std::thread::sleep(Duration::from_millis(700));
    let started = Instant::now();
    signal(Signal::INT, child.id());
    let output = child.finish();
    let (took, said) = (started.elapsed(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert_eq!(columns(&db), "1");
}

#[test]
fn a_script_without_a_transaction_has_the_same_budget() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    let up = "-- migrate:no-transaction\nALTER TABLE t1 ADD COLUMN x int;";
    project.pair("V002__column", up, "ALTER TABLE t1 DROP COLUMN x;");
    let (held, pid) = idle(db.url());
    let run = project.migrate_on(&db).args(["up", "--lock-budget", "2s"]).code(1);
    run.says(&[&format!("blocked by: pid {pid}, `shop`"), "0 of 1 statement executed and kept"]);
    held.query("COMMIT").unwrap();
    project.migrate_on(&db).args(["up"]).ok();
}
