//! Connection parameters as libpq knows them: a URL or `key=value` words, made into [`ConnectOptions`].
//!
//! The parser is ours because its errors must never quote any part of a password (libpq's do).

pub(crate) mod libpq;
mod options;
mod parse;
pub(crate) mod passfile;
pub(crate) mod password_place;
mod resolve;
pub(crate) mod service_file;
pub(crate) mod unreachable;

use std::collections::BTreeMap;
use std::fmt;

use crate::model::outcome::code::codes;
use libpq::Verdict;

pub(crate) use options::{
    ChannelBinding, ConnectOptions, Endpoint, Keepalive, RootCert, SslMode, TargetSession, TlsOptions,
};
pub(crate) use resolve::Surroundings;

/// Parameter names in use: libpq's ("Parameter Key Words"; [`libpq`] has the others), and `search_path`.
pub(crate) const KEYWORDS: [&str; 24] = [
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "passfile",
    "service",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "sslsni",
    "channel_binding",
    "connect_timeout",
    "application_name",
    "options",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_count",
    "tcp_user_timeout",
    "target_session_attrs",
    "search_path",
];

/// Connection parameters by name, not yet checked against each other.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct ConnInfo(BTreeMap<&'static str, String>);

/// Why connection parameters cannot be used. No variant holds a value: it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConnInfoProblem {
    /// Neither `postgresql://..` nor `key=value`.
    Unrecognised,
    /// More than one `@` before the path: a password with an unescaped `@`.
    ManyAts,
    /// `%` without two hexadecimal digits, or the bytes are not UTF-8.
    BadPercent {
        part: &'static str,
    },
    /// `[` without `]`, or something else than a port behind it.
    BadBrackets,
    UnknownParameter {
        name: String,
        /// The one that was meant, most likely.
        near: Option<&'static str>,
    },
    /// A parameter of libpq's whose value asks for something that is not done here.
    Unsupported {
        name: &'static str,
    },
    MissingValue {
        name: String,
    },
    UnterminatedQuote {
        name: String,
    },
    /// A value outside its range; `wanted` says what is one.
    BadValue {
        name: &'static str,
        wanted: &'static str,
    },
    /// As many ports as hosts, or one for all.
    PortCount {
        hosts: usize,
        ports: usize,
    },
    /// As many addresses as hosts.
    AddressCount {
        hosts: usize,
        addresses: usize,
    },
}

impl ConnInfo {
    /// Sets a parameter by its libpq name. An empty value is no value, as in libpq.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> Result<(), ConnInfoProblem> {
        let Some(keyword) = KEYWORDS.iter().find(|keyword| **keyword == name) else {
            return match libpq::judge(name, value) {
                Verdict::Accepted => Ok(()),
                Verdict::RequiresTls => {
                    self.0.entry("sslmode").or_insert_with(|| "require".to_owned());
                    Ok(())
                }
                Verdict::Refused(name) => Err(ConnInfoProblem::Unsupported { name }),
                Verdict::Unknown => {
                    let near = libpq::near(name, &KEYWORDS);
                    Err(ConnInfoProblem::UnknownParameter { name: name.to_owned(), near })
                }
            };
        };
        if !value.is_empty() {
            self.0.insert(keyword, value.to_owned());
        }
        Ok(())
    }

    /// Takes from `other` what is not set here. `host` and `hostaddr` are one: a name from here with an
    /// address from elsewhere would lead elsewhere.
    pub(crate) fn fill_from(&mut self, mut fallback: Self) {
        if ["host", "hostaddr"].iter().any(|name| self.0.contains_key(name)) {
            fallback.0.retain(|keyword, _| !keyword.starts_with("host"));
        }
        for (keyword, value) in fallback.0 {
            self.0.entry(keyword).or_insert(value);
        }
    }

    /// Whether nothing is set.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A value by its libpq name.
    pub(crate) fn get(&self, keyword: &str) -> Option<&str> {
        self.0.get(keyword).map(String::as_str)
    }
}

impl fmt::Debug for ConnInfo {
    /// Names only: the values may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

codes!(ConnInfoProblem {
    Self::Unrecognised => "conninfo-unrecognised" Usage "neither a PostgreSQL URL nor `key=value` words",
    Self::ManyAts => "conninfo-stray-at" Usage "a URL with an `@` too many",
    Self::BadPercent { .. } => "conninfo-bad-percent" Usage "a URL with bad percent-encoding",
    Self::BadBrackets => "conninfo-bad-brackets" Usage "a URL with an IPv6 address that is not written `[::1]:5432`",
    Self::UnknownParameter { .. } => "conninfo-unknown-parameter" Usage "a connection parameter that libpq does not know",
    Self::Unsupported { .. } => "conninfo-unsupported-parameter" Usage "a connection parameter of libpq's that asks for something that `migrate` does not do",
    Self::MissingValue { .. } => "conninfo-missing-value" Usage "a connection parameter without a value",
    Self::UnterminatedQuote { .. } => "conninfo-unterminated-quote" Usage "a connection parameter whose quote does not end",
    Self::BadValue { .. } => "conninfo-bad-value" Usage "a connection parameter with a value that it does not take",
    Self::PortCount { .. } => "conninfo-port-count" Usage "neither one port, nor one for each host",
    Self::AddressCount { .. } => "conninfo-address-count" Usage "not as many addresses in `hostaddr` as hosts",
});

#[cfg(test)]
mod tests;
