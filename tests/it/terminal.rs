//! What a person sees on a terminal: tables that stand straight and fit, and names that do nothing.
#![allow(clippy::unwrap_used, reason = "what cannot be set up or read is a failed test")]

use std::process::{Command, Stdio};

use crate::support::{Database, Ends, Migrate, Project, Run};

/// Runs the binary on a terminal of a width that takes both streams.
fn on_terminal(project: &Project, columns: usize, call: Migrate) -> Run {
    let call = call.into_command();
    let quoted = |text: &std::ffi::OsStr| format!("'{}'", text.to_str().unwrap().replace('\'', "'\\''"));
    let words: Vec<String> = [call.get_program()].into_iter().chain(call.get_args()).map(quoted).collect();
    let mut script = Command::new("script");
    let line = format!("stty cols {columns} rows 50; {}", words.join(" "));
    script.args(["-qec", &line, "/dev/null"]).current_dir(project.path()).stdin(Stdio::null());
    for variable in ["NO_COLOR", "DATABASE_URL", "COLUMNS"] {
        script.env_remove(variable);
    }
    let mut run = Run::of(&script.env("TERM", "xterm-256color").finish());
    run.stdout = run.stdout.replace("\r\n", "\n");
    run
}

/// The text without colours, and whether there were any.
fn bare(text: &str) -> (String, bool) {
    let mut parts = text.split("\u{1b}[");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    let mut is_coloured = false;
    for part in parts {
        let (color, rest) = part.split_once('m').unwrap();
        assert!(color.chars().all(|c| c.is_ascii_digit() || c == ';'), "{text:?}");
        is_coloured = true;
        bare.push_str(rest);
    }
    (bare, is_coloured)
}

/// Where the lines of a table have their separators.
fn separators(text: &str) -> Vec<Vec<usize>> {
    let is_row = |line: &&str| line.contains(" | ") || line.contains("-+-");
    let at =
        |line: &str| line.chars().enumerate().filter(|(_, c)| "|+".contains(*c)).map(|(at, _)| at).collect();
    text.lines().filter(is_row).map(at).collect()
}

#[test]
fn the_head_of_a_coloured_table_stands_above_its_columns() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.migrate_on(&db).args(["up", "--to", "2"]).ok();
    let run = on_terminal(&project, 200, project.migrate_on(&db).args(["status"]));
    let (text, is_coloured) = bare(&run.stdout);
    let separators = separators(&text);
    assert!(is_coloured && separators.len() == 5, "{run:#?}");
    assert!(separators.iter().all(|line| *line == separators[0]), "{text}");
    // Off a terminal it is the same text.
    assert_eq!(text, project.migrate_on(&db).args(["status"]).ok().stdout);
}

#[test]
fn a_table_that_is_wider_than_the_terminal_is_a_block_per_row() {
    let (db, project) = (Database::new(), Project::new());
    let long = "a_name_of_some_length_".repeat(3);
    project.pair(&format!("V001__{long}"), "SELECT 1;", "SELECT 1;");
    let month = "PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')";
    let table = "CREATE TABLE ev (at timestamptz NOT NULL) PARTITION BY RANGE (at);";
    project.pair("V002__ev", &format!("{table} CREATE TABLE ev_{long}_x {month};"), "DROP TABLE ev;");
    project.migrate_on(&db).args(["up"]).ok();
    for (args, name) in [
        (&["status"][..], "name: "),
        (&["partitions", "list"], "partition: "),
        (&["up", "--dry-run"], "script: "),
    ] {
        if args[0] == "up" {
            project.migrate_on(&db).args(["down", "--all", "--yes"]).ok();
        }
        let call = || project.migrate_on(&db).args(args.iter().copied());
        let wide = on_terminal(&project, 400, call());
        assert!(!separators(&bare(&wide.stdout).0).is_empty(), "{wide:#?}");
        let width = bare(&wide.stdout).0.lines().map(|line| line.chars().count()).max().unwrap();
        // On exactly its width it still fits.
        let table = |text: &str| text.lines().map(ToOwned::to_owned).collect::<Vec<_>>();
        assert_eq!(
            table(&bare(&on_terminal(&project, width, call()).stdout).0),
            table(&bare(&wide.stdout).0)
        );
        for columns in [80, 100.min(width - 1)] {
            let narrow = on_terminal(&project, columns, call());
            let (text, _) = bare(&narrow.stdout);
            assert!(text.contains(&format!("\n{name}")), "{columns}: {narrow:#?}");
            assert_eq!(separators(&text), Vec::<Vec<usize>>::new(), "{columns}: {narrow:#?}");
        }
        let file = call().ok();
        assert_eq!(file.stdout, bare(&wide.stdout).0);
    }
}

/// Every character that is obeyed and that PostgreSQL takes in a name.
fn obeyed() -> impl Iterator<Item = char> {
    let marks = "\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    ('\u{1}'..='\u{1f}').chain('\u{7f}'..='\u{9f}').chain(marks.chars())
}

