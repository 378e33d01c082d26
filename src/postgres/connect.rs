//! Opening a connection: where to, how, and what kind of server answers.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::error::Severity;
use tokio_postgres::{AsyncMessage, Client, Config, Connection, NoTls};

use super::cancel::Canceller;
use super::{fault, tls};
use crate::model::conninfo::{ConnectOptions, SslMode};
use crate::model::event::{Event, Reporter, ServerFacts};
use crate::model::failure::{Failure, Unreachable};
use crate::model::sql_error::DbFault;

const SERVER_FACTS: &str = include_str!("sql/server_facts.sql");

/// The oldest server with everything that a session sets, `client_connection_check_interval` above all.
const OLDEST: i32 = 140_000;

/// Connects, logs in and asks what was reached. Notices go to the reporter as they come.
pub(super) async fn connect(
    options: &ConnectOptions,
    application: &str,
    reporter: &Arc<dyn Reporter>,
) -> Result<(Client, ServerFacts), Failure> {
    let client = open(options, application, reporter).await.map_err(Failure::Unreachable)?;
    let facts = facts(&client).await?;
    if facts.version_number < OLDEST {
        return Err(Failure::Unreachable(Unreachable::TooOld { version: facts.version }));
    }
    if facts.encoding != "UTF8" {
        return Err(Failure::Unreachable(Unreachable::NotUtf8 { encoding: facts.encoding }));
    }
    reporter.event(&Event::Connected(&facts));
    Ok((client, facts))
}

async fn open(
    options: &ConnectOptions,
    application: &str,
    reporter: &Arc<dyn Reporter>,
) -> Result<Client, Unreachable> {
    let config = config(options, application);
    let explain = |error: tokio_postgres::Error| match fault::translate(&error) {
        DbFault::Server(error) => Unreachable::Server { target: options.target(), error },
        DbFault::Connection(why) => Unreachable::Network { target: options.target(), why },
    };
    let sockets_only = options.endpoints.iter().all(crate::model::conninfo::Endpoint::is_socket);
    if sockets_only || options.ssl_mode == SslMode::Disable {
        let (client, connection) = config.connect(NoTls).await.map_err(explain)?;
        tokio::spawn(drive(connection, Arc::clone(reporter)));
        Ok(client)
    } else {
        let (client, connection) = config.connect(tls::connector(options)?).await.map_err(explain)?;
        tokio::spawn(drive(connection, Arc::clone(reporter)));
        Ok(client)
    }
}

fn config(options: &ConnectOptions, application: &str) -> Config {
    let mut config = Config::new();
    for endpoint in &options.endpoints {
        config.host(&endpoint.host).port(endpoint.port);
    }
    config
        .user(&options.user)
        .dbname(&options.dbname)
        .application_name(application)
        .ssl_mode(tls::wire_mode(options.ssl_mode))
        .keepalives_idle(Duration::from_secs(30))
        .keepalives_interval(Duration::from_secs(10))
        .keepalives_retries(3);
    if let Some(password) = &options.password {
        config.password(&password.0);
    }
    if let Some(timeout) = options.connect_timeout {
        config.connect_timeout(timeout);
    }
    if options.read_write_only {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
    config
}

/// What cancels a statement of this client.
pub(super) fn canceller(client: &Client, options: &ConnectOptions) -> Result<Canceller, Unreachable> {
    let plain = options.ssl_mode == SslMode::Disable;
    let tls = if plain { None } else { Some(tls::connector(options)?) };
    Ok(Canceller { token: client.cancel_token(), tls })
}

/// Moves bytes until the connection ends; its errors come back through the client's requests.
async fn drive<S, T>(connection: Connection<S, T>, reporter: Arc<dyn Reporter>)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    let mut connection = pin!(connection);
    while let Some(Ok(message)) = poll_fn(|context| connection.as_mut().poll_message(context)).await {
        if let AsyncMessage::Notice(notice) = message {
            let message = fault::printable(notice.message());
            // The other severity is in the language of the server's messages.
            let severity = match notice.parsed_severity() {
                Some(Severity::Warning) => "WARNING",
                Some(Severity::Notice) => "NOTICE",
                _ => notice.severity(),
            };
            reporter.event(&Event::Notice { severity, message: &message });
        }
    }
}

async fn facts(client: &Client) -> Result<ServerFacts, Failure> {
    let read = async {
        let row = client.query_typed_one(SERVER_FACTS, &[]).await?;
        Ok(ServerFacts {
            version: row.try_get("version")?,
            version_number: row.try_get("version_number")?,
            database: row.try_get("database")?,
            role: row.try_get("role")?,
            bypasses_row_security: row.try_get("bypasses")?,
            in_recovery: row.try_get("in_recovery")?,
            pid: row.try_get("pid")?,
            encoding: row.try_get("encoding")?,
        })
    };
    read.await
        .map_err(|error: tokio_postgres::Error| fault::translate(&error))
        .map_err(Failure::database("ask the server for its version"))
}
