//! The plans of an application's queries on a million tasks: what serves each is named, and none reads more than it
//! has to.
#![allow(clippy::print_stdout, reason = "the figures are for who runs it with --nocapture")]

use super::application::example;
use super::fixture::migrate;
use super::plan::{Asking, Case, GUEST, ID, judge, parents};
use crate::support::{Cluster, Database};

const LOAD: &str = include_str!("million_tasks.sql");

const CASES: [Case; 11] = [
    Case {
        name: "getUserTasks",
        sql: example!("get_user_tasks"),
        values: "pg_temp.id('u', $o * 1000 + $u), NULL",
        index: "tasks_assignee_id_status_idx",
        condition: "assignee_id = ",
        reads: 1000.0,
    },
    Case {
        name: "getUserTasks with a status",
        sql: example!("get_user_tasks"),
        values: "pg_temp.id('u', $o * 1000 + $u), 'in_progress'",
        index: "tasks_assignee_id_status_idx",
        condition: "assignee_id = ",
        reads: 1000.0,
    },
    Case {
        name: "project list",
        sql: example!("project_list"),
        values: "pg_temp.id('w', $o * 10 + 1)",
        index: "tasks_project_id_position_key",
        condition: "project_id = ",
        reads: 10_500.0,
    },
    Case {
        name: "task assignments",
        sql: example!("task_assignments"),
        values: "pg_temp.id('p', $o * 10000 + 3)",
        index: "tasks_project_id_position_key",
        condition: "project_id = ",
        reads: 150.0,
    },
    Case {
        name: "board of a project",
        sql: example!("project_board"),
        values: "pg_temp.id('p', $o * 10000 + 3)",
        index: "tasks_project_id_position_key",
        condition: "project_id = ",
        reads: 150.0,
    },
    Case {
        name: "tasks due soon",
        sql: example!("tasks_due_soon"),
        values: "'2026-01-01 10:00:00+00'",
        index: "tasks_due_date_idx",
        condition: "due_date >= ",
        reads: 150.0,
    },
    Case {
        name: "activity feed",
        sql: example!("activity_feed"),
        values: "now(), 9223372036854775807",
        index: "activities_pkey",
        condition: "created_at",
        reads: 200.0,
    },
    Case {
        name: "activity feed of long ago",
        sql: example!("activity_feed"),
        values: "now() - interval '75 days', 9223372036854775807",
        index: "activities_pkey",
        condition: "created_at",
        reads: 200.0,
    },
    Case {
        name: "comments of a task",
        sql: example!("task_comments"),
        values: "pg_temp.id('t', $o * 1000000 + 5)",
        index: "comments_task_id_project_id_created_at_idx",
        condition: "task_id = ",
        reads: 5.0,
    },
    Case {
        name: "search",
        sql: example!("search_tasks"),
        values: "'topic42'",
        index: "tasks_pkey",
        condition: "task_id = ",
        reads: 60.0,
    },
    Case {
        name: "search for a word of everybody",
        sql: example!("search_tasks"),
        values: "'about'",
        index: "tasks_pkey",
        condition: "task_id = ",
        reads: 60.0,
    },
];

fn million_tasks(cluster: &Cluster) -> Database {
    let db = Database::on(cluster);
    let started = std::time::Instant::now();
    // The tables first, the rows, and then the indexes of V003, the partitions and the rest on top of them.
    migrate(db.url()).args(["up", "--to", "V002"]).ok();
    db.execute(LOAD);
    println!("rows in {:?}", started.elapsed());
    migrate(db.url()).args(["up"]).ok();
    db.execute(&format!(
        "{ID} INSERT INTO project_permissions (organization_id, project_id, user_id, permission)
         SELECT pg_temp.id('o', o), pg_temp.id('p', o * 10000 + 3), pg_temp.id('u', o * 1000 + 3), 'view'
         FROM generate_series(1, 200) AS o;
         CREATE ROLE application LOGIN IN ROLE app_user"
    ));
    db.execute("VACUUM ANALYZE");
    println!("everything in {:?}", started.elapsed());
    db
}

#[test]
#[ignore = "long: a million tasks"]
fn no_query_reads_more_than_it_has_to_on_a_million_tasks() {
    let cluster = Cluster::own(&["shared_buffers=512MB", "maintenance_work_mem=512MB", "max_wal_size=8GB"]);
    let db = million_tasks(&cluster);
    assert!(db.value("SELECT count(*) FROM tasks").parse::<u32>().unwrap() >= 1_000_000);
    let parents = parents(&db);

    let mut wrong = Vec::new();
    for case in &CASES {
        for (organization, person) in [(1, 1), (1, 2), (1, GUEST), (100, 1), (100, 2), (100, GUEST)] {
            for mode in ["force_custom_plan", "force_generic_plan"] {
                let verdict = judge(&db, &parents, case, Asking { organization, person }, mode);
                println!(
                    "{:31} person {person} of {organization:3}, {mode:18}: {:7.2} ms, {} rows of {}",
                    case.name, verdict.milliseconds, verdict.rows, verdict.read
                );
                for complaint in verdict.complaints {
                    wrong.push(format!(
                        "{} for person {person} of organization {organization}, {mode}, {complaint}\n{:#}",
                        case.name, verdict.plan
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    search_uses_its_index_however_often_it_was_called(&db);

    // And the judge is no yes-man: without its index, a query is complained about.
    for (number, index) in [(0, "tasks_assignee_id_status_idx"), (5, "tasks_due_date_idx")] {
        db.execute(&format!("DROP INDEX {index}"));
        let verdict =
            judge(&db, &parents, &CASES[number], Asking { organization: 1, person: 2 }, "force_custom_plan");
        assert!(verdict.complaints.iter().any(|line| line.contains(index)), "{:#}", verdict.plan);
        assert!(verdict.read > CASES[number].reads, "{index} saves nothing:\n{:#}", verdict.plan);
    }
}

/// The plan inside of `app.search_tasks`, which EXPLAIN of its caller does not show. A pooled connection lives long:
/// after five calls the server may keep one plan for all words.
fn search_uses_its_index_however_often_it_was_called(db: &Database) {
    let body = db.value("SELECT prosrc FROM pg_proc WHERE oid = 'app.search_tasks(text)'::regprocedure");
    let query = body.split("RETURN QUERY").nth(1).unwrap().split(';').next().unwrap().replace("wanted", "$1");
    let asked = "EXPLAIN (ANALYZE, COSTS OFF) EXECUTE inside (app.search_query('topic42'));".repeat(8);
    let plans = db
        .query(&format!(
            "{ID} BEGIN;
             SELECT app.set_tenant(pg_temp.id('o', 1)), app.set_user(pg_temp.id('u', 1002));
             SET LOCAL ROLE app_lookup;
             PREPARE inside AS {query};
             {asked} COMMIT"
        ))
        .join("\n");
    assert_eq!(plans.matches("Bitmap Index Scan on tasks_search_idx").count(), 8, "{plans}");
    assert!(!plans.contains("Seq Scan on tasks") && !plans.contains("BitmapAnd"), "{plans}");
    println!("inside of search: {}", plans.lines().last().unwrap());
}
