//! Waits for a server's first answer, and says what stood in its log when there was none.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::Duration;

use tokio_postgres::{Config, NoTls};

use super::initdb::SUPERUSER;
use super::paths::{PORT, Paths};
use super::server::DATABASE;
use crate::model::outcome::ephemeral::EphemeralFault;

/// How long a server may take to its first answer, and how often we ask.
const LIMIT: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(3);

/// The log's last lines that go into a fault.
const LOG_TAIL: usize = 20;

/// Waits for the first answered query and returns the server's version.
pub(super) async fn first(server: &mut Child, paths: &Paths) -> Result<String, EphemeralFault> {
    let answer = tokio::time::timeout(LIMIT, async {
        loop {
            if let Some(version) = first_answer(&paths.socket).await {
                return Ok(version);
            }
            let ended = server.try_wait().map_err(EphemeralFault::step("wait", &paths.data()))?;
            if let Some(status) = ended {
                return Err(EphemeralFault::Exited { status, log_tail: log_tail(paths) });
            }
            tokio::time::sleep(POLL).await;
        }
    });
    answer.await.unwrap_or_else(|_| {
        Err(EphemeralFault::Silent { seconds: LIMIT.as_secs(), log_tail: log_tail(paths) })
    })
}

/// One connection, one query; none while the server is not ready, for whatever reason.
async fn first_answer(socket: &Path) -> Option<String> {
    let mut config = Config::new();
    config.host_path(socket).port(PORT).user(SUPERUSER).dbname(DATABASE);
    let (client, connection) = config.connect(NoTls).await.ok()?;
    let version = connection.parameter("server_version")?.to_string();
    // The client ends with its query, and the connection with its client.
    let query = async move { client.simple_query("SELECT 1").await };
    let (answered, _) = tokio::join!(query, connection);
    answered.ok().map(|_| version)
}

/// The end of the server's log, which is written by a stranger and need not be UTF-8.
fn log_tail(paths: &Paths) -> String {
    let log = fs::read(paths.log()).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(LOG_TAIL)..].join("\n")
}
