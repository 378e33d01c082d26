//! What stands beside tables: functions, triggers, rules, dependencies, defaults.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::verify::catalog::{
    DefaultRights, Facts, Function, Publication, Reference, Rewrite, RoleSetting, Trigger,
};
use crate::model::verify::scope::Scope;

const FUNCTIONS: &str = include_str!("sql/functions.sql");
const TRIGGERS: &str = include_str!("sql/triggers.sql");
const REWRITES: &str = include_str!("sql/rewrites.sql");
const REFERENCES: &str = include_str!("sql/references.sql");
const DEFAULT_RIGHTS: &str = include_str!("sql/default_rights.sql");
const SETTINGS: &str = include_str!("sql/settings.sql");
const SETTINGS_MADE: &str = include_str!("sql/settings_made.sql");
const PUBLICATIONS: &str = include_str!("sql/publications.sql");

pub(super) async fn functions(client: &Client, app: u32) -> Result<Vec<Function>, Error> {
    let rows = client.query_typed(FUNCTIONS, &[(&app, Type::OID)]).await?;
    rows.iter()
        .map(|row| {
            Ok(Function {
                oid: row.try_get("oid")?,
                name: row.try_get("name")?,
                owner: row.try_get("owner")?,
                security_definer: row.try_get("definer")?,
                path: row.try_get("path")?,
                config: row.try_get("config")?,
                language: row.try_get("language")?,
                leakproof: row.try_get("leakproof")?,
                immutable: row.try_get("immutable")?,
                app_may_execute: row.try_get("may_execute")?,
                body: row.try_get("body")?,
            })
        })
        .collect()
}

pub(super) async fn triggers(client: &Client) -> Result<Vec<Trigger>, Error> {
    let rows = client.query_typed(TRIGGERS, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(Trigger {
                name: row.try_get("name")?,
                table: row.try_get("relation")?,
                function: row.try_get("function")?,
            })
        })
        .collect()
}

pub(super) async fn rewrites(client: &Client) -> Result<Vec<Rewrite>, Error> {
    let rows = client.query_typed(REWRITES, &[]).await?;
    rows.iter()
        .map(|row| Ok(Rewrite { name: row.try_get("name")?, relation: row.try_get("relation")? }))
        .collect()
}

pub(super) async fn references(client: &Client) -> Result<Vec<Reference>, Error> {
    let rows = client.query_typed(REFERENCES, &[]).await?;
    rows.iter()
        .map(|row| Ok(Reference { from: row.try_get("source")?, to: row.try_get("target")? }))
        .collect()
}

pub(super) async fn default_rights(client: &Client, app: u32) -> Result<Vec<DefaultRights>, Error> {
    let rows = client.query_typed(DEFAULT_RIGHTS, &[(&app, Type::OID)]).await?;
    rows.iter()
        .map(|row| {
            Ok(DefaultRights {
                role: row.try_get("role")?,
                schema: row.try_get("schema")?,
                reach_app: row.try_get("reach")?,
                of_schemas: row.try_get("of_schemas")?,
            })
        })
        .collect()
}

/// A setting without a value does not count.
pub(super) async fn settings(client: &Client) -> Result<Vec<RoleSetting>, Error> {
    let mut settings = Vec::new();
    for row in client.query_typed(SETTINGS, &[]).await? {
        let setting: String = row.try_get("setting")?;
        let Some((name, value)) = setting.split_once('=') else { continue };
        settings.push(RoleSetting {
            role: row.try_get("role")?,
            database: row.try_get("database")?,
            is_of_server: row.try_get("is_of_server")?,
            name: name.to_owned(),
            value: value.to_owned(),
        });
    }
    Ok(settings)
}

/// What policies and functions read of the session, and a session has that nobody made it in: the server is configured so, unless a
/// role or a database brings it along.
pub(super) async fn settings_of_server(
    client: &Client,
    facts: &mut Facts,
    scope: &Scope,
) -> Result<(), Error> {
    let names: Vec<String> = facts.settings_read(scope).into_iter().collect();
    for row in client.query_typed(SETTINGS_MADE, &[(&names, Type::TEXT_ARRAY)]).await? {
        let (name, value): (String, String) = (row.try_get("name")?, row.try_get("value")?);
        let is_known = facts.settings.iter().any(|setting| setting.name.eq_ignore_ascii_case(&name));
        if !is_known {
            facts.settings.push(RoleSetting { role: None, database: None, is_of_server: true, name, value });
        }
    }
    Ok(())
}

pub(super) async fn publications(client: &Client) -> Result<Vec<Publication>, Error> {
    let rows = client.query_typed(PUBLICATIONS, &[]).await?;
    rows.iter()
        .map(|row| Ok(Publication { name: row.try_get("name")?, tables: row.try_get("tables")? }))
        .collect()
}
