//! The written forms, their defaults, and that no error says anything about a password.

use proptest::prelude::*;

use super::options::Secret;
use super::*;

fn options(text: &str) -> Result<ConnectOptions, ConnInfoProblem> {
    ConnInfo::parse(text)?.resolve("os", "/run/postgresql")
}

#[test]
fn a_url_is_read_whole() {
    let found = options("postgresql://u%40x:p%2Fw%3A@db.example:6432/my%20db?sslmode=verify-full").unwrap();
    assert_eq!(found.user, "u@x");
    assert_eq!(found.password, Some(Secret("p/w:".to_owned())));
    assert_eq!(found.endpoints, [Endpoint { host: "db.example".to_owned(), port: 6432 }]);
    assert_eq!(found.dbname, "my db");
    assert_eq!(found.ssl_mode, SslMode::VerifyFull);
}

#[test]
fn the_defaults_are_libpqs() {
    let found = options("postgres://").unwrap();
    assert_eq!(found.target(), "os at /run/postgresql/.s.PGSQL.5432 as os");
    assert_eq!((found.ssl_mode, found.password), (SslMode::Prefer, None));
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
    let found = options(r"host = h  user='a b' password='it\'s' dbname=app").unwrap();
    assert_eq!((found.user.as_str(), found.dbname.as_str()), ("a b", "app"));
    assert_eq!(found.password, Some(Secret("it's".to_owned())));
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
        ("postgres://h/db?sslmod=x", P::UnknownParameter { name: "sslmod".to_owned() }),
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
fn require_with_a_root_certificate_checks_the_chain() {
    assert_eq!(options("sslmode=require").unwrap().ssl_mode, SslMode::Require);
    assert_eq!(options("sslmode=require sslrootcert=ca.pem").unwrap().ssl_mode, SslMode::VerifyCa);
}

#[test]
fn what_is_set_first_wins() {
    let mut url = ConnInfo::parse("postgres://u@h/db").unwrap();
    url.fill_from(ConnInfo::parse("host=other password=pw").unwrap());
    let found = url.resolve("os", "/tmp").unwrap();
    assert_eq!(found.endpoints[0].host, "h");
    assert!(found.password.is_some());
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
