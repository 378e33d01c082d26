//! Rows to prove the pairs on: seeded, or copied from a database that was kept.

use std::time::Instant;

use super::RoundtripRequest;
use super::scratch::Scratches;
use super::states::{RightState, RightStates};
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::roundtrip::report::Data;
use crate::model::roundtrip::written::WrittenRows;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::report::SeedReport;
use crate::model::seed::request::Request;
use crate::model::sql::quote::Ident;
use crate::model::sql::sql_error::DbFault;
use crate::workflows::database::Database;
use crate::workflows::seed;
use crate::workflows::seed::SeedRequest;

/// A database with everything applied and its rows.
pub(super) struct FilledDatabase {
    pub(super) database: Database,
    /// What is known of the rows but how many there are.
    pub(super) data: Option<Data>,
    pub(super) no_data: Option<String>,
    /// What the rows were asked for with.
    pub(super) request: Option<Request>,
    /// The database that was kept, from which the same can be had again.
    pub(super) template: Option<Ident>,
    pub(super) kept: Option<String>,
    pub(super) others_kept: Vec<String>,
    /// The rows in it that scripts wrote.
    pub(super) written: WrittenRows,
}

/// How the same rows can be had again.
pub(super) struct RowSource {
    /// To how many scripts rows were added.
    pub(super) scripts: usize,
    /// The database that was kept, to copy from.
    pub(super) template: Option<Ident>,
    /// The profile was taken as far as its tables are there.
    pub(super) is_partial: bool,
    /// What the rows were asked for with.
    pub(super) request: Option<Request>,
}

impl FilledDatabase {
    /// One without rows but those of the scripts.
    pub(super) fn empty(right: RightState) -> Self {
        let RightState { database, written, .. } = right;
        let (data, no_data, template, kept) = (None, None, None, None);
        Self { database, data, no_data, request: None, template, kept, others_kept: Vec::new(), written }
    }
}

/// Fills a database to which everything is applied, or takes a copy of a kept one in its place.
pub(super) async fn fill(
    scratches: &Scratches<'_>,
    RightState { name, database, written }: RightState,
    pairs: &[Pair],
    options: &RoundtripRequest,
) -> Result<FilledDatabase, Failure> {
    let (template, others_kept) = match &options.fill {
        Some(request) if options.keep || options.reuse => {
            scratches.kept(&key(pairs, request, options)).await?
        }
        _ => (None, Vec::new()),
    };
    let no_data = options.no_data.clone();
    let mut filled = FilledDatabase {
        database,
        data: None,
        no_data,
        request: options.fill.clone(),
        template: None,
        kept: None,
        others_kept,
        written,
    };
    let Some(request) = &options.fill else { return Ok(filled) };
    let started = Instant::now();
    let data = |is_reused, started: Instant| Data {
        profile: request.profile.name.clone(),
        scale: request.scale,
        seed: request.seed,
        rows: 0,
        is_reused,
        seconds: started.elapsed().as_secs_f64(),
    };
    if let Some(template) = template.filter(|_| options.reuse) {
        scratches.drop(&name).await?;
        filled.database = scratches.make(Some(&template)).await?.1;
        filled.written = filled.database.looker().await?.take_written().await?;
        filled.data = Some(data(true, started));
        filled.template = Some(template);
        return Ok(filled);
    }
    match rows(&filled.database, request, (options, false)).await {
        Ok(report) => {
            let profile = report.profile;
            filled.data = Some(Data { profile, ..data(false, started) });
            if let Some(made) = request.profile.remade().filter(|_| report.is_made) {
                filled.request = Some(Request { profile: made, ..request.clone() });
            }
        }
        Err(failure) if request.profile.made.is_some() && unfillable(&failure).is_some() => {
            filled.no_data = unfillable(&failure);
            return Ok(filled);
        }
        Err(Failure::Refused(Refusal::Seed(SeedRefusal::MissingTables { tables, .. })))
            if options.is_by_default =>
        {
            let why = format!(
                "the profile `{}` does not match this schema, which has no {}",
                request.profile.name,
                tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ")
            );
            filled.no_data = Some(why);
            return Ok(filled);
        }
        Err(failure) => return Err(failure),
    }
    if options.keep {
        let key = key(pairs, request, options);
        filled.database.looker().await?.put_written(&filled.written).await?;
        let kept = scratches.keep(&name, &key).await?;
        filled.database.looker().await?.take_written().await?;
        filled.template = Ident::new(&kept);
        filled.kept = Some(kept);
    }
    Ok(filled)
}

