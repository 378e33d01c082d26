//! What a person and a program read, word for word: the help of every command, and the tables and documents of each
//! on a small project. A changed word fails here and is seen in review.
//!
//! To record everything again after a change that is meant, and to look at it before it is committed:
//!
//! ```text
//! INSTA_UPDATE=always cargo test --test it snapshots
//! git diff tests/it/snapshots
//! ```
//!
//! Anything else (`INSTA_UPDATE=no`, as on CI, or nothing) fails where a text differs. What differs from run to run is
//! replaced before the comparison, in `snapshots/redact.rs`.

mod fixture;
mod help;
mod redact;

use std::sync::OnceLock;

use crate::support::{Cluster, Database, Project, Run, wait_until};
use redact::Redaction;

/// A server of these tests' own: no other test's roles are seen, and no statistics come by themselves.
fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let cluster = Cluster::own(&["autovacuum=off", "max_connections=100"]);
        let roles = "CREATE ROLE snap_app LOGIN; CREATE ROLE snap_reader NOLOGIN";
        Database::try_query(&cluster.url("postgres", "postgres"), roles).unwrap();
        cluster
    })
}

/// Compares with the committed text of this name.
fn assert_recorded(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots"));
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Commands that run one after the other on a project, and what came out of each.
struct Session {
    db: Database,
    project: Project,
    redaction: Redaction,
    text: String,
}

impl Session {
    /// On an empty database that an ordinary role owns.
    fn new(project: Project) -> Self {
        let db = Database::owned_on(cluster());
        let redaction = Redaction::new(&db, project.path());
        Self { db, project, redaction, text: String::new() }
    }

    /// Runs a command on the database, and writes down what it prints and how it ends.
    fn run(&mut self, args: &str) -> &mut Self {
        let run = self.project.migrate_on(&self.db).args(args.split(' ')).run();
        self.write(args, &run)
    }

    /// The same without a database.
    fn run_alone(&mut self, args: &str) -> &mut Self {
        let run = self.project.migrate().args(args.split(' ')).run();
        self.write(args, &run)
    }

    /// As a table, and as a document.
    fn run_both(&mut self, args: &str) -> &mut Self {
        self.run(args).run(&format!("{args} --format json"))
    }

    fn write(&mut self, args: &str, run: &Run) -> &mut Self {
        let code = run.code.map_or("a signal".to_owned(), |code| code.to_string());
        self.text += &format!("$ migrate {args}\n");
        for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            let text = self.redaction.apply(text);
            if !text.trim_end().is_empty() {
                self.text += &format!("[{stream}]\n{}\n", text.trim_end());
            }
        }
        self.text += &format!("[exit code {code}]\n\n");
        // A session may outlive its client for a moment, and the next command would say that it waits for it.
        let sessions = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
        wait_until("the end of the sessions before", || self.db.value(sessions) == "0");
        self
    }

    /// A file that a command wrote.
    fn file(&mut self, path: &str) -> &mut Self {
        let text = std::fs::read_to_string(self.project.path().join(path)).unwrap();
        self.text += &format!("$ cat {path}\n{}\n\n", self.redaction.apply(&text).trim_end());
        self
    }

    /// Compares all of it with the committed text.
    fn assert_recorded(&self, name: &str) {
        assert_recorded(name, self.text.trim_end());
    }
}

#[test]
fn scripts_that_are_pending_applied_edited_and_taken_over() {
    let mut session = Session::new(fixture::scripts());
    session.run_both("up --dry-run").run("up --to 1 -v").run_both("status").run("status --check");
    session.run("up --format json").run("up").run("status");
    session.assert_recorded("up_and_status");

    session.text.clear();
    session.project.file("migrations/V002__projects.sql", "SELECT 'edited';");
    session.run_both("status --check").run_both("up").run("up --format github");
    session.run("repair not-applied 3").run_both("repair accept 2");
    session.assert_recorded("edited_and_repaired");

    session.text.clear();
    session.run_both("down --dry-run").run_both("down --all").run("redo --format json").run_both("down");
    session.project.file("rollbacks/V001__accounts.sql", "DROP TABLE accounts CASCADE;");
    session.run("down --all --yes").run("down --all --yes --use journal --format json");
    session.assert_recorded("down_and_redo");
}

