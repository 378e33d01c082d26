//! Encrypting a socket, with libpq's meanings ("SSL Support"), by native-tls.

use std::fs;
use std::io;

use native_tls::{Certificate, Protocol, TlsConnector};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_postgres::tls::TlsConnect;

use super::client_certificate;
use super::stream::{Socket, Wire};
use crate::model::connection::unreachable::TlsProblem;
use crate::model::connection::{Endpoint, RootCert, SslMode, TlsOptions};

/// Whether to encrypt one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encryption {
    Never,
    IfOffered,
    Always,
}

/// Why a socket is not encrypted as asked.
pub(crate) enum Fault {
    Network(io::Error),
    Tls(TlsProblem),
}

impl From<TlsProblem> for Fault {
    fn from(problem: TlsProblem) -> Self {
        Self::Tls(problem)
    }
}

/// What is sent to ask for TLS (`SSLRequest`).
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// Asks the server for TLS and shakes hands, as far as is wanted.
pub(crate) async fn encrypt(
    mut socket: Socket,
    encryption: Encryption,
    options: &TlsOptions,
    endpoint: &Endpoint,
) -> Result<Wire, Fault> {
    if encryption == Encryption::Never {
        return Ok(Wire::Plain(socket));
    }
    socket.write_all(&SSL_REQUEST).await.map_err(Fault::Network)?;
    match socket.read_u8().await.map_err(Fault::Network)? {
        b'S' => {
            let connector = connector(options, endpoint)?;
            let connector = postgres_native_tls::TlsConnector::new(connector, &endpoint.host);
            let stream = connector.connect(socket).await;
            let stream = stream.map_err(|error| TlsProblem::Handshake(error.to_string()))?;
            Ok(Wire::Encrypted(Box::new(stream)))
        }
        b'N' if encryption == Encryption::IfOffered => Ok(Wire::Plain(socket)),
        b'N' => Err(Fault::Tls(TlsProblem::NotOffered)),
        _ => Err(Fault::Network(io::ErrorKind::InvalidData.into())),
    }
}

/// The chain is checked whenever there is a root certificate, whatever the mode; `verify-ca` and
/// `verify-full` insist on one, and only `verify-full` checks the name.
fn connector(options: &TlsOptions, endpoint: &Endpoint) -> Result<TlsConnector, TlsProblem> {
    let mut builder = TlsConnector::builder();
    builder.min_protocol_version(Some(Protocol::Tlsv12));
    let checks_name = options.mode == SslMode::VerifyFull;
    if checks_name && endpoint.host.is_empty() {
        return Err(TlsProblem::NoHostName);
    }
    builder.use_sni(options.sni && !endpoint.host.is_empty());
    builder.danger_accept_invalid_hostnames(!checks_name);
    match &options.root {
        Some(RootCert::System) => {}
        Some(RootCert::File(file)) if file.exists() => {
            // Only these authorities count, as in libpq: not the system's.
            builder.disable_built_in_roots(true);
            let bad = |why: String| TlsProblem::BadFile { file: file.clone(), why };
            let pem = fs::read(file).map_err(|error| bad(error.to_string()))?;
            let certificates = Certificate::stack_from_pem(&pem).map_err(|error| bad(error.to_string()))?;
            if certificates.is_empty() {
                return Err(bad("no certificate in it".to_owned()));
            }
            for certificate in certificates {
                builder.add_root_certificate(certificate);
            }
        }
        _ if matches!(options.mode, SslMode::VerifyCa | SslMode::VerifyFull) => {
            let file = match &options.root {
                Some(RootCert::File(file)) => Some(file.clone()),
                _ => None,
            };
            return Err(TlsProblem::NoRootCert { file });
        }
        _ => {
            builder.danger_accept_invalid_certs(true);
        }
    }
    if let Some(identity) = client_certificate::read(options)? {
        builder.identity(identity);
    }
    builder.build().map_err(|error| TlsProblem::Handshake(error.to_string()))
}
