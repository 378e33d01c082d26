//! The databases of a run: made one after another, and all of them dropped at its end.

use std::sync::{Arc, Mutex, PoisonError};

use rand::Rng;

use super::listener::Listener;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::marker::{self, KEPT_NAME, SCRATCH_NAME, ScratchMaker};
use crate::model::sql::quote::Ident;
use crate::postgres::{ScratchAdmin, ServerGuard};
use crate::workflows::database::Database;

/// The databases that this run made. On a given server their scripts may change nothing beside them.
pub(super) struct Scratches<'a> {
    server: &'a Database,
    pub(super) housekeeper: ScratchAdmin,
    pub(super) listener: Arc<Listener>,
    guard: Option<Arc<ServerGuard>>,
    made: Mutex<Vec<Ident>>,
}

impl<'a> Scratches<'a> {
    /// Sweeps what killed runs left.
    pub(super) async fn open(server: &'a Database) -> Result<Self, Failure> {
        let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let host = host.trim().chars().filter(|letter| !letter.is_control()).collect();
        let housekeeper = server.housekeeper(ScratchMaker { pid: std::process::id(), host }).await?;
        let swept = housekeeper.sweep().await?;
        if !swept.is_empty() {
            server.reporter().event(&Event::Roundtrip(RoundtripEvent::Swept { names: &swept }));
        }
        let listener = Listener::new(server.teller());
        let guard = server.guard().await?;
        Ok(Self { server, housekeeper, listener, guard, made: Mutex::default() })
    }

    /// Makes a database: empty, or a copy of one that is kept.
    pub(super) async fn make(&self, template: Option<&Ident>) -> Result<(Ident, Database), Failure> {
        let name = self.name()?;
        let template = template.or(self.server.template());
        self.housekeeper.make(&name, template).await?;
        self.server.reporter().event(&Event::Roundtrip(RoundtripEvent::Made { name: name.name() }));
        let database = self.server.sibling(name.name(), Arc::clone(&self.listener) as Arc<dyn Reporter>);
        let database = if template.is_some() { database.prepared() } else { database };
        let database = database.guarded(self.guard.clone()).with_path(&self.server.path().await?).await?;
        Ok((name, database))
    }

    /// Makes a copy of one that nobody is connected to, to copy from again.
    pub(super) async fn copy(&self, from: &Ident) -> Result<Ident, Failure> {
        let name = self.name()?;
        self.housekeeper.make(&name, Some(from)).await?;
        Ok(name)
    }

    /// Drops a database that is not needed any more.
    pub(super) async fn drop(&self, name: &Ident) -> Result<(), Failure> {
        self.housekeeper.drop(name).await?;
        self.made().retain(|made| made != name);
        Ok(())
    }

    /// Drops all that are left. What cannot be dropped is swept by the next run.
    pub(super) async fn drop_all(&self) {
        let names = std::mem::take(&mut *self.made());
        for name in names {
            let _ = self.housekeeper.drop(&name).await;
        }
    }

    /// The database that is kept under a key, if it is there; and what else is kept.
    pub(super) async fn kept(&self, key: &str) -> Result<(Option<Ident>, Vec<String>), Failure> {
        let (mut reusable, mut others) = (None, Vec::new());
        for (name, maker) in self.housekeeper.kept().await? {
            match Ident::new(&name).filter(|_| maker == key) {
                Some(name) => reusable = Some(name),
                None => others.push(name),
            }
        }
        Ok((reusable, others))
    }

    /// Keeps a database that nobody is connected to.
    pub(super) async fn keep(&self, from: &Ident, key: &str) -> Result<String, Failure> {
        let name = marker::name(KEPT_NAME, key);
        self.housekeeper.keep(from, &ident(&name)?, key).await?;
        Ok(name)
    }

    /// A name that is dropped at the end, whether it is used or not.
    fn name(&self) -> Result<Ident, Failure> {
        let name = ident(&marker::name(SCRATCH_NAME, &format!("{:08x}", rand::rng().random::<u32>())))?;
        self.made().push(name.clone());
        Ok(name)
    }

    fn made(&self) -> std::sync::MutexGuard<'_, Vec<Ident>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ident(name: &str) -> Result<Ident, Failure> {
    Ident::new(name).ok_or_else(|| Failure::Unexpected(anyhow::anyhow!("no name for a database: {name}")))
}