#[test]
fn nothing_in_a_name_is_obeyed_in_any_output() {
    let (db, project) = (Database::new(), Project::with_tenant());
    let letters: Vec<char> = obeyed().collect();
    let mut sql = "DO $$ BEGIN CREATE ROLE app_user NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;".to_owned();
    let mut names = Vec::new();
    for (at, few) in letters.chunks(8).enumerate() {
        let few: String = few.iter().collect();
        names.push(format!("n{at}{few}x"));
        let (name, role) = (&names[at], format!("{}_{at}{few}r", db.name()));
        sql.push_str(&format!(
            "CREATE TABLE \"{name}\" (\"c{few}\" text DEFAULT 'd{few}', organization_id uuid, CONSTRAINT \"k{few}\" CHECK (\"c{few}\" <> 'x'));
             COMMENT ON TABLE \"{name}\" IS 'about{few}';
             CREATE ROLE \"{role}\" NOLOGIN; GRANT SELECT ON \"{name}\" TO \"{role}\", app_user;
             CREATE TABLE \"p{name}\" (\"at{few}\" timestamptz NOT NULL) PARTITION BY RANGE (\"at{few}\");
             CREATE TABLE \"q{name}\" PARTITION OF \"p{name}\" FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
             CREATE FUNCTION \"f{name}\"() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN ''b{few}''; END';"
        ));
    }
    project.pair("V001__names", "SELECT 1;", "SELECT 1;");
    project.migrate_on(&db).args(["up"]).ok();
    db.execute(&sql);
    let in_history = names
        .iter()
        .enumerate()
        .map(|(at, name)| format!("({}, '{name}', '2026-01-01T00:00:00Z', '0')", at + 2));
    let rows: Vec<String> = in_history.collect();
    db.execute(&format!(
        "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES {}",
        rows.join(", ")
    ));
    let everything: String = letters.iter().collect();
    let raise = format!(
        "DO $$ BEGIN RAISE NOTICE 'n{everything}'; RAISE EXCEPTION 'e{everything}' USING DETAIL = 'd{everything}', HINT = 'h{everything}'; END $$;"
    );
    let bad = Project::new();
    bad.pair("V001__bad", &raise, "SELECT 1;");
    let file = Project::new();
    for letter in letters.iter().filter(|letter| **letter != '/') {
        file.file(&format!("migrations/V001__{letter}.sql"), "SELECT 1;");
    }
    let fresh = Database::new();
    for (project, database, args) in [
        (&project, &db, &["status"][..]),
        (&project, &db, &["up"]),
        (&project, &db, &["docs"]),
        (&project, &db, &["verify"]),
        (&project, &db, &["snapshot"]),
        (&project, &db, &["drift"]),
        (&project, &db, &["partitions", "list"]),
        (&project, &db, &["partitions", "check"]),
        (&project, &db, &["partitions", "retire", "--keep", "1m", "--dry-run"]),
        (&project, &db, &["verify", "--format", "json"]),
        (&project, &db, &["snapshot", "--format", "json"]),
        (&bad, &fresh, &["up"]),
        (&bad, &fresh, &["up", "--format", "json"]),
        (&file, &fresh, &["up"]),
        (&file, &fresh, &["up", "--format", "json"]),
    ] {
        let call = || project.migrate_on(database).args(args.iter().copied());
        let piped = call().run();
        for text in [&piped.stdout, &piped.stderr] {
            let raw = text.chars().find(|c| *c != '\n' && (c.is_control() || letters.contains(c)));
            assert_eq!(raw, None, "{args:?}: {text}");
        }
        let shown = on_terminal(project, 200, call());
        // Progress on the way is no text of theirs; a colour is `ESC [ numbers m`.
        let text = shown.stdout.replace("\u{1b}[", "").replace(['\r', '\n'], "");
        let raw = text.chars().find(|c| c.is_control() || letters.contains(c));
        assert_eq!(raw, None, "{args:?}: {shown:#?}");
    }
    // A line break in a name begins no line.
    let (line, split): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| !name.contains('\n'));
    assert!(!line.is_empty() && !split.is_empty());
    for args in [&["status"][..], &["verify"], &["snapshot"], &["partitions", "list"]] {
        let run = project.migrate_on(&db).args(args.iter().copied()).run();
        let tail = split[0].split_once('\n').unwrap().1;
        let tail: String = tail.chars().flat_map(char::escape_default).collect();
        let escaped = run.stdout.lines().any(|line| line.contains(&format!("\\n{tail}")));
        assert!(escaped, "{args:?}: {run:#?}");
    }
}

#[test]
fn a_metrics_file_has_no_character_that_is_obeyed() {
    let (db, project) = (Database::new(), Project::new());
    let name = "a\tb\u{1b}\u{202e}\u{2028}\u{9b}c\nd";
    db.execute(&format!("CREATE TABLE \"{name}\" (at timestamptz NOT NULL) PARTITION BY RANGE (at)"));
    project.migrate_on(&db).args(["partitions", "check", "--metrics-file", "m.prom"]).run();
    let text = std::fs::read_to_string(project.path().join("m.prom")).unwrap();
    assert!(text.contains("a\\\\tb\\\\u{1b}\\\\u{202e}\\\\u{2028}\\\\u{9b}c\\nd"), "{text}");
    assert_eq!(
        text.chars().find(|c| *c != '\n' && (c.is_control() || "\u{202e}\u{2028}".contains(*c))),
        None,
        "{text}"
    );
}
