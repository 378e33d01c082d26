//! Raises the sequences behind columns that were counted.

use tokio_postgres::Error;
use tokio_postgres::types::Type;

use crate::model::outcome::failure::Failure;
use crate::model::seed::load::sequences::{CountedColumn, Sequence, raise};
use crate::postgres::connection::fault;
use crate::postgres::runner::session::Session;

const SEQUENCES: &str = include_str!("sql/sequences.sql");

impl Session {
    /// Lets every sequence behind these columns go on after the highest number in it. No sequence is lowered. No
    /// ROLLBACK undoes this.
    pub(crate) async fn seed_raise_sequences(&self, counted: &[CountedColumn]) -> Result<(), Failure> {
        let tables: Vec<u32> = counted.iter().map(|column| column.table).collect();
        let columns: Vec<&str> = counted.iter().map(|column| column.column.as_str()).collect();
        let highest: Vec<i64> = counted.iter().map(|column| column.highest).collect();
        let raise = async {
            let values: [(&(dyn tokio_postgres::types::ToSql + Sync), Type); 3] =
                [(&tables, Type::OID_ARRAY), (&columns, Type::TEXT_ARRAY), (&highest, Type::INT8_ARRAY)];
            for row in self.client.query_typed(SEQUENCES, &values).await? {
                let sequence = Sequence {
                    name: row.try_get("name")?,
                    max: row.try_get("max")?,
                    highest: row.try_get("highest")?,
                };
                self.client.batch_execute(&raise(&sequence)).await?;
            }
            Ok(())
        };
        raise
            .await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("raise the sequences"))
    }
}
