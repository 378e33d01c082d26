//! Tables with their partitions, and their fingerprint as lines of text, to see whether they are what they were.

use tokio_postgres::{Client, Error};

use super::facts::{Member, members};
use crate::model::outcome::failure::Failure;
use crate::postgres::catalog::SETTINGS;
use crate::postgres::connection::{fault, own_path};
use crate::postgres::fingerprint::of_tables;
use crate::postgres::runner::session::Session;

impl Session {
    /// What these tables and their partitions are: sorted lines without OIDs. Outside of a transaction.
    pub(crate) async fn seed_fingerprint(&self, tables: &[u32]) -> Result<Vec<String>, Failure> {
        let read = async {
            self.client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
            self.client.batch_execute(&everything_qualified()).await?;
            let members = members(&self.client, tables).await?;
            let lines = fingerprint(&self.client, &members).await;
            self.client.batch_execute("ROLLBACK").await?;
            lines
        };
        read.await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("read the definitions of the tables"))
    }
}

/// Settings of a transaction in which the server writes every name with its schema. To compile these questions
/// would take longer than to answer them.
pub(super) fn everything_qualified() -> String {
    format!("{SETTINGS}{} SET LOCAL jit = off;", own_path::SET_LOCAL)
}

/// Within a transaction of [`everything_qualified`].
pub(super) async fn fingerprint(client: &Client, members: &[Member]) -> Result<Vec<String>, Error> {
    let oids: Vec<u32> = members.iter().map(|member| member.oid).collect();
    Ok(Box::pin(of_tables(client, &oids)).await?.lines())
}
