//! Parameters of libpq's that nothing here goes by: taken where their value changes nothing, refused where it would.

use super::{ConnInfo, ConnInfoProblem, KEYWORDS};
use crate::model::edit_distance::edit_distance;

/// What is known about a parameter that is not among [`KEYWORDS`].
struct Unused {
    name: &'static str,
    /// The values that ask for what is done anyway, in lower case.
    taken: Taken,
}

enum Taken {
    Any,
    These(&'static [&'static str]),
}

/// libpq's parameters of PostgreSQL 18 ("Parameter Key Words") beside [`KEYWORDS`], and `servicefile` of 19.
const UNUSED: [Unused; 28] = [
    // The server's encoding of scripts is UTF-8, and every session says so.
    unused("client_encoding", Taken::These(&["auto", "utf8", "utf-8", "utf_8", "unicode"])),
    // Sessions are called as what they do.
    unused("fallback_application_name", Taken::Any),
    // Neither side compresses: OpenSSL does not any more.
    unused("sslcompression", Taken::Any),
    unused("replication", Taken::These(&["false", "off", "no", "0"])),
    unused("gssencmode", Taken::These(&["disable", "prefer"])),
    unused("gssdelegation", Taken::These(&["0"])),
    unused("krbsrvname", Taken::These(&["postgres"])),
    unused("gsslib", Taken::These(&[])),
    unused("sslnegotiation", Taken::These(&["postgres"])),
    unused("sslcertmode", Taken::These(&["allow"])),
    unused("sslpassword", Taken::These(&[])),
    unused("sslcrl", Taken::These(&[])),
    unused("sslcrldir", Taken::These(&[])),
    unused("sslkeylogfile", Taken::These(&[])),
    unused("requirepeer", Taken::These(&[])),
    unused("require_auth", Taken::These(&[])),
    // TLS 1.2 is the lowest anyway, and the highest is what both sides know.
    unused("ssl_min_protocol_version", Taken::These(&["tlsv1", "tlsv1.1", "tlsv1.2"])),
    unused("ssl_max_protocol_version", Taken::These(&["tlsv1.3"])),
    unused("min_protocol_version", Taken::These(&["3.0"])),
    unused("max_protocol_version", Taken::These(&["3.0", "3.2", "latest"])),
    unused("load_balance_hosts", Taken::These(&["disable"])),
    unused("scram_client_key", Taken::These(&[])),
    unused("scram_server_key", Taken::These(&[])),
    unused("oauth_issuer", Taken::These(&[])),
    unused("oauth_client_id", Taken::These(&[])),
    unused("oauth_client_secret", Taken::These(&[])),
    unused("oauth_scope", Taken::These(&[])),
    unused("servicefile", Taken::These(&[])),
];

const fn unused(name: &'static str, taken: Taken) -> Unused {
    Unused { name, taken }
}

/// Takes a parameter that is not among [`KEYWORDS`], or says why not. An empty value is no value, as in libpq.
pub(super) fn take(info: &mut ConnInfo, name: &str, value: &str) -> Result<(), ConnInfoProblem> {
    if name == "ssl" {
        return ssl(info, value);
    }
    let Some(parameter) = UNUSED.iter().find(|parameter| parameter.name == name) else {
        return Err(ConnInfoProblem::UnknownParameter { name: name.to_owned(), near: near(name) });
    };
    let value = value.to_ascii_lowercase();
    match parameter.taken {
        Taken::Any => Ok(()),
        Taken::These(values) if value.is_empty() || values.contains(&value.as_str()) => Ok(()),
        Taken::These(_) => Err(ConnInfoProblem::Unsupported { name: parameter.name }),
    }
}

/// `ssl=true` is what other drivers write for `sslmode=require`, and libpq takes it as that.
fn ssl(info: &mut ConnInfo, value: &str) -> Result<(), ConnInfoProblem> {
    match value {
        "" => Ok(()),
        "true" => {
            info.0.entry("sslmode").or_insert_with(|| "require".to_owned());
            Ok(())
        }
        _ => Err(ConnInfoProblem::Unsupported { name: "ssl" }),
    }
}

/// The parameter that was meant, most likely.
fn near(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    // As Prisma and JDBC call it.
    if ["schema", "currentschema", "schemas", "searchpath"].contains(&name.as_str()) {
        return Some("search_path");
    }
    let known = KEYWORDS.iter().copied().chain(UNUSED.iter().map(|parameter| parameter.name));
    let nearest = known.min_by_key(|known| edit_distance(&name, known))?;
    (edit_distance(&name, nearest) <= 2).then_some(nearest)
}

/// Every parameter that may be refused, for the messages, each of which has a reason of its own.
#[cfg(test)]
pub(crate) fn refusable() -> Vec<&'static str> {
    let refused = |parameter: &&Unused| matches!(parameter.taken, Taken::These(_));
    UNUSED.iter().filter(refused).map(|parameter| parameter.name).chain(["ssl"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a URL with a parameter gives: a name that is refused, or nothing.
    fn refused(parameter: &str) -> Option<ConnInfoProblem> {
        ConnInfo::parse(&format!("postgresql://h/db?{parameter}")).err()
    }

    #[test]
    fn what_changes_nothing_is_taken() {
        for parameter in [
            "ssl=true",
            "gssencmode=disable",
            "gssencmode=prefer",
            "client_encoding=UTF8",
            "client_encoding=auto",
            "fallback_application_name=x%20y",
            "sslsni=1",
            "sslsni=0",
            "sslcompression=0",
            "sslcompression=1",
            "replication=false",
            "sslcrl=",
            "require_auth=",
            "ssl_min_protocol_version=TLSv1.2",
            "load_balance_hosts=disable",
        ] {
            assert_eq!(refused(parameter), None, "{parameter}");
        }
        let mode = |query: &str| ConnInfo::parse(query).unwrap().get("sslmode").map(ToOwned::to_owned);
        assert_eq!(mode("postgresql://h/db?ssl=true").as_deref(), Some("require"));
        assert_eq!(mode("postgresql://h/db?ssl=true&sslmode=verify-full").as_deref(), Some("verify-full"));
        assert_eq!(mode("postgresql://h/db?sslmode=verify-full&ssl=true").as_deref(), Some("verify-full"));
    }

    #[test]
    fn what_would_change_something_is_refused_by_its_name() {
        for (parameter, name) in [
            ("ssl=false", "ssl"),
            ("gssencmode=require", "gssencmode"),
            ("client_encoding=latin1", "client_encoding"),
            ("replication=database", "replication"),
            ("replication=true", "replication"),
            ("load_balance_hosts=random", "load_balance_hosts"),
            ("ssl_min_protocol_version=TLSv1.3", "ssl_min_protocol_version"),
            ("max_protocol_version=2.0", "max_protocol_version"),
        ] {
            assert_eq!(refused(parameter), Some(ConnInfoProblem::Unsupported { name }), "{parameter}");
        }
        for name in refusable() {
            assert_eq!(refused(&format!("{name}=x")), Some(ConnInfoProblem::Unsupported { name }), "{name}");
        }
    }

    #[test]
    fn what_was_meant_is_said() {
        for (written, meant) in [
            ("sslmod", Some("sslmode")),
            ("schema", Some("search_path")),
            ("pgbouncer", None),
            ("Host", Some("host")),
        ] {
            assert_eq!(near(written), meant, "{written}");
        }
    }
}
