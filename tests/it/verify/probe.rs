//! The behaviour half: the application's role tries, and every hole that it can use is found by its use.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Project, Run};

/// A tenant's table with a sound policy, and another that refers to it; `more` comes behind them.
pub(super) fn schema(more: &str) -> String {
    let own = "organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid)";
    let mut sql = "CREATE ROLE app_user; GRANT USAGE ON SCHEMA public TO app_user;\n".to_owned();
    for (table, columns) in [
        ("projects", "project_id uuid NOT NULL, name varchar(5) NOT NULL CHECK (name <> 'probe')"),
        (
            "tasks",
            "task_id uuid NOT NULL DEFAULT gen_random_uuid(), project_id uuid NOT NULL, title text NOT NULL,
             due timestamptz NOT NULL, n int NOT NULL CHECK (n > 0), FOREIGN KEY (organization_id, project_id) REFERENCES projects",
        ),
    ] {
        let key = if table == "projects" { "project_id" } else { "task_id" };
        sql.push_str(&format!(
            "CREATE TABLE {table} (organization_id uuid NOT NULL, {columns}, PRIMARY KEY (organization_id, {key}));
             ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
             CREATE POLICY tenant ON {table} TO app_user USING ({own});
             GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO app_user;\n"
        ));
    }
    sql + more
}

fn verify(more: &str) -> Run {
    let project = Project::new();
    project.pair("V001__schema", &schema(more), "-- migrate:irreversible a test\n");
    project.file("migrate.toml", "[scripts]\n[tenant]\nsetting = \"app.org\"\n");
    project.migrate().args(["verify", "--ephemeral", "--format", "json"]).run()
}

