//! The corpus: scripts of PostgreSQL's odd syntax, and what they leave behind in a database.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::Database;
use super::processes::Ends;

/// One script of the corpus. Every script runs on top of the ones before it.
pub(crate) struct Script {
    pub(crate) name: String,
    pub(crate) sql: String,
}

const HEAD: &str = "-- script: ";

/// Every script of `tests/corpus`, byte for byte: only the line break in front of the next head, or at
/// the end of the file, is not the script's.
pub(crate) fn corpus() -> Vec<Script> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files: BTreeMap<String, String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
        })
        .collect();
    files.iter().flat_map(|(file, text)| read(file, text)).collect()
}

/// Reads one file of the corpus.
pub(crate) fn read(file: &str, text: &str) -> Vec<Script> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let first = text.strip_prefix(HEAD).unwrap_or_else(|| panic!("{file} does not begin with a head"));
    first
        .split(&format!("\n{HEAD}"))
        .map(|part| {
            let (name, sql) = part.split_once('\n').unwrap_or((part, ""));
            Script { name: format!("{file}: {name}"), sql: sql.to_owned() }
        })
        .collect()
}

/// The schema as `pg_dump` writes it, and every row of every table and sequence. What `migrate` keeps
/// for itself is left out.
pub(crate) fn contents(pg_dump: &Path, database: &Database) -> Vec<String> {
    let dump = Command::new(pg_dump)
        .args(["--schema-only", "--exclude-table=refinery_schema_history", "--exclude-table=migrate_journal"])
        .args(["--dbname", database.url()])
        .finish();
    assert!(dump.status.success(), "pg_dump: {}", String::from_utf8_lossy(&dump.stderr));
    let dump = String::from_utf8(dump.stdout).unwrap();
    // These two hold a new random word on every run.
    let is_random = |line: &&str| line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ");
    let schema = dump.split('\n').filter(|line| !is_random(line)).map(str::to_owned);
    schema.chain(database.query(&database.query(ROWS).join(";"))).collect()
}

const ROWS: &str = r#"
    SELECT CASE c.relkind
        WHEN 'S' THEN format('SELECT %L, last_value, is_called FROM %s', c.oid::regclass, c.oid::regclass)
        ELSE format('SELECT %L, "whole row"::text FROM %s AS "whole row" ORDER BY 2', c.oid::regclass, c.oid::regclass)
    END
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm', 'S') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
        AND c.relname !~ '^(refinery_schema_history|migrate_journal)'
    ORDER BY c.oid::regclass::text COLLATE "C""#;
