//! `adopt`: the project of another tool becomes pairs, and its applied migrations become our history. Nothing of it is run
//! on the adopted database.

mod marking;
mod proof;
mod request;
mod source;

use std::collections::BTreeSet;

use super::database::Database;
use crate::files::{self, Depth};
use crate::model::adopt::adopted::{self, AdoptedMap, AdoptedMigration, RollbackOrigin, UpOrigin};
use crate::model::adopt::old_migration::{OldMigration, PassedOverFile};
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::adopt::report::{self, AdoptProgress, AdoptReport, HistoryProgress, Proof};
use crate::model::adopt::tool::Tool;
use crate::model::migration::pair::Pair;
use crate::model::migration::project::Source;
use crate::model::outcome::failure::Failure;
use marking::{Marking, OldHistoryRequest};
pub(crate) use proof::ProofServers;
pub(crate) use request::AdoptRequest;
use request::refused;
use source::OldSource;

/// A plan that can be carried out.
pub(crate) struct AdoptPlan<'a> {
    request: &'a AdoptRequest,
    servers: &'a ProofServers,
    database: Option<&'a Database>,
    migrations: Vec<AdoptedMigration>,
    /// Pairs that are no migrations of the old tool: written since.
    own: Vec<Pair>,
    marking: Marking,
    writes_files: bool,
    report: AdoptReport,
}

/// Where the migrations come from.
struct Origin {
    tool: Tool,
    migrations: Vec<OldMigration>,
    passed_over: Vec<PassedOverFile>,
    /// As shown to a person.
    shown: String,
    /// Of each migration, in its order.
    placeholders: Vec<Vec<String>>,
    /// The pairs that are there already.
    pairs: Option<Vec<Pair>>,
}

/// Reads the old project and the old table, converts and proves. Writes nothing, but ends what a killed run began.
pub(crate) async fn plan<'a>(
    database: Option<&'a Database>,
    servers: &'a mut ProofServers,
    request: &'a AdoptRequest,
) -> Result<AdoptPlan<'a>, Failure> {
    files::finish_adoption(&request.folders)?;
    let tables = match database {
        Some(database) => marking::tables(database, request.history_table.as_deref()).await?,
        None => Vec::new(),
    };
    let origin = match files::read_map(&request.folders)? {
        Some((file, text)) => earlier(&file.display().to_string(), &text, request)?,
        None => first(request, &marking::tools(&tables))?,
    };
    let wanted = OldHistoryRequest {
        tool: origin.tool,
        migrations: &origin.migrations,
        table: request.history_table.as_deref(),
        through: request.applied_through.as_deref(),
    };
    let marking = Box::pin(marking::read(database, &tables, wanted)).await?;
    if let Some(database) = database {
        servers.stand_beside(database).await?;
    }
    let writes_files = origin.pairs.is_none();
    let (migrations, own, proof) = match origin.pairs {
        Some(pairs) => {
            let (migrations, own) = known(&origin.migrations, pairs, &origin.placeholders);
            (migrations, own, Proof::Earlier)
        }
        None => {
            let table =
                marking.table_name().or_else(|| origin.tool.history().map(|place| place.table.to_owned()));
            let table = table.filter(|_| !origin.tool.shares_our_history());
            let convert = |alone: &BTreeSet<usize>| {
                let mut adopted = adopted::adopt(
                    origin.tool,
                    &origin.migrations,
                    table.as_deref(),
                    &request.folders,
                    alone,
                )?;
                for (migration, names) in adopted.iter_mut().zip(&origin.placeholders) {
                    migration.placeholders.clone_from(names);
                }
                Ok(adopted)
            };
            let (migrations, proof) = if request.proves {
                Box::pin(proof::prove(servers, table.as_deref(), convert)).await?
            } else {
                (convert(&BTreeSet::new())?, Proof::Skipped)
            };
            (migrations, Vec::new(), proof)
        }
    };
    let report = AdoptReport {
        tool: origin.tool,
        source: origin.shown,
        target: [&request.folders.migrations, &request.folders.rollbacks]
            .map(|folder| folder.display().to_string()),
        table: marking.table_shown(),
        database: database.map(|database| database.origin().database),
        migrations: report::lines(&migrations, &marking.standing),
        passed_over: origin.passed_over,
        unknown: marking.standing.unknown.clone(),
        proof,
        progress: AdoptProgress { is_plan: true, ..AdoptProgress::default() },
        drift: None,
    };
    Ok(AdoptPlan { request, servers, database, migrations, own, marking, writes_files, report })
}

