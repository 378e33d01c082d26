//! Which database: the order of flags, environment and file, and that no secret is shown.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Cluster, Database, Migrate, Project};

fn project() -> Project {
    Project::with_tables(1)
}

#[test]
fn a_flag_beats_the_environment_and_the_environment_beats_the_file() {
    let (flag, variable, file) = (Database::new(), Database::new(), Database::new());
    let project = project();
    project.file("migrate.toml", format!("[scripts]\n[database]\nurl = \"{}\"\n", file.url()));
    let connected = |run: Migrate| {
        let said = run.args(["-v", "status"]).ok().stderr;
        said.split("connected to").nth(1).unwrap().split('`').nth(1).unwrap().to_owned()
    };
    assert_eq!(connected(project.migrate()), file.name());
    assert_eq!(connected(project.migrate().env("DATABASE_URL", variable.url())), variable.name());
    assert_eq!(connected(project.migrate_on(&flag).env("DATABASE_URL", variable.url())), flag.name());
    project.file(".env", format!("DATABASE_URL={}\n", variable.url()));
    assert_eq!(connected(project.migrate()), variable.name());
    assert_eq!(connected(project.migrate().env("DATABASE_URL", flag.url())), flag.name());
}

#[test]
fn libpqs_variables_lead_to_a_database_and_fill_what_a_url_leaves_open() {
    let (db, project) = (Database::new(), project());
    let folder = Cluster::shared().folder().to_str().unwrap();
    let libpq = |run: Migrate| run.env("PGHOST", folder).env("PGUSER", "postgres");
    libpq(project.migrate()).env("PGDATABASE", db.name()).args(["up"]).ok();
    assert_eq!(db.value("SELECT to_regclass('t1')"), "t1");
    let url = format!("postgresql:///{}", db.name());
    libpq(project.migrate()).args(["--database-url", &url, "status", "--check"]).ok();
}

#[test]
fn an_environment_of_the_file_is_chosen_by_name() {
    let (staging, other, project) = (Database::new(), Database::new(), project());
    project.file("migrate.toml", format!("[scripts]\n[env.staging]\nurl = \"{}\"\n", staging.url()));
    project.migrate().env("DATABASE_URL", other.url()).args(["--env", "staging", "up"]).ok();
    assert_eq!(staging.value("SELECT to_regclass('t1')"), "t1");
    assert_eq!(other.value("SELECT to_regclass('t1')"), "");
    project.migrate().env("MIGRATE_ENV", "staging").args(["status", "--check"]).ok();
    project
        .migrate()
        .args(["--env", "production", "status"])
        .code(2)
        .says(&["`production`", "it defines `staging`"]);
}

#[test]
fn the_nearest_word_about_schemas_counts() {
    let (db, project) = (Database::new(), project());
    db.execute("CREATE SCHEMA by_flag; CREATE SCHEMA by_env; CREATE SCHEMA by_url; CREATE SCHEMA by_file");
    db.execute("CREATE SCHEMA by_service; CREATE SCHEMA by_login");
    db.execute(&format!("ALTER DATABASE {} SET search_path = by_login, public", db.name()));
    let url = db.url();
    let and = if url.contains('?') { '&' } else { '?' };
    let with_schemas = format!("{url}{and}search_path=by_url,public");
    let file = format!(
        "[scripts]\n[database]\nsearch_path = [\"by_file\", \"public\"]\n[env.named]\nurl = \"{with_schemas}\"\n\
         search_path = [\"by_env\"]\n[env.bare]\nurl = \"{with_schemas}\"\n"
    );
    let host = Cluster::shared().folder().display();
    let service = format!("[s]\nhost={host}\nuser=postgres\ndbname={}\nsearch_path=by_service\n", db.name());
    project.file("services", service);
    let services = project.path().join("services").display().to_string();
    for (words, variable, toml, schema) in [
        ("--env named --search-path by_flag,by_env", ("PGAPPNAME", "x"), Some(&file), "by_flag"),
        ("--env named", ("PGAPPNAME", "x"), Some(&file), "by_env"),
        ("--env bare", ("PGAPPNAME", "x"), Some(&file), "by_url"),
        ("", ("DATABASE_URL", with_schemas.as_str()), Some(&file), "by_url"),
        ("--database-url service=s", ("PGSERVICEFILE", services.as_str()), Some(&file), "by_service"),
        ("", ("DATABASE_URL", url), Some(&file), "by_file"),
        ("", ("DATABASE_URL", url), None, "by_login"),
        ("--search-path \"$user\",by_flag", ("DATABASE_URL", url), None, "by_flag"),
    ] {
        match toml {
            Some(text) => drop(project.file("migrate.toml", text)),
            None => drop(fs::remove_file(project.path().join("migrate.toml"))),
        }
        let call = || project.migrate().env(variable.0, variable.1).args(words.split_whitespace());
        call().args(["up", "--new-history"]).ok();
        let found =
            "SELECT string_agg(relnamespace::regnamespace::text, ' ') FROM pg_class WHERE relname = 't1'";
        assert_eq!(db.value(found), schema, "{words} {variable:?}");
        call().args(["status", "--check"]).ok();
        call().args(["down"]).ok();
    }
    for words in ["", "a,,b", "\"a"] {
        let run = project.migrate_on(&db).args(["--search-path", words, "up"]).code(2);
        run.says(&["`--search-path`", "schema names"]);
    }
}

