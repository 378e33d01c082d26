//! kill -9 of `seed`, `seed --clear`, `seed --resume`, `partitions retire`, `redo` and `roundtrip`, at any moment: what is half
//! done is named by whoever asks, a way out that is named works, and nothing of others is lost.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::random::Random;
use crate::support::{Cluster, Database, Migrate, Project, Run, ended, wait_until};
use crate::workload::lock_is_free_within;

const ACCOUNTS: &str = include_str!("../it/seed/accounts.sql");
const PROFILE: &str = include_str!("../it/seed/accounts.toml");

/// A table of somebody else's, one that is partitioned by month and has five old ones, and a place for what is retired.
const OTHERS: &str = "
    CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL);
    INSERT INTO people SELECT n, 'person ' || n FROM generate_series(1, 3000) AS n;
    -- Without a superuser's means each row that is removed is looked for by these.
    CREATE INDEX items_parent ON items (parent_id);
    CREATE INDEX notes_item ON notes (item_id);
    CREATE SCHEMA attic;
    CREATE TABLE visits (visit_id bigint NOT NULL, at timestamptz NOT NULL, who text NOT NULL, PRIMARY KEY (visit_id, at))
        PARTITION BY RANGE (at);
    DO $$
    DECLARE
        this timestamptz := date_trunc('month', now(), 'UTC');
    BEGIN
        FOR ago IN -2..6 LOOP
            EXECUTE format(
                'CREATE TABLE visits_%s PARTITION OF visits FOR VALUES FROM (%L) TO (%L)',
                to_char((this AT TIME ZONE 'UTC') - make_interval(months => ago), 'YYYY_MM'),
                ((this AT TIME ZONE 'UTC') - make_interval(months => ago)) AT TIME ZONE 'UTC',
                ((this AT TIME ZONE 'UTC') - make_interval(months => ago - 1)) AT TIME ZONE 'UTC'
            );
        END LOOP;
        INSERT INTO visits
        SELECT n, ((this AT TIME ZONE 'UTC') - make_interval(months => n % 7)) AT TIME ZONE 'UTC', 'who ' || n
        FROM generate_series(1, 3500) AS n;
    END $$;";

const HEAD: &str = "-- migrate:no-transaction\n";

/// What a round begins with, and what it has to end with.
struct Ground {
    cluster: Cluster,
    project: Project,
    /// Copied for each round; nobody is connected to it.
    template: Database,
    owner: String,
}

/// Everything that has to be whole: the schema, each table's rows, what is applied, indexes that are not valid, partitions that
/// are being detached, and databases to work in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Whole {
    schema: Vec<String>,
    contents: Vec<String>,
    history: Vec<String>,
    broken: Vec<String>,
}

impl Whole {
    fn of(db: &Database) -> Self {
        let tables = db.query(
            "SELECT c.oid::regclass FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname IN ('public', 'attic') AND c.relname NOT LIKE 'migrate\\_%'
                 AND c.relname NOT LIKE 'refinery\\_%' ORDER BY 1::text COLLATE \"C\"",
        );
        let content = |table: &String| {
            db.value(&format!(
                "SELECT '{table}', count(*), COALESCE(sum(hashtextextended(t::text, 0)), 0) FROM {table} AS t"
            ))
        };
        Self {
            // The mark of a retired table says when that was.
            schema: db.schema().into_iter().filter(|line| !line.contains("migrate:retired")).collect(),
            contents: tables.iter().map(content).collect(),
            history: db.query("SELECT version, name, checksum FROM refinery_schema_history ORDER BY version"),
            broken: db.query(
                "SELECT 'invalid ' || indexrelid::regclass FROM pg_index
                 WHERE NOT indisvalid OR NOT indisready OR NOT indislive
                 UNION ALL SELECT 'pending ' || inhrelid::regclass FROM pg_inherits WHERE inhdetachpending
                 UNION ALL SELECT 'unchecked ' || conname FROM pg_constraint WHERE NOT convalidated AND contype = 'f'",
            ),
        }
    }

