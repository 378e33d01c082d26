//! Who migrates a database, and how a throwaway server gets somebody of the same name.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::fault;
use super::reader::Reader;
use super::session::Session;
use crate::model::failure::Failure;
use crate::model::quote::Ident;

const KEEPER: &str = include_str!("sql/history_keeper.sql");
const ROLE_EXISTS: &str = include_str!("sql/role_exists.sql");

/// Who owns the history table, and which server that is.
#[derive(Debug)]
pub(crate) struct Keeper {
    /// None: there is no history table.
    pub(crate) owner: Option<String>,
    pub(crate) version: String,
    pub(crate) major: i32,
}

impl Reader<'_> {
    /// Who migrates this database.
    pub(crate) async fn keeper(&self) -> Result<Keeper, Failure> {
        keeper(self.0)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the history"))
    }
}

async fn keeper(client: &Client) -> Result<Keeper, Error> {
    let row = client.query_typed_one(KEEPER, &[]).await?;
    Ok(Keeper {
        owner: row.try_get("owner")?,
        version: row.try_get("version")?,
        major: row.try_get("major")?,
    })
}

impl Session {
    /// Makes a role that may do everything, unless there is one of the name.
    pub(crate) async fn make_superuser(&self, role: &Ident) -> Result<(), Failure> {
        let make = async {
            let row = self.client.query_typed_one(ROLE_EXISTS, &[(&role.name(), Type::TEXT)]).await?;
            if !row.try_get::<_, bool>("there")? {
                self.client.batch_execute(&format!("CREATE ROLE {role} SUPERUSER LOGIN")).await?;
            }
            Ok(())
        };
        make.await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("prepare the throwaway server"))
    }
}
