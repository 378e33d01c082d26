//! The pair before it is proven: what `pg_dump` writes of one state of the database, or what somebody wrote already.

use std::collections::BTreeSet;

use super::super::database::Database;
use super::request::BaselineRequest;
use crate::files::{self, Depth};
use crate::model::baseline::administrator::{Ground, grounds, without_public};
use crate::model::baseline::dump::Dump;
use crate::model::baseline::pair_text;
use crate::model::baseline::program::DumpProgram;
use crate::model::baseline::rollback::{drops, statements_of};
use crate::model::baseline::{BaselineRefusal, standing::Standing};
use crate::model::fingerprint::Fingerprint;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::{MigrationId, Pair};
use crate::model::migration::project::{Folders, Source};
use crate::model::migration::search_path::ProjectPath;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::quote::unquoted;
use crate::postgres::baseline::{DumpRequest, DumpSection, program};
use crate::postgres::{HistoryOwner, Snapshot};

/// A pair, and the database that it was made from.
pub(super) struct Draft {
    pub(super) pair: Pair,
    /// The files are there already.
    pub(super) is_written: bool,
    pub(super) actual: Fingerprint,
    pub(super) keeper: HistoryOwner,
    pub(super) path: ProjectPath,
    pub(super) program: DumpProgram,
    /// What an administrator made.
    pub(super) grounds: Vec<Ground>,
    pub(super) left_out: Vec<String>,
    /// Whose things the pair makes, beside those of the role that connects.
    pub(super) owners: BTreeSet<String>,
    /// The tables whose rows come with it.
    pub(super) tables: Vec<QualifiedName>,
}

/// The pair that somebody wrote already: an earlier run that was killed, or a person. Refuses a project that has more.
pub(super) fn written(folders: &Folders) -> Result<Option<Pair>, Failure> {
    let [migrations, rollbacks] = files::script_files(folders)?;
    if migrations.is_empty() && rollbacks.iter().all(|file| file.ends_with("__baseline.sql")) {
        return Ok(None);
    }
    if let ([migration], [rollback]) = (migrations.as_slice(), rollbacks.as_slice())
        && migration == rollback
    {
        let pairs = files::discover(&Source::Directory(folders.clone()), Depth::Statements)?;
        return Ok(pairs.into_iter().next());
    }
    let file = match (migrations.first(), rollbacks.first()) {
        (Some(file), _) => folders.migrations.join(file),
        (None, file) => folders.rollbacks.join(file.map_or("", String::as_str)),
    };
    refused(BaselineRefusal::HasScripts { file: file.display().to_string() })
}

fn refused<T>(why: BaselineRefusal) -> Result<T, Failure> {
    Err(Failure::Refused(Refusal::Baseline(why)))
}

impl Draft {
    /// Dumps the state that the snapshot sees.
    pub(super) async fn make(
        database: &Database,
        snapshot: &Snapshot,
        request: &BaselineRequest,
        written: Option<Pair>,
    ) -> Result<Self, Failure> {
        let standing = snapshot.standing().await?;
        let keeper = snapshot.reader().keeper_to_be(&standing.role).await?;
        let program = program(&request.throwaway, keeper.major, &keeper.version)?;
        let path = snapshot.path().clone();
        let tables = lookup_tables(snapshot, &path, &request.rows).await?;
        let shared = snapshot.export().await?;
        let take = async |section, clean| {
            let (snapshot, home) = (shared.as_str(), standing.home.as_str());
            database.dump(&program, DumpRequest { section, clean, snapshot, home }).await
        };
        let first = take(DumpSection::First, false).await?;
        let rows =
            if tables.is_empty() { String::new() } else { take(DumpSection::Rows(&tables), false).await? };
        let last = take(DumpSection::Last, false).await?;
        let dump = Dump::read(&format!("{first}\n{rows}\n{last}"), &standing);
        if dump.statements.is_empty() {
            return refused(BaselineRefusal::Nothing { database: database.origin().database });
        }
        let is_written = written.is_some();
        let pair = match written {
            Some(pair) => pair,
            None => {
                let rollback = if request.irreversible {
                    pair_text::IRREVERSIBLE.to_owned()
                } else {
                    let clean = [take(DumpSection::First, true).await?, take(DumpSection::Last, true).await?];
                    rollback(&dump, [&first, &last], &clean, &standing)?
                };
                pair(request, pair_text::migration(&dump.statements), rollback)?
            }
        };
        let actual = snapshot.reader().fingerprint(&path.schemas).await?;
        let mut grounds = grounds(&standing, &dump);
        if !actual.objects.contains_key("schema public") {
            grounds.push(without_public());
        }
        let Dump { left_out, owners, .. } = dump;
        Ok(Self { pair, is_written, actual, keeper, path, program, grounds, left_out, owners, tables })
    }
}

fn rollback(
    dump: &Dump,
    [first, last]: [&str; 2],
    clean: &[String; 2],
    standing: &Standing,
) -> Result<String, Failure> {
    let (Some(first), Some(last)) = (drops(&clean[0], first), drops(&clean[1], last)) else {
        let why = "`pg_dump` wrote something else the second time that it was asked for the same state";
        return Err(Failure::Unexpected(anyhow::anyhow!(why)));
    };
    let made = &dump.statements;
    Ok(pair_text::rollback(&statements_of(made, (&first, &last), standing), made))
}

fn pair(request: &BaselineRequest, up: String, down: String) -> Result<Pair, Failure> {
    let id = MigrationId { version: request.version, name: pair_text::NAME.to_owned() };
    let [up_file, down_file] =
        files::pair_paths(&request.folders, &id).map(|file| file.display().to_string());
    Ok(Pair {
        id,
        up: files::script_of_text(up, &up_file, Direction::Up)?,
        down: files::script_of_text(down, &down_file, Direction::Down)?,
    })
}

/// The tables that names mean: with a schema, or in the first schema of the path that has one of that name.
async fn lookup_tables(
    snapshot: &Snapshot,
    path: &ProjectPath,
    names: &[String],
) -> Result<Vec<QualifiedName>, Failure> {
    let mut tables = Vec::new();
    for name in names {
        let candidates = match QualifiedName::parse(name) {
            Some(name) => vec![name],
            None => path.schemas.iter().map(|schema| QualifiedName::new(schema, unquoted(name))).collect(),
        };
        let mut meant = Vec::new();
        for candidate in &candidates {
            meant = snapshot.lookup_tables(candidate).await?;
            if !meant.is_empty() {
                break;
            }
        }
        if meant.is_empty() {
            return refused(BaselineRefusal::NoSuchTable { table: name.clone() });
        }
        tables.extend(meant);
    }
    tables.sort();
    tables.dedup();
    Ok(tables)
}
