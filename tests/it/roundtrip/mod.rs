//! `migrate roundtrip`: a sound project is proven, and every broken rollback is found and named.

mod broken;
mod costs;
mod given_server;
mod losses;
mod page;
mod reference;
mod reuse;
mod scratch;
mod selection;
mod values;
mod verdicts;

use std::sync::{Mutex, OnceLock};
use std::thread;

use crate::support::{Cluster, Database, Migrate, Project};

const UP_1: &str = include_str!("up_1.sql");
const DOWN_1: &str = include_str!("down_1.sql");
const UP_2: &str = include_str!("up_2.sql");
const DOWN_2: &str = include_str!("down_2.sql");
const TINY: &str = include_str!("tiny.toml");

static CLUSTER: OnceLock<Cluster> = OnceLock::new();

/// One server for all of these tests, with the roles that the scripts name.
fn cluster() -> &'static Cluster {
    CLUSTER.get_or_init(|| {
        let cluster = Cluster::own(&["max_connections=200"]);
        let url = cluster.url("postgres", "postgres");
        for role in ["rt_reader", "rt_owner", "rt_plain LOGIN", "rt_maker LOGIN CREATEDB"] {
            Database::try_query(&url, &format!("CREATE ROLE {role}")).unwrap();
        }
        cluster
    })
}

/// How many cases of a list run at once.
const AT_ONCE: usize = 4;

/// What is wrong with each case of a list with which something is.
fn wrong<T: Sync>(cases: &[T], judge: impl Fn(&T) -> Option<String> + Sync) -> Vec<String> {
    let (next, wrong) = (Mutex::new(cases.iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some(case) = next.lock().unwrap().next() else { return };
                    let why = judge(case);
                    wrong.lock().unwrap().extend(why);
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

/// What the server knows.
fn ask(sql: &str) -> Vec<String> {
    Database::try_query(&cluster().url("postgres", "postgres"), sql).unwrap()
}

/// Tenants with notes and events, and a second migration that changes a little of everything.
fn notes() -> Project {
    let project = Project::new();
    project
        .pair("V001__notes", UP_1, DOWN_1)
        .pair("V002__more", UP_2, DOWN_2)
        .file("fixtures/profiles/tiny.toml", TINY);
    project
}

/// `migrate roundtrip` on the server.
fn roundtrip<'a>(project: &Project, args: impl IntoIterator<Item = &'a str>) -> Migrate {
    let url = cluster().url("postgres", "postgres");
    project.migrate().args(["--database-url", &url, "roundtrip"]).args(args)
}

#[test]
fn a_sound_project_is_proven_on_rows_and_on_empty_tables() {
    let project = notes();
    let run = roundtrip(&project, ["--profile", "tiny", "--format", "json"]).ok().json();
    assert_eq!(run["data"]["rows"], 315, "{run:#}");
    let pairs = run["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 2);
    for pair in pairs {
        assert_eq!(
            (&pair["verdict"], &pair["findings"]),
            (&"proven".into(), &serde_json::json!([])),
            "{run:#}"
        );
        assert!(pair["down"]["wal_bytes"].as_i64().unwrap() > 0, "{run:#}");
    }
    // The newest first; what is declared as lost, with its rows.
    assert_eq!(pairs[0]["version"], 2);
    let lost = pairs[0]["lost_as_declared"].as_array().unwrap();
    assert_eq!(lost.len(), 2, "{run:#}");
    assert!(lost.contains(&serde_json::json!({ "object": "public.tags", "rows": 30 })), "{run:#}");
    assert!(lost.contains(&serde_json::json!({ "object": "public.notes.color", "rows": 150 })), "{run:#}");
    assert_eq!(run["whole"], serde_json::json!({ "proven": true, "findings": [] }));
    roundtrip(&project, ["--no-seed"])
        .ok()
        .shows(&["V002__more", "proven"])
        .says(&["2 of 2 pairs proven on empty tables"]);
    assert!(
        ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").is_empty(),
        "the target is untouched"
    );
}

#[test]
fn without_a_profile_there_are_rows_as_the_schema_says() {
    let project = notes();
    roundtrip(&project, ["--rows", "0"]).ok().says(&["proven on empty tables"]);
    // A rollback that wants a value in each row again, or a shorter one, is no fault.
    let run = roundtrip(&project, ["--rows", "100", "--format", "json"]).ok().json();
    assert_eq!((&run["data"]["profile"], &run["no_data"]), (&"schema".into(), &serde_json::Value::Null));
    assert!(run["data"]["rows"].as_u64().unwrap() > 50, "{run:#}");
    assert!(run["pairs"].as_array().unwrap().iter().all(|pair| pair["verdict"] == "proven"), "{run:#}");
    roundtrip(&project, ["--profile", "nowhere"]).code(2).says(&["nowhere"]);
}

#[test]
fn rows_that_were_asked_for_and_are_missing_prove_nothing() {
    let project = notes();
    project.file("fixtures/profiles/none.toml", TINY.replace("rows = ", "rows = 0 # "));
    roundtrip(&project, ["--profile", "none"]).code(7).says(&["wrote no row"]);
}
