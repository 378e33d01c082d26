//! `partitions adopt`, and tables that `pg_partman` manages.

use super::{bounds, content, database, database_on, history, month, named, partitions};
use crate::support::{Cluster, Database, Project, has_extension};

/// A database on a server with `pg_partman`, which manages `events` there. `None`: this server has none.
/// The foreign key refers to a table without row-level security: the extension itself cannot attach otherwise.
pub(super) fn managed(cluster: &Cluster) -> Option<Database> {
    let db = database_on(cluster);
    if !has_extension(&db, "pg_partman") {
        return None;
    }
    db.superuser(&format!(
        "CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman;
         GRANT ALL ON SCHEMA partman TO {0}; GRANT ALL ON ALL TABLES IN SCHEMA partman TO {0};
         GRANT EXECUTE ON ALL ROUTINES IN SCHEMA partman TO {0}",
        db.owner()
    ));
    let (kind, every) = if is_old(&db) { ("native", "monthly") } else { ("range", "1 month") };
    db.execute(&format!(
        "SET TimeZone = 'UTC';
         CREATE TABLE regions (id bigint PRIMARY KEY); INSERT INTO regions VALUES (1);
         CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, region bigint NOT NULL DEFAULT 1 REFERENCES regions)
             PARTITION BY RANGE (at);
         SELECT partman.create_parent('public.events', 'at', p_type := '{kind}', p_interval := '{every}', p_premake := 2);
         UPDATE partman.part_config SET retention = '24 months'"
    ));
    Some(db)
}

/// Since version 5 `pg_partman` knows native partitioning only, and names its kind.
pub(super) fn is_old(db: &Database) -> bool {
    db.value("SELECT extversion LIKE '4.%' FROM pg_extension WHERE extname = 'pg_partman'") == "t"
}

/// What `pg_partman` calls the partition of the month so many after the current one.
pub(super) fn made_by_partman(db: &Database, ahead: i32) -> String {
    let month = month(db, ahead);
    if is_old(db) {
        format!("events_p{}", month.replace('-', "_"))
    } else {
        format!("events_p{}01", month.replace('-', ""))
    }
}

#[test]
fn hand_made_partitions_are_closed_and_the_configuration_that_fits_them_is_printed() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    history(&db, 3);
    db.superuser("CREATE ROLE app LOGIN");
    db.execute(&format!(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO app;
         ALTER TABLE events_now RENAME TO {}",
        named(&db, 0)
    ));
    let all = content(&db, "events");
    let before = db.catalog();
    let dry = partitions(&db, &["adopt", "--dry-run"]).ok();
    dry.says(&[&format!("would force row-level security on public.{} and revoke", named(&db, -3))]);
    assert_eq!(db.catalog(), before);
    let run = partitions(&db, &["adopt"]).ok();
    let run = run
        .says(&[&format!("closed public.{}: it is accessible only through public.events", named(&db, -3))]);
    let section = "[[partitions]]\nschema = \"public\"\ntable = \"events\"\ncolumn = \"at\"\ninterval = \"month\"\nahead = 3\nname = \"events_%Y_%m\"\n";
    assert_eq!(run.stdout, section);
    let open = "SELECT count(*) FROM pg_class AS c JOIN pg_inherits ON inhrelid = c.oid
        WHERE relkind = 'r' AND (NOT relrowsecurity OR NOT relforcerowsecurity
            OR EXISTS (SELECT FROM aclexplode(relacl) AS a WHERE a.grantee <> relowner))";
    assert_eq!(db.value(open), "0");
    assert_eq!(content(&db, "events"), all);
    let read = |table: &str| Database::try_query(&db.url_as("app"), &format!("SELECT count(*) FROM {table}"));
    assert_eq!(read("events").unwrap(), ["1500"]);
    assert!(read(&named(&db, -3)).is_err());
    // A second run changes nothing, and what is printed is a configuration.
    let before = db.catalog();
    let project = Project::bare();
    project.file("migrate.toml", partitions(&db, &["adopt", "-q"]).ok().stdout);
    assert_eq!(db.catalog(), before);
    assert_eq!(project.migrate_on(&db).args(["partitions", "adopt"]).ok().stdout, "");
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    assert_eq!(db.value(&format!("SELECT to_regclass('{}')", named(&db, 3))), named(&db, 3));
    project.migrate_on(&db).args(["partitions", "check"]).ok();
}

#[test]
fn partitions_that_do_not_fit_are_not_adopted() {
    let db = database();
    let (this, next) = (month(&db, 0), month(&db, 1));
    db.execute(&format!(
        "SET TimeZone = 'UTC';
         CREATE TABLE events (at timestamptz, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);
         CREATE TABLE now PARTITION OF events FOR VALUES FROM ('{this}-01') TO ('{next}-01');
         CREATE TABLE half PARTITION OF events FOR VALUES FROM ('{next}-02') TO ('{next}-09');
         CREATE TABLE none (at timestamptz, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)"
    ));
    let before = db.catalog();
    let run = partitions(&db, &["adopt"]).code(2);
    let run = run.says(&[
        &format!("`public.events` has a partition that covers only part of `{next}`"),
        "no interval is set for the partitions of `public.none`",
    ]);
    assert_eq!(run.stdout, "");
    assert_eq!(db.catalog(), before);
}

