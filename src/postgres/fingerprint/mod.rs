//! The schema, or some tables of it, as objects with aspects: a handful of questions, asked in a few flushes.
//!
//! The columns of an answer are the aspects, by their names; NULL is what is as usual and is not told. Reads the
//! catalog only, so that any role that may connect gets the same. An answer is taken apart while the server works on
//! the next one.

mod columns;
mod expressions;
mod indexes;
mod keys;
mod objects;

use std::cell::RefCell;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use self::columns::Columns;
use self::expressions::{Expressions, Place};
use self::indexes::Parts;
use self::objects::{Called, Object, Relations, Told};
use super::history;
use crate::model::fingerprint::{COLUMNS, Fingerprint};

const SETTINGS: &str = include_str!("../sql/docs_settings.sql");
/// With nothing on the search path every name is written with its schema.
/// The joins stand in a good order already; looking for a better one takes longer than it could save.
const BARE: &str = "SET LOCAL search_path = ''; SET LOCAL jit = off; SET LOCAL join_collapse_limit = 1";

const RELATIONS: &str = include_str!("../sql/fingerprint_relations.sql");
const COLUMNS_OF: &str = include_str!("../sql/fingerprint_columns.sql");
const CONSTRAINTS: &str = include_str!("../sql/fingerprint_constraints.sql");
const INDEXES: &str = include_str!("../sql/fingerprint_indexes.sql");
const INDEX_PARTS: &str = include_str!("../sql/fingerprint_index_parts.sql");
const POLICIES: &str = include_str!("../sql/fingerprint_policies.sql");
const TRIGGERS: &str = include_str!("../sql/fingerprint_triggers.sql");
const RULES: &str = include_str!("../sql/fingerprint_rules.sql");
const STATISTICS: &str = include_str!("../sql/fingerprint_statistics.sql");
const FUNCTIONS: &str = include_str!("../sql/fingerprint_functions.sql");
const TYPES: &str = include_str!("../sql/fingerprint_types.sql");
const SCHEMAS: &str = include_str!("../sql/fingerprint_schemas.sql");
const HAS_RARE: &str = include_str!("../sql/fingerprint_has_rare.sql");
const RARE: &str = include_str!("../sql/fingerprint_rare.sql");
const PUBLICATIONS: &str = include_str!("../sql/fingerprint_publications.sql");

const DEFINITION: &str = "definition";

/// Reads a schema but for our own tables, which are in one of the given schemas; of some tables, if these are given
/// by their OIDs, only those with what hangs on them. Within a transaction, whose settings are changed.
pub(super) async fn read(
    client: &Client,
    schemas: &[String],
    tables: Option<&[u32]>,
) -> Result<Fingerprint, Error> {
    client.batch_execute(&format!("{SETTINGS}{BARE}")).await?;
    let ours = history::NAMES.as_slice();
    let given = [
        (&schemas as &(dyn tokio_postgres::types::ToSql + Sync), Type::TEXT_ARRAY),
        (&ours, Type::TEXT_ARRAY),
        (&tables, Type::OID_ARRAY),
    ];
    // While the server works on what hangs on no relation, the relations are taken apart.
    let (hangers, others) = tokio::try_join!(
        biased;
        async {
            let relations = client.query_typed(RELATIONS, &given).await?;
            hangers(client, &relations).await
        },
        others(client, tables.is_none())
    )?;
    let mut print = Fingerprint { objects: hangers.objects.into_iter().chain(others).collect() };
    hangers.expressions.tell(client, &hangers.columns, &mut print).await?;
    Ok(print)
}

/// Relations and what hangs on them.
struct Hangers {
    objects: Vec<Object>,
    columns: Columns,
    /// What the objects still lack.
    expressions: Expressions,
}

