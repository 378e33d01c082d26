//! The pairs that old migrations become, and the file that says which came from which.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::conversion::{self, Conversion, ConversionNote, Rules};
use super::old_migration::{OldMigration, OldScript};
use super::refusal::AdoptRefusal;
use super::tool::Tool;
use super::version_map;
use crate::model::migration::directive::Direction;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::pair::{MigrationId, Pair, Script};
use crate::model::migration::project::Folders;
use crate::model::migration::{script_text, statement_check};
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::sql::sql_text::has_statement;

/// A migration that was converted.
#[derive(Debug, Clone)]
pub(crate) struct AdoptedMigration {
    pub(crate) old: OldMigration,
    pub(crate) pair: Pair,
    pub(crate) up: UpOrigin,
    pub(crate) rollback: RollbackOrigin,
    /// What was changed in the migration, and what in its rollback.
    pub(crate) notes: Vec<ConversionNote>,
    pub(crate) rollback_notes: Vec<ConversionNote>,
    /// Placeholders that nobody gave a value for.
    pub(crate) placeholders: Vec<String>,
}

/// What the up script was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UpOrigin {
    Script,
    /// It holds no statement, or there is no file.
    Empty,
    /// A stub stands for a program.
    Program,
}

/// What the rollback was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RollbackOrigin {
    Script,
    /// The migration does nothing.
    NothingToUndo,
    /// A stub says that it is not written.
    Stub(StubReason),
}

/// Why a rollback is a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StubReason {
    Missing,
    Empty,
    Program,
    /// The script cannot stand in a pair; the code of the problem.
    Unusable(&'static str),
}

/// Converts all migrations. `alone` are the places of those that the server refused in a transaction.
pub(crate) fn adopt(
    tool: Tool,
    migrations: &[OldMigration],
    old_table: Option<&str>,
    folders: &Folders,
    alone: &BTreeSet<usize>,
) -> Result<Vec<AdoptedMigration>, Failure> {
    let versions = version_map::versions(tool, migrations);
    let (mut adopted, mut problems) = (Vec::new(), Vec::new());
    for (at, (old, version)) in migrations.iter().zip(versions).enumerate() {
        if let OldScript::Unreadable(file) = &old.up {
            let refusal = AdoptRefusal::NotUtf8 { file: file.clone() };
            return Err(Failure::Refused(Refusal::Adopt(refusal)));
        }
        let id = MigrationId { version, name: name(&old.name) };
        let source = Source { tool, old, id: &id, old_table, alone: alone.contains(&at) };
        match source.pair(folders) {
            Ok(migration) => adopted.push(migration),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(adopted) } else { Err(Failure::Files(problems)) }
}

/// A name that a script can have: letters, digits and underscores.
fn name(old: &str) -> String {
    let letters = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let plain: String = old.chars().map(letters).collect();
    let words: Vec<&str> = plain.split('_').filter(|word| !word.is_empty()).collect();
    let mut name = words.join("_");
    name.truncate(200);
    if name.is_empty() { "migration".to_owned() } else { name }
}

/// What one pair is made from.
#[derive(Clone, Copy)]
struct Source<'a> {
    tool: Tool,
    old: &'a OldMigration,
    id: &'a MigrationId,
    old_table: Option<&'a str>,
    alone: bool,
}

