//! Flyway: `V<version>__<description>.sql`, and `U<version>__<description>.sql` to undo it.
//!
//! From its documentation (Migrations, Schema History Table): a version is numbers with dots or underscores between them,
//! compared part by part, so that `1`, `1.0` and `01` are the same; migrations run in that order, from every folder of a
//! location. `R__` files run again whenever they change, `B<version>__` files stand for everything up to their version in an
//! empty database, and Java classes are programs: none of these is adopted, each is named. `<file>.conf` with
//! `executeInTransaction=false` has a script run without a transaction. `${name}` is a placeholder. The table
//! `flyway_schema_history` has a row for each run; the row of a version that failed has `success` false, and one of type
//! `BASELINE` stands for all versions up to it.

use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    let mut undo: Vec<(String, &OldFile)> = Vec::new();
    for file in files {
        let Some((stem, extension)) = file.name().rsplit_once('.') else { continue };
        let Some((prefix, name)) = stem.split_once("__") else { continue };
        let is_version =
            prefix.len() > 1 && prefix[1..].bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'_');
        match (prefix.chars().next(), extension) {
            (Some('V'), "java" | "kt" | "groovy" | "sql") if is_version => {
                let is_sql = extension == "sql";
                let up = if is_sql { OldScript::of(file) } else { OldScript::Code(file.path.clone()) };
                project.migrations.push(OldMigration {
                    key: normal(&prefix[1..]),
                    up_in_transaction: is_in_transaction(file, files),
                    ..OldMigration::new(&prefix[1..], name, &file.path, up)
                });
            }
            (Some('U'), "sql") if is_version => undo.push((normal(&prefix[1..]), file)),
            (Some('B'), "sql") if is_version => {
                project.pass_over(file, "it is a baseline for empty databases");
            }
            (Some('R'), _) if prefix == "R" => {
                project.pass_over(file, "it is repeatable: Flyway runs it again and again");
            }
            _ => {}
        }
    }
    for (version, file) in undo {
        match project.migrations.iter_mut().find(|migration| migration.key == version) {
            Some(migration) => {
                migration.down = OldScript::of(file);
                migration.down_in_transaction = is_in_transaction(file, files);
            }
            None => project.pass_over(file, "it would undo a version that has no file"),
        }
    }
    project.migrations.sort_by_cached_key(|migration| parts(&migration.key));
    project
}

/// A version as it is compared: `1_02.0` is `1.2`.
pub(crate) fn normal(version: &str) -> String {
    let mut parts: Vec<&str> = version.split(['.', '_']).map(|part| part.trim_start_matches('0')).collect();
    while parts.len() > 1 && parts.last().is_some_and(|last| last.is_empty()) {
        parts.pop();
    }
    parts.iter().map(|part| if part.is_empty() { "0" } else { *part }).collect::<Vec<_>>().join(".")
}

/// Its parts, each by how many digits it has and then by them.
pub(crate) fn parts(normal: &str) -> Vec<(usize, String)> {
    normal.split('.').map(|part| (part.trim_start_matches('0').len(), part.to_owned())).collect()
}

fn is_in_transaction(file: &OldFile, files: &[OldFile]) -> bool {
    let conf = format!("{}.conf", file.path);
    let conf = files.iter().find(|beside| beside.path == conf).map(OldFile::content).unwrap_or_default();
    !conf.lines().any(|line| line.replace(' ', "").eq_ignore_ascii_case("executeInTransaction=false"))
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn versions_are_compared_by_their_parts() {
        let project = read(&files(&[
            ("a/V1.10__c.sql", "SELECT 110;"),
            ("V1_9__b d.sql", "SELECT 19;"),
            ("V1.9.sql.conf", ""),
            ("U1.9.0__b.sql", "SELECT -19;"),
            ("V001__a.sql", "SELECT 1;"),
            ("V001__a.sql.conf", "executeInTransaction = false\n"),
            ("V2__Code.java", "class V2__Code {}"),
            ("B1__base.sql", ""),
            ("R__views.sql", ""),
            ("U7__x.sql", ""),
        ]));
        assert_eq!(
            summary(&project),
            [
                "001 a 1: SELECT 1; alone, no down",
                "1_9 b d 1.9: SELECT 19; / SELECT -19;",
                "1.10 c 1.10: SELECT 110;, no down",
                "2 Code 2: program, no down",
            ]
        );
        let passed: Vec<&str> = project.passed_over.iter().map(|file| file.file.as_str()).collect();
        assert_eq!(passed, ["B1__base.sql", "R__views.sql", "U7__x.sql"]);
    }

    #[test]
    fn zeros_at_the_end_do_not_count() {
        for (version, expected) in [("1.0", "1"), ("01", "1"), ("1_2", "1.2"), ("0", "0"), ("1.0.1", "1.0.1")]
        {
            assert_eq!(normal(version), expected);
        }
    }
}
