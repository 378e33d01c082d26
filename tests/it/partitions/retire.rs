//! `partitions retire`: what is old leaves its table closed, and is dropped only when it was this program
//! that detached it, long enough ago.

use std::process::Stdio;
use std::time::Duration;

use super::{bounds, content, database, database_on, events, force, history, month, named, partitions};
use crate::support::{Cluster, Database, Held, Project, ended};

/// The mark of a table says that it was detached some days ago.
fn backdate(db: &Database, table: &str, days: i32) {
    let then = db.value(&format!(
        "SELECT to_char(now() AT TIME ZONE 'UTC' - interval '{days} days', 'YYYY-MM-DD HH24:MI:SS')"
    ));
    let comment = db.value(&format!("SELECT obj_description('{table}'::regclass)"));
    let (head, tail) = comment.split_once("\"detached\":\"").unwrap();
    let (_, tail) = tail.split_once('"').unwrap();
    let backdated = format!("{head}\"detached\":\"{then}\"{tail}");
    db.execute(&format!("COMMENT ON TABLE {table} IS '{}'", backdated.replace('\'', "''")));
}

/// The names of the tables that stand alone.
fn loose(db: &Database) -> Vec<String> {
    db.query(
        "SELECT c.relname FROM pg_class AS c WHERE c.relname LIKE 'events\\_%' AND c.relkind = 'r' AND NOT c.relispartition
         ORDER BY 1",
    )
}

