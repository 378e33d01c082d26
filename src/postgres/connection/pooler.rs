//! A pooler between us and the server.
//!
//! A server announces its own process at the start of a session; a pooler announces a number of
//! its own. In transaction pooling every transaction may run on another server connection: the
//! lock would stay behind on one of them, and settings would reach somebody else's session.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::{Client, Error};

use super::connected::Connected;
use super::hosts;
use crate::model::connection::ConnectOptions;
use crate::model::connection::unreachable::{PoolerProblem, Unreachable};
use crate::model::outcome::event::{Reporter, Silence};

/// How long one answer through the pooler may take.
const LIMIT: Duration = Duration::from_secs(3);

const SERVER_PID: &str = include_str!("sql/server_pid.sql");

/// Whether somebody else than the server itself answered at the start.
pub(crate) fn is_between(connected: &Connected) -> bool {
    connected.announced.is_none_or(|key| key.pid != connected.facts.pid)
}

/// Refuses a pooler, unless it was allowed and nothing shows that it pools by the transaction.
pub(crate) async fn check(
    connected: &Connected,
    options: &ConnectOptions,
    application: &str,
) -> Result<(), Unreachable> {
    let refuse = |why| Err(Unreachable::Pooler { target: options.target(), why });
    if !is_between(connected) {
        Ok(())
    } else if !options.allow_pooler {
        refuse(PoolerProblem::NotAllowed)
    } else if moves(connected, options, application).await {
        refuse(PoolerProblem::NotSticky)
    } else {
        Ok(())
    }
}

/// Whether our session can be seen to move between server connections.
///
/// While it is idle, a second one begins a transaction. In transaction pooling that one gets the
/// server connection that we just used, or we get another than before, or none, as long as it lasts.
/// In session pooling none of this can happen; where the pool has no connection left for the second
/// one, nothing is shown and nothing is refused.
async fn moves(connected: &Connected, options: &ConnectOptions, application: &str) -> bool {
    let before = connected.facts.pid;
    let stays =
        async || matches!(timeout(LIMIT, server_pid(&connected.client)).await, Ok(Ok(pid)) if pid == before);
    if !stays().await {
        return true;
    }
    let quiet: Arc<dyn Reporter> = Arc::new(Silence);
    let second = timeout(LIMIT, async {
        let second = hosts::first_that_fits(options, application, &quiet).await.ok()?;
        let begun = second.client.batch_execute("BEGIN").await.is_ok();
        let pid = server_pid(&second.client).await.ok();
        Some((second, begun, pid))
    });
    match second.await {
        Ok(Some((second, begun, pid))) => {
            let shown = !begun || pid.is_none_or(|pid| pid == before) || !stays().await;
            let _ = timeout(LIMIT, second.client.batch_execute("ROLLBACK")).await;
            shown
        }
        _ => false,
    }
}

async fn server_pid(client: &Client) -> Result<i32, Error> {
    client.query_typed_one(SERVER_PID, &[]).await?.try_get("pid")
}
