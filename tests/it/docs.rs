//! `migrate docs`

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::{Cluster, Database, Ends, Migrate, Pooler, Project, Run};

/// A database with something of every kind.
fn full() -> Database {
    let db = Database::new();
    db.execute(include_str!("docs/schema.sql"));
    db
}

/// A call that writes the page to standard output. The folder has no scripts: none are needed.
fn docs(db: &Database, args: &[&str]) -> Run {
    let folder = Project::bare();
    let call = Migrate::new(folder.path()).args(["--database-url", db.url(), "docs"]);
    call.args(args.iter().copied()).ok()
}

fn version(db: &Database) -> u32 {
    db.value("SHOW server_version_num").parse().unwrap()
}

/// The diagram's lines about relations.
fn relations(page: &str) -> Vec<&str> {
    page.lines().map(str::trim).filter(|line| line.contains("--o")).collect()
}

#[test]
fn the_page_of_a_schema_as_a_whole() {
    let run = docs(&full(), &[]);
    assert_eq!(run.stdout, include_str!("docs/page.md"), "{}", run.stdout);
    assert_eq!(run.stderr, "");
}

#[test]
fn two_runs_give_the_same_bytes_and_create_nothing() {
    let (db, twin) = (full(), full());
    let before = db.catalog();
    let page = docs(&db, &[]).stdout;
    assert_eq!(docs(&db, &[]).stdout, page);
    assert_eq!(docs(&twin, &[]).stdout, page);
    assert_eq!(db.catalog(), before);
    // Settings of the database change how a server writes; not what is on the page.
    for setting in [
        "TimeZone = 'Asia/Tokyo'",
        "DateStyle = 'German'",
        "IntervalStyle = 'sql_standard'",
        "quote_all_identifiers = on",
        "standard_conforming_strings = off",
        "bytea_output = 'escape'",
        "default_transaction_read_only = on",
    ] {
        db.execute(&format!("ALTER DATABASE {} SET {setting}", db.name()));
    }
    assert_eq!(docs(&db, &[]).stdout, page);
}

#[test]
fn a_database_with_nothing_in_it_has_a_page_that_says_so() {
    let db = Database::new();
    let page = docs(&db, &[]).stdout;
    assert_eq!(page.lines().last(), Some("There are no tables, views, types or functions."));
    assert!(!page.contains("## ") && !page.contains("mermaid"), "{page}");
    // Nor do our own tables count.
    let project = Project::new();
    project.pair("V001__nothing", "SELECT 1;", "SELECT 1;");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(docs(&db, &[]).stdout, page);
}

#[test]
fn names_and_comments_cannot_break_the_page() {
    let db = Database::new();
    db.execute(
        "CREATE TABLE \"a|b`c\" (pk int PRIMARY KEY, \"1st\" int, \"d\ne\" text DEFAULT '|\\|', \"Größe\" int);
         CREATE TABLE \"a b c\" (id int REFERENCES \"a|b`c\");
         CREATE TABLE \"a%b`c\" (id int);
         CREATE TABLE \"Direction TB\" ();
         CREATE TABLE \"new
line <b>\" (id int CONSTRAINT \"x\"\" % `\" CHECK (id > 0));
         CREATE TABLE tables (id int);
         COMMENT ON TABLE \"a|b`c\" IS E'# no heading\\n- no list\\n\\n```\\n<script> | \"q\" _i_ a_b日本\\n';
         COMMENT ON COLUMN \"a|b`c\".\"1st\" IS E'a|b\\n\\\\|';",
    );
    let run = docs(&db, &[]);
    for line in [
        // The diagram.
        "    \"a_b_c\" {",
        "    \"a_b_c_2\" {",
        "    \"a b c\" {",
        "    \"Direction_TB\" {",
        "        integer _pk PK",
        "        integer _1st",
        "        text d_e",
        "        integer Größe",
        "    \"a_b_c_2\" |o--o{ \"a b c\" : \"a b c_id_fkey\"",
        // The list of tables; only a link that is sure is one.
        "| a%b\\`c | |",
        "| tables | |",
        "| a\\|b\\`c | \\# no heading<br>- no list<br><br>\\`\\`\\`<br>\\<script> \\| \"q\" \\_i\\_ a_b日本 |",
        // A table.
        "### a\\|b\\`c",
        "\\# no heading<br>",
        "\\- no list",
        "| `1st` | `integer` | yes | | a\\|b<br>\\\\\\| |",
        "| `d␊e` | `text` | yes | <code>'&#124;&#92;&#124;'&#58;&#58;text</code> | |",
        "### new␊line \\<b>",
        "- `` x\" % ` ``: `CHECK (id > 0)`",
        "- `a b c_id_fkey`: `(id)` to ``\"a|b`c\" (pk)``, ON DELETE NO ACTION, ON UPDATE NO ACTION",
    ] {
        assert!(run.stdout.lines().any(|found| found == line), "`{line}` is missing:\n{}", run.stdout);
    }
}

