//! Where sequences stand before a run raises them, and bringing them back there.

use tokio_postgres::types::{ToSql, Type};

use super::writer::Writer;
use crate::model::seed::load::sequences::Position;
use crate::model::sql::quote::Literal;
use crate::postgres::runner::run_script::RunFault;

const SEQUENCES: &str = include_str!("sql/sequences.sql");

impl Writer<'_> {
    /// Where the sequences behind these columns, each of a table by its OID, stand.
    pub(crate) async fn positions(&self, counted: &[(u32, String, i64)]) -> Result<Vec<Position>, RunFault> {
        let tables: Vec<u32> = counted.iter().map(|(table, _, _)| *table).collect();
        let columns: Vec<&str> = counted.iter().map(|(_, column, _)| column.as_str()).collect();
        let highest: Vec<i64> = counted.iter().map(|(_, _, highest)| *highest).collect();
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

    /// Brings a sequence back, unless somebody used it since. Within a transaction; no ROLLBACK takes it back.
    pub(crate) async fn lower(&self, position: &Position) -> Result<(), RunFault> {
        let Position { name, last, is_called, raised_to } = position;
        let stands = self.stands(name).await?;
        if stands == (*raised_to, true) && stands != (*last, *is_called) {
            let set = format!("SELECT setval({}::regclass, {last}, {is_called})", Literal(name));
            self.client.batch_execute(&set).await?;
        }
        Ok(())
    }

    async fn stands(&self, name: &str) -> Result<(i64, bool), RunFault> {
        let ask = format!("SELECT s.last_value::int8 AS last, s.is_called FROM {name} AS s");
        let row = self.client.query_typed_one(&ask, &[]).await?;
        Ok((row.try_get("last")?, row.try_get("is_called")?))
    }
}
