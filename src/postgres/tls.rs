//! libpq's `sslmode` by native-tls.

use std::fs;

use native_tls::{Certificate, TlsConnector};
use postgres_native_tls::MakeTlsConnector;
use tokio_postgres::config::SslMode as WireMode;

use crate::model::conninfo::{ConnectOptions, SslMode};
use crate::model::failure::Unreachable;

/// The connector for these options, with libpq's meanings ("SSL Support", table 34.1): `prefer` and
/// `require` encrypt and check nothing, `verify-ca` checks the chain, `verify-full` also the name.
pub(super) fn connector(options: &ConnectOptions) -> Result<MakeTlsConnector, Unreachable> {
    let failed = |why: String| Unreachable::Tls { target: options.target(), why };
    let mut builder = TlsConnector::builder();
    let checks_chain = matches!(options.ssl_mode, SslMode::VerifyCa | SslMode::VerifyFull);
    builder.danger_accept_invalid_certs(!checks_chain);
    builder.danger_accept_invalid_hostnames(options.ssl_mode != SslMode::VerifyFull);
    if checks_chain && let Some(path) = &options.ssl_root_cert {
        let pem = fs::read(path).map_err(|error| failed(format!("`{}`: {error}", path.display())))?;
        // Only this authority counts, as in libpq: not the system's.
        builder.disable_built_in_roots(true);
        for certificate in Certificate::stack_from_pem(&pem).map_err(|error| failed(error.to_string()))? {
            builder.add_root_certificate(certificate);
        }
    }
    builder.build().map(MakeTlsConnector::new).map_err(|error| failed(error.to_string()))
}

/// What to ask the server for in the first message.
pub(super) fn wire_mode(mode: SslMode) -> WireMode {
    match mode {
        SslMode::Disable => WireMode::Disable,
        SslMode::Prefer => WireMode::Prefer,
        SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => WireMode::Require,
    }
}