#[test]
fn partitions_do_not_change_the_page() {
    let db = Database::new();
    db.execute(
        "CREATE TABLE kinds (id int PRIMARY KEY);
         CREATE TABLE events (kind int NOT NULL REFERENCES kinds, created_at date NOT NULL, PRIMARY KEY (kind, created_at))
             PARTITION BY RANGE (created_at);
         CREATE TABLE causes (kind int, on_day date, FOREIGN KEY (kind, on_day) REFERENCES events);
         CREATE INDEX events_day_idx ON events (created_at);",
    );
    let page = docs(&db, &[]).stdout;
    assert!(page.contains("### events\n\nPartitioned by `RANGE (created_at)`.\n\n| Column"), "{page}");
    assert_eq!(
        relations(&page),
        [
            "\"events\" |o--o{ \"causes\" : \"causes_kind_on_day_fkey\"",
            "\"kinds\" ||--o{ \"events\" : \"events_kind_fkey\""
        ]
    );
    db.execute(
        "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
         CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')
             PARTITION BY LIST (kind);
         CREATE TABLE events_2a PARTITION OF events_2 DEFAULT;",
    );
    assert_eq!(docs(&db, &[]).stdout, page);
}

#[test]
fn only_an_index_that_is_unique_for_every_row_makes_a_reference_single() {
    let db = Database::new();
    db.execute(
        "CREATE TABLE t (id int PRIMARY KEY);
         CREATE TABLE a (id int REFERENCES t); CREATE UNIQUE INDEX ON a (id);
         CREATE TABLE b (id int REFERENCES t); CREATE UNIQUE INDEX ON b (id) WHERE id > 0;
         CREATE TABLE c (id int REFERENCES t); CREATE UNIQUE INDEX ON c (id, (id + 1));
         CREATE TABLE d (id int REFERENCES t, more int); CREATE UNIQUE INDEX ON d (id) INCLUDE (more);
         CREATE TABLE e (id int REFERENCES t); CREATE INDEX ON e (id);",
    );
    let page = docs(&db, &[]).stdout;
    let single: Vec<bool> = relations(&page).iter().map(|line| line.contains("--o|")).collect();
    assert_eq!(single, [true, false, false, true, false], "{page}");
}

#[test]
fn a_foreign_table_is_shown_as_one() {
    let db = Database::new();
    db.execute(
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
         CREATE FOREIGN TABLE far (id int) SERVER s;",
    );
    let page = docs(&db, &[]).stdout;
    assert!(page.contains("### far\n\nA foreign table: its rows are on another server.\n"), "{page}");
}

