//! What throwaway servers and scratch databases have before the scripts come, and that whatever is said of one says so.

use crate::support::{Cluster, Database, Project, Run, has_extension, major};

/// A project whose scripts stand on a role, a schema and a function that no migration makes, and on the application's
/// role; its first schema is made nowhere either.
fn on_ground() -> Project {
    let project = Project::new();
    project
        .file(
            "migrate.toml",
            "[database]\nsearch_path = [\"app\"]\n[tenant]\napp_role = \"web\"\n[scratch]\nbefore = \"outside.sql\"\n",
        )
        .file(
            "outside.sql",
            "-- What an administrator makes.\nCREATE ROLE ops;\nCREATE SCHEMA ext;\nCREATE FUNCTION ext.one() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 1';\n",
        );
    project.pair(
        "V001__t",
        "CREATE TABLE t (id int DEFAULT ext.one());\nGRANT SELECT ON t TO ops, web;\n",
        "DROP TABLE t;",
    );
    project
}

/// A database on a server where an administrator made all of that by hand.
fn database_on(cluster: &Cluster) -> Database {
    let database = Database::on(cluster);
    database.execute("CREATE ROLE ops; CREATE ROLE web; CREATE SCHEMA app; CREATE SCHEMA ext");
    database.execute("CREATE FUNCTION ext.one() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 1'");
    database
}

/// The lines of a run, without their instants.
fn lines(run: &Run) -> Vec<String> {
    run.said().lines().map(ToOwned::to_owned).collect()
}

#[test]
fn scripts_find_what_is_made_outside_on_every_throwaway_server() {
    let project = on_ground();
    for words in [
        "up --ephemeral",
        "docs --ephemeral",
        "snapshot --ephemeral",
        "partitions list --ephemeral",
        "roundtrip --no-seed --ephemeral",
        "down --ephemeral",
        "redo --ephemeral",
        "demo",
    ] {
        project.migrate().args(words.split(' ')).ok();
    }
    // A table that nobody isolates is a finding, and not a failure of the script.
    project.migrate().args(["verify", "--ephemeral"]).code(1).shows(&["app.t"]);
    let cluster = Cluster::own(&[]);
    let database = database_on(&cluster);
    project.migrate_on(&database).args(["up"]).ok();
    project.migrate_on(&database).args(["drift"]).ok();
    project.migrate_on(&database).args(["verify", "--on", "scratch"]).code(1).shows(&["app.t"]);
}

#[test]
fn a_role_that_a_script_makes_is_left_to_it() {
    let project = Project::new();
    project.file("migrate.toml", "[tenant]\napp_role = \"web\"\n");
    project.pair("V001__web", "CREATE ROLE web LOGIN;", "DROP ROLE web;");
    project.migrate().args(["up", "--ephemeral"]).ok();
    project.pair(
        "V001__web",
        "SELECT 'CREATE ROLE web';\nDO $$BEGIN EXECUTE 'CREATE ROLE web'; END$$;",
        "DROP ROLE web;",
    );
    project.migrate().args(["up", "--ephemeral"]).ok();
    // Otherwise it is made, and may do nothing.
    project.pair(
        "V001__web",
        "DO $$BEGIN ASSERT NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = 'web'); END$$;",
        "SELECT 1;",
    );
    project.migrate().args(["up", "--ephemeral"]).ok();
    // Nobody wrote down the usual one: it is not made.
    project.file("migrate.toml", "");
    project.pair("V001__web", "GRANT USAGE ON SCHEMA public TO app_user;", "SELECT 1;");
    project.migrate().args(["up", "--ephemeral"]).code(1).says(&["role \"app_user\" does not exist"]);
}

