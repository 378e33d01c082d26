//! The session is ended by the server, or the connection is cut, at any moment and around every COMMIT.

use std::time::{Duration, Instant};

use crate::proxy::{Afterwards, Cut, Proxy};
use crate::random::Random;
use crate::support::{Cluster, Database, Project, Run};
use crate::workload::{State, end, start, twenty, undisturbed};

fn session_is_terminated(rounds: u64) {
    let (project, mut random) = (twenty(), Random::new());
    let (wanted, took) = undisturbed(Database::new(), &project, &["up"]);
    let (mut terminated, mut round) = (0, 0);
    // On a busy machine a run may be over before its moment comes.
    while round < rounds || (terminated < rounds / 2 && round < 5 * rounds) {
        round += 1;
        let db = Database::new();
        let run = start(&project, &db, &["up"]);
        std::thread::sleep(random.moment(took));
        let sessions = db.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name LIKE 'migrate%'",
        );
        let run = end(run);
        if !sessions.is_empty() && run.code != Some(0) {
            terminated += 1;
            assert!(matches!(run.code, Some(1 | 5)), "round {round}: {run:#?}");
            let named = [
                "sqlstate: 57P01",
                "connection was lost",
                "could not",
                "cannot connect",
                "connection closed",
            ];
            assert!(named.iter().any(|text| run.stderr.contains(text)), "round {round}: {run:#?}");
            assert!(!run.stderr.contains("should not happen"), "round {round}: {run:#?}");
        } else {
            assert_eq!(run.code, Some(0), "round {round}: {run:#?}");
        }
        let again = project.migrate_on(&db).args(["up"]).run();
        assert_eq!(again.code, Some(0), "round {round}: {run:#?}, then {again:#?}");
        assert_eq!(State::of(&db), wanted, "round {round}: {run:#?}, then {again:#?}");
        db.remove();
    }
    assert!(terminated >= rounds / 2, "too many runs were over before: {terminated}");
}

#[test]
fn up_leaves_the_same_after_its_session_was_terminated() {
    session_is_terminated(4);
}

#[test]
#[ignore = "long: make faults"]
fn up_leaves_the_same_after_its_session_was_terminated_in_full() {
    session_is_terminated(150);
}

/// Each kind of COMMIT: a transaction, an entry about a build, a statement, the end of a script.
fn three() -> Project {
    let project = Project::new();
    let rows = "CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 10);";
    project.pair("V001__table", rows, "DROP TABLE t;");
    let head = "-- migrate:no-transaction\n";
    project.pair(
        "V002__steps",
        &format!(
            "{head}SET search_path = public;\nCREATE INDEX CONCURRENTLY t_id_idx ON t (id);\nINSERT INTO t VALUES (11);\nVACUUM t;\n"
        ),
        &format!("{head}DELETE FROM t WHERE id = 11;\nDROP INDEX CONCURRENTLY t_id_idx;\n"),
    );
    project.pair("V003__rows", "INSERT INTO t VALUES (12);", "DELETE FROM t WHERE id = 12;");
    project
}

fn through(proxy: &Proxy, project: &Project, db: &Database, args: &[&str]) -> Run {
    let url = proxy.url(db.name());
    project.migrate().args(["--database-url", &url]).args(args.iter().copied()).run()
}

/// Cuts around each COMMIT of a run, one after the other, on both sides.
fn every_commit_is_cut(project: &Project, before: &[&str], args: &[&str]) {
    let cluster = Cluster::shared();
    let fresh = || {
        let db = Database::new();
        if !before.is_empty() {
            project.migrate_on(&db).args(before.iter().copied()).ok();
        }
        db
    };
    let db = fresh();
    let proxy = Proxy::to(cluster.folder(), 0, Cut::Before, Afterwards::Accepted);
    assert_eq!(through(&proxy, project, &db, args).code, Some(0));
    let (wanted, commits) = (State::of(&db), proxy.commits());
    let done = "SELECT version, direction, count(*) FROM migrate_journal WHERE outcome = 'done' GROUP BY 1, 2 ORDER BY 1, 2";
    let once = db.query(done);
    assert!(commits > 5, "{commits}");
    for (at, cut) in (1..=commits).flat_map(|at| [(at, Cut::Before), (at, Cut::After)]) {
        let db = fresh();
        let proxy = Proxy::to(cluster.folder(), at, cut, Afterwards::Accepted);
        let run = through(&proxy, project, &db, args);
        let what = format!("COMMIT {at} of {commits}, {cut:?}");
        match (cut, run.code) {
            (_, Some(0)) => {}
            (Cut::Before, Some(1)) => {
                for piece in ["the connection was lost during the COMMIT", "nothing of it is left"] {
                    assert!(run.stderr.contains(piece), "{what}: {run:#?}");
                }
                project.migrate_on(&db).args(args.iter().copied()).ok();
            }
            _ => panic!("{what}: {run:#?}"),
        }
        assert_eq!(State::of(&db), wanted, "{what}: {run:#?}");
        assert_eq!(db.query(done), once, "{what}: {run:#?}");
        project.migrate_on(&db).args(args.iter().copied()).ok().says(&["nothing to do"]);
        db.remove();
    }
}

