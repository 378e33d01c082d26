//! What the old table says, and our history that is written from it.

use super::request::{NAME, refused};
use crate::model::adopt::applied::{Standing, standing};
use crate::model::adopt::old_history::{OldHistory, OldTable};
use crate::model::adopt::old_migration::OldMigration;
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::adopt::tool::Tool;
use crate::model::fingerprint::ignore::Ignored;
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::history::History;
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::Failure;
use crate::postgres::Mark;
use crate::workflows::database::Database;

/// What is asked of the old table.
#[derive(Clone, Copy)]
pub(super) struct OldHistoryRequest<'a> {
    pub(super) tool: Tool,
    pub(super) migrations: &'a [OldMigration],
    /// Its name, perhaps with a schema, where it is not the tool's usual one.
    pub(super) table: Option<&'a str>,
    /// What a person says instead.
    pub(super) through: Option<&'a str>,
}

/// How the database stands.
pub(super) struct Marking {
    pub(super) standing: Standing,
    history: Option<OldHistory>,
}

/// The tables that could be the old one: of the name that was given, or of the names of all tools.
pub(super) async fn tables(database: &Database, given: Option<&str>) -> Result<Vec<OldTable>, Failure> {
    let names: Vec<&str> = match given {
        Some(given) => vec![given.rsplit_once('.').map_or(given, |(_, table)| table)],
        None => Tool::ALL.into_iter().filter_map(Tool::history).map(|place| place.table).collect(),
    };
    database.preview(NAME).await?.reader().old_tables(&names).await
}

/// The tools that have a table there.
pub(super) fn tools(tables: &[OldTable]) -> Vec<Tool> {
    Tool::ALL.into_iter().filter(|tool| tables.iter().any(|table| is_of(*tool, table))).collect()
}

/// Whether a table has the name and the columns that a tool gives its own.
fn is_of(tool: Tool, table: &OldTable) -> bool {
    let has = |column: &&str| table.columns.iter().any(|known| known == column);
    tool.history().is_some_and(|place| {
        place.table == table.relation.name
            && place.columns.iter().all(&has)
            && !place.lacks.iter().any(has)
            && place.schema.is_none_or(|schema| schema == table.relation.schema)
            // Supabase keeps its own table beside those of others.
            && (place.schema.is_some() || table.relation.schema != "supabase_migrations")
    })
}

/// Reads the old table, and refuses a database that has a history of ours.
pub(super) async fn read(
    database: Option<&Database>,
    tables: &[OldTable],
    wanted: OldHistoryRequest<'_>,
) -> Result<Marking, Failure> {
    let Some(database) = database else {
        return Ok(Marking { standing: Standing::nothing(wanted.migrations.len()), history: None });
    };
    let snapshot = database.preview(NAME).await?;
    let history = snapshot.reader().history().await?;
    if !is_free(wanted.tool, &history) {
        return Err(refused(AdoptRefusal::HistoryNotEmpty { applied: history.applied.len() }));
    }
    snapshot.may_begin().await?;
    let table = choose(tables, wanted, &snapshot.path().schemas)?;
    let old = match table {
        Some(table) => Some(snapshot.reader().old_history(wanted.tool, &table.relation).await?),
        None => None,
    };
    let standing = match (wanted.through, &old) {
        (Some(through), _) => said(wanted, through)?,
        (None, Some(old)) => standing(wanted.tool, wanted.migrations, &old.rows).map_err(refused)?,
        (None, None) => {
            let usual = wanted.tool.history().map(|place| match place.schema {
                Some(schema) => format!("{schema}.{}", place.table),
                None => place.table.to_owned(),
            });
            let table = wanted.table.map(str::to_owned).or(usual).unwrap_or_default();
            return Err(refused(AdoptRefusal::NoHistoryTable { tool: wanted.tool, table }));
        }
    };
    Ok(Marking { standing, history: old })
}

/// Whether our history may be written: there is none, or it is refinery's own, which we have not written to.
fn is_free(tool: Tool, history: &History) -> bool {
    let is_refinerys =
        tool.shares_our_history() && history.applied.iter().all(|entry| entry.journal.is_none());
    history.unfinished.is_empty() && (history.applied.is_empty() || is_refinerys)
}

