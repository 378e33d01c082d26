//! Looking at what stands where dropped keys and indexes are to be recreated.

use std::collections::{BTreeMap, BTreeSet};

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use super::facts::{self, members};
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects};
use crate::model::seed::load::ground::{Ground, Occupant, OccupantKind, TableNow};
use crate::model::seed::load::objects::pieces;

const TABLES_NOW: &str = include_str!("sql/tables_now.sql");
const OCCUPANTS: &str = include_str!("sql/occupants.sql");

/// What the catalog says of the pieces of a run. Within a session or a transaction that writes names with their schemas.
pub(super) async fn ground(client: &Client, apart: &DroppedObjects) -> Result<Ground, Error> {
    let members = members(client, &apart.tables).await?;
    let members: Vec<u32> = members.iter().map(|member| member.oid).collect();
    let (indexes, references) = facts::read(client, &members).await?;
    let known = apart.pieces.iter().flat_map(DroppedObject::tables);
    let known: BTreeSet<u32> = known.collect();
    let known: Vec<u32> = known.into_iter().collect();
    Ok(Ground {
        tables: tables_now(client, &known).await?,
        pieces: pieces(&indexes, &references).0,
        occupants: occupants(client, &apart.pieces).await?,
    })
}

/// Tables as they are now, by their OIDs; those that are gone are left out.
pub(super) async fn tables_now(client: &Client, oids: &[u32]) -> Result<BTreeMap<u32, TableNow>, Error> {
    let rows = client.query_typed(TABLES_NOW, &[(&oids, Type::OID_ARRAY)]).await?;
    rows.iter()
        .map(|row| {
            let dropped_columns: Vec<i16> = row.try_get("dropped_columns")?;
            let partitions: i64 = row.try_get("partitions")?;
            let table = TableNow {
                name: row.try_get("name")?,
                dropped_columns: dropped_columns.into_iter().collect(),
                parent: row.try_get("parent")?,
                partitions: usize::try_from(partitions).unwrap_or_default(),
            };
            Ok((row.try_get("oid")?, table))
        })
        .collect()
}

async fn occupants(
    client: &Client,
    pieces: &[DroppedObject],
) -> Result<BTreeMap<(u32, String, bool), Occupant>, Error> {
    let targets: Vec<u32> = pieces.iter().map(|piece| piece.target).collect();
    let names: Vec<&str> = pieces.iter().map(|piece| piece.name.as_str()).collect();
    let references: Vec<bool> = pieces.iter().map(DroppedObject::is_reference).collect();
    let primary: Vec<bool> = pieces.iter().map(|piece| piece.is_primary).collect();
    let values: [(&(dyn ToSql + Sync), Type); 4] = [
        (&targets, Type::OID_ARRAY),
        (&names, Type::TEXT_ARRAY),
        (&references, Type::BOOL_ARRAY),
        (&primary, Type::BOOL_ARRAY),
    ];
    let rows = client.query_typed(OCCUPANTS, &values).await?;
    let mark =
        |row: &Row| Ok((row.try_get("relation")?, row.try_get("piece")?, row.try_get("is_reference")?));
    rows.iter().map(|row| Ok((mark(row)?, occupant(row)?))).collect()
}

fn occupant(row: &Row) -> Result<Occupant, Error> {
    let kind: &str = row.try_get("kind")?;
    Ok(Occupant {
        kind: match kind {
            "p" => OccupantKind::PrimaryKey,
            "c" => OccupantKind::Constraint,
            "i" => OccupantKind::Index,
            "t" => OccupantKind::Table,
            _ => OccupantKind::OtherRelation,
        },
        name: row.try_get("name")?,
        table: row.try_get("table_name")?,
    })
}
