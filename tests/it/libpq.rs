//! Parameters as libpq reads them: variables, services, password files, lists of hosts, and what is
//! waited for.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use crate::support::{Cluster, Database, Held, Migrate, Project, free_port};

const SCRAM: &str = "host all all all scram-sha-256\nlocal all all scram-sha-256";

/// A server that wants passwords, with a database `app` and a role `ann`.
fn with_passwords() -> Cluster {
    let cluster = Cluster::on_tcp(&[], SCRAM, &[]);
    let db = Database::on(&cluster);
    db.execute("CREATE ROLE ann LOGIN PASSWORD 'hunter2 \\ : #'");
    db.execute("CREATE DATABASE app OWNER ann");
    cluster
}

fn private(project: &Project, path: &str, text: &str, mode: u32) -> String {
    project.file(path, text);
    let path = project.path().join(path);
    fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
    path.to_str().unwrap().to_owned()
}

fn tcp(run: Migrate, cluster: &Cluster) -> Migrate {
    let port = cluster.port().to_string();
    run.env("PGHOST", "localhost").env("PGPORT", &port).env("PGDATABASE", "app").env("PGUSER", "ann")
}

#[test]
fn a_password_comes_from_the_password_file() {
    let (cluster, project) = (with_passwords(), Project::with_tables(1));
    tcp(project.migrate(), &cluster).args(["status"]).code(5).says(&["password missing", "~/.pgpass"]);
    let line = "# comment\nlocalhost:1:*:*:wrong\nlocalhost:*:app:ann:hunter2 \\\\ \\: #\n*:*:*:*:late\n";
    let file = private(&project, "passwords", line, 0o600);
    tcp(project.migrate(), &cluster).env("PGPASSFILE", &file).args(["up"]).ok();
    // A password that is given is the one that is used.
    let run = tcp(project.migrate(), &cluster).env("PGPASSFILE", &file).env("PGPASSWORD", "wrong");
    run.args(["up"]).code(5).says(&["password authentication failed", "28P01"]);
    let url = format!("host=localhost user=ann dbname=app port={} passfile={file}", cluster.port());
    project.migrate().args(["--database-url", &url, "status", "--check"]).ok();
    // In the home folder.
    private(&project, ".pgpass", line, 0o600);
    let home = project.path().to_str().unwrap().to_owned();
    tcp(project.migrate(), &cluster).env("HOME", &home).args(["status", "--check"]).ok();
}

#[test]
fn a_password_file_that_others_may_read_is_not_used() {
    let (cluster, project) = (with_passwords(), Project::with_tables(1));
    for mode in [0o640, 0o604, 0o620] {
        let file = private(&project, "passwords", "*:*:*:*:hunter2 \\\\ \\: #\n", mode);
        let run = tcp(project.migrate(), &cluster).env("PGPASSFILE", &file).args(["status"]).code(5);
        let run = run.says(&["warning:", "passwords", "chmod 600", "password missing"]);
        assert!(!format!("{run:?}").contains("hunter2"), "{run:#?}");
    }
    let run = tcp(project.migrate(), &cluster).env("PGPASSFILE", "/nowhere").args(["status"]).code(5);
    assert!(!run.stderr.contains("warning"), "{run:#?}");
}

