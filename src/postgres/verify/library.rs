//! What expressions refer to: columns, keys, functions, operators, types, views.

use std::collections::BTreeMap;

use tokio_postgres::{Client, Error};

use crate::model::verify::policy::library::{Column, KeyTie, Library, Operator, Routine, View};
use crate::model::verify::policy::{stored, written};

const COLUMNS: &str = include_str!("sql/library_columns.sql");
const KEYS: &str = include_str!("sql/library_keys.sql");
const TIES: &str = include_str!("sql/library_ties.sql");
const ROUTINES: &str = include_str!("sql/library_routines.sql");
const OPERATORS: &str = include_str!("sql/library_operators.sql");
const TYPES: &str = include_str!("sql/library_types.sql");
const VIEWS: &str = include_str!("sql/library_views.sql");
const CASTS: &str = include_str!("sql/library_casts.sql");
const RELATIONS: &str = include_str!("sql/library_relations.sql");
const COLLATIONS: &str = include_str!("sql/library_collations.sql");

/// Everything that the expressions of policies, views and functions refer to. Reads catalogs only.
pub(super) async fn library(client: &Client) -> Result<Library, Error> {
    let mut library = Library::default();
    for row in client.query_typed(COLUMNS, &[]).await? {
        library.columns.entry(row.try_get("relation")?).or_default().push(Column {
            number: row.try_get("number")?,
            name: row.try_get("name")?,
            kind: row.try_get("kind")?,
            not_null: row.try_get("not_null")?,
            collation: row.try_get("collation")?,
        });
    }
    for row in client.query_typed(KEYS, &[]).await? {
        library.keys.entry(row.try_get("relation")?).or_default().push(row.try_get("columns")?);
    }
    for row in client.query_typed(TIES, &[]).await? {
        let (own, key): (Vec<i16>, Vec<i16>) = (row.try_get("columns")?, row.try_get("target_columns")?);
        library.ties.push(KeyTie {
            table: row.try_get("relation")?,
            target: row.try_get("target")?,
            pairs: own.into_iter().zip(key).collect(),
        });
    }
    for row in client.query_typed(OPERATORS, &[]).await? {
        let operator = Operator {
            schema: row.try_get("schema")?,
            name: row.try_get("name")?,
            left: row.try_get("left_kind")?,
            right: row.try_get("right_kind")?,
            kind: row.try_get("kind")?,
            routine: row.try_get("routine")?,
        };
        library.operators.insert(row.try_get("oid")?, operator);
    }
    for row in client.query_typed(COLLATIONS, &[]).await? {
        library.loose_collations.insert(row.try_get("oid")?);
    }
    for row in client.query_typed(CASTS, &[]).await? {
        library.casts.insert((row.try_get("source")?, row.try_get("target")?));
    }
    for row in client.query_typed(RELATIONS, &[]).await? {
        library.relations.push((row.try_get("schema")?, row.try_get("name")?, row.try_get("oid")?));
    }
    types(client, &mut library).await?;
    for row in client.query_typed(VIEWS, &[]).await? {
        if let Some(query) = stored::query(row.try_get("tree")?) {
            library.views.insert(row.try_get("oid")?, View { query, invoker: row.try_get("invoker")? });
        }
    }
    routines(client, &mut library).await?;
    Ok(library)
}

/// A domain stands for what the last of several does.
async fn types(client: &Client, library: &mut Library) -> Result<(), Error> {
    let mut bases: BTreeMap<u32, u32> = BTreeMap::new();
    for row in client.query_typed(TYPES, &[]).await? {
        let (oid, base): (u32, u32) = (row.try_get("oid")?, row.try_get("base")?);
        library.types.push((row.try_get("schema")?, row.try_get("name")?, oid));
        if base != 0 {
            bases.insert(oid, base);
        }
    }
    for domain in bases.keys() {
        let mut base = *domain;
        while let Some(next) = bases.get(&base) {
            base = *next;
        }
        library.domains.insert(*domain, base);
    }
    Ok(())
}

async fn routines(client: &Client, library: &mut Library) -> Result<(), Error> {
    let mut bodies: Vec<(u32, String, Option<String>)> = Vec::new();
    for row in client.query_typed(ROUTINES, &[]).await? {
        let oid = row.try_get("oid")?;
        let tree: Option<&str> = row.try_get("tree")?;
        let routine = Routine {
            schema: row.try_get("schema")?,
            name: row.try_get("name")?,
            arguments: row.try_get("arguments")?,
            argument_names: row.try_get("argument_names")?,
            kind: row.try_get("kind")?,
            is_set: row.try_get("is_set")?,
            is_strict: row.try_get("is_strict")?,
            is_volatile: row.try_get("is_volatile")?,
            is_definer: row.try_get("is_definer")?,
            body: tree.and_then(stored::query),
        };
        library.routines.insert(oid, routine);
        let body: Option<String> = row.try_get("body")?;
        bodies.extend(body.map(|body| (oid, body, row.try_get("path").ok().flatten())));
    }
    // A body may call functions that come later.
    for (oid, body, path) in bodies {
        let read = written::body(&body, oid, path.as_deref(), library);
        if let Some(routine) = library.routines.get_mut(&oid) {
            routine.body = read;
        }
    }
    Ok(())
}
