//! Hosts: a password goes only where its own source says, whatever a file of the folder names.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{Refused, refused};
use crate::support::{Migrate, Project};

const SECRET: &str = "S3cretOfMine";

/// A server of somebody who asks whoever comes for a password in clear text.
struct Stranger {
    port: u16,
    /// Everything that came.
    got: Arc<Mutex<Vec<u8>>>,
}

impl Stranger {
    fn listening() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let got: Arc<Mutex<Vec<u8>>> = Arc::default();
        let shared = Arc::clone(&got);
        std::thread::spawn(move || {
            while let Ok((mut client, _)) = listener.accept() {
                let _ = client.set_read_timeout(Some(Duration::from_secs(3)));
                let mut bytes = [0; 1024];
                // No TLS, then `AuthenticationCleartextPassword`.
                for answer in [b"N".as_slice(), b"R\0\0\0\x08\0\0\0\x03"] {
                    let Ok(length) = client.read(&mut bytes) else { break };
                    shared.lock().unwrap().extend_from_slice(&bytes[..length]);
                    let _ = client.write_all(answer);
                }
                let Ok(length) = client.read(&mut bytes) else { continue };
                shared.lock().unwrap().extend_from_slice(&bytes[..length]);
            }
        });
        Self { port, got }
    }

    fn has(&self, secret: &str) -> bool {
        let got = self.got.lock().unwrap();
        got.windows(secret.len()).any(|window| window == secret.as_bytes())
    }

    fn has_been_asked(&self) -> bool {
        !self.got.lock().unwrap().is_empty()
    }
}

/// One place where a secret of the person's would go to a stranger.
struct Place {
    what: &'static str,
    /// What the person has set; `THEIRS` is the stranger's.
    own: &'static [(&'static str, &'static str)],
    /// Files of the folder.
    files: &'static [(&'static str, &'static str)],
    words: &'static str,
    /// Both sources, as the message names them.
    says: &'static [&'static str],
}

const DOT_ENV: (&str, &str) = (".env", "DATABASE_URL=postgresql://me@127.0.0.1:THEIRS/x\n");
const FILE: (&str, &str) =
    ("migrate.toml", "[scripts]\n[env.dev]\nurl = \"postgresql://me@127.0.0.1:THEIRS/x\"\n[env.none]\n");
const SERVICES: (&str, &str) = (
    "home/.pg_service.conf",
    "[mine]\nhost=db.mine\npassword=S3cretOfMine\nuser=me\n[bare]\npassword=S3cretOfMine\n",
);

