//! Where a project works in the database that was reached: its path there, and the schema of our tables.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::bookkeeping::Bookkeeping;
use crate::model::migration::search_path::{
    PathEntry, PathFlaw, PathOrigin, PathProblem, ProjectPath, SearchPath, resolve,
};
use crate::model::outcome::event::ServerFacts;
use crate::model::outcome::failure::{ConfigProblem, Failure};
use crate::postgres::connection::fault;

const ENTRIES: &str = include_str!("sql/path_entries.sql");

/// Looks the schemas up, in the current transaction if there is one. Without a configured path the login's own counts.
pub(crate) async fn find(
    client: &Client,
    facts: &ServerFacts,
    configured: Option<&SearchPath>,
) -> Result<(ProjectPath, Bookkeeping), Failure> {
    let (written, origin) = match configured {
        Some(path) => (Some(path.clone()), PathOrigin::Configured),
        None => (SearchPath::parse(&facts.search_path), PathOrigin::Login),
    };
    let problem = |why: PathFlaw, path: String| PathProblem { why, origin, path, role: facts.role.clone() };
    let failure = |problem: PathProblem| Failure::Config(ConfigProblem::SearchPath(problem));
    let Some(written) = written else {
        return Err(failure(problem(PathFlaw::Empty, facts.search_path.clone())));
    };
    let entries = entries(client, &written)
        .await
        .map_err(|error| fault::translate(&error))
        .map_err(Failure::database("look for the schemas of the search path"))?;
    let path = resolve(&written, &entries).map_err(|why| failure(problem(why, written.list())))?;
    let schema = path.home.name().to_owned();
    let barred = (!path.is_usable).then(|| Box::new(problem(PathFlaw::NoUsage { schema }, written.list())));
    let bookkeeping = Bookkeeping::new(path.home.clone(), &facts.role, barred);
    Ok((path, bookkeeping))
}

async fn entries(client: &Client, path: &SearchPath) -> Result<Vec<PathEntry>, Error> {
    let rows = client.query_typed(ENTRIES, &[(&path.names(), Type::TEXT_ARRAY)]).await?;
    let entry = |row: &tokio_postgres::Row| {
        Ok(PathEntry {
            written: row.try_get("written")?,
            schema: row.try_get("schema")?,
            exists: row.try_get("found")?,
            usable: row.try_get("usable")?,
        })
    };
    rows.iter().map(entry).collect()
}
