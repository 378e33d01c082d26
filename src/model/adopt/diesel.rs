//! Diesel: a folder for each migration, with `up.sql` and perhaps `down.sql` and `metadata.toml`.
//!
//! From its source (`diesel_migrations/migrations_internals/src/lib.rs`, `diesel_migrations/src/file_based_migrations.rs`): the
//! version is what stands before the first `_` of the folder's name, without hyphens; migrations run in the order of these
//! texts. `run_in_transaction = false` in `metadata.toml` is about both scripts. The table `__diesel_schema_migrations` has
//! a row for each version that is applied.

use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| file.name() == "up.sql" && file.path.matches('/').count() == 1) {
        let folder = file.folder();
        let beside = |name: &str| files.iter().find(|beside| beside.path == format!("{folder}/{name}"));
        let (version, name) = folder.split_once('_').unwrap_or((folder, ""));
        let in_transaction = beside("metadata.toml").is_none_or(|file| runs_in_transaction(file.content()));
        project.migrations.push(OldMigration {
            key: version.replace('-', ""),
            down: beside("down.sql").map_or(OldScript::Absent, OldScript::of),
            up_in_transaction: in_transaction,
            down_in_transaction: in_transaction,
            ..OldMigration::new(version, name, &file.path, OldScript::of(file))
        });
    }
    project.migrations.sort_by(|a, b| (&a.key, &a.file).cmp(&(&b.key, &b.file)));
    project
}

fn runs_in_transaction(metadata: &str) -> bool {
    let table: Option<toml::Table> = metadata.parse().ok();
    table.and_then(|table| table.get("run_in_transaction")?.as_bool()).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn a_folder_is_a_migration() {
        let project = read(&files(&[
            ("2024-01-02-000000_b/up.sql", "SELECT 2;"),
            ("2024-01-02-000000_b/metadata.toml", "run_in_transaction = false"),
            ("00000000000000_diesel_initial_setup/up.sql", "SELECT 1;"),
            ("00000000000000_diesel_initial_setup/down.sql", "SELECT -1;"),
            ("2024-01-03-000000_c/down.sql", "SELECT -3;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "00000000000000 diesel_initial_setup 00000000000000: SELECT 1; / SELECT -1;",
                "2024-01-02-000000 b 20240102000000: SELECT 2; alone, no down",
            ]
        );
    }
}
