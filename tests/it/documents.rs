//! JSON documents: each is as its schema says, each problem has its code, and facts are fields.
#![allow(clippy::unwrap_used, reason = "what cannot be set up or read is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Database, Migrate, Project, ended, is_valid, schema, validate, wait_until};

/// The words under `Commands:` of a help page.
fn commands(help: &[&str]) -> Vec<String> {
    let page = Migrate::new(Path::new("/")).args(help.iter().copied()).ok().stdout;
    let listed = page.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap().to_owned();
    let word = |line: &str| {
        let is_command = line.starts_with("  ") && !line.starts_with("   ");
        is_command.then(|| line.split_whitespace().next().unwrap().to_owned())
    };
    listed.lines().filter_map(word).filter(|word| word != "help").collect()
}

#[test]
fn every_command_has_a_schema_and_needs_neither_a_project_nor_a_database_to_print_it() {
    let mut words: Vec<String> =
        commands(&["--help"]).into_iter().filter(|word| word != "partitions" && word != "schema").collect();
    words.extend(commands(&["partitions", "--help"]).iter().map(|word| format!("partitions-{word}")));
    assert!(words.len() > 15, "{words:?}");
    words.extend(["config", "profile"].map(ToOwned::to_owned));
    for word in &words {
        assert_eq!(schema(word)["$schema"], "https://json-schema.org/draft/2020-12/schema", "{word}");
    }
    let broken = Project::bare();
    broken.file("migrate.toml", "nonsense").file("migrations/x", "");
    let migrate = || Migrate::new(broken.path());
    let spelt = migrate().args(["schema", "partitions", "ensure"]).ok().stdout;
    assert_eq!(serde_json::from_str::<Value>(&spelt).unwrap(), schema("partitions-ensure"));
    let run = migrate().args(["schema", "nope", "--format", "json"]).code(2);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let error = &document["errors"][0];
    assert_eq!((&error["code"], &error["facts"]["given"]), (&"no-such-document".into(), &"nope".into()));
    let known: BTreeSet<&str> =
        error["facts"]["known"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(known, words.iter().map(String::as_str).collect());
}

#[test]
fn a_document_with_a_field_more_or_less_is_not_as_its_schema_says() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let document = project.migrate_on(&db).args(["status", "--format", "json"]).ok().json();
    assert_eq!(validate(&document), Ok(()));
    let changed = |change: fn(&mut Value)| {
        let mut other = document.clone();
        change(&mut other);
        assert_ne!(other, document);
        validate(&other)
    };
    assert!(changed(|it| it["more"] = 1.into()).is_err());
    assert!(changed(|it| it["migrations"][0]["more"] = 1.into()).is_err());
    assert!(changed(|it| drop(it.as_object_mut().unwrap().remove("current"))).is_err());
    assert!(changed(|it| it["has_history"] = "no".into()).is_err());
    assert!(changed(|it| it["errors"] = json!([{ "code": "no-such-code" }])).is_err());
}

#[test]
fn fields_come_in_the_order_of_the_schema() {
    let project = Project::with_tables(1);
    let run = project.migrate().args(["--format", "json", "up"]).code(2);
    let fields: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with("  \"") || line.starts_with("      \""))
        .map(|line| line.split('"').nth(1).unwrap())
        .collect();
    let head = ["schema_version", "command", "outcome", "exit_code", "steps", "errors"];
    let error = [
        "code",
        "title",
        "file",
        "line",
        "column",
        "sqlstate",
        "objects",
        "rule",
        "rule_name",
        "severity",
        "facts",
        "notes",
        "hint",
    ];
    assert_eq!(fields, [&head[..], &error].concat());
    assert_eq!(run.json()["errors"][0]["code"], "no-database");
}

