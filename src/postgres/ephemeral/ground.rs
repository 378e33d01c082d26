//! What a database to try scripts in has before they come.

use std::ops::Range;
use std::sync::Arc;

use tokio_postgres::Client;

use crate::model::connection::ConnectOptions;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::{Failure, GroundFault};
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::position::Position;
use crate::model::sql::quote::Ident;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::connection::connected::Connected;
use crate::postgres::connection::{connect, fault, own_settings};
use crate::postgres::runner::owner;

/// The copy of a throwaway server's first database as it was before the scripts came. Nobody connects to it.
const TEMPLATE: &str = "migrate_ground";

/// The first version that copies files when it is asked to.
const COPIES_FILES: i32 = 150_000;

/// Some statements of a file.
#[derive(Debug)]
pub(crate) struct GroundScript<'a> {
    /// As it is shown to a person.
    pub(crate) file: &'a str,
    pub(crate) sql: &'a str,
    pub(crate) statements: Vec<Range<usize>>,
}

/// Makes it in a database that holds nothing of anybody's.
pub(crate) struct GroundWork {
    client: Client,
    /// What every session of ours has.
    own: String,
    template: String,
}

impl GroundWork {
    /// Connects.
    pub(crate) async fn open(
        options: &ConnectOptions,
        reporter: &Arc<dyn Reporter>,
    ) -> Result<Self, Failure> {
        let Connected { client, facts, .. } = connect::connect(options, "migrate", reporter).await?;
        let copies = if facts.version_number >= COPIES_FILES { " STRATEGY FILE_COPY" } else { "" };
        let template = Ident::new(&facts.database).map(|from| {
            format!("CREATE DATABASE {TEMPLATE} TEMPLATE {from}{copies} ALLOW_CONNECTIONS false")
        });
        Ok(Self { client, own: own_settings::session(&facts), template: template.unwrap_or_default() })
    }

    /// Runs statements as an administrator would, one by one, with the path of the project.
    pub(crate) async fn run(
        &self,
        script: &GroundScript<'_>,
        path: Option<&SearchPath>,
    ) -> Result<(), Failure> {
        let path = path.map(|path| format!("SET search_path = {};", path.list())).unwrap_or_default();
        self.send(&format!("SET client_min_messages = warning;{path}")).await?;
        for range in &script.statements {
            let statement = &script.sql[range.clone()];
            if let Err(error) = self.client.batch_execute(statement).await {
                let DbFault::Server(error) = fault::translate(&error) else {
                    return Err(failed(&error));
                };
                let byte = error.position.map(|place| Position::byte_of_server_position(statement, place));
                let first = statement.len() - statement.trim_start().len();
                return Err(Failure::Ground(Box::new(GroundFault {
                    file: script.file.to_owned(),
                    excerpt: Excerpt::around(script.sql, range.start + byte.unwrap_or(first)),
                    error: *error,
                })));
            }
        }
        // A role, a path, a transaction that it left: nothing of ours goes by them.
        self.send("ROLLBACK; RESET SESSION AUTHORIZATION; RESET ALL").await
    }

    /// Makes a role that may do nothing, not even log in, and the first schema of a path, each unless it is there.
    pub(crate) async fn complete(&self, role: Option<&Ident>, schema: Option<&Ident>) -> Result<(), Failure> {
        self.send(&format!("{}SET client_min_messages = warning", self.own)).await?;
        if let Some(role) = role
            && !owner::exists(&self.client, role).await.map_err(|error| failed(&error))?
        {
            self.send(&format!("CREATE ROLE {role} NOLOGIN")).await?;
        }
        match schema {
            Some(schema) => self.send(&format!("CREATE SCHEMA IF NOT EXISTS {schema}")).await,
            None => Ok(()),
        }
    }

    /// Copies the database as it is now, for further ones of the same kind.
    pub(crate) async fn keep_template(&self) -> Result<Option<Ident>, Failure> {
        self.send(&self.template).await?;
        Ok(Ident::new(TEMPLATE))
    }

    async fn send(&self, statements: &str) -> Result<(), Failure> {
        self.client.batch_execute(statements).await.map_err(|error| failed(&error))
    }
}

fn failed(error: &tokio_postgres::Error) -> Failure {
    Failure::database("prepare the database to try the scripts in")(fault::translate(error))
}
