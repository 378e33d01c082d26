//! What a person and a program read: results on standard output, everything else on standard error.
#![allow(clippy::unwrap_used, reason = "what cannot be set up or read is a failed test")]

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Database, Ends, Migrate, Project, Run};

/// Nobody listens there.
const NOWHERE: &str = "postgresql://x@127.0.0.1:1/x";

/// Two migrations, the second of which the server refuses in line 2, with a hint of its own.
fn broken() -> Project {
    let project = Project::new();
    project.pair("V001__t1", "CREATE TABLE t1 (id int, name text);\n", "DROP TABLE t1;\n");
    project.pair("V002__bad", "SELECT 1;\nSELECT nmae FROM t1;\n", "SELECT 1;\n");
    project
}

/// The one document on standard output, checked for what every document has.
fn document(run: &Run, command: &str) -> Value {
    let document = run.json();
    assert_eq!(document["schema_version"], 2, "{run:#?}");
    assert_eq!(document["command"], command, "{run:#?}");
    assert_eq!(document["exit_code"].as_i64(), run.code.map(i64::from), "{run:#?}");
    let failed = document.get("errors").is_some_and(|errors| !errors.as_array().unwrap().is_empty());
    assert_eq!(document["outcome"], if failed { "failed" } else { "done" }, "{run:#?}");
    for step in document["steps"].as_array().unwrap() {
        assert!(step["version"].is_i64() && step["name"].is_string(), "{run:#?}");
        assert!(step["duration_ms"].as_f64().unwrap() > 0.0, "{run:#?}");
    }
    document
}

/// The steps of a document as `up 1 t1`.
fn steps(document: &Value) -> Vec<String> {
    let word = |value: &Value| value.to_string().trim_matches('"').to_owned();
    let step = |step: &Value| ["direction", "version", "name"].map(|field| word(&step[field])).join(" ");
    document["steps"].as_array().unwrap().iter().map(step).collect()
}

/// Runs the binary on a terminal that takes both streams.
fn on_terminal(project: &Project, environment: &[(&str, &str)], args: &[&str]) -> Run {
    let call = project.migrate().args(args.iter().copied()).into_command();
    let quoted = |text: &std::ffi::OsStr| format!("'{}'", text.to_str().unwrap());
    let words: Vec<String> = [call.get_program()].into_iter().chain(call.get_args()).map(quoted).collect();
    let mut script = Command::new("script");
    script.args(["-qec", &words.join(" "), "/dev/null"]).current_dir(project.path()).stdin(Stdio::null());
    for variable in ["NO_COLOR", "TERM", "DATABASE_URL"] {
        script.env_remove(variable);
    }
    script.envs(environment.iter().copied());
    Run::of(&script.finish())
}

/// Whether a text has a colour in it: `ESC [ numbers m`.
fn has_color(text: &str) -> bool {
    text.split("\u{1b}[")
        .skip(1)
        .any(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m'))
}

/// Wants nothing in either stream that a terminal would obey.
fn plain(run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{run:#?}");
    }
}

#[test]
fn every_command_that_works_prints_one_json_document() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    let call = |args: &[&str], code| {
        let run = project.migrate_on(&db).args(["--format", "json"]).args(args.iter().copied()).code(code);
        document(&run, args[0])
    };
    let planned = call(&["up", "--dry-run"], 0);
    assert_eq!(steps(&planned), [""; 0]);
    let plan = planned["plan"].as_array().unwrap();
    assert_eq!(plan.len(), 3);
    assert_eq!((&plan[0]["version"], &plan[0]["name"]), (&1.into(), &"t1".into()));
    assert_eq!((&plan[0]["direction"], &plan[0]["script"]), (&"up".into(), &"file".into()));
    assert_eq!(plan[0]["file"], "migrations/V001__t1.sql");
    assert_eq!(plan[0]["sha256"].as_str().unwrap().len(), 64);

    let before = call(&["status"], 0);
    assert_eq!((&before["current"], &before["has_history"]), (&Value::Null, &false.into()));
    assert_eq!(steps(&call(&["up", "--steps", "2"], 0)), ["up 1 t1", "up 2 t2"]);
    let pending = call(&["status", "--check"], 3);
    assert_eq!((&pending["current"], &pending["has_history"]), (&2.into(), &true.into()));
    assert_eq!(pending["scripts"], "migrations");
    let states: Vec<&Value> =
        pending["migrations"].as_array().unwrap().iter().map(|row| &row["state"]).collect();
    assert_eq!(states, ["applied", "applied", "pending"]);
    let first = &pending["migrations"][0];
    assert_eq!(
        (&first["version"], &first["name"], &first["role"]),
        (&1.into(), &"t1".into(), &"postgres".into())
    );
    assert!(first["duration_ms"].is_f64());
    assert!(chrono::DateTime::parse_from_rfc3339(first["applied_on"].as_str().unwrap()).is_ok());

    assert_eq!(steps(&call(&["redo"], 0)), ["down 2 t2", "up 2 t2"]);
    let down = call(&["down", "--all", "--yes"], 0);
    assert_eq!(steps(&down), ["down 2 t2", "down 1 t1"]);
    assert_eq!(down["steps"][0]["script"], "file");
    assert_eq!(steps(&call(&["down"], 0)), [""; 0]);
    assert_eq!(steps(&call(&["up"], 0)).len(), 3);
    assert_eq!(steps(&call(&["up"], 0)), [""; 0]);
    project.remove("migrations/V003__t3.sql").remove("rollbacks/V003__t3.sql");
    assert_eq!(call(&["down"], 0)["steps"][0]["script"], "journal");
    assert_eq!(call(&["new", "x"], 0)["created"].as_array().unwrap().len(), 2);
}

