//! Trying one step on one table again while others are in its way; what fails is that table's trouble.

use crate::model::outcome::failure::Failure;
use crate::model::partitions::manager::Partman;
use crate::model::partitions::report::Trouble;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::{RunFault, Session};
use crate::workflows::database::Database;
use crate::workflows::runner::retry::Tries;

/// Runs a step until it succeeds or has been tried often enough. `doing` completes "could not ..".
pub(super) async fn attempt<T>(
    (database, session): (&Database, &Session),
    doing: &'static str,
    what: &str,
    step: impl AsyncFnMut() -> Result<T, RunFault>,
) -> Result<T, Trouble> {
    if database.is_stopping() {
        return Err(Trouble::Failed(Failure::Stopped));
    }
    Tries::new().run(database, session, what, step).await.map_err(|fault| {
        Trouble::Failed(match fault {
            RunFault::Db(fault) => Failure::Database { doing, fault },
            RunFault::Stopped => Failure::Stopped,
            other => Failure::Unexpected(anyhow::anyhow!("{other:?}")),
        })
    })
}

/// The server's code, where the server refused.
pub(super) fn sqlstate(trouble: &Trouble) -> Option<&str> {
    match trouble {
        Trouble::Failed(Failure::Database { fault: DbFault::Server(error), .. }) => Some(&error.sqlstate),
        _ => None,
    }
}

/// What a partition's making failed for, where its name belongs to something else.
pub(super) fn or_name_taken(trouble: Trouble, name: &str) -> Trouble {
    match sqlstate(&trouble) {
        // duplicate_table
        Some("42P07") => Trouble::NameTaken { name: name.to_owned() },
        _ => trouble,
    }
}

/// What `pg_partman` was asked for in vain, where it was for a right of this role's. The extension gives every error
/// of its functions a code of its own, and says in the message what it was.
pub(super) fn or_denied(trouble: Trouble, partman: &Partman) -> Trouble {
    match &trouble {
        Trouble::Failed(Failure::Database { doing, fault: DbFault::Server(error) })
            if error.sqlstate == "42501" || error.message.starts_with("permission denied for ") =>
        {
            let why = error.message.lines().next().unwrap_or_default().to_owned();
            Trouble::ManagerDenied { schema: partman.schema.clone(), doing, why }
        }
        _ => trouble,
    }
}

/// A trouble after which nothing can be done for the tables that follow either.
pub(in crate::workflows) fn unless_fatal(trouble: Trouble) -> Result<Trouble, Failure> {
    match trouble {
        Trouble::Failed(Failure::Stopped) => Err(Failure::Stopped),
        Trouble::Failed(failure @ Failure::Database { fault: DbFault::Connection(_), .. }) => Err(failure),
        trouble => Ok(trouble),
    }
}