#[test]
fn where_pg_partman_manages_a_table_its_maintenance_runs_and_the_result_is_checked() {
    let cluster = Cluster::own(&["timezone=America/New_York"]);
    let Some(db) = managed(&cluster) else { return };
    let made = bounds(&db, "events").len();
    let list = partitions(&db, &["list", "--format", "json"]).ok().json();
    assert_eq!(list["tables"][0]["managed_by"], "pg_partman");
    // It looks at the data, and stops ahead of it, unless it was told not to.
    partitions(&db, &["ensure", "--ahead", "4"])
        .code(3)
        .says(&["`public.events` has no partition for", "infinite_time_partitions"]);
    db.execute("UPDATE partman.part_config SET infinite_time_partitions = true, premake = 4");
    let run = partitions(&db, &["ensure", "--format", "json"]).ok().json();
    assert!(bounds(&db, "events").len() > made);
    assert_eq!(run["tables"][0]["created"].as_array().unwrap().len(), bounds(&db, "events").len() - made);
    let name = made_by_partman(&db, 4);
    assert_eq!(db.value(&format!("SELECT to_regclass('{name}')")), name);
    // Another session has its lock: it returns quietly, and that is no success.
    let further = made_by_partman(&db, 5);
    db.execute(&format!("DROP TABLE {name}; DROP TABLE IF EXISTS {further}"));
    let holder = crate::support::Held::open(db.url());
    holder.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('pg_partman run_maintenance'))").unwrap();
    partitions(&db, &["ensure"]).code(3).says(&["`public.events` has no partition for"]);
    holder.query("ROLLBACK").unwrap();
    partitions(&db, &["ensure"]).ok();
    // What would confuse it is refused.
    for command in [&["drain"][..], &["retire", "--keep", "1m"]] {
        partitions(&db, command).code(1).says(&["pg_partman manages `public.events`: left unchanged"]);
    }
}

#[test]
fn what_pg_partman_manages_is_taken_over_with_its_settings() {
    let cluster = Cluster::own(&[]);
    let Some(db) = managed(&cluster) else { return };
    db.execute(&format!(
        "INSERT INTO events SELECT n, '{}-05' FROM generate_series(1, 100) AS n",
        month(&db, 1)
    ));
    partitions(&db, &["adopt", "--dry-run"])
        .ok()
        .says(&["would remove public.events from pg_partman's part_config"]);
    assert_eq!(db.value("SELECT count(*) FROM partman.part_config"), "1");
    let run = partitions(&db, &["adopt"]).ok();
    let run = run.says(&["took over public.events from pg_partman"]);
    let pattern = if is_old(&db) { "events_p%Y_%m" } else { "events_p%Y%m%d" };
    let name = format!("name = \"{pattern}\"\n");
    for line in ["ahead = 2\n", "keep = \"24m\"\n", &name, "default = true\n"] {
        assert!(run.stdout.contains(line), "{line} is missing: {}", run.stdout);
    }
    assert_eq!(db.value("SELECT count(*) FROM partman.part_config"), "0");
    let project = Project::bare();
    project.file("migrate.toml", run.stdout.replace("ahead = 2", "ahead = 6"));
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    let name = made_by_partman(&db, 6);
    assert_eq!(db.value(&format!("SELECT to_regclass('{name}')")), name);
    project.migrate_on(&db).args(["partitions", "check"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM events"), "100");
}

#[test]
fn a_role_that_may_not_see_what_pg_partman_manages_makes_nothing() {
    let cluster = Cluster::own(&[]);
    let Some(db) = managed(&cluster) else { return };
    let owner = db.owner();
    db.superuser(&format!(
        "REVOKE ALL ON SCHEMA partman FROM {owner}; REVOKE ALL ON partman.part_config FROM {owner}"
    ));
    let before = db.catalog();
    for command in ["ensure", "drain", "adopt"] {
        partitions(&db, &[command]).code(1).says(&[
            "pg_partman is installed, and it is not known whether it manages `public.events`",
            "GRANT USAGE ON SCHEMA partman",
        ]);
    }
    assert_eq!(db.catalog(), before);
    partitions(&db, &["check", "--ahead", "2", "--max-default-rows", "5"]).ok();
    db.superuser(&format!(
        "GRANT USAGE ON SCHEMA partman TO {owner}; GRANT SELECT ON partman.part_config TO {owner}"
    ));
    partitions(&db, &["drain"]).code(1).says(&["pg_partman manages"]);
}
