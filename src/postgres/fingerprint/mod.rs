//! The schema as objects with aspects: a handful of questions, asked in a few flushes.
//!
//! The columns of an answer are the aspects, by their names; NULL is what is as usual and is not told. Reads the
//! catalog only, so that any role that may connect gets the same. An answer is taken apart while the server works on
//! the next one.

mod columns;
mod expressions;
mod indexes;
mod keys;
mod objects;
mod relation_parts;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, SimpleQueryMessage};

use self::objects::{Object, Told};
use self::relation_parts::Hangers;
use super::runner::history;
use crate::model::fingerprint::Fingerprint;

const SETTINGS: &str = include_str!("../runner/sql/catalog_settings.sql");
/// With nothing on the search path every name is written with its schema.
/// The joins stand in a good order already; looking for a better one takes longer than it could save.
const BARE: &str = "SET LOCAL search_path = ''; SET LOCAL jit = off; SET LOCAL join_collapse_limit = 1";

const RELATIONS: &str = include_str!("sql/relations.sql");
const FUNCTIONS: &str = include_str!("sql/functions.sql");
const TYPES: &str = include_str!("sql/types.sql");
const SCHEMAS: &str = include_str!("sql/schemas.sql");
const HAS_RARE: &str = include_str!("sql/has_rare.sql");
const RARE: &str = include_str!("sql/rare.sql");
const PUBLICATIONS: &str = include_str!("sql/publications.sql");
const PUBLICATIONS_14: &str = include_str!("sql/publications_14.sql");
const MAJOR: &str = "SELECT current_setting('server_version_num')::int4 / 10000";

/// Reads a schema but for our own tables, which are in one of the given schemas. Within a transaction, whose settings
/// are changed.
pub(super) async fn read(client: &Client, schemas: &[String]) -> Result<Fingerprint, Error> {
    let said = client.simple_query(&format!("{SETTINGS}{BARE};{MAJOR}")).await?;
    let major = said.iter().find_map(major).unwrap_or_default();
    let ours = history::NAMES.as_slice();
    let given = [
        (&schemas as &(dyn tokio_postgres::types::ToSql + Sync), Type::TEXT_ARRAY),
        (&ours, Type::TEXT_ARRAY),
    ];
    // While the server works on what hangs on no relation, the relations are taken apart.
    let (hangers, others) = tokio::try_join!(
        biased;
        async {
            let relations = client.query_typed(RELATIONS, &given).await?;
            Hangers::of(client, &relations, major).await
        },
        others(client, major)
    )?;
    let mut print = Fingerprint { objects: hangers.objects.into_iter().chain(others).collect() };
    hangers.expressions.tell(client, &hangers.columns, &mut print).await?;
    Ok(print)
}

/// The version of the server by its first number, in the answer to that question.
fn major(message: &SimpleQueryMessage) -> Option<u32> {
    match message {
        SimpleQueryMessage::Row(row) => row.get(0)?.parse().ok(),
        _ => None,
    }
}

/// What hangs on no relation.
async fn others(client: &Client, major: u32) -> Result<Vec<Object>, Error> {
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
        ask(if major < 15 { PUBLICATIONS_14 } else { PUBLICATIONS })
    )?;
    for more in [types, schemas, rare, publications] {
        found.extend(more);
    }
    Ok(found)
}