#[test]
fn on_a_given_server_only_the_scratch_database_gets_something() {
    let project = Project::new();
    project.file("migrate.toml", "[tenant]\napp_role = \"web_r\"\n[scratch]\nbefore = \"outside.sql\"\n");
    project.file(
        "outside.sql",
        "CREATE ROLE ops_r;\nCREATE SCHEMA ext;\nALTER SYSTEM SET work_mem = '9MB';\nDO $$BEGIN CREATE ROLE hidden_r; END$$;\n",
    );
    project.pair("V001__t", "CREATE TABLE ext.t (id int);", "DROP TABLE ext.t;");
    let cluster = Cluster::own(&[]);
    let database = Database::on(&cluster);
    let roles = "SELECT rolname FROM pg_roles UNION ALL SELECT 'file ' || sourcefile FROM pg_file_settings WHERE name = 'work_mem' ORDER BY 1";
    let before = database.query(roles);
    project.migrate_on(&database).args(["roundtrip", "--no-seed"]).ok();
    assert_eq!(database.query(roles), before);
    assert_eq!(database.query("SELECT nspname FROM pg_namespace WHERE nspname = 'ext'"), [""; 0]);
}

#[test]
fn the_file_that_runs_before_is_named_when_it_fails_or_is_not_there() {
    let project = on_ground();
    project.file("outside.sql", "CREATE ROLE ops;\n-- and then\nGRANT nobody TO ops;\n");
    let run = project.migrate().args(["up", "--ephemeral"]).code(1);
    run.says(&[
        "on a throwaway server ",
        "`./outside.sql` failed: role \"nobody\" does not exist",
        "outside.sql:3:1",
        "[scratch] before",
    ]);
    project.remove("outside.sql");
    let run = project.migrate().args(["up", "--ephemeral"]).code(2);
    run.says(&["cannot read `./outside.sql`", "hint: `[scratch] before` in `migrate.toml` names it"]);
    // Where nothing is tried, nobody needs it.
    let cluster = Cluster::own(&[]);
    project.migrate_on(&database_on(&cluster)).args(["status"]).ok();
    let run = project.migrate().args(["up", "--ephemeral", "--format", "json"]).code(2).json();
    assert_eq!(run["errors"][0]["code"], "before-unreadable");
}

#[test]
fn every_line_about_a_throwaway_server_says_so() {
    let project = Project::with_tables(2);
    project.file("migrate.toml", "[tenant]\n");
    let place = format!("on a throwaway server {}.", major());
    let is_there = |run: &Run| {
        let lines = lines(run);
        assert!(!lines.is_empty(), "{run:#?}");
        // A file of the project's is none of it.
        for line in lines.into_iter().filter(|line| !line.starts_with("wrote `migrations/locks.toml`")) {
            assert!(line.starts_with(&place), "{line}: {run:#?}");
        }
    };
    is_there(&project.migrate().args(["up", "--ephemeral"]).ok());
    is_there(&project.migrate().args(["down", "--ephemeral"]).ok());
    is_there(&project.migrate().args(["snapshot", "--ephemeral"]).ok());
    is_there(&project.migrate().args(["snapshot", "--ephemeral", "--output", "schema.txt"]).ok());
    let run = project.migrate().args(["roundtrip", "--no-seed", "--ephemeral"]).ok();
    is_there(&run);
    assert!(run.stderr.contains("2 of 2 pairs proven"), "{run:#?}");
    project.pair("V003__p", "CREATE TABLE p (at timestamptz) PARTITION BY RANGE (at);", "DROP TABLE p;");
    project.file("migrate.toml", "[tenant]\n[[partitions]]\ntable = \"p\"\ninterval = \"month\"\n");
    is_there(&project.migrate().args(["partitions", "ensure", "--ephemeral"]).ok());
    let run = project.migrate().args(["partitions", "check", "--ephemeral"]).code(3);
    run.says(&[&format!("error: {place}"), "`public.p` has no partition"]);
    project
        .remove("migrations/V003__p.sql")
        .remove("rollbacks/V003__p.sql")
        .file("migrate.toml", "[tenant]\n");
    // Beside a real server, its version stands there, too.
    let database = Database::new();
    project.migrate_on(&database).args(["up"]).ok();
    let run = project.migrate_on(&database).args(["drift"]).ok();
    let beside = format!("{place}{}, beside {}.", minor(&run), major());
    assert!(run.stderr.contains(&beside), "{beside}: {run:#?}");
    let run = project.migrate_on(&database).args(["verify", "--on", "scratch"]).run();
    run.says(&[&beside]).shows(&[&format!("tried {beside}")]);
    let args = ["verify", "--on", "scratch", "--format", "json"];
    let tried_on = &project.migrate_on(&database).args(args).run().json()["tried_on"];
    for server in ["throwaway_server", "real_server"] {
        assert!(
            tried_on[server].as_str().is_some_and(|version| version.starts_with(&major().to_string())),
            "{tried_on}"
        );
    }
    // Annotations, too.
    project.pair("V003__open", "CREATE TABLE open (organization_id uuid);", "DROP TABLE open;");
    let run = project.migrate().args(["verify", "--ephemeral", "--format", "github"]).run();
    let annotations: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("::")).collect();
    assert!(!annotations.is_empty() && annotations.iter().all(|line| line.contains(&place)), "{run:#?}");
}

