//! `docs/verify-rules.md` is what `migrate verify --explain all` says.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Migrate, Project};

/// What the letter of a rule stands for.
const ABOUT: [(char, &str); 8] = [
    ('T', "Tables"),
    ('P', "Policies"),
    ('V', "Views"),
    ('F', "Functions, triggers and rewrite rules"),
    ('G', "Grants"),
    ('R', "Roles and settings"),
    ('K', "Keys and indexes"),
    ('L', "Leaks beside tables"),
];

fn rules() -> Vec<Value> {
    let folder = Project::bare();
    let call = Migrate::new(folder.path()).args(["verify", "--explain", "all", "--format", "json"]);
    call.ok().json()["rules"].as_array().unwrap().clone()
}

fn page(rules: &[Value]) -> String {
    let mut page = String::from(
        "# The rules of `migrate verify`\n\n\
         Written by a test from `migrate verify --explain all`; [verify.md](verify.md) says how they are used.\n",
    );
    let text = |rule: &Value, field: &str| escaped(rule[field].as_str().unwrap());
    for (letter, about) in ABOUT {
        let of = |rule: &&Value| rule["id"].as_str().unwrap().starts_with(letter);
        write!(page, "\n## {about}\n\n| rule | severity | finds |\n|---|---|---|\n").unwrap();
        for rule in rules.iter().filter(of) {
            let [id, name, severity, title] =
                ["id", "name", "severity", "title"].map(|field| text(rule, field));
            writeln!(page, "| [{id} {name}](#{}) | {severity} | {title} |", id.to_lowercase()).unwrap();
        }
        for rule in rules.iter().filter(of) {
            let [id, name, title, why, fix] =
                ["id", "name", "title", "why", "fix"].map(|field| text(rule, field));
            // The heading's own anchor has the name in it; links from elsewhere have the id alone.
            write!(page, "\n<a id=\"{}\"></a>\n\n### {id} {name}\n", id.to_lowercase()).unwrap();
            write!(page, "\n**{title}.** {}.\n\nTo mend it: {fix}.\n", capital(&why)).unwrap();
        }
    }
    page
}

/// What Markdown would take for something else; a word between backticks is code here, too.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if "\\*[]<>|#&".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[test]
fn the_page_of_rules_is_what_the_rules_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify-rules.md");
    let page = page(&rules());
    if std::env::var_os("MIGRATE_WRITE_PAGES").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let is_same = fs::read_to_string(&file).is_ok_and(|found| found == page);
    assert!(is_same, "docs/verify-rules.md is out of date; `make pages` writes it");
}

#[test]
fn every_rule_is_on_the_page_once_and_can_be_explained_alone() {
    let rules = rules();
    let page = page(&rules);
    let folder = Project::bare();
    for rule in &rules {
        let id = rule["id"].as_str().unwrap();
        let called = format!("{id} {}", rule["name"].as_str().unwrap());
        assert_eq!(page.matches(&format!("\n### {called}\n")).count(), 1, "{called}");
        assert_eq!(page.matches(&format!("<a id=\"{}\"></a>", id.to_lowercase())).count(), 1, "{called}");
        let call = |asked: &str| Migrate::new(folder.path()).args(["verify", "--explain", asked]).ok();
        call(id).shows(&[
            &format!("{called}: {}", rule["title"].as_str().unwrap()),
            rule["fix"].as_str().unwrap(),
        ]);
        for spelling in [&id.to_lowercase(), &rule["name"].as_str().unwrap().to_uppercase(), &called] {
            assert_eq!(call(spelling).stdout, call(id).stdout, "{spelling}");
        }
    }
    let refused = |asked| Migrate::new(folder.path()).args(["verify", "--explain", asked]).code(2);
    refused("Z99").says(&["there is no rule `Z99`", "`migrate verify --explain all` lists them"]);
    refused("rls-disabeld").says(&["there is no rule `rls-disabeld`", "similar rules: `T01 rls-disabled`;"]);
}

#[test]
fn a_rules_file_is_named_as_the_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/verify/rules");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|stem| stem != "mod")
        .collect();
    files.sort();
    let text = |rule: &Value, field: &str| rule[field].as_str().unwrap().to_lowercase().replace('-', "_");
    let named: Vec<String> =
        rules().iter().map(|rule| format!("{}_{}", text(rule, "id"), text(rule, "name"))).collect();
    assert_eq!(files, named);
}

#[test]
fn the_configuration_of_the_guide_is_accepted() {
    let guide = include_str!("../../../docs/verify.md");
    let block = guide.split("```toml\n").nth(1).unwrap().split("\n```").next().unwrap();
    let project = Project::new();
    project.file("migrate.toml", block);
    project.migrate().args(["verify", "--explain", "all"]).ok();
    project.file("migrate.toml", block.replace("\"cross-tenant-unique\"", "\"K03\""));
    project.migrate().args(["verify", "--explain", "all"]).ok();
    project.file("migrate.toml", block.replace("\"cross-tenant-unique\"", "\"K99\""));
    project.migrate().args(["verify", "--explain", "all"]).code(2).says(&["K99"]);
    project.file("migrate.toml", block.replace("reason = \"a slug", "reason = \" \" # "));
    project
        .migrate()
        .args(["verify", "--explain", "all"])
        .code(2)
        .says(&["the reason for public.organizations"]);
}
