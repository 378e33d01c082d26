//! What the server's time zone data say.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, Row};

use crate::model::outcome::failure::Failure;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::zone::Local;
use crate::postgres::connection::fault;
use crate::postgres::runner::reader::Reader;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const MIDNIGHTS: &str = include_str!("sql/midnights.sql");

const CHANGES: &str = include_str!("sql/zone_changes.sql");

impl Reader<'_> {
    /// When the clocks of a zone are changed between two instants, and how many seconds they are ahead of UTC from
    /// then on; the first is the beginning. Nothing where the server knows no such zone. In seconds since 1970.
    pub(crate) async fn zone_changes(
        &self,
        zone: &str,
        span: (i64, i64),
    ) -> Result<Vec<(i64, i64)>, Failure> {
        #[allow(clippy::cast_precision_loss, reason = "seconds of the years 1 to 9999")]
        let (from, until) = (span.0 as f64, span.1 as f64);
        let values: [(&(dyn ToSql + Sync), Type); 3] =
            [(&zone, Type::TEXT), (&from, Type::FLOAT8), (&until, Type::FLOAT8)];
        let read = async {
            // The planner cannot know how seldom clocks are changed, and would compile the question first.
            self.client.batch_execute("SET jit = off").await?;
            let rows = self.client.query_typed(CHANGES, &values).await?;
            let change = |row: &Row| Ok((row.try_get("since")?, row.try_get("ahead")?));
            rows.iter().map(change).collect::<Result<Vec<(i64, i64)>, Error>>()
        };
        read.await.map_err(|error| fault::translate(&error)).map_err(Failure::database("query the time zone"))
    }
}

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
