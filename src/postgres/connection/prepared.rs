//! Questions that one session is asked over and over again are parsed and planned once: of the large ones about the catalog
//! that takes longer than the answer.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::str::FromStr;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row, SimpleQueryMessage, Statement};

/// A value that a question is given, with its type.
pub(crate) type Given<'v> = (&'v (dyn ToSql + Sync), Type);

/// The questions that a session was asked so far. Of use where its plans are generic
/// (<https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE>).
#[derive(Default)]
pub(crate) struct PreparedQueries {
    statements: RefCell<HashMap<&'static str, Statement>>,
    size: Cell<i64>,
}

impl PreparedQueries {
    /// Forgets all plans where the catalog is more than twice as large as it was when the first of them was made: what is
    /// right for ten tables may be slow beyond all measure for thousands. `size` is that of the catalog in bytes.
    pub(crate) fn fit(&self, size: i64) {
        if size > 2 * self.size.get() {
            self.statements.borrow_mut().clear();
            self.size.set(size);
        }
    }

    async fn bind<'v>(
        &self,
        client: &Client,
        text: &'static str,
        given: &[Given<'v>],
    ) -> Result<(Statement, Vec<&'v (dyn ToSql + Sync)>), Error> {
        let values = given.iter().map(|(value, _)| *value).collect();
        let known = self.statements.borrow().get(text).cloned();
        if let Some(known) = known {
            return Ok((known, values));
        }
        let types: Vec<Type> = given.iter().map(|(_, type_of)| type_of.clone()).collect();
        let statement = client.prepare_typed(text, &types).await?;
        self.statements.borrow_mut().insert(text, statement.clone());
        Ok((statement, values))
    }
}

/// A session that answers questions.
#[derive(Clone, Copy)]
pub(crate) struct Answerer<'a> {
    client: &'a Client,
    prepared: Option<&'a PreparedQueries>,
}

impl<'a> Answerer<'a> {
    /// Each question is planned by itself: for a session that is asked once.
    pub(crate) fn unprepared(client: &'a Client) -> Self {
        Self { client, prepared: None }
    }

    /// Each question is planned the first time.
    pub(crate) fn prepared(client: &'a Client, prepared: &'a PreparedQueries) -> Self {
        Self { client, prepared: Some(prepared) }
    }

    /// Runs statements as one message, and returns the number that is the only value of a row; `None`: there is no such row.
    pub(crate) async fn run<T: FromStr>(self, statements: &str) -> Result<Option<T>, Error> {
        let said = self.client.simple_query(statements).await?;
        Ok(said.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0)?.parse().ok(),
            _ => None,
        }))
    }

    /// The rows of an answer.
    pub(crate) async fn query(self, text: &'static str, given: &[Given<'_>]) -> Result<Vec<Row>, Error> {
        let Some(prepared) = self.prepared else { return self.client.query_typed(text, given).await };
        let (statement, values) = prepared.bind(self.client, text, given).await?;
        self.client.query(&statement, &values).await
    }

    /// The only row of an answer.
    pub(crate) async fn query_one(self, text: &'static str, given: &[Given<'_>]) -> Result<Row, Error> {
        let Some(prepared) = self.prepared else { return self.client.query_typed_one(text, given).await };
        let (statement, values) = prepared.bind(self.client, text, given).await?;
        self.client.query_one(&statement, &values).await
    }
}