const WRONG: [Place; 14] = [
    Place {
        what: "PGHOST, and a URL in .env",
        own: &[("PGHOST", "db.mine"), ("PGPASSWORD", SECRET)],
        files: &[DOT_ENV],
        words: "status",
        says: &["`PGPASSWORD`", "`PGHOST`", "db.mine:5432", "`DATABASE_URL` in `.env`", "127.0.0.1:THEIRS"],
    },
    Place {
        what: "PGHOSTADDR, and a URL in .env",
        own: &[("PGHOSTADDR", "192.0.2.7"), ("PGPASSWORD", SECRET)],
        files: &[DOT_ENV],
        words: "up",
        says: &["192.0.2.7:5432", "`PGHOSTADDR`", "`.env`"],
    },
    Place {
        what: "PGSERVICE, and a URL in .env",
        own: &[("PGSERVICE", "mine"), ("PGPASSWORD", "other"), ("HOME", "FOLDER/home")],
        files: &[DOT_ENV, SERVICES],
        words: "up",
        says: &["the service `mine`", "db.mine:5432", "`.env`"],
    },
    Place {
        what: "PGHOST, and libpq's variables in .env",
        own: &[("PGHOST", "127.0.0.1"), ("PGPASSWORD", SECRET)],
        files: &[(".env", "PGPORT=THEIRS\nPGUSER=me\n")],
        words: "up",
        says: &["127.0.0.1:5432", "127.0.0.1:THEIRS", "`PGPORT` in `.env`"],
    },
    Place {
        what: "PGHOST, and a service that .env names in a file of the folder",
        own: &[("PGHOST", "db.mine"), ("PGPASSWORD", SECRET)],
        files: &[
            (".env", "PGSERVICE=theirs\nPGSERVICEFILE=services\n"),
            ("services", "[theirs]\nhost=127.0.0.1\nport=THEIRS\nuser=me\n"),
        ],
        words: "up",
        says: &["db.mine:5432", "the service `theirs`"],
    },
    Place {
        what: "PGSERVICE, and a file of services that .env names",
        own: &[("PGSERVICE", "theirs"), ("PGPASSWORD", SECRET)],
        files: &[
            (".env", "PGSERVICEFILE=services\n"),
            ("services", "[theirs]\nhost=127.0.0.1\nport=THEIRS\nuser=me\n"),
        ],
        words: "up",
        says: &["`PGPASSWORD`", "cannot be found without the files here", "the service `theirs`"],
    },
    Place {
        what: "DATABASE_URL, and an environment of migrate.toml",
        own: &[("DATABASE_URL", "postgresql://me@db.mine/x"), ("PGPASSWORD", SECRET)],
        files: &[FILE],
        words: "--env dev status",
        says: &["`DATABASE_URL` of the environment", "db.mine:5432", "`migrate.toml`"],
    },
    Place {
        what: "PGHOST, and an environment of migrate.toml",
        own: &[("PGHOST", "db.mine"), ("PGPASSWORD", SECRET)],
        files: &[FILE],
        words: "--env dev status",
        says: &["`PGHOST` of the environment", "`migrate.toml`"],
    },
    Place {
        what: "a host of one's own among others",
        own: &[("PGHOST", "db.mine"), ("PGPASSWORD", SECRET)],
        files: &[(".env", "DATABASE_URL=postgresql://me@db.mine,127.0.0.1:THEIRS/x\n")],
        words: "status",
        says: &["`DATABASE_URL` in `.env`"],
    },
    Place {
        what: "the name of the one and the address of another",
        own: &[("PGHOST", "db.mine"), ("PGPASSWORD", SECRET)],
        files: &[(".env", "DATABASE_URL=\"host=db.mine hostaddr=127.0.0.1 port=THEIRS user=me\"\n")],
        words: "status",
        says: &["`DATABASE_URL` in `.env`"],
    },
    Place {
        what: "a password in a URL without a host, and PGHOST in .env",
        own: &[("DATABASE_URL", "postgresql://me:S3cretOfMine@/x")],
        files: &[(".env", "PGHOST=127.0.0.1\nPGPORT=THEIRS\n")],
        words: "status",
        says: &["`DATABASE_URL` of the environment", "`PGHOST` in `.env`"],
    },
    Place {
        what: "a password in a parameter of the flag, and PGHOST in .env",
        own: &[],
        files: &[(".env", "PGHOST=127.0.0.1\nPGPORT=THEIRS\n")],
        words: "status --database-url postgresql:///x?user=me&password=S3cretOfMine",
        says: &["`--database-url`", "`PGHOST` in `.env`"],
    },
    Place {
        what: "the password of a service, and a host in .env beside its name",
        own: &[("HOME", "FOLDER/home")],
        files: &[SERVICES, (".env", "DATABASE_URL=postgresql://me@127.0.0.1:THEIRS/x?service=mine\n")],
        words: "status",
        says: &["the service `mine`", "`DATABASE_URL` in `.env`"],
    },
    Place {
        what: "the password of a service without a host, and a host in migrate.toml",
        own: &[("HOME", "FOLDER/home")],
        files: &[
            SERVICES,
            (
                "migrate.toml",
                "[scripts]\n[database]\nurl = \"postgresql://me@127.0.0.1:THEIRS/x?service=bare\"\n",
            ),
        ],
        words: "status",
        says: &["the service `bare`", "`migrate.toml`"],
    },
];

/// A project with such files, and the call in it.
fn lay(
    files: &[(&str, &str)],
    own: &[(&str, &str)],
    words: &str,
    stranger: &Stranger,
) -> (Project, impl Fn(&Project) -> Migrate) {
    let project = Project::with_tables(1);
    let folder = project.path().display().to_string();
    let filled =
        move |text: &str, port: u16| text.replace("THEIRS", &port.to_string()).replace("FOLDER", &folder);
    for (path, text) in files {
        project.file(path, filled(text, stranger.port));
        let mode = PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(project.path().join(path), mode).unwrap();
    }
    let own: Vec<(String, String)> =
        own.iter().map(|(name, value)| ((*name).to_owned(), filled(value, stranger.port))).collect();
    let words = words.to_owned();
    let call = move |project: &Project| {
        let call = Migrate::new(project.path()).env("USER", "me");
        own.iter().fold(call, |call, (name, value)| call.env(name, value)).args(words.split(' '))
    };
    (project, call)
}

