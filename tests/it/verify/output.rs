//! What `migrate verify` writes: for people, for programs, for code scanning and for CI.

use std::fs;

use serde_json::Value;

use crate::support::{Database, Project, Run, browser};

/// Names that would break out of each of the formats, or look like a finding of their own.
const HOSTILE: [&str; 3] = [
    "x\"]]></failure>&'<%0A,:\n::error title=T99::hijack",
    "\u{1b}[2J\u{9b}\r##[add-mask]y \u{fffe}",
    "z\nerror T99 public.fake: made up\n  ::stop-commands::z",
];

/// A database of tables without row-level security, each of which the application may read.
fn leaky(tables: &[&str]) -> Database {
    let db = Database::new();
    db.execute(
        "DO $$ BEGIN CREATE ROLE app_user NOLOGIN;
         EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
    );
    for table in tables {
        let name = format!("\"{}\"", table.replace('"', "\"\""));
        // A warning and a note beside the error: a nullable tenant column, a key without an index.
        db.execute(&format!(
            "CREATE TABLE {name} (id bigint, organization_id uuid, parent bigint, UNIQUE (organization_id, id),
                 FOREIGN KEY (organization_id, parent) REFERENCES {name} (organization_id, id));
             GRANT SELECT ON {name} TO app_user"
        ));
    }
    db
}

fn verify(db: &Database, project: &Project, args: &[&str]) -> Run {
    project.migrate_on(db).args(["verify"]).args(args.iter().copied()).code(1)
}

fn texts<'a>(findings: &'a Value, field: &str) -> Vec<&'a str> {
    findings.as_array().unwrap().iter().map(|finding| finding[field].as_str().unwrap()).collect()
}

/// The rules of the binary, in their order, as `T01 rls-disabled`.
fn called(project: &Project) -> Vec<String> {
    let run = project.migrate().args(["verify", "--explain", "all", "--format", "json"]).ok().json();
    let named = texts(&run["rules"], "id").into_iter().zip(texts(&run["rules"], "name"));
    named.map(|(id, name)| format!("{id} {name}")).collect()
}

/// The same, their ids and their names alone.
fn rules(project: &Project) -> (Vec<String>, Vec<String>) {
    let split = |called: &String| called.split_once(' ').map(|(id, name)| (id.to_owned(), name.to_owned()));
    called(project).iter().filter_map(split).unzip()
}

#[test]
fn people_read_the_worst_first_and_what_to_do() {
    let (db, project) = (leaky(&["notes"]), Project::with_tenant());
    let run = verify(&db, &project, &[]).shows(&[
        "error T01 rls-disabled public.notes: ",
        "\n    ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY",
        "\n1 table: 1 tenant, by its own column\n",
        "0 exempt\n",
    ]);
    verify(&db, &project, &["-v"]).shows(&["| tenant, by its own column"]);
    let rank = |line: &str| {
        ["error ", "warning ", "note "].iter().position(|word| line.starts_with(word)).map(|at| at + 1)
    };
    let ranks: Vec<usize> = run.stdout.lines().filter_map(rank).collect();
    assert!(ranks.is_sorted() && ranks.contains(&1) && ranks.contains(&2) && ranks.contains(&3), "{run:#?}");
    assert_eq!(run.stderr, "");
}

