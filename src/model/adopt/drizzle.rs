//! Drizzle: `<tag>.sql`, in the order of `meta/_journal.json`; or a folder `<stamp>_<name>` with `migration.sql`.
//!
//! From its source (`drizzle-orm/src/migrator.ts`, `drizzle-orm/src/pg-core/dialect.ts`): the entries of the journal are the
//! migrations, in their order; each has a `tag` and a `when` in milliseconds. Since version 1 there is no journal, and the
//! name of a folder begins with its time in UTC. `--> statement-breakpoint` stands between statements, and to the server it
//! is a comment. All pending migrations run in one transaction. The table `drizzle.__drizzle_migrations` has a row for each:
//! `hash`, the SHA-256 of the file, and `created_at`, its `when`. There are no rollbacks.

use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use super::tool::Tool;

const JOURNAL: &str = "meta/_journal.json";

/// Whether a file is the journal.
pub(super) fn is_journal(path: &str) -> bool {
    path == JOURNAL
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    match files.iter().find(|file| is_journal(&file.path)) {
        Some(journal) => by_journal(journal.content(), files),
        None => by_folders(files),
    }
}

fn by_journal(journal: &str, files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    let journal: serde_json::Value = serde_json::from_str(journal).unwrap_or_default();
    for entry in journal["entries"].as_array().into_iter().flatten() {
        let tag = entry["tag"].as_str().unwrap_or_default();
        let path = format!("{tag}.sql");
        let file = files.iter().find(|file| file.path == path);
        let (version, name) = tag.split_once('_').unwrap_or((tag, ""));
        project.migrations.push(OldMigration {
            key: entry["when"].as_i64().unwrap_or_default().to_string(),
            ..OldMigration::new(version, name, &path, file.map_or(OldScript::Absent, script))
        });
    }
    let is_entry = |file: &&OldFile| project.migrations.iter().any(|migration| migration.file == file.path);
    let strangers: Vec<&OldFile> = files
        .iter()
        .filter(|file| file.extension() == "sql" && !file.path.contains('/') && !is_entry(file))
        .collect();
    for file in strangers {
        project.pass_over(file, "the journal has no entry for it");
    }
    project
}

fn by_folders(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| file.name() == "migration.sql" && file.path.contains('/')) {
        let folder = file.folder();
        let (version, name) = folder.split_once('_').unwrap_or((folder, ""));
        let time = chrono::NaiveDateTime::parse_from_str(version, "%Y%m%d%H%M%S").ok();
        let key =
            time.map_or_else(|| version.to_owned(), |time| time.and_utc().timestamp_millis().to_string());
        project
            .migrations
            .push(OldMigration { key, ..OldMigration::new(version, name, &file.path, script(file)) });
    }
    project.migrations.sort_by(|a, b| a.file.cmp(&b.file));
    project
}

/// A breakpoint stands behind a semicolon or, at times, instead of one.
fn script(file: &OldFile) -> OldScript {
    let Some(text) = &file.text else { return OldScript::of(file) };
    let pieces: Vec<String> = text
        .split("--> statement-breakpoint")
        .map(|piece| {
            if super::old_sql::ends_in_semicolon(piece) {
                piece.to_owned()
            } else {
                format!("{};", piece.trim_end())
            }
        })
        .collect();
    OldScript::Sql(pieces.concat())
}

/// The tool, for the reader that shares its folders with Prisma.
pub(super) fn tool_of_folders(files: &[OldFile]) -> Tool {
    let has_snapshot = files.iter().any(|file| file.name() == "snapshot.json");
    if has_snapshot { Tool::Drizzle } else { Tool::Prisma }
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn the_journal_is_the_order() {
        let journal =
            r#"{"entries":[{"idx":0,"when":1700,"tag":"0000_b"},{"idx":1,"when":1600,"tag":"0001_a"}]}"#;
        let project = read(&files(&[
            ("meta/_journal.json", journal),
            ("0001_a.sql", "SELECT 1;"),
            (
                "0000_b.sql",
                "SELECT 0;--> statement-breakpoint\nSELECT 00\n--> statement-breakpoint\nSELECT 000",
            ),
            ("0002_x.sql", ""),
        ]));
        assert_eq!(
            summary(&project),
            ["0000 b 1700: SELECT 0;\nSELECT 00;\nSELECT 000;, no down", "0001 a 1600: SELECT 1;, no down"]
        );
        assert_eq!(project.passed_over[0].file, "0002_x.sql");
    }

    #[test]
    fn without_a_journal_folders_are_times() {
        let project = read(&files(&[("20240101000000_a/migration.sql", "SELECT 1;")]));
        assert_eq!(summary(&project), ["20240101000000 a 1704067200000: SELECT 1;, no down"]);
    }
}
