//! sqlx: `<version>_<description>.sql`, or `.up.sql` and `.down.sql`.
//!
//! From its source (`sqlx-core/src/migrate/source.rs`, `migration_type.rs`, `sqlx-postgres/src/migrate.rs`): the version is an
//! `i64`, in whose order migrations run. A text that begins with `-- no-transaction` runs without a transaction. The table
//! `_sqlx_migrations` has a row for each version: `success` is false for one that failed half way.

use super::file_name::{magnitude, numbered};
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use super::old_pair::OldPairs;
use crate::model::migration::directive::Direction;

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    let mut pairs = OldPairs::default();
    for file in files.iter().filter(|file| !file.path.contains('/')) {
        let Some(name) = numbered(file.name(), &['_']) else { continue };
        let (length, digits) = magnitude(name.digits);
        let direction = name.direction.unwrap_or(Direction::Up);
        pairs.take((length, digits.to_owned()), direction, file, &mut project);
    }
    pairs.into_migrations(&mut project, |(_, digits), file, up| {
        let name = numbered(file.name(), &['_']);
        let (version, words) = name.map_or((digits.as_str(), ""), |name| (name.digits, name.name));
        OldMigration { key: digits.clone(), ..OldMigration::new(version, words, &file.path, up) }
    });
    for migration in &mut project.migrations {
        migration.up_in_transaction = !is_alone(&migration.up);
        migration.down_in_transaction = !is_alone(&migration.down);
    }
    project
}

fn is_alone(script: &OldScript) -> bool {
    matches!(script, OldScript::Sql(text) if text.starts_with("-- no-transaction"))
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn both_kinds_are_read() {
        let project = read(&files(&[
            ("2_b.sql", "-- no-transaction\nSELECT 2;"),
            ("1_a.up.sql", "SELECT 1;"),
            ("1_a.down.sql", "SELECT -1;"),
        ]));
        assert_eq!(
            summary(&project),
            ["1 a 1: SELECT 1; / SELECT -1;", "2 b 2: -- no-transaction\nSELECT 2; alone, no down"]
        );
    }
}