    /// What one has and the other has not.
    fn differences(&self, other: &Self) -> Vec<String> {
        let all = |whole: &Self| -> Vec<String> {
            [&whole.schema, &whole.contents, &whole.history, &whole.broken]
                .into_iter()
                .flatten()
                .cloned()
                .collect()
        };
        let (own, others) = (all(self), all(other));
        let lacks = |one: &[String], two: &[String], sign: &str| -> Vec<String> {
            one.iter().filter(|line| !two.contains(line)).map(|line| format!("{sign} {line}")).collect()
        };
        [lacks(&own, &others, "+"), lacks(&others, &own, "-")].concat()
    }

    /// Rows of tables that no command here writes to.
    fn of_others(&self) -> Vec<&String> {
        let is_others = |line: &&String| line.starts_with("people|");
        self.contents.iter().filter(is_others).collect()
    }
}

impl Ground {
    fn new() -> Self {
        let (cluster, project) = (Cluster::own(&[]), Project::new());
        project
            .pair(
                "V001__accounts",
                ACCOUNTS,
                "DROP TABLE notes, events, items, accounts; DROP FUNCTION loud();",
            )
            .pair("V002__others", OTHERS, "DROP INDEX items_parent, notes_item; DROP TABLE people, visits; DROP SCHEMA attic CASCADE;")
            .pair(
                "V003__third",
                "CREATE TABLE third AS SELECT id, upper(name) AS name FROM people; SELECT pg_sleep(0.05);",
                "SELECT pg_sleep(0.05); DROP TABLE third;",
            )
            .pair(
                "V004__indexes",
                &format!(
                    "{HEAD}CREATE INDEX CONCURRENTLY people_name ON people (name);
                     CREATE TABLE once (id int, n int);
                     INSERT INTO once SELECT n, 0 FROM generate_series(1, 500) AS n;
                     SELECT pg_sleep(0.03);
                     UPDATE once SET n = n + 1;
                     CREATE UNIQUE INDEX CONCURRENTLY people_both ON people (id, name);"
                ),
                &format!(
                    "{HEAD}DROP INDEX CONCURRENTLY people_both;
                     SELECT pg_sleep(0.03);
                     DROP TABLE once;
                     DROP INDEX CONCURRENTLY people_name;"
                ),
            )
            .file("fixtures/profiles/accounts.toml", PROFILE)
            .file(
                "migrate.toml",
                "[tenant]\n[scripts]\n[[partitions]]\ntable = \"visits\"\ninterval = \"month\"\nahead = 1\nkeep = \"2m\"\n",
            );
        let template = Database::owned_on(&cluster);
        let owner = template.owner().to_owned();
        Database::try_query(&cluster.url("postgres", "postgres"), &format!("ALTER ROLE {owner} CREATEDB"))
            .unwrap();
        let ground = Self { cluster, project, template, owner };
        ground.call(&ground.template, &["up"]).ok();
        for (month, next) in [("2026-04", "2026-05"), ("2026-06", "2026-07")] {
            ground.template.execute(&format!(
                "CREATE TABLE events_{} PARTITION OF events
                 FOR VALUES FROM ('{month}-01 00:00:00+00') TO ('{next}-01 00:00:00+00')",
                month.replace('-', "_")
            ));
        }
        ground
    }

    fn call(&self, db: &Database, args: &[&str]) -> Migrate {
        let url = db.url_as(&self.owner);
        self.project
            .migrate()
            .args(["--config", "migrate.toml", "--database-url", &url])
            .args(args.iter().copied())
    }

    fn copy(&self) -> Database {
        let copy = self.template.copy_on(&self.cluster);
        copy.execute(&format!("ALTER DATABASE {} OWNER TO {}", copy.name(), self.owner));
        copy
    }

