//! Making one partition: a standalone table like its parent, then ATTACH, in one transaction.
//!
//! ATTACH takes SHARE UPDATE EXCLUSIVE on the parent, which neither readers nor writers notice; CREATE ..
//! PARTITION OF would take ACCESS EXCLUSIVE. The foreign keys are left to ATTACH: a table that brings its
//! own makes ATTACH lock the tables that they refer to with ACCESS EXCLUSIVE.

use std::time::{Duration, Instant as Clock};

use super::rights;
use crate::model::locks::lock_set::LockSet;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::range::Range;
use crate::model::partitions::table::PartitionedTable;
use crate::model::sql::quote::Ident;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::users_ground::become_owner;

/// A partition that is to be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewPartition<'a> {
    pub(crate) parent: &'a PartitionedTable,
    pub(crate) key_type: KeyType,
    pub(crate) name: &'a str,
    pub(crate) range: Range,
}

/// Its names, as statements take them.
pub(super) struct PartitionNames {
    pub(super) child: String,
    pub(super) parent: String,
    owner: Ident,
}

impl NewPartition<'_> {
    /// An error for what is no name for a table.
    pub(super) fn names(&self) -> Result<PartitionNames, RunFault> {
        Ok(PartitionNames {
            child: self.parent.name.sibling(self.name).quoted()?,
            parent: self.parent.name.quoted()?,
            owner: Ident::checked(&self.parent.owner)?,
        })
    }

    fn attach_statement(&self, parent: &str, child: &str) -> String {
        let bounds = self.range.sql(self.key_type);
        format!("ALTER TABLE {parent} ATTACH PARTITION {child} FOR VALUES {bounds}")
    }
}

impl Session {
    /// What ATTACH locks of the tables that are there: the parent, DEFAULT, and what the foreign keys refer to.
    pub(crate) async fn locks_of_attach(&self, new: &NewPartition<'_>) -> Result<LockSet, RunFault> {
        let PartitionNames { child, parent, .. } = new.names()?;
        self.locks_of(&new.attach_statement(&parent, &child), &[], &[]).await
    }

    /// Makes a partition, or leaves nothing. It has row-level security, forced and without a policy, and
    /// no rights for anybody: it is reached through its parent alone. A name that is taken is an error.
    pub(crate) async fn create_partition(
        &self,
        new: &NewPartition<'_>,
        opening: &Opening,
    ) -> Result<Duration, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let started = Clock::now();
        let made = async {
            let names = new.names()?;
            self.begin_with(opening, "").await?;
            self.client.batch_execute(&create_like(&names)).await?;
            become_owner(&self.client, &new.parent.owner).await?;
            self.attach(new, &names).await?;
            Ok(self.client.batch_execute("COMMIT").await?)
        };
        let made = made.await;
        if made.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        made.map(|()| started.elapsed())
    }

    /// Within the transaction that made the table, as its owner: closes it, and makes it a partition. The server may
    /// run users' functions: in indexes, and where it compares CHECK constraints.
    pub(super) async fn attach(
        &self,
        new: &NewPartition<'_>,
        names: &PartitionNames,
    ) -> Result<(), RunFault> {
        let PartitionNames { child, parent, .. } = names;
        let closing = rights::closing(&self.client, child, new.parent.oid).await?;
        let attach = format!(
            "{}{}{}",
            closing.before,
            self.users().await?.around(&new.attach_statement(parent, child)),
            closing.after
        );
        Ok(self.client.batch_execute(&attach).await?)
    }
}

/// The statements that make the table. Not its identity: that is the parent's, and would start again.
pub(super) fn create_like(names: &PartitionNames) -> String {
    let PartitionNames { child, parent, owner } = names;
    format!(
        "CREATE TABLE {child} (LIKE {parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS
             INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING GENERATED);
         ALTER TABLE {child} OWNER TO {owner};"
    )
}
