//! Every command, in the worst of databases: a stranger's copy of all of `pg_catalog` stands before it in the project's
//! path. What fires says so in the server's log.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use super::log;
use crate::support::{Cluster, Database, Project};

/// Which commands run, in this order, and how each may end.
const COMMANDS: [(&str, &[i32]); 27] = [
    ("status", &[0]),
    ("up --dry-run", &[0]),
    ("up", &[0]),
    ("status --check", &[0]),
    ("verify", &[0, 1, 7]),
    ("verify --on here", &[0, 1, 7]),
    ("verify --on scratch", &[0, 1, 7]),
    ("snapshot", &[0]),
    ("docs", &[0]),
    ("drift", &[0, 3]),
    ("partitions list", &[0]),
    ("partitions check", &[0, 3]),
    ("partitions ensure", &[0, 3]),
    ("partitions drain", &[0, 3]),
    ("partitions retire --dry-run", &[0, 3]),
    ("partitions retire", &[0, 3]),
    ("partitions retire --drop --grace 0d", &[0, 3]),
    ("partitions adopt --dry-run", &[0, 3]),
    ("partitions adopt", &[0, 3]),
    // Partitions that `ensure` made hide their rows from the owner: who may not pass by that is refused.
    ("seed --profile smoke --dry-run", &[0, 2]),
    ("seed --profile smoke", &[0, 2]),
    ("seed --clear", &[0, 2]),
    ("repair accept 1", &[0, 2, 4]),
    ("redo 1 --yes", &[0]),
    ("roundtrip --no-seed", &[0, 1]),
    ("down --yes", &[0]),
    ("down --all --yes", &[0]),
];

/// The first day of a month, `by` months from now.
pub(super) fn month(by: i64) -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let months = i64::try_from(seconds / 2_629_746).unwrap() + by;
    format!("{}-{:02}-01", 1970 + months / 12, months % 12 + 1)
}

/// Scripts that name everything with its schema: what they leave to the path is theirs.
fn project(path: &str, rows: u32) -> Project {
    let project = Project::new();
    project.file(
        "migrate.toml",
        format!(
            "[scripts]\n[database]\nsearch_path = [{path}]\n[tenant]\napp_role = \"app_user\"\nsetting = \"app.org\"\n\
             [[partitions]]\ntable = \"ev\"\ncolumn = \"at\"\ninterval = \"month\"\nname = \"ev_%Y_%m\"\nkeep = \"3m\"\n\
             default = true\n"
        ),
    );
    let (old, now) = (month(-9), month(0));
    let (next, after_old) = (month(1), month(-8));
    let name = |day: &str| day[..7].replace('-', "_");
    project.pair(
        "V001__org",
        "CREATE TABLE public.org (
             organization_id pg_catalog.uuid PRIMARY KEY, name pg_catalog.text, kind pg_catalog.text CHECK (kind OPERATOR(pg_catalog.<>) 'x'),
             UNIQUE (organization_id, name)
         );
         ALTER TABLE public.org ENABLE ROW LEVEL SECURITY;
         CREATE POLICY p ON public.org USING (organization_id OPERATOR(pg_catalog.=) pg_catalog.current_setting('app.org', true)::pg_catalog.uuid);
         CREATE VIEW public.seen AS SELECT organization_id, name FROM public.org;",
        "DROP VIEW public.seen; DROP TABLE public.org;",
    );
    project.pair(
        "V002__ev",
        &format!(
            "CREATE TABLE public.ev (organization_id pg_catalog.uuid REFERENCES public.org, id int, at pg_catalog.timestamptz NOT NULL)
                 PARTITION BY RANGE (at);
             CREATE INDEX ev_id ON public.ev (id);
             CREATE TABLE public.ev_{} PARTITION OF public.ev FOR VALUES FROM ('{now} 00:00+00') TO ('{next} 00:00+00');
             CREATE TABLE public.ev_{} PARTITION OF public.ev FOR VALUES FROM ('{old} 00:00+00') TO ('{after_old} 00:00+00');
             CREATE TABLE public.ev_default PARTITION OF public.ev DEFAULT;
             INSERT INTO public.ev VALUES (NULL, 1, '{} 00:00+00');",
            name(&now),
            name(&old),
            month(-2)
        ),
        "DROP TABLE public.ev;",
    );
    // Temporary objects that a script leaves are found before any other, where the path does not say otherwise.
    let temporary = "CREATE FUNCTION pg_temp.fired(what pg_catalog.text) RETURNS boolean LANGUAGE plpgsql
             AS $f$BEGIN RAISE LOG 'TRAP %', what; RETURN true; END$f$;
         CREATE TEMPORARY TABLE refinery_schema_history (version int, name pg_catalog.text, applied_on int, checksum int);
         CREATE TEMPORARY TABLE migrate_journal (version int);
         CREATE TEMPORARY TABLE migrate_seed (run_id int);
         CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (pg_temp.fired('temporary type text'));
         CREATE DOMAIN pg_temp.int8 AS pg_catalog.int8 CHECK (pg_temp.fired('temporary type int8'));
         CREATE DOMAIN pg_temp.bool AS pg_catalog.bool CHECK (pg_temp.fired('temporary type bool'));
         CREATE TEMPORARY VIEW pg_prepared_statements AS SELECT 1 AS a WHERE pg_temp.fired('temporary view');
         CREATE TEMPORARY VIEW pg_locks AS SELECT 1 AS a WHERE pg_temp.fired('temporary view');
         CREATE TEMPORARY VIEW pg_class AS SELECT 1 AS a WHERE pg_temp.fired('temporary view');";
    project.pair("V003__temporary", temporary, "SELECT 1;");
    project.pair(
        "V004__alone",
        &format!(
            "-- migrate:no-transaction\nCREATE INDEX CONCURRENTLY org_name ON public.org (name);\n\
             CREATE INDEX CONCURRENTLY ev_at ON public.ev (at);\n{}\n",
            "CREATE TEMPORARY TABLE migrate_journal (version int);\nCREATE TEMPORARY TABLE refinery_schema_history (version int);"
        ),
        "-- migrate:no-transaction\nDROP INDEX public.ev_at;\nDROP INDEX CONCURRENTLY public.org_name;\n",
    );
    project.file(
        "fixtures/profiles/smoke.toml",
        format!(
            "description = \"a\"\nmonths = 2\nuntil = \"{now}\"\ntenant = \"org\"\n[lists]\na = [\"x\", \"y\"]\n\
             [tables.org]\nrows = 5\n[tables.org.columns]\nname = \"{{a}} {{n}}\"\n[tables.ev]\nrows = {rows}\n"
        ),
    );
    project
}

