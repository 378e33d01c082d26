//! From words to typed options: every value checked, every default filled.

use std::path::PathBuf;
use std::time::Duration;

use super::options::{
    ChannelBinding, ConnectOptions, Endpoint, Keepalive, RootCert, Secret, SslMode, TargetSession, TlsOptions,
};
use super::{ConnInfo, ConnInfoProblem};

/// What the defaults depend on.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    /// The user's name where none is given.
    pub(crate) os_user: String,
    /// Where to connect where no host is given.
    pub(crate) default_host: String,
    /// `~/.postgresql`, with root certificate, client certificate and key.
    pub(crate) certificates: Option<PathBuf>,
}

impl ConnInfo {
    /// Checks every value and fills the defaults: libpq's, but for a `connect_timeout` of 10 s and
    /// keepalives after 30 s.
    pub(crate) fn resolve(&self, around: &Surroundings) -> Result<ConnectOptions, ConnInfoProblem> {
        let user = self.get("user").unwrap_or(&around.os_user).to_owned();
        Ok(ConnectOptions {
            endpoints: self.endpoints(&around.default_host)?,
            dbname: self.get("dbname").unwrap_or(&user).to_owned(),
            user,
            password: self.get("password").map(|password| Secret(password.to_owned())),
            tls: self.tls(around)?,
            channel_binding: self.one_of(
                "channel_binding",
                ChannelBinding::Prefer,
                "one of disable, prefer, require",
                &[
                    ("disable", ChannelBinding::Disable),
                    ("prefer", ChannelBinding::Prefer),
                    ("require", ChannelBinding::Require),
                ],
            )?,
            // In seconds; zero or less waits for ever, as in libpq.
            connect_timeout: match self.number("connect_timeout", "a whole number of seconds")? {
                None => Some(Duration::from_secs(10)),
                Some(seconds) => positive(seconds).map(Duration::from_secs),
            },
            options: self.get("options").map(ToOwned::to_owned),
            keepalive: self.keepalive()?,
            tcp_user_timeout: self
                .number("tcp_user_timeout", "a whole number of milliseconds")?
                .and_then(positive)
                .map(Duration::from_millis),
            target_session: self.one_of(
                "target_session_attrs",
                TargetSession::Any,
                "one of any, read-write, read-only, primary, standby, prefer-standby",
                &[
                    ("any", TargetSession::Any),
                    ("read-write", TargetSession::ReadWrite),
                    ("read-only", TargetSession::ReadOnly),
                    ("primary", TargetSession::Primary),
                    ("standby", TargetSession::Standby),
                    ("prefer-standby", TargetSession::PreferStandby),
                ],
            )?,
            wait: Duration::ZERO,
            allow_pooler: false,
        })
    }

    /// The places to try, in order.
    pub(crate) fn endpoints(&self, default_host: &str) -> Result<Vec<Endpoint>, ConnInfoProblem> {
        let list = |name| self.get(name).map(|text| text.split(',').map(str::trim).collect::<Vec<_>>());
        let (hosts, addresses) = (list("host"), list("hostaddr"));
        let count = hosts.as_ref().or(addresses.as_ref()).map_or(1, Vec::len);
        if let Some(addresses) = addresses.as_ref().filter(|addresses| addresses.len() != count) {
            return Err(ConnInfoProblem::AddressCount { hosts: count, addresses: addresses.len() });
        }
        let ports = list("port").unwrap_or_else(|| vec![""]);
        if ports.len() != 1 && ports.len() != count {
            return Err(ConnInfoProblem::PortCount { hosts: count, ports: ports.len() });
        }
        let at = |list: &Option<Vec<&str>>, n: usize| {
            list.as_ref().and_then(|list| list.get(n)).copied().unwrap_or_default().to_owned()
        };
        (0..count)
            .map(|n| {
                let (host, address) = (at(&hosts, n), at(&addresses, n));
                let port = ports.get(n).or(ports.first()).copied().unwrap_or_default();
                let host = if host.is_empty() && address.is_empty() { default_host.to_owned() } else { host };
                endpoint(host, &address, port)
            })
            .collect()
    }

