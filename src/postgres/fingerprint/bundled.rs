//! What the server and extensions brought along.

use std::collections::BTreeMap;

use tokio_postgres::{Error, Row};

use super::objects::AspectColumns;
use crate::model::fingerprint::bundled::{Bundled, BundledObject, BundledStamp};
use crate::postgres::connection::prepared::Answerer;

const BUNDLED: &str = include_str!("sql/bundled.sql");
const BUNDLED_STAMP: &str = include_str!("sql/bundled_stamp.sql");

/// Whether anything of it was changed, at a glance: 15 ms, where all of it takes a tenth of a second.
pub(super) async fn stamp(answerer: Answerer<'_>) -> Result<BundledStamp, Error> {
    let row = answerer.query_one(BUNDLED_STAMP, &[]).await?;
    Ok(BundledStamp {
        build: row.try_get("build")?,
        major: row.try_get("major")?,
        rows: row.try_get("rows")?,
        is_written: row.try_get("is_written")?,
        has_members: row.try_get("has_members")?,
        text: row.try_get("stamp")?,
    })
}

/// All of it. `stamp` is that of the same transaction.
pub(super) async fn read(answerer: Answerer<'_>, stamp: BundledStamp) -> Result<Bundled, Error> {
    let rows = answerer.query(BUNDLED, &[]).await?;
    let columns = AspectColumns::by(&rows);
    let object = |row: &Row| {
        let (object, aspects) = columns.standing(row)?;
        let extension: Option<String> = row.try_get("extension")?;
        let bundled = BundledObject {
            extension: extension.zip(row.try_get("extension version")?),
            is_written: row.try_get("is_written")?,
            hash: row.try_get("hash")?,
            aspects,
        };
        Ok((object, bundled))
    };
    let objects = rows.iter().map(object).collect::<Result<BTreeMap<_, _>, Error>>()?;
    Ok(Bundled { stamp, objects })
}
