//! Small projects: as little as shows every part of a table and a document.

use regex::Regex;

use super::redact::Redaction;
use crate::support::{Database, Project};

/// Three pairs: in a transaction, with a loss, and without a transaction.
pub(super) fn scripts() -> Project {
    let project = Project::new();
    project
        .pair(
            "V001__accounts",
            "CREATE TABLE accounts (id int PRIMARY KEY, name text);\n",
            "DROP TABLE accounts;\n",
        )
        .pair("V002__projects", "CREATE TABLE projects (id int PRIMARY KEY);\n", "DROP TABLE projects;\n")
        .pair(
            "V003__index_accounts",
            "-- migrate:no-transaction\nCREATE INDEX CONCURRENTLY accounts_name ON accounts (name);\n",
            "-- migrate:no-transaction\nDROP INDEX CONCURRENTLY accounts_name;\n",
        );
    project
}

/// A table by months, of which the scripts make none.
pub(super) fn months() -> Project {
    let project = Project::new();
    project
        .pair(
            "V001__events",
            "CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);\n\
             CREATE TABLE events_default PARTITION OF events DEFAULT;\n",
            "DROP TABLE events;\n",
        )
        .file(
            "migrate.toml",
            "[scripts]\n[[partitions]]\ntable = \"events\"\ncolumn = \"at\"\ninterval = \"month\"\nahead = 2\n\
             name = \"events_%Y_%m\"\n",
        );
    project
}

/// Partitions of three and two months ago, and rows of the next month but three in the default partition.
pub(super) fn past_months(redaction: &Redaction) -> String {
    let month = |ahead| redaction.month(ahead);
    let partition = |ahead| {
        format!(
            "CREATE TABLE events_{} PARTITION OF events FOR VALUES FROM ('{}-01 00:00:00+00') TO ('{}-01 00:00:00+00');",
            month(ahead).replace('-', "_"),
            month(ahead),
            month(ahead + 1)
        )
    };
    format!(
        "{}{} INSERT INTO events SELECT n, '{}-15 00:00:00+00' FROM generate_series(1, 3) AS n; ANALYZE events",
        partition(-3),
        partition(-2),
        month(4)
    )
}

/// A tenant table as it should be, one whose policy the owner passes, one without any, and one of everybody's.
pub(super) fn tenants() -> Project {
    let project = Project::new();
    project
        .pair("V001__tenants", include_str!("tenants.sql"), "DROP TABLE plans, invoices, notes, tenants;\n")
        .file(
            "migrate.toml",
            "[scripts]\n[tenant]\ncolumn = \"tenant_id\"\ncolumn_type = \"bigint\"\nsetting = \"app.tenant\"\n\
             app_role = \"snap_app\"\n\
             [[verify.global]]\ntable = \"public.plans\"\nreason = \"prices are the same for everybody\"\n\
             [[verify.exempt]]\nrule = \"T01\"\nobject = \"public.gone\"\nreason = \"was dropped since\"\n",
        );
    project
}

/// Exempts what `verify` finds about this machine's server, which says nothing about the schema.
pub(super) fn exempt_the_server(project: &Project, db: &Database) {
    let run = project.migrate_on(db).args(["verify"]).run();
    let found =
        Regex::new(r"\bL07\b\D*(\d+\.\d+)").unwrap().captures(&run.stdout).map(|found| found[1].to_owned());
    if let Some(version) = found {
        let path = project.path().join("migrate.toml");
        let config = std::fs::read_to_string(&path).unwrap();
        let entry = "[[verify.exempt]]\nrule = \"L07\"\nreason = \"the machine's\"\nobject";
        project.file("migrate.toml", format!("{config}{entry} = \"{version}\"\n"));
    }
}

/// Accounts with notes and a profile for them.
pub(super) fn accounts() -> Project {
    let project = Project::new();
    project
        .pair("V001__accounts", include_str!("accounts.sql"), "DROP TABLE notes, accounts;\n")
        .file("fixtures/profiles/tiny.toml", include_str!("accounts.toml"));
    project
}

/// The same, with a rollback that loses what it declares, one that loses more and leaves something behind, and
/// scripts that rewrite a table though none may.
pub(super) fn rollbacks() -> Project {
    let project = accounts();
    project
        .pair(
            "V002__labels",
            "ALTER TABLE notes ADD label text NOT NULL DEFAULT 'new';\n",
            "-- migrate:lossy notes.label the column is new\nALTER TABLE notes DROP COLUMN label;\n",
        )
        .pair(
            "V003__trimmed",
            "UPDATE notes SET body = body || ' ';\nCREATE INDEX IF NOT EXISTS notes_body ON notes (body);\n",
            "UPDATE notes SET body = 'lost' WHERE id <= 3;\n",
        )
        .file("migrate.toml", "[scripts]\n[roundtrip]\nmax_rewrite = \"0\"\n")
        .pair(
            "V004__larger",
            "ALTER TABLE accounts ALTER size TYPE bigint;\n",
            "ALTER TABLE accounts ALTER size TYPE int;\n",
        )
        .pair("V005__view", "CREATE VIEW names AS SELECT name FROM accounts;\n", "DROP VIEW names;\n");
    project
}
