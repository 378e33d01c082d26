//! `partitions ensure`.

use super::{bounds, database, database_on, events, force, month, partitions};
use crate::support::{Cluster, Database, Over, Project};

#[test]
fn the_current_month_and_three_more_are_made_and_a_second_run_executes_nothing() {
    // Transactions are numbered for the whole server: nobody else may write.
    let cluster = Cluster::own(&["autovacuum=off"]);
    let db = database_on(&cluster);
    events(&db);
    let run = partitions(&db, &["ensure"]).ok();
    run.says(&[&format!("created events_{} of public.events", month(&db, 3).replace('-', "_"))]);
    assert_eq!(bounds(&db, "events").len(), 4);
    let before = db.catalog();
    let transactions = || -> i64 { db.value("SELECT pg_current_xact_id()::text::bigint").parse().unwrap() };
    let started = transactions();
    partitions(&db, &["ensure"]).ok().says(&["nothing to do"]);
    assert_eq!(transactions(), started + 1, "a transaction wrote something");
    assert_eq!(db.catalog(), before);
    let quiet = partitions(&db, &["ensure", "-q"]).ok();
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn bounds_are_the_same_in_every_time_zone_of_client_and_server() {
    let mut seen = Vec::new();
    for zone in ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe"] {
        let cluster = Cluster::own(&[&format!("timezone={zone}"), "datestyle=German"]);
        let db = database_on(&cluster);
        db.execute("CREATE TABLE events (at timestamptz NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)");
        let project = Project::bare();
        project.file("migrate.toml", "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nahead = 5\n");
        project.migrate_on(&db).env("TZ", zone).env("PGTZ", zone).args(["partitions", "ensure"]).ok();
        seen.push(bounds(&db, "events"));
    }
    assert_eq!(seen[0].len(), 6);
    assert!(seen[0].iter().all(|bound| bound.matches("-01 00:00:00+00").count() == 2), "{:?}", seen[0]);
    assert!(seen.iter().all(|bounds| *bounds == seen[0]), "{seen:?}");
}

#[test]
fn every_interval_and_key_type_is_looked_after() {
    let db = database();
    let project = Project::bare();
    let mut toml = String::new();
    for interval in ["day", "week", "month", "quarter", "year"] {
        for key in ["timestamptz", "timestamp", "date"] {
            let table = format!("{key}_{interval}");
            db.execute(&format!("CREATE TABLE {table} (at {key} NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)"));
            toml.push_str(&format!(
                "[[partitions]]\ntable = \"{table}\"\ncolumn = \"at\"\ninterval = \"{interval}\"\nahead = 2\n"
            ));
        }
    }
    project.file("migrate.toml", &toml);
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    for interval in ["day", "week", "month", "quarter", "year"] {
        for key in ["timestamptz", "timestamp", "date"] {
            let table = format!("{key}_{interval}");
            db.execute(&format!("INSERT INTO {table} VALUES (now() AT TIME ZONE 'UTC')"));
            assert_eq!(bounds(&db, &table).len(), 3, "{table}");
        }
    }
    project.migrate_on(&db).args(["partitions", "ensure"]).ok().says(&["nothing to do"]);
    project.migrate_on(&db).args(["partitions", "check"]).ok();
}

#[test]
fn gaps_are_filled_and_the_interval_is_taken_from_what_is_there() {
    let db = database();
    events(&db);
    let (old, next) = (month(&db, -3), month(&db, -2));
    db.execute(&format!("CREATE TABLE old PARTITION OF events FOR VALUES FROM ('{old}-01 00:00:00+00') TO ('{next}-01 00:00:00+00')"));
    partitions(&db, &["ensure", "--ahead", "0"]).ok();
    assert_eq!(bounds(&db, "events").len(), 4);
}

#[test]
fn a_new_partition_is_reached_through_its_parent_alone() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    db.superuser("CREATE ROLE app LOGIN; CREATE ROLE \"odd \"\"one\"");
    db.execute("ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO app, \"odd \"\"one\", PUBLIC");
    events(&db);
    db.execute(
        "ALTER TABLE events ENABLE ROW LEVEL SECURITY;
         ALTER TABLE events FORCE ROW LEVEL SECURITY; CREATE POLICY p ON events USING (id = 1);
         GRANT SELECT, INSERT ON events TO app",
    );
    partitions(&db, &["ensure"]).ok();
    let new = format!("events_{}", month(&db, 1).replace('-', "_"));
    let state = db.value(&format!(
        "SELECT c.relrowsecurity AND c.relforcerowsecurity, pg_get_userbyid(c.relowner),
             (SELECT count(*) FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner),
             (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid)
         FROM pg_class AS c WHERE c.oid = '{new}'::regclass"
    ));
    assert_eq!(state, format!("t|{}|0|0", db.owner()));
    let denied = Database::try_query(&db.url_as("app"), &format!("SELECT 1 FROM {new}")).unwrap_err();
    assert_eq!(denied.code().unwrap().code(), "42501");
    Database::try_query(&db.url_as("app"), &format!("INSERT INTO events VALUES (1, '{}-01')", month(&db, 1)))
        .unwrap();
}

#[test]
fn it_works_as_the_owner_of_the_tables_under_forced_row_level_security() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    events(&db);
    force(&db, &["events", "events_now"]);
    partitions(&db, &["ensure"]).ok().says(&["created events_"]);
    assert_eq!(bounds(&db, "events").len(), 4);
}