/// What fired since the last look.
fn fired(cluster: &Cluster, seen: &mut usize) -> Vec<String> {
    log::since(cluster, seen, "TRAP ")
}

/// A server with the roles, and a database with the traps.
fn trapped(traps: &str) -> (Cluster, Database) {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.superuser(&format!(
        "CREATE ROLE mallory LOGIN; CREATE ROLE app_user LOGIN; GRANT app_user TO {owner}; ALTER ROLE {owner} CREATEDB;
         GRANT CREATE, USAGE ON SCHEMA public TO mallory, {owner}; GRANT USAGE ON SCHEMA public TO app_user",
        owner = db.owner()
    ));
    db.superuser(traps);
    (cluster, db)
}

/// Runs every command as a role; `may_fail`: a role that may do nothing.
fn every_command(cluster: &Cluster, db: &Database, url: &str, path: &str, may_fail: bool) -> String {
    let is_superuser = url.contains("//postgres@");
    let project = project(path, if may_fail { 5 } else { 200 });
    let (mut seen, mut wrong) = (0, String::new());
    fired(cluster, &mut seen);
    for (words, codes) in COMMANDS {
        if words.starts_with("seed --profile") && !may_fail {
            db.superuser("DELETE FROM public.ev");
        }
        let run = project.migrate().args(["--database-url", url]).args(words.split(' ')).run();
        let code = run.code.unwrap_or(-1);
        let is_short = is_superuser && words.starts_with("seed") && code != 0;
        if !may_fail && (!codes.contains(&code) || is_short) {
            let _ = writeln!(wrong, "{words}: exit {code}: {}", run.stderr);
        }
        if words == "up" && !may_fail {
            db.superuser("GRANT SELECT, INSERT, UPDATE, DELETE ON public.org, public.seen TO app_user");
        }
        let traps = fired(cluster, &mut seen);
        if !traps.is_empty() {
            let _ = writeln!(
                wrong,
                "{words}: {} fired, such as {:?}",
                traps.len(),
                &traps[..traps.len().min(12)]
            );
        }
    }
    wrong
}

const WORST: &str = "\"public\", \"trap\", \"pg_catalog\"";

#[test]
fn no_command_of_a_superuser_runs_what_a_stranger_made() {
    let (cluster, db) = trapped(include_str!("traps.sql"));
    // They are there, and they fire.
    let mut seen = 0;
    fired(&cluster, &mut seen);
    db.superuser("SET search_path = trap, pg_catalog; SELECT now() FROM pg_class LIMIT 1; SELECT 'a'::text; SELECT 1 + 1");
    assert_eq!(fired(&cluster, &mut seen).len(), 4);
    let wrong = every_command(&cluster, &db, &db.url_as("postgres"), WORST, false);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_command_of_the_owner_or_the_application_runs_what_a_stranger_made() {
    let (cluster, db) = trapped(include_str!("traps.sql"));
    let mut wrong = every_command(&cluster, &db, db.url(), WORST, false);
    wrong.push_str(&every_command(&cluster, &db, &db.url_as("app_user"), WORST, true));
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
#[ignore = "long: every pair of types that converts"]
fn no_command_takes_what_fits_better_for_the_catalog_s_own() {
    let (cluster, db) = trapped(include_str!("better.sql"));
    let mut seen = log::length(&cluster);
    db.superuser("SELECT quote_ident('a'::name); SELECT 'pg_class'::regclass = 1::oid");
    assert_eq!(log::since(&cluster, &mut seen, "TRAP ").len(), 2);
    let mut wrong = every_command(&cluster, &db, &db.url_as("postgres"), "\"public\"", false);
    let (cluster, db) = trapped(include_str!("better.sql"));
    wrong.push_str(&every_command(&cluster, &db, db.url(), "\"public\"", false));
    assert!(wrong.is_empty(), "{wrong}");
}
