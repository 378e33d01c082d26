//! Encryption: the same as psql in every case, success and failure, encrypted or not.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Certificates, Cluster, Database, Ends, Project, client};

/// What came of one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    Encrypted,
    Plain,
    Refused,
}

/// A server with TLS or without, and a project whose only script says whether it runs encrypted.
struct Bench {
    cluster: Cluster,
    database: String,
    certificates: Certificates,
    project: Project,
    /// An empty home folder.
    home: TempDir,
}

impl Bench {
    fn new(has_tls: bool, hba: &str) -> Self {
        let certificates = Certificates::new();
        let files = ["server.crt", "server.key", "ca.crt"].map(|name| (name, certificates.read(name)));
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_slice())).collect();
        let settings: &[&str] = if has_tls { &["ssl=on", "ssl_ca_file=ca.crt"] } else { &[] };
        let cluster = Cluster::on_tcp(settings, hba, &files);
        let database = Database::on(&cluster);
        database.execute("CREATE ROLE ann SUPERUSER LOGIN PASSWORD 'hunter2'");
        let project = Project::new();
        let say = "DO $$ BEGIN RAISE NOTICE 'encrypted: %', (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()); END $$;";
        project.pair("V001__say", say, "SELECT 1;");
        project.migrate_on(&database).args(["up"]).ok();
        let home = TempDir::new().unwrap();
        Self { database: database.name().to_owned(), cluster, certificates, project, home }
    }

    fn migrate(&self, variables: &[(&str, &str)]) -> (Came, String) {
        let port = self.cluster.port().to_string();
        let mut run = self.project.migrate().env("HOME", self.home.path().to_str().unwrap());
        for (name, value) in [("PGPORT", port.as_str()), ("PGDATABASE", &self.database), ("PGUSER", "ann")] {
            run = run.env(name, value);
        }
        for (name, value) in variables {
            run = run.env(name, value);
        }
        let run = run.args(["-v", "redo", "--yes"]).run();
        let came = match run.code {
            Some(0) if run.stderr.contains("encrypted: t") => Came::Encrypted,
            Some(0) if run.stderr.contains("encrypted: f") => Came::Plain,
            Some(5) => Came::Refused,
            _ => panic!("{run:#?}"),
        };
        (came, run.stderr)
    }

    fn psql(&self, program: &Path, variables: &[(&str, &str)]) -> (Came, String) {
        let output = Command::new(program)
            .env_clear()
            .env("HOME", self.home.path())
            .env("PGGSSENCMODE", "disable")
            .env("PGPORT", self.cluster.port().to_string())
            .env("PGDATABASE", &self.database)
            .env("PGUSER", "ann")
            .envs(variables.iter().copied())
            .args(["-X", "-w", "-A", "-t", "-c", "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"])
            .finish();
        let came = match (output.status.code(), output.stdout.as_slice()) {
            (Some(0), b"t\n") => Came::Encrypted,
            (Some(0), b"f\n") => Came::Plain,
            (Some(2), _) => Came::Refused,
            _ => panic!("{output:?}"),
        };
        (came, String::from_utf8(output.stderr).unwrap())
    }

    /// Wants both to come to the same, and returns it.
    fn both(&self, variables: &[(&str, &str)]) -> Came {
        let (ours, said) = self.migrate(variables);
        let Some(psql) = client("psql") else { return ours };
        let (theirs, psql_said) = self.psql(&psql, variables);
        assert_eq!(ours, theirs, "{variables:?}\nmigrate: {said}\npsql: {psql_said}");
        assert!(!said.contains("hunter2"), "{said}");
        ours
    }

    fn certificate(&self, name: &str) -> String {
        self.certificates.path(name).to_str().unwrap().to_owned()
    }
}

const MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