#[test]
fn what_belongs_to_an_extension_is_left_out() {
    let db = Database::new();
    db.execute("CREATE TABLE kept (id int)");
    let page = docs(&db, &[]).stdout;
    db.execute(
        "CREATE TABLE theirs (id int); CREATE VIEW their_view AS SELECT 1 AS one;
         CREATE TYPE their_type AS ENUM ('a'); CREATE DOMAIN their_domain AS int;
         CREATE FUNCTION their_function() RETURNS int LANGUAGE sql AS 'SELECT 1';
         ALTER EXTENSION plpgsql ADD TABLE theirs; ALTER EXTENSION plpgsql ADD VIEW their_view;
         ALTER EXTENSION plpgsql ADD TYPE their_type; ALTER EXTENSION plpgsql ADD DOMAIN their_domain;
         ALTER EXTENSION plpgsql ADD FUNCTION their_function();",
    );
    assert_eq!(docs(&db, &[]).stdout, page);
}

#[test]
fn schemas_are_those_of_the_search_path_or_those_that_were_asked_for() {
    let (db, project) = (Database::new(), Project::bare());
    db.execute(
        "CREATE SCHEMA app; CREATE TABLE app.a (id int PRIMARY KEY); COMMENT ON SCHEMA app IS 'The application.';
         CREATE TABLE public.p (id int REFERENCES app.a);",
    );
    let public = docs(&db, &[]).stdout;
    assert!(
        public.contains("### p\n") && !public.contains("### a\n") && !public.contains("## Schemas"),
        "{public}"
    );
    assert_eq!(relations(&public), ["\"app.a\" |o--o{ \"p\" : \"p_id_fkey\""]);
    assert!(public.contains("`(id)` to `app.a (id)`"), "{public}");

    let app = docs(&db, &["--schema", "app"]).stdout;
    assert!(app.contains("## Schemas\n\n- **app**: The application.\n") && app.contains("### a\n"), "{app}");
    let both = docs(&db, &["--schema", "public", "--schema", "app", "--schema", "app"]).stdout;
    assert!(both.contains("- **app**: The application.\n- **public**\n"), "{both}");
    assert!(both.contains("| [app.a](#appa) | |") && both.contains("### public.p\n"), "{both}");

    project.file("migrate.toml", "[scripts]\n[database]\nsearch_path = [\"app\", \"later\", \"public\"]\n");
    let run = Migrate::new(project.path()).args(["--database-url", db.url(), "docs"]).ok();
    assert_eq!(run.stdout, both);
}

#[test]
fn an_unknown_schema_is_an_error_that_names_the_others() {
    let (db, project) = (Database::new(), Project::bare());
    db.execute("CREATE SCHEMA app");
    let call = |args: &[&str]| {
        let call =
            Migrate::new(project.path()).args(["--database-url", db.url(), "docs", "--output", "page.md"]);
        let run = call.args(args.iter().copied()).code(2);
        assert!(run.stdout.is_empty() && !project.path().join("page.md").exists(), "{run:#?}");
        run
    };
    let run = call(&["--schema", "public", "--schema", "nope"]);
    run.says(&["there is no schema `nope` to document", "the database has `app` and `public`"]);
    call(&["--schema", "x", "--schema", "pg_catalog"]).says(&["there are no schemas `x` and `pg_catalog`"]);
    project.file("migrate.toml", "[scripts]\n[database]\nsearch_path = [\"later\"]\n");
    call(&[]).says(&["`later`", "search path"]);
}

