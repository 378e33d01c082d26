//! The written forms, their defaults, and that no error says anything about a password.

use std::time::Duration;

use proptest::prelude::*;

use super::options::Secret;
use super::*;

fn options(text: &str) -> Result<ConnectOptions, ConnInfoProblem> {
    ConnInfo::parse(text)?.resolve(&around())
}

fn around() -> Surroundings {
    Surroundings {
        os_user: "os".to_owned(),
        default_host: "/run/postgresql".to_owned(),
        certificates: Some("/home/os/.postgresql".into()),
    }
}

#[test]
fn a_url_is_read_whole() {
    let conninfo =
        options("postgresql://u%40x:p%2Fw%3A@db.example:6432/my%20db?sslmode=verify-full").unwrap();
    assert_eq!(conninfo.user, "u@x");
    assert_eq!(conninfo.password, Some(Secret("p/w:".to_owned())));
    assert_eq!(
        conninfo.endpoints,
        [Endpoint { host: "db.example".to_owned(), address: None, port: 6432, password: None }]
    );
    assert_eq!(conninfo.dbname, "my db");
    assert_eq!(conninfo.tls.mode, SslMode::VerifyFull);
}

#[test]
fn the_defaults_are_libpqs() {
    let conninfo = options("postgres://").unwrap();
    assert_eq!(conninfo.target(), "os at /run/postgresql/.s.PGSQL.5432 as os");
    assert_eq!((conninfo.tls.mode, conninfo.password), (SslMode::Prefer, None));
    assert_eq!(options("postgres://me@").unwrap().dbname, "me");
}

#[test]
fn sockets_addresses_and_several_hosts() {
    let socket = options("postgresql:///app?host=/tmp/x&port=5433").unwrap();
    assert_eq!(socket.target(), "app at /tmp/x/.s.PGSQL.5433 as os");
    let encoded = options("postgresql://%2Ftmp%2Fx/app").unwrap();
    assert!(encoded.endpoints[0].is_socket());
    let v6 = options("postgresql://[::1]:5433,b:1/app").unwrap();
    assert_eq!(v6.target(), "app at [::1]:5433, b:1 as os");
    let one_port = options("host=a,b port=7 dbname=app").unwrap();
    assert_eq!(one_port.target(), "app at a:7, b:7 as os");
}

#[test]
fn keyword_words_may_be_quoted() {
    let conninfo = options(r"host = h  user='a b' password='it\'s' dbname=app").unwrap();
    assert_eq!((conninfo.user.as_str(), conninfo.dbname.as_str()), ("a b", "app"));
    assert_eq!(conninfo.password, Some(Secret("it's".to_owned())));
}

#[test]
fn each_slip_is_named() {
    use ConnInfoProblem as P;
    for (text, problem) in [
        ("mysql://x", P::Unrecognised),
        ("localhost", P::Unrecognised),
        ("postgres://u:p@ss@h/db", P::ManyAts),
        ("postgres://u:p/ss@h/db", P::ManyAts),
        ("postgres://u:p%zz@h/db", P::BadPercent { part: "the password" }),
        ("postgres://u:%ff@h/db", P::BadPercent { part: "the password" }),
        ("postgres://[::1/db", P::BadBrackets),
        (
            "postgres://h/db?sslmod=x",
            P::UnknownParameter { name: "sslmod".to_owned(), near: Some("sslmode") },
        ),
        ("postgres://h/db?sslmode", P::MissingValue { name: "sslmode".to_owned() }),
        ("host=h password='x", P::UnterminatedQuote { name: "password".to_owned() }),
        ("host=a,b,c port=1,2", P::PortCount { hosts: 3, ports: 2 }),
    ] {
        assert_eq!(options(text), Err(problem), "{text}");
    }
    for text in ["host=h port=0", "host=h port=99999", "sslmode=on", "host=h connect_timeout=x"] {
        assert!(matches!(options(text), Err(P::BadValue { .. })), "{text}");
    }
}

#[test]
fn the_systems_authorities_need_the_name_to_be_checked() {
    let conninfo = options("sslrootcert=system").unwrap().tls;
    assert_eq!((conninfo.mode, conninfo.root), (SslMode::VerifyFull, Some(RootCert::System)));
    assert!(matches!(options("sslrootcert=system sslmode=require"), Err(ConnInfoProblem::BadValue { .. })));
    let conninfo = options("sslmode=require").unwrap().tls;
    assert_eq!(conninfo.root, Some(RootCert::File("/home/os/.postgresql/root.crt".into())));
    assert_eq!(conninfo.key, Some("/home/os/.postgresql/postgresql.key".into()));
}

