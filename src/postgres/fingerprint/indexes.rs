//! Indexes from their parts.

use std::collections::HashMap;

use tokio_postgres::{Error, Row};

use super::columns::Columns;
use crate::model::fingerprint::index::{Index, IndexColumn};

/// An operator class or a collation.
struct Part {
    name: String,
    /// The types that it is the usual operator class for.
    usual_for: Vec<u32>,
}

/// What indexes name by OID.
pub(super) struct Parts(HashMap<u32, Part>);

impl Parts {
    pub(super) fn of(rows: &[Row]) -> Result<Self, Error> {
        let part = |row: &Row| {
            Ok((
                row.try_get("part")?,
                Part { name: row.try_get("name")?, usual_for: row.try_get("usual for")? },
            ))
        };
        Ok(Self(rows.iter().map(part).collect::<Result<_, Error>>()?))
    }
}

/// How an index reads, but for its predicate; `None` if it has expressions or parameters: the server writes it.
pub(super) fn definition(row: &Row, columns: &Columns, parts: &Parts) -> Result<Option<String>, Error> {
    let Some(numbers) = row.try_get::<_, Option<Vec<i16>>>("keys")? else { return Ok(None) };
    let relation = row.try_get("relation")?;
    let (collations, classes): (Vec<u32>, Vec<u32>) = (row.try_get("collations")?, row.try_get("classes")?);
    let flags: Vec<i16> = row.try_get("flags")?;
    let options: Vec<&str> = row.try_get::<_, Option<_>>("key options")?.unwrap_or_default();
    let mut keys = Vec::with_capacity(numbers.len());
    for (at, &number) in numbers.iter().enumerate() {
        let Some(column) = columns.get(relation, number) else { continue };
        let named = |oid: &u32| parts.0.get(oid).map(|part| part.name.as_str());
        let collation = collations.get(at).filter(|&&oid| oid != 0 && oid != column.collation_of);
        let is_usual =
            |oid: &u32| parts.0.get(oid).is_some_and(|part| part.usual_for.contains(&column.type_of));
        let is_here = |(place, _): &(&str, &str)| place.parse() == Ok(at + 1);
        let options =
            options.iter().find_map(|text| text.split_once(' ').filter(is_here)).map(|(_, text)| text);
        // Options stand behind the name of their class, whichever that is.
        let class = classes.get(at).filter(|oid| options.is_some() || !is_usual(oid));
        keys.push(IndexColumn {
            column: &column.name,
            collation: collation.and_then(named),
            class: class.and_then(named),
            options,
            flags: flags.get(at).copied().unwrap_or_default(),
        });
    }
    let key_count = usize::try_from(row.try_get::<_, i16>("key count")?).unwrap_or_default();
    let included = keys.split_off(key_count.min(keys.len()));
    let index = Index {
        head: row.try_get("head")?,
        nulls_are_equal: row.try_get("nulls are equal")?,
        keys,
        included,
    };
    Ok(Some(index.definition()))
}
