//! `migrate verify`: tenants are isolated, as the catalog has it and as it behaves.

mod behaviour;
mod designs;
mod forms;
mod gate;
mod implied;
mod mutants;
mod output;
mod probe;
mod probe_live;
mod random;
mod reading;
mod reference;
mod rounds;
mod rules_page;
mod seed;
mod suggestion;

use std::sync::OnceLock;

use serde_json::Value;

use crate::support::{Cluster, Database, Migrate};

/// A finding, as a test wants it: the rule and the object.
type Found = (String, String);

/// A server with the reference schema in a database that is copied.
struct Bench {
    cluster: Cluster,
    template: Database,
}

impl Bench {
    fn new() -> Self {
        let cluster = Cluster::own(&[]);
        let template = Database::on(&cluster);
        migrate(&template).args(["up"]).ok();
        Self { cluster, template }
    }

    /// The server that tests share which change nothing but their own database.
    fn shared() -> &'static Self {
        static SHARED: OnceLock<Bench> = OnceLock::new();
        SHARED.get_or_init(Self::new)
    }

    fn copy(&self) -> Database {
        self.template.copy_on(&self.cluster)
    }

    /// A partition of the activities.
    fn partition(&self) -> String {
        Database::try_query(
            &self.cluster.url("postgres", self.template.name()),
            "SELECT min(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'activities'::regclass",
        )
        .unwrap()
        .remove(0)
    }
}

/// The binary on this repository's own scripts and settings.
fn migrate(db: &Database) -> Migrate {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    Migrate::new(root).args(["--dir", ".", "--database-url", db.url()])
}

/// Everything that is found, but the age of the server, which is the machine's.
fn found(report: &Value) -> Vec<Found> {
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap().to_owned();
    let mut found: Vec<Found> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (text(finding, "rule"), text(finding, "object")))
        .filter(|(rule, _)| rule != "L07")
        .collect();
    found.sort();
    found
}

/// What is found by a call with a document.
fn judged(call: Migrate) -> Vec<Found> {
    let run = call.args(["verify", "--format", "json"]).run();
    assert!(matches!(run.code, Some(0 | 1)), "{} {}", run.stdout, run.stderr);
    found(&run.json())
}

/// What is found in a database with the reference schema.
fn verify(db: &Database) -> Vec<Found> {
    judged(migrate(db))
}