/// What was tried with this verdict: `table attempt`.
pub(super) fn tried(document: &Value, verdict: &str) -> BTreeSet<String> {
    let tried = document["tried"].as_array().unwrap_or_else(|| panic!("{document}")).iter();
    tried
        .filter(|one| one["verdict"] == verdict)
        .map(|one| {
            let role = if one["role"] == "app_user" {
                String::new()
            } else {
                format!(" as {}", one["role"].as_str().unwrap())
            };
            format!(
                "{} {}{role}",
                one["relation"].as_str().unwrap().trim_start_matches("public."),
                one["attempt"].as_str().unwrap()
            )
        })
        .collect()
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn on_a_sound_schema_everything_is_tried_and_everything_is_denied() {
    let document = verify("").json();
    assert_eq!(tried(&document, "leak"), set(&[]));
    assert_eq!(tried(&document, "inconclusive"), set(&[]), "{document:#}");
    assert_eq!(tried(&document, "denied").len(), 13 + 14, "the first table refers to none");
}

#[test]
fn every_hole_is_found_by_its_use() {
    let no_policy = "DROP POLICY tenant ON tasks;";
    let own = "organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid)";
    let reads =
        ["tasks read", "tasks read, unset", "tasks read, empty", "tasks read, garbage", "tasks kept plan"];
    let writes = ["tasks update all", "tasks update other's", "tasks delete all", "tasks delete other's"];
    let all: Vec<&str> = reads
        .iter()
        .chain(&writes)
        .copied()
        .chain(["tasks give away", "tasks insert for other", "tasks on conflict"])
        .collect();
    let cases: Vec<(&str, String, Vec<&str>)> = vec![
        ("row-level security off", "ALTER TABLE tasks DISABLE ROW LEVEL SECURITY;".to_owned(), all.clone()),
        ("a second policy", "CREATE POLICY second ON tasks USING (true);".to_owned(), all.clone()),
        (
            "blind UPDATE and DELETE",
            format!(
                "{no_policy} CREATE POLICY s ON tasks FOR SELECT USING ({own}); CREATE POLICY u ON tasks FOR UPDATE USING (true) WITH CHECK (true);
                 CREATE POLICY d ON tasks FOR DELETE USING (true); CREATE POLICY i ON tasks FOR INSERT WITH CHECK ({own});"
            ),
            vec!["tasks delete all", "tasks update all", "tasks give away"],
        ),
        (
            "a materialized view",
            "CREATE MATERIALIZED VIEW m AS SELECT organization_id, count(*) FROM tasks GROUP BY 1; GRANT SELECT ON m TO app_user;".to_owned(),
            vec!["m read", "m read, unset", "m read, empty", "m read, garbage", "m kept plan"],
        ),
        (
            "a check that is looser",
            format!("{no_policy} CREATE POLICY loose ON tasks USING ({own}) WITH CHECK (true);"),
            vec!["tasks give away", "tasks insert for other"],
        ),
        (
            "coalesce",
            format!("{no_policy} CREATE POLICY c ON tasks USING (organization_id = coalesce(NULLIF(current_setting('app.org', true), '')::uuid, organization_id));"),
            vec!["tasks read, unset", "tasks read, empty", "tasks kept plan"],
        ),
        (
            "an immutable function",
            format!(
                "CREATE FUNCTION org() RETURNS uuid IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RETURN NULLIF(current_setting('app.org', true), '')::uuid; END $$;
                 {no_policy} CREATE POLICY i ON tasks USING (organization_id = org());"
            ),
            vec!["tasks kept plan"],
        ),
        ("TRUNCATE", "GRANT TRUNCATE ON tasks TO app_user;".to_owned(), vec!["tasks truncate"]),
        (
            "a key without the tenant",
            "ALTER TABLE projects ADD UNIQUE (project_id); ALTER TABLE tasks DROP CONSTRAINT tasks_organization_id_project_id_fkey,
                 ADD FOREIGN KEY (project_id) REFERENCES projects (project_id);"
                .to_owned(),
            vec!["tasks refer to other's"],
        ),
        (
            "a view of its owner",
            "CREATE VIEW v AS SELECT organization_id, title FROM tasks; GRANT SELECT, UPDATE, DELETE ON v TO app_user;".to_owned(),
            vec!["v read", "v read, unset", "v read, empty", "v read, garbage", "v kept plan", "v update all", "v update other's", "v delete all", "v delete other's"],
        ),
        (
            "a partition with rights",
            "CREATE TABLE log (organization_id uuid NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
             CREATE TABLE log_all PARTITION OF log FOR VALUES FROM (MINVALUE) TO (MAXVALUE); GRANT SELECT ON log_all TO app_user;"
                .to_owned(),
            vec!["log_all read", "log_all read, unset", "log_all read, empty", "log_all read, garbage", "log_all kept plan"],
        ),
        (
            "a role that it may become",
            "CREATE ROLE helper BYPASSRLS; GRANT helper TO app_user; GRANT SELECT ON tasks TO helper; GRANT USAGE ON SCHEMA public TO helper;".to_owned(),
            vec!["tasks read as helper", "tasks read, unset as helper", "tasks read, empty as helper", "tasks read, garbage as helper", "tasks kept plan as helper"],
        ),
    ];
    let cases = &cases;
    std::thread::scope(|scope| {
        for lane in 0..2 {
            scope.spawn(move || {
                for (name, sql, leaks) in cases.iter().skip(lane).step_by(2) {
                    let run = verify(sql);
                    assert_eq!(run.code, Some(1), "{name}: {}", run.stderr);
                    let document = run.json();
                    let found = tried(&document, "leak");
                    let missing: Vec<_> = set(leaks).difference(&found).cloned().collect();
                    let more: Vec<_> = found.difference(&set(leaks)).cloned().collect();
                    assert!(
                        missing.is_empty() && more.is_empty(),
                        "{name}: missing {missing:?}, beside {more:?}\n{document:#}"
                    );
                }
            });
        }
    });
}

#[test]
fn what_cannot_be_shown_is_never_called_denied() {
    // No row can be made: nobody knows a value of this type.
    let more = "CREATE TYPE pair AS (a int, b int); ALTER TABLE tasks ADD COLUMN p pair NOT NULL;";
    let run = verify(more);
    let document = run.json();
    assert_eq!(tried(&document, "inconclusive").len(), 14, "{document:#}");
    assert!(tried(&document, "denied").iter().all(|one| one.starts_with("projects ")));
    assert_eq!(tried(&document, "leak"), set(&[]));
}

#[test]
fn the_reference_schema_is_probed_as_an_owner_of_the_tenant_and_nothing_is_reached() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = crate::support::Migrate::new(root)
        .args(["verify", "--ephemeral", "--dir", ".", "--format", "json"])
        .run();
    let document = run.json();
    assert_eq!(tried(&document, "leak"), set(&[]));
    assert_eq!(tried(&document, "inconclusive"), set(&[]));
    assert!(tried(&document, "denied").len() > 150);
}