/// Every mode, with every kind of root certificate, by a name that fits and one that does not.
/// Returns how many came to what: a matrix that is all refused would prove nothing.
fn matrix(bench: &Bench, files: &[Option<&str>], default_roots: &[Option<&str>]) -> [usize; 3] {
    let mut counts = [0; 3];
    for default_root in default_roots {
        let folder = bench.home.path().join(".postgresql");
        let _ = fs::remove_dir_all(&folder);
        if let Some(root) = default_root {
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("root.crt"), bench.certificates.read(root)).unwrap();
        }
        // A file that is named is used instead of the default one: nothing new to see.
        for file in files.iter().filter(|file| default_root.is_none() || file.is_none()) {
            for mode in MODES {
                for host in ["localhost", "127.0.0.1"] {
                    let file = file.map(|file| bench.certificate(file));
                    let mut variables =
                        vec![("PGSSLMODE", mode), ("PGHOST", host), ("PGPASSWORD", "hunter2")];
                    variables.extend(file.as_deref().map(|file| ("PGSSLROOTCERT", file)));
                    counts[bench.both(&variables) as usize] += 1;
                }
            }
        }
    }
    let _ = fs::remove_dir_all(bench.home.path().join(".postgresql"));
    counts
}

const FILES: [Option<&str>; 4] = [Some("ca.crt"), Some("wrong.crt"), Some("not-there.crt"), None];
const DEFAULT_ROOTS: [Option<&str>; 3] = [None, Some("wrong.crt"), Some("ca.crt")];
/// For what is not about certificates.
const FEW: [Option<&str>; 2] = [Some("ca.crt"), None];

#[test]
fn a_server_with_tls() {
    let [encrypted, plain, refused] =
        matrix(&Bench::new(true, "host all all all trust"), &FILES, &DEFAULT_ROOTS);
    assert!(encrypted > 20 && plain > 10 && refused > 10, "{encrypted} {plain} {refused}");
}

#[test]
fn a_server_without_tls() {
    let [encrypted, plain, refused] = matrix(&Bench::new(false, "host all all all trust"), &FILES, &[None]);
    assert!(encrypted == 0 && plain > 10 && refused > 10, "{encrypted} {plain} {refused}");
}

#[test]
fn a_server_that_lets_only_encrypted_sessions_in() {
    let [encrypted, plain, refused] =
        matrix(&Bench::new(true, "hostssl all all all scram-sha-256"), &FEW, &[None]);
    assert!(encrypted > 10 && plain == 0 && refused > 5, "{encrypted} {plain} {refused}");
}

#[test]
fn a_server_that_lets_only_plain_sessions_in() {
    let [encrypted, plain, refused] =
        matrix(&Bench::new(true, "hostnossl all all all scram-sha-256"), &FEW, &[None]);
    assert!(encrypted == 0 && plain > 5 && refused > 10, "{encrypted} {plain} {refused}");
}

#[test]
fn an_error_says_what_is_wrong_with_the_certificate() {
    let bench = Bench::new(true, "host all all all trust");
    let (ca, wrong) = (bench.certificate("ca.crt"), bench.certificate("wrong.crt"));
    for (variables, said) in [
        (
            [("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", ca.as_str()), ("PGHOST", "127.0.0.1")],
            "IP address mismatch",
        ),
        (
            [("PGSSLMODE", "verify-ca"), ("PGSSLROOTCERT", &wrong), ("PGHOST", "localhost")],
            "certificate verify failed",
        ),
        (
            [("PGSSLMODE", "require"), ("PGSSLROOTCERT", &wrong), ("PGHOST", "localhost")],
            "certificate verify failed",
        ),
        (
            [("PGSSLMODE", "verify-ca"), ("PGSSLROOTCERT", "/nowhere"), ("PGHOST", "localhost")],
            "no root certificate `/nowhere`",
        ),
        (
            [("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", &ca), ("PGHOSTADDR", "127.0.0.1")],
            "`sslmode=verify-full` checks the host name",
        ),
        (
            [("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", "system"), ("PGHOST", "localhost")],
            "certificate verify failed",
        ),
    ] {
        let (came, text) = bench.migrate(&variables);
        assert_eq!(came, Came::Refused, "{variables:?}: {text}");
        assert!(text.contains(said), "{variables:?}: {text}");
    }
    let named = [
        ("PGSSLMODE", "verify-full"),
        ("PGSSLROOTCERT", ca.as_str()),
        ("PGHOST", "localhost"),
        ("PGHOSTADDR", "127.0.0.1"),
    ];
    assert_eq!(bench.both(&named), Came::Encrypted);
    let plain = Bench::new(false, "host all all all trust");
    let (_, text) = plain.migrate(&[("PGSSLMODE", "require"), ("PGHOST", "localhost")]);
    assert!(text.contains("the server does not offer it"), "{text}");
}