impl Source<'_> {
    fn pair(&self, folders: &Folders) -> Result<AdoptedMigration, FileProblem> {
        let file_name = format!("{}.sql", self.id);
        let shown = |folder: &Path| folder.join(&file_name).display().to_string();
        let (text, origin, notes) = self.up();
        let up = read(shown(&folders.migrations), text, Direction::Up)?;
        let (text, mut rollback, mut rollback_notes) = self.down(origin);
        let down = match read(shown(&folders.rollbacks), text, Direction::Down) {
            Ok(down) => down,
            // Nobody has run it for long, perhaps never: what is wrong with it stops nobody.
            Err(problem) => {
                rollback = RollbackOrigin::Stub(StubReason::Unusable(problem.code().word));
                rollback_notes.clear();
                read(shown(&folders.rollbacks), self.stub(), Direction::Down)?
            }
        };
        Ok(AdoptedMigration {
            old: self.old.clone(),
            pair: Pair { id: self.id.clone(), up, down },
            up: origin,
            rollback,
            notes,
            rollback_notes,
            placeholders: Vec::new(),
        })
    }

    fn up(&self) -> (String, UpOrigin, Vec<ConversionNote>) {
        let tool = self.tool.name();
        match &self.old.up {
            OldScript::Sql(text) => {
                let Conversion { sql, no_transaction, notes } = self.convert(text, Direction::Up);
                if has_statement(&sql) {
                    return (with_directives(sql, no_transaction, None), UpOrigin::Script, notes);
                }
                let reason = format!("nothing-to-do the script of {tool} holds no statement");
                (with_directives(sql, false, Some(&reason)), UpOrigin::Empty, notes)
            }
            OldScript::Code(file) => {
                let reason = format!("nothing-to-do a program of {tool}, not adopted: {}", on_one_line(file));
                (with_directives(String::new(), false, Some(&reason)), UpOrigin::Program, Vec::new())
            }
            OldScript::Absent | OldScript::Unreadable(_) => {
                let reason = format!("nothing-to-do {tool} has no script for it");
                (with_directives(String::new(), false, Some(&reason)), UpOrigin::Empty, Vec::new())
            }
        }
    }

    fn down(&self, up: UpOrigin) -> (String, RollbackOrigin, Vec<ConversionNote>) {
        let nothing = || {
            let text =
                with_directives(String::new(), false, Some("nothing-to-undo the migration does nothing"));
            (text, RollbackOrigin::NothingToUndo, Vec::new())
        };
        let stub = |reason| (self.stub(), RollbackOrigin::Stub(reason), Vec::new());
        match &self.old.down {
            OldScript::Sql(text) => {
                let Conversion { sql, no_transaction, notes } = self.convert(text, Direction::Down);
                if has_statement(&sql) {
                    return (with_directives(sql, no_transaction, None), RollbackOrigin::Script, notes);
                }
                if up == UpOrigin::Empty { nothing() } else { stub(StubReason::Empty) }
            }
            _ if up == UpOrigin::Empty => nothing(),
            OldScript::Absent if up == UpOrigin::Program => stub(StubReason::Program),
            OldScript::Absent => stub(StubReason::Missing),
            OldScript::Code(_) => stub(StubReason::Program),
            OldScript::Unreadable(_) => stub(StubReason::Unusable("script-not-utf8")),
        }
    }

    fn stub(&self) -> String {
        format!("-- migrate:irreversible not written (adopted from {})\n", self.tool.name())
    }

    fn convert(&self, text: &str, direction: Direction) -> Conversion {
        let old = self.old;
        let in_transaction =
            if direction == Direction::Up { old.up_in_transaction } else { old.down_in_transaction };
        let alone = (self.alone && direction == Direction::Up)
            || !(in_transaction || self.tool.begins_no_transaction());
        conversion::convert(text, Rules { direction, alone, old_table: self.old_table })
    }
}

fn read(file: String, text: String, direction: Direction) -> Result<Script, FileProblem> {
    let script = script_text::read(file, text.into_bytes(), direction)?;
    statement_check::check_script(&script)?;
    Ok(script)
}

fn with_directives(sql: String, no_transaction: bool, reason: Option<&str>) -> String {
    let mut head = String::new();
    if no_transaction {
        head.push_str("-- migrate:no-transaction\n");
    }
    if let Some(reason) = reason {
        head.push_str(&format!("-- migrate:{reason}\n"));
    }
    if head.is_empty() { sql } else { head + &sql }
}

