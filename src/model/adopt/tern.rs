//! tern: `<number>_<name>.sql`, divided by `---- create above / drop below ----`.
//!
//! From its source (`migrate/migrate.go`): the numbers go from 1 without a gap. Each half is a Go template; those of folders
//! beside the migrations are for it alone. Without a divider there is no way back. `---- tern: disable-tx ----` has the file
//! run without a transaction. The table `schema_version` has one row, with the number of the last migration.

use super::file_name::{magnitude, numbered};
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

const DIVIDER: &str = "---- create above / drop below ----";
const ALONE: &str = "---- tern: disable-tx ----";

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files {
        if file.path.contains('/') {
            if file.extension() == "sql" {
                project.pass_over(file, "it is a template for others");
            }
            continue;
        }
        let Some(name) = numbered(file.name(), &['_']) else { continue };
        let Some(text) = &file.text else {
            project.migrations.push(OldMigration::new(
                name.digits,
                name.name,
                &file.path,
                OldScript::of(file),
            ));
            continue;
        };
        let (up, down) = match text.split_once(DIVIDER) {
            Some((up, down)) => (up, OldScript::Sql(down.to_owned())),
            None => (text.as_str(), OldScript::Absent),
        };
        let in_transaction = !text.contains(ALONE);
        project.migrations.push(OldMigration {
            key: name.digits.trim_start_matches('0').to_owned(),
            down,
            up_in_transaction: in_transaction,
            down_in_transaction: in_transaction,
            ..OldMigration::new(name.digits, name.name, &file.path, OldScript::Sql(up.to_owned()))
        });
    }
    project.migrations.sort_by(|a, b| magnitude(&a.version).cmp(&magnitude(&b.version)));
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn what_is_below_the_divider_is_the_way_back() {
        let project = read(&files(&[
            ("002_b.sql", "SELECT 2;"),
            ("001_a.sql", "SELECT 1;\n---- create above / drop below ----\nSELECT -1;"),
            ("003_c.sql", "---- tern: disable-tx ----\nSELECT 3;"),
            ("shared/x.sql", "SELECT 9;"),
            ("tern.conf", ""),
        ]));
        assert_eq!(
            summary(&project),
            [
                "001 a 1: SELECT 1; / SELECT -1;",
                "002 b 2: SELECT 2;, no down",
                "003 c 3: ---- tern: disable-tx ----\nSELECT 3; alone, no down"
            ]
        );
        assert_eq!(project.passed_over[0].file, "shared/x.sql");
    }
}