#[test]
fn an_address_saves_looking_the_name_up() {
    let conninfo = options("host=db.example,b hostaddr=10.0.0.7,::1 port=1,2 dbname=app").unwrap();
    assert_eq!(conninfo.endpoints[0].address, Some("10.0.0.7".parse().unwrap()));
    assert_eq!(conninfo.target(), "app at db.example:1, b:2 as os");
    assert_eq!(options("hostaddr=::1 dbname=app").unwrap().target(), "app at [::1]:5432 as os");
    let problem = ConnInfoProblem::AddressCount { hosts: 2, addresses: 1 };
    assert_eq!(options("host=a,b hostaddr=10.0.0.7"), Err(problem));
    for text in ["hostaddr=db.example", "host=@abstract", "host=h load_balance_hosts=random"] {
        assert!(options(text).is_err(), "{text}");
    }
}

#[test]
fn every_other_parameter_has_a_default_and_a_range() {
    let conninfo = options("host=h").unwrap();
    let seconds = Duration::from_secs;
    assert_eq!(conninfo.keepalive, Some(Keepalive { idle: seconds(30), interval: seconds(10), count: 3 }));
    assert_eq!(
        (conninfo.target_session, conninfo.channel_binding),
        (TargetSession::Any, ChannelBinding::Prefer)
    );
    assert_eq!((conninfo.connect_timeout, conninfo.options), (Some(seconds(10)), None));
    let conninfo =
        options("host=h keepalives=0 connect_timeout=0 tcp_user_timeout=1500 options='-c x=1'").unwrap();
    assert_eq!((conninfo.keepalive, conninfo.connect_timeout), (None, None));
    assert_eq!(conninfo.tcp_user_timeout, Some(Duration::from_millis(1500)));
    assert_eq!(conninfo.options.as_deref(), Some("-c x=1"));
    for (text, session) in
        [("primary", TargetSession::Primary), ("prefer-standby", TargetSession::PreferStandby)]
    {
        assert_eq!(options(&format!("target_session_attrs={text}")).unwrap().target_session, session);
    }
    for text in ["target_session_attrs=master", "channel_binding=on", "keepalives=yes", "keepalives_idle=1s"]
    {
        assert!(matches!(options(text), Err(ConnInfoProblem::BadValue { .. })), "{text}");
    }
}

#[test]
fn what_is_set_first_wins() {
    let mut url = ConnInfo::parse("postgres://u@h/db").unwrap();
    url.fill_from(ConnInfo::parse("host=other password=pw").unwrap());
    let conninfo = url.resolve(&around()).unwrap();
    assert_eq!(conninfo.endpoints[0].host, "h");
    assert!(conninfo.password.is_some());
}

/// What a URL with a parameter gives: a name that is refused, or nothing.
fn refused(parameter: &str) -> Option<ConnInfoProblem> {
    ConnInfo::parse(&format!("postgresql://h/db?{parameter}")).err()
}

#[test]
fn a_parameter_that_changes_nothing_is_accepted() {
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
fn a_parameter_that_would_change_something_is_refused_by_its_name() {
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
    for name in libpq::refusable() {
        assert_eq!(refused(&format!("{name}=x")), Some(ConnInfoProblem::Unsupported { name }), "{name}");
    }
}

#[test]
fn a_misspelt_parameter_is_answered_with_the_one_that_was_meant() {
    for (written, meant) in [
        ("sslmod", Some("sslmode")),
        ("schema", Some("search_path")),
        ("pgbouncer", None),
        ("Host", Some("host")),
    ] {
        assert_eq!(libpq::near(written, &KEYWORDS), meant, "{written}");
    }
}

proptest! {
    #[test]
    fn no_error_and_no_debug_form_shows_a_password(secret in "[a-z@:/%#? ]{0,6}SECRET[a-z@:/%#?' ]{0,6}") {
        for text in [format!("postgres://u:{secret}@h/db?x=1"), format!("host=h password={secret} user=u")] {
            let shown = format!("{:?}", options(&text));
            // A broken URL may spill the password into the path or the query: then the parser has
            // to have refused it, not to have taken it for something that is shown.
            if let Err(problem) = options(&text) {
                prop_assert!(!format!("{problem:?}").contains("SECRET"), "{text} gives {shown}");
            }
        }
    }

    #[test]
    fn reading_never_panics(text in ".*") {
        let _ = options(&text);
        let _ = options(&format!("postgres://{text}"));
    }
}
