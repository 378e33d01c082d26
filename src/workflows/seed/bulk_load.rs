//! The fast path: keys and indexes of empty tables are dropped, the tables are filled over several connections,
//! then everything is recreated.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::Mutex;

use super::SeedRequest;
use super::error::{FillError, refused};
use super::workers::Workers;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::event::SeedEvent;
use crate::model::seed::load::dropped::DroppedObjects;
use crate::model::seed::load::schedule::Schedule;
use crate::model::seed::plan::{Plan, counted};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::report::SeededTable;
use crate::model::seed::request::Request;
use crate::model::seed::run::{self, RunInputs};
use crate::postgres::{Loader, Opening, RunFault, Session, TakeDown};
use crate::workflows::database::{Database, OpenSession};
use crate::workflows::locks::tries::LockTries;

/// A run over several connections.
pub(super) struct Fast<'a> {
    pub(super) database: &'a Database,
    pub(super) session: &'a Session,
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a Arc<Plan>,
    pub(super) run: i64,
    pub(super) apart: &'a DroppedObjects,
    /// What of that the streams make: an interrupted removal may have brought some of it back already.
    pub(super) to_make: &'a DroppedObjects,
    pub(super) jobs: usize,
    pub(super) workers: Workers,
    /// A stream failed: no other one begins, and those that run end.
    pub(super) is_over: Cell<bool>,
    /// It is written down that the run is finished.
    pub(super) is_finished: Cell<bool>,
    /// How long each table was worked on, over all its streams.
    pub(super) times: RefCell<BTreeMap<usize, Duration>>,
    /// Streams make foreign keys to the same table, by its OID, one after the other.
    pub(super) turns: BTreeMap<u32, Mutex<()>>,
}

/// How a run ended.
pub(super) struct LoadEnd {
    pub(super) tables: Vec<SeededTable>,
    pub(super) taken_down: Vec<String>,
}

/// Takes the tables apart together with writing the run down, fills them, and puts them together.
pub(super) async fn begin(
    open: OpenSession<'_>,
    (request, wanted): (&SeedRequest, &Request),
    catalog: &Catalog,
    plan: &Arc<Plan>,
    inputs: &RunInputs,
) -> Result<LoadEnd, Failure> {
    let oids: Vec<u32> = plan.tables.iter().map(|table| table.oid).collect();
    let run = Cell::new(0);
    let record = async |apart: &DroppedObjects| {
        let writer = open.session.writer();
        let noted = async {
            let id = writer.insert_run(wanted, catalog, inputs, &run::written(plan)).await?;
            run.set(id);
            let positions = writer.positions(&counted(plan)).await?;
            writer.note_apart(id, Some(apart), Some(&positions)).await
        };
        noted.await
    };
    let apart = take_down(open, &oids, false, record).await?;
    let to_make = apart.clone();
    let load = Load {
        open,
        catalog,
        plan,
        run: run.get(),
        apart,
        to_make,
        jobs: request.jobs,
        cores: request.cores,
    };
    load.load_and_finish(&BTreeMap::new()).await
}

/// Takes the tables apart, again and again while other sessions are in the way; tells of it. `is_begun`: the run was
/// written down before.
pub(super) async fn take_down(
    OpenSession { database, session }: OpenSession<'_>,
    oids: &[u32],
    is_begun: bool,
    record: impl AsyncFn(&DroppedObjects) -> Result<(), RunFault>,
) -> Result<DroppedObjects, Failure> {
    const DOING: &str = "drop keys and indexes";
    let started = Clock::now();
    let locks = session.seed_locks_of_drop(oids).await.map_err(RunFault::failure(DOING))?;
    let attempt = async |opening: &Opening| {
        session.seed_take_down(oids, opening, async |apart: &DroppedObjects| record(apart).await).await
    };
    let down = LockTries::new(locks, LOCK_TIMEOUT).run(database, session, "seed", attempt).await;
    let down = down.map_err(RunFault::failure(DOING))?;
    match down {
        TakeDown::NotEmpty(tables) => {
            Err(refused(SeedRefusal::NotEmpty { table: tables.join(", "), is_begun }))
        }
        TakeDown::Done(apart) => {
            let (tables, objects) = (oids.len(), apart.pieces.len());
            let event = SeedEvent::TakenApart { tables, objects, took: started.elapsed() };
            database.reporter().event(&crate::model::outcome::event::Event::Seed(event));
            Ok(apart)
        }
    }
}

