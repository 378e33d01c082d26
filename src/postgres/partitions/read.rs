//! What there is: partitioned tables, their partitions, and rows in DEFAULT.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::marks::identity;
use super::partman;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::coverage::Rows;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::marker::Marker;
use crate::model::partitions::range::Shape;
use crate::model::partitions::table::{Partition, PartitionKey, PartitionedTable, Perhaps, Retired};
use crate::model::partitions::zone::Zone;
use crate::postgres::connection::fault;
use crate::postgres::connection::named_row::qualified_name;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::snapshot::Snapshot;
use crate::postgres::runner::users_ground::role_to_plan_as;

const SETTINGS: &str = include_str!("sql/settings.sql");
const NOW: &str = include_str!("sql/now.sql");
const TABLES: &str = include_str!("sql/tables.sql");
const CHILDREN: &str = include_str!("sql/children.sql");
const RETIRED: &str = include_str!("sql/retired.sql");
const READABLE: &str = include_str!("sql/readable.sql");

const DOING: &str = "read the partitions";
const COUNTING: &str = "count the rows of the default partition";

impl Snapshot {
    /// The server's time and every partitioned table.
    pub(crate) async fn partitions(&self) -> Result<(Instant, Vec<PartitionedTable>), Failure> {
        dated(read(self.client(), EVERY).await)
    }

    /// How many rows a partition holds; counting stops beyond `most`; `None` counts all.
    pub(crate) async fn rows(&self, partition: &Partition, most: Option<i64>) -> Result<Rows, Failure> {
        rows(self.client(), partition, most)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database(COUNTING))
    }
}

impl Session {
    /// How many rows a partition holds; counting stops beyond `most`; `None` counts all.
    pub(crate) async fn rows(&self, partition: &Partition, most: Option<i64>) -> Result<Rows, Failure> {
        rows(&self.client, partition, most)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database(COUNTING))
    }

    /// The server's time and every partitioned table.
    pub(crate) async fn partitions(&self) -> Result<(Instant, Vec<PartitionedTable>), Failure> {
        self.read(EVERY).await
    }

    /// A partitioned table as it is now; `None` where it is gone.
    pub(crate) async fn partitioned(
        &self,
        table: &PartitionedTable,
    ) -> Result<Option<PartitionedTable>, Failure> {
        Ok(self.read(table.oid).await?.1.pop().map(|table_now| table_now.read_like(table)))
    }

    async fn read(&self, only: u32) -> Result<(Instant, Vec<PartitionedTable>), Failure> {
        let read = async {
            self.client.batch_execute("BEGIN READ ONLY").await?;
            let tables = read(&self.client, only).await;
            self.client.batch_execute("ROLLBACK").await?;
            tables
        };
        dated(read.await)
    }
}

/// A time that cannot be read is no time to make partitions by.
fn dated(
    read: Result<(String, Vec<PartitionedTable>), Error>,
) -> Result<(Instant, Vec<PartitionedTable>), Failure> {
    let (now, tables) = read.map_err(|error| fault::translate(&error)).map_err(Failure::database(DOING))?;
    let now = Instant::parse(&now)
        .ok_or_else(|| Failure::Unexpected(anyhow::anyhow!("the server says that it is `{now}`")))?;
    Ok((now, tables))
}

/// Not one table, but all.
const EVERY: u32 = 0;

/// Within a transaction: the server's time as it writes it, and every partitioned table, or only one.
async fn read(client: &Client, only: u32) -> Result<(String, Vec<PartitionedTable>), Error> {
    client.batch_execute(SETTINGS).await?;
    let row = client.query_typed_one(NOW, &[]).await?;
    let (now, zone): (String, Option<String>) = (row.try_get("instant")?, row.try_get("usual_zone")?);
    let usual_zone = zone.as_deref().and_then(Zone::parse);
    let (retired, managed) = (retired(client).await?, partman::managed(client).await?);
    let mut tables = Vec::new();
    for row in client.query_typed(TABLES, &[(&only, Type::OID)]).await? {
        let oid: u32 = row.try_get("oid")?;
        let partitions = client.query_typed(CHILDREN, &[(&oid, Type::OID)]).await?;
        let name = qualified_name(&row)?;
        let of_this = |retired: &&Retired| retired.mark.parent == name;
        let table = PartitionedTable {
            oid,
            manager: managed.manager(&name),
            retired: retired.iter().filter(of_this).cloned().collect(),
            name,
            owner: row.try_get("owner")?,
            key: key(&row)?,
            perhaps: perhaps(&row)?,
            partitions: partitions.iter().map(partition).collect::<Result<_, _>>()?,
            usual_zone,
        };
        tables.push(table.taken_for_time_if_it_looks_so());
    }
    Ok((now, tables))
}