#[test]
fn of_many_findings_one_screen_is_shown() {
    let names: Vec<String> = (0..30).map(|n| format!("t{n:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (db, project) = (leaky(&names), Project::with_tenant());
    let run = verify(&db, &project, &["--on", "here"]).shows(&[
        "error T01 rls-disabled public.t04: ",
        "\nand 25 more of T01 rls-disabled, `-v` shows all\n",
    ]);
    assert!(!run.stdout.contains("rls-disabled public.t05"), "{run:#?}");
    assert!(run.stdout.lines().count() < 60, "{run:#?}");
    let wide = |line: &&str| line.contains(" | ") && line.chars().count() > 80;
    assert_eq!(run.stdout.lines().find(wide), None, "{run:#?}");
    let run = verify(&db, &project, &["--on", "here", "-v"]);
    let run = run.shows(&["error T01 rls-disabled public.t29: ", "| read, unset"]);
    assert!(!run.stdout.contains("`-v` shows all"), "{run:#?}");
}

#[test]
fn the_page_fits_on_a_phone_and_says_what_was_judged() {
    let (db, project) = (leaky(&HOSTILE), Project::with_tenant());
    let page = |args: &[&str]| {
        verify(&db, &project, &[args, &["--html", "isolation.html"]].concat());
        let page = fs::read_to_string(project.path().join("isolation.html")).unwrap();
        for elsewhere in ["http://", "https://", "src=", "url(", "<script", "@import", "<link"] {
            assert!(!page.contains(elsewhere), "{elsewhere}: {page}");
        }
        browser::fits(&page);
        page
    };
    let text = page(&[]);
    let server = format!(
        "<dt>server</dt><dd>PostgreSQL {}",
        db.value("SHOW server_version").split(' ').next().unwrap()
    );
    for part in ["✗</span> Not isolated</strong>", "<dd><code>migrate verify</code></dd>", &server] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(page(&["--on", "here"]).contains("<dd><code>migrate verify --on here</code></dd>"));
}

#[test]
fn the_json_document_has_every_finding_with_what_to_do() {
    let (db, project) = (leaky(&["notes"]), Project::with_tenant());
    project.file(
        "migrate.toml",
        "[tenant]\n[[verify.exempt]]\nrule = \"V01\"\nobject = \"gone\"\nreason = \"it is\"\n",
    );
    let document = verify(&db, &project, &["--format", "json"]).json();
    assert_eq!((&document["command"], &document["exit_code"]), (&"verify".into(), &1.into()));
    for finding in document["findings"].as_array().unwrap() {
        for field in ["code", "rule", "name", "severity", "object", "what", "fix"] {
            assert!(finding[field].as_str().is_some_and(|text| !text.is_empty()), "{finding:#}");
        }
    }
    let first = &document["findings"][0];
    assert_eq!((&first["severity"], &first["object"]), (&"error".into(), &"public.notes".into()));
    assert_eq!((&first["rule"], &first["name"]), (&"T01".into(), &"rls-disabled".into()));
    let stale = serde_json::json!([
        { "code": "exemption-not-needed", "rule": "V01", "name": "view-owner-rights", "object": "gone", "reason": "it is" }
    ]);
    assert_eq!((&document["stale_exemptions"], &document["exempted"]), (&stale, &0.into()));
    assert_eq!(document["tables"][0]["rows_are"], "tenant, by its own column");
}

#[test]
fn annotations_are_ten_at_most_and_the_worst_of_all() {
    let names: Vec<String> = (0..12).map(|n| format!("t{n:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (db, project) = (leaky(&names), Project::with_tenant());
    let run = verify(&db, &project, &["--format", "github"]);
    let annotations: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(annotations.len(), 10, "{run:#?}");
    assert!(annotations.iter().all(|line| line.starts_with("::error title=")), "{run:#?}");
    // What does not fit is read below them.
    run.shows(&[
        "::error title=T01 rls-disabled::T01 rls-disabled `public.t00`: ",
        "error T01 rls-disabled public.t11: ",
        "warning T07 tenant-nullable public.t11: ",
    ]);
    // Where there is room, the others are told as what they are.
    let run = verify(&leaky(&["notes"]), &project, &["--format", "github"]);
    run.shows(&[
        "::error title=T01 rls-disabled::",
        "::warning title=T07 tenant-nullable::T07 tenant-nullable `public.notes`: ",
        "::notice title=K02 unindexed-foreign-key::",
    ]);
}

#[test]
fn names_cannot_break_out_of_what_people_and_runners_read() {
    let (db, project) = (leaky(&HOSTILE), Project::with_tenant());
    let called = called(&project);
    for format in ["human", "github"] {
        let run = verify(&db, &project, &["--format", format]);
        let output = format!("{}\n{}", run.stdout, run.stderr);
        assert!(!output.contains(|c: char| c.is_control() && c != '\n'), "{run:#?}");
        assert!(!output.lines().any(|line| line.starts_with("error T99")), "{run:#?}");
        assert_eq!(run.stdout.matches("error T01 rls-disabled public.").count(), 3, "{run:#?}");
        if format == "human" {
            continue;
        }
        // What the runner takes for a command: `::` behind white space, `##[` anywhere.
        let commands: Vec<&str> = output
            .lines()
            .map(str::trim_start)
            .filter(|line| line.starts_with("::") || line.contains("##["))
            .collect();
        // Nine of the names, and one of an old server.
        assert!((9..=10).contains(&commands.len()), "{run:#?}");
        for command in commands {
            let (head, _) = command[2..].split_once("::").unwrap();
            let (level, title) = head.split_once(" title=").unwrap();
            assert!(["error", "warning", "notice"].contains(&level), "{command}");
            assert!(called.iter().any(|called| called == title), "{command}");
        }
    }
    // A migration that does not pass the gate says the same on standard error.
    let name = HOSTILE[2].replace('"', "\"\"");
    let up =
        format!("CREATE TABLE \"{name}2\" (organization_id uuid); GRANT SELECT ON \"{name}2\" TO app_user;");
    project.pair("V001__hostile", &up, "SELECT 1;");
    let run =
        project.migrate_on(&db).args(["up", "--allow-existing", "--verify", "--format", "github"]).code(1);
    run.says(&["T01 rls-disabled `public.z\\nerror T99 public.fake"]);
    let run =
        project.migrate_on(&db).args(["up", "--allow-existing", "--verify", "--format", "github"]).code(1);
    let is_command = |line: &&str| line.trim_start().starts_with("::");
    assert_eq!(run.stderr.lines().filter(is_command).count(), 0, "{run:#?}");
    assert!(run.stdout.lines().filter(is_command).all(|line| line.contains("title=")), "{run:#?}");
}

#[test]
fn names_are_as_they_are_in_json() {
    let (db, project) = (leaky(&HOSTILE), Project::with_tenant());
    let document = verify(&db, &project, &["--format", "json"]).json();
    let objects = texts(&document["findings"], "object");
    for name in HOSTILE {
        assert!(objects.contains(&format!("public.{name}").as_str()), "{document:#}");
    }
}

/// What the official schema has against a document.
fn against_the_schema(document: &Value) -> Option<String> {
    let schema: Value =
        serde_json::from_str(include_str!("../../../fixtures/sarif-schema-2.1.0.json")).unwrap();
    let id = schema["$id"].as_str().unwrap().to_owned();
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource(&id, schema).unwrap();
    let index = compiler.compile(&id, &mut schemas).unwrap();
    schemas.validate(document, index).err().map(|error| format!("{error:#}"))
}

#[test]
fn the_sarif_file_is_what_the_standard_says_and_holds_every_finding() {
    let (db, project) = (leaky(&HOSTILE), Project::with_tenant());
    let findings =
        verify(&db, &project, &["--sarif", "found.sarif", "--format", "json"]).json()["findings"].clone();
    let text = fs::read_to_string(project.path().join("found.sarif")).unwrap();
    let mut sarif: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(against_the_schema(&sarif), None);
    let ((ids, names), run) = (rules(&project), &sarif["runs"][0]);
    assert_eq!(texts(&run["tool"]["driver"]["rules"], "id"), ids);
    assert_eq!(texts(&run["tool"]["driver"]["rules"], "name"), names);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings.as_array().unwrap().len());
    let mut prints = Vec::new();
    for (result, finding) in results.iter().zip(findings.as_array().unwrap()) {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            (&result["ruleId"], result["ruleId"].as_str()),
            (&finding["rule"], Some(ids[at].as_str()))
        );
        assert_eq!(result["level"], finding["severity"]);
        assert_eq!(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], finding["object"]);
        // What code scanning matches alerts by has been the same since the first version.
        let print = format!("{}:{}", ids[at], finding["object"].as_str().unwrap());
        assert_eq!(result["partialFingerprints"], serde_json::json!({ "ruleAndObject/v1": print }));
        prints.push(print);
    }
    prints.sort();
    prints.dedup();
    assert_eq!(prints.len(), results.len(), "two findings look the same to code scanning");
    // The schema is one that refuses.
    sarif["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(against_the_schema(&sarif).is_some());
}

#[test]
fn the_junit_file_has_a_case_for_each_rule_and_a_failure_for_each_that_fails() {
    let (db, project) = (leaky(&HOSTILE), Project::with_tenant());
    let findings =
        verify(&db, &project, &["--junit", "found.xml", "--format", "json"]).json()["findings"].clone();
    let read = || fs::read_to_string(project.path().join("found.xml")).unwrap();
    let text = read();
    let document = roxmltree::Document::parse(&text).unwrap();
    let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).unwrap();
    let cases: Vec<_> = suite.children().filter(|node| node.has_tag_name("testcase")).collect();
    let failures: Vec<_> = document.descendants().filter(|node| node.has_tag_name("failure")).collect();
    let number = |name| suite.attribute(name).unwrap().parse::<usize>().unwrap();
    assert_eq!((number("tests"), number("failures")), (cases.len(), failures.len()));
    let case_names: Vec<&str> = cases.iter().map(|case| case.attribute("name").unwrap()).collect();
    assert_eq!(case_names, called(&project));
    let mut failing: Vec<&str> = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] != "note")
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    failing.sort_unstable();
    failing.dedup();
    let named: Vec<&str> = failures
        .iter()
        .map(|failure| failure.parent().unwrap().attribute("name").unwrap().split(' ').next().unwrap())
        .collect();
    assert_eq!(named, failing);
    // Nothing else has come to be an element, and the names are there but for what XML cannot hold.
    let elements: Vec<_> = document.descendants().filter(roxmltree::Node::is_element).collect();
    assert_eq!(elements.len(), 2 + cases.len() + failures.len());
    let told: String = failures.iter().filter_map(roxmltree::Node::text).collect();
    for name in HOSTILE {
        let kept: String =
            name.chars().filter(|c| *c == '\n' || !(c.is_control() || *c == '\u{fffe}')).collect();
        assert!(told.contains(&format!("public.{kept}: ")), "{kept:?} is missing: {told}");
    }
    // An exemption that nothing needs is a failure, too.
    project.file(
        "migrate.toml",
        "[tenant]\n[[verify.exempt]]\nrule = \"V01\"\nobject = \"gone\"\nreason = \"it is\"\n",
    );
    verify(&db, &project, &["--junit", "found.xml"]);
    let counts = format!("tests=\"{}\" failures=\"{}\"", cases.len() + 1, failing.len() + 1);
    assert!(read().contains(&counts), "{}", read());
}
