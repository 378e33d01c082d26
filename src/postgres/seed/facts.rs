//! What the catalog says of indexes, keys and foreign keys that are about to be dropped.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use crate::model::seed::load::facts::{IndexFact, KeyFact, ReferenceFact};

const INDEXES: &str = include_str!("sql/indexes.sql");
const REFERENCES: &str = include_str!("sql/references.sql");

/// The indexes with their keys, and the foreign keys from and to some tables.
pub(super) async fn read(
    client: &Client,
    oids: &[u32],
) -> Result<(Vec<IndexFact>, Vec<ReferenceFact>), Error> {
    let ask = async |question: &str| client.query_typed(question, &[(&oids, Type::OID_ARRAY)]).await;
    let (indexes, references) = tokio::try_join!(biased; ask(INDEXES), ask(REFERENCES))?;
    Ok((
        indexes.iter().map(index).collect::<Result<_, _>>()?,
        references.iter().map(reference).collect::<Result<_, _>>()?,
    ))
}

fn index(row: &Row) -> Result<IndexFact, Error> {
    Ok(IndexFact {
        oid: row.try_get("oid")?,
        table: row.try_get("relation")?,
        table_name: row.try_get("relation_name")?,
        index_name: row.try_get("index_name")?,
        name: row.try_get("name")?,
        parent: row.try_get("parent")?,
        is_partitioned: row.try_get("is_partitioned")?,
        is_valid: row.try_get("is_valid")?,
        runs_users_code: row.try_get("runs_users_code")?,
        definition: row.try_get("definition")?,
        options: row.try_get("options")?,
        tablespace: row.try_get("tablespace")?,
        comment: row.try_get("comment")?,
        is_clustered: row.try_get("is_clustered")?,
        is_identity: row.try_get("is_identity")?,
        statistics: row.try_get("statistics")?,
        extensions: row.try_get("extensions")?,
        key: key(row)?,
    })
}

fn key(row: &Row) -> Result<Option<KeyFact>, Error> {
    let kind: Option<&str> = row.try_get("key_kind")?;
    let Some(kind) = kind else { return Ok(None) };
    Ok(Some(KeyFact {
        name: row.try_get("key_name")?,
        is_exclusion: kind == "x",
        definition: row.try_get("key_definition")?,
        comment: row.try_get("key_comment")?,
    }))
}

fn reference(row: &Row) -> Result<ReferenceFact, Error> {
    Ok(ReferenceFact {
        oid: row.try_get("oid")?,
        root: row.try_get("root")?,
        table: row.try_get("relation")?,
        table_name: row.try_get("relation_name")?,
        name: row.try_get("name")?,
        key_name: row.try_get("key_name")?,
        definition: row.try_get("definition")?,
        comment: row.try_get("comment")?,
        index: row.try_get("index")?,
        is_last: row.try_get("is_last")?,
    })
}
