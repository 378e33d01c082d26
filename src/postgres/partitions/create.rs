//! Making one partition: a standalone table like its parent, then ATTACH, in one transaction.
//!
//! ATTACH takes SHARE UPDATE EXCLUSIVE on the parent, which neither readers nor writers notice; CREATE ..
//! PARTITION OF would take ACCESS EXCLUSIVE. The foreign keys are left to ATTACH: a table that brings its
//! own makes ATTACH lock the tables that they refer to with ACCESS EXCLUSIVE.

use std::time::Instant as Clock;

use tokio_postgres::types::Type;

use super::read::qualified;
use crate::model::partitions::instant::KeyType;
use crate::model::partitions::range::Range;
use crate::model::partitions::table::Table;
use crate::model::quote::Ident;
use crate::model::sql_error::DbFault;
use crate::postgres::run_script::{LOCK_TIMEOUT, RunFault};
use crate::postgres::session::Session;

const GRANTEES: &str = include_str!("../sql/partitions_grantees.sql");

/// A partition that is to be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewPartition<'a> {
    pub(crate) parent: &'a Table,
    pub(crate) key_type: KeyType,
    pub(crate) name: &'a str,
    pub(crate) range: Range,
}

impl Session {
    /// Makes a partition, or leaves nothing. It has row-level security, forced and without a policy, and
    /// no rights for anybody: it is reached through its parent alone. A name that is taken is an error.
    pub(crate) async fn create_partition(
        &self,
        new: &NewPartition<'_>,
    ) -> Result<std::time::Duration, RunFault> {
        if self.stop.is_asked() {
            return Err(RunFault::Stopped);
        }
        let started = Clock::now();
        let made = self.create_and_attach(new).await;
        if made.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        made.map(|()| started.elapsed())
    }

    async fn create_and_attach(&self, new: &NewPartition<'_>) -> Result<(), RunFault> {
        let parent = &new.parent;
        let (Some(child), Some(parent_name), Some(owner)) = (
            qualified(&parent.schema, new.name),
            qualified(&parent.schema, &parent.name),
            Ident::new(&parent.owner),
        ) else {
            return Err(RunFault::Db(DbFault::Connection(format!("`{}` is no name for a table", new.name))));
        };
        let create = format!(
            "BEGIN;
             SET LOCAL lock_timeout = {};
             CREATE TABLE {child} (LIKE {parent_name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS
                 INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING GENERATED);
             ALTER TABLE {child} OWNER TO {owner};
             ALTER TABLE {child} ENABLE ROW LEVEL SECURITY;
             ALTER TABLE {child} FORCE ROW LEVEL SECURITY;",
            LOCK_TIMEOUT.as_millis()
        );
        self.client.batch_execute(&create).await?;
        let mut attach = String::new();
        for row in self.client.query_typed(GRANTEES, &[(&child, Type::TEXT)]).await? {
            let grantee: String = row.try_get("grantee")?;
            attach.push_str(&format!("REVOKE ALL ON {child} FROM {grantee};"));
        }
        attach.push_str(&format!(
            "ALTER TABLE {parent_name} ATTACH PARTITION {child} FOR VALUES {}; COMMIT;",
            new.range.sql(new.key_type)
        ));
        self.client.batch_execute(&attach).await?;
        Ok(())
    }
}