#[test]
fn a_failing_up_says_in_json_what_where_and_what_to_do() {
    let (db, project) = (Database::new(), broken());
    let run = project.migrate_on(&db).args(["up", "--format", "json"]).code(1);
    let document = document(&run, "up");
    assert_eq!(steps(&document), ["up 1 t1"]);
    let errors = document["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{run:#?}");
    let error = &errors[0];
    assert_eq!(
        (&error["code"], &error["facts"]["migration"]["name"]),
        (&"script-failed".into(), &"bad".into())
    );
    let server = &error["facts"]["server"];
    assert_eq!(server["message"], "column \"nmae\" does not exist");
    assert_eq!(server["hint"], "Perhaps you meant to reference the column \"t1.name\".");
    assert_eq!(error["file"], "migrations/V002__bad.sql");
    assert_eq!((&error["line"], &error["column"]), (&2.into(), &8.into()));
    assert_eq!(error["sqlstate"], "42703");
    assert_eq!(error["hint"], "Perhaps you meant to reference the column \"t1.name\".");
    assert_eq!(error["title"], "migration `V002__bad` failed: column \"nmae\" does not exist");
    assert!(error["notes"].as_array().unwrap().iter().any(|note| note == "sqlstate: 42703"), "{run:#?}");
}

#[test]
fn every_other_failure_is_one_json_document_too() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    let failed = |run: Run, command: &str, code: &str, title: &str| {
        let document = document(&run, command);
        let error = &document["errors"][0];
        assert_eq!(error["code"], code, "{run:#?}");
        assert!(error["title"].as_str().unwrap().contains(title), "{run:#?}");
        assert!(error["hint"].is_string() || run.code == Some(1), "{run:#?}");
        document["errors"].as_array().unwrap().len()
    };
    let json = |project: &Project| project.migrate().args(["--format", "json"]);
    let nowhere = json(&project).args(["--database-url", NOWHERE, "status"]).code(5);
    failed(nowhere, "status", "server-not-reached", "cannot connect to");
    failed(json(&project).args(["up"]).code(2), "up", "no-database", "no database was given");
    failed(
        Migrate::new(crate::support::Project::bare().path()).args(["--format", "json", "up"]).code(2),
        "up",
        "no-project",
        "there is no project in",
    );
    failed(
        json(&project).args(["new", "../x"]).code(2),
        "new",
        "bad-migration-name",
        "does not make a file name",
    );
    let on = |args: &[&str]| json(&project).args(["--database-url", db.url()]).args(args.iter().copied());
    failed(on(&["down", "--all"]).code(2), "down", "needs-yes", "needs confirmation");
    failed(on(&["up", "--to", "9"]).code(2), "up", "no-such-migration", "there is no migration V009");

    project.file("migrations/V001__t1.sql", "SELECT 1;").file("migrations/V002__t2.sql", "SELECT 2;");
    let history = on(&["up"]).code(4);
    assert_eq!(history.json()["errors"][0]["file"], "migrations/V001__t1.sql");
    assert_eq!(failed(history, "up", "migration-edited", "its file has changed since"), 2);
    // `status --check` reports the same as data, not as an error.
    let status = document(&on(&["status", "--check"]).code(4), "status");
    assert_eq!(status["migrations"][0]["state"], "edited");

    project.file("migrations/V001__t1.sql", "").file("rollbacks/V002__t2.sql", "\n\0");
    for command in ["up", "down", "redo", "status"] {
        let files = on(&[command]).code(2);
        assert_eq!(
            (&files.json()["errors"][1]["line"], &files.json()["errors"][1]["column"]),
            (&2.into(), &1.into())
        );
        assert_eq!(failed(files, command, "script-without-statement", "is empty"), 2);
    }
    project.migrate_on(&db).args(["--format", "yaml", "up"]).code(2).says(&["human, json, github"]);
}