#[test]
fn one_bad_table_does_not_stop_the_others_and_the_worst_exit_code_wins() {
    let db = database();
    events(&db);
    let taken = format!("events_{}", month(&db, 1).replace('-', "_"));
    db.execute(&format!(
        "CREATE TABLE {taken} (x int); CREATE TABLE other (at date, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)"
    ));
    let project = Project::bare();
    project.file(
        "migrate.toml",
        "[[partitions]]\ntable = \"gone\"\ninterval = \"month\"\n
         [[partitions]]\ntable = \"events\"\ninterval = \"month\"\n
         [[partitions]]\ntable = \"other\"\ninterval = \"day\"\n",
    );
    let run = project.migrate_on(&db).args(["partitions", "ensure"]).code(1);
    run.says(&[
        "there is no partitioned table `gone`",
        &format!("`public.events` needs the name `{taken}` for a partition, but something else has it"),
    ]);
    assert_eq!(bounds(&db, "other").len(), 4);
    // Nothing half-made of the table that failed.
    assert_eq!(bounds(&db, "events").len(), 1);
    let json = project.migrate_on(&db).args(["--format", "json", "partitions", "ensure"]).code(1).json();
    assert_eq!(json["tables"].as_array().unwrap().len(), 3);
    assert_eq!(json["tables"][2]["is_as_wanted"], true);
    assert_eq!(json["outcome"], "failed");
}

#[test]
fn rows_in_default_hold_up_their_own_month_and_no_other() {
    let db = database();
    events(&db);
    let later = month(&db, 2);
    db.execute(&format!(
        "CREATE TABLE events_default PARTITION OF events DEFAULT;
         INSERT INTO events VALUES (1, '{later}-15 12:00:00+00')"
    ));
    let run = partitions(&db, &["ensure"]).code(3);
    run.says(&[&format!("`events_default` holds rows of `{later}`"), "migrate partitions drain"]);
    assert_eq!(bounds(&db, "events").len(), 4, "the other two months, the current one, and DEFAULT");
    assert_eq!(db.value("SELECT count(*) FROM pg_constraint WHERE conname LIKE 'migrate%'"), "0");
    db.execute("DELETE FROM events");
    // What a killed run left behind is no obstacle.
    db.execute(
        "ALTER TABLE events_default ADD CONSTRAINT migrate_no_rows_of_new_partitions CHECK (false) NOT VALID",
    );
    partitions(&db, &["ensure"]).ok();
    assert_eq!(bounds(&db, "events").len(), 5);
    assert_eq!(db.value("SELECT count(*) FROM pg_constraint WHERE conname LIKE 'migrate%'"), "0");
}

#[test]
fn the_reference_schema_is_looked_after_without_any_configuration() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    let owner = db.owner();
    db.superuser(&format!("ALTER ROLE {owner} CREATEROLE"));
    let anywhere = crate::support::Migrate::new(std::path::Path::new("/"));
    anywhere.args(["--embedded", "--database-url", db.url(), "up"]).ok();
    db.superuser(&format!("ALTER ROLE {owner} NOCREATEROLE"));
    partitions(&db, &["ensure", "--ahead", "12"]).ok();
    assert_eq!(bounds(&db, "activities").len(), 13);
    let json = partitions(&db, &["list", "--format", "json"]).ok().json();
    let all = json["tables"][0]["partitions"].as_array().unwrap();
    assert!(all.iter().all(|p| p["row_security_forced"] == true && p["has_rights"] == false), "{all:?}");
    assert_eq!(all[0]["state"], "current");
    assert_eq!(all[12]["state"], "future");
}

#[test]
fn a_second_run_waits_for_the_first_or_says_that_it_cannot() {
    let db = database();
    events(&db);
    let project = Project::bare();
    project.file("migrate.toml", "[[partitions]]\ntable = \"events\"\ninterval = \"day\"\nahead = 60\n");
    let statuses: Vec<Option<i32>> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| project.migrate_on(&db).args(["partitions", "ensure"]).run().code))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    // The month that is there covers a part of the 61 days; the others are made once.
    assert!(statuses.iter().all(|code| *code == Some(0)), "{statuses:?}");
    let days = db.value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'events'::regclass");
    assert!(days.parse::<u32>().unwrap() > 30, "{days}");
}

#[test]
fn an_application_whose_rows_are_arriving_in_default_is_not_refused_any() {
    let db = database();
    let now = format!("'{}-01 12:00:00+00'", month(&db, 0));
    db.execute(&format!(
        "CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);
         CREATE TABLE events_default PARTITION OF events DEFAULT;
         INSERT INTO events SELECT -n, {now} FROM generate_series(1, 200000) AS n"
    ));
    let project = Project::bare();
    project
        .file("migrate.toml", "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\ndefault = true\n");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let _over = Over(&done);
        scope.spawn(|| {
            let application = crate::support::Held::open(db.url());
            let insert = format!("INSERT INTO events VALUES (1, {now})");
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                application.query(&insert).unwrap();
            }
        });
        std::thread::sleep(std::time::Duration::from_millis(50));
        let run = project.migrate_on(&db).args(["partitions", "ensure"]).run();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(run.code, Some(3), "{}", run.stderr);
    });
    assert_eq!(bounds(&db, "events").len(), 4, "the months ahead, and DEFAULT");
}