    fn tls(&self, around: &Surroundings) -> Result<TlsOptions, ConnInfoProblem> {
        let file = |name: &str, default: &str| {
            let default = around.certificates.as_ref().map(|folder| folder.join(default));
            self.get(name).map(PathBuf::from).or(default)
        };
        let is_system = self.get("sslrootcert") == Some("system");
        let mode = self.one_of(
            "sslmode",
            if is_system { SslMode::VerifyFull } else { SslMode::Prefer },
            "one of disable, allow, prefer, require, verify-ca, verify-full",
            &[
                ("disable", SslMode::Disable),
                ("allow", SslMode::Allow),
                ("prefer", SslMode::Prefer),
                ("require", SslMode::Require),
                ("verify-ca", SslMode::VerifyCa),
                ("verify-full", SslMode::VerifyFull),
            ],
        )?;
        if is_system && mode != SslMode::VerifyFull {
            // Anybody can have a certificate from a public authority: only its name says whose it is.
            let wanted = "`verify-full`, which `sslrootcert=system` needs";
            return Err(ConnInfoProblem::BadValue { name: "sslmode", wanted });
        }
        let root = if is_system {
            Some(RootCert::System)
        } else {
            file("sslrootcert", "root.crt").map(RootCert::File)
        };
        Ok(TlsOptions {
            mode,
            root,
            cert: file("sslcert", "postgresql.crt"),
            key: file("sslkey", "postgresql.key"),
            sni: self.number("sslsni", "0 or 1")?.is_none_or(|on| on != 0),
        })
    }

    fn keepalive(&self) -> Result<Option<Keepalive>, ConnInfoProblem> {
        let wanted = "a whole number of seconds";
        let seconds = |name, default| -> Result<Duration, ConnInfoProblem> {
            let given = self.number(name, wanted)?;
            Ok(Duration::from_secs(given.map_or(default, |given| positive(given).unwrap_or(0))))
        };
        let count = self.number("keepalives_count", "a whole number")?;
        let keepalive = Keepalive {
            idle: seconds("keepalives_idle", 30)?,
            interval: seconds("keepalives_interval", 10)?,
            count: count.map_or(3, |count| u32::try_from(count).unwrap_or(0)),
        };
        let is_on = self.number("keepalives", "0 or 1")?.is_none_or(|on| on != 0);
        Ok(is_on.then_some(keepalive))
    }

    fn number(&self, name: &'static str, wanted: &'static str) -> Result<Option<i32>, ConnInfoProblem> {
        let parse = |text: &str| text.trim().parse().map_err(|_| ConnInfoProblem::BadValue { name, wanted });
        self.get(name).map(parse).transpose()
    }

    fn one_of<T: Copy>(
        &self,
        name: &'static str,
        default: T,
        wanted: &'static str,
        known: &[(&str, T)],
    ) -> Result<T, ConnInfoProblem> {
        let Some(given) = self.get(name) else { return Ok(default) };
        let matching = known.iter().find(|(word, _)| *word == given);
        matching.map(|(_, value)| *value).ok_or(ConnInfoProblem::BadValue { name, wanted })
    }
}

fn positive(number: i32) -> Option<u64> {
    u64::try_from(number).ok().filter(|number| *number > 0)
}

fn endpoint(host: String, address: &str, port: &str) -> Result<Endpoint, ConnInfoProblem> {
    let bad = |name, wanted| ConnInfoProblem::BadValue { name, wanted };
    if host.starts_with('@') {
        return Err(bad(
            "host",
            "a name, an address or a folder: abstract sockets (`@..`) are not supported",
        ));
    }
    let address = match address {
        "" => None,
        address => Some(address.parse().map_err(|_| bad("hostaddr", "an IPv4 or IPv6 address"))?),
    };
    let port = match port {
        "" => 5432,
        port => port
            .parse()
            .ok()
            .filter(|port| *port > 0)
            .ok_or_else(|| bad("port", "a number from 1 to 65535"))?,
    };
    Ok(Endpoint { host, address, port, password: None })
}