#[test]
fn no_database_at_all_is_an_error_that_lists_the_ways() {
    project().migrate().args(["status"]).code(2).says(&[
        "no database was given",
        "DATABASE_URL",
        "--ephemeral",
    ]);
}

#[test]
fn no_server_and_no_database_are_distinguished() {
    let project = project();
    let run = project.migrate().args(["--database-url", "postgresql://x@127.0.0.1:1/x", "up"]).code(5);
    run.says(&["cannot connect to x at 127.0.0.1:1 as x", "Connection refused", "is the server running"]);
    let url = Cluster::shared().url("postgres", "not_there");
    project
        .migrate()
        .args(["--database-url", &url, "up"])
        .code(5)
        .says(&["\"not_there\" does not exist", "createdb"]);
    let url = Cluster::shared().url("stranger", "postgres");
    project
        .migrate()
        .args(["--database-url", &url, "status"])
        .code(5)
        .says(&["role \"stranger\" does not exist"]);
}

#[test]
fn a_password_is_never_shown() {
    let project = project();
    project.file("migrate.toml", "[scripts]\n[database]\nurl = \"postgresql://u:hunter2@h@h/db\"\n");
    let urls = [
        "postgresql://u:hunter2@127.0.0.1:1/db",
        "postgresql://u:hunter2@x@127.0.0.1:1/db",
        "postgresql://u:hunter2%zz@127.0.0.1:1/db",
        "postgresql://u:hunter2/x@127.0.0.1:1/db",
        "postgresql://u:?hunter2=@127.0.0.1:1/db",
        "host=127.0.0.1 port=1 password=hunter2 user=u",
        "host=127.0.0.1 port=1 password=x hunter2=u",
        "host=127.0.0.1 port=1 password='hunter2",
        "hunter2",
    ];
    for url in urls {
        for format in ["human", "json", "github"] {
            let run = project.migrate().args(["-v", "--format", format, "--database-url", url, "up"]).run();
            assert!(matches!(run.code, Some(2 | 5)), "{run:#?}");
            assert!(!format!("{run:?}").contains("hunter2"), "{url}: {run:#?}");
        }
    }
    let run = project.migrate().args(["-v", "status"]).code(2);
    assert!(!format!("{run:?}").contains("hunter2"), "{run:#?}");
    project.file("migrate.toml", "[scripts]\n[database]\nurl = postgresql://u:hunter2@h/db\n");
    let run = project.migrate().args(["-v", "status"]).code(2).says(&["migrate.toml", "line 3"]);
    assert!(!format!("{run:?}").contains("hunter2"), "{run:#?}");
    project.remove("migrate.toml").file(".env", "PGPASSWORD='hunter2\n");
    let run = project.migrate().args(["-v", "status"]).code(2).says(&[".env"]);
    assert!(!format!("{run:?}").contains("hunter2"), "{run:#?}");
}

/// Calls in every way that says more or says it otherwise, and wants none of them to show the password.
fn never_shows(call: impl Fn() -> Migrate, codes: &[i32]) {
    for words in ["-v up", "-q down", "-v --format json up", "-v --format github status"] {
        let run = call().args(words.split(' ')).run();
        assert!(run.code.is_some_and(|code| codes.contains(&code)), "{run:#?}");
        assert!(!format!("{run:?}").contains("hunter2"), "{run:#?}");
    }
}

