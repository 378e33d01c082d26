//! The sabotage suite: `sabotage.toml`.

use super::{DOWN_2, notes, roundtrip, wrong};

const BROKEN: &str = include_str!("sabotage.toml");

/// The rollback of an entry.
fn rollback(entry: &toml::Table) -> String {
    let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
    if let Some(whole) = text("whole") {
        return whole.to_owned();
    }
    let mut sql = DOWN_2.to_owned();
    if let Some(without) = text("without") {
        assert_eq!(sql.matches(without).count(), 1, "{without}");
        sql = sql.replace(without, text("with").unwrap_or_default());
    }
    match (text("plus"), text("before")) {
        (Some(plus), Some(before)) => sql = sql.replace(before, &format!("{plus}\n{before}")),
        (Some(plus), None) => sql.push_str(plus),
        (None, _) => {}
    }
    assert_ne!(sql, DOWN_2);
    sql
}

/// What is wrong with what the run says about an entry, if something is.
fn judge(entry: &toml::Table) -> Option<String> {
    let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
    let project = notes();
    project.file("rollbacks/V002__more.sql", rollback(entry));
    let filled = entry.contains_key("rows");
    let data = if filled { ["--profile", "tiny"].as_slice() } else { &["--no-seed"] };
    let run = roundtrip(&project, data.iter().copied()).args(["--only", "V002", "--format", "json"]).run();
    if run.code != Some(1) {
        return Some(format!("exit {:?}: {}{}", run.code, run.stdout, run.stderr));
    }
    let document = run.json();
    let findings = document["pairs"][0]["findings"].as_array().cloned().unwrap_or_default();
    let named = |finding: &serde_json::Value| {
        let object = finding["object"].as_str().unwrap_or_default();
        let object = match finding["column"].as_str() {
            Some(column) => format!("{object}.{column}"),
            None => object.to_owned(),
        };
        let what = text("what").is_none_or(|what| finding["what"] == what);
        let kind = if filled { "loss" } else { "catalog" };
        let code = finding["code"].as_str().unwrap_or_default();
        let is_coded = code.starts_with(if filled { "rows-" } else { "object-" })
            || (filled && code == "sequence-went-back");
        let count = entry.get("count").and_then(toml::Value::as_integer);
        let is_count = count.is_none_or(|count| finding["rows"] == count);
        let is_it =
            if filled { object == text("names").unwrap() } else { object.contains(text("names").unwrap()) };
        is_it && is_coded && what && is_count && finding["kind"] == kind && finding["weight"] == "failure"
    };
    let of_kind = |kind: &str| findings.iter().any(|finding| finding["kind"] == kind);
    let is_found = findings.iter().any(named) && text("kind").is_none_or(of_kind);
    (!is_found).then(|| format!("{:#}{}", document["pairs"], run.stderr))
}

fn run_all(with_rows: bool, least: usize) {
    let document: toml::Table = BROKEN.parse().unwrap();
    let entries: Vec<toml::Table> = document["broken"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry.as_table().unwrap().clone())
        .collect();
    let entries: Vec<toml::Table> =
        entries.into_iter().filter(|entry| entry.contains_key("rows") == with_rows).collect();
    assert!(entries.len() >= least, "{}", entries.len());
    let wrong = wrong(&entries, |entry| judge(entry).map(|why| format!("{}: {why}", entry["name"])));
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), entries.len(), wrong.join("\n"));
}

#[test]
fn every_rollback_that_leaves_another_schema_fails_and_the_object_is_named() {
    run_all(false, 40);
}

#[test]
fn every_rollback_that_loses_rows_fails_and_table_and_column_are_named() {
    run_all(true, 15);
}

#[test]
fn a_rollback_of_comments_alone_is_no_script() {
    let project = notes();
    project.file("rollbacks/V002__more.sql", "-- nothing to do\n");
    roundtrip(&project, ["--no-seed"]).code(2).says(&["rollbacks/V002__more.sql"]);
}
