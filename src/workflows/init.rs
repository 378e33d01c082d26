//! `init`: looks at a database where a project begins. Reads only, and no row.

use super::database::Database;
use super::partitions::{self, Request};
use crate::model::baseline::administrator::of_catalog;
use crate::model::init::findings::DatabaseFindings;
use crate::model::outcome::failure::Failure;
use crate::model::verify::scope::Scope;
use crate::model::verify::suggestion;

/// What the catalog says. `scope` is how expressions of policies are read, whatever it says about tenants.
pub(crate) async fn inspect(database: &Database, scope: &Scope) -> Result<DatabaseFindings, Failure> {
    let snapshot = database.snapshot("migrate init").await?;
    let reader = snapshot.reader();
    let has_history = !reader.history().await?.applied.is_empty();
    let tools = if has_history { Vec::new() } else { reader.histories_of_tools().await? };
    let relations = snapshot.relations_of_users().await?;
    let candidates = snapshot.candidates().await?;
    let facts = Box::pin(snapshot.isolation(scope)).await?;
    let standing = snapshot.standing().await?;
    let path = snapshot.path().schemas.clone();
    drop(snapshot);
    let every = Request { wishes: Vec::new(), tables: Vec::new(), ahead: None, beside: false, makes: false };
    let partitions = Box::pin(partitions::adopt::plan(database, &every, &[])).await?;
    Ok(DatabaseFindings {
        name: database.origin().database,
        has_history,
        tools,
        relations,
        path,
        tenant: suggestion::suggest(&facts, &candidates),
        partitions,
        // What an empty database will stand on is not known yet.
        grounds: if relations > 0 { of_catalog(&standing) } else { Vec::new() },
    })
}