#[test]
fn a_command_line_that_is_not_understood_is_a_document_too() {
    let migrate = |args: &[&str]| Migrate::new(Path::new("/")).args(args.iter().copied());
    let run = migrate(&["up", "--nope", "--format", "json"])
        .code(2)
        .says(&["error: unexpected argument '--nope' found"]);
    let document = run.json();
    let error = &document["errors"][0];
    assert_eq!((&document["command"], &document["exit_code"]), (&Value::Null, &2.into()));
    assert_eq!(
        (&error["code"], &error["title"]),
        (&"usage".into(), &"unexpected argument '--nope' found".into())
    );
    assert_eq!(error["facts"]["setting"], "--nope");
    let run = migrate(&["--format=json"]).code(2);
    assert_eq!(run.json()["errors"][0]["code"], "usage");
    let run = migrate(&["--format=json", "repair", "nonsense", "7"]).code(2);
    assert_eq!(
        run.json()["errors"][0]["facts"]["known"],
        json!(["accept", "applied", "not-applied", "executed", "not-executed", "renamed"])
    );
    // Help and version are no errors, and a person gets no document.
    assert!(migrate(&["--format", "json", "--help"]).ok().stdout.starts_with("Versioned"));
    assert_eq!(migrate(&["up", "--nope"]).code(2).stdout, "");
}

#[test]
fn who_holds_the_lock_is_in_fields() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__slow", "SELECT pg_sleep(60);", "SELECT 1;");
    let mut slow = project.migrate_on(&db).args(["up"]).into_command();
    let mut slow = slow.stderr(Stdio::null()).spawn().unwrap();
    let asked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'";
    wait_until("the script sleeps", || db.value(asked) != "0");
    let run = project.migrate_on(&db).args(["up", "--lock-wait", "300ms", "--format", "json"]).code(6);
    let error = run.json()["errors"][0].clone();
    let holder = &error["facts"]["holders"][0];
    assert_eq!((&error["code"], &holder["role"]), (&"locked".into(), &"postgres".into()), "{error:#}");
    assert!(holder["application"].as_str().unwrap().starts_with("migrate up V001"), "{error:#}");
    assert!(holder["query"].as_str().unwrap().contains("pg_sleep(60)"), "{error:#}");
    assert!(holder["pid"].as_i64().unwrap() > 0 && holder["connected_seconds"].is_i64(), "{error:#}");
    assert!(error["facts"]["waited_seconds"].is_u64(), "{error:#}");
    slow.kill().unwrap();
    ended(&mut slow);
}

#[test]
fn the_schemas_of_files_take_what_the_binary_takes_and_refuse_what_it_refuses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| -> Value {
        let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
        serde_json::to_value(table).unwrap()
    };
    assert_eq!(is_valid("config", &read(&root.join("migrate.toml"))), Ok(()));
    assert_eq!(is_valid("config", &json!({ "roundtrip": { "max_wal": "1GB", "max_full_scan": 9 } })), Ok(()));
    for wrong in [
        json!({ "nonsense": 1 }),
        json!({ "roundtrip": { "max_fun": "1s" } }),
        json!({ "partitions": [{ "table": "t" }] }),
        json!({ "partitions": [{ "table": "t", "interval": "fortnight" }] }),
    ] {
        assert!(is_valid("config", &wrong).is_err(), "{wrong}");
        let project = Project::new();
        project.file("migrate.toml", toml::to_string(&wrong).unwrap());
        let run = project.migrate().args(["--format", "json", "up"]).code(2);
        let code = run.json()["errors"][0]["code"].clone();
        assert!(code == "config-malformed" || code == "config-bad-value", "{run:#?}");
    }
    for file in fs::read_dir(root.join("fixtures/profiles")).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(is_valid("profile", &read(&path)), Ok(()), "{}", path.display());
    }
    for wrong in
        [json!({ "tabels": {} }), json!({ "tables": { "t": { "columns": { "c": { "intt": [1, 2] } } } } })]
    {
        assert!(is_valid("profile", &wrong).is_err(), "{wrong}");
    }
}