/// The same rows again, to the same scripts. `None` where these do not run a second time.
pub(super) async fn refill(
    scratches: &Scratches<'_>,
    states: &mut RightStates<'_>,
    source: &RowSource,
    options: &RoundtripRequest,
) -> Result<Option<RightState>, Failure> {
    if let Some(template) = &source.template {
        let (name, database) = scratches.make(Some(template)).await?;
        let written = database.looker().await?.take_written().await?;
        return Ok(Some(RightState { name, database, written }));
    }
    let Ok(right) = states.make(source.scripts).await? else { return Ok(None) };
    if let Some(request) = &source.request {
        rows(&right.database, request, (options, source.is_partial)).await?;
    }
    Ok(Some(right))
}

/// Rows of the profile, as far as its tables and columns are there.
pub(super) async fn rows_within(
    database: &Database,
    source: &RowSource,
    options: &RoundtripRequest,
) -> Result<(), Failure> {
    match &source.request {
        Some(request) => match rows(database, request, (options, true)).await {
            // Where a schema has no table yet, there are no rows to be.
            Err(Failure::Refused(Refusal::Seed(SeedRefusal::NoTables))) => Ok(()),
            ended => ended.map(drop),
        },
        None => Ok(()),
    }
}

async fn rows(
    database: &Database,
    request: &Request,
    (options, is_partial): (&RoundtripRequest, bool),
) -> Result<SeedReport, Failure> {
    let (jobs, cores, wishes) = (options.jobs, options.cores, options.wishes.clone());
    let (request, dry_run, allows_rows) = (request.clone(), false, true);
    let seeding = SeedRequest { request, jobs, cores, wishes, dry_run, allows_rows, is_partial };
    seed::seed(database, &seeding).await
}

/// Why a schema cannot be filled for which nobody wrote a profile; `None` where it is about something else.
fn unfillable(failure: &Failure) -> Option<String> {
    match failure {
        Failure::Refused(Refusal::Seed(SeedRefusal::NoTables)) => {
            Some("there is no table to fill".to_owned())
        }
        Failure::Profile(problems) => {
            let places: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
            Some(format!(
                "no rows could be made for {}, `migrate seed --dry-run` says why",
                places.join(", ")
            ))
        }
        Failure::Database { fault: DbFault::Server(error), .. } => {
            Some(format!("no rows could be written: {}", error.message))
        }
        _ => None,
    }
}

/// What a filled database depends on: the scripts, the profile and its numbers, the partitions that rows need, and
/// this program.
fn key(pairs: &[Pair], request: &Request, options: &RoundtripRequest) -> String {
    let mut text = env!("CARGO_PKG_VERSION").to_owned();
    for pair in pairs {
        text.push_str(&format!("\n{} {} {}", pair.id, pair.up.sha256.as_str(), pair.down.sha256.as_str()));
    }
    if let Some(ground) = &options.ground {
        text.push_str(&format!("\n{}", Sha256Hex::of(ground).as_str()));
    }
    let Request { profile, scale, seed, .. } = request;
    text.push_str(&format!("\n{scale} {seed}\n{:?}\n{:?}", options.wishes, profile.made));
    for file in profile.files.iter().chain(&profile.edge_cases) {
        text.push_str(&format!("\n{}", Sha256Hex::of(&file.text).as_str()));
    }
    Sha256Hex::of(&text).as_str().to_owned()
}