/// A run whose tables are taken apart.
pub(super) struct Load<'a> {
    pub(super) open: OpenSession<'a>,
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a Arc<Plan>,
    /// Its number in `migrate_seed`.
    pub(super) run: i64,
    pub(super) apart: DroppedObjects,
    pub(super) to_make: DroppedObjects,
    /// How many connections write.
    pub(super) jobs: usize,
    /// How many threads make rows.
    pub(super) cores: usize,
}

impl Load<'_> {
    /// Fills what is not done, and finishes. After a failure or a signal, what is not filled is brought back.
    pub(super) async fn load_and_finish(self, done: &BTreeMap<String, u64>) -> Result<LoadEnd, Failure> {
        let Self { open: OpenSession { database, session }, catalog, plan, run, apart, to_make, jobs, cores } =
            self;
        let fast = Fast {
            database,
            session,
            catalog,
            plan,
            run,
            apart: &apart,
            to_make: &to_make,
            jobs,
            workers: Workers::new(Arc::clone(plan), cores, jobs),
            is_over: Cell::new(false),
            is_finished: Cell::new(false),
            times: RefCell::default(),
            turns: catalog.tables.iter().map(|table| (table.oid, Mutex::default())).collect(),
        };
        let ended = async {
            fast.streams(done).await?;
            fast.finish().await
        };
        if let Err(failure) = ended.await {
            return Err(fast.bring_back(failure).await);
        }
        let tables = fast.lines();
        Ok(LoadEnd {
            tables,
            taken_down: apart
                .pieces
                .iter()
                .map(crate::model::seed::load::dropped::DroppedObject::what)
                .collect(),
        })
    }
}

/// What a connection did.
enum WorkerResult {
    Filled(usize),
    Analyzed,
}

impl Fast<'_> {
    /// Fills every stream that is not done.
    async fn streams(&self, done: &BTreeMap<String, u64>) -> Result<(), Failure> {
        let is_done = |at: usize| {
            let stream = &self.plan.streams[at];
            done.contains_key(&stream.name.to_string())
        };
        let mut schedule = Schedule::new(&self.plan.streams, is_done);
        let mut active = FuturesUnordered::new();
        let (mut idle, mut fault): (Vec<Loader>, Option<Failure>) = (Vec::new(), None);
        loop {
            while active.len() < self.jobs && fault.is_none() && self.unless_over().is_ok() {
                let Some(at) = schedule.next() else { break };
                active.push(self.work(WorkerResult::Filled(at), at, idle.pop()));
            }
            match active.next().await {
                None => break,
                Some(Ok((WorkerResult::Filled(at), loader))) => {
                    schedule.done(at);
                    active.push(self.work(WorkerResult::Analyzed, at, Some(loader)));
                }
                Some(Ok((WorkerResult::Analyzed, loader))) => idle.push(loader),
                Some(Err(_)) if fault.is_some() => {}
                Some(Err(failure)) => {
                    fault = Some(failure);
                    self.is_over.set(true);
                    self.session.cancel_loaders().await;
                }
            }
        }
        match fault {
            None if schedule.is_over() => Ok(()),
            Some(fault) if !self.database.is_stopping() => Err(fault),
            _ => Err(Failure::Stopped),
        }
    }

    /// One piece of work on one connection, opened where none is given.
    async fn work(
        &self,
        work: WorkerResult,
        at: usize,
        loader: Option<Loader>,
    ) -> Result<(WorkerResult, Loader), Failure> {
        let loader = match loader {
            Some(loader) => loader,
            None => self.session.loader().await?,
        };
        let done = match work {
            WorkerResult::Filled(_) => self.fill(at, &loader).await,
            WorkerResult::Analyzed => self.analyze(at, loader.writer()).await,
        };
        done.map_err(|trouble: FillError| trouble.into_failure("fill a table"))?;
        Ok((work, loader))
    }

    pub(super) fn open(&self) -> OpenSession<'_> {
        OpenSession { database: self.database, session: self.session }
    }

    /// Notes how long a table was worked on.
    pub(super) fn note_time(&self, table: usize, took: Duration) {
        *self.times.borrow_mut().entry(table).or_default() += took;
    }
}