#[test]
fn a_service_is_a_section_of_a_file() {
    let (cluster, project) = (with_passwords(), Project::with_tables(1));
    let port = cluster.port();
    let text = format!(
        "[other]\nhost=/nowhere\n\n[app]\nhost=localhost\nport={port}\ndbname=app\nuser=ann\npassword=hunter2 \\ : #\n"
    );
    project.file("services", &text);
    let services = project.path().join("services").to_str().unwrap().to_owned();
    let run = || project.migrate().env("PGSERVICEFILE", &services);
    run().args(["--database-url", "service=app", "up"]).ok();
    run().args(["--database-url", "postgresql:///?service=app", "status", "--check"]).ok();
    // A service beats the variables, and what is given beats a service.
    run().env("PGSERVICE", "app").env("PGHOST", "/nowhere").args(["status", "--check"]).ok();
    run()
        .args(["--database-url", "service=app dbname=nope", "status"])
        .code(5)
        .says(&["\"nope\" does not exist"]);
    run().args(["--database-url", "service=nope", "status"]).code(2).says(&[
        "`nope`",
        "services",
        "pg_service.conf",
    ]);
    project
        .migrate()
        .env("PGSERVICEFILE", "/nowhere")
        .env("PGSERVICE", "app")
        .args(["status"])
        .code(2)
        .says(&["/nowhere"]);

    // The user's file, then the system's.
    let (home, system) = (project.path().join("home"), project.path().join("etc"));
    project.file("etc/pg_service.conf", &text).file("home/.pg_service.conf", "[mine]\nhost=/nowhere\n");
    let run = || {
        let run = project.migrate().env("HOME", home.to_str().unwrap());
        run.env("PGSYSCONFDIR", system.to_str().unwrap())
    };
    run().env("PGSERVICE", "app").args(["status", "--check"]).ok();
    run().env("PGSERVICE", "mine").args(["status"]).code(5).says(&["/nowhere"]);
    project.file("migrate.toml", "[scripts]\n[env.prod]\nurl = \"service=app\"\n");
    run().args(["--env", "prod", "status", "--check"]).ok();
}

#[test]
fn a_broken_service_file_shows_the_line_and_not_what_it_says() {
    let project = Project::with_tables(1);
    let services = project.path().join("services").to_str().unwrap().to_owned();
    for line in ["password hunter2", "hunter2=x", "service=hunter2", "hunter2"] {
        project.file("services", format!("[app]\n{line}\n"));
        let run =
            project.migrate().env("PGSERVICEFILE", &services).env("PGSERVICE", "app").args(["-v", "status"]);
        let run = run.code(2).says(&["services", "line 2"]);
        assert!(!format!("{run:?}").contains("hunter2"), "{run:#?}");
    }
}

#[test]
fn addresses_names_and_both() {
    let (cluster, project) = (with_passwords(), Project::with_tables(1));
    let port = cluster.port();
    let connects = |words: &str| {
        let url = format!("{words} port={port} user=ann dbname=app");
        project.migrate().env("PGPASSWORD", "hunter2 \\ : #").args(["-v", "--database-url", &url, "status"])
    };
    connects("host=127.0.0.1").ok();
    connects("hostaddr=127.0.0.1").ok();
    connects("host=name.invalid hostaddr=127.0.0.1").ok();
    connects("host=name.invalid").code(5).says(&["name.invalid"]);
    connects(
        "host=localhost keepalives_idle=5 keepalives_interval=1 keepalives_count=2 tcp_user_timeout=5000",
    )
    .ok();
    connects("host=localhost keepalives=0 application_name=x connect_timeout=3").ok();
    connects("host=@abstract").code(2).says(&["abstract sockets"]);
    connects("host=localhost load_balance_hosts=random")
        .code(2)
        .says(&["`load_balance_hosts` is not supported", "load_balance_hosts=disable"]);
    connects("hostaddr=localhost").code(2).says(&["`hostaddr`"]);
    if TcpListener::bind("[::1]:0").is_ok() {
        connects("host=::1").ok();
        let url = format!("postgresql://ann@[::1]:{port}/app");
        project.migrate().env("PGPASSWORD", "hunter2 \\ : #").args(["--database-url", &url, "status"]).ok();
    }
    // An address of the shell does not go with a name that was given.
    connects("host=localhost").ok();
    let url = format!("host=localhost port={port} user=ann dbname=app");
    let run = project.migrate().env("PGHOSTADDR", "192.0.2.1").env("PGPASSWORD", "hunter2 \\ : #");
    run.args(["--database-url", &url, "status"]).ok();
}

#[test]
fn settings_for_the_session_come_from_options() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__w", "CREATE TABLE w AS SELECT current_setting('work_mem') AS mem;", "DROP TABLE w;");
    project.migrate_on(&db).env("PGOPTIONS", "-c work_mem=7MB").args(["up"]).ok();
    assert_eq!(db.value("SELECT mem FROM w"), "7MB");
}