fn on_one_line(file: &str) -> String {
    file.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// What is kept beside the scripts: which migration came from which, for the databases that are adopted later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AdoptedMap {
    /// The tool, as `--from` names it.
    pub(crate) adopted_from: String,
    pub(crate) migrations: Vec<MappedMigration>,
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MappedMigration {
    pub(crate) version: i64,
    pub(crate) name: String,
    /// As the tool writes it.
    pub(crate) old_version: String,
    /// What stands for it in the tool's table.
    pub(crate) key: String,
    /// The file that it was in.
    pub(crate) file: String,
}

/// The name of the file, beside the migrations.
pub(crate) const MAP_FILE: &str = "adopted.json";

impl AdoptedMap {
    /// Of these migrations.
    pub(crate) fn of(tool: Tool, migrations: &[AdoptedMigration]) -> Self {
        let line = |migration: &AdoptedMigration| MappedMigration {
            version: migration.pair.id.version.number(),
            name: migration.pair.id.name.clone(),
            old_version: migration.old.version.clone(),
            key: migration.old.key.clone(),
            file: migration.old.file.clone(),
        };
        Self { adopted_from: tool.as_str().to_owned(), migrations: migrations.iter().map(line).collect() }
    }

    /// Its text.
    pub(crate) fn text(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }

    /// From its text; the tool with it.
    pub(crate) fn parse(text: &str) -> Result<(Tool, Self), String> {
        let map: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let tool = Tool::parse(&map.adopted_from).ok_or_else(|| format!("no tool `{}`", map.adopted_from))?;
        Ok((tool, map))
    }

    /// The old migrations, without their scripts.
    pub(crate) fn old_migrations(&self) -> Vec<OldMigration> {
        let migration = |line: &MappedMigration| OldMigration {
            key: line.key.clone(),
            ..OldMigration::new(&line.old_version, &line.name, &line.file, OldScript::Absent)
        };
        self.migrations.iter().map(migration).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adopted(up: OldScript, down: OldScript) -> AdoptedMigration {
        let folders =
            Folders { root: ".".into(), migrations: "migrations".into(), rollbacks: "rollbacks".into() };
        let old = OldMigration { down, ..OldMigration::new("7", "add - a.b é", "7_a.sql", up) };
        adopt(Tool::Goose, &[old], Some("goose_db_version"), &folders, &BTreeSet::new()).unwrap().remove(0)
    }

    fn sql(text: &str) -> OldScript {
        OldScript::Sql(text.to_owned())
    }

    #[test]
    fn empty_and_missing_scripts_say_what_they_are() {
        let stub = "-- migrate:irreversible not written (adopted from goose)\n";
        let nothing = "-- migrate:nothing-to-undo the migration does nothing\n";
        for (up, down, expected_up, expected_down) in [
            (sql("SELECT 1;"), sql("SELECT 2;"), "SELECT 1;", "SELECT 2;"),
            (sql("SELECT 1;"), sql("-- none"), "SELECT 1;", stub),
            (sql("SELECT 1;"), OldScript::Absent, "SELECT 1;", stub),
            (sql("SELECT 1;"), sql("\\i x.sql\n"), "SELECT 1;", stub),
            (
                sql("-- x\n"),
                sql(""),
                "-- migrate:nothing-to-do the script of goose holds no statement\n-- x\n",
                nothing,
            ),
            (
                OldScript::Code("7.go".to_owned()),
                OldScript::Absent,
                "-- migrate:nothing-to-do a program of goose, not adopted: 7.go\n",
                stub,
            ),
            (
                OldScript::Absent,
                sql("SELECT 2;"),
                "-- migrate:nothing-to-do goose has no script for it\n",
                "SELECT 2;",
            ),
        ] {
            let migration = adopted(up, down);
            assert_eq!(migration.pair.up.sql, expected_up);
            assert_eq!(migration.pair.down.sql, expected_down);
            assert_eq!(migration.pair.id.to_string(), "V007__add_a_b");
        }
    }

    #[test]
    fn a_script_that_cannot_stand_in_a_pair_is_refused() {
        let folders = Folders { root: ".".into(), migrations: "m".into(), rollbacks: "r".into() };
        let old = OldMigration::new("1", "", "1.sql", sql("SELECT 1; ROLLBACK;"));
        let refused = adopt(Tool::Goose, &[old], None, &folders, &BTreeSet::new());
        assert!(matches!(refused, Err(Failure::Files(problems)) if problems.len() == 1));
    }

    #[test]
    fn the_map_is_read_back() {
        let map = AdoptedMap::of(Tool::Goose, &[adopted(sql("SELECT 1;"), OldScript::Absent)]);
        assert_eq!(AdoptedMap::parse(&map.text()), Ok((Tool::Goose, map)));
        assert!(AdoptedMap::parse("{}").is_err());
    }
}