#[test]
fn a_failing_up_is_one_annotation_at_its_place() {
    let (db, project) = (Database::new(), broken());
    let run = project.migrate_on(&db).args(["up", "--format", "github"]).code(1);
    assert_eq!(run.stdout.lines().count(), 1, "{run:#?}");
    let at = "::error file=migrations/V002__bad.sql,line=2,col=8,title=migrate::";
    let said = "migration `V002__bad` failed: column \"nmae\" does not exist%0Asqlstate: 42703%0A";
    assert!(run.stdout.starts_with(&format!("{at}{said}")), "{run:#?}");
    run.shows(&["%0Ahint: Perhaps you meant"])
        .says(&["applied V001__t1", "--> migrations/V002__bad.sql:2:8"]);
}

#[test]
fn github_gets_no_more_annotations_than_it_shows_and_people_get_all() {
    let project = Project::new();
    for n in 1..=15 {
        project.pair(&format!("V{n:03}__x"), "", "SELECT 1;");
    }
    let run = project.migrate().args(["--database-url", NOWHERE, "--format", "github", "up"]).code(2);
    assert_eq!(run.stdout.lines().count(), 10, "{run:#?}");
    for (n, line) in run.stdout.lines().enumerate() {
        let begin = format!("::error file=migrations/V{:03}__x.sql,title=migrate::", n + 1);
        assert!(line.starts_with(&begin) && line.contains("%0Ahint: "), "{line}");
    }
    assert_eq!(run.said().lines().filter(|line| line.starts_with("error: ")).count(), 15);
}

#[test]
fn github_gets_annotations_for_problems_only() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let github = |command: &str| project.migrate_on(&db).args([command, "--format", "github"]);
    assert_eq!(github("up").ok().stdout, "");
    let status = github("status").ok().shows(&["V001", "applied", "0 pending"]);
    assert!(!status.stdout.contains("::"), "{status:#?}");
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    let gone = github("up").code(4);
    assert_eq!(gone.stdout.lines().count(), 1, "{gone:#?}");
    gone.shows(&[
        "::error title=migrate::migration `V002__t2` was applied, but its file is missing%0Ahint: ",
    ]);
}

#[test]
fn results_go_to_standard_output_and_the_rest_to_standard_error() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let run = |args: &[&str], code| project.migrate_on(&db).args(args.iter().copied()).code(code);
    let plan = run(&["up", "--dry-run"], 0).shows(&["migrations/V001__t1.sql", "migrations/V002__t2.sql"]);
    assert_eq!(plan.stderr, "");
    let up = run(&["up"], 0).says(&["applied V001__t1 in ", "applied V002__t2 in "]);
    assert_eq!(up.stdout, "");
    let status =
        run(&["status"], 0).shows(&["version", "V001", "t2", "applied", "postgres", "at V002, 0 pending"]);
    assert_eq!(status.stderr, "");
    let redo = run(&["redo"], 0).says(&["rolled back V002__t2 in ", "applied V002__t2 in "]);
    assert_eq!(redo.stdout, "");
    let refused = run(&["down", "--all"], 2).says(&["error: ", "hint: "]);
    assert_eq!(refused.stdout, "");
    let down = run(&["down"], 0).says(&["rolled back V002__t2 in "]);
    assert_eq!(down.stdout, "");
    project.pair("V003__bad", "SELECT nope;", "SELECT 1;");
    let failed = run(&["up"], 1).says(&[
        "1 | SELECT nope;",
        "^^^^",
        "applied before the failure and kept: `V002__t2`",
    ]);
    assert_eq!(failed.stdout, "");
}

