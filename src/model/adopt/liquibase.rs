//! Liquibase, formatted SQL: files that begin with `--liquibase formatted sql` and consist of changesets.
//!
//! From its documentation (Formatted SQL, Tracking Tables): `--changeset author:id attribute:value ..` begins a changeset;
//! `runInTransaction:false` has it run without a transaction, `endDelimiter`, `splitStatements`, `context`, `labels`, `dbms`
//! and others may follow. `--rollback SQL` lines are the way back, line by line; `--rollback empty` and `not required` say
//! that there is nothing to do. `--preconditions` and other lines are for the tool. Files run in the order of the changelog
//! that includes them, else in the order of their paths. `${name}` is a placeholder. The table `databasechangelog` has a row
//! for each changeset that ran, by `id`, `author` and `filename`.

use std::borrow::Cow;

use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

/// Whether a file is formatted SQL.
pub(super) fn is_formatted(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words = first.trim_start_matches('-').trim().to_ascii_lowercase();
    first.trim_start().starts_with("--") && words.starts_with("liquibase formatted sql")
}

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    let mut changelogs: Vec<&OldFile> = files.iter().filter(|file| is_formatted(file.content())).collect();
    let masters: String = files.iter().filter(|file| is_master(file)).map(OldFile::content).collect();
    // Those that a changelog names, where it names them; `includeAll` has the order of the paths.
    changelogs.sort_by_key(|file| (masters.find(file.name()).unwrap_or(usize::MAX), file.path.clone()));
    for file in changelogs {
        read_changesets(file, &mut project);
    }
    for file in files.iter().filter(|file| is_master(file)) {
        if file.content().contains("changeSet") {
            project.pass_over(file, "its changesets are not in SQL");
        }
    }
    project
}

fn is_master(file: &OldFile) -> bool {
    [".xml", ".yaml", ".yml", ".json"].iter().any(|extension| file.path.ends_with(extension))
        && file.content().contains("databaseChangeLog")
}

/// What a line is to Liquibase: its words behind the dashes, where it has the line for itself.
fn command(line: &str) -> Option<&str> {
    let line = line.trim_start();
    line.starts_with("--").then(|| line.trim_start_matches('-').trim())
}

/// What stands behind a word at the beginning, in any case.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && (rest.is_empty() || rest.starts_with([' ', '\t', ':'])))
        .then(|| rest.trim())
}

fn read_changesets(file: &OldFile, project: &mut OldProject) {
    let mut current: Option<OldMigration> = None;
    let mut delimiter = None;
    for line in file.content().split_inclusive('\n') {
        let said = command(line.trim_end());
        if let Some(head) = said.and_then(|said| behind(said, "changeset")) {
            project.migrations.extend(current.take());
            current = changeset(head, file);
            delimiter = head.split_whitespace().find_map(|word| word.strip_prefix("endDelimiter:"));
            continue;
        }
        let Some(migration) = &mut current else { continue };
        let OldScript::Sql(up) = &mut migration.up else { continue };
        match said.and_then(|said| behind(said, "rollback")) {
            Some(rollback) => {
                let rollback = rollback.trim_start_matches(':').trim();
                let is_nothing =
                    ["empty", "not required"].iter().any(|word| rollback.eq_ignore_ascii_case(word));
                let down = if is_nothing { String::new() } else { format!("{rollback}\n") };
                match &mut migration.down {
                    OldScript::Sql(script) => script.push_str(&down),
                    place => *place = OldScript::Sql(down),
                }
            }
            None if said.is_some_and(|said| {
                behind(said, "preconditions").is_some() || behind(said, "precondition-sql-check").is_some()
            }) =>
            {
                up.push('\n');
            }
            None => up.push_str(&delimited(line, delimiter)),
        }
    }
    project.migrations.extend(current);
}

/// A line whose statement ends in another delimiter than a semicolon.
fn delimited<'a>(line: &'a str, delimiter: Option<&str>) -> Cow<'a, str> {
    let bare = line.trim_end();
    match delimiter.filter(|delimiter| *delimiter != ";").and_then(|delimiter| bare.strip_suffix(delimiter)) {
        Some(statement) => Cow::Owned(format!("{statement};{}", &line[bare.len()..])),
        None => Cow::Borrowed(line),
    }
}

fn changeset(head: &str, file: &OldFile) -> Option<OldMigration> {
    let mut words = head.split_whitespace();
    let (author, id) = words.next()?.split_once(':')?;
    let in_transaction = !words.any(|word| word.eq_ignore_ascii_case("runInTransaction:false"));
    Some(OldMigration {
        key: key(file.name(), author, id),
        up_in_transaction: in_transaction,
        down_in_transaction: in_transaction,
        ..OldMigration::new(id, &name_of(id, file), &file.path, OldScript::Sql(String::new()))
    })
}

/// A changeset by its file's own name: the folders before it depend on where the tool was called.
pub(crate) fn key(file_name: &str, author: &str, id: &str) -> String {
    format!("{file_name}::{id}::{author}")
}

fn name_of(id: &str, file: &OldFile) -> String {
    let stem = file.name().split('.').next().unwrap_or_default();
    format!("{stem}_{id}")
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn changesets_are_migrations_in_the_order_of_the_changelog() {
        let first = "--liquibase formatted sql\n\n--changeset ann:1 runInTransaction:false\nSELECT 1;\n--rollback SELECT -1;\n--rollback SELECT -11;\n--changeset bob:two\n--preconditions onFail:HALT\nSELECT 2;\n--rollback not required\n";
        let project = read(&files(&[
            (
                "a.sql",
                "-- liquibase formatted sql\n-- changeset ann:3 endDelimiter:/ splitStatements:true\nSELECT 3\n/\n",
            ),
            ("b.sql", first),
            (
                "master.yaml",
                "databaseChangeLog:\n - include:\n    file: b.sql\n - include:\n    file: a.sql\n",
            ),
            ("plain.sql", "SELECT 9;"),
        ]));
        assert_eq!(
            summary(&project),
            [
                "1 b_1 b.sql::1::ann: SELECT 1; alone / SELECT -1;\nSELECT -11; alone",
                "two b_two b.sql::two::bob: SELECT 2; / ",
                "3 a_3 a.sql::3::ann: SELECT 3\n;, no down",
            ]
        );
    }
}
