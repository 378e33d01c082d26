//! golang-migrate: `<version>_<name>.up.sql` and `.down.sql`.
//!
//! From its source (`source/parse.go`, `database/postgres/postgres.go`): `^([0-9]+)_(.*)\.(down|up)\.(.*)$`, the version an
//! unsigned 64-bit number, in whose order migrations run. The text of a file goes to the server as one message, without a
//! `BEGIN`: so it is one transaction, unless it begins one itself or is a single statement that can run in none. The table
//! `schema_migrations` has one row: `version`, the last one, and `dirty`, which says that it failed half way.

use super::file_name::{magnitude, numbered};
use super::old_migration::{OldFile, OldMigration, OldProject};
use super::old_pair::OldPairs;

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    let mut pairs = OldPairs::default();
    for file in files.iter().filter(|file| !file.path.contains('/')) {
        let Some(name) = numbered(file.name(), &['_']) else { continue };
        let Some(direction) = name.direction else {
            project.pass_over(file, "its name says neither `.up` nor `.down`");
            continue;
        };
        let (length, digits) = magnitude(name.digits);
        pairs.take((length, digits.to_owned()), direction, file, &mut project);
    }
    pairs.into_migrations(&mut project, |(_, digits), file, up| {
        let name = numbered(file.name(), &['_']);
        let (version, words) = name.map_or((digits.as_str(), ""), |name| (name.digits, name.name));
        let key = if digits.is_empty() { "0".to_owned() } else { digits.clone() };
        OldMigration { key, ..OldMigration::new(version, words, &file.path, up) }
    });
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn numbers_are_the_order_and_names_need_not_agree() {
        let project = read(&files(&[
            ("10_b.up.sql", "SELECT 10;"),
            ("10_other name.down.sql", "SELECT -10;"),
            ("000009_a.up.sql", ""),
            ("11_c.down.sql", "SELECT -11;"),
            ("12_x.sql", ""),
        ]));
        assert_eq!(
            summary(&project),
            ["000009 a 9: , no down", "10 b 10: SELECT 10; / SELECT -10;", "11 c 11: absent / SELECT -11;"]
        );
        assert_eq!(project.passed_over[0].file, "12_x.sql");
    }
}