#[test]
fn a_password_is_not_sent_to_a_host_that_a_file_names_instead_of_the_persons() {
    for place in WRONG {
        let stranger = Stranger::listening();
        let (project, call) = lay(place.files, place.own, place.words, &stranger);
        let says: Vec<String> =
            place.says.iter().map(|piece| piece.replace("THEIRS", &stranger.port.to_string())).collect();
        let says: Vec<&str> = says.iter().map(String::as_str).collect();
        let wanted = Refused { exit: 2, code: "password-for-another-host", says: &says };
        let run = refused(project.path(), place.what, || call(&project), &wanted);
        assert!(!format!("{run:?}").contains(SECRET), "{}: {run:#?}", place.what);
        assert!(!stranger.has_been_asked(), "{}", place.what);
    }
}

#[test]
fn a_line_for_any_host_is_not_for_a_host_that_a_file_names() {
    let any = (".pgpass", "*:*:*:*:S3cretOfMine\n");
    let home = ("HOME", "FOLDER");
    let by_name = (".env", "DATABASE_URL=\"host=db.mine hostaddr=127.0.0.1 port=THEIRS user=me dbname=x\"\n");
    let named = ("named", "*:*:*:*:S3cretOfMine\n");
    for (what, files, own, words) in [
        (".env", [DOT_ENV, any].as_slice(), [home].as_slice(), "status"),
        ("migrate.toml", &[FILE, any], &[home], "--env dev status"),
        (
            "a file that .env names",
            &[(".env", "PGHOST=127.0.0.1\nPGPORT=THEIRS\nPGPASSFILE=named\n"), named],
            &[],
            "status",
        ),
        ("a file of PGPASSFILE", &[DOT_ENV, named], &[("PGPASSFILE", "named")], "status"),
        (
            "a name beside another's address",
            &[by_name, (".pgpass", "db.mine:*:*:*:S3cretOfMine\n")],
            &[home],
            "status",
        ),
    ] {
        let stranger = Stranger::listening();
        let (project, call) = lay(files, own, words, &stranger);
        let run = call(&project).code(5);
        assert!(!stranger.has(SECRET) && stranger.has_been_asked(), "{what}: {run:#?}");
        if !what.contains("another's") {
            run.says(&["warning:", "any host", "127.0.0.1"]);
        }
    }
}

#[test]
fn a_password_goes_where_its_source_says() {
    let line = (".pgpass", "*:*:*:*:late\n127.0.0.1:*:*:me:S3cretOfMine\n");
    for (what, files, own, words) in [
        ("PGPASSWORD alone", [DOT_ENV].as_slice(), [("PGPASSWORD", SECRET)].as_slice(), "status"),
        ("PGPASSWORD alone, migrate.toml", &[FILE], &[("PGPASSWORD", SECRET)], "--env dev status"),
        (
            "the same host",
            &[DOT_ENV],
            &[("PGPASSWORD", SECRET), ("PGHOST", "127.0.0.1"), ("PGPORT", "THEIRS")],
            "status",
        ),
        (
            "the URL of .env",
            &[(".env", "DATABASE_URL=postgresql://me:S3cretOfMine@127.0.0.1:THEIRS/x\n")],
            &[("PGHOST", "db.mine"), ("PGPASSWORD", "other")],
            "status",
        ),
        (
            "the password of .env",
            &[(".env", "PGPASSWORD=S3cretOfMine\nPGHOST=127.0.0.1\nPGPORT=THEIRS\n")],
            &[],
            "status",
        ),
        (
            "the person's host, beside a .env",
            &[(".env", "PGUSER=you\n")],
            &[("PGHOST", "127.0.0.1"), ("PGPORT", "THEIRS"), ("PGPASSWORD", SECRET)],
            "status",
        ),
        ("a line for this very host", &[DOT_ENV, line], &[("HOME", "FOLDER")], "status"),
        (
            "a line for any host, and a host of the person's",
            &[(".pgpass", "*:*:*:*:S3cretOfMine\n")],
            &[("HOME", "FOLDER"), ("PGHOST", "127.0.0.1"), ("PGPORT", "THEIRS")],
            "status",
        ),
        (
            "the flag",
            &[DOT_ENV],
            &[("PGPASSWORD", SECRET), ("PGHOST", "db.mine")],
            "status --database-url postgresql://me@127.0.0.1:THEIRS/x",
        ),
    ] {
        let stranger = Stranger::listening();
        let words = words.replace("THEIRS", &stranger.port.to_string());
        let (project, call) = lay(files, own, &words, &stranger);
        let run = call(&project).code(5);
        assert!(stranger.has(SECRET), "{what}: {run:#?}");
    }
}