/// The tool's table: that of the name which was given, else the one in the schemas of the path, else the only one.
fn choose<'a>(
    tables: &'a [OldTable],
    wanted: OldHistoryRequest<'_>,
    path: &[String],
) -> Result<Option<&'a OldTable>, Failure> {
    let schema = wanted.table.and_then(|named| named.rsplit_once('.')).map(|(schema, _)| schema);
    let fits = |table: &&OldTable| match wanted.table {
        Some(_) => schema.is_none_or(|schema| schema == table.relation.schema),
        None => is_of(wanted.tool, table),
    };
    let fitting: Vec<&OldTable> = tables.iter().filter(fits).collect();
    let in_path =
        path.iter().find_map(|schema| fitting.iter().find(|table| table.relation.schema == *schema));
    match (in_path, fitting.as_slice()) {
        (Some(table), _) | (None, [table]) => Ok(Some(table)),
        (None, []) => Ok(None),
        (None, several) => {
            let shown = |table: &&OldTable| format!("{}.{}", table.relation.schema, table.relation.name);
            Err(refused(AdoptRefusal::SeveralTables { tables: several.iter().map(shown).collect() }))
        }
    }
}

/// What `--applied-through` says: `none`, `all`, or a version of the tool's.
fn said(wanted: OldHistoryRequest<'_>, through: &str) -> Result<Standing, Failure> {
    let migrations = wanted.migrations;
    let key = match through {
        "none" => return Ok(Standing::nothing(migrations.len())),
        "all" => migrations.last().map(|migration| migration.key.as_str()),
        version => {
            let is_it = |migration: &&OldMigration| migration.version == version || migration.key == version;
            migrations.iter().find(is_it).map(|migration| migration.key.as_str())
        }
    };
    let no_such = || refused(AdoptRefusal::NoSuchVersion { version: through.to_owned() });
    let last =
        migrations.iter().rposition(|migration| Some(migration.key.as_str()) == key).ok_or_else(no_such)?;
    Ok(Standing::first(last + 1, migrations.len()))
}

impl Marking {
    /// The old table without its schema.
    pub(super) fn table_name(&self) -> Option<String> {
        self.history.as_ref().map(|old| old.table.name.clone())
    }

    /// The same with it, to read.
    pub(super) fn table_shown(&self) -> Option<String> {
        self.history.as_ref().map(|old| format!("{}.{}", old.table.schema, old.table.name))
    }

    pub(super) fn has_table(&self) -> bool {
        self.history.is_some()
    }

    /// What the tool made for itself, which no migration makes.
    pub(super) fn of_the_tool(&self) -> Vec<Ignored> {
        let Some(old) = &self.history else { return Vec::new() };
        let reason = || "the other tool's own".to_owned();
        let (schema, table) = (&old.table.schema, &old.table.name);
        let mut objects = vec![
            format!("table {schema}.{table}"),
            format!("* {schema}.{table}_*"),
            format!("table {schema}.{table}lock"),
        ];
        if schema != "public" {
            objects.push(format!("schema {schema}"));
        }
        if table == "migrations" && schema == "graphile_migrate" {
            objects.push(format!("table {schema}.current"));
        }
        objects.into_iter().map(|object| Ignored { object, reason: reason() }).collect()
    }

    /// Writes the history. The old table has to say what it said before.
    pub(super) async fn mark(
        &self,
        database: &Database,
        tool: Tool,
        pairs: &[Pair],
        drop_old: bool,
    ) -> Result<(), Failure> {
        let mut session = database.session(NAME).await?;
        let history = session.reader().history().await?;
        if !is_free(tool, &history) {
            return Err(refused(AdoptRefusal::HistoryNotEmpty { applied: history.applied.len() }));
        }
        let width = history
            .width
            .unwrap_or_else(|| VersionWidth::for_versions(pairs.iter().map(|pair| pair.id.version)));
        let applied: Vec<(&Pair, Option<&str>)> = pairs
            .iter()
            .zip(&self.standing.applied)
            .filter_map(|(pair, applied)| Some((pair, applied.as_ref()?.0.as_deref())))
            .collect();
        let drop_old = drop_old && !tool.shares_our_history();
        session
            .mark_applied(Mark { tool, applied: &applied, width, old: self.history.as_ref(), drop_old })
            .await
    }
}