#[test]
fn in_a_log_every_line_has_its_instant_in_utc_the_database_and_its_level() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let notices = "DO $$ BEGIN RAISE NOTICE 'look'; RAISE INFO 'so far'; RAISE WARNING 'careful'; END $$;";
    project.pair("V003__says", notices, "SELECT 1;");
    let start = chrono::Utc::now() - chrono::Duration::seconds(1);
    let mut lines = String::new();
    for args in [&["up", "-v"][..], &["up"], &["redo"]] {
        lines += &project.migrate_on(&db).env("TZ", "Asia/Tokyo").args(args.iter().copied()).ok().stderr;
    }
    // A failure with all its lines.
    project.pair("V004__bad", "SELECT 1;\nSELECT nmae FROM t1;", "SELECT 1;");
    lines += &project.migrate_on(&db).args(["up"]).code(1).stderr;
    let name = db.name();
    for piece in [
        "info: connected to",
        "notice: look\n",
        "info: so far\n",
        "warning: careful\n",
        "info: applied V003__says",
        "info: nothing to do\n",
        "error: migration `V004__bad` failed: ",
        "error:  --> migrations/V004__bad.sql:2:8\n",
        "error: 2 | SELECT nmae FROM t1;\n",
        "error:   sqlstate: 42703\n",
        "info: no migration was applied by this run\n",
    ] {
        let piece = format!(" {name} {piece}");
        assert!(lines.contains(&piece), "`{piece}` is missing: {lines}");
    }
    // Before there is a database.
    lines += &project.migrate().args(["status"]).code(2).stderr;
    lines += &project.migrate().args(["no-such-command"]).code(2).stderr;
    for line in lines.lines() {
        let mut words = line.splitn(4, ' ');
        let (instant, database, level) =
            (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        let at =
            chrono::DateTime::parse_from_rfc3339(instant).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(instant.ends_with('Z') && at >= start && at <= chrono::Utc::now(), "{line}");
        assert!(database == name || database == "-", "{line}");
        let levels = ["info:", "notice:", "note:", "warning:", "error:", "hint:"];
        assert!(levels.contains(&level), "{line}");
    }
}

#[test]
fn off_a_terminal_there_are_no_escape_codes() {
    let (db, project) = (Database::new(), broken());
    for args in [
        &["up", "--dry-run"][..],
        &["up", "-v"],
        &["status", "-v"],
        &["redo", "-v"],
        &["up", "--format", "json"],
        &["up", "--format", "github"],
        &["down", "--all"],
        &["status", "--help"],
        &["no-such-command"],
    ] {
        for term in ["xterm-256color", "dumb"] {
            let run = project.migrate_on(&db).env("TERM", term).args(args.iter().copied()).run();
            assert!(!(run.stdout.is_empty() && run.stderr.is_empty()), "{args:?}");
            plain(&run);
        }
    }
}

#[test]
fn on_a_terminal_there_are_colours_and_no_times() {
    let (db, project) = (Database::new(), broken());
    let url = ["--database-url", db.url()];
    let call = |command: &str| {
        on_terminal(&project, &[("TERM", "xterm-256color")], &[&[command][..], &url].concat())
    };
    let up = call("up");
    let up = up.shows(&["\u{1b}[32mapplied\u{1b}[0m", "\u{1b}[36mV001__t1\u{1b}[0m", "SELECT nmae FROM t1;"]);
    assert_eq!(up.code, Some(1), "{up:#?}");
    // Bold red for what is wrong, wherever a line begins with it.
    assert!(
        up.stdout.contains("\u{1b}[1m\u{1b}[91merror") || up.stdout.contains("\u{1b}[1m\u{1b}[31merror"),
        "{up:#?}"
    );
    assert!(!up.stdout.contains("Z applied"), "{up:#?}");
    call("status").shows(&["\u{1b}[32mapplied\u{1b}[0m", "\u{1b}[33mpending\u{1b}[0m"]);
    project.file("migrations/V002__bad.sql", "SELECT 2;").file("migrations/V001__t1.sql", "SELECT 1;");
    call("status").shows(&["\u{1b}[1m\u{1b}[31medited\u{1b}[0m"]);
    call("up").shows(&["\u{1b}[1m\u{1b}[31merror\u{1b}[0m: ", "\u{1b}[36mhint:\u{1b}[0m "]);
}

