//! A history as a project has it after some years: tables, columns, indexes, checks, views, functions and policies, one
//! small pair after another, and none that writes rows.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A folder with `migrations/`, `rollbacks/`, and what `psql` runs: `up.sql` and `all.sql`, which is up, down and up.
pub(crate) struct History {
    folder: TempDir,
}

impl History {
    /// Writes `count` pairs; the rollback of one of them leaves a table behind, unless that is 0.
    pub(crate) fn write(count: usize, broken: usize) -> Self {
        let folder = tempfile::Builder::new().prefix("migrate-bench-").tempdir().unwrap();
        let at = folder.path();
        for name in ["migrations", "rollbacks"] {
            fs::create_dir(at.join(name)).unwrap();
        }
        fs::write(at.join("migrate.toml"), "[scripts]\n").unwrap();
        let (mut up, mut down) = (String::new(), Vec::new());
        for n in 1..=count {
            let (forth, mut back) = pair(n);
            writeln!(up, "BEGIN;\n{forth}\nCOMMIT;").unwrap();
            down.push(format!("BEGIN;\n{back}\nCOMMIT;\n"));
            if n == broken {
                back.push_str("\nCREATE TABLE left_behind (id int);");
            }
            fs::write(at.join(format!("migrations/V{n:03}__step_{n}.sql")), forth).unwrap();
            fs::write(at.join(format!("rollbacks/V{n:03}__step_{n}.sql")), back).unwrap();
        }
        down.reverse();
        fs::write(at.join("all.sql"), format!("{up}{}{up}", down.concat())).unwrap();
        fs::write(at.join("up.sql"), up).unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The two scripts of the n-th pair, counted from 1. Two of nine make a table.
fn pair(n: usize) -> (String, String) {
    let tables = n / 9 * 2 + usize::from(n % 9 >= 1) + usize::from(n % 9 >= 4);
    let table = format!("t_{tables}");
    match n % 9 {
        1 | 4 => {
            let parent = match tables {
                1 => String::new(),
                _ => format!(", parent_id bigint REFERENCES t_{} (id)", tables - 1),
            };
            let up = format!(
                "CREATE TABLE {table} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id bigint NOT NULL, \
                 name text NOT NULL{parent}, state text NOT NULL DEFAULT 'new', \
                 created_at timestamptz NOT NULL DEFAULT now());\n\
                 CREATE INDEX {table}_tenant ON {table} (tenant_id, created_at);"
            );
            (up, format!("DROP TABLE {table};"))
        }
        2 => (
            format!("ALTER TABLE {table} ADD note_{n} text, ADD count_{n} integer NOT NULL DEFAULT 0;"),
            format!("ALTER TABLE {table} DROP note_{n}, DROP count_{n};"),
        ),
        3 => (format!("CREATE INDEX i_{n} ON {table} (name);"), format!("DROP INDEX i_{n};")),
        5 => (
            format!("ALTER TABLE {table} ADD CONSTRAINT c_{n} CHECK (name <> '');"),
            format!("ALTER TABLE {table} DROP CONSTRAINT c_{n};"),
        ),
        6 => (
            format!("CREATE VIEW v_{n} AS SELECT id, name, state FROM {table} WHERE state = 'new';"),
            format!("DROP VIEW v_{n};"),
        ),
        7 => (
            format!(
                "CREATE FUNCTION f_{n}(wanted bigint) RETURNS bigint LANGUAGE sql STABLE \
                 AS 'SELECT count(*) FROM {table} WHERE tenant_id = wanted';"
            ),
            format!("DROP FUNCTION f_{n}(bigint);"),
        ),
        8 => (
            format!(
                "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\nCREATE POLICY p_{n} ON {table} \
                 USING (tenant_id = current_setting('app.tenant_id', true)::bigint);"
            ),
            format!("DROP POLICY p_{n} ON {table};\nALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"),
        ),
        _ => (
            format!(
                "COMMENT ON TABLE {table} IS 'the {n}th';\nALTER TABLE {table} ALTER state SET DEFAULT 'open';"
            ),
            format!("ALTER TABLE {table} ALTER state SET DEFAULT 'new';\nCOMMENT ON TABLE {table} IS NULL;"),
        ),
    }
}