/// The number behind the dot.
fn minor(run: &Run) -> String {
    let number = run.stderr.split(&format!("server {}.", major())).nth(1).unwrap_or_default();
    number.chars().take_while(char::is_ascii_digit).collect()
}

#[test]
fn what_fails_on_a_throwaway_server_says_so_and_what_fails_elsewhere_does_not() {
    let project = Project::with_tenant();
    let database = Database::new();
    database.execute("CREATE ROLE by_hand_only");
    project.pair("V001__t", "CREATE TABLE t (id int);\nGRANT SELECT ON t TO by_hand_only;", "DROP TABLE t;");
    let run = project.migrate_on(&database).args(["up"]).ok();
    assert!(!run.stderr.contains("throwaway"), "{run:#?}");
    for words in [&["drift"][..], &["verify", "--on", "scratch"]] {
        let run = project.migrate_on(&database).args(words.iter().copied()).code(1);
        run.says(&[
            "error: on a throwaway server ",
            ", beside ",
            "role \"by_hand_only\" does not exist",
            "`[scratch] before`",
        ]);
    }
    let run = project.migrate_on(&database).args(["drift", "--format", "json"]).code(1);
    let facts = &run.json()["errors"][0]["facts"];
    assert!(facts["throwaway_server"].is_string() && facts["real_server"].is_string(), "{facts}");
    let run = project.migrate().args(["docs", "--ephemeral", "--format", "json"]).code(1).json();
    let facts = &run["errors"][0]["facts"];
    assert!(facts["throwaway_server"].is_string() && facts["real_server"].is_null(), "{facts}");
    // What it did before is gone with it.
    project.pair("V000__u", "CREATE TABLE u (id int);", "DROP TABLE u;");
    let run = project.migrate().args(["up", "--ephemeral"]).code(1).says(&["applied V000__u"]);
    assert!(!run.stderr.contains("kept"), "{run:#?}");
    project.remove("migrations/V000__u.sql").remove("rollbacks/V000__u.sql");
    // The real one failed.
    database.execute("INSERT INTO refinery_schema_history VALUES (7, 'gone', now()::text, '1')");
    let run = project.migrate_on(&database).args(["drift"]).code(4);
    assert!(!run.stderr.contains("error: on a throwaway"), "{run:#?}");
}

#[test]
fn a_command_that_a_throwaway_server_is_of_no_use_to_says_so_in_one_line() {
    let project = Project::with_tables(1);
    for (words, why) in [
        ("repair accept 1", "`repair` cannot take `--ephemeral`: a new server has no history to repair"),
        ("seed --clear", "`seed` cannot take `--ephemeral`: a new server has no seeded rows"),
        ("seed --resume", "`seed` cannot take `--ephemeral`: a new server has no seeded rows"),
        ("new more", "`new` cannot take `--ephemeral`: it writes files"),
        ("schema up", "`schema` cannot take `--ephemeral`: it prints a document"),
    ] {
        let run = project.migrate().args(words.split(' ')).args(["--ephemeral"]).code(2).says(&[why]);
        assert_eq!(run.stderr.lines().count(), 2, "{run:#?}");
        assert!(run.said().lines().nth(1).unwrap().starts_with("hint: "), "{run:#?}");
    }
    assert!(!project.path().join("migrations/V002__more.sql").exists());
}

