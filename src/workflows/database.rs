//! The database that a command works on: given, or thrown away afterwards.

mod beside;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::throwaway::{self, Throwaway};
pub(crate) use super::wishes::Wishes;
use crate::model::connection::ConnectOptions;
use crate::model::locks::policy::LockPolicy;
use crate::model::locks::precedence::Precedence;
use crate::model::migration::ground::Ground;
use crate::model::migration::pair::Pair;
use crate::model::migration::search_path::ProjectPath;
use crate::model::outcome::ephemeral::{EphemeralOptions, ThrowawayServer};
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::failure::Failure;
use crate::model::partitions::report::ReportOrigin;
use crate::model::sql::quote::Ident;
pub(crate) use crate::postgres::Stop;
use crate::postgres::connection::connect::Dialled;
use crate::postgres::connection::connected::Connected;
use crate::postgres::{Given, Purpose, Reader, ServerGuard, Session, SessionRequest, Snapshot};

/// Which server to work on.
#[derive(Debug, Clone)]
pub(crate) enum Server {
    Given(ConnectOptions),
    /// A throwaway server, started now.
    Ephemeral(EphemeralOptions),
}

/// A database and the way to it. A throwaway server lives as long as this does.
pub(crate) struct Database {
    options: ConnectOptions,
    wishes: Wishes,
    /// Where the project works, as soon as that was found.
    path: OnceLock<ProjectPath>,
    /// Doubts about our tables were reported.
    is_warned: AtomicBool,
    reporter: Arc<dyn Reporter>,
    stop: Arc<Stop>,
    /// A connection that was begun before it is needed.
    dialled: Option<Dialled>,
    /// The same once it is there, for the next session or view.
    connected: Mutex<Option<Connected>>,
    /// What its other sessions were seen to lock in which order.
    precedence: Mutex<Precedence>,
    throwaway: Option<Throwaway>,
    /// It was made by this run.
    is_scratch: bool,
    /// Who keeps scripts there from changing the server that it is on.
    guard: Option<Arc<ServerGuard>>,
}

impl Database {
    /// Starts the throwaway server if that is what was asked for, and prepares it for these scripts. Opens no connection
    /// to a given one.
    pub(crate) async fn reach(
        server: &Server,
        scripts: &[Pair],
        mut wishes: Wishes,
        reporter: Arc<dyn Reporter>,
        stop: Arc<Stop>,
    ) -> Result<Self, Failure> {
        let wanted = match server {
            Server::Given(options) => return Ok(Self::unopened(options.clone(), wishes, reporter, stop)),
            Server::Ephemeral(wanted) => wanted,
        };
        let throwaway = Box::pin(Throwaway::start(wanted, &wishes, scripts, reporter)).await?;
        wishes.begin_anywhere();
        let mut database = Self::unopened(throwaway.options(), wishes, throwaway.reporter(), stop);
        database.throwaway = Some(throwaway);
        Ok(database.prepared())
    }

    /// Which throwaway server it is on, if it is on one.
    pub(crate) fn throwaway_server(&self) -> Option<ThrowawayServer> {
        self.throwaway.as_ref().map(Throwaway::server)
    }

    /// Says that the real server, which a throwaway one stands beside, is of this version.
    pub(crate) fn stands_beside(&self, version: &str) {
        if let Some(throwaway) = &self.throwaway {
            throwaway.stands_beside(version);
        }
    }

    /// The same database, which has what scripts stand on already.
    pub(crate) fn prepared(mut self) -> Self {
        self.wishes.ground = Ground::default();
        self
    }

    /// What further databases of this server are copied from, which have to be as this one was at first.
    pub(crate) fn template(&self) -> Option<&Ident> {
        self.throwaway.as_ref()?.template()
    }

    /// One that nothing is known of yet, on a server that is not ours.
    fn unopened(
        options: ConnectOptions,
        wishes: Wishes,
        reporter: Arc<dyn Reporter>,
        stop: Arc<Stop>,
    ) -> Self {
        Self {
            options,
            wishes,
            path: OnceLock::new(),
            is_warned: AtomicBool::new(false),
            reporter,
            stop,
            dialled: None,
            connected: Mutex::default(),
            precedence: Mutex::default(),
            throwaway: None,
            is_scratch: false,
            guard: None,
        }
    }

    /// Begins to connect, for a session or a view of this name. Nothing is reported of it before [`Self::connect`].
    pub(crate) fn dial(&mut self, application: &str) {
        self.dialled = Some(Dialled::new(&self.options, application, &self.reporter));
    }

    /// Waits for the connection that was begun, if there is one: the next session or view works in it.
    pub(crate) async fn connect(&mut self) -> Result<(), Failure> {
        if let Some(dialled) = self.dialled.take() {
            self.connected = Mutex::new(Some(dialled.connected().await?));
        }
        Ok(())
    }