impl AdoptPlan<'_> {
    /// What would be done.
    pub(crate) fn report(&self) -> &AdoptReport {
        &self.report
    }

    /// The same, for a run that goes no further.
    pub(crate) fn into_report(self) -> AdoptReport {
        self.report
    }

    /// Writes the pairs, then the history, and compares the database with what the applied pairs make.
    pub(crate) async fn carry_out(mut self) -> Result<AdoptReport, Failure> {
        let request = self.request;
        let progress = &mut self.report.progress;
        progress.is_plan = false;
        if self.writes_files {
            let map = AdoptedMap::of(self.report.tool, &self.migrations).text();
            files::write_adopted(
                &request.folders,
                self.migrations.iter().map(|migration| &migration.pair),
                &map,
            )?;
            progress.wrote_files = true;
        }
        let Some(database) = self.database else { return Ok(self.report) };
        let pairs: Vec<Pair> = self.migrations.iter().map(|migration| migration.pair.clone()).collect();
        Box::pin(self.marking.mark(database, self.report.tool, &pairs, request.drop_old)).await?;
        let is_dropped =
            request.drop_old && self.marking.has_table() && !self.report.tool.shares_our_history();
        progress.history = if is_dropped { HistoryProgress::OldDropped } else { HistoryProgress::Marked };
        if request.proves && self.report.proof.is_whole() {
            let pairs = pairs.into_iter().chain(self.own).collect();
            let ignored =
                self.marking.of_the_tool().into_iter().chain(request.ignored.iter().cloned()).collect();
            let drift = Box::pin(self.servers.drift(database, pairs, &request.partitions, ignored)).await?;
            self.report.drift = Some(Box::new(drift));
        }
        Ok(self.report)
    }
}

/// The project as its files have it.
fn first(request: &AdoptRequest, tools: &[Tool]) -> Result<Origin, Failure> {
    let OldSource { tool, project, shown, placeholders } = source::find(request, tools)?;
    if let Some(folder) = files::takes_pairs(&request.folders) {
        let folder = folder.display().to_string();
        let is_source = folder == shown || shown.starts_with(&format!("{folder}/"));
        return Err(refused(if is_source {
            AdoptRefusal::SourceIsTarget { folder, tool }
        } else {
            AdoptRefusal::TargetTaken { folder }
        }));
    }
    let (migrations, passed_over) = (project.migrations, project.passed_over);
    Ok(Origin { tool, migrations, passed_over, shown, placeholders, pairs: None })
}

/// The project as an earlier run converted it: for a further database, or behind a run that was killed.
fn earlier(file: &str, text: &str, request: &AdoptRequest) -> Result<Origin, Failure> {
    let (tool, map) = AdoptedMap::parse(text)
        .map_err(|why| refused(AdoptRefusal::BadMap { file: file.to_owned(), why }))?;
    let pairs = files::discover(&Source::Directory(request.folders.clone()), Depth::Statements)?;
    let lines = map.migrations.iter().zip(map.old_migrations());
    let has_pair = |version: i64| pairs.iter().any(|pair| pair.id.version.number() == version);
    let migrations: Vec<OldMigration> = lines
        .filter(|(line, _)| has_pair(line.version))
        .map(|(line, old)| versioned(old, line.version))
        .collect();
    let placeholders = vec![Vec::new(); migrations.len()];
    Ok(Origin {
        tool,
        migrations,
        passed_over: Vec::new(),
        shown: file.to_owned(),
        placeholders,
        pairs: Some(pairs),
    })
}

/// The pair's version stands where the name was, which the pair has.
fn versioned(old: OldMigration, version: i64) -> OldMigration {
    OldMigration { name: version.to_string(), ..old }
}

/// The pairs that are there, each with its old migration; and those that have none.
fn known(
    migrations: &[OldMigration],
    pairs: Vec<Pair>,
    placeholders: &[Vec<String>],
) -> (Vec<AdoptedMigration>, Vec<Pair>) {
    let mut own = pairs;
    let mut adopted = Vec::new();
    for (old, placeholders) in migrations.iter().zip(placeholders) {
        let Some(at) = own.iter().position(|pair| pair.id.version.number().to_string() == old.name) else {
            continue;
        };
        let pair = own.remove(at);
        adopted.push(AdoptedMigration {
            old: old.clone(),
            pair,
            up: UpOrigin::Script,
            rollback: RollbackOrigin::Script,
            notes: Vec::new(),
            rollback_notes: Vec::new(),
            placeholders: placeholders.clone(),
        });
    }
    (adopted, own)
}