#[test]
fn a_client_certificate_opens_the_door() {
    let bench = Bench::new(true, "hostssl all all all cert");
    let ca = bench.certificate("ca.crt");
    let try_with = |cert: &str, key: &str, mode: &str| {
        let (cert, key) = (bench.certificate(cert), bench.certificate(key));
        let variables = [
            ("PGHOST", "localhost"),
            ("PGSSLMODE", mode),
            ("PGSSLROOTCERT", &ca),
            ("PGSSLCERT", &cert),
            ("PGSSLKEY", &key),
        ];
        bench.both(&variables)
    };
    assert_eq!(try_with("client.crt", "client.key", "verify-full"), Came::Encrypted);
    assert_eq!(try_with("client.crt", "client.key", "prefer"), Came::Encrypted);
    assert_eq!(try_with("rsa.crt", "rsa.key", "verify-full"), Came::Encrypted, "an old form of key");
    assert_eq!(try_with("not-there.crt", "client.key", "require"), Came::Refused);
    assert_eq!(try_with("client.crt", "not-there.key", "require"), Came::Refused);
    assert_eq!(try_with("client.crt", "rsa.key", "require"), Came::Refused);
    assert_eq!(try_with("client.crt", "client.crt", "require"), Came::Refused);
    for (mode, came) in [
        (0o640, None),
        (0o644, Some(Came::Refused)),
        (0o660, Some(Came::Refused)),
        (0o400, Some(Came::Encrypted)),
    ] {
        fs::set_permissions(bench.certificates.path("client.key"), PermissionsExt::from_mode(mode)).unwrap();
        let found = try_with("client.crt", "client.key", "require");
        assert!(came.is_none_or(|came| came == found), "{mode:o}");
    }
    // The usual place.
    let folder = bench.home.path().join(".postgresql");
    fs::create_dir(&folder).unwrap();
    let copy = |from: &str, to: &Path| fs::copy(bench.certificates.path(from), to).unwrap();
    copy("client.crt", &folder.join("postgresql.crt"));
    assert_eq!(bench.both(&[("PGHOST", "localhost"), ("PGSSLMODE", "require")]), Came::Refused);
    copy("client.key", &folder.join("postgresql.key"));
    assert_eq!(bench.both(&[("PGHOST", "localhost"), ("PGSSLMODE", "require")]), Came::Encrypted);
    fs::set_permissions(bench.certificates.path("client.key"), PermissionsExt::from_mode(0o644)).unwrap();
    let key = bench.certificate("client.key");
    let (_, text) = bench.migrate(&[("PGHOST", "localhost"), ("PGSSLMODE", "require"), ("PGSSLKEY", &key)]);
    assert!(text.contains("is readable by others") && text.contains("chmod 600"), "{text}");
}

#[test]
fn channel_binding_needs_encryption_and_scram() {
    let bench = Bench::new(true, "host all ann 127.0.0.1/32 scram-sha-256\nhost all all all trust");
    let try_with = |mode: &str, binding: &str, password: &str| {
        bench.both(&[
            ("PGHOST", "127.0.0.1"),
            ("PGSSLMODE", mode),
            ("PGCHANNELBINDING", binding),
            ("PGPASSWORD", password),
        ])
    };
    assert_eq!(try_with("require", "require", "hunter2"), Came::Encrypted);
    assert_eq!(try_with("prefer", "require", "hunter2"), Came::Encrypted);
    assert_eq!(try_with("require", "disable", "hunter2"), Came::Encrypted);
    assert_eq!(try_with("disable", "require", "hunter2"), Came::Refused);
    assert_eq!(try_with("disable", "prefer", "hunter2"), Came::Plain);
    assert_eq!(try_with("require", "require", "wrong"), Came::Refused);
    let open = Bench::new(true, "host all all all trust");
    assert_eq!(open.both(&[("PGHOST", "localhost"), ("PGCHANNELBINDING", "require")]), Came::Refused);
    assert_eq!(open.both(&[("PGHOST", "localhost"), ("PGCHANNELBINDING", "prefer")]), Came::Encrypted);
}

#[test]
fn a_socket_is_never_encrypted() {
    let bench = Bench::new(true, "local all all trust");
    let folder = bench.cluster.folder().to_str().unwrap();
    for mode in MODES {
        assert_eq!(bench.both(&[("PGHOST", folder), ("PGSSLMODE", mode)]), Came::Plain);
    }
}