#[test]
fn partitions_past_the_retention_period_are_detached_and_a_second_run_executes_nothing() {
    let db = database();
    history(&db, 5);
    let oldest = named(&db, -5);
    let rows = content(&db, &oldest);
    let run = partitions(&db, &["retire", "--keep", "2m"]).ok();
    run.says(&[&format!("detached public.{oldest} from public.events in")]);
    assert_eq!(loose(&db), [named(&db, -5), named(&db, -4), named(&db, -3)]);
    assert_eq!(bounds(&db, "events").len(), 3);
    assert_eq!(content(&db, &oldest), rows);
    let before = db.catalog();
    partitions(&db, &["retire", "--keep", "2m"]).ok().says(&["nothing to do"]);
    assert_eq!(db.catalog(), before);
    // What was retired is no gap to be filled.
    partitions(&db, &["ensure", "--ahead", "0"]).ok().says(&["nothing to do"]);
    partitions(&db, &["list"]).ok().shows(&[&format!("public.{oldest}"), "retired", "owner only"]);
    // Quiet for cron.
    let quiet = partitions(&db, &["retire", "--keep", "2m", "-q"]).ok();
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn a_detached_partition_is_closed_to_everybody() {
    let cluster = Cluster::own(&[]);
    for with_default in [false, true] {
        let db = database_on(&cluster);
        history(&db, 2);
        let old = named(&db, -2);
        if with_default {
            db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
        }
        db.superuser(&format!(
            "DO $$ BEGIN CREATE ROLE app LOGIN; CREATE ROLE other; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
             GRANT ALL ON {old} TO app WITH GRANT OPTION; GRANT SELECT (id) ON {old} TO PUBLIC;
             SET ROLE app; GRANT SELECT ON {old} TO other; RESET ROLE;
             COMMENT ON TABLE {old} IS 'the log of a month'"
        ));
        partitions(&db, &["retire", "--keep", "1m"]).ok();
        let state = db.value(&format!(
            "SELECT relrowsecurity AND relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid),
                 (SELECT count(*) FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner),
                 (SELECT count(*) FROM pg_attribute WHERE attrelid = c.oid AND attacl IS NOT NULL),
                 obj_description(c.oid) LIKE E'the log of a month\\nmigrate:retired %'
             FROM pg_class AS c WHERE oid = '{old}'::regclass"
        ));
        assert_eq!(state, "t|0|0|0|t");
        let denied = Database::try_query(&db.url_as("app"), &format!("SELECT 1 FROM {old}")).unwrap_err();
        assert_eq!(denied.code().unwrap().code(), "42501");
        // Whoever opens it again is told.
        db.execute(&format!("GRANT SELECT ON {old} TO app"));
        partitions(&db, &["retire", "--keep", "1m"])
            .code(3)
            .says(&[&format!("`public.{old}`, detached from `public.events`, is accessible")]);
    }
}

#[test]
fn without_default_readers_and_writers_of_the_parent_go_on_meanwhile() {
    let db = database();
    history(&db, 2);
    let reader = Held::open(db.url());
    reader.query("BEGIN; SELECT count(*) FROM events").unwrap();
    let mut call = partitions(&db, &["retire", "--keep", "1m"]).into_command();
    let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let pending = || db.value("SELECT count(*) FROM pg_inherits WHERE inhdetachpending");
    let started = std::time::Instant::now();
    while pending() == "0" {
        assert!(started.elapsed() < Duration::from_secs(20), "it never began");
    }
    // It waits for the reader, and nobody waits for it.
    let now = month(&db, 0);
    let other = Held::open(db.url());
    other.query("SET statement_timeout = '2s'").unwrap();
    other.query(&format!("INSERT INTO events VALUES (7, '{now}-01 12:00:00+00')")).unwrap();
    assert_eq!(other.query("SELECT count(*) FROM events").unwrap(), ["501"]);
    assert!(child.try_wait().unwrap().is_none(), "it did not wait for the reader");
    reader.query("COMMIT").unwrap();
    assert!(ended(&mut child).success());
    assert_eq!(loose(&db), [named(&db, -2)]);
}

#[test]
fn with_default_it_gives_up_and_tries_again_instead_of_blocking() {
    let db = database();
    history(&db, 2);
    db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
    let reader = Held::open(db.url());
    reader.query("BEGIN; SELECT count(*) FROM events").unwrap();
    std::thread::scope(|scope| {
        let run = scope.spawn(|| partitions(&db, &["retire", "--keep", "1m"]).ok());
        std::thread::sleep(Duration::from_millis(2600));
        reader.query("COMMIT").unwrap();
        run.join().unwrap().says(&["blocked by another session (55P03)", "detached"]);
    });
    assert_eq!(loose(&db), [named(&db, -2)]);
}

#[test]
fn an_interrupted_detach_is_finished_first() {
    let db = database();
    history(&db, 3);
    let (old, next) = (named(&db, -3), named(&db, -2));
    let reader = Held::open(db.url());
    reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM events").unwrap();
    let held = Held::open(db.url());
    held.query("SET statement_timeout = '500ms'").unwrap();
    assert!(held.query(&format!("ALTER TABLE events DETACH PARTITION {old} CONCURRENTLY")).is_err());
    reader.query("COMMIT").unwrap();
    let run = partitions(&db, &["retire", "--keep", "1m"]).ok();
    run.says(&[
        &format!("finished an interrupted detach of public.{old}"),
        &format!("detached public.{next}"),
    ]);
    assert_eq!(loose(&db), [old, next]);
}

#[test]
fn killed_at_any_moment_the_next_run_finishes_and_nothing_is_lost() {
    let db = database();
    history(&db, 8);
    db.execute("CREATE SCHEMA archive");
    let all = content(&db, "events");
    for wait in [12, 20, 28, 36, 50, 70] {
        let mut call = partitions(&db, &["retire", "--keep", "1m", "--archive", "archive"]).into_command();
        let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        ended(&mut child);
    }
    partitions(&db, &["retire", "--keep", "1m", "--archive", "archive"]).ok();
    assert_eq!(loose(&db), (2..=8).rev().map(|ago| named(&db, -ago)).collect::<Vec<_>>());
    let parts: Vec<String> =
        (2..=8).map(|ago| format!("SELECT id, at, tenant FROM archive.{}", named(&db, -ago))).collect();
    db.superuser(&format!(
        "CREATE VIEW every AS SELECT id, at, tenant FROM events UNION ALL {}",
        parts.join(" UNION ALL ")
    ));
    assert_eq!(content(&db, "every"), all);
    let undated = "SELECT count(*) FROM pg_description WHERE description LIKE '%\"detached\":null%'";
    assert_eq!(db.value(undated), "0");
}

#[test]
fn an_archive_that_is_not_there_is_refused_before_anything_is_detached() {
    let db = database();
    history(&db, 2);
    partitions(&db, &["retire", "--keep", "1m", "--archive", "attic"])
        .code(2)
        .says(&["there is no schema `attic` to archive to", "create it first"]);
    assert_eq!(loose(&db), Vec::<String>::new());
    db.execute("CREATE SCHEMA attic");
    partitions(&db, &["retire", "--keep", "1m", "--archive", "attic"]).ok().says(&["to schema attic"]);
    assert_eq!(db.value("SELECT count(*) FROM pg_tables WHERE schemaname = 'attic'"), "1");
}

#[test]
fn only_what_this_program_detached_long_enough_ago_is_dropped_and_nothing_else() {
    let db = database();
    history(&db, 6);
    let (old, young, back) = (named(&db, -6), named(&db, -5), named(&db, -4));
    db.execute(&format!("CREATE TABLE {old}_copy AS TABLE {old}"));
    partitions(&db, &["retire", "--keep", "3m"]).ok();
    partitions(&db, &["retire", "--drop"])
        .ok()
        .says(&[&format!("public.{old} is kept: it was detached too recently")]);
    backdate(&db, &old, 8);
    backdate(&db, &back, 8);
    // Somebody attached this one again.
    let (from, to) = (month(&db, -4), month(&db, -3));
    db.superuser(&format!(
        "ALTER TABLE events ATTACH PARTITION {back} FOR VALUES FROM ('{from}-01 00:00:00+00') TO ('{to}-01 00:00:00+00')"
    ));
    partitions(&db, &["retire", "--drop", "--dry-run"]).ok().shows(&[&format!("would drop public.{old}\n")]);
    assert!(loose(&db).contains(&old));
    // A run that drops does not detach, whatever is old enough.
    partitions(&db, &["retire", "--keep", "1m", "--drop"]).ok().says(&[&format!("dropped public.{old}")]);
    assert_eq!(loose(&db), [format!("{old}_copy"), young.clone()]);
    assert_eq!(bounds(&db, "events").len(), 5);
    partitions(&db, &["retire", "--drop", "--grace", "0d"]).ok().says(&[&format!("dropped public.{young}")]);
    assert_eq!(loose(&db), [format!("{old}_copy")]);
}

#[test]
fn what_depends_on_a_retired_table_keeps_it() {
    let db = database();
    history(&db, 2);
    let old = named(&db, -2);
    partitions(&db, &["retire", "--keep", "1m"]).ok();
    db.execute(&format!("CREATE VIEW report AS SELECT count(*) FROM {old}"));
    partitions(&db, &["retire", "--drop", "--grace", "0d"]).code(1).says(&["2BP01", "report"]);
    assert_eq!(loose(&db), [old]);
}

#[test]
fn a_dry_run_prints_every_step_and_does_none() {
    let db = database();
    history(&db, 3);
    db.execute("CREATE SCHEMA archive");
    let before = db.catalog();
    let plan = partitions(&db, &["retire", "--keep", "1m", "--archive", "archive", "--dry-run"]).ok();
    let (old, next) = (named(&db, -3), named(&db, -2));
    assert_eq!(
        plan.stdout,
        format!(
            "would detach public.{old} from public.events, concurrently\nwould move public.{old} to schema archive\n\
             would detach public.{next} from public.events, concurrently\nwould move public.{next} to schema archive\n"
        )
    );
    assert_eq!(db.catalog(), before);
    let json = partitions(&db, &["retire", "--keep", "1m", "--dry-run", "--format", "json"]).ok().json();
    assert_eq!(json["tables"][0]["steps"][1]["action"], "detach concurrently");
}

#[test]
fn how_long_rows_are_kept_has_to_be_said_and_a_protected_environment_names_its_database() {
    let db = database();
    history(&db, 3);
    partitions(&db, &["retire"])
        .code(2)
        .says(&["no retention period is set for `public.events`", "--keep 24m"]);
    for wrong in ["0m", "2", "m", "-2m", "2x"] {
        partitions(&db, &["retire", "--keep", wrong]).code(2);
    }
    let project = Project::bare();
    project.file(
        "migrate.toml",
        "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nkeep = \"2m\"\n[env.production]\nprotected = true\n",
    );
    let url = ["--env", "production", "--database-url", db.url()];
    let call =
        |more: &[&str]| project.migrate().args(url).args(["partitions", "retire"]).args(more.iter().copied());
    call(&[]).code(2).says(&["--confirm"]);
    call(&["--dry-run"]).ok().shows(&["would detach"]);
    assert_eq!(loose(&db), Vec::<String>::new());
    call(&["--confirm", db.name()]).ok();
    assert_eq!(loose(&db), [named(&db, -3)]);
    // A gap that is older than what is kept is not filled.
    db.execute(&format!("DROP TABLE {}", named(&db, -1)));
    project.migrate().args(url).args(["partitions", "ensure", "--ahead", "0"]).ok();
    assert_eq!(bounds(&db, "events").len(), 3);
}

#[test]
fn foreign_and_partitioned_partitions_are_named_and_left_alone() {
    let db = database();
    events(&db);
    let (first, second, this) = (month(&db, -3), month(&db, -2), month(&db, -1));
    db.execute(&format!(
        "CREATE TABLE sub PARTITION OF events FOR VALUES FROM ('{first}-01 00:00:00+00') TO ('{second}-01 00:00:00+00')
             PARTITION BY HASH (id);
         ALTER TABLE events DROP CONSTRAINT events_pkey, DROP CONSTRAINT events_tenant_fkey"
    ));
    db.superuser(&format!(
        "CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
         CREATE FOREIGN TABLE far PARTITION OF events FOR VALUES FROM ('{second}-01 00:00:00+00') TO ('{this}-01 00:00:00+00')
             SERVER files OPTIONS (filename '/dev/null');
         ALTER FOREIGN TABLE far OWNER TO {}",
        db.owner()
    ));
    let run = partitions(&db, &["retire", "--keep", "1m"]).ok();
    run.says(&["public.sub is kept: it is itself partitioned", "public.far is kept: it is a foreign table"]);
    assert_eq!(bounds(&db, "events").len(), 3);
    // The gap behind them is older than what is kept: it stays one.
    db.execute("DROP FOREIGN TABLE far");
    let project = Project::bare();
    project.file(
        "migrate.toml",
        "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nahead = 0\nkeep = \"1m\"\n",
    );
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    assert_eq!(
        bounds(&db, "events").len(),
        3,
        "the last month and the current one beside the one that stays"
    );
    project.migrate_on(&db).args(["partitions", "check"]).ok();
}

#[test]
fn it_works_as_the_owner_of_the_tables_under_forced_row_level_security() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    history(&db, 3);
    db.execute("CREATE SCHEMA archive");
    let tables = db.query("SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'events'::regclass");
    force(&db, &tables.iter().map(String::as_str).chain(["events"]).collect::<Vec<_>>());
    let old = named(&db, -3);
    let rows = content(&db, &old);
    let keeper = |args: &[&str]| partitions(&db, &["retire"]).args(args.iter().copied());
    keeper(&["--keep", "1m", "--archive", "archive"]).ok();
    assert_eq!(content(&db, &format!("archive.{old}")), rows);
    keeper(&["--drop", "--archive", "archive", "--grace", "0d"]).ok();
    assert_eq!(loose(&db), Vec::<String>::new());
}

