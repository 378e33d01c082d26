//! `adopt`: projects of other tools, as these leave them in a folder and in a database.

mod awkward;
mod formats;
mod killed;
mod refusals;
mod server_log;

use serde_json::Value;

use crate::support::{Cluster, Database, Migrate, Project, Run};

/// The folder that the other tool's files are in.
const OLD: &str = "old";

/// A project of another tool, and the database that it migrated.
struct OldProject {
    db: Database,
    project: Project,
}

impl OldProject {
    /// With these files, and what these statements leave in the database. Its owner is no superuser.
    fn new(files: &[(&str, &str)], database: &str) -> Self {
        Self::on(Cluster::shared(), files, database)
    }

    fn on(cluster: &Cluster, files: &[(&str, &str)], database: &str) -> Self {
        let (db, project) = (Database::owned_on(cluster), Project::bare());
        for (path, text) in files {
            project.file(&format!("{OLD}/{path}"), text);
        }
        if !database.is_empty() {
            db.execute(database);
        }
        Self { db, project }
    }

    fn migrate(&self, args: &[&str]) -> Migrate {
        self.project.migrate_on(&self.db).args(args.iter().copied())
    }

    fn adopt(&self, args: &[&str]) -> Migrate {
        self.migrate(&["adopt", "--source", OLD]).args(args.iter().copied())
    }

    /// Adopts, and returns the document.
    fn adopted(&self, args: &[&str]) -> Value {
        self.adopt(args).args(["--yes", "--format", "json"]).ok().json()
    }

    /// The versions that `status` shows, each with its state.
    fn states(&self) -> Vec<String> {
        let document = self.migrate(&["status", "--format", "json"]).ok().json();
        let line = |row: &Value| format!("{} {}", row["version"], row["state"].as_str().unwrap());
        document["migrations"].as_array().unwrap().iter().map(line).collect()
    }

    /// Nothing of the project is written, and the database has no history of ours.
    fn is_untouched(&self, run: Run) -> Run {
        assert!(!self.project.path().join("migrations").exists(), "{run:#?}");
        assert!(!self.project.path().join("rollbacks").exists(), "{run:#?}");
        assert_eq!(self.db.value("SELECT to_regclass('refinery_schema_history')"), "", "{run:#?}");
        run
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.project.path().join(path)).unwrap()
    }
}

/// The table of goose, with these versions applied.
fn goose(versions: &[i64]) -> String {
    let rows: Vec<String> = [0].iter().chain(versions).map(|version| format!("({version}, true)")).collect();
    format!(
        "CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL, is_applied boolean NOT NULL,
            tstamp timestamp NULL DEFAULT now());
        INSERT INTO goose_db_version (version_id, is_applied) VALUES {};",
        rows.join(", ")
    )
}
