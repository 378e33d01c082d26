//! Some tables alone, with what is theirs: their parts as in the whole schema, and what other tables and extensions
//! have to do with them.

use std::collections::BTreeSet;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::RELATIONS;
use super::objects::AspectColumns;
use super::relation_parts::RelationParts;
use crate::model::fingerprint::{Fingerprint, PART_OF};
use crate::postgres::connection::prepared::Answerer;

const TABLE_RELATIONS: &str = include_str!("sql/table_relations.sql");
const TABLE_DEPENDENTS: &str = include_str!("sql/table_dependents.sql");

/// The joins of the questions stand in a good order; those of the rest of the transaction need not.
const JOINS_AS_WRITTEN: &str = "SET LOCAL join_collapse_limit = 1";
const JOINS_AS_USUAL: &str = "SET LOCAL join_collapse_limit TO DEFAULT";

/// Some tables and partitions, no views. Within a transaction in which the server writes every name with its schema.
///
/// Left out are the constraints that the server adds to a table of its own for each partition of a table that it
/// refers to: what they are called depends on what was attached when.
pub(in crate::postgres) async fn of_tables(client: &Client, tables: &[u32]) -> Result<Fingerprint, Error> {
    let given = [(&tables as &(dyn tokio_postgres::types::ToSql + Sync), Type::OID_ARRAY)];
    let ((), row, dependents) = tokio::try_join!(
        biased;
        client.batch_execute(JOINS_AS_WRITTEN),
        client.query_typed_one(TABLE_RELATIONS, &given),
        client.query_typed(TABLE_DEPENDENTS, &given)
    )?;
    let major = u32::try_from(row.try_get::<_, i32>("major")?).unwrap_or_default();
    let oids: Vec<u32> = row.try_get("relations")?;
    let none: &[&str] = &[];
    let question = format!("SELECT r.* FROM (\n{RELATIONS}\n) AS r WHERE r.relation = ANY ($3)");
    let given = [
        (&none as &(dyn tokio_postgres::types::ToSql + Sync), Type::TEXT_ARRAY),
        (&none, Type::TEXT_ARRAY),
        (&oids, Type::OID_ARRAY),
    ];
    let relations = client.query_typed(&question, &given).await?;
    let parts = RelationParts::of(Answerer::unprepared(client), &relations, major).await?;
    let mut print = Fingerprint { objects: parts.objects.into_iter().collect(), bundled: None };
    tokio::try_join!(
        biased;
        parts.expressions.resolve_into(Answerer::unprepared(client), &parts.columns, &mut print),
        client.batch_execute(JOINS_AS_USUAL)
    )?;
    let columns = AspectColumns::by(&dependents);
    for row in &dependents {
        let (object, aspects) = columns.standing(row)?;
        let known = print.objects.entry(object).or_default();
        aspects.into_iter().for_each(|(aspect, text)| known.insert(aspect, text));
    }
    let added: BTreeSet<String> =
        print.objects.keys().filter(|object| is_added(&print, object)).cloned().collect();
    print.objects.retain(|object, _| !added.contains(object));
    Ok(print)
}

/// Whether it is a constraint that is part of another one of the same table.
fn is_added(print: &Fingerprint, object: &str) -> bool {
    let whole = print.objects.get(object).and_then(|aspects| aspects.get(PART_OF));
    let is_constraint = |object: &str| object.starts_with("constraint ");
    whole.is_some_and(|whole| {
        is_constraint(object) && is_constraint(whole) && print.relation_of(object) == print.relation_of(whole)
    })
}
