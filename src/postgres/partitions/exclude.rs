//! Telling the server beforehand that DEFAULT holds no row of a new partition: ATTACH then does not scan it
//! under ACCESS EXCLUSIVE.
//!
//! A CHECK is added without looking at the rows, for an instant, and validated under SHARE UPDATE EXCLUSIVE,
//! beside readers and writers. It goes when the partitions are there; one that a killed run left is replaced
//! by the next. While it stands, DEFAULT takes no row of a period that is about to have a partition; for
//! periods whose rows may be arriving there right now, it is therefore asked first whether it holds any.

use super::rights;
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::range::{Bound, Range};
use crate::model::partitions::table::Partition;
use crate::model::sql::quote::Ident;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::users_ground::plan_as_owner;

/// What the CHECK is called.
const NAME: &str = "migrate_no_rows_of_new_partitions";

impl Session {
    /// Whether DEFAULT holds a row of a range. Where the policies of DEFAULT are forced on the role, others
    /// wait for the answer.
    pub(crate) async fn default_holds(
        &self,
        default: &Partition,
        column: &str,
        key_type: KeyType,
        range: Range,
        opening: &Opening,
    ) -> Result<bool, RunFault> {
        let (Ok(table), Some(condition)) = (
            default.name.quoted(),
            Ident::new(column).and_then(|column| condition(&column, key_type, range)),
        ) else {
            return Ok(false);
        };
        let look = async {
            self.begin_with(opening, "").await?;
            plan_as_owner(&self.client, &table).await?;
            rights::lift_force(&self.client, &table).await?;
            let holds = format!("SELECT EXISTS (SELECT FROM {table} WHERE {condition}) AS holds");
            Ok::<_, RunFault>(self.client.query_typed_one(&holds, &[]).await?.try_get("holds")?)
        };
        let holds = look.await;
        self.client.batch_execute("ROLLBACK").await?;
        holds
    }

    /// Adds the CHECK that DEFAULT holds nothing of a range, which new rows are held to from now on. Returns whether there
    /// is such a CHECK.
    pub(crate) async fn exclude_from_default(
        &self,
        default: &Partition,
        column: &str,
        key_type: KeyType,
        range: Range,
        opening: &Opening,
    ) -> Result<bool, RunFault> {
        let (Some(column), Some(condition)) =
            (Ident::new(column), Ident::new(column).and_then(|column| condition(&column, key_type, range)))
        else {
            return Ok(false);
        };
        let check =
            format!(", ADD CONSTRAINT {NAME} CHECK (NOT ({column} IS NOT NULL AND {condition})) NOT VALID");
        self.replace_check(default, &check, opening).await.map(|()| true)
    }

    /// Lets the server look that it holds for the rows that are there. Fails with 23514 when it does not.
    pub(crate) async fn prove_exclusion(
        &self,
        default: &Partition,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let validate = format!("ALTER TABLE {} VALIDATE CONSTRAINT {NAME}", default.name.quoted()?);
        self.in_transaction_of_its_own(opening, async || Ok(self.client.batch_execute(&validate).await?))
            .await
    }

    /// Takes the CHECK away, if it is there.
    pub(crate) async fn forget_exclusion(
        &self,
        default: &Partition,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        self.replace_check(default, "", opening).await
    }

    async fn replace_check(&self, default: &Partition, by: &str, opening: &Opening) -> Result<(), RunFault> {
        let table = default.name.quoted()?;
        let alter = format!(
            "SET LOCAL client_min_messages = warning;
             ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {NAME}{by};"
        );
        self.begin_with(opening, "").await?;
        let altered = self.client.batch_execute(&format!("{alter} COMMIT")).await;
        if altered.is_err() {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        Ok(altered?)
    }
}

/// What the CHECK on DEFAULT comes and goes with.
pub(crate) fn locks_of_check(default: &Partition) -> LockSet {
    let mut locks = LockSet::default();
    let (table, mode) = (default.name.clone(), LockMode::AccessExclusive);
    locks.add(TableLock { table, alone: !default.is_parent, mode });
    locks
}

/// What a row of a range fulfils; `None` where the range has an open end.
pub(super) fn condition(column: &Ident, key_type: KeyType, range: Range) -> Option<String> {
    let (Bound::At(lower), Bound::At(upper)) = (range.lower, range.upper) else { return None };
    let type_name = key_type.type_name();
    // path: users
    Some(format!(
        "{column} OPERATOR(pg_catalog.>=) '{}'::pg_catalog.{type_name} \
         AND {column} OPERATOR(pg_catalog.<) '{}'::pg_catalog.{type_name}",
        key_type.literal(lower),
        key_type.literal(upper)
    ))
}