#[test]
fn a_script_that_fails_and_commands_that_are_refused() {
    let mut session = Session::new(fixture::scripts());
    session.project.pair("V004__broken", "SELECT 1;\nSELECT nmae FROM accounts;\n", "SELECT 1;\n");
    session.run("up").run("up --format json").run("up --format github").run("status");
    session.project.remove("rollbacks/V004__broken.sql");
    session.run_both("status").run("up --format github");
    session.run_alone("up").run_alone("--database-url postgresql://x@127.0.0.1:1/x status --format json");
    session.run_alone("up --to x").run_alone("frobnicate").run_alone("seed");
    session.assert_recorded("failures");
}

#[test]
fn new_scripts() {
    let mut session = Session::new(fixture::scripts());
    session.run("new add invoices").run("new --format json --partitioned-index index events by time");
    session.file("migrations/V004__add_invoices.sql").file("rollbacks/V004__add_invoices.sql");
    session.file("migrations/V005__index_events_by_time.sql");
    session.file("rollbacks/V005__index_events_by_time.sql").run("new ?!");
    session.assert_recorded("new");
}

#[test]
fn months_that_are_missing_there_and_past() {
    // What is counted in months is recorded as such: nothing here may cross midnight on the last day of one.
    let mut session = Session::new(fixture::months());
    session.redaction = session.redaction.with_months();
    session.run("up -q");
    session.db.execute(&fixture::past_months(&session.redaction));
    session.run_both("partitions check").run_both("partitions ensure").run_both("partitions list");
    session.run("partitions check --metrics-file check.prom").file("check.prom");
    session.assert_recorded("partitions_check_ensure_list");

    session.text.clear();
    session.run_both("partitions drain").run("partitions list");
    session.run_both("partitions retire --keep 1m --dry-run").run("partitions retire --keep 1m");
    session.run_both("partitions retire --drop --dry-run").run("partitions list").run("partitions retire");
    session.run("partitions retire --drop --grace 0d");
    session.run_both("partitions adopt --dry-run").run("partitions check --table nothing --format json");
    session.assert_recorded("partitions_drain_retire_adopt");
    assert!(session.redaction.is_still_this_month(), "midnight passed: run it again");
}

#[test]
fn tenants_that_reach_one_another() {
    let mut session = Session::new(fixture::tenants());
    session.run("up -q");
    fixture::exempt_the_server(&session.project, &session.db);
    session.run("verify").run("verify --format github").run_both("verify --on scratch");
    session.run_alone("verify --explain T02").run_alone("verify --explain Z99");
    session.assert_recorded("verify");
}

#[test]
fn rows_that_are_written_and_removed() {
    let mut session = Session::new(fixture::accounts());
    session.db.superuser(&format!("ALTER ROLE {} BYPASSRLS", session.db.owner()));
    session
        .run("up -q")
        .run_both("seed --profile tiny --jobs 2 --dry-run")
        .run("seed --profile tiny --jobs 2");
    session.run("seed --profile tiny --jobs 2 --seed 2 --format json").run_both("seed --clear");
    session.run("seed --resume").run("seed --profile none").run("seed --profile tiny --scale 0");
    session.db.execute("INSERT INTO accounts (name) VALUES ('by hand')");
    session.run_both("seed --profile tiny");
    session.assert_recorded("seed");
}

#[test]
fn rollbacks_that_are_sound_and_that_are_not() {
    let mut session = Session::new(fixture::rollbacks());
    session.db.superuser(&format!("ALTER ROLE {} SUPERUSER", session.db.owner()));
    session.run_both("roundtrip --profile tiny --jobs 2").run("roundtrip --profile tiny --format github");
    session.run("roundtrip --no-seed --only 2").run_both("roundtrip --no-seed --from 4");
    session.assert_recorded("roundtrip");
}

#[test]
fn schemas_as_text_as_a_page_and_compared() {
    let mut session = Session::new(fixture::accounts());
    session.run("up -q").run_both("snapshot").run("snapshot --output schema.txt");
    session.run("snapshot --output schema.txt --check").run_both("docs").run("docs --output page.md");
    session.run_both("drift");
    session.db.execute(
        "ALTER TABLE accounts ADD by_hand int; CREATE INDEX by_hand ON accounts (name);
         DROP POLICY own ON notes; ALTER TABLE notes ALTER body SET DEFAULT 'by hand'",
    );
    session.run_both("snapshot --output schema.txt --check").run_both("docs --output page.md --check");
    session.run_both("drift");
    session.assert_recorded("snapshot_docs_drift");
}
