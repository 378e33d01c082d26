//! One address, one session: encrypt as `sslmode` says, log in, and try the other way where libpq does.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;

use tokio_postgres::config::{self, SslNegotiation};
use tokio_postgres::error::{Severity, SqlState};
use tokio_postgres::{AsyncMessage, Client, Config, Connection};

use super::fault;
use super::socket;
use super::socket::Peer;
use super::startup::{BackendKey, StartupState};
use super::stream::{AlreadyDone, Watched, Wire};
use super::tls::{self, Encryption};
use crate::model::connection::unreachable::Unreachable;
use crate::model::connection::{ChannelBinding, ConnectOptions, Endpoint, SslMode};
use crate::model::outcome::event::{Event, Reporter};
use crate::model::sql::sql_error::DbFault;

/// Where and how to log in.
#[derive(Clone, Copy)]
pub(crate) struct LoginTarget<'a> {
    pub(crate) options: &'a ConnectOptions,
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) peer: &'a Peer,
}

/// A session, just opened.
pub(crate) struct LoggedIn {
    pub(crate) client: Client,
    /// The key that was announced; a pooler's own, if there is one in between.
    pub(crate) key: Option<BackendKey>,
    pub(crate) encrypted: bool,
}

/// A failure, and whether the next way to connect may do better.
struct Refused {
    why: Unreachable,
    try_otherwise: bool,
}

impl LoginTarget<'_> {
    /// Logs in. `prefer` falls back to no encryption, `allow` to encryption, when the server refuses
    /// the login or the encryption fails.
    pub(crate) async fn enter(
        self,
        application: &str,
        reporter: &Arc<dyn Reporter>,
    ) -> Result<LoggedIn, Unreachable> {
        let ways: &[Encryption] = match self.options.tls.mode {
            _ if self.endpoint.is_socket() => &[Encryption::Never],
            SslMode::Disable => &[Encryption::Never],
            SslMode::Allow => &[Encryption::Never, Encryption::IfOffered],
            SslMode::Prefer => &[Encryption::IfOffered, Encryption::Never],
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => &[Encryption::Always],
        };
        let mut faults = Vec::new();
        for way in ways {
            match self.attempt(*way, application, reporter).await {
                Ok(logged_in) => return Ok(logged_in),
                Err(refused) => {
                    faults.push(refused.why);
                    if !refused.try_otherwise {
                        break;
                    }
                }
            }
        }
        Err(Unreachable::of_all(faults))
    }

    /// Opens a socket and encrypts it.
    pub(crate) async fn wire(self, encryption: Encryption) -> Result<Wire, Unreachable> {
        let target = || self.options.target_at(self.endpoint);
        let network = |error: io::Error| Unreachable::Network { target: target(), why: error.to_string() };
        let socket = socket::open(self.peer, self.options).await.map_err(network)?;
        let wire = tls::encrypt(socket, encryption, &self.options.tls, self.endpoint).await;
        wire.map_err(|fault| match fault {
            tls::Fault::Network(error) => network(error),
            tls::Fault::Tls(why) => Unreachable::Tls { target: target(), why },
        })
    }

    async fn attempt(
        self,
        way: Encryption,
        application: &str,
        reporter: &Arc<dyn Reporter>,
    ) -> Result<LoggedIn, Refused> {
        let wire = self.wire(way).await.map_err(|why| {
            let try_otherwise = matches!(why, Unreachable::Tls { .. });
            Refused { why, try_otherwise }
        })?;
        let encrypted = wire.is_encrypted();
        let heard = Arc::new(StartupState::default());
        let watched = Watched::new(wire, Arc::clone(&heard));
        match self.config(application).connect_raw(watched, AlreadyDone).await {
            Ok((client, connection)) => {
                tokio::spawn(drive(connection, Arc::clone(reporter)));
                Ok(LoggedIn { client, key: heard.key(), encrypted })
            }
            Err(error) => {
                let why = explain(&error, self.options.target_at(self.endpoint));
                // The same way again would only be refused again.
                let is_other_way = encrypted == (way == Encryption::IfOffered);
                let said_no = matches!(why, Unreachable::Server { .. });
                Err(Refused { why, try_otherwise: said_no && is_other_way && !heard.logged_in() })
            }
        }
    }

    fn config(self, application: &str) -> Config {
        let options = self.options;
        let mut config = Config::new();
        config
            .user(&options.user)
            .dbname(&options.dbname)
            .application_name(application)
            // Together they skip the library's own request for TLS: the wire is ready.
            .ssl_mode(config::SslMode::Require)
            .ssl_negotiation(SslNegotiation::Direct)
            .channel_binding(match options.channel_binding {
                ChannelBinding::Disable => config::ChannelBinding::Disable,
                ChannelBinding::Prefer => config::ChannelBinding::Prefer,
                ChannelBinding::Require => config::ChannelBinding::Require,
            });
        if let Some(password) = options.password.as_ref().or(self.endpoint.password.as_ref()) {
            config.password(&password.0);
        }
        if let Some(settings) = &options.options {
            config.options(settings);
        }
        config
    }
}

/// What an error of the client library means before there is a session.
pub(crate) fn explain(error: &tokio_postgres::Error, target: String) -> Unreachable {
    match fault::translate(error) {
        DbFault::Server(error) => Unreachable::Server { target, error },
        DbFault::Connection(why) => Unreachable::Network { target, why },
        _ => Unreachable::Login { target, why: fault::chain(error) },
    }
}

/// Moves bytes until the connection ends; its errors are returned through the client's requests.
async fn drive(connection: Connection<Watched, Watched>, reporter: Arc<dyn Reporter>) {
    let mut connection = pin!(connection);
    while let Some(Ok(message)) = poll_fn(|context| connection.as_mut().poll_message(context)).await {
        // A ROLLBACK of ours where nothing is open any more is nobody's business.
        if let AsyncMessage::Notice(notice) = message
            && *notice.code() != SqlState::NO_ACTIVE_SQL_TRANSACTION
        {
            let message = fault::printable(notice.message());
            // The other severity is in the language of the server's messages.
            let severity = match notice.parsed_severity() {
                Some(Severity::Warning) => "WARNING",
                Some(Severity::Notice) => "NOTICE",
                Some(Severity::Info) => "INFO",
                _ => notice.severity(),
            };
            reporter.event(&Event::Notice { severity, message: &message });
        }
    }
}