async fn hangers(client: &Client, rows: &[Row]) -> Result<Hangers, Error> {
    let (mut relations, mut oids) = (Relations::new(), Vec::new());
    let (told, mut objects) = (Told::by(rows), Vec::with_capacity(rows.len()));
    for row in rows {
        let oid = row.try_get("relation")?;
        if row.try_get::<_, &str>("kind")? != "sequence" {
            oids.push(oid);
        }
        relations.insert(oid, row.try_get("name")?);
        objects.push((oid, told.standing(row)?));
    }
    let (relations, oids) = (&relations, oids);
    let expressions = RefCell::new(Expressions::default());
    let ask = async |question: &str| client.query_typed(question, &[(&oids, Type::OID_ARRAY)]).await;
    let read = async |kind, called, question, places: &[(Place, &str)]| {
        let rows: Vec<Row> = ask(question).await?;
        let (told, mut found) = (Told::by(&rows), Vec::with_capacity(rows.len()));
        for row in rows {
            let Some(object) = told.hanging(relations, (kind, called), &row)? else { continue };
            for &(place, tree) in places {
                expressions.borrow_mut().want(&object.0, place, &row, tree)?;
            }
            found.push((object, row));
        }
        Ok::<_, Error>(found)
    };
    let simply = async |kind, called, question, places: &[(Place, &str)]| {
        let found = read(kind, called, question, places).await?;
        Ok::<_, Error>(found.into_iter().map(|(object, _)| object).collect::<Vec<Object>>())
    };
    // What is written with the names of columns.
    let named = async {
        let (columns, parts, indexes, constraints) = tokio::try_join!(
            biased;
            ask(COLUMNS_OF),
            ask(INDEX_PARTS),
            read("index", Called::Alone, INDEXES, &[(Place::Predicate, "tree")]),
            read("constraint", Called::On, CONSTRAINTS, &[(Place::Constraint, "tree")])
        )?;
        let told = Told::by(&columns);
        let of = |row| told.hanging(relations, ("column", Called::Behind), row).transpose();
        let mut found = columns.iter().filter_map(of).collect::<Result<Vec<Object>, Error>>()?;
        let (columns, parts) = (Columns::of(&columns)?, Parts::of(&parts)?);
        for ((object, mut aspects), row) in indexes {
            aspects.tell(DEFINITION, indexes::definition(&row, &columns, &parts)?);
            found.push((object, aspects));
        }
        for ((object, mut aspects), row) in constraints {
            match keys::definition(&row, &columns, relations)? {
                Some(text) => aspects.insert(DEFINITION, text),
                None => expressions.borrow_mut().want_key(&object, &row)?,
            }
            found.push((object, aspects));
        }
        Ok::<_, Error>((columns, found))
    };
    let (policies, (columns, more), triggers, rules, statistics) = tokio::try_join!(
        biased;
        simply("policy", Called::On, POLICIES, &[(Place::Using, "using tree"), (Place::Check, "check tree")]),
        named,
        simply("trigger", Called::On, TRIGGERS, &[]),
        simply("rule", Called::On, RULES, &[]),
        simply("statistics", Called::Alone, STATISTICS, &[])
    )?;
    let listed = |(oid, (object, mut aspects)): (u32, Object)| {
        aspects.tell(COLUMNS, columns.list(oid));
        (object, aspects)
    };
    let mut objects: Vec<Object> = objects.into_iter().map(listed).collect();
    for more in [more, policies, triggers, rules, statistics] {
        objects.extend(more);
    }
    Ok(Hangers { objects, columns, expressions: expressions.into_inner() })
}

/// What hangs on no relation.
async fn others(client: &Client, wanted: bool) -> Result<Vec<Object>, Error> {
    if !wanted {
        return Ok(Vec::new());
    }
    let ask = async |question: &str| {
        let rows = client.query_typed(question, &[]).await?;
        let told = Told::by(&rows);
        rows.iter().map(|row| told.standing(row)).collect::<Result<Vec<_>, Error>>()
    };
    let rare = async {
        let has_rare = client.query_typed_one(HAS_RARE, &[]).await?.try_get("has_rare")?;
        if has_rare { ask(RARE).await } else { Ok(Vec::new()) }
    };
    let (mut found, types, schemas, rare, publications) = tokio::try_join!(
        biased;
        ask(FUNCTIONS),
        ask(TYPES),
        ask(SCHEMAS),
        rare,
        ask(PUBLICATIONS)
    )?;
    for more in [types, schemas, rare, publications] {
        found.extend(more);
    }
    Ok(found)
}