#[test]
fn a_file_is_written_once_and_checked_against_the_database() {
    let (db, project) = (full(), Project::bare());
    let file = project.path().join("page.md");
    let call = |args: &[&str]| {
        let call = Migrate::new(project.path()).args(["--database-url", db.url(), "docs"]);
        call.args(["--output", "page.md"]).args(args.iter().copied())
    };
    call(&["--check"]).code(3).says(&["`page.md` does not exist"]);
    assert!(!file.exists());
    let run = call(&[]).ok().says(&["wrote `page.md`"]);
    assert_eq!((run.stdout.as_str(), fs::read_to_string(&file).unwrap()), ("", docs(&db, &[]).stdout));
    call(&["--check"]).ok().says(&["`page.md` is up to date"]);

    fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    let before = fs::metadata(&file).unwrap();
    call(&[]).ok().says(&["`page.md` is up to date"]);
    let after = fs::metadata(&file).unwrap();
    assert_eq!((before.ino(), before.modified().unwrap()), (after.ino(), after.modified().unwrap()));

    db.execute("COMMENT ON TABLE tenants IS 'Who pays late.'");
    let old = fs::read_to_string(&file).unwrap();
    let line = old.lines().position(|line| line.contains("Who pays")).unwrap() + 1;
    call(&["--check"]).code(3).says(&[&format!("`page.md` is out of date, from line {line} on")]);
    assert_eq!(fs::read_to_string(&file).unwrap(), old);
    let json = call(&["--check", "--format", "json"]).code(3).json();
    assert_eq!((&json["file"]["state"], &json["file"]["line"]), (&"differs".into(), &line.into()));
    call(&[]).ok();
    assert!(fs::read_to_string(&file).unwrap().contains("Who pays late."));
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o640);
    call(&["--check"]).ok();
    Migrate::new(project.path())
        .args(["--database-url", db.url(), "docs", "--check"])
        .code(2)
        .says(&["--output"]);
}

#[test]
fn a_file_is_replaced_as_a_whole_or_stays() {
    let (db, project) = (full(), Project::bare());
    let call = |output: &str| {
        Migrate::new(project.path()).args(["--database-url", db.url(), "docs", "--output", output])
    };
    let entries = || {
        let names = fs::read_dir(project.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    };
    // A disk that fills up: the page is longer than a file may be.
    project.file("page.md", "old\n");
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"])
        .current_dir(project.path())
        .env_clear();
    limited.args([env!("CARGO_BIN_EXE_migrate"), "--database-url", db.url(), "docs", "--output", "page.md"]);
    let run = Run::of(&limited.finish());
    assert_eq!(run.code, Some(1), "{run:#?}");
    run.says(&["could not write `page.md`"]);
    assert_eq!(fs::read_to_string(project.path().join("page.md")).unwrap(), "old\n");
    assert_eq!(entries(), ["page.md"]);

    call("no/folder.md").code(1).says(&["could not write `no/folder.md`"]);
    call(".").code(1).says(&["could not read `.`", "not a regular file"]);
    // A pipe would hold the run up, and a rename would take its place.
    let pipe = project.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).finish().status.success());
    call("pipe").code(1).says(&["not a regular file"]);
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    // A link leads to the file, and stays a link.
    symlink("page.md", project.path().join("link.md")).unwrap();
    call("link.md").ok();
    assert!(fs::symlink_metadata(project.path().join("link.md")).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(project.path().join("page.md")).unwrap(), include_str!("docs/page.md"));
    assert_eq!(entries(), ["link.md", "page.md", "pipe"]);
}

#[test]
fn json_holds_the_same_facts_as_they_are() {
    let db = full();
    db.execute("COMMENT ON TABLE portraits IS E'a|b\\n<c>'");
    let json = docs(&db, &["--format", "json"]).json();
    assert_eq!(
        (&json["schema_version"], &json["command"], &json["file"]),
        (&2.into(), &"docs".into(), &().into())
    );
    let table = |name: &str| {
        json["tables"].as_array().unwrap().iter().find(|table| table["name"] == name).unwrap().clone()
    };
    assert_eq!(table("portraits")["comment"], "a|b\n<c>");
    let notes = table("notes");
    assert_eq!(notes["schema"], "public");
    assert_eq!(notes["row_security"], serde_json::json!({ "enabled": true, "forced": true }));
    assert_eq!(notes["policies"][1]["roles"], serde_json::json!(["pg_monitor", "pg_read_all_data"]));
    assert_eq!(notes["indexes"].as_array().unwrap().len(), 1);
    let key = &notes["foreign_keys"][0];
    assert_eq!((&key["name"], &key["on_update"]), (&"notes_author_fkey".into(), &"CASCADE".into()));
    assert_eq!(key["target"], serde_json::json!({ "schema": "public", "name": "members" }));
    assert_eq!(table("members")["columns"][1]["identity"], "by default");
    assert_eq!(table("members")["columns"][3]["generated"]["stored"], true);
    assert_eq!(table("tenants")["columns"][0]["nullable"], false);
    assert_eq!(json["enums"][0]["labels"], serde_json::json!(["pro", "free", "it's"]));
    let functions: Vec<&serde_json::Value> =
        json["functions"].as_array().unwrap().iter().map(|function| &function["kind"]).collect();
    assert_eq!(functions, ["function", "procedure", "aggregate", "function"]);
}