#[test]
fn a_connection_that_is_cut_around_any_commit_of_up_is_looked_into() {
    every_commit_is_cut(&three(), &[], &["up"]);
}

#[test]
fn a_connection_that_is_cut_around_any_commit_of_down_is_looked_into() {
    every_commit_is_cut(&three(), &["up"], &["down", "--all", "--yes"]);
}

#[test]
#[ignore = "long: make faults"]
fn a_connection_that_is_cut_around_any_commit_is_looked_into_in_full() {
    every_commit_is_cut(&twenty(), &[], &["up"]);
    every_commit_is_cut(&twenty(), &["up"], &["down", "--all", "--yes"]);
}

#[test]
fn a_transaction_whose_commit_was_answered_to_nobody_is_found_committed() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    let proxy = Proxy::to(Cluster::shared().folder(), 2, Cut::After, Afterwards::Accepted);
    let run = through(&proxy, &project, &db, &["up"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    run.says(&["lost during the COMMIT of `V002__t2`", "it was committed", "applied V002", "applied V003"]);
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE version = 2"), "1");
}

#[test]
fn a_transaction_whose_commit_did_not_arrive_is_a_failure_that_leaves_nothing() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    let proxy = Proxy::to(Cluster::shared().folder(), 2, Cut::Before, Afterwards::Accepted);
    let run = through(&proxy, &project, &db, &["up"]);
    assert_eq!(run.code, Some(1), "{run:#?}");
    run.says(&[
        "the connection was lost during the COMMIT of the migration `V002__t2`",
        "reconnected to check: it was not committed, nothing of it is left",
        "applied before the failure and kept: `V001__t1`",
    ]);
    assert_eq!(db.value("SELECT to_regclass('t2')"), "");
}

#[test]
fn an_outcome_that_cannot_be_looked_at_is_called_unknown() {
    for cut in [Cut::Before, Cut::After] {
        let (db, project) = (Database::new(), Project::with_tables(2));
        let proxy = Proxy::to(Cluster::shared().folder(), 2, cut, Afterwards::Refused);
        let started = Instant::now();
        let run = through(&proxy, &project, &db, &["up"]);
        assert!(started.elapsed() < Duration::from_secs(15), "{run:#?}");
        assert_eq!(run.code, Some(1), "{run:#?}");
        assert!(!run.stderr.contains("nothing of it is left"), "{run:#?}");
        run.says(&["whether it was committed is not known", "migrate status"]);
        project.migrate_on(&db).args(["up"]).ok();
        assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE outcome = 'done'"), "2");
    }
}

#[test]
fn a_run_does_not_go_on_where_another_one_went_on_in_between() {
    let (db, project) = (Database::new(), Project::with_tables(4));
    let proxy = Proxy::to(Cluster::shared().folder(), 3, Cut::After, Afterwards::Kept);
    let first = std::thread::scope(|scope| {
        let first = scope.spawn(|| through(&proxy, &project, &db, &["up"]));
        proxy.wait_for_cut();
        project.migrate_on(&db).args(["up", "--lock-wait", "5s"]).ok().says(&["applied V004__t4"]);
        proxy.open();
        first.join().unwrap()
    });
    assert_eq!(first.code, Some(4), "{first:#?}");
    first.says(&[
        "`V003__t3`",
        "it was committed",
        "applied V003__t3",
        "the history changed in the meantime",
    ]);
    let done = "SELECT count(*), count(DISTINCT version) FROM migrate_journal WHERE outcome = 'done'";
    assert_eq!(db.value(done), "4|4");
}

#[test]
fn a_script_without_a_transaction_is_not_run_again_where_another_run_finished_it() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let head = "-- migrate:no-transaction\n";
    let up = format!("{head}INSERT INTO t1 VALUES (1);\nCREATE TABLE IF NOT EXISTS t3 (id int);\n");
    project.pair("V003__t3", &up, &format!("{head}DROP TABLE t3;\nDELETE FROM t1;"));
    // Two tables, two statements, and then the script's own end.
    let proxy = Proxy::to(Cluster::shared().folder(), 5, Cut::Before, Afterwards::Kept);
    let first = std::thread::scope(|scope| {
        let first = scope.spawn(|| through(&proxy, &project, &db, &["up"]));
        proxy.wait_for_cut();
        project.migrate_on(&db).args(["up", "--lock-wait", "5s"]).ok().says(&["applied V003__t3"]);
        proxy.open();
        first.join().unwrap()
    });
    assert_eq!(first.code, Some(4), "{first:#?}");
    first.says(&["the history changed in the meantime"]);
    assert_eq!(db.value("SELECT count(*) FROM t1"), "1");
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE version = 3 AND outcome = 'done'"), "1");
}
