//! `CREATE INDEX CONCURRENTLY` on a partitioned table: built partition by partition, resumed, and healed.

use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::{Cluster, Database, Held, Migrate, Over, Project, ended, signal};

const HEAD: &str = "-- migrate:no-transaction\n";

/// Partitions of their own, one that is partitioned itself, and DEFAULT.
const TABLE: &str = "CREATE TABLE p (id int NOT NULL, k int NOT NULL) PARTITION BY RANGE (k);
    CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
    CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20);
    CREATE TABLE p_sub PARTITION OF p FOR VALUES FROM (20) TO (40) PARTITION BY RANGE (k);
    CREATE TABLE p_sub_1 PARTITION OF p_sub FOR VALUES FROM (20) TO (30);
    CREATE TABLE p_sub_2 PARTITION OF p_sub FOR VALUES FROM (30) TO (40);
    CREATE TABLE p_rest PARTITION OF p DEFAULT;
    INSERT INTO p SELECT n, n % 50 FROM generate_series(1, 1000) AS n;";

/// The table, and a pair that makes the index `i` with this statement.
fn with_statement(statement: &str) -> (Database, Project) {
    let (db, project) = (Database::new(), Project::new());
    db.execute(TABLE);
    script(&project, statement);
    (db, project)
}

fn script(project: &Project, statement: &str) {
    project.pair("V001__index", &format!("{HEAD}{statement};\n"), "DROP INDEX i;\n");
}

fn plain() -> (Database, Project) {
    with_statement("CREATE INDEX CONCURRENTLY i ON p (id)")
}

/// Every table of a tree with its indexes: `name valid attached`.
fn tree(db: &Database, root: &str) -> Vec<String> {
    db.query(&format!(
        "SELECT t.relid::regclass || ': ' || COALESCE(NULLIF(string_agg(
            concat_ws(' ', c.relname, CASE x.indisvalid WHEN true THEN 'valid' WHEN false THEN 'INVALID' END,
                      CASE WHEN c.relispartition THEN 'attached' END), ', ' ORDER BY c.relname COLLATE \"C\"), ''), '-')
         FROM pg_partition_tree('{root}') AS t
         LEFT JOIN pg_index AS x ON x.indrelid = t.relid
         LEFT JOIN pg_class AS c ON c.oid = x.indexrelid
         GROUP BY t.relid ORDER BY t.relid::regclass::text COLLATE \"C\""
    ))
}

const DONE: [&str; 7] = [
    "p: i valid",
    "p_1: i_p_1 valid attached",
    "p_2: i_p_2 valid attached",
    "p_rest: i_p_rest valid attached",
    "p_sub: i_p_sub valid attached",
    "p_sub_1: i_p_sub_1 valid attached",
    "p_sub_2: i_p_sub_2 valid attached",
];

const NOTHING: [&str; 7] = ["p: -", "p_1: -", "p_2: -", "p_rest: -", "p_sub: -", "p_sub_1: -", "p_sub_2: -"];

fn journal(db: &Database) -> String {
    db.value(
        "SELECT string_agg(direction || ' ' || COALESCE(statement_index::text, '-') || ' ' || outcome, ', ' ORDER BY entry_id)
         FROM migrate_journal",
    )
}

/// `up`, which waits for the lock that a killed run held.
fn up(db: &Database, project: &Project) -> Migrate {
    project.migrate_on(db).args(["up", "--allow-existing", "--lock-wait", "30s"])
}

