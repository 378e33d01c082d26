//! A session beside the one that runs scripts: it looks at the schema and the rows between two of them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::checksum;
use super::sequences::{KnownSequences, ListedSequence};
use crate::model::connection::ConnectOptions;
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::bundled::Bundled;
use crate::model::locks::mode::Seen;
use crate::model::outcome::event::Reporter;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::checksum_cache::WriteCounts;
use crate::model::roundtrip::contents::{ContentTable, HashedColumn, Hidden, Layout, SumRequest, Sums};
use crate::model::roundtrip::large_objects;
use crate::model::sql::build::row_security;
use crate::postgres::connection::fault;
use crate::postgres::connection::named_row::qualified_name;
use crate::postgres::connection::prepared::{Answerer, Given, PreparedQueries};
use crate::postgres::connection::stop::Stop;
use crate::postgres::connection::{connect, own_path, own_settings};
use crate::postgres::fingerprint;
use crate::postgres::locks::table_locks;
use crate::postgres::runner::history;

const TABLES: &str = include_str!("sql/contents_tables.sql");
const LARGE_OBJECTS_EXIST: &str = include_str!("sql/large_objects_exist.sql");
/// Beyond the settings of every session of ours; a policy that would hide rows is an error.
const START: &str = "SET row_security = off; SET jit = off; SET synchronous_commit = off; SET plan_cache_mode = force_generic_plan";

/// What is returned is how large the catalog is.
const BEGIN_LOOK: &str =
    "BEGIN READ ONLY; SELECT pg_catalog.pg_relation_size('pg_catalog.pg_attribute'::pg_catalog.regclass)";

/// Idle and without a transaction between two looks, so that no script waits for it.
pub(crate) struct Observer {
    pub(crate) client: Client,
    prepared: PreparedQueries,
    sequences: KnownSequences,
    /// What the server and extensions brought along, as it was seen last.
    bundled: RefCell<Option<Arc<Bundled>>>,
}

impl Observer {
    /// Connects. A signal cancels what it does.
    pub(crate) async fn open(
        options: &ConnectOptions,
        reporter: &Arc<dyn Reporter>,
        stop: &Arc<Stop>,
    ) -> Result<Self, Failure> {
        let connected = connect::connect(options, "migrate roundtrip", reporter).await?;
        if let Some(canceller) = connected.canceller {
            stop.watch_also(canceller);
        }
        let looker = Self {
            client: connected.client,
            prepared: PreparedQueries::default(),
            sequences: KnownSequences::default(),
            bundled: RefCell::default(),
        };
        let start = format!("{}{}{START}", own_path::SET, own_settings::session(&connected.facts));
        looker.client.batch_execute(&start).await.map_err(failed)?;
        Ok(looker)
    }