#[test]
fn the_next_host_is_tried_when_one_does_not_answer_and_not_after_a_refusal() {
    let (cluster, project) = (with_passwords(), Project::with_tables(1));
    let (port, nobody) = (cluster.port(), free_port());
    let run = |list: String, password: &str| {
        project.migrate().env("PGPASSWORD", password).args(["--database-url", &list, "status"])
    };
    let list = format!("postgresql://ann@localhost:{nobody},localhost:{port}/app");
    run(list, "hunter2 \\ : #").ok();
    let list = format!("postgresql://ann@localhost:{nobody},127.0.0.1:{nobody}/app");
    run(list, "x").code(5).says(&[&format!("localhost:{nobody}"), &format!("127.0.0.1:{nobody}")]);
    let list = format!("postgresql://ann@localhost:{port},localhost:{nobody}/app");
    let refused = run(list, "wrong").code(5).says(&["password authentication failed"]);
    assert!(!refused.stderr.contains(&nobody.to_string()), "{refused:#?}");
}

#[test]
fn the_session_is_the_kind_that_was_asked_for() {
    let (primary, project) = (Cluster::own(&[]), Project::with_tables(1));
    let standby = primary.standby();
    let db = Database::on(&primary);
    let started = Instant::now();
    while Database::try_query(&standby.url("postgres", db.name()), "SELECT 1").is_err() {
        assert!(started.elapsed() < Duration::from_secs(30), "the standby lags");
        std::thread::sleep(Duration::from_millis(20));
    }
    let list = format!("{},{}", standby.folder().display(), primary.folder().display());
    let run = |attributes: &str, command: &[&str]| {
        let url = format!("host={list} user=postgres dbname={} target_session_attrs={attributes}", db.name());
        project.migrate().args(["--database-url", &url]).args(command.iter().copied())
    };
    run("any", &["up"]).code(5).says(&["hot standby", "target_session_attrs=read-write"]);
    run("any", &["status"]).ok();
    for attributes in ["standby", "read-only", "prefer-standby"] {
        run(attributes, &["status"]).ok();
        run(attributes, &["up"]).code(5).says(&["hot standby"]);
    }
    run("read-write", &["up"]).ok();
    run("primary", &["status", "--check"]).ok();
    run("master", &["up"]).code(2).says(&["prefer-standby"]);
    let only = |place: &Cluster, attributes: &str| {
        let place = place.folder().display();
        let url =
            format!("host={place} user=postgres dbname={} target_session_attrs={attributes}", db.name());
        project.migrate().args(["--database-url", &url, "status"])
    };
    only(&standby, "primary").code(5).says(&["is not a primary"]);
    only(&primary, "standby").code(5).says(&["is not a standby"]);
    only(&primary, "prefer-standby").ok();
    db.execute(&format!("ALTER DATABASE {} SET default_transaction_read_only = on", db.name()));
    only(&primary, "read-write").code(5).says(&["is not open for writes"]);
    only(&primary, "primary").ok();
}

#[test]
fn waiting_is_for_a_server_that_starts() {
    let project = Project::with_tables(1);
    let port = free_port();
    let url = format!("postgresql://x@127.0.0.1:{port}/x");
    let started = Instant::now();
    project.migrate().args(["--database-url", &url, "up"]).code(5).says(&["Connection refused", "`--wait`"]);
    assert!(started.elapsed() < Duration::from_secs(2), "a refused connection is told at once");
    let started = Instant::now();
    let run = project.migrate().args(["--database-url", &url, "--wait=1s", "up"]).code(5);
    run.says(&["waiting for the server: cannot connect", "Connection refused"]);
    assert!((1..4).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
    project.migrate().args(["--wait=soon", "status"]).code(2);

    // No such socket yet, and then there is one.
    let cluster = Cluster::own(&[]);
    let link = project.path().join("socket");
    let url = format!("postgresql://postgres@/postgres?host={}", link.display());
    let folder = cluster.folder().to_owned();
    let later = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(700));
        std::os::unix::fs::symlink(folder, link).unwrap();
    });
    let run = project.migrate().args(["--database-url", &url, "--wait", "up"]).ok();
    run.says(&["waiting for the server", "No such file", "applied V001__t1"]);
    later.join().unwrap();
}

