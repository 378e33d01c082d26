//! goose: `<version>_<name>.sql` with `-- +goose Up` and `-- +goose Down`.
//!
//! From its source (`internal/sqlparser/parser.go`, `migrate.go`, `migration_sql.go`): a version is an `int64` above 0, what
//! stands before the first `_`; migrations run in the order of these numbers. A marker is a line that begins with `--`; what
//! is left of it without blanks at both ends is compared. `StatementBegin` and `StatementEnd` make one statement of what is
//! between them. `NO TRANSACTION` counts for both directions. `ENVSUB ON` has variables replaced by those of the
//! environment. A `.go` file is a program. The table `goose_db_version` has a row for each run (`version_id`,
//! `is_applied`): the newest row of a version counts, and the row of version 0 is no migration.

use super::file_name::{self, is_code, numbered};
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use super::sections::{Marker, add_divided};

/// What a line means to goose.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let command = line.strip_prefix("--")?.trim();
    let command = command.strip_prefix("+goose")?.trim().to_ascii_lowercase();
    Some(match command.as_str() {
        "up" => Marker::Up { in_transaction: true },
        "down" => Marker::Down { in_transaction: true },
        "statementbegin" => Marker::StatementBegin,
        "statementend" => Marker::StatementEnd,
        "no transaction" => Marker::NoTransaction,
        _ => Marker::Aside,
    })
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| !file.path.contains('/')) {
        let Some(name) = numbered(file.name(), &['_']) else {
            let digits: String = file.name().chars().take_while(char::is_ascii_digit).collect();
            if is_code(file.name()) && !digits.is_empty() && !file.name().ends_with("_test.go") {
                let stem = file.name().rsplit_once('.').map_or("", |(stem, _)| stem);
                let name = stem[digits.len()..].trim_start_matches('_');
                let up = OldScript::Code(file.path.clone());
                project.migrations.push(OldMigration::new(&digits, name, &file.path, up));
            }
            continue;
        };
        add_divided(&mut project, file, &name, marker, "it has no line `-- +goose Up`");
    }
    for migration in &mut project.migrations {
        migration.key = migration.version.trim_start_matches('0').to_owned();
    }
    project
        .migrations
        .sort_by(|a, b| file_name::magnitude(&a.version).cmp(&file_name::magnitude(&b.version)));
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn versions_are_numbers_and_halves_are_scripts() {
        let project = read(&files(&[
            ("10_later.sql", "-- +goose Up\nSELECT 10;\n"),
            ("9_b.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 9;\n-- +goose Down\nSELECT -9;\n"),
            ("00003_code.go", "package migrations"),
            ("readme.md", ""),
            ("4_none.sql", "SELECT 4;"),
            ("sub/1_x.sql", "-- +goose Up\n"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "00003 code 3: program, no down",
                "9 b 9: SELECT 9; alone / SELECT -9; alone",
                "10 later 10: SELECT 10;, no down"
            ]
        );
        assert_eq!(project.passed_over.len(), 1);
    }

    #[test]
    fn a_statement_between_markers_is_whole() {
        let text =
            "--+goose up\n--  +goose StatementBegin\nDO $$ BEGIN END $$\n-- +goose StatementEnd\nSELECT 1;\n";
        let project = read(&files(&[("1_a.sql", text)]));
        assert_eq!(
            project.migrations[0].up,
            OldScript::Sql("\n\nDO $$ BEGIN END $$\n;\nSELECT 1;\n".to_owned())
        );
    }
}
