//! Looking whether a statement outside a transaction took effect: the catalog knows, when the journal
//! does not.

use std::time::Duration;

use tokio_postgres::types::Type;

use super::script::RunFault;
use super::session::Session;

const INDEX_STATE: &str = include_str!("sql/index_state.sql");
const RELATION_EXISTS: &str = include_str!("sql/relation_exists.sql");
const DETACH_STATE: &str = include_str!("sql/detach_state.sql");
const LEFTOVER_INDEXES: &str = include_str!("sql/leftover_indexes.sql");

/// An index that a concurrent build makes or made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndexState {
    /// Quoted, with its schema.
    pub(crate) index: String,
    pub(crate) valid: bool,
    /// Another session that builds it right now.
    pub(crate) builder: Option<i32>,
}

/// A partition on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DetachState {
    Attached,
    /// An interrupted `DETACH .. CONCURRENTLY`: only FINALIZE goes on from here.
    Pending,
    Detached,
}

/// What there is where an index is to be built.
#[derive(Debug)]
pub(crate) struct BuildSite {
    /// The partitioned table, where the table is one.
    pub(crate) partitioned: Option<u32>,
    /// An index of that name on the table.
    pub(crate) before: Option<IndexState>,
}

impl Session {
    /// Looks where an index is to be built, in one flight. Both names are as the script means them: the index's bare,
    /// the table's as written.
    pub(crate) async fn build_site(&self, index: &str, table: &str) -> Result<BuildSite, RunFault> {
        let (partitioned, before) =
            tokio::try_join!(biased; self.partitioned_table(table), self.index_state(index, table))?;
        Ok(BuildSite { partitioned, before })
    }

    /// How an index stands; `None` where there is no such index on this table. `table` is as the
    /// script writes it.
    pub(crate) async fn index_state(&self, index: &str, table: &str) -> Result<Option<IndexState>, RunFault> {
        let values: [(&(dyn tokio_postgres::types::ToSql + Sync), Type); 2] =
            [(&index, Type::TEXT), (&table, Type::TEXT)];
        let Some(row) = self.client.query_typed_opt(INDEX_STATE, &values).await? else { return Ok(None) };
        Ok(Some(IndexState {
            index: row.try_get("index")?,
            valid: row.try_get("valid")?,
            builder: row.try_get("builder")?,
        }))
    }

    /// Drops an index without blocking anybody. `index` is a quoted name from [`IndexState`].
    pub(crate) async fn drop_index(&self, index: &str) -> Result<(), RunFault> {
        self.wait_outside(Duration::ZERO).await?;
        Ok(self.client.batch_execute(&format!("DROP INDEX CONCURRENTLY {index}")).await?)
    }

    /// Whether a relation is there, by its name as a script writes it.
    pub(crate) async fn relation_exists(&self, name: &str) -> Result<bool, RunFault> {
        Ok(self.client.query_typed_one(RELATION_EXISTS, &[(&name, Type::TEXT)]).await?.try_get("found")?)
    }

    /// How a partition is attached to its parent; both as a script writes them.
    pub(crate) async fn detach_state(&self, parent: &str, partition: &str) -> Result<DetachState, RunFault> {
        let values: [(&(dyn tokio_postgres::types::ToSql + Sync), Type); 2] =
            [(&parent, Type::TEXT), (&partition, Type::TEXT)];
        let row = self.client.query_typed_opt(DETACH_STATE, &values).await?;
        Ok(match row.map(|row| row.try_get::<_, bool>("pending")).transpose()? {
            None => DetachState::Detached,
            Some(true) => DetachState::Pending,
            Some(false) => DetachState::Attached,
        })
    }

    /// Indexes that an interrupted REINDEX CONCURRENTLY left behind.
    pub(crate) async fn leftover_indexes(&self) -> Result<Vec<String>, RunFault> {
        let rows = self.client.query_typed(LEFTOVER_INDEXES, &[]).await?;
        rows.iter().map(|row| Ok(row.try_get("index")?)).collect()
    }
}
