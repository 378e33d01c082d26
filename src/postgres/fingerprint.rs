//! The schema, or some tables of it, as objects with aspects: a handful of questions, all asked in two flushes.
//!
//! The columns of an answer are the aspects, by their names; NULL is what is as usual and is not told. Reads the
//! catalog only, so that any role that may connect gets the same.

use std::collections::HashMap;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::history;
use crate::model::fingerprint::{Aspects, COLUMNS, Fingerprint, ON, PART_OF};

const SETTINGS: &str = include_str!("sql/docs_settings.sql");
/// With nothing on the search path every name is written with its schema.
const BARE: &str = "SET LOCAL search_path = ''; SET LOCAL jit = off";

const RELATIONS: &str = include_str!("sql/fingerprint_relations.sql");
const COLUMNS_OF: &str = include_str!("sql/fingerprint_columns.sql");
const CONSTRAINTS: &str = include_str!("sql/fingerprint_constraints.sql");
const INDEXES: &str = include_str!("sql/fingerprint_indexes.sql");
const POLICIES: &str = include_str!("sql/fingerprint_policies.sql");
const TRIGGERS: &str = include_str!("sql/fingerprint_triggers.sql");
const RULES: &str = include_str!("sql/fingerprint_rules.sql");
const STATISTICS: &str = include_str!("sql/fingerprint_statistics.sql");
const FUNCTIONS: &str = include_str!("sql/fingerprint_functions.sql");
const TYPES: &str = include_str!("sql/fingerprint_types.sql");
const SCHEMAS: &str = include_str!("sql/fingerprint_schemas.sql");
const RARE: &str = include_str!("sql/fingerprint_rare.sql");
const PUBLICATIONS: &str = include_str!("sql/fingerprint_publications.sql");

/// The columns of an answer that are no aspects.
const NO_ASPECTS: [&str; 4] = ["relation", "kind", "name", "within"];

/// How an object that hangs on a relation is called.
#[derive(Clone, Copy)]
enum Called {
    /// `column public.tasks.title`
    Behind,
    /// `policy tenant_floor on public.tasks`
    On,
    /// `index public.tasks_pkey`: the relation is an aspect.
    Alone,
}

/// Reads a schema but for our own tables, which are in one of the given schemas; of some tables, if these are given
/// by their OIDs, only those with what hangs on them. Within a transaction, whose settings are changed.
pub(super) async fn read(
    client: &Client,
    schemas: &[String],
    tables: Option<&[u32]>,
) -> Result<Fingerprint, Error> {
    client.batch_execute(SETTINGS).await?;
    client.batch_execute(BARE).await?;
    let ours = history::NAMES.as_slice();
    let mut print = Fingerprint::default();
    let relations = client
        .query_typed(
            RELATIONS,
            &[(&schemas, Type::TEXT_ARRAY), (&ours, Type::TEXT_ARRAY), (&tables, Type::OID_ARRAY)],
        )
        .await?;
    let mut names: HashMap<u32, (String, String)> = HashMap::with_capacity(relations.len());
    for row in &relations {
        let (kind, name): (&str, &str) = (row.try_get("kind")?, row.try_get("name")?);
        names.insert(row.try_get("relation")?, (format!("{kind} {name}"), name.to_owned()));
        print.objects.insert(format!("{kind} {name}"), aspects(row)?);
    }
    let oids: Vec<u32> = names.keys().copied().collect();
    let ask = async |question: &str| client.query_typed(question, &[(&oids, Type::OID_ARRAY)]).await;
    let (columns, constraints, indexes, policies, triggers, rules, statistics, others) = tokio::try_join!(
        biased;
        ask(COLUMNS_OF),
        ask(CONSTRAINTS),
        ask(INDEXES),
        ask(POLICIES),
        ask(TRIGGERS),
        ask(RULES),
        ask(STATISTICS),
        others(client, tables.is_none())
    )?;
    list_columns(&mut print, &names, &columns)?;
    for (kind, called, rows) in [
        ("column", Called::Behind, columns),
        ("constraint", Called::On, constraints),
        ("index", Called::Alone, indexes),
        ("policy", Called::On, policies),
        ("trigger", Called::On, triggers),
        ("rule", Called::On, rules),
        ("statistics", Called::Alone, statistics),
    ] {
        for row in &rows {
            let Some((_, relation)) = names.get(&row.try_get::<_, u32>("relation")?) else { continue };
            let name: &str = row.try_get("name")?;
            let mut aspects = aspects(row)?;
            let object = match called {
                Called::Behind => format!("{kind} {relation}.{name}"),
                Called::On => format!("{kind} {name} on {relation}"),
                Called::Alone => {
                    aspects.insert(ON.to_owned(), relation.clone());
                    format!("{kind} {name}")
                }
            };
            print.objects.insert(object, aspects);
        }
    }
    for row in others.iter().flatten() {
        let (kind, name): (&str, Option<&str>) = (row.try_get("kind")?, row.try_get("name")?);
        let object = name.map_or_else(|| kind.to_owned(), |name| format!("{kind} {name}"));
        print.objects.insert(object, aspects(row)?);
    }
    Ok(print)
}

/// What hangs on no relation.
async fn others(client: &Client, wanted: bool) -> Result<Vec<Vec<Row>>, Error> {
    if !wanted {
        return Ok(Vec::new());
    }
    let ask = async |question: &str| client.query_typed(question, &[]).await;
    let (functions, types, schemas, rare, publications) = tokio::try_join!(
        biased;
        ask(FUNCTIONS),
        ask(TYPES),
        ask(SCHEMAS),
        ask(RARE),
        ask(PUBLICATIONS)
    )?;
    Ok(vec![functions, types, schemas, rare, publications])
}

/// The order of the columns is an aspect of their relation.
fn list_columns(
    print: &mut Fingerprint,
    names: &HashMap<u32, (String, String)>,
    columns: &[Row],
) -> Result<(), Error> {
    let mut lists: HashMap<u32, Vec<&str>> = HashMap::new();
    for row in columns {
        lists.entry(row.try_get("relation")?).or_default().push(row.try_get("name")?);
    }
    for (relation, list) in lists {
        if let Some(aspects) = names.get(&relation).and_then(|(object, _)| print.objects.get_mut(object)) {
            aspects.insert(COLUMNS.to_owned(), list.join("\n"));
        }
    }
    Ok(())
}

fn aspects(row: &Row) -> Result<Aspects, Error> {
    let mut aspects = Aspects::new();
    if let Some(within) = row.try_get::<_, Option<&str>>("within")? {
        aspects.insert(PART_OF.to_owned(), within.to_owned());
    }
    for (at, column) in row.columns().iter().enumerate() {
        if !NO_ASPECTS.contains(&column.name())
            && let Some(text) = row.try_get::<_, Option<&str>>(at)?
        {
            aspects.insert(column.name().to_owned(), text.to_owned());
        }
    }
    Ok(aspects)
}
