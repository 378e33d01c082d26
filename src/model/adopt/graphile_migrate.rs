//! Graphile Migrate: `committed/<number>[-<name>].sql`, each with the hash of the one before it.
//!
//! From its source (`src/migration.ts`, `src/settings.ts`): `^([0-9]{6,})(?:-([-_a-zA-Z0-9]*))?\.sql$`; the file begins with
//! header lines `--! Previous:`, `--! Hash:` and perhaps `--! Message:`, an empty line, and the body. A body that begins with
//! `--! no-transaction` runs without a transaction. `:DATABASE_NAME`, `:DATABASE_OWNER` and the names in `.gmrc` are
//! placeholders. `current.sql` is work in progress. The table `graphile_migrate.migrations` has a row for each migration
//! that is applied, as `<number>.sql`. There are no rollbacks.

use super::file_name::magnitude;
use super::file_name::numbered;
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

/// Whether a text begins like a committed migration.
pub(super) fn is_committed(text: &str) -> bool {
    text.starts_with("--! Previous:")
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| file.extension() == "sql") {
        let name = numbered(file.name(), &['-']);
        let Some(name) = name.filter(|_| is_committed(file.content()) && file.folder() != "current") else {
            if file.name() == "current.sql" || file.folder() == "current" {
                project.pass_over(file, "it is work in progress");
            }
            continue;
        };
        let text = file.content();
        let body =
            text.split_once("\n\n").or_else(|| text.split_once("\r\n\r\n")).map_or("", |(_, body)| body);
        let in_transaction = !body.trim_start_matches("--!").trim_start().starts_with("no-transaction")
            || !body.starts_with("--!");
        project.migrations.push(OldMigration {
            key: format!("{}.sql", name.digits),
            up_in_transaction: in_transaction,
            ..OldMigration::new(name.digits, name.name, &file.path, OldScript::Sql(body.to_owned()))
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
    fn headers_are_no_part_of_the_script() {
        let head = "--! Previous: -\n--! Hash: sha1:00\n--! Message: first\n\n";
        let project = read(&files(&[
            ("committed/000002.sql", &format!("{head}--! no-transaction\nSELECT 2;")),
            ("committed/000001-first.sql", &format!("{head}SELECT 1;\n")),
            ("current.sql", "SELECT 3;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "000001 first 000001.sql: SELECT 1;, no down",
                "000002  000002.sql: --! no-transaction\nSELECT 2; alone, no down"
            ]
        );
        assert_eq!(project.passed_over[0].file, "current.sql");
    }
}
