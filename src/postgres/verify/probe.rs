//! Trials on a session: each within a savepoint, all within one transaction that is rolled back.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, SimpleQueryMessage};

use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::{Ident, Literal};
use crate::model::sql::sql_error::DbFault;
use crate::model::verify::catalog::Facts;
use crate::model::verify::probe::Outcome;
use crate::model::verify::probe_columns::{Category, ProbeColumn};
use crate::model::verify::scope::Scope;
use crate::postgres::connection::fault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::snapshot::Snapshot;
use crate::postgres::runner::users_ground::{UsersGround, become_owner};

const COLUMNS: &str = include_str!("sql/columns.sql");
const UPDATABLE: &str = include_str!("sql/rights_of_columns.sql");
const CHECKS: &str = include_str!("sql/checks.sql");

const DOING: &str = "prepare the probe";

/// What is tried, by whom, and in which surroundings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProbeAttempt<'a> {
    /// Run as ourselves before, in the same savepoint.
    pub(crate) prepare: &'a str,
    pub(crate) role: &'a str,
    /// Settings of the transaction.
    pub(crate) settings: &'a [(String, String)],
    /// Run as the role before what counts.
    pub(crate) first: &'a str,
    pub(crate) statement: &'a str,
}

impl Session {
    /// Begins the transaction, in which users' path is on: policies are asked, keys and triggers are not, and CHECK constraints are gone, so
    /// that a row for each tenant can be made. Returns the facts, the columns, and what each relation's
    /// updatable column is.
    pub(crate) async fn begin_probe(
        &self,
        scope: &Scope,
    ) -> Result<(Facts, Vec<ProbeColumn>, Vec<(u32, String)>), Failure> {
        let begin = async {
            let settings = "BEGIN; SET LOCAL row_security = on; SET LOCAL session_replication_role = replica;
                 SET LOCAL client_min_messages = error";
            self.client.batch_execute(settings).await?;
            let facts = Box::pin(super::read(&self.client, scope, &self.path.written)).await?;
            let columns = columns(&self.client).await?;
            let mut updatable = Vec::new();
            if facts.roles.iter().any(|role| role.is_app) {
                for row in self.client.query_typed(UPDATABLE, &[(&scope.app_role, Type::TEXT)]).await? {
                    updatable.push((row.try_get("relation")?, row.try_get("name")?));
                }
            }
            let mut drop = String::new();
            for row in self.client.query_typed(CHECKS, &[]).await? {
                let statement: String = row.try_get("statement")?;
                drop.push_str(&statement);
            }
            let users = self.users().await?;
            self.client.batch_execute(&format!("{drop}{}", users.enter)).await?;
            Ok((facts, columns, updatable))
        };
        begin
            .await
            .map_err(|error: tokio_postgres::Error| fault::translate(&error))
            .map_err(Failure::database(DOING))
    }

    /// Runs a statement as ourselves. What it does stays until the end of the probe, unless it fails.
    pub(crate) async fn make(&self, statement: &str) -> Result<Outcome, Failure> {
        self.client.batch_execute("SAVEPOINT made").await.map_err(lost)?;
        let made = outcome(&self.client, statement).await?;
        let end =
            if matches!(made, Outcome::Rows(_)) { "RELEASE made" } else { "ROLLBACK TO made; RELEASE made" };
        self.client.batch_execute(end).await.map_err(lost)?;
        Ok(made)
    }

    /// Runs a trial; nothing of it stays.
    pub(crate) async fn try_out(&self, trial: ProbeAttempt<'_>) -> Result<Outcome, Failure> {
        try_out(&self.client, trial).await
    }

    /// Ends the transaction, and with it everything that was made.
    pub(crate) async fn end_probe(&self) -> Result<(), Failure> {
        self.client.batch_execute("ROLLBACK").await.map_err(lost)
    }
}

impl Snapshot {
    /// Within the read-only transaction, until its end: policies are asked, as they are of the application by its
    /// path, and no question takes for ever.
    pub(crate) async fn begin_look(&self, app_role: &str) -> Result<(), Failure> {
        let users = UsersGround::of(self.client(), app_role, self.path()).await.map_err(lost)?;
        let settings =
            format!("SET LOCAL row_security = on; SET LOCAL statement_timeout = {LOOK_MS}; {}", users.enter);
        self.client().batch_execute(&settings).await.map_err(lost)
    }

    /// Runs a trial that reads; nothing of it stays.
    pub(crate) async fn try_out(&self, trial: ProbeAttempt<'_>) -> Result<Outcome, Failure> {
        try_out(self.client(), trial).await
    }

