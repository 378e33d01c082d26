//! What is read of a hostile schema.

use super::{TestServer, named};
use crate::model::seed::catalog::{CatalogColumn, CatalogTable, ColumnDefault};

fn column<'a>(table: &'a CatalogTable, name: &str) -> &'a CatalogColumn {
    table.columns.iter().find(|column| column.name == name).unwrap()
}

#[tokio::test]
async fn the_catalog_is_read_as_it_is() {
    let trial = TestServer::hostile().await;
    let mut names = named(&["counted", "nowhere", "deep"]);
    names.push((Some("Sch\"ema 1".to_owned()), "T; DROP TABLE x".to_owned()));
    names.push((Some("public".to_owned()), "T; DROP TABLE x".to_owned()));
    let (catalog, missing) = trial.session.seed_catalog(&names).await.unwrap();
    assert_eq!(missing, [1, 4]);
    let names: Vec<&str> = catalog.tables.iter().map(|table| table.name.name.as_str()).collect();
    assert_eq!(names, ["T; DROP TABLE x", "counted", "deep", "events", "orgs"]);
    let [hostile, counted, deep, events, orgs] = catalog.tables.as_slice() else { panic!() };

    let filled: Vec<(&str, ColumnDefault)> = orgs
        .columns
        .iter()
        .filter(|column| column.name != "virtual")
        .map(|column| (column.name.as_str(), column.filled))
        .collect();
    assert_eq!(
        filled,
        [
            ("id", ColumnDefault::Identity),
            ("slug", ColumnDefault::Nothing),
            ("name", ColumnDefault::Nothing),
            ("mood", ColumnDefault::Constant),
            ("price", ColumnDefault::Constant),
            ("rate", ColumnDefault::Nothing),
            ("code", ColumnDefault::Constant),
            ("tags", ColumnDefault::Constant),
            ("settings", ColumnDefault::Constant),
            ("created_at", ColumnDefault::Changing),
            ("until", ColumnDefault::Changing),
            ("negative", ColumnDefault::Constant),
            ("token", ColumnDefault::Changing),
            ("lived", ColumnDefault::Changing),
            ("double", ColumnDefault::Generated),
            ("during", ColumnDefault::Nothing),
        ]
    );
    let name = column(orgs, "name");
    assert_eq!((name.type_name.as_str(), name.base_type.as_str()), ("public.tag", "character varying"));
    assert_eq!((name.max_chars, name.not_null), (Some(20), true));
    assert_eq!(
        name.domain_checks,
        ["CHECK (((VALUE)::text = lower((VALUE)::text)))", "CHECK ((length((VALUE)::text) < 15))",]
    );
    assert_eq!(column(orgs, "mood").labels, ["zeta", "alpha", "it's"]);
    assert_eq!(column(orgs, "price").precision, Some((12, 2)));
    assert_eq!((column(orgs, "code").max_chars, column(orgs, "slug").max_chars), (Some(3), Some(40)));
    assert_eq!(column(orgs, "tags").base_type, "text[]");

    let keys: Vec<(&str, bool, Vec<&str>)> = orgs
        .keys
        .iter()
        .filter(|key| key.name != "one_null")
        .map(|key| (key.name.as_str(), key.is_primary, key.columns.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        keys,
        [
            ("orgs_pkey", true, vec!["id"]),
            ("orgs_once", false, vec!["slug", "created_at"]),
            ("orgs_some", false, vec!["name"]),
            ("orgs_token_code_key", false, vec!["token", "code"]),
            ("slugs", false, vec!["slug"]),
        ]
    );
    assert!(orgs.keys.iter().all(|key| key.is_partial == (key.name == "orgs_some")));
    assert!(orgs.checks.iter().all(|check| check.name != "loose"));
    let cheap = orgs.checks.iter().find(|check| check.name == "cheap").unwrap();
    assert_eq!(cheap.columns, ["price", "code"]);
    assert!(cheap.expression.contains("price < "), "{}", cheap.expression);

    let foreign: Vec<(&str, u32, &str)> = hostile
        .foreign_keys
        .iter()
        .map(|key| (key.name.as_str(), key.target, key.target_columns[0].as_str()))
        .collect();
    assert_eq!(foreign.len(), 3);
    assert_eq!(foreign[1], ("fk \" of it", orgs.oid, "id"));
    assert_eq!(deep.foreign_keys.len(), 1, "{:?}", deep.foreign_keys);
    assert_eq!(deep.foreign_keys[0].columns, ["event", "at"]);

    let leaves = |table: &CatalogTable| -> Vec<(String, i64, i64)> {
        table.leaves.iter().map(|leaf| (leaf.name.name.clone(), leaf.from, leaf.to)).collect()
    };
    let january = 1_735_689_600_000_000;
    assert_eq!(events.partition_column.as_deref(), Some("at"));
    assert_eq!(
        leaves(events),
        [
            ("events_rest".to_owned(), i64::MIN, i64::MIN),
            ("old_events".to_owned(), i64::MIN, january),
            ("events_2025_01".to_owned(), january, january + 31 * 86_400_000_000),
        ]
    );
    assert_eq!(
        leaves(counted),
        [("counted_1".to_owned(), i64::MIN, 100), ("counted_2".to_owned(), 100, i64::MAX)]
    );
    assert_eq!((deep.partition_column.as_deref(), deep.leaves.len()), (None, 2));
    drop(trial.server);
}
