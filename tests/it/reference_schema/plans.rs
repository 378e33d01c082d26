//! The plans of an application's queries on a million tasks: no scan of everything, and the index that serves
//! each is named.
#![allow(clippy::print_stdout, reason = "the figures are for who runs it with --nocapture")]

use serde_json::Value;

use super::application::example;
use super::world::migrate;
use crate::support::{Cluster, Database};

/// A thousand organizations of Zipf's sizes, a million tasks, comments and activities to them.
/// Organization 1 is the big one, 100 one in the middle. User 1 of each is its owner, user 2 a member.
const LOAD: &str = "
    SET session_replication_role = replica;
    SET synchronous_commit = off;
    CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
        $$ SELECT md5(kind || n)::uuid $$;
    CREATE TEMP TABLE sizes AS
        SELECT o, greatest(1, round(133800.0 / o))::int AS tasks, least(200, 10 + 2000 / o) AS people
        FROM generate_series(1, 1000) AS o;
    INSERT INTO organizations (organization_id, name, slug, plan_tier, max_users)
        SELECT pg_temp.id('o', o), 'Organization ' || o, 'o' || o, 'pro', 500 FROM sizes;
    INSERT INTO users (user_id, email, password_hash, full_name)
        SELECT pg_temp.id('u', o * 1000 + u), 'u' || o * 1000 + u || '@x.example', 'h', 'Person ' || u
        FROM sizes, generate_series(1, people) AS u;
    INSERT INTO organization_members (organization_id, user_id, role)
        SELECT pg_temp.id('o', o), pg_temp.id('u', o * 1000 + u), CASE WHEN u = 1 THEN 'owner' ELSE 'member' END
        FROM sizes, generate_series(1, people) AS u;
    INSERT INTO workspaces (organization_id, workspace_id, name, is_private, created_by)
        SELECT pg_temp.id('o', o), pg_temp.id('w', o * 10 + w), 'Workspace ' || w, w = 3, pg_temp.id('u', o * 1000 + 1)
        FROM sizes, generate_series(1, 3) AS w;
    INSERT INTO projects (organization_id, project_id, workspace_id, name, owner_id)
        SELECT pg_temp.id('o', o), pg_temp.id('p', o * 10000 + p), pg_temp.id('w', o * 10 + 1 + p % 3), 'Project ' || p,
            pg_temp.id('u', o * 1000 + 1)
        FROM sizes, generate_series(1, greatest(1, tasks / 100)) AS p;
    INSERT INTO tasks (organization_id, task_id, project_id, title, description, status, priority, assignee_id, created_by,
            due_date, position)
        SELECT pg_temp.id('o', o), pg_temp.id('t', o * 1000000 + t),
            pg_temp.id('p', o * 10000 + 1 + t % greatest(1, tasks / 100)),
            'Task ' || t || ' about topic' || t % 997, NULL,
            (ARRAY['todo', 'in_progress', 'review', 'done'])[1 + t % 4], (ARRAY['low', 'medium', 'high', 'urgent'])[1 + t % 3],
            pg_temp.id('u', o * 1000 + 1 + t % people), pg_temp.id('u', o * 1000 + 1),
            '2026-01-01 00:00:00+00'::timestamptz + t * interval '1 minute', t
        FROM sizes, generate_series(1, tasks) AS t;
    INSERT INTO comments (organization_id, comment_id, project_id, task_id, user_id, content, created_at)
        SELECT pg_temp.id('o', o), pg_temp.id('c', o * 1000000 + t),
            pg_temp.id('p', o * 10000 + 1 + t % greatest(1, tasks / 100)), pg_temp.id('t', o * 1000000 + t),
            pg_temp.id('u', o * 1000 + 1 + t % people), 'Comment on topic' || t % 997,
            '2026-01-01 00:00:00+00'::timestamptz + t * interval '1 minute'
        FROM sizes, generate_series(1, tasks, 4) AS t;
    INSERT INTO activities (organization_id, project_id, user_id, entity_type, entity_id, action, created_at)
        SELECT pg_temp.id('o', o), pg_temp.id('p', o * 10000 + 1 + t % greatest(1, tasks / 100)),
            pg_temp.id('u', o * 1000 + 1 + t % people), 'task', pg_temp.id('t', o * 1000000 + t), 'updated',
            now() - (t % 180) * interval '1 day'
        FROM sizes, generate_series(1, tasks, 2) AS t;";

/// One query, its values as literals, and the indexes that serve the tables it must not scan.
struct Case {
    name: &'static str,
    sql: &'static str,
    values: [&'static str; 2],
    indexes: &'static [&'static str],
}

const CASES: [Case; 7] = [
    Case {
        name: "getUserTasks",
        sql: example!("get_user_tasks"),
        values: ["pg_temp.id('u', $o * 1000 + 2)", "NULL"],
        indexes: &["tasks_assignee_id_status_idx"],
    },
    Case {
        name: "getUserTasks with a status",
        sql: example!("get_user_tasks"),
        values: ["pg_temp.id('u', $o * 1000 + 2)", "'in_progress'"],
        indexes: &["tasks_assignee_id_status_idx"],
    },
    Case {
        name: "project list",
        sql: example!("project_list"),
        values: ["pg_temp.id('w', $o * 10 + 1)", ""],
        indexes: &["tasks_project_id_"],
    },
    Case {
        name: "task assignments",
        sql: example!("task_assignments"),
        values: ["pg_temp.id('p', $o * 10000 + 3)", ""],
        indexes: &["tasks_project_id_"],
    },
    Case {
        name: "activity feed",
        sql: example!("activity_feed"),
        values: ["now()", "9223372036854775807"],
        indexes: &["activities_20", "_pkey"],
    },
    Case {
        name: "comments of a task",
        sql: example!("task_comments"),
        values: ["pg_temp.id('t', $o * 1000000 + 5)", ""],
        indexes: &["comments_task_id_project_id_created_at_idx"],
    },
    Case {
        name: "search",
        sql: example!("search_tasks"),
        values: ["'topic42'", ""],
        indexes: &["tasks_pkey"],
    },
];

