//! What the catalog says about isolation: a handful of queries, within one snapshot.

mod actors;
mod candidates;
mod foreign_code;
mod gate;
mod library;
mod objects;
mod probe;
mod relations;

pub(crate) use foreign_code::ForeignCode;
pub(crate) use probe::ProbeAttempt;

use std::sync::Arc;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::connection::{fault, own_path};
use super::runner::settings;
use super::runner::snapshot::Snapshot;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::failure::Failure;
use crate::model::verify::catalog::{Facts, Function, Relation, RelationKind, Role, Schema};
use crate::model::verify::scope::Scope;

const ROLES: &str = include_str!("sql/roles.sql");
const SCHEMAS: &str = include_str!("sql/schemas.sql");
const SURROUNDINGS: &str = include_str!("sql/surroundings.sql");

impl Snapshot {
    /// Everything that the rules judge. Reads catalogs only.
    pub(crate) async fn isolation(&self, scope: &Scope) -> Result<Facts, Failure> {
        let look = async {
            let mut facts = read(self.client(), scope, &self.path().written).await?;
            objects::settings_of_server(self.client(), &mut facts, scope).await?;
            Ok::<_, Error>(facts)
        };
        Box::pin(look)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the catalog"))
    }
}

/// How the server prints expressions must not depend on settings of the role or the database.
const PLAIN: &str = "SET LOCAL quote_all_identifiers = off";

/// Within a transaction: what it has changed itself is seen, too. The transaction's settings are changed. Expressions
/// have names as the project's scripts write them, which `path` is for.
pub(super) async fn read(client: &Client, scope: &Scope, path: &SearchPath) -> Result<Facts, Error> {
    client.batch_execute(PLAIN).await?;
    let roles = roles(client, &scope.app_role).await?;
    let app = roles.iter().find(|role| role.is_app).map_or(0, |role| role.oid);
    let reader = relations::RelationReader { client, app, column: &scope.names.column };
    client.batch_execute(&settings::project_path(path)).await?;
    let (relations, policies) = (reader.relations().await?, reader.policies().await?);
    let functions = objects::functions(client, app).await?;
    client.batch_execute(own_path::SET_LOCAL).await?;
    let library = Box::pin(library::library(client)).await?;
    let row = client.query_typed_one(SURROUNDINGS, &[(&app, Type::OID)]).await?;
    let version = row.try_get("version")?;
    let extensions: Vec<String> = row.try_get("extensions")?;
    let pair =
        |text: String| text.split_once('=').map(|(name, version)| (name.to_owned(), version.to_owned()));
    let acting = acting(&roles, &functions, &relations);
    let actors = Box::pin(actors::actors(client, &acting)).await?;
    Ok(Facts {
        actors,
        parameters: actors::parameters(client, app, version).await?,
        system_rights: actors::system_rights(client, app).await?,
        version,
        database: row.try_get("database")?,
        app_may_create_schemas: row.try_get("may_create")?,
        schemas: schemas(client, app).await?,
        relations,
        policies,
        foreign_keys: reader.foreign_keys().await?,
        indexes: reader.indexes().await?,
        functions,
        triggers: objects::triggers(client).await?,
        rewrites: objects::rewrites(client).await?,
        references: objects::references(client).await?,
        default_rights: objects::default_rights(client, app).await?,
        settings: objects::settings(client).await?,
        publications: objects::publications(client).await?,
        event_triggers: row.try_get("event_triggers")?,
        extensions: extensions.into_iter().filter_map(pair).collect(),
        large_objects: row.try_get("large_objects")?,
        library: Arc::new(library),
        judgements: None,
        roles,
    })
}

/// The roles beside the application's that rows are reached as: what it can become, its logins, and the owners of what runs
/// with their rights. Those whom no policy binds are known for that.
fn acting(roles: &[Role], functions: &[Function], relations: &[Relation]) -> Vec<u32> {
    let owners = functions.iter().filter(|function| function.security_definer).map(|function| function.owner);
    let views =
        relations.iter().filter(|relation| relation.kind == RelationKind::View && !relation.security_invoker);
    let owners: Vec<u32> = owners.chain(views.map(|view| view.owner)).collect();
    let acting = roles.iter().filter(|role| {
        !role.is_app
            && !role.bypasses()
            && (role.app_may_become || role.app_inherits || role.is_login() || owners.contains(&role.oid))
    });
    acting.map(|role| role.oid).collect()
}

async fn roles(client: &Client, app: &str) -> Result<Vec<Role>, Error> {
    let rows = client.query_typed(ROLES, &[(&app, Type::TEXT)]).await?;
    rows.iter()
        .map(|row| {
            Ok(Role {
                oid: row.try_get("oid")?,
                name: row.try_get("name")?,
                superuser: row.try_get("superuser")?,
                bypasses_row_security: row.try_get("bypasses")?,
                replication: row.try_get("replication")?,
                creates_roles: row.try_get("creates_roles")?,
                is_app: row.try_get("is_app")?,
                app_may_become: row.try_get("may_become")?,
                app_inherits: row.try_get("inherits")?,
                logins: row.try_get("logins")?,
            })
        })
        .collect()
}

async fn schemas(client: &Client, app: u32) -> Result<Vec<Schema>, Error> {
    let rows = client.query_typed(SCHEMAS, &[(&app, Type::OID)]).await?;
    rows.iter()
        .map(|row| {
            Ok(Schema {
                oid: row.try_get("oid")?,
                name: row.try_get("name")?,
                app_may_use: row.try_get("may_use")?,
                app_may_create: row.try_get("may_create")?,
            })
        })
        .collect()
}
