//! Every pair has its own verdict, whatever others did: `verdicts.toml`.

use serde_json::Value;

use super::{cluster, wrong};
use crate::support::Project;

const VERDICTS: &str = include_str!("verdicts.toml");

/// A few rows for one table.
const PROFILE: &str = "description = \"a few rows\"\nuntil = \"2026-11-01\"\n[tables.TABLE]\nrows = 20\n";

/// The project of a case, and the verdict that each of its pairs deserves.
fn project(case: &toml::Table) -> (Project, Vec<String>) {
    let project = Project::new();
    for (at, pair) in case["pair"].as_array().unwrap().iter().enumerate() {
        let text = |key: &str| pair[key].as_str().unwrap();
        project.pair(&format!("V{:03}__step", at + 1), text("up"), text("down"));
    }
    if let Some(table) = case.get("rows_of").and_then(toml::Value::as_str) {
        project.file("fixtures/profiles/few.toml", PROFILE.replace("TABLE", table));
    }
    let verdicts = case["verdicts"].as_array().unwrap();
    (project, verdicts.iter().map(|verdict| verdict.as_str().unwrap().to_owned()).collect())
}

/// Whether a finding names an object, and what became of it.
fn is_named(finding: &Value, words: &[&str]) -> bool {
    let object = finding["object"].as_str().unwrap_or_default();
    let column = finding["column"].as_str().map(|column| format!(".{column}")).unwrap_or_default();
    let said =
        format!("{object}{column} {} {}", finding["what"].as_str().unwrap_or_default(), finding["rows"]);
    let is_script = words == ["-"] && finding["kind"] == "script";
    let is_it = said.strip_prefix("public.").unwrap_or(&said).starts_with(&words.join(" "));
    finding["weight"] == "failure" && (is_script || is_it)
}

/// What is wrong with what the run says about a case, if something is.
fn judge(case: &toml::Table) -> Option<String> {
    let (project, wanted) = project(case);
    let data: &[&str] = if case.contains_key("rows_of") { &["--profile", "few"] } else { &["--no-seed"] };
    let more = case.get("args").and_then(toml::Value::as_array).into_iter().flatten();
    let args: Vec<&str> = data.iter().copied().chain(more.map(|arg| arg.as_str().unwrap())).collect();
    let url = cluster().url("rt_maker", "postgres");
    let run =
        project.migrate().args(["--database-url", &url, "roundtrip", "--format", "json"]).args(args).run();
    let is_failure = wanted.iter().any(|verdict| verdict.starts_with("failed"));
    if run.code != Some(i32::from(is_failure)) {
        return Some(format!("exit {:?}: {}{}", run.code, run.stdout, run.stderr));
    }
    let document = run.json();
    let pairs = document["pairs"].as_array().unwrap();
    for (at, verdict) in wanted.iter().enumerate() {
        let pair = pairs.iter().find(|pair| pair["version"] == at + 1);
        let mut words: Vec<&str> = verdict.split(' ').collect();
        let word = words.remove(0);
        let is_right = match pair {
            None => word.is_empty(),
            Some(pair) => {
                let failures: Vec<&Value> = pair["findings"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|finding| finding["weight"] == "failure")
                    .collect();
                let is_told = word != "failed" || failures.iter().any(|finding| is_named(finding, &words));
                pair["verdict"] == word && is_told
            }
        };
        if !is_right {
            return Some(format!("V{:03} is not {verdict}: {:#}", at + 1, pair.unwrap_or(&Value::Null)));
        }
    }
    None
}

#[test]
fn every_pair_has_its_own_verdict() {
    let document: toml::Table = VERDICTS.parse().unwrap();
    let cases: Vec<&toml::Table> =
        document["case"].as_array().unwrap().iter().map(|case| case.as_table().unwrap()).collect();
    let wrong = wrong(&cases, |case| judge(case).map(|why| format!("{}: {why}", case["name"])));
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// On a throwaway server, where scripts may make roles: they are there once, whatever databases are made beside.
#[test]
fn roles_that_scripts_make_are_in_no_pairs_way() {
    let project = Project::new();
    project
        .pair(
            "V001__a",
            "CREATE ROLE rt_app;\nCREATE TABLE a (id int);\nGRANT SELECT ON a TO rt_app;",
            "DROP TABLE a;\nDROP ROLE rt_app;",
        )
        .pair("V002__b", "CREATE TABLE b (id int);", "DROP TABLE b;\nCREATE TABLE left_behind (id int);")
        .pair("V003__c", "GRANT SELECT ON b TO rt_app;", "REVOKE SELECT ON b FROM rt_app;")
        .pair("V004__d", "CREATE ROLE rt_more;", "DROP ROLE rt_more;");
    let run = |code: i32| {
        let run = project.migrate().args(["roundtrip", "--no-seed", "--ephemeral", "--format", "json"]);
        let document = run.code(code).json();
        let pairs = document["pairs"].as_array().unwrap();
        let verdicts: Vec<String> =
            pairs.iter().map(|pair| pair["verdict"].as_str().unwrap().to_owned()).collect();
        (verdicts, document["whole"]["proven"].clone())
    };
    assert_eq!(run(1).0, ["proven", "proven", "failed", "proven"]);
    project.file("rollbacks/V002__b.sql", "DROP TABLE b;");
    assert_eq!(run(0), (vec!["proven".to_owned(); 4], true.into()));
}
