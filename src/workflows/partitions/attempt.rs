//! Trying one step on one table again while others are in its way; what fails is that table's trouble.

use crate::model::locks::lock_set::LockSet;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::manager::Partman;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::{Opening, RunFault};
use crate::workflows::database::OpenSession;
use crate::workflows::locks::tries::LockTries;

/// The tries of a step whose locks were looked up. `doing` completes "could not ..".
pub(super) fn known(
    doing: &'static str,
    locks: Result<LockSet, RunFault>,
) -> Result<LockTries, TableTrouble> {
    match locks {
        Ok(locks) => Ok(LockTries::new(locks, LOCK_TIMEOUT)),
        Err(fault) => Err(TableTrouble::Failed(RunFault::failure(doing)(fault))),
    }
}

/// Runs a step until it succeeds or the budget is spent. `doing` completes "could not ..".
pub(super) async fn attempt<T>(
    run: OpenSession<'_>,
    doing: &'static str,
    what: &str,
    mut tries: LockTries,
    step: impl AsyncFnMut(&Opening) -> Result<T, RunFault>,
) -> Result<T, TableTrouble> {
    if run.database.is_stopping() {
        return Err(TableTrouble::Failed(Failure::Stopped));
    }
    tries
        .run(run.database, run.session, what, step)
        .await
        .map_err(|fault| TableTrouble::Failed(RunFault::failure(doing)(fault)))
}

/// The server's code, where the server refused.
pub(super) fn sqlstate(trouble: &TableTrouble) -> Option<&str> {
    match trouble {
        TableTrouble::Failed(Failure::Database { fault: DbFault::Server(error), .. }) => {
            Some(&error.sqlstate)
        }
        _ => None,
    }
}

/// What a partition's making failed for, where its name belongs to something else.
pub(super) fn or_name_taken(trouble: TableTrouble, name: &str) -> TableTrouble {
    match sqlstate(&trouble) {
        // duplicate_table
        Some("42P07") => TableTrouble::NameTaken { name: name.to_owned() },
        _ => trouble,
    }
}

/// What `pg_partman` was asked for in vain, where it was for a right of this role's. The extension gives every error
/// of its functions a code of its own, and says in the message what it was.
pub(super) fn or_denied(trouble: TableTrouble, partman: &Partman) -> TableTrouble {
    match &trouble {
        TableTrouble::Failed(Failure::Database { doing, fault: DbFault::Server(error) })
            if error.sqlstate == "42501" || error.message.starts_with("permission denied for ") =>
        {
            let why = error.message.lines().next().unwrap_or_default().to_owned();
            TableTrouble::ManagerDenied { schema: partman.schema.clone(), doing, why }
        }
        _ => trouble,
    }
}

/// A trouble after which nothing can be done for the tables that follow either.
pub(in crate::workflows) fn unless_fatal(trouble: TableTrouble) -> Result<TableTrouble, Failure> {
    match trouble {
        TableTrouble::Failed(Failure::Stopped) => Err(Failure::Stopped),
        TableTrouble::Failed(
            failure @ Failure::Database { fault: DbFault::Connection(_) | DbFault::Answer(_), .. },
        ) => Err(failure),
        trouble => Ok(trouble),
    }
}
