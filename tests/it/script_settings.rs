//! The table of the settings that scripts start with, in `docs/how-it-runs.md`: what it says is what a script sees, and nothing
//! is missing from it.

use std::collections::BTreeMap;

use crate::support::{Cluster, Database, Project};

const PAGE: &str = include_str!("../../docs/how-it-runs.md");

/// The settings of our own sessions, and what scripts get beyond these.
const LISTS: [&str; 2] = [
    include_str!("../../src/postgres/connection/sql/own_settings.sql"),
    include_str!("../../src/postgres/runner/sql/session_settings.sql"),
];

/// Other values than ours for everything that a role may bring along.
const ODD: [&str; 24] = [
    "statement_timeout = '100s'",
    "lock_timeout = '100s'",
    "idle_in_transaction_session_timeout = '100s'",
    "idle_session_timeout = '100s'",
    "client_min_messages = error",
    "TimeZone = 'Asia/Tokyo'",
    "DateStyle = 'German'",
    "IntervalStyle = 'sql_standard'",
    "bytea_output = 'escape'",
    "extra_float_digits = -5",
    "standard_conforming_strings = off",
    "quote_all_identifiers = on",
    "transform_null_equals = on",
    "array_nulls = off",
    "exit_on_error = on",
    "default_transaction_isolation = 'serializable'",
    "default_transaction_deferrable = on",
    "client_encoding = 'LATIN1'",
    "check_function_bodies = off",
    "row_security = on",
    "synchronous_commit = off",
    "search_path = nowhere",
    "application_name = 'odd'",
    "client_connection_check_interval = 0",
];

/// What the table says: the value of a setting by its name, in lower case.
fn table() -> BTreeMap<String, String> {
    let section = PAGE.split("\n## The session\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.map(|(name, rest)| {
        let value = rest.split(" |").next().unwrap().trim_matches('`');
        (name.to_lowercase(), value.to_owned())
    })
    .collect()
}

/// The names that a list sets.
fn names(list: &str) -> impl Iterator<Item = String> {
    let sets = list.lines().filter_map(|line| line.strip_prefix("SET "));
    sets.map(|set| set.split(" = ").next().unwrap().to_lowercase())
}

#[test]
fn every_setting_that_a_script_starts_with_is_in_the_table_and_has_that_value() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::owned_on(&cluster), Project::new());
    for setting in ODD {
        db.superuser(&format!("ALTER ROLE {} SET {setting}", db.owner()));
    }
    let has_transaction_timeout =
        db.value("SELECT current_setting('server_version_num')::int >= 170000") == "t";
    if has_transaction_timeout {
        db.superuser(&format!("ALTER ROLE {} SET transaction_timeout = '100s'", db.owner()));
    }
    let seen = "SELECT name, current_setting(name) AS value, source FROM pg_settings";
    let head = "-- migrate:no-transaction\n";
    project.pair("V001__within", &format!("CREATE TABLE within AS {seen};"), "DROP TABLE within;").pair(
        "V002__beside",
        &format!("{head}CREATE TABLE beside AS {seen};"),
        "DROP TABLE beside;",
    );
    project.migrate_on(&db).args(["--search-path", "public", "up"]).ok();
    let table = table();
    assert!(table.len() > 20, "{table:?}");
    for way in ["within", "beside"] {
        // Whatever we set, whether the page knows it or not.
        let ours = db.query(&format!(
            "SELECT lower(name) FROM {way} WHERE source IN ('session', 'client') ORDER BY 1"
        ));
        // Those of the transaction at hand follow their defaults.
        let is_known =
            |name: &str| table.contains_key(name) || table.contains_key(&format!("default_{name}"));
        let unknown: Vec<&String> = ours.iter().filter(|name| !is_known(name)).collect();
        assert!(unknown.is_empty(), "{way}: not in the table: {unknown:?}");
        for (name, value) in &table {
            if name == "transaction_timeout" && !has_transaction_timeout {
                continue;
            }
            let shown = db.value(&format!("SELECT value FROM {way} WHERE lower(name) = '{name}'"));
            let wanted = match name.as_str() {
                "application_name" => value.replace("V007", if way == "within" { "V001" } else { "V002" }),
                "search_path" => "public".to_owned(),
                _ => value.clone(),
            };
            assert_eq!(shown, wanted, "{way}: {name}");
        }
    }
    // And the other way round: what is set by the lists is in the table.
    let listed: Vec<String> = LISTS.into_iter().flat_map(names).collect();
    let missing: Vec<&String> = listed.iter().filter(|name| !table.contains_key(*name)).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}
