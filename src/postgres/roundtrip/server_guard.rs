//! Keeps the scripts of a round trip from changing a server that others use: what all of its databases share is compared
//! before each COMMIT.
//!
//! The transaction of the script sees its own changes, another session does not: what differs between both is what the
//! script changed. That others change the server between the two looks is ruled out by the snapshot, which the transaction
//! exports: who takes it over sees the same, without what the transaction itself has done
//! (<https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION>).

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::try_join_all;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use crate::model::connection::ConnectOptions;
use crate::model::outcome::event::{Reporter, Silence};
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::shared::{SharedChange, SharedDifference, SharedKind, SharedObjects, causes};
use crate::model::sql::quote::Literal;
use crate::postgres::connection::{connect, fault, own_path, own_settings};

/// What is asked about some shared objects.
#[derive(Clone, Copy)]
struct SharedQuestion {
    /// One row, the same as long as none of them is changed.
    stamp: &'static str,
    /// A row for each of them.
    objects: &'static str,
    /// Whether it is given the name of the database that does not count.
    takes_database: bool,
}

const OBJECTS: SharedQuestion = SharedQuestion {
    stamp: include_str!("sql/shared_stamp.sql"),
    objects: include_str!("sql/shared_objects.sql"),
    takes_database: true,
};
const PARAMETERS: SharedQuestion = SharedQuestion {
    stamp: include_str!("sql/shared_parameters_stamp.sql"),
    objects: include_str!("sql/shared_parameters.sql"),
    takes_database: false,
};
const PASSWORDS: SharedQuestion = SharedQuestion {
    stamp: include_str!("sql/shared_passwords_stamp.sql"),
    objects: include_str!("sql/shared_passwords.sql"),
    takes_database: false,
};
const RIGHTS: &str = include_str!("sql/shared_rights.sql");
const ROLES_WRITTEN: &str = include_str!("sql/shared_roles_written.sql");

/// One row more: by which snapshot the others were read.
const EXPORTED: &str = "UNION ALL SELECT 'snapshot', pg_catalog.pg_export_snapshot(), NULL";

/// What other sessions see.
const APPLICATION: &str = "migrate roundtrip";

/// A session beside the scripts.
pub(crate) struct ServerGuard {
    client: Client,
    version: i32,
    sees_passwords: bool,
    /// The name of a database, and what its last script left: the stamps.
    left: Mutex<(String, Vec<Option<String>>)>,
}

impl ServerGuard {
    /// Connects to the database that was given, not to one to work in.
    pub(crate) async fn open(options: &ConnectOptions) -> Result<Self, Failure> {
        let silence: Arc<dyn Reporter> = Arc::new(Silence);
        let connected = connect::connect(options, APPLICATION, &silence).await?;
        let client = connected.client;
        let read = async {
            client.batch_execute(&own_settings::session(&connected.facts)).await?;
            let row = client.query_typed_one(RIGHTS, &[]).await?;
            Ok::<(bool, i32), Error>((row.try_get("is_superuser")?, row.try_get("version")?))
        };
        let (sees_passwords, version) = read
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("look at what the databases of the server share"))?;
        Ok(Self { client, version, sees_passwords, left: Mutex::default() })
    }

    /// What the transaction that is open in `inside`, in the database that `options` name, has changed of what databases
    /// share. Its path must be our own, and its role the one of the login.
    ///
    /// Where the role may not see passwords, the lock tells that a role was written, if nothing else of it differs.
    pub(crate) async fn changes(
        &self,
        inside: &Client,
        options: &ConnectOptions,
    ) -> Result<Vec<SharedDifference>, Error> {
        let mut changes = Vec::new();
        for request in self.differing(inside, &options.dbname).await? {
            let SharedQuestion { objects, .. } = request.question;
            let within = read(&inside.query_typed(objects, &request.values()).await?)?;
            let without = read(&own_path::query(&self.client, objects, &request.values()).await?)?;
            let differences = without.changed_by(&within);
            if !differences.is_empty() {
                changes.extend(request.exactly(inside, options).await?.unwrap_or(differences));
            }
        }
        if changes.is_empty() && !self.sees_passwords {
            let row = inside.query_typed_one(ROLES_WRITTEN, &[]).await?;
            if row.try_get("is_written")? {
                let (kind, name) = (SharedKind::Password, String::new());
                changes.push(SharedDifference { kind, name, change: SharedChange::Changed });
            }
        }
        Ok(causes(changes))
    }

    /// The questions that have another answer inside a transaction than outside, at a glance: what is as the last script
    /// left it has not been changed by this one.
    async fn differing<'a>(
        &self,
        inside: &Client,
        database: &'a str,
    ) -> Result<Vec<SharedRequest<'a>>, Error> {
        let requests: Vec<_> =
            self.questions().into_iter().map(|question| SharedRequest { question, database }).collect();
        let within = try_join_all(requests.iter().map(async |request| {
            stamp(inside.query_typed(request.question.stamp, &request.values()).await?.first())
        }))
        .await?;
        let left = std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner));
        let is_left = left.0 == database && left.1 == within;
        let mut differing = Vec::new();
        if !is_left {
            for (request, within) in requests.into_iter().zip(&within) {
                let without =
                    own_path::query(&self.client, request.question.stamp, &request.values()).await?;
                if stamp(without.first())? != *within {
                    differing.push(request);
                }
            }
        }
        if differing.is_empty() {
            *self.left.lock().unwrap_or_else(PoisonError::into_inner) = (database.to_owned(), within);
        }
        Ok(differing)
    }

    /// What this role may ask, and this server understands.
    fn questions(&self) -> Vec<SharedQuestion> {
        let mut questions = vec![OBJECTS];
        questions.extend((self.version >= 150_000).then_some(PARAMETERS));
        questions.extend(self.sees_passwords.then_some(PASSWORDS));
        questions
    }
}

