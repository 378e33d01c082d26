//! Drops keys and indexes of empty tables, once it is proven that they can be recreated exactly.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use super::facts;
use super::fingerprint::{self, Member};
use super::proof::{self, Proof};
use crate::model::outcome::failure::Failure;
use crate::model::seed::load::dropped::{DroppedObjects, PLAIN_TABLESPACE};
use crate::model::seed::load::objects::pieces;
use crate::model::sql::build::{self, KeepOut};
use crate::postgres::connection::{fault, own_path};
use crate::postgres::runner::run_script::LOCK_TIMEOUT;
use crate::postgres::runner::session::Session;
use crate::postgres::runner::users_ground::ask_as_owner;

const LOCKS: &str = include_str!("sql/table_locks.sql");
const TRUNCATABLE: &str = include_str!("sql/truncatable.sql");

const DOING: &str = "drop keys and indexes";

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
        record: impl AsyncFnOnce(&DroppedObjects) -> Result<(), Failure>,
    ) -> Result<TakeDown, Failure> {
        let done = match self.take_down(tables).await {
            Ok(TakeDown::Done(apart)) => match record(&apart).await {
                Ok(()) => {
                    self.client.batch_execute("COMMIT").await.map(|()| TakeDown::Done(apart)).map_err(failed)
                }
                Err(failure) => Err(failure),
            },
            result => result.map_err(failed),
        };
        if !matches!(done, Ok(TakeDown::Done(_))) {
            let _ = self.client.batch_execute("ROLLBACK").await;
        }
        done
    }

    /// Begins the transaction, and leaves it open.
    async fn take_down(&self, tables: &[u32]) -> Result<TakeDown, Error> {
        let client = &self.client;
        let qualified = fingerprint::everything_qualified();
        let begin = format!("{}; {PLAIN_TABLESPACE}; {qualified}", build::begin("", LOCK_TIMEOUT));
        client.batch_execute(&begin).await?;
        let members = lock(client, tables).await?;
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

#[allow(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn failed(error: Error) -> Failure {
    Failure::Database { doing: DOING, fault: fault::translate(&error) }
}

/// Locks the tables, and all at the other ends of foreign keys, by their names. What is there is what it is
/// until the transaction ends.
async fn lock(client: &Client, tables: &[u32]) -> Result<Vec<Member>, Error> {
    let members = fingerprint::members(client, tables).await?;
    let oids: Vec<u32> = members.iter().map(|member| member.oid).collect();
    let mut names: Vec<String> = Vec::new();
    for row in client.query_typed(LOCKS, &[(&oids, Type::OID_ARRAY)]).await? {
        names.push(row.try_get("name")?);
    }
    if !names.is_empty() {
        let names = names.join(", ");
        client.batch_execute(&build::lock(names, KeepOut::Everybody)).await?;
    }
    fingerprint::members(client, tables).await
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
