//! The databases that a run works in: made with a mark, never the one that was named, and gone afterwards.

use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{ask, cluster, notes, roundtrip};
use crate::support::{Cluster, Database, Ends, Project, ended, signal};

/// A project whose second rollback sleeps.
fn sleeping() -> Project {
    let project = Project::with_tables(1);
    project.pair("V002__t2", "CREATE TABLE t2 (id int);", "SELECT pg_sleep(120);\nDROP TABLE t2;");
    project
}

fn marked(cluster: &Cluster) -> Vec<String> {
    let sql = "SELECT datname || ' ' || shobj_description(oid, 'pg_database') FROM pg_database
         WHERE datname LIKE 'migrate\\_roundtrip\\_%'";
    Database::try_query(&cluster.url("postgres", "postgres"), sql).unwrap()
}

fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_signal_leaves_no_database_and_a_kill_one_that_the_next_run_sweeps() {
    let cluster = Cluster::own(&[]);
    let url = cluster.url("postgres", "postgres");
    let project = sleeping();
    let start = || {
        let run = project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]);
        let child = run.into_command().stderr(Stdio::piped()).spawn().unwrap();
        let asleep =
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(120)%' AND pid <> pg_backend_pid()";
        wait("the rollback never slept", || !Database::try_query(&url, asleep).unwrap().is_empty());
        child
    };
    for (by, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let child = start();
        let there = marked(&cluster);
        assert!(there[0].contains("migrate roundtrip, to work in; made by migrate"), "{there:?}");
        assert!(there[0].contains(&format!("pid {}", child.id())), "{there:?}");
        signal(by, child.id());
        let output = child.finish();
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(marked(&cluster), Vec::<String>::new());
    }
    let mut child = start();
    // Another run is under way: it is nobody's leftover.
    let other = Project::with_tables(1);
    let sound = || other.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]).ok();
    sound();
    assert_eq!(marked(&cluster).len(), 1);
    child.kill().unwrap();
    ended(&mut child);
    assert_eq!(marked(&cluster).len(), 1);
    // The server notices that the client of a sleeping statement is gone within a second.
    let connected = "SELECT 1 FROM pg_stat_activity WHERE datname LIKE 'migrate\\_roundtrip\\_%'
         OR (application_name = 'migrate roundtrip' AND pid <> pg_backend_pid())";
    wait("the sessions of the killed run stay", || Database::try_query(&url, connected).unwrap().is_empty());
    sound().says(&["which a killed run left"]);
    assert_eq!(marked(&cluster), Vec::<String>::new());
}

#[test]
fn a_role_that_may_not_make_databases_is_told_so_and_one_that_may_is_enough() {
    let project = Project::with_tables(2);
    let run = |role: &str| {
        let url = cluster().url(role, "postgres");
        project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]).run()
    };
    let refused = run("rt_plain");
    assert_eq!(refused.code, Some(2), "{refused:#?}");
    refused.says(&["`rt_plain` may not make the database", "CREATEDB"]);
    let proven = run("rt_maker");
    assert_eq!(proven.code, Some(0), "{proven:#?}");
}

#[test]
fn a_role_that_a_policy_hides_rows_from_is_told_so() {
    let project = Project::with_tables(1);
    let forced = "CREATE TABLE hers (id int); ALTER TABLE hers ENABLE ROW LEVEL SECURITY;";
    project.pair(
        "V002__hers",
        &format!("{forced} ALTER TABLE hers FORCE ROW LEVEL SECURITY;"),
        "DROP TABLE hers;",
    );
    let url = cluster().url("rt_maker", "postgres");
    let run = || project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]).run();
    let refused = run();
    assert_eq!(refused.code, Some(2), "{refused:#?}");
    refused.says(&["`public.hers` applies to the role `rt_maker`", "ALTER ROLE rt_maker BYPASSRLS"]);
    assert!(ask("SELECT 1 FROM pg_database WHERE datdba = 'rt_maker'::regrole").is_empty());
    // Its own tables are no secret to an owner.
    project.pair("V002__hers", forced, "DROP TABLE hers;");
    let proven = run();
    assert_eq!(proven.code, Some(0), "{proven:#?}");
}

#[test]
fn a_database_that_only_looks_like_ours_is_left_alone() {
    ask("CREATE DATABASE migrate_roundtrip_of_a_person");
    roundtrip(&Project::with_tables(1), ["--no-seed"]).ok();
    assert_eq!(ask("SELECT 1 FROM pg_database WHERE datname = 'migrate_roundtrip_of_a_person'").len(), 1);
}

#[test]
fn the_page_stands_alone() {
    let project = notes();
    roundtrip(&project, ["--no-seed", "--report", "page.html"]).ok();
    let page = std::fs::read_to_string(project.path().join("page.html")).unwrap();
    assert!(page.contains("V002__more") && page.contains("proven") && page.ends_with("</html>\n"), "{page}");
    assert!(!page.contains("://") && !page.contains("<script"), "{page}");
}