#[test]
fn no_colours_where_they_are_not_wanted() {
    let (db, project) = (Database::new(), broken());
    let url = ["--database-url", db.url()];
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        for command in ["up", "status", "redo"] {
            let run =
                on_terminal(&project, &[("TERM", "xterm"), (name, value)], &[&[command][..], &url].concat());
            assert!(!has_color(&run.stdout), "{name}: {run:#?}");
            if command == "status" {
                run.shows(&["| applied ", "| pending "]);
            } else if name == "TERM" {
                // A terminal that understands nothing gets nothing but text.
                assert!(!run.stdout.contains('\u{1b}'), "{run:#?}");
            }
        }
    }
    // An empty NO_COLOR asks for nothing (no-color.org), and colour is for terminals that are known.
    let empty =
        on_terminal(&project, &[("TERM", "xterm"), ("NO_COLOR", "")], &[&["status"][..], &url].concat());
    assert!(has_color(&empty.stdout), "{empty:#?}");
    let json =
        on_terminal(&project, &[("TERM", "xterm")], &[&["status", "--format", "json"][..], &url].concat());
    assert_eq!(document(&json, "status")["current"], 1);
}

#[test]
fn on_a_terminal_what_runs_is_shown_and_taken_away() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__slow", "SELECT pg_sleep(0.5);", "SELECT 1;");
    let args = ["--database-url", db.url(), "up"];
    let run =
        on_terminal(&project, &[("TERM", "xterm")], &args).shows(&["applying V001__slow", "V001__slow"]);
    let (_, after) = run.stdout.rsplit_once("applying V001__slow").unwrap();
    assert!(after.contains("\u{1b}[2K") && after.contains("applied"), "{run:#?}");
    on_terminal(&project, &[("TERM", "xterm")], &["--database-url", db.url(), "down"]);
    let quiet = on_terminal(&project, &[("TERM", "xterm")], &[&args[..], &["-q"]].concat());
    assert_eq!((quiet.code, quiet.stdout.as_str()), (Some(0), ""));
}

#[test]
fn quiet_says_nothing_but_results_and_errors() {
    let (db, project) = (Database::new(), broken());
    project.pair(
        "V001__t1",
        "CREATE TABLE t1 (name text); DO $$ BEGIN RAISE WARNING 'w'; END $$;",
        "DROP TABLE t1;",
    );
    let quiet =
        |args: &[&str], code| project.migrate_on(&db).args(["-q"]).args(args.iter().copied()).code(code);
    let silent = |run: &Run| assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    silent(&quiet(&["up", "--to", "1"], 0));
    silent(&quiet(&["up", "--to", "1"], 0));
    silent(&quiet(&["redo"], 0));
    let status = quiet(&["status"], 0).shows(&["V001", "applied"]);
    assert_eq!(status.stderr, "");
    let failed = quiet(&["up"], 1).says(&["error: migration `V002__bad` failed", "hint: Perhaps"]);
    assert!(failed.stdout.is_empty() && failed.said().starts_with("error: "), "{failed:#?}");
    silent(&quiet(&["down"], 0));
    quiet(&["-v", "up"], 2).says(&["cannot be used with"]);
}

#[test]
fn verbose_says_what_was_read_and_connected_to() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let version = db.value("SELECT current_setting('server_version')");
    let run = project.migrate_on(&db).args(["up", "-v"]).ok();
    run.says(&[
        "read 2 migrations and their rollbacks: migrations",
        &format!("connected to PostgreSQL {version}, `{}` as `postgres`, exempt from row-level", db.name()),
    ]);
    let normal = project.migrate_on(&db).args(["redo"]).ok();
    assert!(!normal.stderr.contains("connected to") && !normal.stderr.contains("read 2"), "{normal:#?}");
    // Even so, no secret is told.
    let url = db.url().replacen("postgres@", "postgres:s3cret@", 1);
    let run = project.migrate().args(["--database-url", &url, "-v", "status"]).ok();
    assert!(!run.stderr.contains("s3cret"), "{run:#?}");
}

