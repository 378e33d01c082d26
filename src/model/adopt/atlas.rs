//! Atlas, versioned: `<version>[_<name>].sql` beside `atlas.sum`.
//!
//! From its source (`sql/migrate/dir.go`, `sql/migrate/migrate.go`, `cmd/atlas/internal/migrate/ent/schema/revision.go`): the
//! version is what stands before the first `_`, a text; migrations run in the order of their file names. Directives are
//! comments at the head: `-- atlas:txmode none` has a file run without a transaction, `-- atlas:checkpoint` makes it stand
//! for all before it in an empty database, and with `-- atlas:txtar` the file has parts, `-- migration.sql --` and
//! `-- down.sql --` among them. The table `atlas_schema_revisions` has a row for each version: one with an `error`, or with
//! fewer statements `applied` than its `total`, failed half way; one of type 1 (baseline) stands for all up to it.

use super::file_name::directed;
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use crate::model::migration::directive::Direction;

/// Reads a project.
pub(super) fn read(files: &[OldFile]) -> OldProject {
    let mut project = OldProject::default();
    for file in files.iter().filter(|file| !file.path.contains('/')) {
        let Some(stem) = file.name().strip_suffix(".sql") else { continue };
        // A folder in golang-migrate's form.
        let (stem, direction) = directed(stem);
        if direction == Some(Direction::Down) {
            continue;
        }
        let text = file.content();
        if directive(text, "checkpoint").is_some() {
            project.pass_over(file, "it is a checkpoint for empty databases");
            continue;
        }
        let (version, name) = stem.split_once('_').unwrap_or((stem, ""));
        let (up, down) = match directive(text, "txtar") {
            Some(_) => (
                part(text, "migration.sql").map_or(OldScript::Absent, OldScript::Sql),
                part(text, "down.sql").map_or(OldScript::Absent, OldScript::Sql),
            ),
            None => {
                let down = format!("{stem}.down.sql");
                let down = files.iter().find(|beside| beside.path == down);
                (OldScript::of(file), down.map_or(OldScript::Absent, OldScript::of))
            }
        };
        project.migrations.push(OldMigration {
            down,
            up_in_transaction: directive(text, "txmode") != Some("none"),
            ..OldMigration::new(version, name, &file.path, up)
        });
    }
    project.migrations.sort_by(|a, b| a.file.cmp(&b.file));
    project
}

/// What a directive at the head of a file says.
fn directive<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let head = text.lines().take_while(|line| line.starts_with("--") || line.trim().is_empty());
    let mut said = head.filter_map(|line| line.trim_start_matches('-').trim().strip_prefix("atlas:"));
    said.find_map(|said| {
        let rest = said.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
    })
}

/// A part of a file in the form of txtar.
fn part(text: &str, name: &str) -> Option<String> {
    let is_head = |line: &str| {
        line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")).map(str::to_owned)
    };
    let mut lines = text.split_inclusive('\n').skip_while(|line| is_head(line).as_deref() != Some(name));
    lines.next()?;
    Some(lines.take_while(|line| is_head(line).is_none()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn directives_and_parts_are_read() {
        let parts = "-- atlas:txtar\n\n-- checks.sql --\nSELECT 0;\n-- migration.sql --\nSELECT 3;\n-- down.sql --\nSELECT -3;\n";
        let project = read(&files(&[
            ("20240102_b.sql", "-- atlas:txmode none\n\nSELECT 2;"),
            ("20240101.up.sql", "SELECT 1;"),
            ("20240101.down.sql", "SELECT -1;"),
            ("20240103_c.sql", parts),
            ("20240104_checkpoint.sql", "-- atlas:checkpoint\n\nSELECT 4;"),
            ("atlas.sum", ""),
        ]));
        assert_eq!(
            summary(&project),
            [
                "20240101  20240101: SELECT 1; / SELECT -1;",
                "20240102 b 20240102: -- atlas:txmode none\n\nSELECT 2; alone, no down",
                "20240103 c 20240103: SELECT 3; / SELECT -3;",
            ]
        );
        assert_eq!(project.passed_over[0].file, "20240104_checkpoint.sql");
    }
}
