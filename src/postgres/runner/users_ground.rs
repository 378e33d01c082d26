//! Where code of users runs, their triggers, CHECK constraints, defaults and policies: as the owner of their table, never
//! with more rights than that, and by the path that the application has.
//!
//! What is between [`UsersGround::enter`] and [`UsersGround::leave`] has no operator without a schema. Both hold for the
//! transaction at most, so that a pooler hands nothing on.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::session::Session;
use super::settings;
use crate::model::migration::search_path::{ProjectPath, SearchPath};
use crate::model::sql::build::row_security;
use crate::postgres::connection::own_path;

const USERS_PATH: &str = include_str!("sql/users_path.sql");
const PLANNED_CODE: &str = include_str!("sql/planned_code.sql");
const ROLE_TO_BECOME: &str = include_str!("sql/role_to_become.sql");

/// The statements around what runs code of users.
#[derive(Debug, Clone)]
pub(crate) struct UsersGround {
    /// Their path, as a value of the setting.
    pub(crate) path: String,
    /// Sets their path; the role stays.
    pub(crate) enter: String,
    /// Sets our own path; the role stays.
    pub(crate) leave: &'static str,
}

impl UsersGround {
    /// The application's own path, or else the project's.
    pub(crate) async fn of(client: &Client, app_role: &str, project: &ProjectPath) -> Result<Self, Error> {
        let row = client.query_typed_opt(USERS_PATH, &[(&app_role, Type::TEXT)]).await?;
        let setting: Option<String> = row.map(|row| row.try_get("path")).transpose()?;
        let path = setting.and_then(|setting| SearchPath::parse(&setting));
        let path = path.as_ref().unwrap_or(&project.fixed);
        Ok(Self { path: path.list(), enter: settings::project_path(path), leave: own_path::SET_LOCAL })
    }

    /// A statement as users' code needs it. As one message with others; nothing is returned from it.
    pub(crate) fn around(&self, statement: &str) -> String {
        format!("{}{statement};{}", self.enter, self.leave)
    }
}

/// Within a transaction: goes on as the owner of a table, if the session may. A superuser always does.
pub(crate) async fn become_owner(client: &Client, owner: &str) -> Result<(), Error> {
    match role_to_become(client, owner).await? {
        Some(role) => client.batch_execute(&format!("SET LOCAL ROLE {role}")).await,
        None => Ok(()),
    }
}

/// The role, quoted; `None` where the session is it already, or may not become it.
pub(crate) async fn role_to_become(client: &Client, role: &str) -> Result<Option<String>, Error> {
    let row = client.query_typed_opt(ROLE_TO_BECOME, &[(&role, Type::TEXT)]).await?;
    row.map(|row| row.try_get("role")).transpose()
}

/// The owner of a table, quoted, where to plan a query of it is to run functions of users.
pub(crate) async fn role_to_plan_as(client: &Client, table: &str) -> Result<Option<String>, Error> {
    match client.query_typed_opt(PLANNED_CODE, &[(&table, Type::TEXT)]).await? {
        Some(row) => role_to_become(client, row.try_get("owner")?).await,
        None => Ok(None),
    }
}

/// Within a transaction: goes on as the owner of a table, where [`role_to_plan_as`] says so.
pub(crate) async fn plan_as_owner(client: &Client, table: &str) -> Result<(), Error> {
    match role_to_plan_as(client, table).await? {
        Some(role) => client.batch_execute(&format!("SET LOCAL ROLE {role}")).await,
        None => Ok(()),
    }
}

/// Within a transaction: asks about the rows of a table, as the one whom [`role_to_plan_as`] says. A table that forces
/// its policies on that role is locked against everybody.
pub(crate) async fn ask_as_owner(client: &Client, table: &str, question: &str) -> Result<Row, Error> {
    let row = client.query_typed_opt(PLANNED_CODE, &[(&table, Type::TEXT)]).await?;
    let Some(row) = row else { return client.query_typed_one(question, &[]).await };
    let Some(role) = role_to_become(client, row.try_get("owner")?).await? else {
        return client.query_typed_one(question, &[]).await;
    };
    let is_forced: bool = row.try_get("is_forced")?;
    let alter = |force| if is_forced { format!("{};", row_security(table, force)) } else { String::new() };
    client.batch_execute(&format!("SET LOCAL ROLE {role}; {}", alter("NO FORCE"))).await?;
    let answer = client.query_typed_one(question, &[]).await?;
    client.batch_execute(&format!("{}{}", alter("FORCE"), settings::OWN_ROLE)).await?;
    Ok(answer)
}

/// The same outside of a transaction: in one of its own.
pub(crate) async fn ask_alone_as_owner(client: &Client, table: &str, question: &str) -> Result<Row, Error> {
    client.batch_execute("BEGIN").await?;
    let answer = ask_as_owner(client, table, question).await;
    client.batch_execute("ROLLBACK").await?;
    answer
}

impl Session {
    /// Where users' code runs.
    pub(crate) async fn users(&self) -> Result<UsersGround, Error> {
        UsersGround::of(&self.client, &self.app_role, &self.path).await
    }
}
