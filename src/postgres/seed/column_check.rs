//! What only the server can say: whether a column takes some values, and how far a counted one is.

use tokio_postgres::types::{ToSql, Type};

use super::writer::{Writer, ident};
use crate::model::outcome::failure::Failure;
use crate::model::seed::plan::ColumnCheck;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::connection::fault;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::users_ground::{ask_alone_as_owner, become_owner};

const OWNER_OF: &str = include_str!("sql/owner_of.sql");

impl Session {
    /// The place of the first candidate all of whose samples the column takes; the number of candidates where
    /// none is so. Outside of a transaction.
    pub(crate) async fn seed_answer(&self, ask: &ColumnCheck) -> Result<usize, Failure> {
        for (at, samples) in ask.candidates.iter().enumerate() {
            match self.takes(ask, samples).await {
                Ok(true) => return Ok(at),
                Ok(false) => {}
                Err(error)
                    if error.as_db_error().is_some_and(|error| is_about_values(error.code().code())) => {}
                Err(error) => {
                    let fault = fault::translate(&error);
                    return Err(Failure::Database { doing: "check what a column accepts", fault });
                }
            }
        }
        Ok(ask.candidates.len())
    }

    /// The values are cast as an insert would, which checks domains; the checks of the table name the column.
    async fn takes(
        &self,
        ask: &ColumnCheck,
        samples: &[Option<String>],
    ) -> Result<bool, tokio_postgres::Error> {
        let Ok(column) = ident(&ask.column) else { return Ok(false) };
        let checks: Vec<String> =
            ask.checks.iter().map(|(_, expression)| format!("(({expression}) IS NOT FALSE)")).collect();
        let holds = if checks.is_empty() { "true".to_owned() } else { checks.join(" AND ") };
        // Understood by our path, which the expressions are written for; run by users', which their functions need.
        let question = format!(
            "WITH path AS MATERIALIZED (SELECT pg_catalog.set_config('search_path', $2, true) AS path)
             SELECT COALESCE(pg_catalog.bool_and({holds}), true) AS takes
             FROM path AS p
             CROSS JOIN LATERAL (
                 SELECT u.s::{} AS {column} FROM pg_catalog.unnest($1) AS u (s) WHERE p.path IS NOT NULL OFFSET 0
             ) AS t
             WHERE t.{column} IS NULL OR true",
            ask.type_name
        );
        let path = self.users().await?.path;
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(&samples, Type::TEXT_ARRAY), (&path, Type::TEXT)];
        self.client.batch_execute("BEGIN READ ONLY").await?;
        let taken = async {
            let owner = self.client.query_typed_one(OWNER_OF, &[(&ask.oid, Type::OID)]).await?;
            become_owner(&self.client, owner.try_get("owner")?).await?;
            self.client.query_typed_one(&question, &values).await?.try_get("takes")
        };
        let taken = taken.await;
        self.client.batch_execute("ROLLBACK").await?;
        taken
    }
}

/// Data exceptions, violated constraints, and what a check itself raises.
fn is_about_values(code: &str) -> bool {
    ["22", "23", "P0", "42"].iter().any(|class| code.starts_with(class))
}

impl Writer<'_> {
    /// The highest number of a column; 0 where there is none. Outside of a transaction.
    pub(crate) async fn highest(&self, table: &QualifiedName, column: &str) -> Result<i64, RunFault> {
        let quoted = table.quoted()?;
        let ask = format!(
            "SELECT COALESCE(pg_catalog.max({}), 0)::pg_catalog.int8 AS highest FROM {quoted}",
            ident(column)?
        );
        Ok(ask_alone_as_owner(self.client, &quoted, &ask).await?.try_get("highest")?)
    }
}
