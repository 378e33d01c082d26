//! The way to a database for a program that uses libpq: in its environment, where no other user reads it.

use crate::model::connection::{ChannelBinding, ConnectOptions, RootCert, SslMode, TargetSession};

/// The variables that lead a program to the same places, by the same means. Passwords are among them: a process list shows
/// arguments, and no environment of others.
pub(crate) fn of(options: &ConnectOptions, application: &str) -> Vec<(&'static str, String)> {
    let joined = |parts: Vec<String>| parts.join(",");
    let places = &options.endpoints;
    let mut variables = vec![
        ("PGHOST", joined(places.iter().map(|place| place.host.clone()).collect())),
        ("PGPORT", joined(places.iter().map(|place| place.port.to_string()).collect())),
        ("PGUSER", options.user.clone()),
        ("PGDATABASE", options.dbname.clone()),
        ("PGAPPNAME", application.to_owned()),
        ("PGSSLMODE", ssl_mode(options.tls.mode).to_owned()),
        ("PGSSLSNI", if options.tls.sni { "1" } else { "0" }.to_owned()),
        ("PGCHANNELBINDING", channel_binding(options.channel_binding).to_owned()),
        ("PGTARGETSESSIONATTRS", target_session(options.target_session).to_owned()),
    ];
    if places.iter().any(|place| place.address.is_some()) {
        let address =
            |place: &crate::model::connection::Endpoint| place.address.map(|address| address.to_string());
        variables.push((
            "PGHOSTADDR",
            joined(places.iter().map(|place| address(place).unwrap_or_default()).collect()),
        ));
    }
    let password =
        options.password.as_ref().or_else(|| places.iter().find_map(|place| place.password.as_ref()));
    variables.extend(password.map(|password| ("PGPASSWORD", password.0.clone())));
    variables.extend(options.options.clone().map(|options| ("PGOPTIONS", options)));
    let timeout = options.connect_timeout.map(|timeout| timeout.as_secs().max(2).to_string());
    variables.extend(timeout.map(|timeout| ("PGCONNECT_TIMEOUT", timeout)));
    let path = |path: &std::path::PathBuf| path.display().to_string();
    variables.extend(options.tls.cert.as_ref().map(|file| ("PGSSLCERT", path(file))));
    variables.extend(options.tls.key.as_ref().map(|file| ("PGSSLKEY", path(file))));
    variables.extend(options.tls.root.as_ref().map(|root| {
        let root = match root {
            RootCert::System => "system".to_owned(),
            RootCert::File(file) => path(file),
        };
        ("PGSSLROOTCERT", root)
    }));
    variables
}

fn ssl_mode(mode: SslMode) -> &'static str {
    match mode {
        SslMode::Disable => "disable",
        SslMode::Allow => "allow",
        SslMode::Prefer => "prefer",
        SslMode::Require => "require",
        SslMode::VerifyCa => "verify-ca",
        SslMode::VerifyFull => "verify-full",
    }
}

fn channel_binding(binding: ChannelBinding) -> &'static str {
    match binding {
        ChannelBinding::Disable => "disable",
        ChannelBinding::Prefer => "prefer",
        ChannelBinding::Require => "require",
    }
}

fn target_session(target: TargetSession) -> &'static str {
    match target {
        TargetSession::Any => "any",
        TargetSession::ReadWrite => "read-write",
        TargetSession::ReadOnly => "read-only",
        TargetSession::Primary => "primary",
        TargetSession::Standby => "standby",
        TargetSession::PreferStandby => "prefer-standby",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::connection::ConnInfo;
    use crate::model::connection::Surroundings;

    #[test]
    fn a_program_is_led_to_the_same_place_with_the_password_in_no_argument() {
        let mut info = ConnInfo::default();
        for (name, value) in [
            ("host", "a,b"),
            ("port", "1,2"),
            ("dbname", "My = db"),
            ("user", "me"),
            ("password", "s3cret"),
            ("sslmode", "verify-full"),
            ("options", "-c search_path=x"),
        ] {
            info.set(name, value).unwrap();
        }
        let around =
            Surroundings { os_user: "os".to_owned(), default_host: "h".to_owned(), certificates: None };
        let variables = of(&info.resolve(&around).unwrap(), "migrate baseline");
        let value =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        assert_eq!((value("PGHOST"), value("PGPORT")), (Some("a,b"), Some("1,2")));
        assert_eq!((value("PGDATABASE"), value("PGPASSWORD")), (Some("My = db"), Some("s3cret")));
        assert_eq!((value("PGSSLMODE"), value("PGOPTIONS")), (Some("verify-full"), Some("-c search_path=x")));
        assert_eq!(value("PGHOSTADDR"), None);
    }
}