    /// The session, for questions that it is asked at every look.
    pub(super) fn answerer(&self) -> Answerer<'_> {
        Answerer::prepared(&self.client, &self.prepared)
    }

    /// The schema, and the tables and sequences with what they hold in common. `written` are the tables and partitions
    /// that scripts had locked for writing: they have another stamp than before.
    pub(crate) async fn read_state(
        &self,
        schemas: &[String],
        written: &WriteCounts,
    ) -> Result<(Fingerprint, Layout), Failure> {
        let size = self.answerer().run(BEGIN_LOOK).await.map_err(failed)?;
        self.prepared.fit(size.unwrap_or_default());
        let known = self.bundled.borrow().clone();
        let print = fingerprint::with_bundled(self.answerer(), schemas, known).await?;
        self.bundled.replace(print.bundled.clone());
        let (tables, listed, large_objects) = self.tables(schemas, written).await.map_err(failed)?;
        self.client.batch_execute("ROLLBACK").await.map_err(failed)?;
        let sequences = self.sequences.read(&self.client, listed, written).await.map_err(failed)?;
        let hidden = hidden(&tables).map_err(failed)?;
        let mut contents = tables.iter().map(table).collect::<Result<Vec<_>, Error>>().map_err(failed)?;
        contents.push(large_objects::as_table(large_objects.try_get("are_there").map_err(failed)?));
        Ok((print, Layout::new(contents, sequences, hidden)))
    }

    /// What a table holds, but for rows that are set apart by their keys.
    pub(crate) async fn sums(
        &self,
        ask: &SumRequest,
        apart: Option<&BTreeSet<i64>>,
    ) -> Result<Sums, Failure> {
        let Some(question) = checksum::question(ask, apart) else { return Ok(Sums::default()) };
        let row = self.query_rows(&ask.table, &question).await?;
        checksum::sums(&row, ask).map_err(failed)
    }

    /// The keys of all rows, as hashes; none where there is no key.
    pub(crate) async fn keys(&self, table: &ContentTable) -> Result<Vec<i64>, Failure> {
        let question = checksum::keys(table).filter(|_| !table.key.is_empty());
        let Some(question) = question else { return Ok(Vec::new()) };
        self.query_rows(table, &question).await?.try_get("keys").map_err(failed)
    }

    /// Asks a question about a table's rows, all of them: row-level security that is forced on its owner is lifted for
    /// the question alone, and is as it was afterwards. Nobody else is in a scratch database.
    pub(crate) async fn query_rows(&self, table: &ContentTable, question: &str) -> Result<Row, Failure> {
        let Some([lift, _]) = lift(table) else {
            return self.client.query_typed_one(question, &[]).await.map_err(failed);
        };
        let answer = async {
            self.client.batch_execute(&format!("BEGIN; {lift}")).await?;
            self.client.query_typed_one(question, &[]).await
        };
        let answer = answer.await;
        self.client.batch_execute("ROLLBACK").await.map_err(failed)?;
        answer.map_err(failed)
    }

    async fn tables(
        &self,
        schemas: &[String],
        written: &WriteCounts,
    ) -> Result<(Vec<Row>, Vec<ListedSequence>, Row), Error> {
        let bookkeeping = history::NAMES.as_slice();
        let given: [Given<'_>; 2] = [(&schemas, Type::TEXT_ARRAY), (&bookkeeping, Type::TEXT_ARRAY)];
        let (relations, times): (Vec<u32>, Vec<i32>) = written.iter().unzip();
        let mut given_with_counts = given.to_vec();
        given_with_counts.extend([(&relations as _, Type::OID_ARRAY), (&times as _, Type::INT4_ARRAY)]);
        tokio::try_join!(
            self.answerer().query(TABLES, &given_with_counts),
            ListedSequence::list(self.answerer(), &given),
            self.answerer().query_one(LARGE_OBJECTS_EXIST, &[])
        )
    }

    /// Has what is known of sequences read again: nobody knows what a script wrote.
    pub(crate) fn forget_sequences(&self) {
        self.sequences.forget();
    }
}

/// The statements that let the owner of a table see its rows, and that hide them from it again; `None` where it sees
/// them.
pub(crate) fn lift(table: &ContentTable) -> Option<[String; 2]> {
    let name = table.name.quoted().ok()?;
    let alter = |force| row_security(name.clone(), force);
    table.is_forced.then(|| [alter("NO FORCE"), alter("FORCE")])
}

fn hidden(rows: &[Row]) -> Result<Option<Hidden>, Error> {
    let mut hidden: Option<Hidden> = None;
    for row in rows {
        if let Some(role) = row.try_get::<_, Option<String>>("hidden_from")? {
            let tables = &mut hidden.get_or_insert_with(|| Hidden { role, tables: Vec::new() }).tables;
            tables.push(qualified_name(row)?.to_string());
        }
    }
    Ok(hidden)
}

fn table(row: &Row) -> Result<ContentTable, Error> {
    let (columns, as_text): (Vec<String>, Vec<bool>) = (row.try_get("columns")?, row.try_get("as_text")?);
    let types: Vec<String> = row.try_get("types")?;
    let column = |((name, as_text), type_of)| HashedColumn { name, type_of, as_text };
    Ok(ContentTable {
        name: qualified_name(row)?,
        is_partitioned: row.try_get("is_partitioned")?,
        is_forced: row.try_get("is_forced")?,
        key: row.try_get("key")?,
        stamp: row.try_get("stamp")?,
        columns: columns.into_iter().zip(as_text).zip(types).map(column).collect(),
    })
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
pub(crate) fn failed(error: Error) -> Failure {
    Failure::Database { doing: "read the scratch database", fault: fault::translate(&error) }
}

impl Observer {
    /// The locks of another session, as they are now.
    pub(crate) async fn locks(&self, pid: i32) -> Result<Vec<Seen>, Failure> {
        table_locks::of(&self.client, pid).await.map_err(failed)
    }
}
