//! The database side of seeding against a throwaway server.

mod catalog;
mod index_drop;
mod load;
mod reference;

use crate::model::locks::lock_set::LockSet;
use crate::model::locks::patience::{LOCK_TIMEOUT, plan};
use crate::model::seed::load::dropped::{DroppedObject, DroppedObjects};
use crate::model::seed::refusal::RefusedPiece;
use crate::postgres::connection::own_path;
use crate::postgres::ephemeral::Ephemeral;
use crate::postgres::tests::{server, session};
use crate::postgres::{Opening, Session, TakeDown};

const HOSTILE: &str = include_str!("hostile.sql");

/// A server, and a session on it.
struct TestServer {
    session: Session,
    server: Ephemeral,
}

impl TestServer {
    async fn start() -> Self {
        let server = server().await;
        let (session, _) = session(&server).await;
        Self { session, server }
    }

    async fn hostile() -> Self {
        let trial = Self::start().await;
        trial.run(HOSTILE).await;
        trial
    }

    async fn send(&self, statements: &str) {
        if let Err(error) = self.session.client.batch_execute(statements).await {
            panic!("{:?} of {statements}", error.as_db_error());
        }
    }

    /// By the path of whoever writes it.
    async fn run(&self, statements: &str) {
        self.send("SET search_path = public").await;
        self.send(statements).await;
        self.send(own_path::SET).await;
    }

    async fn text(&self, question: &str) -> String {
        self.send("SET search_path = public").await;
        let row = self.session.client.query_one(question, &[]).await.unwrap();
        self.send(own_path::SET).await;
        row.get::<_, Option<String>>(0).unwrap_or_default()
    }

    async fn oid(&self, table: &str) -> u32 {
        self.text(&format!("SELECT '{table}'::regclass::oid::text")).await.parse().unwrap()
    }

    /// The OIDs of the hostile tables.
    async fn tables(&self) -> Vec<u32> {
        let mut names = named(&["counted", "deep", "events", "orgs"]);
        names.push((Some("Sch\"ema 1".to_owned()), "T; DROP TABLE x".to_owned()));
        let (catalog, missing) = self.session.seed_catalog(&names).await.unwrap();
        assert_eq!(missing, Vec::<usize>::new());
        catalog.tables.iter().map(|table| table.oid).collect()
    }

    /// Nobody else is here.
    async fn opening(&self) -> Opening {
        let check = self.session.deadlock_check().await.unwrap();
        Opening::new(plan(1, check, LOCK_TIMEOUT), LockSet::default(), check)
    }

    async fn restore(&self, apart: &DroppedObjects) -> Vec<RefusedPiece> {
        let opening = self.opening().await;
        let bring_back = async |pieces: &[&DroppedObject]| {
            let made = self.session.seed_bring_back(pieces, &opening).await;
            Ok(made.err().map(|fault| fault.server().unwrap().clone()))
        };
        let states = self.session.seed_piece_states(apart).await.unwrap();
        self.session.seed_restore(&states.missing, bring_back).await.unwrap()
    }

    async fn take_down(&self, tables: &[u32]) -> DroppedObjects {
        let opening = self.opening().await;
        match self.session.seed_take_down(tables, &opening, async |_| Ok(())).await.unwrap() {
            TakeDown::Done(apart) => apart,
            TakeDown::NotEmpty(full) => panic!("{full:?}"),
        }
    }
}

fn named(names: &[&str]) -> Vec<(Option<String>, String)> {
    names.iter().map(|name| (None, (*name).to_owned())).collect()
}
