//! What the catalog says of tables with all that is below them, and of their indexes, keys and foreign keys, which are about
//! to be dropped or recreated.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use crate::model::seed::load::facts::{IndexFact, KeyFact, ReferenceFact};

const MEMBERS: &str = include_str!("sql/members.sql");
const INDEXES: &str = include_str!("sql/indexes.sql");
const REFERENCES: &str = include_str!("sql/references.sql");

/// A table, or a partition of one.
pub(super) struct Member {
    pub(super) oid: u32,
    /// Qualified and quoted.
    pub(super) name: String,
    /// Not only a partition of one that is asked for.
    pub(super) is_asked: bool,
}

/// The tables and their partitions, by name.
pub(super) async fn members(client: &Client, tables: &[u32]) -> Result<Vec<Member>, Error> {
    let rows = client.query_typed(MEMBERS, &[(&tables, Type::OID_ARRAY)]).await?;
    rows.iter()
        .map(|row| {
            Ok(Member {
                oid: row.try_get("oid")?,
                name: row.try_get("name")?,
                is_asked: row.try_get("is_asked")?,
            })
        })
        .collect()
}

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
        columns: row.try_get("columns")?,
        key: key(row)?,
    })
}

fn key(row: &Row) -> Result<Option<KeyFact>, Error> {
    let kind: Option<&str> = row.try_get("key_kind")?;
    let Some(kind) = kind else { return Ok(None) };
    Ok(Some(KeyFact {
        name: row.try_get("key_name")?,
        is_exclusion: kind == "x",
        is_primary: kind == "p",
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
        refers: row.try_get("refers")?,
        columns: row.try_get("columns")?,
        refers_to: row.try_get("refers_to")?,
        index: row.try_get("index")?,
        is_last: row.try_get("is_last")?,
    })
}
