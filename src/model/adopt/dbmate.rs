//! dbmate: `<version>_<name>.sql` with `-- migrate:up` and `-- migrate:down`.
//!
//! From its source (`pkg/dbmate/db.go`, `migration.go`): a version is the digits at the beginning of the name, a text;
//! migrations run in the order of their file names. `transaction:false` behind a marker is about that block. The down block
//! may be missing. The table `schema_migrations` has a row for each version that is applied.

use super::file_name::numbered;
use super::old_migration::{OldFile, OldProject};
use super::sections::{Marker, add_divided};

/// What a line means to dbmate.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let command = line.strip_prefix("--")?.trim().strip_prefix("migrate:")?;
    let mut words = command.split_whitespace();
    let direction = words.next()?;
    let in_transaction = !words.any(|option| option == "transaction:false");
    match direction {
        "up" => Some(Marker::Up { in_transaction }),
        "down" => Some(Marker::Down { in_transaction }),
        _ => None,
    }
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| !file.path.contains('/')) {
        let Some(name) = numbered(file.name(), &['_', '-', '.']) else { continue };
        add_divided(&mut project, file, &name, marker, "it has no line `-- migrate:up`");
    }
    project.migrations.sort_by(|a, b| a.file.cmp(&b.file));
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn file_names_are_the_order_and_blocks_have_options() {
        let project = read(&files(&[
            ("20240101_b.sql", "-- migrate:up transaction:false\nSELECT 2;\n-- migrate:down\nSELECT -2;\n"),
            ("2024010199_a.sql", "-- migrate:up\nSELECT 1;\n"),
            ("3_x.sql", "-- migrate:lossy t x\nSELECT 3;"),
            ("schema.sql", "SELECT 9;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "2024010199 a 2024010199: SELECT 1;, no down",
                "20240101 b 20240101: SELECT 2; alone / SELECT -2;"
            ]
        );
        assert_eq!(project.passed_over[0].file, "3_x.sql");
    }
}