    fn connected(&self) -> Option<Connected> {
        self.connected.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Opens a session that writes, see [`Session`].
    pub(crate) async fn session(&self, application: &str) -> Result<Session, Failure> {
        self.session_for(application, Purpose::Write).await
    }

    /// Opens a session for something else than to write our tables.
    pub(crate) async fn session_for(&self, application: &str, purpose: Purpose) -> Result<Session, Failure> {
        let Wishes { search_path, app_role, lock_wait, consent, .. } = &self.wishes;
        let (search_path, lock_wait) = (search_path.as_ref(), *lock_wait);
        let request = SessionRequest { application, search_path, app_role, lock_wait, consent, purpose };
        let session =
            Session::open(self.connected(), &self.options, request, &self.reporter, &self.stop).await?;
        self.path.get_or_init(|| session.path.clone());
        self.warn(session.reader());
        Ok(session.guarded(self.guard.clone()))
    }

    /// Opens a read-only view, see [`Snapshot`]. Doubts about our tables are reported once.
    pub(crate) async fn snapshot(&self, application: &str) -> Result<Snapshot, Failure> {
        let snapshot = self.view(application).await?;
        self.warn(snapshot.reader());
        Ok(snapshot)
    }

    /// Opens a read-only view for what a session would write: what would be refused there is refused here.
    pub(crate) async fn preview(&self, application: &str) -> Result<Snapshot, Failure> {
        let snapshot = self.view(application).await?;
        snapshot.usable()?;
        self.warn(snapshot.reader());
        Ok(snapshot)
    }

    async fn view(&self, application: &str) -> Result<Snapshot, Failure> {
        let Wishes { search_path, consent, .. } = &self.wishes;
        let (options, search_path) = (&self.options, search_path.as_ref());
        let connected = self.connected();
        let snapshot =
            Snapshot::open(connected, options, application, search_path, consent, &self.reporter).await?;
        self.path.get_or_init(|| snapshot.path().clone());
        Ok(snapshot)
    }

    fn warn(&self, reader: Reader<'_>) {
        if self.is_warned.swap(true, Ordering::Relaxed) {
            return;
        }
        for untrusted in reader.found().doubts() {
            self.reporter.event(&Event::BookkeepingUntrusted(untrusted));
        }
        for (table, roles) in reader.found().writable() {
            self.reporter.event(&Event::BookkeepingWritable { table, roles });
        }
    }

    /// Warns of keys that a killed run of `seed` left dropped, whatever else is done.
    pub(crate) async fn warn_of_leftovers(&self, reader: Reader<'_>) -> Result<(), Failure> {
        for left in reader.seed_leftovers().await?.iter().filter(|left| !left.missing.is_empty()) {
            self.reporter.event(&Event::SeedLeft(left));
        }
        Ok(())
    }

    /// The same throwaway server, from now on as a role that is made there, a superuser, which on its database has
    /// what it was given on the real one.
    pub(crate) async fn work_as(mut self, role: &Ident, given: &[Given]) -> Result<Self, Failure> {
        let session = self.session("migrate").await?;
        if let Some(database) = Ident::new(&self.options.dbname) {
            session.make_superuser(role, &database, given).await?;
        }
        drop(session);
        role.name().clone_into(&mut self.options.user);
        Ok(self)
    }

    /// Whether the server was started for this run, so that its database is empty at first.
    pub(crate) fn is_throwaway(&self) -> bool {
        self.throwaway.is_some()
    }

    /// What it is called, and at which hosts and ports.
    pub(crate) fn origin(&self) -> ReportOrigin {
        ReportOrigin { database: self.options.dbname.clone(), host: self.options.places() }
    }

    /// Where the project works in this database. Connects where nobody has yet.
    pub(crate) async fn path(&self) -> Result<ProjectPath, Failure> {
        match self.path.get() {
            Some(path) => Ok(path.clone()),
            None => Ok(self.snapshot("migrate").await?.path().clone()),
        }
    }

    /// The same database, from now on with the path of another one, and prepared for scripts: what an administrator made
    /// in the real one is there, as far as it is of the database alone and not there already.
    pub(crate) async fn with_path(mut self, path: &ProjectPath) -> Result<Self, Failure> {
        self.wishes.search_path = Some(path.fixed.clone());
        self.path = OnceLock::new();
        throwaway::prepare_database(&self.options, &self.wishes, &self.reporter).await?;
        Ok(self)
    }

    /// Whether nobody else works in this database.
    pub(crate) fn is_alone(&self) -> bool {
        self.is_throwaway() || self.is_scratch
    }

    /// Whether a signal asked the run to end.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stop.is_asked()
    }

    /// Receives the events.
    pub(crate) fn teller(&self) -> Arc<dyn Reporter> {
        Arc::clone(&self.reporter)
    }

    /// How scripts get the locks on tables.
    pub(crate) fn locking(&self) -> LockPolicy {
        self.wishes.locking
    }

    /// In which order others lock its tables, as this run has seen it.
    pub(crate) fn precedence(&self) -> MutexGuard<'_, Precedence> {
        self.precedence.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells what happened.
    pub(crate) fn reporter(&self) -> &dyn Reporter {
        self.reporter.as_ref()
    }
}

/// A database and the session that a command works in.
#[derive(Clone, Copy)]
pub(crate) struct OpenSession<'a> {
    pub(crate) database: &'a Database,
    pub(crate) session: &'a Session,
}