#[test]
fn a_full_server_gets_a_few_seconds() {
    let cluster =
        Cluster::own(&["max_connections=4", "superuser_reserved_connections=0", "max_wal_senders=0"]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    // A session that ended keeps its place for a moment.
    let place = |_| {
        let started = Instant::now();
        loop {
            match Held::try_open(db.url()) {
                Ok(held) => break held,
                Err(error) => assert!(started.elapsed() < Duration::from_secs(30), "no place: {error}"),
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    let all: Vec<Held> = (0..4).map(place).collect();
    std::thread::scope(|scope| {
        // Sooner than patience ends, and late enough for a process to start on a busy machine.
        scope.spawn(move || {
            std::thread::sleep(Duration::from_secs(3));
            drop(all);
        });
        project.migrate_on(&db).args(["up"]).ok().says(&["waiting for the server", "too many clients"]);
    });
    // Longer than that is an error.
    let _all: Vec<Held> = (0..4).map(place).collect();
    project.migrate_on(&db).args(["up"]).code(5).says(&["53300", "`--wait`"]);
}

/// Stands before a server that is starting: turns that many logins away, and then leads to the real one.
fn starting(cluster: &Cluster, refusals: usize) -> u16 {
    let (listener, real) = (TcpListener::bind("127.0.0.1:0").unwrap(), cluster.port());
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for (number, client) in listener.incoming().enumerate() {
            let mut client = client.unwrap();
            if number < refusals {
                let fields = b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0";
                let length = u32::try_from(fields.len() + 4).unwrap().to_be_bytes();
                let _ = client.read(&mut [0; 512]);
                let _ = client.write_all(&[b"E", &length[..], fields].concat());
                continue;
            }
            let server = TcpStream::connect(("127.0.0.1", real)).unwrap();
            let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            std::thread::spawn(move || {
                let _ = std::io::copy(&mut from, &mut to);
                let _ = to.shutdown(Shutdown::Both);
            });
            std::thread::spawn(move || std::io::copy(&mut &server, &mut client));
        }
    });
    port
}

#[test]
fn a_server_that_is_starting_gets_a_few_seconds_and_the_next_host_a_try() {
    let cluster = Cluster::on_tcp(&[], "host all all all trust", &[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    let run = |hosts: String, wait: &[&str]| {
        let url = format!("{hosts} user=postgres sslmode=disable dbname={}", db.name());
        project.migrate().args(["--database-url", &url]).args(wait.iter().copied())
    };
    let at = |port: u16| format!("host=127.0.0.1 port={port}");
    let said = run(at(starting(&cluster, 3)), &[]).args(["up"]).ok();
    said.says(&["waiting for the server", "the database system is starting up", "applied V001__t1"]);
    let started = Instant::now();
    run(at(starting(&cluster, 1000)), &[]).args(["up"]).code(5).says(&["57P03", "`--wait`"]);
    assert!((4..9).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
    let hosts = format!("host=127.0.0.1,127.0.0.1 port={},{}", starting(&cluster, 1000), cluster.port());
    let said = run(hosts, &[]).args(["status", "--check"]).ok();
    assert!(!said.stderr.contains("waiting"), "{said:#?}");
}

#[test]
fn a_silent_server_is_given_up_after_the_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("postgresql://x@127.0.0.1:{port}/x?connect_timeout=1");
    let started = Instant::now();
    Project::with_tables(1).migrate().args(["--database-url", &url, "status"]).code(5).says(&["within 1 s"]);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn another_machine_is_only_spoken_of_when_asked() {
    let (cluster, project) = (with_passwords(), Project::with_tables(1));
    let run =
        tcp(project.migrate(), &cluster).env("PGPASSWORD", "hunter2 \\ : #").args(["-v", "status"]).ok();
    assert!(!run.stderr.contains("another machine"), "this one is not: {run:#?}");
}