#[test]
fn a_partition_that_rows_refer_to_stays_and_the_later_ones_go() {
    for (with_default, hidden) in [(false, false), (true, false), (false, true), (true, true)] {
        let db = database();
        history(&db, 4);
        let (first, second, third) = (named(&db, -4), named(&db, -3), named(&db, -2));
        let second_month = month(&db, -3);
        if with_default {
            db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
        }
        db.execute(&format!(
            "CREATE SCHEMA archive; COMMENT ON TABLE {second} IS 'a month that matters';
             CREATE TABLE notes (id bigint, at timestamptz, FOREIGN KEY (id, at) REFERENCES events);
             INSERT INTO notes VALUES (0, '{second_month}-01 00:00:00+00')"
        ));
        force(&db, &["events", &first, &second, &third]);
        let call = || partitions(&db, &["retire", "--keep", "1m", "--archive", "archive"]);
        if hidden {
            // Whether a row refers to one of them cannot be seen.
            force(&db, &["notes"]);
            let run = call().code(3);
            run.says(&[
                &format!("`{first}` stays in `public.events`: policies hide from this role whether rows of `public.notes`"),
                &format!("`{third}` stays"),
                "hint: run this as a role with BYPASSRLS",
            ]);
            db.superuser(&format!("ALTER ROLE {} BYPASSRLS", db.owner()));
        }
        let run = call().code(3);
        run.says(&[
            &format!("moved public.{first} to schema archive"),
            &format!("`{second}` stays in `public.events`: rows of `public.notes` reference it"),
            "hint: delete these rows",
            &format!("moved public.{third} to schema archive"),
        ]);
        let json = call().args(["--format", "json"]).code(3).json();
        assert_eq!(json["tables"][0]["is_as_wanted"], false);
        let there = "SELECT c.relname FROM pg_class AS c JOIN pg_inherits ON inhrelid = c.oid
            WHERE inhparent = 'events'::regclass AND NOT inhdetachpending AND relname LIKE 'events\\_2%' ORDER BY 1";
        assert_eq!(db.query(there), [second.clone(), named(&db, -1)]);
        // It is as it was.
        let state = db.value(&format!(
            "SELECT relrowsecurity AND relforcerowsecurity, obj_description(oid) FROM pg_class WHERE oid = '{second}'::regclass"
        ));
        assert_eq!(state, "t|a month that matters");
        let guarded = "SELECT bool_and(relrowsecurity AND relforcerowsecurity), count(*) FROM pg_class
            WHERE relnamespace = 'archive'::regnamespace AND relkind = 'r'";
        assert_eq!(db.value(guarded), "t|2");
        // Once nothing refers to it, it goes as well.
        db.superuser("DELETE FROM notes");
        call().ok().says(&[&format!("moved public.{second} to schema archive")]);
    }
}
