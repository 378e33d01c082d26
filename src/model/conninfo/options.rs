//! Connection parameters, checked and typed.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::{ConnInfo, ConnInfoProblem};

/// A secret: no `Debug`, no `Display` shows it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(pub(crate) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// libpq's `sslmode`, with its meanings ("SSL Mode Descriptions").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SslMode {
    Disable,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

/// One place to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// A host name, an address, or the folder of a Unix socket (starts with `/`).
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl Endpoint {
    /// Whether this is a Unix socket, where TLS is never used.
    pub(crate) fn is_socket(&self) -> bool {
        self.host.starts_with('/')
    }
}

/// Everything that is needed to open a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConnectOptions {
    /// Tried in order.
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) user: String,
    pub(crate) password: Option<Secret>,
    pub(crate) dbname: String,
    pub(crate) ssl_mode: SslMode,
    pub(crate) ssl_root_cert: Option<PathBuf>,
    pub(crate) connect_timeout: Option<Duration>,
    /// Only a server that takes writes will do.
    pub(crate) read_write_only: bool,
}

impl ConnectOptions {
    /// What a person would call this place; never holds a password.
    pub(crate) fn target(&self) -> String {
        let places: Vec<String> = self
            .endpoints
            .iter()
            .map(|place| match place.is_socket() {
                true => format!("{}/.s.PGSQL.{}", place.host, place.port),
                false if place.host.contains(':') => format!("[{}]:{}", place.host, place.port),
                false => format!("{}:{}", place.host, place.port),
            })
            .collect();
        format!("{} at {} as {}", self.dbname, places.join(", "), self.user)
    }
}

impl ConnInfo {
    /// Checks every value and fills the defaults: libpq's, with `os_user` as the user's name and
    /// `default_host` where no host is given.
    pub(crate) fn resolve(
        &self,
        os_user: &str,
        default_host: &str,
    ) -> Result<ConnectOptions, ConnInfoProblem> {
        let user = self.get("user").unwrap_or(os_user).to_owned();
        Ok(ConnectOptions {
            endpoints: self.endpoints(default_host)?,
            dbname: self.get("dbname").unwrap_or(&user).to_owned(),
            user,
            password: self.get("password").map(|password| Secret(password.to_owned())),
            ssl_mode: self.ssl_mode()?,
            ssl_root_cert: self.get("sslrootcert").map(PathBuf::from),
            connect_timeout: self.connect_timeout()?,
            read_write_only: self.read_write_only()?,
        })
    }

    fn endpoints(&self, default_host: &str) -> Result<Vec<Endpoint>, ConnInfoProblem> {
        let hosts: Vec<&str> = self.get("host").unwrap_or(default_host).split(',').collect();
        let ports: Vec<&str> = self.get("port").unwrap_or_default().split(',').collect();
        if ports.len() != 1 && ports.len() != hosts.len() {
            return Err(ConnInfoProblem::PortCount { hosts: hosts.len(), ports: ports.len() });
        }
        let all_ports = ports.iter().cycle();
        hosts
            .iter()
            .zip(all_ports)
            .map(|(host, port)| {
                let wanted = ConnInfoProblem::BadValue { name: "port", wanted: "a number from 1 to 65535" };
                let port =
                    if port.is_empty() { Ok(5432) } else { port.trim().parse().map_err(|_| wanted.clone()) }?;
                let host = if host.is_empty() { default_host } else { host };
                if port == 0 { Err(wanted) } else { Ok(Endpoint { host: host.to_owned(), port }) }
            })
            .collect()
    }

    fn ssl_mode(&self) -> Result<SslMode, ConnInfoProblem> {
        match self.get("sslmode") {
            None | Some("prefer") => Ok(SslMode::Prefer),
            Some("disable") => Ok(SslMode::Disable),
            // With a root certificate, libpq's `require` checks the chain like `verify-ca`.
            Some("require") if self.get("sslrootcert").is_some() => Ok(SslMode::VerifyCa),
            Some("require") => Ok(SslMode::Require),
            Some("verify-ca") => Ok(SslMode::VerifyCa),
            Some("verify-full") => Ok(SslMode::VerifyFull),
            Some(_) => Err(ConnInfoProblem::BadValue {
                name: "sslmode",
                wanted: "one of disable, prefer, require, verify-ca, verify-full",
            }),
        }
    }

    /// In seconds; zero or less waits for ever, as in libpq.
    fn connect_timeout(&self) -> Result<Option<Duration>, ConnInfoProblem> {
        let Some(text) = self.get("connect_timeout") else { return Ok(Some(Duration::from_secs(10))) };
        let wanted = "a whole number of seconds";
        let seconds: i32 =
            text.parse().map_err(|_| ConnInfoProblem::BadValue { name: "connect_timeout", wanted })?;
        Ok(u64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs))
    }

    fn read_write_only(&self) -> Result<bool, ConnInfoProblem> {
        match self.get("target_session_attrs") {
            None | Some("any") => Ok(false),
            Some("read-write") => Ok(true),
            Some(_) => Err(ConnInfoProblem::BadValue {
                name: "target_session_attrs",
                wanted: "`any` or `read-write`",
            }),
        }
    }
}
