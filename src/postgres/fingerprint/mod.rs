//! The schema as objects with aspects: a handful of questions, asked in a few flushes.
//!
//! The columns of an answer are the aspects, by their names; NULL is what is as usual and is not told. Reads the
//! catalog only, so that any role that may connect gets the same. An answer is parsed while the server works on
//! the next one.

mod bundled;
mod columns;
mod expressions;
mod indexes;
mod keys;
mod objects;
mod relation_parts;
mod tables;

use std::sync::Arc;

use tokio_postgres::Error;
use tokio_postgres::types::Type;

use self::objects::{AspectColumns, Object};
use self::relation_parts::RelationParts;
pub(super) use self::tables::of_tables;
use super::connection::prepared::Answerer;
use super::connection::{fault, own_path};
use super::runner::history;
use super::runner::reader::Reader;
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::bundled::{Bundled, BundledStamp};
use crate::model::outcome::failure::Failure;
use crate::postgres::catalog::SETTINGS;

/// The joins stand in a good order already; looking for a better one takes longer than it could save.
const PLANNING: &str = "SET LOCAL jit = off; SET LOCAL join_collapse_limit = 1";

const RELATIONS: &str = include_str!("sql/relations.sql");
const FUNCTIONS: &str = include_str!("sql/functions.sql");
const TYPES: &str = include_str!("sql/types.sql");
const SCHEMAS: &str = include_str!("sql/schemas.sql");
const HAS_RARE: &str = include_str!("sql/has_rare.sql");
const RARE: &str = include_str!("sql/rare.sql");
const PUBLICATIONS: &str = include_str!("sql/publications.sql");
const PUBLICATIONS_14: &str = include_str!("sql/publications_14.sql");
const MAJOR: &str = "SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000";

impl Reader<'_> {
    /// Whether anything was changed that the server or an extension brought along, at a glance.
    pub(crate) async fn bundled_stamp(&self) -> Result<BundledStamp, Failure> {
        bundled::stamp(Answerer::unprepared(self.client)).await.map_err(failed)
    }

    /// What the server and extensions brought along. Within a transaction, whose settings are changed.
    pub(crate) async fn bundled(&self) -> Result<Bundled, Failure> {
        let read = async {
            let answerer = Answerer::unprepared(self.client);
            set_up(answerer).await?;
            bundled::read(answerer, bundled::stamp(answerer).await?).await
        };
        read.await.map_err(failed)
    }

    /// The whole schema. Our own tables, in one of the given schemas, are left out. Within a transaction, whose
    /// settings are changed.
    pub(crate) async fn fingerprint(&self, schemas: &[String]) -> Result<Fingerprint, Failure> {
        of(Answerer::unprepared(self.client), schemas).await
    }
}

/// The same of a connection.
async fn of(answerer: Answerer<'_>, schemas: &[String]) -> Result<Fingerprint, Failure> {
    Box::pin(read(answerer, schemas)).await.map_err(failed)
}

/// The same with what the server and extensions brought along: `known` where nobody wrote any of it since that was read
/// in the same database.
pub(crate) async fn with_bundled(
    answerer: Answerer<'_>,
    schemas: &[String],
    known: Option<Arc<Bundled>>,
) -> Result<Fingerprint, Failure> {
    let mut print = of(answerer, schemas).await?;
    let stamp = bundled::stamp(answerer).await.map_err(failed)?;
    print.bundled = match known.filter(|known| known.stamp == stamp) {
        Some(known) => Some(known),
        None => Some(Arc::new(bundled::read(answerer, stamp).await.map_err(failed)?)),
    };
    Ok(print)
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: Error) -> Failure {
    Failure::Database { doing: "read the catalog", fault: fault::translate(&error) }
}

/// Has names written with their schemas, and questions planned as they stand. Returns the major version.
async fn set_up(answerer: Answerer<'_>) -> Result<u32, Error> {
    let statements = format!("{SETTINGS}{}{PLANNING};{MAJOR}", own_path::SET_LOCAL);
    Ok(answerer.run(&statements).await?.unwrap_or_default())
}

/// By our own path every name of users is written with its schema. Reads a schema but for our own tables, which are in
/// one of the given schemas. Within a transaction, whose settings are changed.
async fn read(answerer: Answerer<'_>, schemas: &[String]) -> Result<Fingerprint, Error> {
    let major = set_up(answerer).await?;
    let bookkeeping = history::NAMES.as_slice();
    let given = [
        (&schemas as &(dyn tokio_postgres::types::ToSql + Sync), Type::TEXT_ARRAY),
        (&bookkeeping, Type::TEXT_ARRAY),
    ];
    // While the server works on the objects outside of relations, the relations are parsed.
    let (hangers, others) = tokio::try_join!(
        biased;
        async {
            let relations = answerer.query(RELATIONS, &given).await?;
            RelationParts::of(answerer, &relations, major).await
        },
        others(answerer, major)
    )?;
    let objects = hangers.objects.into_iter().chain(others).collect();
    let mut print = Fingerprint { objects, bundled: None };
    hangers.expressions.resolve_into(answerer, &hangers.columns, &mut print).await?;
    Ok(print)
}

/// The objects that belong to no relation.
async fn others(answerer: Answerer<'_>, major: u32) -> Result<Vec<Object>, Error> {
    let ask = async |question: &'static str| {
        let rows = answerer.query(question, &[]).await?;
        let columns = AspectColumns::by(&rows);
        rows.iter().map(|row| columns.standing(row)).collect::<Result<Vec<_>, Error>>()
    };
    let rare = async {
        let has_rare = answerer.query_one(HAS_RARE, &[]).await?.try_get("has_rare")?;
        if has_rare { ask(RARE).await } else { Ok(Vec::new()) }
    };
    let (mut objects, types, schemas, rare, publications) = tokio::try_join!(
        biased;
        ask(FUNCTIONS),
        ask(TYPES),
        ask(SCHEMAS),
        rare,
        ask(if major < 15 { PUBLICATIONS_14 } else { PUBLICATIONS })
    )?;
    for more in [types, schemas, rare, publications] {
        objects.extend(more);
    }
    Ok(objects)
}
