//! Supabase: `<version>_<name>.sql`.
//!
//! From the source of its command line (`pkg/migration/list.go`, `file.go`): `([0-9]+)_(.*)\.sql`; the version is a text,
//! and migrations run in the order of their file names, each in a transaction. A first file `.._init.sql` of the old form,
//! before 2021-12-09, is passed over. There are no rollbacks; `.down.sql` files are written by hand. The table
//! `supabase_migrations.schema_migrations` has a row for each version that is applied.

use super::file_name::numbered;
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use crate::model::migration::directive::Direction;

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| !file.path.contains('/')) {
        let Some(name) = numbered(file.name(), &['_']) else { continue };
        if name.direction == Some(Direction::Down) {
            continue;
        }
        let down = format!("{}_{}.down.sql", name.digits, name.name);
        let down = files.iter().find(|beside| beside.path == down).map_or(OldScript::Absent, OldScript::of);
        let migration = OldMigration::new(name.digits, name.name, &file.path, OldScript::of(file));
        project.migrations.push(OldMigration { down, ..migration });
    }
    project.migrations.sort_by(|a, b| a.file.cmp(&b.file));
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn file_names_are_the_order() {
        let project = read(&files(&[
            ("20240102000000_b.sql", "SELECT 2;"),
            ("20240101_a.sql", "SELECT 1;"),
            ("20240101_a.down.sql", "SELECT -1;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "20240101 a 20240101: SELECT 1; / SELECT -1;",
                "20240102000000 b 20240102000000: SELECT 2;, no down"
            ]
        );
    }
}
