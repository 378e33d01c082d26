//! node-pg-migrate: `<stamp>_<name>.sql` with `-- Up Migration` and `-- Down Migration`, or two files.
//!
//! From its source (`src/migration.ts`, `src/sqlMigration.ts`, `src/migrationLoader.ts`): migrations run in the order of what
//! stands before the first `_`: a number of 13 digits is milliseconds since 1970, one of 17 digits a time in UTC, any other
//! one itself, and no number is 0; then in the order of their names. A marker is a line `--`, dashes and blanks, `up
//! migration` or `down migration`, in any case, whatever follows. Without one, the whole file goes up. Programs (`.js`,
//! `.ts`) are migrations, too. The table `pgmigrations` has a row for each applied name: the file's without its extension.

use super::file_name::{directed, is_code};
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use super::old_pair::OldPairs;
use super::sections::{Marker, divide};

/// What a line means to node-pg-migrate.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let words = line.trim_start().strip_prefix("--")?;
    let words = words.trim_start_matches(|letter: char| letter == '-' || letter.is_whitespace());
    let words = words.to_ascii_lowercase();
    let direction = |word: &str| {
        let rest = words.strip_prefix(word)?;
        rest.starts_with(char::is_whitespace).then(|| rest.trim_start().starts_with("migration"))
    };
    match (direction("up"), direction("down")) {
        (Some(true), _) => Some(Marker::Up { in_transaction: true }),
        (_, Some(true)) => Some(Marker::Down { in_transaction: true }),
        _ => None,
    }
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    let mut pairs = OldPairs::default();
    for file in files.iter().filter(|file| !file.path.contains('/') && !file.path.starts_with('.')) {
        let Some((stem, extension)) = file.name().rsplit_once('.') else { continue };
        match (extension, directed(stem)) {
            ("sql", (stem, Some(direction))) => pairs.take(stem.to_owned(), direction, file, &mut project),
            ("sql", (stem, None)) => project.migrations.push(both_directions(stem, file)),
            _ if is_code(file.name()) && stem.strip_suffix(".d").is_none() => {
                project.migrations.push(migration(stem, file, OldScript::Code(file.path.clone())));
            }
            _ => {}
        }
    }
    pairs.into_migrations(&mut project, |stem, file, up| migration(stem, file, up));
    project.migrations.sort_by_cached_key(|migration| (stamp(&migration.key), migration.key.clone()));
    project
}

/// A file that holds both directions.
fn both_directions(stem: &str, file: &OldFile) -> OldMigration {
    let Some(text) = &file.text else { return migration(stem, file, OldScript::of(file)) };
    let sections = divide(text, marker);
    let (up, down) = match (sections.up, sections.down) {
        (None, Some(down)) => (sections.before, Some(down)),
        (Some(up), down) => (up, down),
        (None, None) => (sections.before, None),
    };
    OldMigration {
        down: down.map_or(OldScript::Absent, OldScript::Sql),
        ..migration(stem, file, OldScript::Sql(up))
    }
}

fn migration(stem: &str, file: &OldFile, up: OldScript) -> OldMigration {
    let (version, name) = stem.split_once(['_', '-']).unwrap_or((stem, ""));
    OldMigration { key: stem.to_owned(), ..OldMigration::new(version, name, &file.path, up) }
}

/// What a name is sorted by: milliseconds.
fn stamp(stem: &str) -> i128 {
    let prefix = stem.split('_').next().unwrap_or_default();
    if prefix.is_empty() || !prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let utc = (prefix.len() == 17).then(|| {
        let time = chrono::NaiveDateTime::parse_from_str(&prefix[..14], "%Y%m%d%H%M%S").ok()?;
        Some(i128::from(time.and_utc().timestamp_millis()) + prefix[14..].parse::<i128>().ok()?)
    });
    utc.flatten().or_else(|| prefix.parse().ok()).unwrap_or_default()
}

/// Whether any line of a text is a marker.
pub(super) fn is_divided(text: &str) -> bool {
    let is_direction = |line: &str| matches!(marker(line), Some(Marker::Up { .. } | Marker::Down { .. }));
    text.lines().any(is_direction)
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn stamps_of_both_lengths_are_times() {
        let project = read(&files(&[
            ("20240101000000000_b.sql", "-- Up Migration\nSELECT 2;\n-- Down Migration\nSELECT -2;\n"),
            ("1704067200001_c.sql", "SELECT 3;"),
            ("1704067199999_a.sql", "-- ---  up   migration: first\nSELECT 1;"),
            ("1704067200002_d.js", "exports.up = 1"),
            ("1704067200003_e.up.sql", "SELECT 5;"),
            ("1704067200003_e.down.sql", "SELECT -5;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "1704067199999 a 1704067199999_a: SELECT 1;, no down",
                "20240101000000000 b 20240101000000000_b: SELECT 2; / SELECT -2;",
                "1704067200001 c 1704067200001_c: SELECT 3;, no down",
                "1704067200002 d 1704067200002_d: program, no down",
                "1704067200003 e 1704067200003_e: SELECT 5; / SELECT -5;",
            ]
        );
    }
}
