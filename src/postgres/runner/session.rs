//! A writing session: the only way to change a database, and it holds the lock from before the
//! first write until it ends.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tokio_postgres::{Client, SimpleQueryMessage, Statement};

use super::bookkeeping::Bookkeeping;
use super::journal::JournalRow;
use super::reader::Reader;
use super::script::{RunFault, ScriptRun};
use super::settings::StartingState;
use super::{advisory_lock, bookkeeping_tables, history, project_path, settings};
use crate::model::connection::ConnectOptions;
use crate::model::connection::unreachable::PoolerProblem;
use crate::model::locks::patience::DeadlockCheck;
use crate::model::migration::bookkeeping::VERSION;
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::project::Consent;
use crate::model::migration::search_path::{ProjectPath, SearchPath};
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::failure::{Failure, Unreachable};
use crate::postgres::connection::connect;
use crate::postgres::connection::connected::Connected;
use crate::postgres::connection::stop::Stop;
use crate::postgres::connection::{fault, freeze, pooler};
use crate::postgres::locks::deadlock_check;
use crate::postgres::locks::session_watch::Watch;
use crate::postgres::roundtrip::server_guard::ServerGuard;

/// What a session is opened for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionRequest<'a> {
    /// The command, as other sessions see it: `migrate up`.
    pub(crate) application: &'a str,
    /// What was configured; without it the login's own path counts.
    pub(crate) search_path: Option<&'a SearchPath>,
    /// The application's role, whose path users' code is written for.
    pub(crate) app_role: &'a str,
    /// How long to wait for another run to end.
    pub(crate) lock_wait: Duration,
    /// What is allowed beyond the usual.
    pub(crate) consent: &'a Consent,
    pub(crate) purpose: Purpose,
}

/// What a session does to the database and to our tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Writes both.
    Write,
    /// Writes, but neither reads nor writes our tables.
    WriteBeside,
    /// Writes nothing: it finds out what would be written.
    Preview,
}

/// A session that may write. Dropping it ends the connection, and with it the lock.
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) options: ConnectOptions,
    pub(crate) application: String,
    /// What was configured.
    pub(crate) search_path: Option<SearchPath>,
    /// The application's role; there need not be one.
    pub(crate) app_role: String,
    /// Where the project works in this database.
    pub(crate) path: ProjectPath,
    pub(crate) bookkeeping: Bookkeeping,
    pub(crate) consent: Consent,
    /// The path was chosen for this project or this run: it is not only what the login usually has.
    is_path_chosen: bool,
    pub(crate) reporter: Arc<dyn Reporter>,
    pub(crate) stop: Arc<Stop>,
    /// The server process of this session.
    pub(crate) pid: i32,
    /// The key of the lock that it holds.
    pub(crate) key: i64,
    /// The statements that bring the session to its starting state.
    pub(crate) start: String,
    pub(crate) recorders: Mutex<Recorders>,
    /// When sessions of the server look for deadlocks, once that was asked.
    deadlock_check: OnceLock<DeadlockCheck>,
    /// Who looks at this session from another one, once a script ran.
    watch: OnceLock<Watch>,
    /// Who keeps its scripts from changing more than their database.
    pub(super) guard: Option<Arc<ServerGuard>>,
}

/// The prepared statements of a session, as they come into use.
#[derive(Default)]
pub(crate) struct Recorders {
    pub(super) up: Option<Statement>,
    pub(super) down: Option<Statement>,
}

