//! Keys from their parts.

use tokio_postgres::{Error, Row};

use super::columns::Columns;
use super::objects::Relations;
use crate::model::fingerprint::key::ConstraintKey;

/// How a key reads; `None` where the server has to say it: there is something unusual about it, or it refers to a
/// table outside of the schema.
pub(super) fn definition(
    row: &Row,
    columns: &Columns,
    relations: &Relations,
) -> Result<Option<String>, Error> {
    let Some(kind) = row.try_get::<_, Option<i8>>("key kind")?.map(letter) else { return Ok(None) };
    let names = |relation: u32, keys: &[i16]| -> Option<Vec<&str>> {
        keys.iter().map(|&number| columns.get(relation, number).map(|column| column.name.as_str())).collect()
    };
    let own: Vec<i16> = row.try_get("keys")?;
    let Some(own) = names(row.try_get("relation")?, &own) else { return Ok(None) };
    let key = match kind {
        'p' => ConstraintKey::Primary(own),
        'u' => ConstraintKey::Unique(own),
        _ => {
            let (referred, keys): (u32, Vec<i16>) = (row.try_get("referred")?, row.try_get("referred keys")?);
            let Some((name, keys)) = relations.get(&referred).zip(names(referred, &keys)) else {
                return Ok(None);
            };
            ConstraintKey::Foreign {
                columns: own,
                referred: name,
                referred_columns: keys,
                on_update: letter(row.try_get("on update")?),
                on_delete: letter(row.try_get("on delete")?),
            }
        }
    };
    Ok(Some(key.definition()))
}

/// The server's `"char"`.
fn letter(byte: i8) -> char {
    char::from(byte.cast_unsigned())
}