const BIG: [&str; 3] = ["tasks", "comments", "activities"];

fn nodes<'a>(plan: &'a Value, found: &mut Vec<&'a Value>) {
    found.push(plan);
    for child in plan["Plans"].as_array().into_iter().flatten() {
        nodes(child, found);
    }
}

#[test]
fn no_query_scans_a_big_table_on_a_million_tasks() {
    let cluster = Cluster::own(&["shared_buffers=512MB", "maintenance_work_mem=512MB", "max_wal_size=8GB"]);
    let db = Database::on(&cluster);
    let started = std::time::Instant::now();
    // The tables first, the rows, and then the indexes of V003, the partitions and the rest on top of them.
    migrate(db.url()).args(["up", "--to", "V002"]).ok();
    db.execute(LOAD);
    println!("rows in {:?}", started.elapsed());
    migrate(db.url()).args(["up"]).ok();
    db.execute("ANALYZE");
    println!("everything in {:?}", started.elapsed());
    assert!(db.value("SELECT count(*) FROM tasks").parse::<u32>().unwrap() >= 1_000_000);
    db.execute("CREATE ROLE application LOGIN IN ROLE app_user");

    for organization in [1, 100] {
        for person in [1, 2] {
            for case in &CASES {
                explain(&db, case, organization, person);
            }
        }
    }
    search_uses_its_index(&db);
}

fn explain(db: &Database, case: &Case, organization: u32, person: u32) {
    let value = |at: usize| case.values[at].replace("$o", &organization.to_string());
    let sql = case.sql.replace("$1", &value(0)).replace("$2", &value(1));
    let who = format!("{} for person {person} of organization {organization}", case.name);
    let rows = Database::try_query(
        &db.url_as("application"),
        &format!(
            "CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
                 $$ SELECT md5(kind || n)::uuid $$;
             BEGIN;
             SELECT app.set_tenant(pg_temp.id('o', {organization})), app.set_user(pg_temp.id('u', {organization} * 1000 + {person}));
             EXPLAIN (ANALYZE, FORMAT JSON) {sql};
             COMMIT"
        ),
    )
    .unwrap_or_else(|error| panic!("{who}: {error}"));
    let plan: Value = serde_json::from_str(&rows[1]).unwrap();
    let mut all = Vec::new();
    nodes(&plan[0]["Plan"], &mut all);
    println!("{who}: {} ms", plan[0]["Execution Time"]);
    assert!(plan[0]["Plan"]["Actual Rows"].as_f64().unwrap() > 0.0, "{who} gives nothing:\n{plan:#}");
    let mut used = Vec::new();
    for node in all {
        let relation = node["Relation Name"].as_str().unwrap_or_default();
        let is_big = BIG.iter().any(|table| relation == *table || relation.starts_with("activities_2"));
        let never = node["Actual Loops"].as_f64() == Some(0.0);
        assert!(!(is_big && node["Node Type"] == "Seq Scan" && !never), "{who} scans {relation}:\n{plan:#}");
        if let (Some(index), false) = (node["Index Name"].as_str(), never) {
            used.push(index.to_owned());
        }
        if node["Node Type"] == "ProjectSet" {
            assert!(
                node["Actual Loops"].as_f64().unwrap() <= 1.0,
                "{who} asks for rights more than once:\n{plan:#}"
            );
        }
    }
    assert!(
        case.indexes.iter().all(|part| used.iter().any(|index| index.contains(part))),
        "{who} uses {used:?} and not {:?}:\n{plan:#}",
        case.indexes
    );
    if case.name == "activity feed" {
        let months = used.iter().filter(|index| index.starts_with("activities_")).count();
        assert!(months <= 2, "{who} reads {used:?}");
    }
}

/// The plan inside of `app.search_tasks`, which EXPLAIN of its caller does not show.
fn search_uses_its_index(db: &Database) {
    let body = db.value("SELECT prosrc FROM pg_proc WHERE oid = 'app.search_tasks(text)'::regprocedure");
    let query = body.split("RETURN QUERY").nth(1).unwrap().split(';').next().unwrap().replace("wanted", "$1");
    let plan = db
        .query(&format!(
            "CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
                 $$ SELECT md5(kind || n)::uuid $$;
             BEGIN;
             SELECT app.set_tenant(pg_temp.id('o', 1)), app.set_user(pg_temp.id('u', 1002));
             SET LOCAL ROLE app_lookup;
             PREPARE inside AS {query};
             EXPLAIN (ANALYZE, COSTS OFF) EXECUTE inside (app.search_query('topic42'));
             COMMIT"
        ))
        .join("\n");
    assert!(plan.contains("Bitmap Index Scan on tasks_search_idx"), "{plan}");
    assert!(!plan.contains("Seq Scan on tasks"), "{plan}");
    println!("{}", plan.lines().last().unwrap());
}
