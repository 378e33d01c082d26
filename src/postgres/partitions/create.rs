//! Making one partition: a standalone table like its parent, then ATTACH, in one transaction.
//!
//! ATTACH takes SHARE UPDATE EXCLUSIVE on the parent, which neither readers nor writers notice; CREATE ..
//! PARTITION OF would take ACCESS EXCLUSIVE. The foreign keys are left to ATTACH: a table that brings its
//! own makes ATTACH lock the tables that they refer to with ACCESS EXCLUSIVE.

use std::time::{Duration, Instant as Clock};

use super::read::qualified;
use super::rights;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::range::Range;
use crate::model::partitions::table::Table;
use crate::model::sql::quote::Ident;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::runner::run_script::{LOCK_TIMEOUT, RunFault};
use crate::postgres::runner::session::Session;

/// A partition that is to be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewPartition<'a> {
    pub(crate) parent: &'a Table,
    pub(crate) key_type: KeyType,
    pub(crate) name: &'a str,
    pub(crate) range: Range,
}

/// Its names, as statements take them.
pub(super) struct Names {
    pub(super) child: String,
    pub(super) parent: String,
    owner: Ident,
}

impl NewPartition<'_> {
    /// An error for what is no name for a table.
    pub(super) fn names(&self) -> Result<Names, RunFault> {
        let names = (
            qualified(&self.parent.schema, self.name),
            qualified(&self.parent.schema, &self.parent.name),
            Ident::new(&self.parent.owner),
        );
        match names {
            (Some(child), Some(parent), Some(owner)) => Ok(Names { child, parent, owner }),
            _ => Err(RunFault::Db(DbFault::Connection(format!("`{}` is no name for a table", self.name)))),
        }
    }
}

impl Session {
    /// Makes a partition, or leaves nothing. It has row-level security, forced and without a policy, and
    /// no rights for anybody: it is reached through its parent alone. A name that is taken is an error.
    pub(crate) async fn create_partition(&self, new: &NewPartition<'_>) -> Result<Duration, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let started = Clock::now();
        let made = async {
            let names = new.names()?;
            let timeout = LOCK_TIMEOUT.as_millis();
            let begin = format!("BEGIN; SET LOCAL lock_timeout = {timeout}; {}", create_like(&names));
            self.client.batch_execute(&begin).await?;
            if let Some(default) = new.parent.default().and_then(|d| qualified(&d.schema, &d.name)) {
                self.lock_default(new.parent, &default).await?;
            }
            self.attach(new, &names).await?;
            Ok(self.client.batch_execute("COMMIT").await?)
        };
        let made = made.await;
        if made.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        made.map(|()| started.elapsed())
    }

    /// Within the transaction that made the table: closes it, and makes it a partition.
    pub(super) async fn attach(&self, new: &NewPartition<'_>, names: &Names) -> Result<(), RunFault> {
        let Names { child, parent, .. } = names;
        let closing = rights::closing(&self.client, child, new.parent.oid).await?;
        let bounds = new.range.sql(new.key_type);
        let attach = format!(
            "{}ALTER TABLE {parent} ATTACH PARTITION {child} FOR VALUES {bounds};{}",
            closing.before, closing.after
        );
        Ok(self.client.batch_execute(&attach).await?)
    }
}

/// The statements that make the table. Not its identity: that is the parent's, and would count anew.
pub(super) fn create_like(names: &Names) -> String {
    let Names { child, parent, owner } = names;
    format!(
        "CREATE TABLE {child} (LIKE {parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS
             INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING GENERATED);
         ALTER TABLE {child} OWNER TO {owner};"
    )
}