#[test]
fn an_ephemeral_database_has_all_scripts_applied_first() {
    let project = Project::with_tables(2);
    let run = project.migrate().args(["docs", "--ephemeral"]).ok().says(&["applied V002__t2"]);
    assert!(run.stdout.contains("### t1\n") && run.stdout.contains("### t2\n"), "{run:#?}");
    assert!(!run.stdout.contains("refinery") && !run.stdout.contains("journal"), "{run:#?}");
    let db = Database::new();
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(docs(&db, &[]).stdout, run.stdout);
    // Broken scripts matter where they are run, and nowhere else.
    project.file("migrations/typo.sql", "SELECT 1");
    project.migrate().args(["docs", "--ephemeral"]).code(2).says(&["typo.sql"]);
    project.migrate_on(&db).args(["docs"]).ok();
}

#[test]
fn a_standby_and_a_pooler_are_read_and_so_is_a_database_of_somebody_else() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::bare());
    db.execute(include_str!("docs/schema.sql"));
    db.execute("CREATE ROLE nobody_special LOGIN");
    let page = |url: &str| Migrate::new(project.path()).args(["--database-url", url, "docs"]).ok().stdout;
    let expected = page(db.url());
    assert_eq!(page(&db.url_as("nobody_special")), expected);
    if let Some(pooler) = Pooler::start(&cluster, "transaction", 1) {
        for _ in 0..2 {
            assert_eq!(page(&pooler.url(db.name())), expected);
        }
        // What was set for the page is gone from the pooler's server connection.
        assert_eq!(Database::try_query(&pooler.url(db.name()), "SHOW DateStyle").unwrap(), ["ISO, MDY"]);
    }
    let standby = cluster.standby();
    let started = Instant::now();
    let url = standby.url("postgres", db.name());
    while Database::try_query(&url, "SELECT 'nobody_special'::regrole").is_err() {
        assert!(started.elapsed() < Duration::from_secs(30), "the standby lags");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(page(&url), expected);
}

#[test]
fn what_only_newer_servers_have_is_shown_there() {
    let db = Database::new();
    let version = version(&db);
    db.execute("CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, UNIQUE (id, a))");
    if version >= 150_000 {
        db.execute(
            "CREATE VIEW v WITH (security_invoker = on) AS SELECT 1 AS one;
             CREATE VIEW w WITH (security_invoker = off) AS SELECT 1 AS one;
             CREATE TABLE u (id int PRIMARY KEY, a int, FOREIGN KEY (id, a) REFERENCES t (id, a) ON DELETE SET NULL (a));",
        );
        let page = docs(&db, &[]).stdout;
        assert!(page.contains("### v\n\n`security_invoker`: it reads"), "{page}");
        assert!(
            page.contains("### w\n\nIt reads with the privileges and under the policies of its owner."),
            "{page}"
        );
        assert!(page.contains("ON DELETE SET NULL (`a`), ON UPDATE NO ACTION"), "{page}");
        assert_eq!(relations(&page), ["\"t\" |o--o| \"u\" : \"u_id_a_fkey\""]);
    }
    if version >= 180_000 {
        db.execute(
            "ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a + 1) VIRTUAL;
             ALTER TABLE t ADD CONSTRAINT loose FOREIGN KEY (a) REFERENCES t NOT ENFORCED;",
        );
        let page = docs(&db, &[]).stdout;
        assert!(page.contains("| `b` | `integer` | yes | generated, virtual: `(a + 1)` | |"), "{page}");
        assert!(page.contains("ON UPDATE NO ACTION, not enforced"), "{page}");
    }
    // Whatever a NOT NULL is to the server, on the page it is a column's.
    assert!(!docs(&db, &[]).stdout.contains("NOT NULL"));
}

