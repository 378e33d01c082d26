//! What is below a partitioned table, and which of it an index still waits for.

use tokio_postgres::Row;
use tokio_postgres::types::Type;

use super::run_script::RunFault;
use super::session::Session;

const PARTITIONED_TABLE: &str = include_str!("sql/partitioned_table.sql");
const PARTITION_TREE: &str = include_str!("sql/partition_tree.sql");
const UNINDEXED: &str = include_str!("sql/unindexed_partitions.sql");

/// A partition, at any depth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TreePartition {
    pub(crate) oid: u32,
    /// The bare name.
    pub(crate) name: String,
    /// Quoted, with its schema.
    pub(crate) quoted: String,
    pub(crate) kind: PartitionKind,
    /// Its index that is attached to that of its parent, quoted; `None` also where nobody asked for it.
    pub(crate) attached: Option<String>,
}

/// What a partition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartitionKind {
    /// A table with rows of its own.
    Leaf,
    /// Partitioned itself.
    Branch,
    /// A foreign table, which has no indexes.
    Foreign,
}

impl Session {
    /// The partitioned table of this name, as the script writes it; `None` for any other relation, and
    /// where there is none.
    pub(crate) async fn partitioned_table(&self, table: &str) -> Result<Option<u32>, RunFault> {
        let row = self.client.query_typed_opt(PARTITIONED_TABLE, &[(&table, Type::TEXT)]).await?;
        Ok(row.map(|row| row.try_get("oid")).transpose()?)
    }

    /// Everything below a partitioned table, upper levels first.
    pub(crate) async fn partition_tree(&self, table: u32) -> Result<Vec<TreePartition>, RunFault> {
        let rows = self.client.query_typed(PARTITION_TREE, &[(&table, Type::OID)]).await?;
        rows.iter().map(|row| partition(row, None)).collect()
    }

    /// The partitions of a table, one level down, that its index (quoted, with its schema) waits for.
    pub(crate) async fn unindexed_partitions(
        &self,
        table: u32,
        index: &str,
    ) -> Result<Vec<TreePartition>, RunFault> {
        let rows = self.client.query_typed(UNINDEXED, &[(&table, Type::OID), (&index, Type::TEXT)]).await?;
        rows.iter().map(|row| partition(row, row.try_get("attached")?)).collect()
    }
}

fn partition(row: &Row, attached: Option<String>) -> Result<TreePartition, RunFault> {
    let kind = match row.try_get("kind")? {
        "branch" => PartitionKind::Branch,
        "foreign" => PartitionKind::Foreign,
        _ => PartitionKind::Leaf,
    };
    let (oid, name, quoted) = (row.try_get("oid")?, row.try_get("name")?, row.try_get("quoted")?);
    Ok(TreePartition { oid, name, quoted, kind, attached })
}
