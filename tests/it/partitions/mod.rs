//! `migrate partitions`: what is made, what is found, and who notices.

mod adopt;
mod bounds;
mod check;
mod clock;
mod counted;
mod cron;
mod drain;
mod ensure;
mod export;
mod hostile;
mod keys;
mod killed;
mod locks;
mod nested;
mod partman;
mod reclaimed;
mod retire;

use crate::support::{Cluster, Database};

/// A database on the shared server.
fn database() -> Database {
    database_on(Cluster::shared())
}

/// A database whose owner is an ordinary role, with a table for others to refer to: its policy is forced on the
/// owner, and cannot even be evaluated before a tenant is chosen.
fn database_on(cluster: &Cluster) -> Database {
    let db = Database::owned_on(cluster);
    db.execute(
        "CREATE TABLE tenants (id bigint PRIMARY KEY); INSERT INTO tenants VALUES (1), (2);
         ALTER TABLE tenants ENABLE ROW LEVEL SECURITY; ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
         CREATE POLICY own ON tenants USING (id = current_setting('app.tenant')::bigint)",
    );
    db
}

/// A month, counted from the current one, as the server writes its first day.
fn month(db: &Database, ahead: i32) -> String {
    db.value(&format!(
        "SELECT to_char(date_trunc('month', now() AT TIME ZONE 'UTC') + interval '{ahead} months', 'YYYY-MM')"
    ))
}

/// A table that is partitioned by month, with the current one.
fn events(db: &Database) {
    let (this, next) = (month(db, 0), month(db, 1));
    db.execute(&format!(
        "CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (id, at), tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);
         CREATE TABLE events_now PARTITION OF events FOR VALUES FROM ('{this}-01 00:00:00+00') TO ('{next}-01 00:00:00+00')"
    ));
}

/// The bounds of a table's partitions, in the order of their time, as UTC writes them.
fn bounds(db: &Database, table: &str) -> Vec<String> {
    db.query(&format!(
        "SET TimeZone = 'UTC'; SET DateStyle = 'ISO';
         SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid
         WHERE inhparent = '{table}'::regclass ORDER BY 1"
    ))
}

/// The command, without a project.
fn partitions(db: &Database, args: &[&str]) -> crate::support::Migrate {
    crate::support::Migrate::new(std::path::Path::new("/"))
        .args(["--database-url", db.url(), "partitions"])
        .args(args.iter().copied())
}

/// How many rows there are, and what is in them, whatever their order.
fn content(db: &Database, table: &str) -> String {
    db.value(&format!("SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM {table} AS t"))
}

/// The same table with partitions of the months before the current one, five hundred rows in each.
fn history(db: &Database, months: i32) {
    events(db);
    for ago in (1..=months).rev() {
        let (this, next) = (month(db, -ago), month(db, 1 - ago));
        let name = named(db, -ago);
        db.execute(&format!(
            "CREATE TABLE {name} PARTITION OF events FOR VALUES FROM ('{this}-01 00:00:00+00') TO ('{next}-01 00:00:00+00');
             INSERT INTO events SELECT n, '{this}-01 00:00:00+00'::timestamptz + n * interval '1 h 7.000013 s'
                 FROM generate_series(0, 499) AS n"
        ));
    }
}

/// What the partition of a month is called.
fn named(db: &Database, ahead: i32) -> String {
    format!("events_{}", month(db, ahead).replace('-', "_"))
}

/// The policies of these tables are forced on the owner.
fn force(db: &Database, tables: &[&str]) {
    for table in tables {
        db.execute(&format!(
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        ));
    }
}