#[test]
fn commands_about_a_schema_apply_the_scripts_first() {
    let project = Project::new();
    project.file("migrate.toml", "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\n");
    project.pair(
        "V001__events",
        "CREATE TABLE events (at timestamptz NOT NULL) PARTITION BY RANGE (at);",
        "DROP TABLE events;",
    );
    project.migrate().args(["partitions", "ensure", "--ephemeral"]).ok().says(&["created events_"]);
    project
        .migrate()
        .args(["partitions", "check", "--ephemeral"])
        .code(3)
        .says(&["`public.events` has no partition"]);
    project.migrate().args(["partitions", "list", "--table", "events", "--ephemeral"]).ok();
    project.migrate().args(["down", "--ephemeral"]).ok().says(&["applied V001", "rolled back V001"]);
    let run = project.migrate().args(["redo", "--ephemeral"]).ok();
    assert_eq!(run.stderr.matches("applied V001").count(), 2, "{run:#?}");
}

#[test]
fn the_role_that_migrates_may_be_among_what_is_made_outside() {
    let project = Project::new();
    project.file("migrate.toml", "[scratch]\nbefore = \"db/outside.sql\"\n");
    project.file("db/outside.sql", "CREATE ROLE keeper LOGIN;\nCREATE SCHEMA ext AUTHORIZATION keeper;\n");
    project.pair("V001__t", "CREATE TABLE t (id int);\nCREATE TABLE ext.u (id int);", "DROP TABLE t, ext.u;");
    let cluster = Cluster::own(&[]);
    let database = Database::on(&cluster);
    database.execute("CREATE ROLE keeper LOGIN; CREATE SCHEMA ext AUTHORIZATION keeper");
    database.execute("GRANT CREATE ON SCHEMA public TO keeper");
    project.migrate().args(["--database-url", &database.url_as("keeper"), "up"]).ok();
    project.migrate_on(&database).args(["drift"]).ok();
    // Where something differs, a second database of the throwaway server is looked at.
    database.execute("ALTER TABLE ext.u ADD COLUMN by_hand int");
    let run = project.migrate_on(&database).args(["drift"]).code(3);
    run.shows(&["column ext.u.by_hand"]);
}

#[test]
fn a_filled_database_is_kept_and_used_again_with_what_is_made_outside() {
    let project = on_ground();
    project.file(
        "fixtures/profiles/few.toml",
        "description = \"x\"\nuntil = \"2026-11-01\"\nmonths = 1\n[tables.u]\nrows = 3\n",
    );
    project.file("outside.sql", "CREATE SCHEMA ext;\n");
    project.pair("V001__t", "CREATE TABLE u (id int PRIMARY KEY);", "DROP TABLE u;");
    project.pair("V002__t", "CREATE TABLE ext.t (id int);", "DROP TABLE ext.t;");
    let cluster = Cluster::own(&[]);
    let database = Database::on(&cluster);
    database.execute("CREATE SCHEMA app");
    let kept =
        || database.query("SELECT datname FROM pg_database WHERE datname LIKE 'migrate_kept_%' ORDER BY 1");
    let roundtrip = |flag: &str| {
        project.migrate_on(&database).args(["roundtrip", "--profile", "few", "--only", "2", flag]).ok()
    };
    roundtrip("--keep");
    let first = kept();
    assert_eq!(first.len(), 1);
    roundtrip("--reuse");
    assert_eq!(kept(), first);
    // Another file is another database.
    project.file("outside.sql", "CREATE SCHEMA ext;\nCREATE SCHEMA more;\n");
    roundtrip("--keep");
    assert_eq!(kept().len(), 2);
}

#[test]
fn extensions_that_are_made_outside_are_there() {
    let cluster = Cluster::own(&[]);
    let database = Database::on(&cluster);
    if !has_extension(&database, "pgcrypto") {
        return;
    }
    let project = Project::new();
    project.file("migrate.toml", "[scratch]\nbefore = \"outside.sql\"\n");
    project.file("outside.sql", "CREATE SCHEMA ext;\nCREATE EXTENSION pgcrypto SCHEMA ext;\n");
    project.pair("V001__t", "CREATE TABLE t (salt text DEFAULT ext.gen_salt('bf'));", "DROP TABLE t;");
    project.migrate().args(["roundtrip", "--no-seed", "--ephemeral"]).ok();
    project.migrate_on(&database).args(["roundtrip", "--no-seed"]).ok();
}
