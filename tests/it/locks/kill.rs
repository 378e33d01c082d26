//! `--kill-blockers-after`: whom a run ends, and whom never.

use super::{changes_a_table, columns};
use crate::support::{Cluster, Held};

const READ: &str = "BEGIN; SELECT count(*) FROM t1; SELECT pg_backend_pid()";
const KILL: [&str; 5] = ["up", "--kill-blockers-after", "1s", "--lock-budget", "20s"];
const KILL_SOON: [&str; 5] = ["up", "--kill-blockers-after", "1s", "--lock-budget", "4s"];

#[test]
fn a_session_that_was_in_the_way_for_long_enough_is_ended_and_named() {
    let (db, project) = changes_a_table(Cluster::shared());
    let held = Held::open(&format!("{}&application_name=shop", db.url()));
    let pid = held.query(READ).unwrap().remove(1);
    let run = project.migrate_on(&db).args(KILL).args(["--format", "json"]).ok();
    let ended = &run.json()["ended_sessions"];
    assert_eq!((ended.as_array().map(Vec::len), &ended[0]["pid"].to_string()), (Some(1), &pid));
    assert!(ended[0]["in_the_way_seconds"].as_u64() >= Some(1), "{ended}");
    run.says(&["ended a session that was in the way of `V002__column`", &format!("pid {pid}, `shop`")]);
    assert!(held.query("SELECT 1").is_err());
    assert_eq!(columns(&db), "2");
}

#[test]
fn a_superusers_session_is_never_ended_not_even_by_a_superuser() {
    let (db, project) = changes_a_table(Cluster::shared());
    let held = Held::open(&db.url_as("postgres"));
    let pid = held.query(READ).unwrap().remove(1);
    let of_superuser = db.url_as("postgres");
    let as_superuser = || project.migrate().args(["--database-url", &of_superuser]);
    for migrate in [project.migrate_on(&db), as_superuser()] {
        let run = migrate.args(KILL_SOON).code(1);
        let told = run.stderr.matches("is not ended: it is a superuser's").count();
        assert_eq!(told, 1, "{run:#?}");
        run.says(&[&format!("pid {pid}, ")]);
    }
    assert_eq!(held.query("SELECT 7").unwrap(), ["7"]);
    assert_eq!(columns(&db), "1");
}

#[test]
fn a_strangers_session_needs_a_right_which_is_named_once() {
    let (db, project) = changes_a_table(Cluster::shared());
    db.superuser(&format!("CREATE ROLE {0}_app LOGIN; GRANT SELECT ON t1 TO {0}_app", db.name()));
    let held = Held::open(&db.url_as(&format!("{}_app", db.name())));
    held.query(READ).unwrap();
    let run = project.migrate_on(&db).args(KILL_SOON).code(1);
    let grant = format!("`GRANT pg_signal_backend TO {}`", db.owner());
    assert_eq!(run.stderr.matches(&grant).count(), 1, "{run:#?}");
    assert_eq!(held.query("SELECT 7").unwrap(), ["7"]);
    db.superuser(&format!("GRANT pg_signal_backend TO {}", db.owner()));
    project.migrate_on(&db).args(KILL).ok().says(&["ended a session"]);
    assert!(held.query("SELECT 1").is_err());
}

#[test]
fn a_session_of_this_program_is_not_ended() {
    let (db, project) = changes_a_table(Cluster::shared());
    let held = Held::open(&format!("{}&application_name=migrate%20seed", db.url()));
    held.query(READ).unwrap();
    let run = project.migrate_on(&db).args(KILL_SOON).code(1);
    run.says(&["is not ended: it is a session of `migrate`"]);
    assert_eq!(held.query("SELECT 7").unwrap(), ["7"]);
}

#[test]
fn whoever_is_in_the_way_for_a_moment_is_not_ended() {
    let (db, project) = changes_a_table(Cluster::shared());
    let held = Held::open(db.url());
    let reading = std::thread::spawn(move || {
        let read = held.query("BEGIN; SELECT count(*) FROM t1; SELECT pg_sleep(2); COMMIT");
        read.map(|_| held)
    });
    let locked = "SELECT count(*) FROM pg_locks WHERE relation = 't1'::regclass";
    crate::support::wait_until("the table is read", || db.value(locked) != "0");
    let run = project.migrate_on(&db).args(["up", "--kill-blockers-after", "60s"]).ok();
    assert!(!run.stderr.contains("ended"), "{run:#?}");
    assert!(reading.join().unwrap().is_ok());
}
