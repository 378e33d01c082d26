//! What is done beside a database, on its server: others to work in, and sessions that look.

use std::sync::Arc;

use super::{Database, Server};
use crate::model::baseline::program::DumpProgram;
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::marker::ScratchMaker;
use crate::postgres::baseline::{self, DumpRequest};
use crate::postgres::{Observer, OriginalRun, ScratchAdmin, ServerGuard};

impl Database {
    /// A database that this run made on the same server, which is not stopped with it; what happens there is reported
    /// elsewhere.
    pub(crate) fn sibling(&self, name: &str, reporter: Arc<dyn Reporter>) -> Self {
        let mut options = self.options.clone();
        name.clone_into(&mut options.dbname);
        let (mut wishes, stop) = (self.wishes.clone(), Arc::clone(&self.stop));
        wishes.begin_anywhere();
        let mut database = Self::unopened(options, wishes, reporter, stop);
        database.is_scratch = true;
        database
    }

    /// The same database, where no script may change more than the database itself. Nothing changes on a throwaway server.
    pub(crate) fn guarded(mut self, guard: Option<Arc<ServerGuard>>) -> Self {
        self.guard = guard;
        self
    }

    /// Who keeps scripts in databases beside this one from changing its server; `None` where it is a throwaway one.
    pub(crate) async fn guard(&self) -> Result<Option<Arc<ServerGuard>>, Failure> {
        if self.is_throwaway() {
            return Ok(None);
        }
        Ok(Some(Arc::new(ServerGuard::open(&self.options).await?)))
    }

    /// A throwaway server of its own beside this database, with the same wishes and nothing in it but what is configured.
    pub(crate) async fn throwaway_beside(&self, options: EphemeralOptions) -> Result<Self, Failure> {
        let (server, wishes) = (Server::Ephemeral(options), self.wishes.clone());
        Self::reach(&server, &[], wishes, Arc::clone(&self.reporter), Arc::clone(&self.stop)).await
    }

    /// What `pg_dump` writes of this database.
    pub(crate) async fn dump(
        &self,
        program: &DumpProgram,
        request: DumpRequest<'_>,
    ) -> Result<String, Failure> {
        if self.is_stopping() {
            return Err(Failure::Stopped);
        }
        baseline::dump(program, &self.options, request).await
    }

    /// Opens a session that makes and drops databases, see [`ScratchAdmin`].
    pub(crate) async fn housekeeper(&self, maker: ScratchMaker) -> Result<ScratchAdmin, Failure> {
        ScratchAdmin::open(&self.options, &self.reporter, maker, &self.wishes.consent).await
    }

    /// Opens a session that looks at what scripts made, see [`Observer`].
    pub(crate) async fn looker(&self) -> Result<Observer, Failure> {
        Observer::open(&self.options, &self.reporter, &self.stop).await
    }

    /// Opens a session that runs the files of another tool, see [`OriginalRun`].
    pub(crate) async fn original_run(&self) -> Result<OriginalRun, Failure> {
        OriginalRun::open(&self.options, self.wishes.search_path.as_ref(), &self.reporter).await
    }
}
