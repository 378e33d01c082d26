//! refinery: `V<version>__<name>.sql` and `U<version>__<name>.sql`.
//!
//! From its source (`refinery_core/src/util.rs`, `runner.rs`): `^([U|V])(\d+(?:\.\d+)?)__(\w+)`, the version an `i32`, or an
//! `i64` by a feature; migrations of both kinds run in the order of their versions, those of `U` also behind newer ones. A
//! `.rs` file is a program. There are no rollbacks. The table `refinery_schema_history` is the one that `migrate` writes.

use super::file_name::magnitude;
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files {
        let Some((stem, extension)) = file.name().rsplit_once('.') else { continue };
        let Some((version, name)) = stem.strip_prefix(['V', 'U']).and_then(|rest| rest.split_once("__"))
        else {
            continue;
        };
        if version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let up = match extension {
            "sql" => OldScript::of(file),
            "rs" => OldScript::Code(file.path.clone()),
            _ => continue,
        };
        let key = match version.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        let migration = OldMigration::new(version, name, &file.path, up);
        project.migrations.push(OldMigration { key: key.to_owned(), ..migration });
    }
    project.migrations.sort_by(|a, b| magnitude(&a.version).cmp(&magnitude(&b.version)));
    project
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn both_letters_share_their_numbers() {
        let project = read(&files(&[
            ("V10__c.sql", "SELECT 10;"),
            ("U2__b.sql", "SELECT 2;"),
            ("V001__a.rs", "pub fn migration() {}"),
            ("mod.rs", ""),
            ("V1.5__x.sql", ""),
        ]));
        assert_eq!(
            summary(&project),
            ["001 a 1: program, no down", "2 b 2: SELECT 2;, no down", "10 c 10: SELECT 10;, no down"]
        );
    }
}
