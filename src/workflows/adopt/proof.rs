//! Whether the pairs make what the original files make: each on a throwaway server of its own, then compared.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::request::{NAME, refused};
use crate::model::adopt::adopted::{AdoptedMigration, UpOrigin};
use crate::model::adopt::conversion;
use crate::model::adopt::old_migration::OldScript;
use crate::model::adopt::outside::{self, OutsideObject};
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::adopt::report::Proof;
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::diff::Diff;
use crate::model::fingerprint::ignore::Ignored;
use crate::model::fingerprint::report::DriftReport;
use crate::model::migration::pair::Pair;
use crate::model::outcome::event::Silence;
use crate::model::outcome::failure::{Failure, ScriptCause};
use crate::model::partitions::config::PartitionConfig;
use crate::postgres::{OriginalFault, Stop};
use crate::workflows::database::{Database, Server, Wishes};
use crate::workflows::drift::{self, Expected};
use crate::workflows::up::{self, UpRequest};

/// Throwaway servers, as many as are needed. What happens there is not reported line by line.
pub(crate) struct ProofServers {
    server: Server,
    wishes: Wishes,
    stop: Arc<Stop>,
    /// What the adopted database has that scripts may stand on.
    outside: Vec<OutsideObject>,
}

impl ProofServers {
    /// Servers of this kind.
    pub(crate) fn new(server: Server, wishes: Wishes, stop: Arc<Stop>) -> Self {
        Self { server, wishes, stop, outside: Vec::new() }
    }

    /// From now on scripts run with the path of the adopted database, and beside its roles and extensions.
    pub(super) async fn stand_beside(&mut self, database: &Database) -> Result<(), Failure> {
        let snapshot = database.snapshot(NAME).await?;
        self.wishes.search_path = Some(snapshot.path().fixed.clone());
        self.outside = snapshot.reader().outside_objects().await?;
        Ok(())
    }

    async fn open(&self, pairs: &[Pair]) -> Result<Database, Failure> {
        let (wishes, stop) = (self.wishes.clone(), Arc::clone(&self.stop));
        let database =
            Box::pin(Database::reach(&self.server, pairs, wishes, Arc::new(Silence), stop)).await?;
        let statements = outside::statements(&self.outside, pairs);
        if !statements.is_empty() {
            let session = database.original_run().await?;
            for statement in statements {
                // One that this server does not have is missed where a script needs it.
                match session.run(&statement, false).await {
                    Ok(()) | Err(OriginalFault::Refused { .. }) => {}
                    Err(OriginalFault::Lost(failure)) => return Err(failure),
                }
            }
        }
        Ok(database)
    }

    /// The adopted database beside what the applied pairs make.
    pub(super) async fn drift(
        &self,
        database: &Database,
        pairs: Vec<Pair>,
        partitions: &[PartitionConfig],
        ignored: Vec<Ignored>,
    ) -> Result<DriftReport, Failure> {
        let scratch = self.open(&pairs).await?;
        let expected = Expected { pairs, partitions: partitions.to_vec(), ignored };
        let mut report = Box::pin(drift::compare(database, scratch, &expected)).await?;
        // What the tool may have made need not be there.
        report.unused.clear();
        Ok(report)
    }
}

/// SQLSTATEs of what runs by itself and in no transaction: a value of an enum that was added in it, and what the server
/// wants no transaction for.
const ALONE: [&str; 2] = ["55P04", "25001"];

/// Converts, and compares both schemas. A migration that the server refuses in a transaction, and that ran without one
/// before, is converted once more.
pub(super) async fn prove(
    servers: &ProofServers,
    old_table: Option<&str>,
    convert: impl Fn(&BTreeSet<usize>) -> Result<Vec<AdoptedMigration>, Failure>,
) -> Result<(Vec<AdoptedMigration>, Proof), Failure> {
    let mut alone = BTreeSet::new();
    let mut migrations = convert(&alone)?;
    let Original { print, server, count, why } = Box::pin(original(servers, old_table, &migrations)).await?;
    let made = loop {
        let pairs: Vec<Pair> =
            migrations.iter().take(count).map(|migration| migration.pair.clone()).collect();
        let database = servers.open(&pairs).await?;
        match Box::pin(up::run(&database, &pairs, UpRequest::EVERYTHING, None)).await {
            Ok(_) => break fingerprint(&database).await?,
            Err(failure) => {
                let again = refused_in_transaction(&failure, &pairs).filter(|at| alone.insert(*at));
                if again.is_none() {
                    return Err(match database.throwaway_server() {
                        Some(server) => failure.on_throwaway(server),
                        None => failure,
                    });
                }
                migrations = convert(&alone)?;
            }
        }
    };
    let diff = Diff::between(&print, &made);
    if !diff.is_empty() {
        let objects = diff.differences.iter().map(|difference| difference.object.clone());
        return Err(refused(AdoptRefusal::SchemasDiffer { objects: objects.collect() }));
    }
    let objects = made.objects.len();
    let proof = match why {
        Some(why) => Proof::Partly { objects, server, pairs: count, why },
        None => Proof::Equal { objects, server },
    };
    Ok((migrations, proof))
}

/// Which of the pairs could not run in a transaction.
fn refused_in_transaction(failure: &Failure, pairs: &[Pair]) -> Option<usize> {
    let Failure::Script(fault) = failure.cause() else { return None };
    let ScriptCause::Server { error, .. } = &fault.cause else { return None };
    ALONE
        .contains(&error.sqlstate.as_str())
        .then(|| pairs.iter().position(|pair| pair.id == fault.id))
        .flatten()
}

/// What the original files make.
struct Original {
    print: Fingerprint,
    /// The version of the server.
    server: String,
    /// How many of them ran.
    count: usize,
    /// Why the next one did not.
    why: Option<String>,
}

async fn original(
    servers: &ProofServers,
    old_table: Option<&str>,
    migrations: &[AdoptedMigration],
) -> Result<Original, Failure> {
    let pairs: Vec<Pair> = migrations.iter().map(|migration| migration.pair.clone()).collect();
    let database = servers.open(&pairs).await?;
    let run = database.original_run().await?;
    let (mut count, mut why) = (migrations.len(), None);
    for (at, migration) in migrations.iter().enumerate() {
        let OldScript::Sql(text) = &migration.old.up else { continue };
        if database.is_stopping() {
            return Err(Failure::Stopped);
        }
        let text = conversion::as_the_tool_sends(text, old_table);
        let in_transaction = migration.old.up_in_transaction && conversion::runs_whole(&text);
        match run.run(&text, in_transaction).await {
            Ok(()) => {}
            Err(OriginalFault::Lost(failure)) => return Err(failure),
            Err(OriginalFault::Refused { error, line }) => {
                let file = migration.old.file.clone();
                let before = migrations.get(..at).unwrap_or_default();
                if !before.iter().any(|migration| migration.up == UpOrigin::Program) {
                    return Err(refused(AdoptRefusal::OriginalFails {
                        file,
                        line,
                        sqlstate: error.sqlstate.clone(),
                        message: error.message.clone(),
                        placeholders: migration.placeholders.clone(),
                    }));
                }
                why = Some(format!("{file}:{line}: {}", error.message));
                count = at;
                break;
            }
        }
    }
    drop(run);
    let server = database.throwaway_server().map(|server| server.version).unwrap_or_default();
    Ok(Original { print: fingerprint(&database).await?, server, count, why })
}

async fn fingerprint(database: &Database) -> Result<Fingerprint, Failure> {
    let snapshot = database.snapshot(NAME).await?;
    let path = snapshot.path().schemas.clone();
    snapshot.reader().fingerprint(&path).await
}
