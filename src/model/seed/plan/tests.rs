//! A small schema of tenants, made without a server: what refers fits, what is unique differs, and the order in which
//! chunks are made does not matter.

use std::collections::{BTreeMap, BTreeSet};

use super::small::{EDGES, PROFILE, catalog, names};
use super::*;
use crate::model::seed::profile::parse;

fn plan(text: &str, seed: u64) -> Result<Plan, Vec<ProfileProblem>> {
    let profile = parse(&text.parse().unwrap()).unwrap();
    let edges = crate::model::seed::profile::parse_edges("edges.csv", EDGES).unwrap();
    let wish = SeedOptions { seed, scale: 1.0, months: None, until: None, behind: BTreeMap::new() };
    Plan::new(&profile, &catalog(), &wish, &edges, &Answers::default()).map(|(plan, _)| plan)
}

type Rows = Vec<BTreeMap<String, Option<String>>>;

fn rows(plan: &Plan, name: &str) -> Rows {
    let table = plan.tables.iter().position(|table| table.name.name == name).unwrap();
    let mut cursor = plan.maker.cursor();
    let made = |ordinal: u64| {
        let row = plan.maker.locate(table, ordinal, &mut cursor);
        let mut value = |column: usize| {
            let mut text = Vec::new();
            let value = plan.maker.column(&row, column, &mut cursor, &mut text);
            value.show(&mut text);
            (value != Value::Null).then(|| String::from_utf8(text).unwrap())
        };
        let columns = &plan.maker.tables[table].columns;
        (0..columns.len()).map(|column| (columns[column].name.clone(), value(column))).collect()
    };
    (0..plan.tables[table].rows).map(made).collect()
}

fn keys(rows: &Rows, columns: &str) -> BTreeSet<Vec<Option<String>>> {
    rows.iter().map(|row| names(columns).iter().map(|column| row[column].clone()).collect()).collect()
}

#[test]
fn what_refers_fits_and_what_is_unique_differs() {
    let plan = plan(PROFILE, 1).unwrap();
    let catalog = catalog();
    for table in &catalog.tables {
        let made = rows(&plan, &table.name.name);
        for key in &table.keys {
            let columns = key.columns.join(" ");
            let whole: Rows = made
                .iter()
                .filter(|row| key.columns.iter().all(|column| row[column].is_some()))
                .cloned()
                .collect();
            assert_eq!(keys(&whole, &columns).len(), whole.len(), "{} {columns}", table.name.name);
        }
        for key in &table.foreign_keys {
            let target = catalog.tables.iter().find(|target| target.oid == key.target).unwrap();
            let targets = keys(&rows(&plan, &target.name.name), &key.target_columns.join(" "));
            let refers = keys(&made, &key.columns.join(" "));
            assert!(
                refers.iter().filter(|key| key.iter().all(Option::is_some)).all(|key| targets.contains(key)),
                "{}",
                key.name
            );
        }
        for column in table.columns.iter().filter(|column| column.not_null) {
            assert!(
                made.iter().all(|row| row[&column.name].is_some()),
                "{}.{}",
                table.name.name,
                column.name
            );
        }
    }
}

#[test]
fn sizes_and_columns_are_what_the_profile_says() {
    let plan = plan(PROFILE, 1).unwrap();
    let sizes: Vec<(&str, u64)> =
        plan.tables.iter().map(|table| (table.name.name.as_str(), table.rows)).collect();
    for expected in [("orgs", 7), ("people", 60), ("members", 90), ("tasks", 5000), ("log", 4000)] {
        assert!(sizes.contains(&expected), "{sizes:?}");
    }
    let members = rows(&plan, "members");
    let people: BTreeSet<_> = keys(&members, "person");
    assert_eq!(people.len(), 60, "everybody belongs somewhere");
    let owners: Vec<_> = members.iter().filter(|row| row["role"].as_deref() == Some("owner")).collect();
    assert_eq!(owners.len(), 7);
    for org in rows(&plan, "orgs") {
        let size = members.iter().filter(|member| member["org"] == org["id"]).count();
        assert_eq!(org["size"], Some(size.max(5).to_string()));
    }
    let tasks = rows(&plan, "tasks");
    let by_id: BTreeMap<_, _> = tasks.iter().map(|task| (task["id"].clone(), task)).collect();
    for task in &tasks {
        assert_eq!(task["gone"].is_some(), task["position"].is_none());
        if let Some(above) = task["parent"].as_ref().and_then(|parent| by_id.get(&Some(parent.clone())))
            && above["gone"].is_some()
        {
            assert_eq!(task["gone"], above["gone"]);
        }
    }
    assert_eq!(tasks[0]["title"], Some("語".repeat(500)));
    assert!(tasks.iter().any(|task| task["gone"].is_some()) && tasks[1]["gone"].is_none());
}

