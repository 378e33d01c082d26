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
    sound().says(&["left by a killed run"]);
    assert_eq!(marked(&cluster), Vec::<String>::new());
}

#[test]
fn one_whose_maker_was_killed_before_it_had_a_comment_is_swept_and_those_of_others_are_not() {
    let cluster = Cluster::own(&[]);
    let (admin, url) = (cluster.url("postgres", "postgres"), cluster.url("maker", "postgres"));
    let by_admin = |statement: &str| Database::try_query(&admin, statement).unwrap();
    for statement in [
        "CREATE ROLE maker LOGIN CREATEDB",
        "CREATE ROLE other",
        "GRANT CREATE ON SCHEMA public TO maker",
        "CREATE DATABASE migrate_roundtrip_00c0ffee12345678 OWNER maker",
        "CREATE DATABASE migrate_roundtrip_backup OWNER maker",
        "CREATE DATABASE migrate_kept_for_the_audit OWNER maker",
    ] {
        by_admin(statement);
    }
    let names = || by_admin("SELECT datname FROM pg_database WHERE datname LIKE 'migrate\\_%' ORDER BY 1");
    let others = names();
    let project = sleeping();
    let left = |owner: &str| {
        let run = project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]);
        let mut child = run.into_command().stderr(Stdio::null()).spawn().unwrap();
        let asleep =
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(120)%' AND pid <> pg_backend_pid()";
        wait("the rollback never slept", || !by_admin(asleep).is_empty());
        child.kill().unwrap();
        ended(&mut child);
        let connected = "SELECT 1 FROM pg_stat_activity WHERE usename = 'maker'";
        wait("the sessions of the killed run stay", || by_admin(connected).is_empty());
        let name = names().into_iter().find(|name| !others.contains(name)).unwrap();
        by_admin(&format!("COMMENT ON DATABASE {name} IS NULL"));
        by_admin(&format!("ALTER DATABASE {name} OWNER TO {owner}"));
        by_admin(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"));
        name
    };
    let sound = Project::with_tables(1);
    let next = || sound.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]).ok();
    let name = left("maker");
    next().says(&["left by a killed run", &name]);
    assert_eq!(names(), others);
    // The same name in the hands of somebody else.
    let name = left("other");
    next();
    assert!(names().contains(&name));
}

#[test]
fn a_role_that_may_not_create_databases_is_refused_and_one_that_may_is_enough() {
    let project = Project::with_tables(2);
    let run = |role: &str| {
        let url = cluster().url(role, "postgres");
        project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]).run()
    };
    let refused = run("rt_plain");
    assert_eq!(refused.code, Some(2), "{refused:#?}");
    refused.says(&["`rt_plain` may not create the database", "CREATEDB"]);
    let proven = run("rt_maker");
    assert_eq!(proven.code, Some(0), "{proven:#?}");
}

#[test]
fn a_role_that_a_policy_hides_rows_from_is_refused() {
    for statement in [
        // May become the other role, but does not have its rights.
        "CREATE ROLE rt_apart LOGIN CREATEDB",
        "CREATE ROLE rt_between NOINHERIT IN ROLE rt_owner",
        "GRANT rt_between TO rt_apart",
    ] {
        ask(statement);
    }
    let project = Project::with_tables(1);
    project.pair(
        "V002__hers",
        "CREATE TABLE hers (id int); ALTER TABLE hers ENABLE ROW LEVEL SECURITY;
         GRANT CREATE ON SCHEMA public TO rt_owner; GRANT SELECT ON hers TO rt_apart;
         ALTER TABLE hers OWNER TO rt_owner;",
        "SET ROLE rt_owner; DROP TABLE hers;",
    );
    let url = cluster().url("rt_apart", "postgres");
    let refused = project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed"]).run();
    assert_eq!(refused.code, Some(2), "{refused:#?}");
    refused.says(&["`public.hers` applies to the role `rt_apart`", "ALTER ROLE rt_apart BYPASSRLS"]);
    assert!(ask("SELECT 1 FROM pg_database WHERE datdba = 'rt_apart'::regrole").is_empty());
}

/// Forced on the owner, who sees no row of it by itself.
const FORCED: &str = "CREATE TABLE hers (id int PRIMARY KEY, note text);
    ALTER TABLE hers ENABLE ROW LEVEL SECURITY; ALTER TABLE hers FORCE ROW LEVEL SECURITY;";

#[test]
fn rows_of_tables_that_force_row_level_security_on_their_owner_are_compared() {
    let url = cluster().url("rt_maker", "postgres");
    let run = |rollback: &str| {
        let project = Project::new();
        // Under its policies nothing could be written or read back.
        project.pair(
            "V001__hers",
            &format!(
                "{FORCED} ALTER TABLE hers NO FORCE ROW LEVEL SECURITY;
                INSERT INTO hers SELECT n, 'note ' || n FROM generate_series(1, 10) AS n;
                ALTER TABLE hers FORCE ROW LEVEL SECURITY;"
            ),
            "DROP TABLE hers;",
        );
        project.pair("V002__hers", "ALTER TABLE hers ADD COLUMN more int;", rollback);
        project.migrate().args(["--database-url", &url, "roundtrip", "--no-seed", "--format", "json"]).run()
    };
    let proven = run("ALTER TABLE hers DROP COLUMN more;");
    assert_eq!(proven.code, Some(0), "{proven:#?}");
    let broken =
        run("ALTER TABLE hers DROP COLUMN more, NO FORCE ROW LEVEL SECURITY; DELETE FROM hers WHERE id < 4;
         UPDATE hers SET note = 'x' WHERE id = 10; ALTER TABLE hers FORCE ROW LEVEL SECURITY;");
    assert_eq!(broken.code, Some(1), "{broken:#?}");
    let findings = broken.json()["pairs"][0]["findings"].to_string();
    assert!(findings.contains("public.hers") && findings.contains("\"rows\":3"), "{findings}");
    // As it was: nobody looks behind row-level security that was lifted for a question.
    assert!(!findings.contains("row security"), "{findings}");
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
