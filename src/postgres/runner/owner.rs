//! Who migrates a database, and how a throwaway server gets somebody of the same name.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::bookkeeping::Bookkeeping;
use super::reader::Reader;
use super::session::Session;
use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::Ident;
use crate::postgres::connection::fault;

const GIVEN: &str = include_str!("sql/owner_given.sql");
const KEEPER: &str = include_str!("sql/history_owner.sql");
const ROLE_EXISTS: &str = include_str!("sql/role_exists.sql");

/// Who owns the history table, and which server that is.
#[derive(Debug)]
pub(crate) struct HistoryOwner {
    /// None: there is no history table.
    pub(crate) owner: Option<String>,
    pub(crate) version: String,
    pub(crate) major: i32,
    /// What an administrator gave to the owner before the first migration.
    pub(crate) given: Vec<Given>,
}

/// A right on what no migration made.
#[derive(Debug)]
pub(crate) enum Given {
    /// The schema `public` itself.
    OwnsPublic,
    OnPublic(Privilege),
    OnDatabase(Privilege),
}

/// As `GRANT` has it.
#[derive(Debug)]
pub(crate) struct Privilege {
    name: String,
    is_grantable: bool,
}

impl Given {
    /// The statement that gives it.
    fn statement(&self, role: &Ident, database: &Ident) -> String {
        let grant = |privilege: &Privilege, on: String| {
            let option = if privilege.is_grantable { " WITH GRANT OPTION" } else { "" };
            format!("GRANT {} ON {on} TO {role}{option}", privilege.name)
        };
        match self {
            Self::OwnsPublic => format!("ALTER SCHEMA public OWNER TO {role}"),
            Self::OnPublic(privilege) => grant(privilege, "SCHEMA public".to_owned()),
            Self::OnDatabase(privilege) => grant(privilege, format!("DATABASE {database}")),
        }
    }
}

impl Reader<'_> {
    /// Who migrates this database.
    pub(crate) async fn keeper(&self) -> Result<HistoryOwner, Failure> {
        keeper(self.client, self.bookkeeping)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the history"))
    }
}

impl Reader<'_> {
    /// The same where nobody migrates it yet, and this role will.
    pub(crate) async fn keeper_to_be(&self, role: &str) -> Result<HistoryOwner, Failure> {
        let read = async {
            let row = self.client.query_typed_one(KEEPER, &[(&"", Type::TEXT)]).await?;
            keeper_called(self.client, &row, Some(role.to_owned())).await
        };
        read.await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("read the history"))
    }
}

/// Whether the server has a role of this name.
pub(crate) async fn exists(client: &Client, role: &Ident) -> Result<bool, Error> {
    client.query_typed_one(ROLE_EXISTS, &[(&role.name(), Type::TEXT)]).await?.try_get("there")
}

async fn keeper(client: &Client, bookkeeping: &Bookkeeping) -> Result<HistoryOwner, Error> {
    let row = client.query_typed_one(KEEPER, &[(&bookkeeping.schema(), Type::TEXT)]).await?;
    let owner = row.try_get("owner")?;
    keeper_called(client, &row, owner).await
}

async fn keeper_called(client: &Client, row: &Row, owner: Option<String>) -> Result<HistoryOwner, Error> {
    let given = client.query_typed(GIVEN, &[(&owner, Type::TEXT)]).await?;
    Ok(HistoryOwner {
        given: given.iter().filter_map(|row| given_by(row).transpose()).collect::<Result<_, Error>>()?,
        owner,
        version: row.try_get("version")?,
        major: row.try_get("major")?,
    })
}

fn given_by(row: &Row) -> Result<Option<Given>, Error> {
    let (kind, name): (&str, Option<String>) = (row.try_get("kind")?, row.try_get("privilege")?);
    let is_grantable = row.try_get("grantable")?;
    // The server's own word; whatever else came would not be a privilege.
    let privilege = name.filter(|name| name.bytes().all(|byte| byte.is_ascii_uppercase()));
    Ok(match (kind, privilege.map(|name| Privilege { name, is_grantable })) {
        ("schema", None) => Some(Given::OwnsPublic),
        ("schema", Some(privilege)) => Some(Given::OnPublic(privilege)),
        (_, privilege) => privilege.map(Given::OnDatabase),
    })
}

impl Session {
    /// Makes a role that may do everything, or of the one of the name such a role, and gives it on this database what
    /// the role of its name was given elsewhere.
    pub(crate) async fn make_superuser(
        &self,
        role: &Ident,
        database: &Ident,
        given: &[Given],
    ) -> Result<(), Failure> {
        let make = async {
            let verb = if exists(&self.client, role).await? { "ALTER" } else { "CREATE" };
            self.client.batch_execute(&format!("{verb} ROLE {role} SUPERUSER LOGIN")).await?;
            for given_role in given {
                self.client.batch_execute(&given_role.statement(role, database)).await?;
            }
            Ok(())
        };
        make.await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("prepare the throwaway server"))
    }
}
