//! What a database to try scripts in has before they come, and what happens on a throwaway server is reported with its name.

use std::sync::{Arc, OnceLock};

use super::wishes::Wishes;
use crate::files;
use crate::model::connection::ConnectOptions;
use crate::model::migration::ground;
use crate::model::migration::pair::Pair;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::ephemeral::{EphemeralOptions, ThrowawayServer};
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::Ident;
use crate::model::sql::statements::statements;
use crate::postgres::ephemeral::ground::{GroundScript, GroundWork};
use crate::postgres::ephemeral::{self, Ephemeral};

/// A throwaway server that was started for this run. It lives as long as this does, unless it is kept.
pub(super) struct Throwaway {
    server: Ephemeral,
    keep: bool,
    reporter: Arc<ThrowawayReporter>,
    template: Option<Ident>,
}

impl Throwaway {
    /// Starts it, and prepares it for scripts: runs the file of `[scratch] before`, then makes the application's role,
    /// unless the file did or a script does, and the first schema of the path.
    pub(super) async fn start(
        wanted: &EphemeralOptions,
        wishes: &Wishes,
        scripts: &[Pair],
        reporter: Arc<dyn Reporter>,
    ) -> Result<Self, Failure> {
        let server = ephemeral::start(wanted).await.map_err(Failure::Ephemeral)?;
        reporter.event(&Event::ServerStarted(server.info()));
        let version = ThrowawayServer::number(&server.info().version);
        let reporter = Arc::new(ThrowawayReporter { reporter, version, beside: OnceLock::new() });
        let mut throwaway = Self { server, keep: wanted.keep, reporter, template: None };
        let prepared = throwaway.prepare(wishes, scripts).await;
        throwaway.template = prepared.map_err(|failure| failure.on_throwaway(throwaway.server()))?;
        Ok(throwaway)
    }

    async fn prepare(&self, wishes: &Wishes, scripts: &[Pair]) -> Result<Option<Ident>, Failure> {
        let (ground, path) = (&wishes.ground, wishes.search_path.as_ref());
        let (role, schema) = (ground.role_beside(scripts), path.and_then(SearchPath::first_named));
        if ground.before.is_none() && role.is_none() && schema.is_none() {
            return Ok(None);
        }
        let work = GroundWork::open(&self.options(), &self.reporter()).await?;
        if let Some(file) = &ground.before {
            let (file, sql) = &files::read_ground(file)?;
            work.run(&GroundScript { file, sql, statements: statements(sql).collect() }, path).await?;
        }
        work.complete(role, schema).await?;
        if ground.before.is_some() { work.keep_template().await } else { Ok(None) }
    }

    /// How to log in, as its superuser.
    pub(super) fn options(&self) -> ConnectOptions {
        self.server.info().connect_options()
    }

    /// Passes on what happens there, with the server's name.
    pub(super) fn reporter(&self) -> Arc<dyn Reporter> {
        Arc::clone(&self.reporter) as Arc<dyn Reporter>
    }

    pub(super) fn server(&self) -> ThrowawayServer {
        self.reporter.server()
    }

    /// The version of the real server that it stands beside, as that prints it. Counts once.
    pub(super) fn stands_beside(&self, version: &str) {
        self.reporter.beside.get_or_init(|| ThrowawayServer::number(version));
    }

    /// What further databases there are copied from, where they would lack something otherwise.
    pub(super) fn template(&self) -> Option<&Ident> {
        self.template.as_ref()
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        if self.keep {
            self.reporter.event(&Event::ServerKept(self.server.info()));
        }
    }
}

/// Between a throwaway server and the console.
struct ThrowawayReporter {
    reporter: Arc<dyn Reporter>,
    version: String,
    beside: OnceLock<String>,
}

impl ThrowawayReporter {
    fn server(&self) -> ThrowawayServer {
        ThrowawayServer { version: self.version.clone(), beside: self.beside.get().cloned() }
    }
}

impl Reporter for ThrowawayReporter {
    /// What names the server itself, and the headings of the demo, pass as they are.
    fn event(&self, event: &Event<'_>) {
        match event {
            Event::ServerStarted(_) | Event::ServerKept(_) | Event::Demo(_) | Event::DemoStatus(_) => {
                self.reporter.event(event);
            }
            event => self.reporter.event(&Event::OnThrowaway { server: &self.server(), event }),
        }
    }

    fn asks_for_locks(&self) -> bool {
        self.reporter.asks_for_locks()
    }

    fn asks_for_queue(&self) -> bool {
        self.reporter.asks_for_queue()
    }
}

/// Prepares an empty database on a server that is not ours alone: the schemas and extensions of the file, and the first
/// schema of the path. The roles there are those of others.
pub(super) async fn prepare_database(
    options: &ConnectOptions,
    wishes: &Wishes,
    reporter: &Arc<dyn Reporter>,
) -> Result<(), Failure> {
    let path = wishes.search_path.as_ref();
    let schema = path.and_then(SearchPath::first_named);
    if wishes.ground.before.is_none() && schema.is_none() {
        return Ok(());
    }
    let work = GroundWork::open(options, reporter).await?;
    if let Some(file) = &wishes.ground.before {
        let (file, sql) = &files::read_ground(file)?;
        let statements = ground::local_statements(sql).collect();
        work.run(&GroundScript { file, sql, statements }, path).await?;
    }
    work.complete(None, schema).await
}
