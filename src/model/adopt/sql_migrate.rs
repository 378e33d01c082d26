//! sql-migrate: any `*.sql` with `-- +migrate Up` and `-- +migrate Down`.
//!
//! From its source (`migrate.go`, `sqlparse/sqlparse.go`): the id of a migration is its whole file name. Names that begin with
//! digits come first, in the order of these numbers, then by the name; the others follow in the order of their names. A
//! marker is a line that begins with `-- +migrate `; `notransaction` behind `Up` or `Down` is about that half.
//! `StatementBegin` and `StatementEnd` as in goose. The table `gorp_migrations` has a row for each id that is applied.

use super::file_name::magnitude;
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use super::sections::{Marker, divide};

/// What a line means to sql-migrate.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let mut words = line.strip_prefix("-- +migrate")?.strip_prefix(char::is_whitespace)?.split_whitespace();
    let command = words.next().unwrap_or_default();
    let in_transaction = !words.any(|option| option == "notransaction");
    Some(match command {
        "Up" => Marker::Up { in_transaction },
        "Down" => Marker::Down { in_transaction },
        "StatementBegin" => Marker::StatementBegin,
        "StatementEnd" => Marker::StatementEnd,
        _ => Marker::Aside,
    })
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| !file.path.contains('/') && file.extension() == "sql") {
        let stem = file.name().strip_suffix(".sql").unwrap_or_default();
        let digits = stem.len() - stem.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let (version, name) = stem.split_at(digits);
        let version = if version.is_empty() { stem } else { version };
        let Some(text) = &file.text else {
            project.migrations.push(OldMigration::new(version, name, &file.path, OldScript::of(file)));
            continue;
        };
        let sections = divide(text, marker);
        if sections.up.is_none() && sections.down.is_none() {
            project.pass_over(file, "it has no line `-- +migrate Up`");
            continue;
        }
        project.migrations.push(OldMigration {
            key: file.name().to_owned(),
            down: sections.down.map_or(OldScript::Absent, OldScript::Sql),
            up_in_transaction: sections.up_in_transaction,
            down_in_transaction: sections.down_in_transaction,
            ..OldMigration::new(version, name, &file.path, OldScript::Sql(sections.up.unwrap_or_default()))
        });
    }
    project.migrations.sort_by(|a, b| order(a).cmp(&order(b)));
    project
}

/// Numbers first, and in their order; then names.
fn order(migration: &OldMigration) -> (bool, (usize, &str), &str) {
    let is_number = migration.version.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_number { magnitude(&migration.version) } else { (0, "") };
    (!is_number, number, &migration.file)
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn numbers_come_before_names_and_a_half_may_stand_alone() {
        let project = read(&files(&[
            ("seed.sql", "-- +migrate Up\nSELECT 0;\n-- +migrate Down\n"),
            ("10-b.sql", "-- +migrate Up notransaction\nSELECT 10;\n-- +migrate Down\nSELECT -10;"),
            ("9.sql", "-- +migrate Up\nSELECT 9;"),
            ("plain.sql", "SELECT 1;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "9  9.sql: SELECT 9;, no down",
                "10 -b 10-b.sql: SELECT 10; alone / SELECT -10;",
                "seed seed seed.sql: SELECT 0; / ",
            ]
        );
        assert_eq!(project.passed_over[0].file, "plain.sql");
    }

    #[test]
    fn only_a_line_that_begins_so_is_a_marker() {
        assert_eq!(marker("-- +migrate Up"), Some(Marker::Up { in_transaction: true }));
        for line in [" -- +migrate Up", "--+migrate Up", "-- +migrateUp", "SELECT 1; -- +migrate Up"] {
            assert_eq!(marker(line), None, "{line}");
        }
    }
}