#[test]
fn schemas_with_tables_that_are_left_out_are_named() {
    let db = Database::new();
    db.execute(
        "CREATE TABLE t (id int); CREATE SCHEMA crm; CREATE TABLE crm.t (id int) PARTITION BY RANGE (id);
         CREATE SCHEMA \"Bil ling\"; CREATE TABLE \"Bil ling\".t (id int); CREATE SCHEMA empty_one; CREATE SCHEMA other;
         CREATE TABLE other.refinery_schema_history (version int)",
    );
    let docs = |args: &[&str]| {
        let bare = Project::bare();
        Migrate::new(bare.path()).args(["--database-url", db.url(), "docs"]).args(args.iter().copied()).ok()
    };
    let run = docs(&[])
        .says(&["left out: the schemas `Bil ling` and `crm`, which have tables, too; `--schema NAME`"]);
    assert!(!run.stdout.contains("crm"), "{run:#?}");
    let document = docs(&["--format", "json"]).json();
    assert_eq!(document["left_out"], serde_json::json!(["Bil ling", "crm"]));
    let run = docs(&["--search-path", "public,crm"]);
    run.says(&["left out: the schema `Bil ling`, which has tables, too"]);
    // Who chose knows what is not there.
    assert_eq!(docs(&["--schema", "crm"]).stderr, "");
}

#[test]
fn tables_of_the_program_are_in_no_list() {
    let (db, project) = (Database::new(), Project::new());
    project.file("migrate.toml", "[tenant]\napp_role = \"web_in_no_list\"\n");
    for (file, table) in [("own.toml", "t"), ("theirs.toml", "migrate_journal")] {
        project.file(
            file,
            format!("description = \"x\"\nuntil = \"2026-11-01\"\nmonths = 1\n[tables.{table}]\nrows = 3\n"),
        );
    }
    let up = "CREATE ROLE web_in_no_list; CREATE TABLE t (id int PRIMARY KEY);";
    project.pair("V001__t", up, "DROP TABLE t;");
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["seed", "--profile", "own.toml"]).ok();
    // As an application may that looks whether it fits.
    db.execute("GRANT SELECT (version) ON refinery_schema_history TO web_in_no_list");
    let names = ["refinery_schema_history", "migrate_journal", "migrate_seed"];
    for words in ["docs", "verify", "seed --profile own.toml --dry-run"] {
        let run = project.migrate_on(&db).args(words.split(' ')).run();
        for name in names {
            assert_eq!(db.value(&format!("SELECT count(*) FROM pg_class WHERE relname = '{name}'")), "1");
            assert!(!run.stdout.contains(name) && !run.stderr.contains(name), "{words}: {name}: {run:#?}");
        }
    }
    // Nor does a profile write to one.
    let run = project.migrate_on(&db).args(["seed", "--profile", "theirs.toml"]).code(2);
    run.says(&["migrate_journal"]);
    // What lets the application write to one is a finding.
    db.execute("GRANT INSERT ON migrate_journal TO web_in_no_list");
    let run = project.migrate_on(&db).args(["verify"]).code(1);
    run.shows(&["public.migrate_journal"]);
}