#[test]
fn each_partition_gets_its_months_and_their_edges() {
    let plan = plan(PROFILE, 1).unwrap();
    let streams: Vec<&Stream> =
        plan.streams.iter().filter(|stream| stream.name.name.starts_with("log")).collect();
    assert_eq!(streams.iter().map(|stream| stream.target).collect::<Vec<_>>(), [71, 72, 73]);
    assert!(streams.is_sorted_by_key(|stream| stream.rows));
    let log = rows(&plan, "log");
    let mut at = 0;
    for (stream, month) in streams.iter().zip(["2026-08", "2026-09", "2026-10"]) {
        let end = at + usize::try_from(stream.rows).unwrap();
        assert!(log[at..end].iter().all(|row| row["at"].as_ref().unwrap().starts_with(month)));
        assert_eq!(log[at]["at"].as_deref(), Some(format!("{month}-01T00:00:00.000000Z").as_str()));
        assert!(log[end - 1]["at"].as_ref().unwrap().ends_with("T23:59:59.999999Z"));
        at = end;
    }
}

#[test]
fn the_order_of_chunks_does_not_matter_and_the_seed_does() {
    let (first, second) = (plan(PROFILE, 1).unwrap(), plan(PROFILE, 2).unwrap());
    let all = |plan: &Plan, backwards: bool| -> Vec<Vec<u8>> {
        let chunks = plan
            .streams
            .iter()
            .enumerate()
            .flat_map(|(at, stream)| (0..stream.chunks).map(move |chunk| (at, chunk)));
        let mut chunks: Vec<_> = chunks.collect();
        if backwards {
            chunks.reverse();
        }
        let mut made: Vec<_> = chunks
            .into_iter()
            .map(|(stream, chunk)| {
                let mut out = Vec::new();
                plan.write(stream, chunk, &mut out).unwrap();
                ((stream, chunk), out)
            })
            .collect();
        made.sort();
        made.into_iter().map(|(_, bytes)| bytes).collect()
    };
    assert!(first.streams.iter().any(|stream| stream.chunks > 2));
    assert!(all(&first, false) == all(&first, true));
    assert!(all(&first, false) != all(&second, false));
}

#[test]
fn what_does_not_fit_the_catalog_is_named() {
    let place = |from: &str, to: &str| {
        assert!(PROFILE.contains(from));
        plan(&PROFILE.replacen(from, to, 1), 1).unwrap_err().remove(0).place
    };
    assert_eq!(place("[tables.marks]", "[tables.stamps]"), "tables.stamps");
    assert_eq!(place("per = \"projects\"", "per = \"people\""), "tables.tasks.per");
    assert_eq!(place("parent.gone", "parent.went"), "tables.tasks.columns.gone");
    assert_eq!(place("{assignee.role}", "{nobody}"), "tables.tasks.columns.title");
    assert_eq!(place("title = ", "titel = \"x\"\ntitle = "), "tables.tasks.columns.titel");
    assert_eq!(place("months = 3", "months = 4"), "tables.log");
    assert_eq!(place("gone = {", "gone = { of = \"position\" }\nwent = {"), "tables.tasks.columns.went");
    assert_eq!(place("rows = 5000", "rows = 1"), "tables.tasks.rows");
}