#[test]
fn an_address_in_a_file_does_not_go_with_a_host_of_the_persons() {
    let stranger = Stranger::listening();
    let own = [("PGHOST", "127.0.0.1"), ("PGPORT", "1"), ("PGPASSWORD", SECRET)];
    let (project, call) = lay(&[(".env", "PGHOSTADDR=127.0.0.2\n")], &own, "status", &stranger);
    call(&project).code(5).says(&["127.0.0.1:1"]);
}

/// Parameters that libpq knows: with what they are taken, and with what they are refused, for a reason of their own.
#[test]
fn libpqs_other_parameters_are_taken_or_refused_one_by_one() {
    let url = |query: &str| format!("postgresql://me@127.0.0.1:1/x?{query}");
    let project = Project::with_tables(1);
    let run = |query: &str| project.migrate().args(["--database-url", &url(query), "status"]);
    for query in [
        "gssencmode=disable",
        "gssencmode=prefer",
        "client_encoding=utf8",
        "client_encoding=auto",
        "fallback_application_name=x",
        "sslsni=1",
        "sslcompression=0",
        "replication=false",
        "search_path=app",
    ] {
        run(query).code(5).says(&["cannot connect", "127.0.0.1:1"]);
    }
    for (query, says) in [
        ("gssencmode=require", "gssencmode=disable"),
        ("sslcrl=x", "revocation"),
        ("sslpassword=x", "openssl pkey"),
        ("requirepeer=postgres", "socket"),
        ("require_auth=scram-sha-256", "channel_binding=require"),
        ("sslnegotiation=direct", "sslnegotiation=postgres"),
        ("replication=database", "replication=false"),
        ("client_encoding=latin1", "client_encoding=UTF8"),
        ("oauth_issuer=x", "OAuth"),
        ("ssl=false", "sslmode=disable"),
    ] {
        let name = query.split('=').next().unwrap();
        let wanted = Refused { exit: 2, code: "conninfo-unsupported-parameter", says: &[name, says] };
        let run = refused(project.path(), query, || run(query), &wanted);
        assert!(!run.stderr.contains("known parameters"), "{run:#?}");
    }
    // `ssl=true` is `sslmode=require`, as in libpq.
    let stranger = Stranger::listening();
    let url = format!("postgresql://me:{SECRET}@127.0.0.1:{}/x?ssl=true", stranger.port);
    project.migrate().args(["--database-url", &url, "status"]).code(5).says(&["TLS"]);
    assert!(!stranger.has(SECRET));
    // Variables: those that ask for more safety than there is are refused, the others do not matter.
    let run = |name: &str, value: &str| {
        let call = project.migrate().env("PGHOST", "127.0.0.1").env("PGPORT", "1");
        call.env(name, value).args(["status"])
    };
    for (name, value) in [
        ("PGCLIENTENCODING", "LATIN1"),
        ("PGKRBSRVNAME", "x"),
        ("PGSSLCOMPRESSION", "1"),
        ("PGLOADBALANCEHOSTS", "random"),
        ("PGGSSENCMODE", "disable"),
        ("PGSSLSNI", "0"),
    ] {
        run(name, value).code(5);
    }
    for (name, value) in [
        ("PGSSLCRL", "x"),
        ("PGREQUIREPEER", "postgres"),
        ("PGREQUIREAUTH", "scram-sha-256"),
        ("PGGSSENCMODE", "require"),
        ("PGSSLMINPROTOCOLVERSION", "TLSv1.3"),
    ] {
        run(name, value).code(2).says(&[name, "is not supported", "hint: "]);
    }
    // Service files: with the line.
    project.file("services", "[s]\nhost=127.0.0.1\nport=1\nclient_encoding=UTF8\n[t]\nhost=h\nsslcrl=x\n");
    let service = |name: &str| project.migrate().env("PGSERVICEFILE", "services").env("PGSERVICE", name);
    service("s").args(["status"]).code(5);
    service("t").args(["status"]).code(2).says(&["services, line 7", "`sslcrl`", "revocation"]);
}

#[test]
fn a_misspelt_parameter_is_answered_with_the_one_that_was_meant() {
    let project = Project::with_tables(1);
    for (query, meant) in [("sslmod=require", "`sslmode`"), ("schema=app", "`search_path`")] {
        let url = format!("postgresql://me@127.0.0.1:1/x?{query}");
        let call = || project.migrate().args(["--database-url", &url, "up"]);
        let wanted =
            Refused { exit: 2, code: "conninfo-unknown-parameter", says: &["unknown parameter", meant] };
        refused(project.path(), query, call, &wanted);
    }
}