    /// Kills a call after some time. Returns whether it was still running. Waits for its sessions to end.
    fn kill(&self, db: &Database, args: &[&str], after: Duration) -> bool {
        let mut command = self.call(db, args).into_command();
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(after);
        let was_running = child.try_wait().unwrap().is_none();
        let _ = child.kill();
        ended(&mut child);
        lock_is_free_within(db, Duration::from_secs(10));
        let others = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = '{}' AND pid <> pg_backend_pid()",
            self.owner
        );
        wait_until("the sessions of the killed run end", || db.value(&others) == "0");
        was_running
    }

    /// What every command that only looks has to say of a state: never an error of its own.
    fn looks(&self, db: &Database, with_drift: bool) -> Vec<(String, Run)> {
        let mut calls: Vec<&[&str]> = vec![
            &["status"],
            &["status", "--check"],
            &["verify", "--on", "here"],
            &["partitions", "check"],
            &["partitions", "list"],
            &["partitions", "retire", "--archive", "attic", "--dry-run"],
            &["docs"],
            &["snapshot"],
            &["up", "--dry-run"],
            &["down", "--dry-run"],
        ];
        if with_drift {
            calls.push(&["drift"]);
        }
        let look = |args: &[&str]| {
            let run = self.call(db, args).run();
            // 2 and 5 would be about the command itself; what a command says of a state is 0, 1 of verify, 3, 4 or 7.
            assert!(matches!(run.code, Some(0 | 1 | 3 | 4 | 7)), "{args:?}: {run:#?}");
            for word in ["sqlstate", "panicked", "this is a bug"] {
                assert!(!run.stderr.contains(word), "{args:?}: {run:#?}");
            }
            (args.join(" "), run)
        };
        calls.into_iter().map(look).collect()
    }

    /// Wants what is half done to be named: by `status`, or by the commands about partitions.
    fn is_named(&self, db: &Database, before: &Whole, after: &Whole, with_drift: bool) {
        let looks = self.looks(db, with_drift);
        let of = |name: &str| &looks.iter().find(|(args, _)| args == name).unwrap().1;
        let (status, check) = (of("status"), of("status --check"));
        let now = Whole::of(db);
        assert_eq!(now.of_others(), before.of_others());
        let unfinished = !db.value("SELECT to_regclass('migrate_seed')").is_empty()
            && db.value("SELECT count(*) FROM migrate_seed WHERE finished_at IS NULL") != "0";
        if unfinished {
            for text in ["is not finished", "migrate seed --resume", "migrate seed --clear"] {
                assert!(status.stderr.contains(text), "{text}: {status:#?}");
            }
            let lost = before.schema.iter().any(|line| !now.schema.contains(line));
            assert_eq!(check.code, Some(if lost { 3 } else { 0 }), "{check:#?}");
            return;
        }
        let open = "SELECT count(*) FROM migrate_journal AS j WHERE j.statement_index IS NOT NULL AND NOT EXISTS
            (SELECT FROM migrate_journal AS c WHERE c.version = j.version AND c.outcome = 'done' AND c.entry_id > j.entry_id)";
        if db.value(open) != "0" {
            assert_eq!(check.code, Some(3), "{check:#?}");
            for text in ["is not finished", "finishes it", "migrate repair"] {
                assert!(status.stderr.contains(text), "{text}: {status:#?}");
            }
            assert!(status.stdout.contains("1 interrupted"), "{status:#?}");
            return;
        }
        if now.history != before.history {
            assert_eq!(check.code, Some(3), "{check:#?}");
            assert!(status.stdout.contains("pending"), "{status:#?}");
            return;
        }
        for pending in now.broken.iter().filter_map(|line| line.strip_prefix("pending ")) {
            let check = of("partitions check");
            assert_eq!(check.code, Some(3), "{check:#?}");
            assert!(check.stderr.contains(pending) && check.stderr.contains("was interrupted"), "{check:#?}");
        }
        // What stands alone is listed as retired; what is not yet is told by a dry run.
        let alone = db.query(
            "SELECT c.relname FROM pg_class AS c WHERE c.relname LIKE 'visits\\_%' AND c.relkind = 'r' AND NOT c.relispartition",
        );
        let list = of("partitions list");
        for table in &alone {
            assert!(
                list.stdout.lines().any(|line| line.contains(table.as_str()) && line.contains("retired")),
                "{list:#?}"
            );
        }
        if now != *before && now != *after && now.broken.is_empty() {
            let dry = of("partitions retire --archive attic --dry-run");
            assert!(!alone.is_empty() && dry.stdout.contains("would"), "{now:#?} {dry:#?}");
        }
    }
}

/// One command: what is killed, and what the ways out end in.
struct Round<'a> {
    ground: &'a Ground,
    args: &'a [&'a str],
    before: Whole,
    after: Whole,
    took: Duration,
}