fn started(db: &Database, project: &Project) -> Child {
    up(db, project).into_command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Waits until a session of the run is stuck in a statement that begins like this.
fn wait_for_lock(db: &Database, statement: &str) {
    let asked = format!(
        "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%{statement}%' AND pid <> pg_backend_pid()"
    );
    let began = Instant::now();
    while db.value(&asked) == "0" {
        assert!(began.elapsed() < Duration::from_secs(30), "never seen waiting: {statement}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn kill(mut run: Child) {
    run.kill().unwrap();
    ended(&mut run);
}

/// Waits until the server has ended the sessions of killed runs.
fn wait_for_quiet(db: &Database) {
    let asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'migrate %'";
    let began = Instant::now();
    while db.value(asked) != "0" {
        assert!(began.elapsed() < Duration::from_secs(30), "a session of a killed run stays");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn holding(db: &Database, statement: &str) -> Held {
    let held = Held::open(db.url());
    held.query(&format!("BEGIN; {statement}")).unwrap();
    held
}

#[test]
fn every_partition_gets_an_index_and_the_way_back_takes_them_all() {
    let (db, project) = plain();
    let run = up(&db, &project).args(["-v"]).ok();
    run.says(&["built public.i_p_sub_2 on public.p_sub_2", "applied V001__index"]);
    assert_eq!(tree(&db, "p"), DONE);
    assert_eq!(journal(&db), "up 0 running, up 0 executed, up - done");
    project.migrate_on(&db).args(["up", "--allow-existing"]).ok().says(&["nothing to do"]);
    project.migrate_on(&db).args(["status", "--check"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
    assert_eq!(tree(&db, "p"), NOTHING);
    up(&db, &project).ok();
    project.migrate_on(&db).args(["redo"]).ok();
    assert_eq!(tree(&db, "p"), DONE);
}

#[test]
fn everything_behind_the_table_is_taken_over_as_written() {
    let statement = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON public . p * USING btree (id DESC, k) INCLUDE (id) -- p\n WITH (fillfactor = 70) WHERE id > 0";
    let (db, project) = with_statement(statement);
    up(&db, &project).ok();
    assert_eq!(tree(&db, "p"), DONE);
    let definitions =
        "SELECT DISTINCT substr(pg_get_indexdef(indexrelid), strpos(pg_get_indexdef(indexrelid), 'USING'))
        FROM pg_index WHERE indrelid::regclass::text ~ '^p(_|$)'";
    assert_eq!(
        db.query(definitions),
        ["USING btree (id DESC, k) INCLUDE (id) WITH (fillfactor='70') WHERE (id > 0)"]
    );
    assert_eq!(
        db.query("SELECT DISTINCT indisunique FROM pg_index WHERE indrelid::regclass::text ~ '^p(_|$)'"),
        ["t"]
    );
}

#[test]
fn a_writer_in_one_partition_is_waited_for_while_all_others_go_on() {
    let (db, project) = plain();
    let long = holding(&db, "INSERT INTO p_2 VALUES (0, 11)");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let _over = Over(&over);
        let writer = scope.spawn(|| {
            let (mut rows, mut slowest) = (0, Duration::ZERO);
            let application = Held::open(db.url());
            application.query("SET lock_timeout = '5s'").unwrap();
            while !over.load(Ordering::Relaxed) {
                let began = Instant::now();
                application.query(&format!("INSERT INTO p VALUES ({rows}, {})", rows % 50)).unwrap();
                slowest = slowest.max(began.elapsed());
                rows += 1;
            }
            (rows, slowest)
        });
        let mut run = started(&db, &project);
        wait_for_lock(&db, "CREATE INDEX CONCURRENTLY \"i_p_2\"");
        assert_eq!(tree(&db, "p")[..3], ["p: i INVALID", DONE[1], "p_2: i_p_2 INVALID"]);
        let before: i32 = db.value("SELECT count(*) FROM p").parse().unwrap();
        std::thread::sleep(Duration::from_millis(1500));
        let after: i32 = db.value("SELECT count(*) FROM p").parse().unwrap();
        assert!(after > before + 50, "{before} rows, then {after}");
        assert!(run.try_wait().unwrap().is_none());
        long.query("COMMIT").unwrap();
        assert!(ended(&mut run).success());
        over.store(true, Ordering::Relaxed);
        let (rows, slowest) = writer.join().unwrap();
        assert!(slowest < Duration::from_secs(1), "an insert took {slowest:?}");
        assert_eq!(db.value("SELECT count(*) FROM p"), (1000 + 1 + rows).to_string());
    });
    assert_eq!(tree(&db, "p"), DONE);
}

#[test]
fn a_writer_through_the_parent_lets_the_first_step_be_tried_again() {
    let (db, project) = plain();
    let long = holding(&db, "INSERT INTO p VALUES (0, 1)");
    let run = std::thread::scope(|scope| {
        let run = scope.spawn(|| up(&db, &project).ok());
        wait_for_lock(&db, "LOCK TABLE");
        std::thread::sleep(Duration::from_millis(2500));
        long.query("COMMIT").unwrap();
        run.join().unwrap()
    });
    run.says(&["waiting `i`: blocked by another session (55P03)"]);
    assert_eq!(tree(&db, "p"), DONE);
}

#[test]
fn killed_before_the_first_index_is_there() {
    let (db, project) = plain();
    let long = holding(&db, "INSERT INTO p VALUES (0, 1)");
    let run = started(&db, &project);
    wait_for_lock(&db, "LOCK TABLE");
    kill(run);
    wait_for_quiet(&db);
    assert_eq!(tree(&db, "p"), NOTHING);
    project.migrate_on(&db).args(["status", "--check"]).code(3).shows(&["interrupted"]);
    long.query("COMMIT").unwrap();
    up(&db, &project).ok();
    assert_eq!(tree(&db, "p"), DONE);
}

#[test]
fn killed_during_a_build_its_invalid_index_is_built_again_and_the_others_are_kept() {
    for (partition, at) in [("p_2", 2), ("p_sub_1", 5)] {
        let (db, project) = plain();
        let k = if at == 2 { 11 } else { 21 };
        let long = holding(&db, &format!("INSERT INTO {partition} VALUES (0, {k})"));
        let run = started(&db, &project);
        wait_for_lock(&db, &format!("CREATE INDEX CONCURRENTLY \"i_{partition}\""));
        kill(run);
        wait_for_quiet(&db);
        assert_eq!(tree(&db, "p")[at], format!("{partition}: i_{partition} INVALID"));
        let kept = db.value("SELECT 'i_p_1'::regclass::oid");
        long.query("COMMIT").unwrap();
        let run = up(&db, &project).ok();
        run.says(&[&format!("dropped index public.i_{partition}, left invalid"), "applied V001__index"]);
        assert_eq!(tree(&db, "p"), DONE);
        assert_eq!(db.value("SELECT 'i_p_1'::regclass::oid"), kept);
        assert_eq!(journal(&db), "up 0 running, up 0 running, up 0 executed, up - done");
    }
}

#[test]
fn a_build_that_the_server_still_runs_for_a_killed_client_is_waited_for() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::new());
    db.execute(TABLE);
    script(&project, "CREATE INDEX CONCURRENTLY i ON p (id)");
    let long = holding(&db, "INSERT INTO p_2 VALUES (0, 11)");
    let run = started(&db, &project);
    let build = "CREATE INDEX CONCURRENTLY \"i_p_2\"";
    wait_for_lock(&db, build);
    let builder = db.value(&format!(
        "SELECT pid FROM pg_stat_activity WHERE query LIKE '{build}%' AND wait_event_type = 'Lock'"
    ));
    let builder = builder.parse().unwrap();
    // A server process that is stopped cannot notice that its client is gone.
    signal(Signal::STOP, builder);
    kill(run);
    let second = std::thread::scope(|scope| {
        let second = scope.spawn(|| up(&db, &project).ok());
        std::thread::sleep(Duration::from_millis(1500));
        long.query("COMMIT").unwrap();
        signal(Signal::CONT, builder);
        second.join().unwrap()
    });
    second.says(&["applied V001__index"]);
    assert_eq!(tree(&db, "p"), DONE);
}

#[test]
fn a_foreign_build_of_a_partitions_index_is_waited_for_and_taken() {
    let (db, project) = plain();
    let long = holding(&db, "INSERT INTO p_2 VALUES (0, 11)");
    let foreign = std::thread::scope(|scope| {
        let foreign =
            scope.spawn(|| Database::try_query(db.url(), "CREATE INDEX CONCURRENTLY i_p_2 ON p_2 (id)"));
        wait_for_lock(&db, "CREATE INDEX CONCURRENTLY i_p_2");
        let run = scope.spawn(|| up(&db, &project).ok());
        std::thread::sleep(Duration::from_millis(1500));
        long.query("COMMIT").unwrap();
        run.join().unwrap().says(&["the server is still building public.i_p_2"]);
        foreign.join().unwrap()
    });
    assert!(foreign.is_ok());
    assert_eq!(tree(&db, "p"), DONE);
}

#[test]
fn killed_before_an_attach_what_is_built_is_attached() {
    let (db, project) = plain();
    let long = holding(&db, "INSERT INTO p_1 VALUES (0, 1)");
    let run = started(&db, &project);
    wait_for_lock(&db, "CREATE INDEX CONCURRENTLY \"i_p_1\"");
    // Holds the lock on the parent's index that an attach wants, and nothing that a build wants.
    let locked = holding(&db, "COMMENT ON INDEX i IS 'held'");
    long.query("COMMIT").unwrap();
    wait_for_lock(&db, "ATTACH PARTITION");
    kill(run);
    wait_for_quiet(&db);
    assert_eq!(tree(&db, "p")[..3], ["p: i INVALID", "p_1: i_p_1 valid", "p_2: -"]);
    let kept = db.value("SELECT 'i_p_1'::regclass::oid");
    locked.query("COMMIT").unwrap();
    up(&db, &project).ok();
    assert_eq!(tree(&db, "p"), DONE);
    assert_eq!(db.value("SELECT 'i_p_1'::regclass::oid"), kept);
}

#[test]
fn killed_at_any_moment_it_ends_with_one_index_on_each_partition() {
    let (db, project) = plain();
    db.execute("INSERT INTO p SELECT n, n % 50 FROM generate_series(1, 200000) AS n");
    let mut interrupted = 0;
    for round in 0..24_u64 {
        let run = started(&db, &project);
        std::thread::sleep(Duration::from_millis(10 + round * 67 % 350));
        kill(run);
        wait_for_quiet(&db);
        interrupted += usize::from(!tree(&db, "p").iter().eq(NOTHING) && !tree(&db, "p").iter().eq(DONE));
        // Every other round goes on from where the one before was killed.
        if round % 2 == 1 {
            up(&db, &project).ok();
            assert_eq!(tree(&db, "p"), DONE, "round {round}");
            project.migrate_on(&db).args(["down"]).ok();
            assert_eq!(tree(&db, "p"), NOTHING);
        }
    }
    assert!(interrupted > 0, "no run was killed in the middle");
}

#[test]
fn killed_after_the_last_attach_the_index_is_taken_as_built() {
    let (db, project) = plain();
    up(&db, &project).ok();
    // What a kill between the last attach and the journal's entry leaves.
    db.execute("DELETE FROM refinery_schema_history; DELETE FROM migrate_journal WHERE outcome <> 'running'");
    let before = db.value("SELECT 'i_p_1'::regclass::oid");
    up(&db, &project).ok().says(&["statement 1 had already taken effect when an earlier run was killed"]);
    assert_eq!(db.value("SELECT 'i_p_1'::regclass::oid"), before);
}

#[test]
fn a_unique_index_that_rows_violate_is_an_error_until_they_are_fixed() {
    let (db, project) = with_statement("CREATE UNIQUE INDEX CONCURRENTLY i ON p (id, k)");
    db.execute("INSERT INTO p VALUES (5, 15), (5, 15)");
    let run = project.migrate_on(&db).args(["up", "--allow-existing"]).code(1);
    run.says(&[
        "could not create unique index \"i_p_2\"",
        "sqlstate: 23505",
        "table `p_2`",
        "V001__index.sql:2:1",
        "0 of 1 statement executed and kept",
    ]);
    assert_eq!(tree(&db, "p")[..3], ["p: i INVALID", DONE[1], "p_2: i_p_2 INVALID"]);
    assert_eq!(journal(&db), "up 0 running, up 0 failed");
    let kept = db.value("SELECT 'i_p_1'::regclass::oid");
    db.execute("DELETE FROM p WHERE k = 15 AND id = 5");
    up(&db, &project).ok().says(&["dropped index public.i_p_2, left invalid", "applied V001__index"]);
    assert_eq!(tree(&db, "p"), DONE);
    assert_eq!(db.value("SELECT 'i_p_1'::regclass::oid"), kept);
}

#[test]
fn a_statement_that_was_edited_after_a_failure_starts_over() {
    let (db, project) = with_statement("CREATE UNIQUE INDEX CONCURRENTLY i ON p (id, k)");
    db.execute("INSERT INTO p VALUES (1, 31), (1, 31)");
    project.migrate_on(&db).args(["up", "--allow-existing"]).code(1).says(&["\"i_p_sub_2\""]);
    // Left by a run that was killed before its attach.
    db.execute("DROP INDEX i_p_sub_2; CREATE UNIQUE INDEX i_p_sub_2 ON p_sub_2 (k, id) WHERE id < 0");
    script(&project, "CREATE INDEX CONCURRENTLY i ON p (k)");
    let edited = "built by the statement before it was edited; it is built again";
    up(&db, &project).ok().says(&[&format!("public.i, {edited}"), &format!("public.i_p_sub_2, {edited}")]);
    assert_eq!(tree(&db, "p"), DONE);
    let definitions =
        "SELECT count(DISTINCT substr(d, strpos(d, 'USING'))) || ' ' || bool_and(d LIKE '%USING btree (k)')
        FROM pg_index, pg_get_indexdef(indexrelid) AS d WHERE indrelid::regclass::text ~ '^p(_|$)'";
    assert_eq!(db.value(definitions), "1 true");
}

#[test]
fn an_index_that_attaching_cannot_make_valid_is_built_again() {
    let (db, project) = plain();
    db.execute(
        "ALTER TABLE p DETACH PARTITION p_sub; ALTER TABLE p DETACH PARTITION p_rest;
         CREATE INDEX i ON ONLY p (id); CREATE INDEX x ON p_1 (id); ALTER INDEX i ATTACH PARTITION x;
         ALTER TABLE p DETACH PARTITION p_2",
    );
    up(&db, &project).ok().says(&["dropped index public.i, left invalid"]);
    assert_eq!(tree(&db, "p"), ["p: i valid", "p_1: i_p_1 valid attached"]);
}

#[test]
fn an_index_that_is_attached_already_is_kept_whatever_its_name() {
    let (db, project) = plain();
    db.execute(
        "CREATE INDEX i ON ONLY p (id); CREATE INDEX mine ON p_1 (id); ALTER INDEX i ATTACH PARTITION mine",
    );
    up(&db, &project).ok();
    let expected = [&["p: i valid", "p_1: mine valid attached"][..], &DONE[2..]].concat();
    assert_eq!(tree(&db, "p"), expected);
}

#[test]
fn an_index_that_is_there_is_an_error_unless_it_may_be() {
    let (db, project) = plain();
    db.execute("CREATE INDEX i ON p (id)");
    let before = tree(&db, "p");
    project
        .migrate_on(&db)
        .args(["up", "--allow-existing"])
        .code(1)
        .says(&["relation \"i\" already exists", "42P07"]);
    script(&project, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON p (id)");
    project.migrate_on(&db).args(["up", "--allow-existing"]).ok();
    assert_eq!(tree(&db, "p"), before);
}

#[test]
fn a_partition_that_comes_meanwhile_has_an_index_too() {
    let (db, project) = plain();
    let long = holding(&db, "INSERT INTO p_1 VALUES (0, 1)");
    let mut run = started(&db, &project);
    wait_for_lock(&db, "CREATE INDEX CONCURRENTLY \"i_p_1\"");
    let late =
        "CREATE TABLE p_late (LIKE p); ALTER TABLE p ATTACH PARTITION p_late FOR VALUES FROM (100) TO (110)";
    db.execute(late);
    db.execute(
        "CREATE TABLE p_9 (LIKE p) PARTITION BY RANGE (k); CREATE TABLE p_91 PARTITION OF p_9 DEFAULT",
    );
    db.execute("ALTER TABLE p ATTACH PARTITION p_9 FOR VALUES FROM (200) TO (210)");
    long.query("COMMIT").unwrap();
    assert!(ended(&mut run).success());
    let tree = tree(&db, "p");
    assert_eq!(tree.len(), 10);
    assert!(
        tree.iter().all(|line| line.contains(" valid") && !line.contains("INVALID") && !line.contains(',')),
        "{tree:?}"
    );
}

#[test]
fn foreign_tables_are_left_out_and_stop_a_unique_index_before_it_is_begun() {
    let (db, project) = with_statement("CREATE UNIQUE INDEX CONCURRENTLY i ON p (id, k)");
    db.execute(
        "CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere;
         CREATE FOREIGN TABLE p_far PARTITION OF p FOR VALUES FROM (50) TO (60) SERVER nowhere",
    );
    let run = project.migrate_on(&db).args(["up", "--allow-existing"]).code(1);
    run.says(&[
        "unique index `i`",
        "public.p_far is a foreign table",
        "hint: detach it, or create the index without UNIQUE",
    ]);
    assert!(tree(&db, "p").iter().all(|line| line.ends_with('-')));
    script(&project, "CREATE INDEX CONCURRENTLY i ON p (id)");
    up(&db, &project).ok();
    let mut tree = tree(&db, "p");
    assert_eq!(tree.remove(3), "p_far: -");
    // PostgreSQL itself names the one on the partition that is partitioned.
    assert_eq!(tree.remove(4), "p_sub: p_sub_id_idx valid attached");
    assert_eq!(tree, [&DONE[..4], &DONE[5..]].concat());
    // Nothing else is built where it is there already.
    project.migrate_on(&db).args(["down"]).ok();
    db.execute("CREATE INDEX i ON p (id)");
    script(&project, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON p (id)");
    up(&db, &project).ok();
    assert_eq!(db.value("SELECT count(*) FROM pg_index WHERE indrelid = 'p_1'::regclass"), "1");
}

#[test]
fn the_index_of_the_parent_alone_stays_postgresqls_business() {
    let (db, project) = with_statement("CREATE INDEX CONCURRENTLY i ON ONLY p (id)");
    project
        .migrate_on(&db)
        .args(["up", "--allow-existing"])
        .code(1)
        .says(&["cannot create index on partitioned table \"p\" concurrently"]);
    script(&project, "CREATE INDEX CONCURRENTLY ON p (id)");
    project
        .migrate_on(&db)
        .args(["up", "--allow-existing"])
        .code(2)
        .says(&["without naming it", "hint: name the index"]);
    assert_eq!(tree(&db, "p"), NOTHING);
}

#[test]
fn an_error_in_the_statement_is_placed_where_it_stands() {
    let (db, project) = with_statement("CREATE INDEX CONCURRENTLY i\n  ON p (lower(id))");
    project.migrate_on(&db).args(["up", "--allow-existing"]).code(1).says(&["V001__index.sql:3:9", "42883"]);
    assert_eq!(tree(&db, "p"), NOTHING);
}

#[test]
fn tables_and_indexes_may_be_called_anything() {
    let (db, project) = (Database::new(), Project::new());
    let names = [
        "a\"; DROP TABLE hist; --",
        "x\".\"y",
        " lead",
        "new\nline",
        "100%_%Y",
        "back\\slash",
        "Üñï 'q' 語",
        "$do$ $1 {0}",
        &"ü".repeat(31),
        &"x".repeat(63),
        &format!("{}語", "x".repeat(60)),
    ];
    let quote = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    db.execute("CREATE SCHEMA \"odd \"\"schema\"; CREATE TABLE hist (x int)");
    let mut statements = "SET search_path = \"odd \"\"schema\";\n".to_owned();
    for (at, name) in names.iter().enumerate() {
        let (parent, index) = (quote(&format!("{at}{name}")), quote(&format!("i{at}{name}")));
        db.execute(&format!(
            "SET search_path = \"odd \"\"schema\"; CREATE TABLE {parent} (a int) PARTITION BY LIST (a)"
        ));
        for (value, partition) in names.iter().enumerate() {
            // A name that the server cuts may be the same for two.
            let partition = quote(&format!("{at}_{value}{partition}"));
            db.execute(&format!(
                "SET search_path = \"odd \"\"schema\"; CREATE TABLE {partition} PARTITION OF {parent} FOR VALUES IN ({value})"
            ));
        }
        statements.push_str(&format!("CREATE INDEX CONCURRENTLY {index} ON {parent} (a);\n"));
    }
    let down = "SELECT 1;";
    project.pair("V001__index", &format!("{HEAD}{statements}"), down);
    up(&db, &project).ok();
    let count = names.len();
    let indexes = |condition: &str| {
        db.value(&format!(
            "SELECT count(*) FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid
             WHERE c.relnamespace = '\"odd \"\"schema\"'::regnamespace AND {condition}"
        ))
    };
    assert_eq!(indexes("indisvalid AND c.relispartition"), (count * count).to_string());
    assert_eq!(indexes("true"), (count * count + count).to_string());
    assert_eq!(db.value("SELECT to_regclass('hist')"), "hist");
    // The names are found again.
    db.execute("DELETE FROM refinery_schema_history; DELETE FROM migrate_journal WHERE outcome IN ('executed', 'done') AND (statement_index > 1 OR statement_index IS NULL)");
    let cut = format!("DROP INDEX \"odd \"\"schema\".{}", quote(&format!("i2{}", names[2])));
    db.execute(&cut);
    let again = format!(
        "SET search_path = \"odd \"\"schema\"; CREATE INDEX {i} ON ONLY {t} (a); CREATE INDEX {child} ON {part} (a)",
        i = quote("i2 lead"),
        t = quote("2 lead"),
        child = quote("i2 lead_2_2 lead"),
        part = quote("2_2 lead"),
    );
    db.execute(&again);
    project.pair("V002__again", &format!("{HEAD}SET search_path = \"odd \"\"schema\";\nCREATE INDEX CONCURRENTLY \"i2 lead\" ON \"2 lead\" (a);"), down);
    project.remove("migrations/V001__index.sql").remove("rollbacks/V001__index.sql");
    db.execute("DROP TABLE migrate_journal");
    up(&db, &project).ok();
    assert_eq!(indexes("indisvalid AND c.relispartition"), (count * count).to_string());
    assert_eq!(indexes("true"), (count * count + count).to_string());
}

#[test]
fn an_owner_who_is_no_superuser_can_do_it() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::new());
    db.execute("CREATE ROLE keeper LOGIN; GRANT ALL ON SCHEMA public TO keeper");
    Database::try_query(&db.url_as("keeper"), TABLE).unwrap();
    script(&project, "CREATE INDEX CONCURRENTLY i ON p (id)");
    project.file("migrate.toml", "[scripts]\n[database]\nexisting = \"allow\"\n");
    let run = |command: &'static str| {
        project.migrate().args(["--database-url", &db.url_as("keeper"), command]).ok()
    };
    run("up");
    assert_eq!(tree(&db, "p"), DONE);
    run("down");
    // With an invalid index in the way, too.
    db.execute("SET ROLE keeper; CREATE INDEX i ON ONLY p (id); INSERT INTO p VALUES (1, 15), (1, 15)");
    assert!(
        Database::try_query(&db.url_as("keeper"), "CREATE UNIQUE INDEX CONCURRENTLY i_p_2 ON p_2 (id)")
            .is_err()
    );
    run("up").says(&["dropped index public.i_p_2, left invalid"]);
    assert_eq!(tree(&db, "p"), DONE);
}

#[test]
fn the_template_of_new_works_as_its_example_says() {
    let (db, project) = (Database::new(), Project::new());
    db.execute(
        "CREATE TABLE activities (created_at timestamptz NOT NULL) PARTITION BY RANGE (created_at);
         CREATE TABLE activities_rest PARTITION OF activities DEFAULT",
    );
    let run = project.migrate().args(["new", "--partitioned-index", "index", "activities"]).ok();
    run.shows(&["migrations/V001__index_activities.sql\nrollbacks/V001__index_activities.sql\n"]);
    let files = ["migrations/V001__index_activities.sql", "rollbacks/V001__index_activities.sql"];
    project
        .migrate_on(&db)
        .args(["up", "--allow-existing"])
        .code(2)
        .says(&files.map(|file| format!("`{file}` contains no statement")).each_ref().map(String::as_str));
    for file in files {
        let text = std::fs::read_to_string(project.path().join(file)).unwrap();
        assert!(!text.contains(['{', '}']), "{text}");
        let example: Vec<&str> =
            text.lines().map(|line| line.strip_prefix("--   ").unwrap_or(line)).collect();
        project.file(file, example.join("\n"));
    }
    project.migrate_on(&db).args(["up", "--allow-existing"]).ok();
    let expected = [
        "activities: activities_created_at_idx valid",
        "activities_rest: activities_created_at_idx_activities_rest valid attached",
    ];
    assert_eq!(tree(&db, "activities"), expected);
    project.migrate_on(&db).args(["down"]).ok();
    assert_eq!(tree(&db, "activities"), ["activities: -", "activities_rest: -"]);
}
