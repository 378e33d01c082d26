//! Connections beside the session: each fills one table at a time.

use tokio_postgres::Client;

use super::writer::Writer;
use crate::model::locks::patience::DeadlockCheck;
use crate::model::migration::search_path::ProjectPath;
use crate::model::outcome::failure::Failure;
use crate::postgres::connection::connect;
use crate::postgres::connection::connected::Connected;
use crate::postgres::connection::fault;
use crate::postgres::runner::bookkeeping::Bookkeeping;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

/// A connection of its own, set up as the session is. Holds no lock of a run: the session does.
pub(crate) struct Loader {
    pub(in crate::postgres) client: Client,
    /// The session's.
    pub(in crate::postgres) deadlock_check: DeadlockCheck,
    bookkeeping: Bookkeeping,
    app_role: String,
    path: ProjectPath,
}

impl Session {
    /// Opens another connection to the same place, which a signal cancels, too.
    pub(crate) async fn loader(&self) -> Result<Loader, Failure> {
        let Connected { client, canceller, .. } =
            connect::connect(&self.options, &self.application, &self.reporter).await?;
        client.batch_execute(&self.start).await.map_err(|error| Failure::Database {
            doing: "set up a connection",
            fault: fault::translate(&error),
        })?;
        if let Some(canceller) = canceller {
            self.stop.watch_also(canceller);
        }
        let check = self.deadlock_check().await.map_err(RunFault::failure("set up a connection"))?;
        Ok(Loader {
            client,
            deadlock_check: check,
            bookkeeping: self.bookkeeping.clone(),
            app_role: self.app_role.clone(),
            path: self.path.clone(),
        })
    }

    /// Cancels what the other connections are doing.
    pub(crate) async fn cancel_loaders(&self) {
        self.stop.cancel_others().await;
    }

    /// The session's own connection, to write with.
    pub(crate) fn writer(&self) -> Writer<'_> {
        Writer {
            client: &self.client,
            bookkeeping: &self.bookkeeping,
            app_role: &self.app_role,
            path: &self.path,
        }
    }
}

impl Loader {
    /// What may be done with it.
    pub(crate) fn writer(&self) -> Writer<'_> {
        Writer {
            client: &self.client,
            bookkeeping: &self.bookkeeping,
            app_role: &self.app_role,
            path: &self.path,
        }
    }
}