impl<'a> Round<'a> {
    /// Runs the command once without a disturbance.
    fn new(ground: &'a Ground, args: &'a [&'a str]) -> Self {
        let db = ground.copy();
        let before = Whole::of(&db);
        let started = Instant::now();
        ground.call(&db, args).ok();
        let took = started.elapsed();
        let after = Whole::of(&db);
        db.remove_from(&ground.cluster);
        Self { ground, args, before, after, took }
    }

    /// Kills it some times at random moments, each time in a database of its own; `way_out` brings it to an end and returns
    /// what has to be there then.
    #[expect(clippy::print_stderr, reason = "figures for whoever asks with --nocapture")]
    fn rounds(&self, rounds: u64, mut way_out: impl FnMut(&Database, u64) -> Whole) {
        let mut random = if rounds > FEW { Random::new() } else { Random::of(1) };
        let mut killed = 0;
        for round in 0..rounds {
            let db = self.ground.copy();
            let moment = random.moment(self.took);
            killed += u64::from(self.ground.kill(&db, self.args, moment));
            self.ground.is_named(&db, &self.before, &self.after, rounds > FEW && round % 5 == 0);
            let wanted = way_out(&db, round);
            let whole = Whole::of(&db);
            let differences = whole.differences(&wanted);
            assert!(differences.is_empty(), "{:?}, round {round}, {moment:?}: {differences:#?}", self.args);
            self.ground.call(&db, &["status", "--check"]).ok();
            let scratch = "SELECT datname FROM pg_database WHERE datname LIKE 'migrate\\_%'";
            assert_eq!(db.query(scratch), Vec::<String>::new(), "round {round}");
            db.remove_from(&self.ground.cluster);
        }
        eprintln!("{:?}: undisturbed {:?}; {killed} of {rounds} killed while they ran", self.args, self.took);
        assert!(rounds <= FEW || killed * 2 >= rounds, "too many runs were over before they were killed");
    }

    /// A way out that may have nothing to do: nothing was begun, or everything is done.
    fn call_or_nothing(&self, db: &Database, args: &[&str], nothing: &str) {
        let run = self.ground.call(db, args).run();
        let is_nothing = run.code == Some(2) && run.stderr.contains(nothing);
        assert!(run.code == Some(0) || is_nothing, "{args:?}: {run:#?}");
    }
}

/// As many rounds as `make test` has time for, at moments that are always the same.
const FEW: u64 = 2;

const SEED: &[&str] = &["seed", "--profile", "accounts", "--jobs", "2"];

/// Whether a run of `seed` is written down that is not finished.
fn is_unfinished(db: &Database) -> bool {
    !db.value("SELECT to_regclass('migrate_seed')").is_empty()
        && db.value("SELECT count(*) FROM migrate_seed WHERE finished_at IS NULL") != "0"
}

fn seed_is_killed(rounds: u64) {
    let ground = Ground::new();
    let round = Round::new(&ground, SEED);
    round.rounds(rounds, |db, number| {
        if !is_unfinished(db) {
            round.call_or_nothing(db, &["seed", "--clear"], "nothing was seeded");
            return round.before.clone();
        }
        if number % 2 == 0 {
            ground.call(db, &["seed", "--resume"]).ok();
            return round.after.clone();
        }
        ground.call(db, &["seed", "--clear"]).ok();
        round.before.clone()
    });
}

/// A second kill, of what was to go on or to remove.
fn resume_is_killed(rounds: u64) {
    let mut ground = Ground::new();
    let whole = Round::new(&ground, SEED);
    let (empty, full) = (whole.before, whole.after);
    let db = ground.copy();
    let mut child =
        ground.call(&db, SEED).into_command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait_until("a table is filled", || {
        !db.value("SELECT to_regclass('migrate_seed')").is_empty()
            && db.value("SELECT count(*) FROM migrate_seed WHERE streams <> '{}'") != "0"
    });
    child.kill().unwrap();
    ended(&mut child);
    lock_is_free_within(&db, Duration::from_secs(10));
    ground.template = db;
    // The schema of before is that with all keys, not that of the killed run.
    let round = Round { before: empty.clone(), ..Round::new(&ground, &["seed", "--resume", "--jobs", "2"]) };
    assert_eq!(round.after.differences(&full), Vec::<String>::new());
    round.rounds(rounds, |db, number| {
        if number % 2 == 0 {
            round.call_or_nothing(db, &["seed", "--resume"], "nothing to resume");
            return full.clone();
        }
        ground.call(db, &["seed", "--clear"]).ok();
        empty.clone()
    });
}

fn clear_is_killed(rounds: u64) {
    let mut ground = Ground::new();
    let db = ground.copy();
    ground.call(&db, SEED).ok();
    db.execute(
        "INSERT INTO accounts (name, made) VALUES ('somebody else', '2026-01-01');
         ALTER TABLE events DISABLE TRIGGER loud_events;
         INSERT INTO events SELECT gen_random_uuid(), 101, 'of others', '2026-05-05' FROM generate_series(1, 7);
         ALTER TABLE events ENABLE ALWAYS TRIGGER loud_events",
    );
    ground.template = db;
    let round = Round::new(&ground, &["seed", "--clear"]);
    let left = round.after.contents.iter().filter(|line| line.contains("|7|") || line.contains("|1|"));
    assert!(left.count() >= 1, "{:?}", round.after.contents);
    round.rounds(rounds, |db, _| {
        round.call_or_nothing(db, &["seed", "--clear"], "nothing was seeded");
        round.after.clone()
    });
}

fn retire_is_killed(rounds: u64) {
    let ground = Ground::new();
    let args: &[&str] = &["partitions", "retire", "--archive", "attic"];
    let round = Round::new(&ground, args);
    assert_ne!(round.before, round.after);
    round.rounds(rounds, |db, _| {
        ground.call(db, args).ok();
        round.after.clone()
    });
}

fn redo_is_killed(rounds: u64) {
    let ground = Ground::new();
    let round = Round::new(&ground, &["redo", "2", "--yes"]);
    assert_eq!(round.before.differences(&round.after), Vec::<String>::new());
    round.rounds(rounds, |db, _| {
        // As `status` says it: what was begun is finished first, then what is pending is applied.
        let status = ground.call(db, &["status"]).run();
        if status.stderr.contains("`migrate down` finishes it") {
            ground.call(db, &["down", "--yes"]).ok();
        }
        ground.call(db, &["up"]).ok();
        round.after.clone()
    });
}

fn roundtrip_is_killed(rounds: u64) {
    let ground = Ground::new();
    let round = Round::new(&ground, &["roundtrip", "--no-seed"]);
    assert_eq!(round.before.differences(&round.after), Vec::<String>::new());
    round.rounds(rounds, |db, _| {
        let left = db.query("SELECT datname FROM pg_database WHERE datname LIKE 'migrate\\_%'");
        let next = ground.call(db, &["roundtrip", "--no-seed"]).ok();
        assert!(left.iter().all(|name| next.stderr.contains(name)), "{left:?} {next:#?}");
        round.before.clone()
    });
}

#[test]
fn seed_is_resumed_or_cleared_after_a_crash() {
    seed_is_killed(FEW);
}

#[test]
#[ignore = "long: twenty rounds"]
fn seed_is_resumed_or_cleared_after_twenty_crashes() {
    seed_is_killed(20);
}

#[test]
fn clear_is_finished_after_a_crash() {
    clear_is_killed(FEW);
}

#[test]
#[ignore = "long: twenty rounds"]
fn clear_is_finished_after_twenty_crashes() {
    clear_is_killed(20);
}

#[test]
fn resume_is_finished_or_cleared_after_a_crash() {
    resume_is_killed(FEW);
}

#[test]
#[ignore = "long: twenty rounds"]
fn resume_is_finished_or_cleared_after_twenty_crashes() {
    resume_is_killed(20);
}

#[test]
fn retire_is_finished_after_a_crash() {
    retire_is_killed(FEW);
}

#[test]
#[ignore = "long: twenty rounds"]
fn retire_is_finished_after_twenty_crashes() {
    retire_is_killed(20);
}

#[test]
fn redo_is_finished_after_a_crash() {
    redo_is_killed(FEW);
}

#[test]
#[ignore = "long: twenty rounds"]
fn redo_is_finished_after_twenty_crashes() {
    redo_is_killed(20);
}

#[test]
fn roundtrip_leaves_nothing_after_a_crash() {
    roundtrip_is_killed(1);
}

#[test]
#[ignore = "long: twenty rounds"]
fn roundtrip_leaves_nothing_after_twenty_crashes() {
    roundtrip_is_killed(20);
}