/// A question about shared objects, and the database that does not count.
struct SharedRequest<'a> {
    question: SharedQuestion,
    database: &'a str,
}

impl SharedRequest<'_> {
    fn values(&self) -> Vec<(&(dyn ToSql + Sync), Type)> {
        if self.question.takes_database { vec![(&self.database, Type::TEXT)] } else { Vec::new() }
    }

    /// The differences by one snapshot, whatever others do meanwhile. `None` where nobody can connect.
    ///
    /// A DROP DATABASE marks its row in place, which no snapshot hides: what is not there twice is somebody else's.
    async fn exactly(
        &self,
        inside: &Client,
        options: &ConnectOptions,
    ) -> Result<Option<Vec<SharedDifference>>, Error> {
        let Some(mut differences) = self.by_snapshot(inside, options).await? else { return Ok(None) };
        if differences.iter().any(|difference| difference.kind == SharedKind::Database) {
            let again = self.by_snapshot(inside, options).await?.unwrap_or_default();
            differences.retain(|difference| again.contains(difference));
        }
        Ok(Some(differences))
    }

    /// Only who is connected to the same database may take a snapshot over.
    async fn by_snapshot(
        &self,
        inside: &Client,
        options: &ConnectOptions,
    ) -> Result<Option<Vec<SharedDifference>>, Error> {
        let silence: Arc<dyn Reporter> = Arc::new(Silence);
        let Ok(connected) = connect::connect(options, APPLICATION, &silence).await else { return Ok(None) };
        let beside = connected.client;
        let rows =
            inside.query_typed(&format!("{}{EXPORTED}", self.question.objects), &self.values()).await?;
        let mut snapshot = None;
        for row in &rows {
            if row.try_get::<_, &str>("kind")? == "snapshot" {
                snapshot = Some(row.try_get::<_, String>("name")?);
            }
        }
        let Some(snapshot) = snapshot else { return Ok(None) };
        let opening = format!(
            "{}BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT {};{}",
            own_settings::session(&connected.facts),
            Literal(&snapshot),
            own_path::SET_LOCAL
        );
        beside.batch_execute(&opening).await?;
        let without = read(&beside.query_typed(self.question.objects, &self.values()).await?)?;
        Ok(Some(without.changed_by(&read(&rows)?)))
    }
}

fn stamp(row: Option<&Row>) -> Result<Option<String>, Error> {
    row.map_or(Ok(None), |row| row.try_get("stamp"))
}

fn read(rows: &[Row]) -> Result<SharedObjects, Error> {
    let mut objects = SharedObjects::default();
    for row in rows {
        if let Some(kind) = SharedKind::by_word(row.try_get("kind")?) {
            let state: Option<String> = row.try_get("state")?;
            objects.add(kind, row.try_get("name")?, state.unwrap_or_default());
        }
    }
    Ok(objects)
}
