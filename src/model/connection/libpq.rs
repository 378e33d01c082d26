//! Parameters of libpq's that nothing here goes by: accepted where their value changes nothing, refused where it would.

use crate::model::edit_distance::edit_distance;

/// What becomes of a parameter with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It asks for what is done anyway.
    Accepted,
    /// `ssl=true`, which is what other drivers write for `sslmode=require`, and libpq reads as that.
    RequiresTls,
    /// It asks for something that is not done here; with its name.
    Refused(&'static str),
    Unknown,
}

/// What is known about a parameter that nothing here goes by.
struct Unused {
    name: &'static str,
    accepted: AcceptedValues,
}

enum AcceptedValues {
    Any,
    /// In lower case.
    These(&'static [&'static str]),
}

/// libpq's parameters of PostgreSQL 18 ("Parameter Key Words") beside those in use, and `servicefile` of 19.
const UNUSED: [Unused; 28] = [
    // The server's encoding of scripts is UTF-8, and every session says so.
    unused("client_encoding", AcceptedValues::These(&["auto", "utf8", "utf-8", "utf_8", "unicode"])),
    // Sessions are called as what they do.
    unused("fallback_application_name", AcceptedValues::Any),
    // Neither side compresses: OpenSSL does not any more.
    unused("sslcompression", AcceptedValues::Any),
    unused("replication", AcceptedValues::These(&["false", "off", "no", "0"])),
    unused("gssencmode", AcceptedValues::These(&["disable", "prefer"])),
    unused("gssdelegation", AcceptedValues::These(&["0"])),
    unused("krbsrvname", AcceptedValues::These(&["postgres"])),
    unused("gsslib", AcceptedValues::These(&[])),
    unused("sslnegotiation", AcceptedValues::These(&["postgres"])),
    unused("sslcertmode", AcceptedValues::These(&["allow"])),
    unused("sslpassword", AcceptedValues::These(&[])),
    unused("sslcrl", AcceptedValues::These(&[])),
    unused("sslcrldir", AcceptedValues::These(&[])),
    unused("sslkeylogfile", AcceptedValues::These(&[])),
    unused("requirepeer", AcceptedValues::These(&[])),
    unused("require_auth", AcceptedValues::These(&[])),
    // TLS 1.2 is the lowest anyway, and the highest is what both sides know.
    unused("ssl_min_protocol_version", AcceptedValues::These(&["tlsv1", "tlsv1.1", "tlsv1.2"])),
    unused("ssl_max_protocol_version", AcceptedValues::These(&["tlsv1.3"])),
    unused("min_protocol_version", AcceptedValues::These(&["3.0"])),
    unused("max_protocol_version", AcceptedValues::These(&["3.0", "3.2", "latest"])),
    unused("load_balance_hosts", AcceptedValues::These(&["disable"])),
    unused("scram_client_key", AcceptedValues::These(&[])),
    unused("scram_server_key", AcceptedValues::These(&[])),
    unused("oauth_issuer", AcceptedValues::These(&[])),
    unused("oauth_client_id", AcceptedValues::These(&[])),
    unused("oauth_client_secret", AcceptedValues::These(&[])),
    unused("oauth_scope", AcceptedValues::These(&[])),
    unused("servicefile", AcceptedValues::These(&[])),
];

const fn unused(name: &'static str, accepted: AcceptedValues) -> Unused {
    Unused { name, accepted }
}

/// Judges a parameter. An empty value is no value, as in libpq.
pub(super) fn judge(name: &str, value: &str) -> Verdict {
    if name == "ssl" {
        return match value {
            "" => Verdict::Accepted,
            "true" => Verdict::RequiresTls,
            _ => Verdict::Refused("ssl"),
        };
    }
    let Some(parameter) = UNUSED.iter().find(|parameter| parameter.name == name) else {
        return Verdict::Unknown;
    };
    let value = value.to_ascii_lowercase();
    match parameter.accepted {
        AcceptedValues::Any => Verdict::Accepted,
        AcceptedValues::These(values) if value.is_empty() || values.contains(&value.as_str()) => {
            Verdict::Accepted
        }
        AcceptedValues::These(_) => Verdict::Refused(parameter.name),
    }
}

/// The parameter that was meant, most likely: one of these, or one of libpq's others.
pub(super) fn near(name: &str, keywords: &[&'static str]) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    // As Prisma and JDBC call it.
    if ["schema", "currentschema", "schemas", "searchpath"].contains(&name.as_str()) {
        return Some("search_path");
    }
    let known = keywords.iter().copied().chain(UNUSED.iter().map(|parameter| parameter.name));
    let nearest = known.min_by_key(|known| edit_distance(&name, known))?;
    (edit_distance(&name, nearest) <= 2).then_some(nearest)
}

/// Every parameter that may be refused, for the messages, each of which has a reason of its own.
#[cfg(test)]
pub(crate) fn refusable() -> Vec<&'static str> {
    let refused = |parameter: &&Unused| matches!(parameter.accepted, AcceptedValues::These(_));
    UNUSED.iter().filter(refused).map(|parameter| parameter.name).chain(["ssl"]).collect()
}
