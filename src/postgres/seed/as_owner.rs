//! Rows are written and removed as the owner of their table: triggers, CHECK constraints, defaults and indexes run
//! functions of users, which get no more rights than that, and the path that the application has.

use tokio_postgres::types::Type;

use super::writer::Writer;
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::sql::build::row_security;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::settings;
use crate::postgres::runner::users_ground::{UsersGround, become_owner};

const ROWS_OF: &str = include_str!("sql/rows_of.sql");

/// What goes on as the owner of a table.
pub(crate) struct AsOwner<'a> {
    writer: Writer<'a>,
    users: UsersGround,
    /// Forces the policies of the table on its owner again; empty where nobody lifted that.
    force: String,
}

impl Session {
    /// What writing rows to tables locks, and what some statements before it do: a table that forces its policies on its
    /// owner is locked against everybody.
    pub(crate) async fn seed_locks_of_rows(
        &self,
        tables: &[&QualifiedName],
        before: &[String],
    ) -> Result<LockSet, RunFault> {
        let mut locks = self.locks_of(&before.join(";\n"), &[], &[]).await?;
        for table in tables {
            let row = self.client.query_typed_one(ROWS_OF, &[(&table.quoted()?, Type::TEXT)]).await?;
            let is_forced: bool = row.try_get("is_forced")?;
            let mode = if is_forced { LockMode::AccessExclusive } else { LockMode::RowExclusive };
            locks.add(TableLock { table: (*table).clone(), alone: true, mode });
        }
        Ok(locks)
    }
}

impl<'a> Writer<'a> {
    /// Within a transaction: from here on as the owner of a table, who sees all of its rows, and by users' path. A
    /// table that forces its policies on the owner is locked against everybody.
    pub(crate) async fn as_owner(&self, table: &str) -> Result<AsOwner<'a>, RunFault> {
        self.as_owner_past(table, true).await
    }

    /// The same for what does not touch the table itself: its policies are left as they are.
    pub(super) async fn as_owner_beside(&self, table: &str) -> Result<AsOwner<'a>, RunFault> {
        self.as_owner_past(table, false).await
    }

    async fn as_owner_past(&self, table: &str, lift_policies: bool) -> Result<AsOwner<'a>, RunFault> {
        let row = self.client.query_typed_one(ROWS_OF, &[(&table, Type::TEXT)]).await?;
        let (owner, is_forced): (String, bool) = (row.try_get("owner")?, row.try_get("is_forced")?);
        let users = UsersGround::of(self.client, self.app_role, self.path).await?;
        become_owner(self.client, &owner).await?;
        let mut force = String::new();
        if is_forced && lift_policies {
            self.client.batch_execute(&row_security(table, "NO FORCE")).await?;
            force = format!("{};", row_security(table, "FORCE"));
        }
        self.client.batch_execute(&users.enter).await?;
        Ok(AsOwner { writer: *self, users, force })
    }
}

impl AsOwner<'_> {
    /// Goes on as ourselves.
    pub(crate) async fn end(self) -> Result<(), RunFault> {
        if !self.force.is_empty() {
            // No table is altered while something that it queued is deferred.
            self.settle().await?;
            self.writer.client.batch_execute("SET CONSTRAINTS ALL DEFERRED").await?;
        }
        let Self { writer, users, force } = self;
        let end = format!("{}{force}{}", users.leave, settings::OWN_ROLE);
        Ok(writer.client.batch_execute(&end).await?)
    }

    /// Runs what is deferred until the COMMIT now: at the COMMIT it would run as ourselves.
    pub(crate) async fn settle(&self) -> Result<(), RunFault> {
        Ok(self.writer.client.batch_execute("SET CONSTRAINTS ALL IMMEDIATE").await?)
    }
}
