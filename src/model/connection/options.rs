//! Connection parameters, checked and typed.

use core::net::IpAddr;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

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
    Allow,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

/// Who vouches for the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RootCert {
    /// `sslrootcert=system`: whoever the operating system trusts.
    System,
    /// A file; it need not exist.
    File(PathBuf),
}

/// How to encrypt, and whom to believe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TlsOptions {
    pub(crate) mode: SslMode,
    pub(crate) root: Option<RootCert>,
    /// The client's certificate; the file need not exist.
    pub(crate) cert: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    /// Whether the name that is asked for is sent to the server, before anything is encrypted.
    pub(crate) sni: bool,
}

/// libpq's `channel_binding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChannelBinding {
    Disable,
    Prefer,
    Require,
}

/// libpq's `target_session_attrs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TargetSession {
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
    PreferStandby,
}

/// When TCP looks whether the other side is still there. Zero leaves it to the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keepalive {
    pub(crate) idle: Duration,
    pub(crate) interval: Duration,
    pub(crate) count: u32,
}

/// One place to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// A host name, an address, or the folder of a Unix socket (starts with `/`). Empty where only
    /// `hostaddr` was given.
    pub(crate) host: String,
    /// `hostaddr`: saves looking the name up.
    pub(crate) address: Option<IpAddr>,
    pub(crate) port: u16,
    /// What `.pgpass` has for this place.
    pub(crate) password: Option<Secret>,
}

impl Endpoint {
    /// Whether this is a Unix socket, where TLS is never used.
    pub(crate) fn is_socket(&self) -> bool {
        self.address.is_none() && self.host.starts_with('/')
    }

    /// Whether a connection to both ends at the same place. The name does not count where an address is given.
    pub(crate) fn is_same_place(&self, place: &Self) -> bool {
        let by_name = self.address.is_some() || self.host == place.host;
        self.port == place.port && self.address == place.address && by_name
    }

    /// What a person would call this place.
    pub(crate) fn label(&self) -> String {
        let address = self.address.map(|address| address.to_string()).unwrap_or_default();
        let host = if self.host.is_empty() { &address } else { &self.host };
        match self.is_socket() {
            true => format!("{host}/.s.PGSQL.{}", self.port),
            false if host.contains(':') => format!("[{host}]:{}", self.port),
            false => format!("{host}:{}", self.port),
        }
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
    pub(crate) tls: TlsOptions,
    pub(crate) channel_binding: ChannelBinding,
    /// For each address, until the session can be used. `None` waits for ever.
    pub(crate) connect_timeout: Option<Duration>,
    /// Server settings for the start of the session; sent only when given, because a pooler refuses them.
    pub(crate) options: Option<String>,
    pub(crate) keepalive: Option<Keepalive>,
    pub(crate) tcp_user_timeout: Option<Duration>,
    pub(crate) target_session: TargetSession,
    /// How long to wait for a server that does not answer yet.
    pub(crate) wait: Duration,
    /// A pooler will do for writing, if it keeps one server connection for each of its clients.
    pub(crate) allow_pooler: bool,
}

impl ConnectOptions {
    /// Over a private socket, with no password.
    pub(crate) fn private_socket(folder: String, port: u16, user: &str, dbname: &str) -> Self {
        Self {
            endpoints: vec![Endpoint { host: folder, address: None, port, password: None }],
            user: user.to_owned(),
            password: None,
            dbname: dbname.to_owned(),
            tls: TlsOptions { mode: SslMode::Disable, root: None, cert: None, key: None, sni: true },
            channel_binding: ChannelBinding::Prefer,
            connect_timeout: None,
            options: None,
            keepalive: None,
            tcp_user_timeout: None,
            target_session: TargetSession::Any,
            wait: Duration::ZERO,
            allow_pooler: false,
        }
    }

    /// Whether the connection itself sets a server setting.
    pub(crate) fn sets(&self, setting: &str) -> bool {
        self.options.as_deref().is_some_and(|options| options.contains(setting))
    }

    /// What a person would call its places; never holds a password.
    pub(crate) fn places(&self) -> String {
        self.endpoints.iter().map(Endpoint::label).collect::<Vec<_>>().join(", ")
    }

    /// What a person would call this database at all its places; never holds a password.
    pub(crate) fn target(&self) -> String {
        format!("{} at {} as {}", self.dbname, self.places(), self.user)
    }

    /// What a person would call this database at one place; never holds a password.
    pub(crate) fn target_at(&self, endpoint: &Endpoint) -> String {
        format!("{} at {} as {}", self.dbname, endpoint.label(), self.user)
    }
}
