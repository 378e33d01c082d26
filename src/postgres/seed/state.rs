//! `migrate_seed`: the runs, and how far each came. Written within the transactions of what it tells.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, Row};

use super::writer::Writer;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::load::dropped::DroppedObjects;
use crate::model::seed::load::sequences::Position;
use crate::model::seed::request::Request;
use crate::model::seed::run::{Run, RunInputs, RunTable};
use crate::model::sql::sql_error::DbFault;
use crate::postgres::connection::fault;
use crate::postgres::runner::history;
use crate::postgres::runner::journal::APPLICATION_VERSION;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const CREATE: &str = include_str!("sql/run_create.sql");
const RUNS: &str = include_str!("sql/runs.sql");
const INSERT: &str = include_str!("sql/run_insert.sql");
const APART: &str = include_str!("sql/run_dropped.sql");
const DONE: &str = include_str!("sql/run_done.sql");
const ALTERED: &str = include_str!("sql/run_altered.sql");
const FINISH: &str = include_str!("sql/run_finish.sql");
const DELETE: &str = include_str!("sql/run_delete.sql");
const LEFT: &str = include_str!("sql/run_left.sql");

/// The version of this program.
pub(crate) const VERSION: &str = APPLICATION_VERSION;

impl Session {
    /// Every run, the oldest first; none where there is no table of them.
    pub(crate) async fn seed_runs(&self) -> Result<Vec<Run>, Failure> {
        let read = async {
            if self.bookkeeping.state.seed.is_none() {
                return Ok(Vec::new());
            }
            self.client
                .query_typed(&self.bookkeeping.in_place(RUNS), &[])
                .await?
                .iter()
                .map(run)
                .collect::<Result<_, Error>>()
        };
        read.await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("read what was seeded"))
    }
}

fn run(row: &Row) -> Result<Run, Error> {
    let text = |name: &str| row.try_get::<_, Option<String>>(name);
    Ok(Run {
        id: row.try_get("run_id")?,
        version: row.try_get("application_version")?,
        request: read(text("request")?.as_deref()).unwrap_or_else(nothing_asked),
        catalog: read(text("catalog")?.as_deref()).unwrap_or_default(),
        inputs: read(text("found")?.as_deref()).unwrap_or_default(),
        started: row.try_get("started_at")?,
        started_micros: row.try_get("started_micros")?,
        is_finished: row.try_get("is_finished")?,
        tables: read(text("tables")?.as_deref()).unwrap_or_default(),
        done: read(text("streams")?.as_deref()).unwrap_or_default(),
        apart: read(text("apart")?.as_deref()),
        positions: read(text("sequences")?.as_deref()).unwrap_or_default(),
    })
}

/// What another version wrote in another form.
fn nothing_asked() -> Request {
    let profile = crate::model::seed::request::ProfileText {
        name: "?".to_owned(),
        files: Vec::new(),
        edge_cases: None,
        made: None,
    };
    Request { profile, scale: 1.0, seed: 0, months: None, until: None }
}

fn read<T: DeserializeOwned>(text: Option<&str>) -> Option<T> {
    serde_json::from_str(text?).ok()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Writer<'_> {
    /// Writes a run down, and makes the table where it is missing. Returns the run's number.
    pub(crate) async fn insert_run(
        &self,
        request: &Request,
        catalog: &Catalog,
        inputs: &RunInputs,
        tables: &[RunTable],
    ) -> Result<i64, RunFault> {
        if self.bookkeeping.state.seed.is_none() {
            self.client.batch_execute(&self.bookkeeping.in_place(CREATE)).await?;
            let revocations = history::revocations(self.client, self.bookkeeping).await?;
            self.client.batch_execute(&revocations).await?;
        }
        let (request_text, catalog, inputs, tables) =
            (json(request), json(catalog), json(inputs), json(&tables));
        let values: [(&(dyn ToSql + Sync), Type); 6] = [
            (&APPLICATION_VERSION, Type::TEXT),
            (&request.profile.name, Type::TEXT),
            (&request_text, Type::TEXT),
            (&catalog, Type::TEXT),
            (&inputs, Type::TEXT),
            (&tables, Type::TEXT),
        ];
        Ok(self
            .client
            .query_typed_one(&self.bookkeeping.in_place(INSERT), &values)
            .await?
            .try_get("run_id")?)
    }

    /// Writes down what is apart now, and where the sequences stood.
    pub(crate) async fn note_apart(
        &self,
        run: i64,
        apart: Option<&DroppedObjects>,
        positions: Option<&[Position]>,
    ) -> Result<(), RunFault> {
        let (apart, sequences) = (apart.map(json), positions.map(|positions| json(&positions)));
        let values: [(&(dyn ToSql + Sync), Type); 3] =
            [(&run, Type::INT8), (&apart, Type::TEXT), (&sequences, Type::TEXT)];
        self.execute_on_run(APART, &values).await
    }

    /// Writes down that a stream is committed with this transaction.
    pub(crate) async fn note_done(&self, run: i64, stream: &str, rows: u64) -> Result<(), RunFault> {
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let values: [(&(dyn ToSql + Sync), Type); 3] =
            [(&run, Type::INT8), (&stream, Type::TEXT), (&rows, Type::INT8)];
        self.execute_on_run(DONE, &values).await
    }

    /// Writes down which columns triggers changed, by the OID of their table.
    pub(crate) async fn note_altered(
        &self,
        run: i64,
        altered: &BTreeMap<u32, Vec<String>>,
    ) -> Result<(), RunFault> {
        self.execute_on_run(ALTERED, &[(&run, Type::INT8), (&json(altered), Type::TEXT)]).await
    }

    /// Writes down that a run is finished.
    pub(crate) async fn note_finished(&self, run: i64) -> Result<(), RunFault> {
        self.execute_on_run(FINISH, &[(&run, Type::INT8)]).await
    }

    /// Forgets a run, and with the last one the table.
    pub(crate) async fn forget_run(&self, run: i64) -> Result<(), RunFault> {
        self.execute_on_run(DELETE, &[(&run, Type::INT8)]).await?;
        if !self
            .client
            .query_typed_one(&self.bookkeeping.in_place(LEFT), &[])
            .await?
            .try_get::<_, bool>("has_runs")?
        {
            self.client
                .batch_execute(&self.bookkeeping.in_place("DROP TABLE bookkeeping.migrate_seed"))
                .await?;
        }
        Ok(())
    }

    /// A statement that is about exactly one run.
    async fn execute_on_run(
        &self,
        statement: &str,
        values: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<(), RunFault> {
        match self.client.query_typed_opt(&self.bookkeeping.in_place(statement), values).await? {
            Some(_) => Ok(()),
            None => Err(RunFault::Db(DbFault::RunGone)),
        }
    }
}
