//! Why a connection parameter of libpq's is not taken, and what to write instead.

use crate::ui::message::Message;

/// The message for one parameter, each with its own reason.
pub(super) fn unsupported(source: &str, name: &str) -> Message {
    let (why, hint) = reason(name);
    Message::new(format!("{source}: `{name}` is not supported: {why}")).hint(hint)
}

fn reason(name: &str) -> (&'static str, &'static str) {
    match name {
        "ssl" => ("libpq takes nothing but `ssl=true`", "write `sslmode=disable`, or another `sslmode`"),
        "client_encoding" => {
            ("scripts are UTF-8, and so is every session", "leave it out, or write `client_encoding=UTF8`")
        }
        "replication" => {
            ("a replication connection runs no scripts", "leave it out, or write `replication=false`")
        }
        "gssencmode" => (
            "there is no encryption by GSSAPI, and a session without any is not what `require` asks for",
            "use TLS: `sslmode=verify-full`; or write `gssencmode=disable`",
        ),
        "gssdelegation" => {
            ("there is no login by GSSAPI, so no credentials can be delegated", "leave it out")
        }
        "krbsrvname" => (
            "there is no login by GSSAPI, which the service name is for",
            "log in with a password or a client certificate",
        ),
        "gsslib" => (
            "there is no login by GSSAPI, with any library",
            "log in with a password or a client certificate",
        ),
        "sslnegotiation" => (
            "TLS is always asked for in the server's protocol, which every server understands",
            "leave it out, or write `sslnegotiation=postgres`",
        ),
        "sslcertmode" => (
            "a client certificate is sent if there is one and the server asks for it, which is `allow`",
            "leave it out; without a file at `sslcert` none is sent",
        ),
        "sslpassword" => (
            "an encrypted private key cannot be read",
            "decrypt it into a file that only you can read: `openssl pkey -in FILE -out FILE.plain`, `chmod 600`",
        ),
        "sslcrl" => (
            "revocation lists are not read, so a revoked certificate would be accepted",
            "leave it out if the authority revokes nothing, or name a root certificate of an authority that signs this server alone",
        ),
        "sslcrldir" => (
            "folders of revocation lists are not read, so a revoked certificate would be accepted",
            "leave it out if the authority revokes nothing, or name a root certificate of an authority that signs this server alone",
        ),
        "sslkeylogfile" => ("keys of sessions are never written to a file", "leave it out"),
        "requirepeer" => (
            "the user that runs the server behind a Unix socket is not checked",
            "use a socket folder that only that user can write to, or TLS with `sslmode=verify-full`",
        ),
        "require_auth" => (
            "ways to log in cannot be ruled out",
            "`channel_binding=require` allows only SCRAM, over TLS; `sslmode=verify-full` makes sure who asks for the password",
        ),
        "ssl_min_protocol_version" => (
            "TLS 1.2 is the lowest that is used, and it cannot be raised",
            "leave it out, or raise it on the server: `ssl_min_protocol_version`",
        ),
        "ssl_max_protocol_version" => (
            "the highest version of TLS that both sides know is used, and it cannot be lowered",
            "leave it out, or lower it on the server: `ssl_max_protocol_version`",
        ),
        "min_protocol_version" => (
            "version 3.0 of the protocol is what is spoken",
            "leave it out, or write `min_protocol_version=3.0`",
        ),
        "max_protocol_version" => {
            ("this is not a version of the protocol", "leave it out: version 3.0 is what is spoken")
        }
        "load_balance_hosts" => (
            "hosts are tried in the order in which they are listed",
            "leave it out, or write `load_balance_hosts=disable`",
        ),
        "scram_client_key" => (
            "a login needs the password itself, not a key made from it",
            "give the password, best in `~/.pgpass`",
        ),
        "scram_server_key" => (
            "a login needs the password itself, and the server's key is made from it",
            "give the password, best in `~/.pgpass`",
        ),
        "oauth_issuer" => {
            ("there is no login by OAuth, with any issuer", "log in with a password or a client certificate")
        }
        "oauth_client_id" => (
            "there is no login by OAuth, which the client's id is for",
            "log in with a password or a client certificate",
        ),
        "oauth_client_secret" => (
            "there is no login by OAuth, which the client's secret is for",
            "log in with a password or a client certificate",
        ),
        "oauth_scope" => (
            "there is no login by OAuth, which the scope is for",
            "log in with a password or a client certificate",
        ),
        "servicefile" => ("the service file is named by a variable", "set `PGSERVICEFILE`"),
        _ => ("nothing here goes by it", "leave it out"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::connection::libpq::refusable;

    #[test]
    fn every_parameter_has_a_reason_of_its_own() {
        let reasons: BTreeSet<&str> = refusable().into_iter().map(|name| reason(name).0).collect();
        assert_eq!(reasons.len(), refusable().len());
        assert!(!reasons.contains(reason("x").0));
    }
}
