//! A project folder of a test's own, with scripts that the test writes.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Database, Migrate};

/// A folder with `migrations` and `rollbacks`.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A project with both folders and no script.
    pub(crate) fn new() -> Self {
        let project = Self::bare();
        for folder in ["migrations", "rollbacks"] {
            fs::create_dir(project.path().join(folder)).unwrap();
        }
        project
    }

    /// An empty folder.
    pub(crate) fn bare() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The same, whose tenants are told apart as the defaults have it.
    pub(crate) fn with_tenant() -> Self {
        let project = Self::new();
        project.file("migrate.toml", "[tenant]\n");
        project
    }

    /// A project with `count` migrations, each of which makes one table, `t1` and so on.
    pub(crate) fn with_tables(count: usize) -> Self {
        let project = Self::new();
        for n in 1..=count {
            project.pair(
                &format!("V{n:03}__t{n}"),
                &format!("CREATE TABLE t{n} (id int PRIMARY KEY);\n"),
                &format!("DROP TABLE t{n};\n"),
            );
        }
        project
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, whatever its name and bytes.
    pub(crate) fn file(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Writes a migration and its rollback; `stem` is `V001__name`.
    pub(crate) fn pair(&self, stem: &str, up: &str, down: &str) -> &Self {
        self.file(&format!("migrations/{stem}.sql"), up).file(&format!("rollbacks/{stem}.sql"), down)
    }

    /// Deletes a file.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path().join(path)).unwrap();
        self
    }

    /// The binary with `--dir` on this project and no database.
    pub(crate) fn migrate(&self) -> Migrate {
        Migrate::new(self.path()).args(["--dir", "."])
    }

    /// The binary with `--dir` on this project and a database.
    pub(crate) fn migrate_on(&self, database: &Database) -> Migrate {
        self.migrate().args(["--database-url", database.url()])
    }
}