    /// Asks as ourselves, or as the owner of what is asked about, and fails rather than be shown a part: the first
    /// value as text, `None` without a row.
    pub(crate) async fn first_value(
        &self,
        question: &str,
        owner: Option<&str>,
    ) -> Result<Result<Option<String>, Outcome>, Failure> {
        self.client().batch_execute("SAVEPOINT asked; SET LOCAL row_security = off").await.map_err(lost)?;
        if let Some(owner) = owner {
            become_owner(self.client(), owner).await.map_err(lost)?;
        }
        let answer = match self.client().simple_query(question).await {
            Ok(messages) => Ok(messages.iter().find_map(|message| match message {
                SimpleQueryMessage::Row(row) => row.get(0).map(ToOwned::to_owned),
                _ => None,
            })),
            Err(error) => Err(refused(&error)?),
        };
        self.client().batch_execute("ROLLBACK TO asked; RELEASE asked").await.map_err(lost)?;
        Ok(answer)
    }
}

/// How long one question may take on a database that others use.
const LOOK_MS: u32 = 10_000;

async fn try_out(client: &Client, trial: ProbeAttempt<'_>) -> Result<Outcome, Failure> {
    let Some(role) = Ident::new(trial.role) else {
        return Ok(Outcome::Refused {
            sqlstate: "42602".to_owned(),
            message: "no name for a role".to_owned(),
            constraint: None,
        });
    };
    let mut before = format!("SAVEPOINT trial; {} SET LOCAL ROLE {role};", trial.prepare);
    for (name, value) in trial.settings {
        before.push_str(&format!(
            "SELECT pg_catalog.set_config({}, {}, true);",
            Literal(name),
            Literal(value)
        ));
    }
    // One message: where it fails, the savepoint is there to go back to.
    let ended = outcome(client, &format!("{before}{} {}", trial.first, trial.statement)).await?;
    let kept = if trial.first.is_empty() { "" } else { "; DEALLOCATE ALL" };
    client.batch_execute(&format!("ROLLBACK TO trial; RELEASE trial{kept}")).await.map_err(lost)?;
    Ok(ended)
}

/// What the last statement of a text returned: the first value of its row, or how many rows it changed.
async fn outcome(client: &Client, text: &str) -> Result<Outcome, Failure> {
    let messages = match client.simple_query(text).await {
        Ok(messages) => messages,
        Err(error) => return refused(&error),
    };
    let (mut value, mut last) = (None, 0);
    for message in &messages {
        match message {
            SimpleQueryMessage::Row(row) => value = row.get(0).and_then(|text| text.parse().ok()),
            SimpleQueryMessage::CommandComplete(rows) => {
                last = value.take().unwrap_or_else(|| i64::try_from(*rows).unwrap_or(i64::MAX));
            }
            _ => {}
        }
    }
    Ok(Outcome::Rows(last))
}

fn refused(error: &tokio_postgres::Error) -> Result<Outcome, Failure> {
    match fault::translate(error) {
        DbFault::Server(error) => {
            let constraint = error.objects.into_iter().find(|(kind, _)| *kind == "constraint");
            Ok(Outcome::Refused {
                sqlstate: error.sqlstate,
                message: error.message,
                constraint: constraint.map(|(_, name)| name),
            })
        }
        fault => Err(Failure::Database { doing: "run the probe", fault }),
    }
}

/// The columns of every relation.
async fn columns(client: &Client) -> Result<Vec<ProbeColumn>, tokio_postgres::Error> {
    let rows = client.query_typed(COLUMNS, &[]).await?;
    rows.iter()
        .map(|row| {
            let category: String = row.try_get("category")?;
            Ok(ProbeColumn {
                relation: row.try_get("relation")?,
                name: row.try_get("name")?,
                type_name: row.try_get("type_name")?,
                category: self::category(&category, row.try_get("label")?),
                not_null: row.try_get("not_null")?,
                has_default: row.try_get("has_default")?,
                is_generated: row.try_get("is_generated")?,
                is_key: row.try_get("is_key")?,
                is_primary: row.try_get("is_primary")?,
            })
        })
        .collect()
}

#[allow(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn lost(error: tokio_postgres::Error) -> Failure {
    Failure::Database { doing: "run the probe", fault: fault::translate(&error) }
}

fn category(category: &str, label: Option<String>) -> Category {
    match (category, label) {
        ("E", Some(label)) => Category::Enum(label),
        ("U", _) => Category::Uuid,
        ("N", _) => Category::Number,
        ("S", _) => Category::Text,
        ("B", _) => Category::Boolean,
        ("D", _) => Category::Time,
        ("J", _) => Category::Json,
        ("A", _) => Category::Array,
        ("R", _) => Category::Range,
        _ => Category::Other,
    }
}