#[test]
fn a_table_whose_scripts_make_no_partition_gets_those_of_today_before_it_is_tried() {
    let own = "organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid)";
    let project = Project::new();
    project.pair(
        "V001__schema",
        &schema(&format!(
            "CREATE TABLE events (organization_id uuid NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
             ALTER TABLE events ENABLE ROW LEVEL SECURITY; ALTER TABLE events FORCE ROW LEVEL SECURITY;
             CREATE POLICY tenant ON events TO app_user USING ({own});
             GRANT SELECT, INSERT, UPDATE, DELETE ON events TO app_user;"
        )),
        "-- migrate:irreversible a test\n",
    );
    let verify = |more: &str| {
        project.file("migrate.toml", format!("[scripts]\n[tenant]\nsetting = \"app.org\"\n{more}"));
        project.migrate().args(["verify", "--ephemeral", "--format", "json"]).run()
    };
    let run = verify("");
    assert_ne!(tried(&run.json(), "inconclusive"), set(&[]), "no row can be made");
    assert!(run.stdout.contains("`[[partitions]]` in `migrate.toml` has one made"), "{run:#?}");
    let document = verify("[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nahead = 1\n").json();
    assert_eq!(tried(&document, "inconclusive"), set(&[]));
    let denied = tried(&document, "denied");
    assert_eq!(
        denied.iter().filter(|one| one.starts_with("events_2") && one.ends_with(" read")).count(),
        2,
        "{denied:?}"
    );
}

#[test]
fn a_table_that_nothing_is_configured_about_goes_on_as_its_newest_partition() {
    let own = "organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid)";
    let table = |name: &str| {
        format!(
            "CREATE TABLE {name} (organization_id uuid NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
             CREATE TABLE {name}_2026_01 PARTITION OF {name} FOR VALUES FROM ('2026-01-01 00:00+00') TO ('2026-02-01 00:00+00');
             ALTER TABLE {name} ENABLE ROW LEVEL SECURITY; ALTER TABLE {name} FORCE ROW LEVEL SECURITY;
             CREATE POLICY tenant ON {name} TO app_user USING ({own});
             GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO app_user;"
        )
    };
    let project = Project::new();
    project.pair(
        "V001__schema",
        &schema(&format!("{}{}", table("events"), table("visits"))),
        "-- migrate:irreversible a test\n",
    );
    let visits = "[[partitions]]\ntable = \"visits\"\ninterval = \"month\"\nname = \"seen_%Y_%m\"\n";
    for partitions in ["", visits] {
        project.file("migrate.toml", format!("[tenant]\nsetting = \"app.org\"\n{partitions}"));
        let run = project.migrate().args(["verify", "--ephemeral", "--format", "json"]).run();
        let document = run.json();
        assert_eq!(tried(&document, "inconclusive"), set(&[]), "{partitions}");
        let denied = tried(&document, "denied");
        let read =
            |name: &str| denied.iter().filter(|one| one.starts_with(name) && one.ends_with(" read")).count();
        assert!(read("events_20") > 1, "{denied:?}");
        // What is configured is made as it is configured, and not a second time.
        assert_eq!(read("seen_20") > 1, !partitions.is_empty(), "{denied:?}");
        assert_eq!(read("visits_20") > 1, partitions.is_empty(), "{denied:?}");
    }
}
