//! Where a server and a database stand: the log, the disk, and what was counted of every table.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, Row};

use super::observer::{Observer, failed};
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::cost::{Relation, ServerUsage};
use crate::model::roundtrip::held_locks::Lockable;
use crate::postgres::runner::history;

const GAUGE: &str = include_str!("sql/usage.sql");
const RELATIONS: &str = include_str!("sql/usage_relations.sql");
const IS_THERE: &str = include_str!("sql/session_exists.sql");
const FLUSH: &str = include_str!("sql/flush_statistics.sql");

/// How long a session may take to end.
const ENDING: Duration = Duration::from_secs(2);

impl Observer {
    /// Where all stands now, of all tables but our own, which are in one of the schemas.
    pub(crate) async fn gauge(&self, schemas: &[String]) -> Result<ServerUsage, Failure> {
        let bookkeeping = history::NAMES.as_slice();
        let given = [(&schemas as &(dyn ToSql + Sync), Type::TEXT_ARRAY), (&bookkeeping, Type::TEXT_ARRAY)];
        let read = async {
            let (totals, relations) = tokio::try_join!(
                self.answerer().query_one(GAUGE, &[]),
                self.answerer().query(RELATIONS, &given)
            )?;
            Ok(ServerUsage {
                wal: totals.try_get("wal")?,
                bytes: totals.try_get("bytes")?,
                temp: totals.try_get("temp")?,
                relations: relations.iter().map(relation).collect::<Result<_, Error>>()?,
            })
        };
        read.await.map_err(failed)
    }

    /// Waits until a session has ended: only then all that it did is counted. False: it does not end.
    pub(crate) async fn outlive(&self, pid: i32) -> Result<bool, Failure> {
        let started = Instant::now();
        while started.elapsed() < ENDING {
            let row = self.client.query_typed_one(IS_THERE, &[(&pid, Type::INT4)]).await.map_err(failed)?;
            if !row.try_get::<_, bool>("there").map_err(failed)? {
                return Ok(true);
            }
            sleep(Duration::from_millis(2)).await;
        }
        Ok(false)
    }

    /// Has what this session did counted now instead of some second later. A server older than 15 cannot do that.
    pub(crate) async fn flush(&self) {
        let _ = self.client.query_typed(FLUSH, &[]).await;
    }
}

fn relation(row: &Row) -> Result<Relation, Error> {
    Ok(Relation {
        is: Lockable { oid: row.try_get("oid")?, name: row.try_get("name")?, root: row.try_get("root")? },
        quoted: row.try_get("quoted")?,
        file: row.try_get("file")?,
        bytes: row.try_get("bytes")?,
        has_rows: row.try_get("has_rows")?,
        is_default: row.try_get("is_default")?,
        scanned: row.try_get("scanned")?,
    })
}