#[test]
fn a_password_is_never_shown_wherever_it_came_from_and_whatever_fails() {
    let hba = "host all ann all scram-sha-256\nhost all bob all md5\nhost all carl all password";
    let cluster = Cluster::on_tcp(&[], hba, &[]);
    let db = Database::on(&cluster);
    for role in ["ann", "bob", "carl"] {
        db.execute(&format!("CREATE ROLE {role} LOGIN PASSWORD 'right'"));
    }
    let (port, project) = (cluster.port(), project());
    for role in ["ann", "bob", "carl"] {
        for tls in ["disable", "allow", "prefer", "require", "verify-full"] {
            let url = format!("postgresql://{role}:hunter2@127.0.0.1:{port}/postgres?sslmode={tls}");
            let run = project.migrate().args(["-v", "--database-url", &url, "up"]).code(5);
            assert!(!format!("{run:?}").contains("hunter2"), "{run:#?}");
        }
        let url = format!("postgresql://{role}:hunter2@127.0.0.1:{port}/postgres");
        never_shows(|| project.migrate().args(["--database-url", &url]), &[5]);
    }
    let words = format!("host=127.0.0.1 port={port} user=ann dbname=postgres");
    never_shows(|| project.migrate().env("DATABASE_URL", &words).env("PGPASSWORD", "hunter2"), &[5]);
    let binding = format!("{words} password=hunter2 channel_binding=require");
    never_shows(|| project.migrate().env("DATABASE_URL", &binding), &[5]);

    // Files: whole, broken, and read by others.
    let here = |name: &str| project.path().join(name).to_str().unwrap().to_owned();
    for (mode, line) in
        [(0o600, "*:*:*:*:hunter2\n"), (0o600, "*:*:*:hunter2\n"), (0o644, "*:*:*:*:hunter2\n")]
    {
        project.file("passwords", line);
        fs::set_permissions(project.path().join("passwords"), PermissionsExt::from_mode(mode)).unwrap();
        never_shows(
            || project.migrate().env("DATABASE_URL", &words).env("PGPASSFILE", &here("passwords")),
            &[5],
        );
    }
    for (line, code) in
        [("password=hunter2", 5), ("passwort=hunter2", 2), ("password hunter2", 2), ("hunter2=1", 2)]
    {
        project.file("services", format!("[s]\nhost=127.0.0.1\nport={port}\nuser=ann\n{line}\n"));
        let call = || project.migrate().env("PGSERVICE", "s").env("PGSERVICEFILE", &here("services"));
        never_shows(call, &[code]);
    }

    // A panic in the middle of a login.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgresql://ann:hunter2@127.0.0.1:{}/x", silent.local_addr().unwrap().port());
    let call = || project.migrate().env("MIGRATE_TEST_PANIC_AFTER_MS", "50").args(["--database-url", &url]);
    assert!(call().args(["up"]).run().stderr.contains("asked for by"));
    never_shows(call, &[101]);
}

#[test]
fn a_typo_in_the_configuration_is_an_error_with_its_place() {
    let project = project();
    project.file("migrate.toml", "[scripts]\nmigration = \"x\"\n");
    project.migrate().args(["status"]).code(2).says(&["migrate.toml", "line 2", "unknown field `migration`"]);
    project.file("migrate.toml", "[scripts]\n[database]\nsearch_path = [\"\"]\n");
    project.migrate().args(["status"]).code(2).says(&["`database.search_path`"]);
    project
        .migrate()
        .args(["--config", "nowhere.toml", "status"])
        .code(2)
        .says(&["cannot read `nowhere.toml`"]);
}

#[test]
fn the_folders_of_the_file_are_relative_to_the_file() {
    let (db, project) = (Database::new(), Project::bare());
    project
        .file("db/ups/V001__a.sql", "CREATE TABLE a (id int);")
        .file("db/downs/V001__a.sql", "DROP TABLE a;");
    project.file("db/migrate.toml", "[scripts]\nmigrations = \"ups\"\nrollbacks = \"downs\"\n");
    let run = || Migrate::new(project.path()).args(["--database-url", db.url()]);
    run().args(["--config", "db/migrate.toml", "up"]).ok();
    run().args(["--dir", "db", "status", "--check"]).ok().shows(&["scripts: db/ups"]);
}

#[test]
fn a_database_that_is_not_utf8_is_refused() {
    let cluster = Cluster::own(&[]);
    let db = Database::on(&cluster);
    db.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    let url = cluster.url("postgres", "latin");
    project().migrate().args(["--database-url", &url, "up"]).code(5).says(&["LATIN1", "UTF8"]);
}
