//! Drops keys and indexes of empty tables, once it is proven that they can be recreated exactly.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::facts::{self, Member, members};
use super::fingerprint;
use super::proof::{self, Proof};
use crate::model::locks::lock_set::{LockSet, TableLock};
use crate::model::locks::mode::LockMode;
use crate::model::seed::load::dropped::{DroppedObjects, PLAIN_TABLESPACE};
use crate::model::seed::load::objects::pieces;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::connection::own_path;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::users_ground::ask_as_owner;

const LOCKS: &str = include_str!("sql/table_locks.sql");
const TRUNCATABLE: &str = include_str!("sql/truncatable.sql");

/// How dropping ended.
#[derive(Debug)]
pub(crate) enum TakeDown {
    /// It is committed, with what was recorded.
    Done(DroppedObjects),
    /// These tables have rows: nothing was changed.
    NotEmpty(Vec<String>),
}

impl Session {
    /// Drops all indexes, keys and foreign keys of these empty tables and of their partitions, and the foreign
    /// keys to them. Before that, it drops and recreates them on trial: what cannot be recreated exactly is
    /// kept, and so is what something else depends on. `record` writes down what was dropped; it runs on this
    /// session, in the transaction that commits both. Outside of a transaction.
    ///
    /// Locks are waited for shortly; a caller may try again when the fault is one that passes.
    pub(crate) async fn seed_take_down(
        &self,
        tables: &[u32],
        opening: &Opening,
        record: impl AsyncFnOnce(&DroppedObjects) -> Result<(), RunFault>,
    ) -> Result<TakeDown, RunFault> {
        let done = match self.take_down(tables, opening).await {
            Ok(TakeDown::Done(apart)) => match record(&apart).await {
                Ok(()) => match self.client.batch_execute("COMMIT").await {
                    Ok(()) => Ok(TakeDown::Done(apart)),
                    Err(error) => Err(error.into()),
                },
                Err(fault) => Err(fault),
            },
            result => result,
        };
        if !matches!(done, Ok(TakeDown::Done(_))) {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        done
    }

    /// What it locks: the tables, and all at the other ends of their foreign keys, by their names.
    pub(crate) async fn seed_locks_of_drop(&self, tables: &[u32]) -> Result<LockSet, RunFault> {
        let oids: Vec<u32> = members(&self.client, tables).await?.iter().map(|member| member.oid).collect();
        let mut locks = LockSet::default();
        for row in self.client.query_typed(LOCKS, &[(&oids, Type::OID_ARRAY)]).await? {
            let (schema, name): (String, String) = (row.try_get("schema")?, row.try_get("name")?);
            let table = QualifiedName::new(schema, name);
            locks.add(TableLock { table, alone: false, mode: LockMode::AccessExclusive });
        }
        Ok(locks)
    }

    /// Begins the transaction, and leaves it open.
    async fn take_down(&self, tables: &[u32], opening: &Opening) -> Result<TakeDown, RunFault> {
        let client = &self.client;
        self.begin_with(opening, "").await?;
        // What is there now is what it is until the transaction ends: what came since it was looked up is locked, too.
        let locks = self.seed_locks_of_drop(tables).await?;
        let qualified = fingerprint::everything_qualified();
        client.batch_execute(&format!("{}{PLAIN_TABLESPACE}; {qualified}", opening.later(&locks)?)).await?;
        let members = members(client, tables).await?;
        let not_empty = with_rows(client, &members).await?;
        if !not_empty.is_empty() {
            return Ok(TakeDown::NotEmpty(not_empty));
        }
        let oids: Vec<u32> = members.iter().map(|member| member.oid).collect();
        let (indexes, references) = facts::read(client, &oids).await?;
        let before = fingerprint::fingerprint(client, &members).await?;
        let (pieces, kept) = pieces(&indexes, &references);
        let mut apart = DroppedObjects {
            tables: tables.to_vec(),
            pieces,
            kept,
            before: Some(before),
            truncatable: Vec::new(),
        };
        // Definitions were written by our own path, and mean the same by it.
        let proof = Proof { client, members: &members, path: own_path::SET_LOCAL };
        proof.settle(&mut apart).await?;
        let down = proof::joined(&apart.down());
        client.batch_execute(&format!("{}{down}", own_path::SET_LOCAL)).await?;
        for row in client.query_typed(TRUNCATABLE, &[(&oids, Type::OID_ARRAY)]).await? {
            apart.truncatable.push(row.try_get("oid")?);
        }
        Ok(TakeDown::Done(apart))
    }
}

/// Which of the tables have rows.
async fn with_rows(client: &Client, members: &[Member]) -> Result<Vec<String>, Error> {
    let mut full = Vec::new();
    for member in members.iter().filter(|member| member.is_asked) {
        let question = format!("SELECT EXISTS (SELECT FROM {}) AS has_rows", member.name);
        if ask_as_owner(client, &member.name, &question).await?.try_get("has_rows")? {
            full.push(member.name.clone());
        }
    }
    Ok(full)
}