impl Session {
    /// Connects, sets every setting, finds the project's schema, takes its lock and looks whose our tables are; those of
    /// an earlier release are upgraded. Writes nothing else. A standby is refused, a pooler and a frozen database unless
    /// they were allowed, and tables that nobody whom this role trusts has made.
    ///
    /// `connected` is the connection, where it was opened before. What does not wait for an answer goes in one flight.
    pub(crate) async fn open(
        connected: Option<Connected>,
        options: &ConnectOptions,
        request: SessionRequest<'_>,
        reporter: &Arc<dyn Reporter>,
        stop: &Arc<Stop>,
    ) -> Result<Self, Failure> {
        let connected = match connected {
            Some(connected) => connected,
            None => connect::connect(options, request.application, reporter).await?,
        };
        if connected.facts.in_recovery {
            return Err(Failure::Unreachable(Unreachable::Standby { target: options.target() }));
        }
        pooler::check(&connected, options, request.application).await.map_err(Failure::Unreachable)?;
        let pooled = pooler::is_between(&connected);
        let Connected { client, facts, canceller, .. } = connected;
        if let Some(canceller) = canceller {
            stop.watch(canceller);
        }
        if request.purpose != Purpose::Preview {
            freeze::check(&client, &facts, options, request.consent.override_read_only).await?;
        }
        let state = StartingState::new(&facts, request.application);
        let establish = state.establish();
        let (begun, checks, found) = tokio::join!(
            biased;
            client.simple_query(&establish),
            client.batch_execute(settings::CHECK_CONNECTION),
            project_path::find(&client, &facts, request.search_path),
        );
        let begun = begun.map_err(|error| Failure::Database {
            doing: "set up the session",
            fault: fault::translate(&error),
        })?;
        let mut start = state.restore(&without_us(&begun));
        if checks.is_ok() {
            start.push_str(settings::CHECK_CONNECTION);
        }
        let (path, mut bookkeeping) = found?;
        bookkeeping.check()?;
        let key = advisory_lock::key(bookkeeping.schema());
        let owner = request.consent.owner.as_ref();
        // Nobody of ours makes or changes the tables from here on: asked behind the lock, and again where that was not
        // free at once.
        let (taken, tables) = tokio::join!(
            biased;
            advisory_lock::take(&client, key),
            bookkeeping_tables::read(&client, owner),
        );
        let tables = if taken? {
            tables
        } else {
            advisory_lock::wait(&client, key, request.lock_wait, stop, reporter.as_ref()).await?;
            bookkeeping_tables::read(&client, owner).await
        };
        if pooled && !advisory_lock::is_held(&client, key).await.unwrap_or(false) {
            let why = PoolerProblem::NotSticky;
            return Err(Failure::Unreachable(Unreachable::Pooler { target: options.target(), why }));
        }
        let tables = tables
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("look for the bookkeeping tables"))?;
        bookkeeping.judge(&tables);
        settle(&client, &mut bookkeeping, &request, reporter.as_ref()).await?;
        Ok(Self {
            client,
            options: options.clone(),
            application: request.application.to_owned(),
            search_path: request.search_path.cloned(),
            app_role: request.app_role.to_owned(),
            consent: request.consent.clone(),
            is_path_chosen: request.search_path.is_some() || options.sets("search_path"),
            path,
            bookkeeping,
            reporter: Arc::clone(reporter),
            stop: Arc::clone(stop),
            pid: facts.pid,
            key,
            start,
            recorders: Mutex::default(),
            deadlock_check: OnceLock::new(),
            watch: OnceLock::new(),
            guard: None,
        })
    }

    /// The same session, whose scripts may change nothing beside their database from now on.
    pub(crate) fn guarded(self, guard: Option<Arc<ServerGuard>>) -> Self {
        Self { guard, ..self }
    }

    /// Makes the history table (as wide as `width` says) and the journal where they are missing, unless another schema
    /// has a history or the schema has tables without one, and that was not allowed. Returns the history table's width.
    pub(crate) async fn prepare_history(&mut self, width: VersionWidth) -> Result<VersionWidth, Failure> {
        self.may_begin().await?;
        history::create_missing(&self.client, &mut self.bookkeeping, width)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("create the history table"))
    }

    /// Fails where a first history would not be begun here.
    pub(crate) async fn may_begin(&self) -> Result<(), Failure> {
        self.bookkeeping.may_begin(&self.client, &self.consent, self.is_path_chosen).await
    }

    /// Whether neither of our tables was there when the session looked, and it has made none.
    pub(crate) fn is_without_history(&self) -> bool {
        let state = &self.bookkeeping.state;
        state.width.is_none() && state.journal.is_none()
    }

    /// Drops the tables that it made for a run in which nothing was applied. Best effort: the failure of that run is
    /// what matters.
    pub(crate) async fn remove_unused_history(&self) {
        let _ = self.client.batch_execute(&self.start).await;
        let _ = history::remove_unused(&self.client, &self.bookkeeping).await;
    }

    /// What may be asked.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader { client: &self.client, bookkeeping: &self.bookkeeping }
    }

    /// When sessions of the server look for deadlocks; asked once.
    pub(crate) async fn deadlock_check(&self) -> Result<DeadlockCheck, RunFault> {
        if let Some(check) = self.deadlock_check.get() {
            return Ok(*check);
        }
        let check = deadlock_check::read(&self.client).await?;
        Ok(*self.deadlock_check.get_or_init(|| check))
    }

    /// Who looks at this session from another one.
    pub(crate) fn watch(&self) -> &Watch {
        self.watch.get_or_init(|| Watch::of(&self.options, self.pid))
    }

    /// Writes down that a script failed. Best effort: the failure itself is what matters.
    pub(crate) async fn note_failure(
        &self,
        run: &ScriptRun<'_>,
        took: Duration,
        sqlstate: &str,
        message: &str,
    ) {
        let (sqlstate, message) = (Some(sqlstate), Some(message));
        let row = JournalRow { sqlstate, message, ..JournalRow::of(run, "failed", took) };
        let _ = row.insert_rolled_back(&self.client, &self.bookkeeping).await;
    }
}

/// What the settings are without us, where the server said it.
fn without_us(messages: &[SimpleQueryMessage]) -> Vec<Option<&str>> {
    let row = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    row.map(|row| (0..row.len()).map(|at| row.get(at)).collect()).unwrap_or_default()
}

/// Refuses tables that are not to be written to, and brings ours to the present version.
async fn settle(
    client: &Client,
    bookkeeping: &mut Bookkeeping,
    request: &SessionRequest<'_>,
    reporter: &dyn Reporter,
) -> Result<(), Failure> {
    if request.purpose != Purpose::WriteBeside {
        bookkeeping.usable()?;
    }
    if request.purpose == Purpose::Write {
        let upgraded = bookkeeping
            .upgrade(client)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("upgrade the bookkeeping tables"))?;
        if upgraded {
            reporter.event(&Event::BookkeepingUpgraded { schema: bookkeeping.schema(), version: VERSION });
        }
    }
    Ok(())
}
