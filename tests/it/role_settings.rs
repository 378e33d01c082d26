//! Settings that a role, a database or a server brings along: they end none of our sessions, and change nothing of what
//! is done, compared or printed.

use crate::support::{Cluster, Database, Project};

/// The accounts of the messages' samples, and a table that is partitioned by time, whose bounds and defaults are written
/// otherwise by every setting below.
const MORE: &str = "CREATE TABLE events (at timestamptz NOT NULL DEFAULT '2026-01-01 12:00+00', wait interval NOT NULL
    DEFAULT '1 day 02:03', bits bytea NOT NULL DEFAULT '\\x0a0b', share float8 NOT NULL DEFAULT 0.1,
    told text NOT NULL DEFAULT E'a\\\\b') PARTITION BY RANGE (at);
    CREATE TABLE events_2026_06 PARTITION OF events FOR VALUES FROM ('2026-06-01 00:00+00') TO ('2026-07-01 00:00+00');
    SELECT pg_sleep(0.5);";

const ACCOUNTS: &str = include_str!("snapshots/accounts.sql");
const PROFILE: &str = include_str!("snapshots/accounts.toml");

/// Each ends a session that believes the defaults, or makes it read and write otherwise.
const SETTINGS: [&str; 21] = [
    "statement_timeout = '200ms'",
    "lock_timeout = '1ms'",
    "idle_in_transaction_session_timeout = '200ms'",
    "idle_session_timeout = '400ms'",
    "DateStyle = 'German'",
    "IntervalStyle = 'sql_standard'",
    "TimeZone = 'Asia/Tokyo'",
    "bytea_output = 'escape'",
    "extra_float_digits = -5",
    "client_min_messages = 'error'",
    "standard_conforming_strings = off",
    "quote_all_identifiers = on",
    "transform_null_equals = on",
    "array_nulls = off",
    "exit_on_error = on",
    "row_security = off",
    "default_transaction_isolation = 'serializable'",
    "default_transaction_deferrable = on",
    "synchronous_commit = off",
    "jit_above_cost = 0",
    "log_min_error_statement = 'panic'",
];

struct Place {
    db: Database,
    project: Project,
}

impl Place {
    fn new(cluster: &Cluster) -> Self {
        let (db, project) = (Database::owned_on(cluster), Project::new());
        db.superuser(&format!("ALTER ROLE {} CREATEDB BYPASSRLS", db.owner()));
        project
            .pair("V001__accounts", ACCOUNTS, "DROP TABLE notes, accounts;")
            .pair("V002__events", MORE, "DROP TABLE events; SELECT pg_sleep(0.5);")
            .pair(
                "V003__index",
                "-- migrate:no-transaction\nCREATE INDEX CONCURRENTLY a_name ON accounts (name);",
                "-- migrate:no-transaction\nDROP INDEX CONCURRENTLY a_name;",
            )
            .file("fixtures/profiles/few.toml", PROFILE);
        Self { db, project }
    }

    /// What a command prints, without what differs from run to run.
    fn shown(&self, args: &[&str]) -> String {
        let run = self.project.migrate_on(&self.db).args(args.iter().copied()).run();
        assert_eq!(run.code, Some(0), "{args:?}: {run:#?}");
        run.stdout.replace(self.db.owner(), "OWNER").replace(self.db.name(), "DATABASE")
    }
}

#[test]
fn no_setting_of_the_role_ends_a_session_or_changes_what_is_done_and_printed() {
    let cluster = Cluster::own(&[]);
    let (plain, odd) = (Place::new(&cluster), Place::new(&cluster));
    for setting in SETTINGS {
        let role = odd.db.owner();
        odd.db.superuser(&format!("ALTER ROLE {role} SET {setting}"));
    }
    if plain.db.value("SELECT current_setting('server_version_num')::int >= 170000") == "t" {
        odd.db.superuser(&format!("ALTER ROLE {} SET transaction_timeout = '1s'", odd.db.owner()));
    }
    let both = |args: &[&str]| {
        let (left, right) = (plain.shown(args), odd.shown(args));
        assert_eq!(left, right, "{args:?}");
    };
    for args in [
        &["up"][..],
        &["seed", "--profile", "few"],
        &["docs"],
        &["snapshot"],
        &["partitions", "list"],
        &["status", "--check"],
        &["down", "--yes", "--to", "1"],
        &["up"],
        &["redo", "--yes"],
        &["snapshot"],
    ] {
        if matches!(args[0], "up" | "seed" | "down" | "redo") || args.contains(&"--check") {
            plain.shown(args);
            odd.shown(args);
        } else {
            both(args);
        }
    }
    let rows = "SELECT md5(string_agg(n::text, ',' ORDER BY n.id)) FROM notes AS n";
    assert_eq!(plain.db.value(rows), odd.db.value(rows));
    odd.shown(&["seed", "--clear"]);
    odd.shown(&["roundtrip", "--profile", "few", "--from", "V001"]);
    odd.shown(&["drift"]);
}
