//! What roles beside the application's may do with rows: those that it can become, its logins, and those that views and
//! functions run as.

use std::collections::BTreeMap;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::relations::rights;
use crate::model::verify::catalog::{Actor, ParameterRight, SystemRight};

const ACTORS: &str = include_str!("sql/actors.sql");
const RIGHTS: &str = include_str!("sql/rights_of_actors.sql");
const PARAMETERS: &str = include_str!("sql/parameters.sql");
const SYSTEM_RIGHTS: &str = include_str!("sql/system_rights.sql");

/// The version from which rights on settings can be given.
const RIGHTS_ON_SETTINGS: i32 = 150_000;

pub(super) async fn actors(client: &Client, roles: &[u32]) -> Result<Vec<Actor>, Error> {
    let mut actors = Vec::new();
    if roles.is_empty() {
        return Ok(actors);
    }
    let mut may: BTreeMap<u32, BTreeMap<u32, _>> = BTreeMap::new();
    for row in client.query_typed(RIGHTS, &[(&roles, Type::OID_ARRAY)]).await? {
        may.entry(row.try_get("role")?).or_default().insert(row.try_get("relation")?, rights(&row)?);
    }
    for row in client.query_typed(ACTORS, &[(&roles, Type::OID_ARRAY)]).await? {
        let role = row.try_get("role")?;
        let has: Vec<u32> = row.try_get("has")?;
        actors.push(Actor {
            role,
            has: has.into_iter().collect(),
            rights: may.remove(&role).unwrap_or_default(),
        });
    }
    Ok(actors)
}

pub(super) async fn parameters(
    client: &Client,
    app: u32,
    version: i32,
) -> Result<Vec<ParameterRight>, Error> {
    if version < RIGHTS_ON_SETTINGS {
        return Ok(Vec::new());
    }
    let rows = client.query_typed(PARAMETERS, &[(&app, Type::OID)]).await?;
    rows.iter()
        .map(|row| Ok(ParameterRight { name: row.try_get("name")?, privilege: row.try_get("privilege")? }))
        .collect()
}

pub(super) async fn system_rights(client: &Client, app: u32) -> Result<Vec<SystemRight>, Error> {
    let rows = client.query_typed(SYSTEM_RIGHTS, &[(&app, Type::OID)]).await?;
    rows.iter()
        .map(|row| {
            Ok(SystemRight {
                name: row.try_get("name")?,
                statement: row.try_get("statement")?,
                privilege: row.try_get("privilege")?,
                grantee: row.try_get("grantee")?,
            })
        })
        .collect()
}
