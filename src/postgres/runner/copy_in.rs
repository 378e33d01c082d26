//! `COPY .. FROM STDIN` of a script: its data go by the protocol's COPY, as psql sends them.

use std::ops::Range;
use std::pin::pin;

use bytes::Bytes;
use futures_util::SinkExt;

use super::script::RunFault;
use super::session::Session;
use crate::model::sql::copy_data::offset_of_error;
use crate::model::sql::position::Position;
use crate::model::sql::sql_error::DbFault;
use crate::model::sql::statement_kind::{StatementKind, kind};

/// How much goes in one message.
const CHUNK: usize = 1 << 16;

impl Session {
    /// Sends a COPY and its data, both places in the script. An error is placed at the line of the data that the
    /// server names, or else at the statement.
    pub(super) async fn copy_in(
        &self,
        script: &str,
        statement: Range<usize>,
        data: Range<usize>,
    ) -> Result<(), RunFault> {
        match self.send_data(&script[statement.clone()], &script[data.clone()]).await {
            Err(RunFault::Db(DbFault::Server(error))) => {
                let sql = &script[statement.clone()];
                let of_data = || match kind(sql) {
                    StatementKind::CopyIn(copy) => {
                        offset_of_error(&copy.table, error.context.as_deref()?, &script[data.clone()])
                    }
                    _ => None,
                };
                let offset = match error.position {
                    Some(at) => statement.start + Position::byte_of_server_position(sql, at),
                    None => of_data().map_or(statement.start, |at| data.start + at),
                };
                Err(RunFault::Script { error, offset: Some(offset) })
            }
            sent => sent,
        }
    }

    async fn send_data(&self, sql: &str, data: &str) -> Result<(), RunFault> {
        let mut sink = pin!(self.client.copy_in::<_, Bytes>(sql).await.map_err(RunFault::from)?);
        for chunk in data.as_bytes().chunks(CHUNK) {
            if self.stop.is_asked() {
                return Err(RunFault::Stopped);
            }
            sink.feed(Bytes::copy_from_slice(chunk)).await.map_err(RunFault::from)?;
        }
        sink.finish().await.map(drop).map_err(RunFault::from)
    }
}
