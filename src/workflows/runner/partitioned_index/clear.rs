//! What a run cannot go on from is dropped before it begins.

use super::{IndexWork, StatementFault, settled};
use crate::model::migration::progress::Resume;
use crate::model::outcome::event::{Event, Healing};
use crate::postgres::{IndexState, PartitionKind};

impl IndexWork<'_> {
    /// Drops what this run cannot go on from: all of it where the statement was edited, and an index of
    /// the parent that no attaching would make valid.
    pub(super) async fn clear(
        &mut self,
        before: Option<IndexState>,
        resume: Resume,
        has_foreign: bool,
    ) -> Result<(), StatementFault> {
        if before.as_ref().is_some_and(|state| state.valid) {
            return Ok(());
        }
        if let Some(IndexState { index, .. }) = before
            && (resume.edited || has_foreign || self.is_stuck(self.target.oid, &index).await?)
        {
            self.drop_with_its_partitions(&index, resume.edited).await?;
        }
        if resume.edited {
            for partition in self.session.partition_tree(self.target.oid).await? {
                let name = self.child(&partition)?;
                match settled(self.database, self.session, name.name(), &partition.quoted).await? {
                    Some(state) if partition.kind == PartitionKind::Branch => {
                        self.drop_with_its_partitions(&state.index, true).await?;
                    }
                    Some(state) => self.drop_concurrently(&state.index, true).await?,
                    None => {}
                }
            }
        }
        Ok(())
    }

    /// Whether an invalid index waits for no partition, so that attaching has nothing to make it valid
    /// with: the last one that it waited for was detached.
    async fn is_stuck(&self, table: u32, index: &str) -> Result<bool, StatementFault> {
        for partition in self.session.unindexed_partitions(table, index).await? {
            match &partition.attached {
                Some(attached) if Box::pin(self.is_stuck(partition.oid, attached)).await? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// A partitioned index, with all that is attached to it. PostgreSQL drops none of them concurrently.
    async fn drop_with_its_partitions(&mut self, index: &str, edited: bool) -> Result<(), StatementFault> {
        self.in_transaction(index, &format!("DROP INDEX {index}")).await?;
        self.report_drop(index, edited);
        Ok(())
    }

    /// The index of a leaf, attached to none.
    pub(super) async fn drop_concurrently(&self, index: &str, edited: bool) -> Result<(), StatementFault> {
        self.session.drop_index(index).await?;
        self.report_drop(index, edited);
        Ok(())
    }

    fn report_drop(&self, index: &str, edited: bool) {
        let healing = if edited {
            Healing::EditedIndexDropped { index }
        } else {
            Healing::InvalidIndexDropped { index }
        };
        self.database.reporter().event(&Event::Healed(healing));
    }
}
