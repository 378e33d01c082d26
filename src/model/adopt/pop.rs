//! pop (soda): `<version>_<name>[.<dialect>].up.sql` and `.down.sql`, or `.fizz`.
//!
//! From its source (`migrator.go`, `file_migrator.go`, `migration_info.go`): `^(\d+)_([^.]+)(\.[a-z0-9]+)?\.(up|down)\.(sql|fizz)$`,
//! in all folders below. Ory's variant knows `.autocommit` before the direction: a script without a transaction. Of several files of one version and direction the one of the dialect counts, else the one without.
//! Migrations run in the order of their versions, which are texts, and then of their names. `.fizz` is a language of its own: a program here. `.sql` files are Go templates. The
//! table `schema_migration` has a row for each version (`varchar(14)`) that is applied.

use super::file_name::directed;
use super::old_migration::{OldFile, OldMigration, OldProject};
use super::old_pair::OldPairs;
use crate::model::migration::directive::Direction;

/// The names that pop has for our dialect.
const DIALECTS: [&str; 4] = ["postgres", "postgresql", "pg", "pgx"];
/// The names that it has for the other ones.
const OTHERS: [&str; 6] = ["mysql", "mariadb", "sqlite", "sqlite3", "cockroach", "cockroachdb"];

/// A file's name, taken apart.
struct PopName<'a> {
    version: &'a str,
    name: &'a str,
    dialect: Option<&'a str>,
    /// Without a transaction.
    alone: bool,
    direction: Direction,
}

fn parse(file_name: &str) -> Option<PopName<'_>> {
    let stem = file_name.strip_suffix(".sql").or_else(|| file_name.strip_suffix(".fizz"))?;
    let (stem, direction) = directed(stem);
    let (version, name) = stem.split_once('_')?;
    if version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (name, alone) = match name.strip_suffix(".autocommit") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let (name, dialect) = match name.split_once('.') {
        Some((name, dialect)) => (name, Some(dialect)),
        None => (name, None),
    };
    Some(PopName { version, name, dialect, alone, direction: direction? })
}

/// Whether a file's name is of this tool alone: a dialect, or `.fizz`.
pub(super) fn is_distinct(file_name: &str) -> bool {
    parse(file_name).is_some_and(|name| {
        file_name.strip_suffix(".fizz").is_some()
            || name.dialect.is_some_and(|dialect| DIALECTS.contains(&dialect))
    })
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    let mut pairs = OldPairs::default();
    let mut known: Vec<(PopName<'_>, &OldFile)> =
        files.iter().filter_map(|file| Some((parse(file.name())?, file))).collect();
    // The dialect's own first: it keeps its place.
    known.sort_by_key(|(name, _)| name.dialect.is_none());
    for (name, file) in known {
        match name.dialect {
            Some(dialect) if OTHERS.contains(&dialect) => {
                project.pass_over(file, "it is of another database");
            }
            _ => {
                let key = (name.version.to_owned(), name.name.to_owned());
                pairs.take(key, name.direction, file, &mut project);
            }
        }
    }
    pairs.into_migrations(&mut project, |(version, name), file, up| OldMigration {
        up_in_transaction: !parse(file.name()).is_some_and(|name| name.alone),
        ..OldMigration::new(version, name, &file.path, up)
    });
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn the_dialects_own_file_counts() {
        let project = read(&files(&[
            ("20150100000001_a.up.fizz", "create_table"),
            ("20150100000001_a.postgres.up.sql", "SELECT 1;"),
            ("20150100000001_a.mysql.up.sql", "SELECT 9;"),
            ("20150100000001_a.down.sql", "SELECT -1;"),
            ("20150100000002_b.up.fizz", "add_column"),
            ("20150100000002_b.down.fizz", "drop_column"),
            ("20150100000003_c.cockroach.autocommit.up.sql", "SELECT 9;"),
            ("20150100000003_c.autocommit.up.sql", "SELECT 3;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "20150100000001 a 20150100000001: SELECT 1; / SELECT -1;",
                "20150100000002 b 20150100000002: program / program",
                "20150100000003 c 20150100000003: SELECT 3; alone, no down"
            ]
        );
        assert_eq!(project.passed_over.len(), 3);
    }
}