/// What clears the screen, sets the title, rings, and does the same in one byte's worth of C1.
const HOSTILE: &str = "chr(27) || '[2J' || chr(27) || ']0;t' || chr(7) || chr(155) || '2J' || chr(13)";

#[test]
fn what_the_server_says_is_not_obeyed_by_the_terminal() {
    let (db, project) = (Database::new(), Project::new());
    let up = format!(
        "DO $$ BEGIN
            RAISE NOTICE 'n%', {HOSTILE};
            RAISE WARNING 'w%', {HOSTILE};
            RAISE EXCEPTION 'e%', {HOSTILE} USING DETAIL = 'd' || {HOSTILE}, HINT = 'h' || {HOSTILE};
        END $$;"
    );
    project.pair("V001__hostile", &up, "SELECT 1;");
    let escaped = "\\u{1b}[2J\\u{1b}]0;t\\u{7}\\u{9b}2J\\r";
    let said = ["n", "w", "e", "d", "h"].map(|letter| format!("{letter}{escaped}"));
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    for format in ["human", "json", "github"] {
        let run = project.migrate_on(&db).args(["up", "--format", format]).code(1).says(&said);
        plain(&run);
    }
    let terminal =
        on_terminal(&project, &[("TERM", "xterm")], &["--database-url", db.url(), "up"]).shows(&said);
    assert!(!terminal.stdout.contains("\u{1b}[2J") && !terminal.stdout.contains('\u{9b}'), "{terminal:#?}");
}

#[test]
fn what_stands_in_scripts_and_tables_is_not_obeyed_by_the_terminal() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    db.execute(&format!(
        "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
         VALUES (2, {HOSTILE}, {HOSTILE}, '0')"
    ));
    let hostile = "\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}2J";
    let directive = Project::new();
    directive.pair("V001__a", &format!("-- migrate:x{hostile}\nSELECT 1;"), "SELECT 1;");
    let irreversible = Project::with_tables(1);
    irreversible.file("rollbacks/V001__t1.sql", format!("-- migrate:irreversible {hostile}\n"));
    let (other, burnt) = (Database::new(), Database::new());
    irreversible.migrate_on(&burnt).args(["up"]).ok();
    let snippet = Project::new();
    snippet.pair("V001__a", &format!("SELECT 1 AS \"{hostile}\",\n  nope AS \"{hostile}\";"), "SELECT 1;");
    for (project, database, args, code) in [
        (&project, &db, &["status"][..], 0),
        (&project, &db, &["up"], 4),
        (&project, &db, &["down"], 4),
        (&directive, &other, &["up"], 2),
        (&snippet, &other, &["up"], 1),
        (&irreversible, &burnt, &["down"], 1),
        (&project, &other, &["new", hostile], 2),
    ] {
        for format in ["human", "json", "github"] {
            plain(
                &project
                    .migrate_on(database)
                    .args(["--format", format])
                    .args(args.iter().copied())
                    .code(code),
            );
        }
        let args = [&["--database-url", database.url()], args].concat();
        let run = on_terminal(project, &[("TERM", "xterm")], &args);
        assert_eq!(run.code, Some(code), "{run:#?}");
        for piece in ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{9b}"] {
            assert!(!run.stdout.contains(piece), "{run:#?}");
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let (db, project) = (Database::new(), Project::new());
    // More than a pipe holds, so that the writer is still writing when its reader has gone.
    for n in 1..=1500 {
        project.pair(&format!("V{n:04}__{}", "long_name_".repeat(6)), "SELECT 1;", "SELECT 1;");
    }
    for args in [&["status"][..], &["up", "--dry-run"], &["status", "--format", "json"], &["--help"]] {
        let call = project.migrate_on(&db).args(args.iter().copied()).into_command();
        let output = Command::new("sh")
            .args(["-c", "{ \"$@\"; echo \"ended with $?\" >&2; } | head -n 1", "sh"])
            .arg(call.get_program())
            .args(call.get_args())
            .current_dir(project.path())
            .finish();
        let run = Run::of(&output);
        assert_eq!(
            (run.stdout.lines().count(), run.stderr.as_str()),
            (1, "ended with 0\n"),
            "{args:?}: {run:#?}"
        );
    }
}
