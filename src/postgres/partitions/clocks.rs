//! What the server's time zone data say.

use tokio_postgres::types::{ToSql, Type};

use crate::model::partitions::instant::Instant;
use crate::model::partitions::zone::Local;
use crate::postgres::run_script::RunFault;
use crate::postgres::session::Session;

const MIDNIGHTS: &str = include_str!("../sql/partitions_midnights.sql");

impl Session {
    /// When the clocks of a zone show these times. Fails with 22023 where the server knows no such zone.
    pub(crate) async fn instants(
        &self,
        zone: &str,
        shown: &[Local],
    ) -> Result<Vec<Option<Instant>>, RunFault> {
        let shown: Vec<String> = shown.iter().map(|Local(shown)| shown.to_string()).collect();
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(&shown, Type::TEXT_ARRAY), (&zone, Type::TEXT)];
        let rows = self.client.query_typed(MIDNIGHTS, &values).await?;
        rows.iter().map(|row| Ok(Instant::parse(row.try_get("instant")?))).collect()
    }
}
