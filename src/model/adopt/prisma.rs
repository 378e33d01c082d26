//! Prisma: a folder `<stamp>_<name>` for each migration, with `migration.sql`.
//!
//! From its source (`schema-engine/connectors/schema-connector/src/migrations_directory.rs`, `psl` and
//! `sql-schema-connector/.../sql_migration_persistence.rs`): the name of a migration is that of its folder; they run in the
//! order of these names. A script goes to the server as one message, without a `BEGIN`. A `down.sql` beside it is written by
//! hand, for `db execute`. The table `_prisma_migrations` has a row for each try: `finished_at` is null while it runs or
//! after it failed, `rolled_back_at` is set where a person said so.

use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| file.name() == "migration.sql" && file.path.contains('/')) {
        let folder = file.folder();
        let down = file.path.replace("migration.sql", "down.sql");
        let down = files.iter().find(|beside| beside.path == down).map_or(OldScript::Absent, OldScript::of);
        let digits = folder.len() - folder.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let (version, name) = folder.split_at(digits);
        let version = if version.is_empty() { folder } else { version };
        project.migrations.push(OldMigration {
            key: folder.to_owned(),
            down,
            ..OldMigration::new(version, name.trim_start_matches('_'), &file.path, OldScript::of(file))
        });
    }
    project.migrations.sort_by(|a, b| a.key.cmp(&b.key));
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn a_folder_is_a_migration() {
        let project = read(&files(&[
            ("20240102000000_b/migration.sql", "SELECT 2;"),
            ("20240101000000_a/migration.sql", "SELECT 1;"),
            ("20240101000000_a/down.sql", "SELECT -1;"),
            ("0_init/migration.sql", "SELECT 0;"),
            ("migration_lock.toml", "provider = \"postgresql\""),
        ]));
        assert_eq!(
            summary(&project),
            [
                "0 init 0_init: SELECT 0;, no down",
                "20240101000000 a 20240101000000_a: SELECT 1; / SELECT -1;",
                "20240102000000 b 20240102000000_b: SELECT 2;, no down",
            ]
        );
    }
}
