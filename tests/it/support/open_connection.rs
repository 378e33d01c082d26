//! A connection that a test holds: what one transaction leaves behind meets the next.

use tokio::runtime::Runtime;
use tokio_postgres::{Client, Error, NoTls};

use super::database::rows;
use super::processes::PATIENCE;

/// An open connection.
pub(crate) struct Held {
    client: Client,
    runtime: Runtime,
}

impl Held {
    /// Connects.
    pub(crate) fn open(url: &str) -> Self {
        Self::try_open(url).unwrap()
    }

    /// Connects, if the server has a place left.
    pub(crate) fn try_open(url: &str) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
            tokio::spawn(connection);
            Ok(client)
        })?;
        Ok(Self { client, runtime })
    }

    /// Runs statements in one message; every row of every statement, columns joined by `|`. The error is
    /// its SQLSTATE.
    pub(crate) fn query(&self, sql: &str) -> Result<Vec<String>, String> {
        let asked = async { tokio::time::timeout(PATIENCE, self.client.simple_query(sql)).await };
        let answer = self.runtime.block_on(asked);
        match answer.unwrap_or_else(|_| panic!("no answer within {PATIENCE:?}: {sql}")) {
            Ok(messages) => Ok(rows(&messages)),
            Err(error) => Err(error.code().map_or_else(|| error.to_string(), |code| code.code().to_owned())),
        }
    }

    /// The client itself, and what runs it: for bound parameters and prepared statements.
    pub(crate) fn parts(&mut self) -> (&Runtime, &mut Client) {
        (&self.runtime, &mut self.client)
    }
}