async fn retired(client: &Client) -> Result<Vec<Retired>, Error> {
    let mut list = Vec::new();
    for row in client.query_typed(RETIRED, &[]).await? {
        let comment: String = row.try_get("comment")?;
        let Some(mark) = Marker::read(&comment) else { continue };
        list.push(Retired {
            name: qualified_name(&row)?,
            mark,
            identity: identity(&row)?,
            is_attached: row.try_get("is_attached")?,
            row_security: row.try_get("row_security")?,
            has_rights: row.try_get("has_rights")?,
            rows: row.try_get("rows")?,
            bytes: row.try_get("bytes")?,
        });
    }
    Ok(list)
}

fn key(row: &Row) -> Result<PartitionKey, Error> {
    let is_range: bool = row.try_get("is_range")?;
    let (column, type_name): (Option<String>, Option<String>) =
        (row.try_get("column_name")?, row.try_get("type_name")?);
    let key_type = match type_name.as_deref() {
        Some("timestamp with time zone") => Some(KeyType::TimestampTz),
        Some("timestamp without time zone") => Some(KeyType::Timestamp),
        Some("date") => Some(KeyType::Date),
        _ => None,
    };
    Ok(match (is_range, column, key_type) {
        (true, Some(column), Some(key_type)) => PartitionKey::Time { column, key_type },
        _ => {
            let key: String = row.try_get("key")?;
            PartitionKey::Other(match type_name {
                Some(type_name) if is_range => format!("{key}, {type_name}"),
                _ => key,
            })
        }
    })
}

/// What the catalog cannot tell of a key of one column.
fn perhaps(row: &Row) -> Result<Option<(String, Perhaps)>, Error> {
    let is_range: bool = row.try_get("is_range")?;
    let (column, type_name): (Option<String>, Option<String>) =
        (row.try_get("column_name")?, row.try_get("type_name")?);
    let perhaps = match type_name.as_deref() {
        Some("uuid") if is_range => Some(Perhaps::Uuid),
        Some("bigint" | "integer") if is_range => Some(Perhaps::Integer),
        _ => None,
    };
    Ok(column.zip(perhaps))
}

fn partition(row: &Row) -> Result<Partition, Error> {
    let bound: String = row.try_get("bound")?;
    Ok(Partition {
        name: qualified_name(row)?,
        shape: Shape::parse(&bound),
        bound,
        is_foreign: row.try_get("is_foreign")?,
        is_parent: row.try_get("is_parent")?,
        detach_pending: row.try_get("detach_pending")?,
        row_security: row.try_get("row_security")?,
        forces_row_security: row.try_get("forces_row_security")?,
        has_rights: row.try_get("has_rights")?,
        rows: row.try_get("rows")?,
        bytes: row.try_get("bytes")?,
    })
}

/// For a role that may not read the rows, or does not see all of them, the statistics are used.
async fn rows(client: &Client, partition: &Partition, most: Option<i64>) -> Result<Rows, Error> {
    let Ok(table) = partition.name.quoted() else { return Ok(Rows::Estimated(0)) };
    let role = role_to_plan_as(client, &table).await?;
    if let Some(role) = &role {
        client.batch_execute(&format!("SET ROLE {role}")).await?;
    }
    let counted = count(client, &table, most).await;
    if role.is_some() {
        let _ = client.batch_execute("RESET ROLE").await;
    }
    counted
}

async fn count(client: &Client, table: &str, most: Option<i64>) -> Result<Rows, Error> {
    let facts = client.query_typed_one(READABLE, &[(&table, Type::TEXT)]).await?;
    if !facts.try_get::<_, bool>("readable")? {
        return Ok(Rows::Estimated(facts.try_get("estimate")?));
    }
    let stop = most.map_or_else(|| "ALL".to_owned(), |most| most.saturating_add(1).to_string());
    let count = format!("SELECT pg_catalog.count(*) AS rows FROM (SELECT FROM {table} LIMIT {stop}) AS r");
    let counted: i64 = client.query_typed_one(&count, &[]).await?.try_get("rows")?;
    Ok(match most {
        Some(most) if counted > most => Rows::MoreThan(counted),
        _ => Rows::Counted(counted),
    })
}
