//! Where sequences stand before a run raises them, and bringing them back there.

use tokio_postgres::types::{ToSql, Type};

use super::writer::Writer;
use crate::model::seed::load::sequences::{CountedColumn, Position};
use crate::postgres::runner::script::RunFault;

const IS_THERE: &str = include_str!("sql/sequence_is_there.sql");
const SEQUENCES: &str = include_str!("sql/sequences.sql");
const SET_SEQUENCE: &str = include_str!("sql/set_sequence.sql");

impl Writer<'_> {
    /// Where the sequences behind these columns stand.
    pub(crate) async fn positions(&self, counted: &[CountedColumn]) -> Result<Vec<Position>, RunFault> {
        let tables: Vec<u32> = counted.iter().map(|column| column.table).collect();
        let columns: Vec<&str> = counted.iter().map(|column| column.column.as_str()).collect();
        let highest: Vec<i64> = counted.iter().map(|column| column.highest).collect();
        let values: [(&(dyn ToSql + Sync), Type); 3] =
            [(&tables, Type::OID_ARRAY), (&columns, Type::TEXT_ARRAY), (&highest, Type::INT8_ARRAY)];
        let mut positions = Vec::new();
        for row in self.client.query_typed(SEQUENCES, &values).await? {
            let (name, highest, max): (String, i64, i64) =
                (row.try_get("name")?, row.try_get("highest")?, row.try_get("max")?);
            let (last, is_called) = self.stands(&name).await?;
            positions.push(Position { name, last, is_called, raised_to: highest.min(max).max(last) });
        }
        Ok(positions)
    }

    /// Resets a sequence, unless it was used since, or is gone. Within a transaction; no ROLLBACK undoes it.
    pub(crate) async fn lower(&self, position: &Position) -> Result<(), RunFault> {
        let Position { name, last, is_called, raised_to } = position;
        let row = self.client.query_typed_one(IS_THERE, &[(name, Type::TEXT)]).await?;
        if !row.try_get::<_, bool>("is_there")? {
            return Ok(());
        }
        let stands = self.stands(name).await?;
        if stands == (*raised_to, true) && stands != (*last, *is_called) {
            let values: [(&(dyn ToSql + Sync), Type); 3] =
                [(name, Type::TEXT), (last, Type::INT8), (is_called, Type::BOOL)];
            self.client.query_typed(SET_SEQUENCE, &values).await?;
        }
        Ok(())
    }

    async fn stands(&self, name: &str) -> Result<(i64, bool), RunFault> {
        let ask = format!("SELECT s.last_value::pg_catalog.int8 AS last, s.is_called FROM {name} AS s");
        let row = self.client.query_typed_one(&ask, &[]).await?;
        Ok((row.try_get("last")?, row.try_get("is_called")?))
    }
}
