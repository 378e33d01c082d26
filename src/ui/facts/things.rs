//! The things that facts are about: migrations, sessions, rows.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::locks::blocker::{Blocker, Doing};
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::lock_holder::LockHolder;
use crate::model::sql::sql_error::SqlError;
use crate::ui::code::CodeView;

/// A migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct Migration {
    pub(in crate::ui) version: i64,
    pub(in crate::ui) name: String,
}

/// A session on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct Holder {
    pub(in crate::ui) pid: i32,
    pub(in crate::ui) application: String,
    pub(in crate::ui) role: String,
    /// Where it comes from; empty where the server does not say.
    pub(in crate::ui) client: String,
    /// How long it has been connected; 0 where the server does not say.
    pub(in crate::ui) connected_seconds: i64,
    /// What it runs, or ran last.
    pub(in crate::ui) query: String,
    /// Of one in the way of a script: `working`, `idle_in_transaction`, `autovacuum`, `prepared` (a prepared transaction,
    /// which has no session), or `unseen` where the role may not see it. Not there for one that holds the lock of a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::ui) state: Option<&'static str>,
    /// How long its transaction has been open, if the role may see that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::ui) open_seconds: Option<i64>,
    /// How long it was seen in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::ui) in_the_way_seconds: Option<u64>,
    /// The name of a prepared transaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::ui) gid: Option<String>,
    /// The table that autovacuum works on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::ui) table: Option<String>,
}

/// How far a script without a transaction came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct Statements {
    /// How many are executed and kept.
    pub(in crate::ui) executed: usize,
    /// How many there are; `null` if the file was not read.
    pub(in crate::ui) total: Option<usize>,
}

/// An error of the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct ServerError {
    pub(in crate::ui) sqlstate: String,
    pub(in crate::ui) message: String,
    pub(in crate::ui) detail: Option<String>,
    pub(in crate::ui) hint: Option<String>,
    /// The call stack inside functions.
    pub(in crate::ui) context: Option<String>,
}

/// A place that was tried and did not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct OtherPlace {
    pub(in crate::ui) code: CodeView,
    pub(in crate::ui) target: Option<String>,
    pub(in crate::ui) reason: Option<String>,
}

/// A table and its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct Owner {
    pub(in crate::ui) table: String,
    pub(in crate::ui) owner: String,
}

/// A table and its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct RowsOfTable {
    pub(in crate::ui) table: String,
    pub(in crate::ui) rows: u64,
    /// How many of them finished runs wrote.
    pub(in crate::ui) seeded: u64,
}

/// Rows that refer to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct Reference {
    /// Whose rows.
    pub(in crate::ui) table: String,
    pub(in crate::ui) constraint: String,
    /// What they refer to.
    pub(in crate::ui) target: String,
    pub(in crate::ui) rows: u64,
}

/// A column that a seeding filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct FilledColumn {
    pub(in crate::ui) table: String,
    pub(in crate::ui) column: String,
    /// Its type when it was filled.
    pub(in crate::ui) before: String,
    /// Its type now; `null` where no column has that name.
    pub(in crate::ui) after: Option<String>,
}

/// Something that could not be recreated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct MissingPiece {
    pub(in crate::ui) object: String,
    pub(in crate::ui) reason: String,
}

impl From<&MigrationId> for Migration {
    fn from(id: &MigrationId) -> Self {
        Self { version: id.version.number(), name: id.name.clone() }
    }
}

impl From<&SqlError> for ServerError {
    fn from(error: &SqlError) -> Self {
        Self {
            sqlstate: error.sqlstate.clone(),
            message: error.message.clone(),
            detail: error.detail.clone(),
            hint: error.hint.clone(),
            context: error.context.clone(),
        }
    }
}

impl From<&Blocker> for Holder {
    fn from(blocker: &Blocker) -> Self {
        let (state, gid, table) = match &blocker.doing {
            Doing::Working => ("working", None, None),
            Doing::IdleInTransaction => ("idle_in_transaction", None, None),
            Doing::Unseen => ("unseen", None, None),
            Doing::Autovacuum { table, .. } => ("autovacuum", None, table.as_ref().map(ToString::to_string)),
            Doing::Prepared { gid } => ("prepared", Some(gid.clone()), None),
        };
        Self {
            state: Some(state),
            open_seconds: blocker.open_seconds,
            in_the_way_seconds: Some(blocker.seen_for.as_secs()),
            gid,
            table,
            ..Self::from(&blocker.holder)
        }
    }
}

impl From<&LockHolder> for Holder {
    fn from(holder: &LockHolder) -> Self {
        Self {
            pid: holder.pid,
            application: holder.application.clone(),
            role: holder.role.clone(),
            client: holder.client.clone(),
            connected_seconds: holder.seconds,
            query: holder.query.clone(),
            state: None,
            open_seconds: None,
            in_the_way_seconds: None,
            gid: None,
            table: None,
        }
    }
}
