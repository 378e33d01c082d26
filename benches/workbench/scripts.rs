//! The same small migrations in every tool's layout.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A folder with `count` migrations: `migrations/` and `rollbacks/` for us and refinery, `sqlx/`,
/// and `up.sql`, `down.sql` for psql.
pub(crate) struct Scripts {
    folder: TempDir,
    pub(crate) count: usize,
}

impl Scripts {
    /// Writes them under `base`.
    pub(crate) fn write(count: usize, base: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("migrate-bench-").tempdir_in(base).unwrap();
        for name in ["migrations", "rollbacks", "sqlx"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let scripts = Self { folder, count };
        let mut session_up = format!("{LEDGER}\n");
        let mut session_down = String::new();
        for n in 1..=count {
            let (up, down) = (up(n), down(n));
            scripts.file(&format!("migrations/V{n:04}__t_{n}.sql"), &up);
            scripts.file(&format!("rollbacks/V{n:04}__t_{n}.sql"), &down);
            scripts.file(&format!("sqlx/{n:04}_t_{n}.up.sql"), &up);
            scripts.file(&format!("sqlx/{n:04}_t_{n}.down.sql"), &down);
            let row = format!("INSERT INTO ledger (version, name) VALUES ({n}, 't_{n}');");
            writeln!(session_up, "BEGIN;\n{up}{row}\nCOMMIT;").unwrap();
            let (n, down) = (count + 1 - n, self::down(count + 1 - n));
            let row = format!("DELETE FROM ledger WHERE version = {n};");
            writeln!(session_down, "BEGIN;\n{down}{row}\nCOMMIT;").unwrap();
        }
        scripts.file("up.sql", &session_up);
        scripts.file("down.sql", &session_down);
        scripts
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self, path: &str, text: &str) {
        fs::write(self.path().join(path), text).unwrap();
    }
}

const LEDGER: &str = "CREATE TABLE ledger (version bigint PRIMARY KEY, name text NOT NULL, \
     applied_on timestamptz NOT NULL DEFAULT now());";

fn up(n: usize) -> String {
    format!(
        "CREATE TABLE t_{n} (id bigint PRIMARY KEY, name text NOT NULL, \
         created_at timestamptz NOT NULL DEFAULT now());\n\
         CREATE INDEX t_{n}_name_idx ON t_{n}(name);\n"
    )
}

fn down(n: usize) -> String {
    format!("DROP TABLE t_{n};\n")
}
