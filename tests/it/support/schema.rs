//! A database's schema as text that can be compared: from the catalogs on every major, and from
//! `pg_dump` where the server's programs hold it.

use super::cluster::{command, programs, server_user};
use super::processes::Ends;
use super::{Cluster, Database};

/// The question behind [`Database::schema`], for who asks it within a transaction.
pub(crate) const SCHEMA: &str = include_str!("schema.sql");

impl Database {
    /// Everything that a migration can have made, except what `migrate` keeps for itself: sorted, a
    /// line for each thing (the text of a function may hold line breaks).
    pub(crate) fn schema(&self) -> Vec<String> {
        self.query(SCHEMA)
    }
}

/// The schema as `pg_dump -s` writes it, without what `migrate` keeps for itself. None where there is
/// no `pg_dump` beside the server: another major's may refuse, or tell it in other words.
pub(crate) fn pg_dump(cluster: &Cluster, db: &Database) -> Option<String> {
    if !programs().join("pg_dump").is_file() {
        return None;
    }
    let output = command("pg_dump", server_user())
        .args([
            "--schema-only",
            "--exclude-table=refinery_schema_history",
            "--exclude-table=migrate_journal*",
            "--exclude-table=migrate_seed*",
        ])
        .args(["-U", "postgres", "-p", &cluster.port().to_string(), "-h"])
        .args([cluster.folder().to_str().unwrap(), db.name()])
        .finish();
    assert!(output.status.success(), "pg_dump: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // Newer versions write a random key into these two lines.
    let is_random = |line: &&str| line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ");
    Some(text.lines().filter(|line| !is_random(line)).collect::<Vec<_>>().join("\n"))
}
