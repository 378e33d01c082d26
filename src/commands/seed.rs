//! `migrate seed`

use std::num::NonZeroUsize;
use std::thread;
use std::time::Duration;

use super::{Context, Outcome, Run, Running, confirm};
use crate::cli::SeedArgs;
use crate::files;
use crate::model::outcome::failure::Failure;
use crate::model::seed::request::{MadeProfile, ProfileText, Request};
use crate::workflows::seed;
use crate::workflows::seed::SeedRequest;

/// More tables at once than this are of no use.
const MOST: usize = 16;

impl Run for SeedArgs {
    fn name(&self) -> &'static str {
        "seed"
    }

    /// Recreates what was dropped.
    fn grace(&self) -> Duration {
        Duration::from_secs(60)
    }

    fn keeps_steps(&self) -> bool {
        false
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        (self.resume || self.clear).then_some("a new server has no seeded rows to remove or to go on with")
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &SeedArgs, context: Context) -> Result<Outcome, Failure> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST);
    let jobs = args.jobs.map_or(cores, NonZeroUsize::get).min(MOST);
    // Also to remove rows or to resume: somebody who is in the wrong folder means another database.
    let source = context.settings.source()?;
    let is_first = !args.resume && !args.clear;
    let profile = match &args.profile {
        Some(profile) => Some(files::read_profile(source, profile)?),
        None => is_first.then(|| {
            ProfileText::of_schema(MadeProfile {
                rows: args.rows,
                tenant_column: context.settings.tenancy.column.clone(),
                is_for_proof: false,
                is_fallback: false,
            })
        }),
    };
    if !args.dry_run && !args.init {
        confirm::destruction(&context.settings, args.confirm.as_deref())?;
        if args.profile.is_none() && is_first {
            confirm::made_rows(&context.settings, args.yes)?;
        }
    }
    let Some(profile) = profile else {
        let database = context.database(&[]).await?;
        let report = if args.resume {
            seed::resume(&database, jobs, cores).await?
        } else {
            seed::clear(&database, cores).await?
        };
        return Ok(report.into());
    };
    let request = Request {
        profile,
        scale: args.scale,
        seed: args.seed,
        months: args.months,
        until: args.until.map(|day| day.0),
    };
    let wishes = context.settings.partitions.clone();
    let seed_request = SeedRequest {
        request,
        jobs,
        cores,
        wishes,
        dry_run: args.dry_run,
        allows_rows: false,
        is_partial: false,
    };
    let database = context.schema_database().await?;
    let report = if args.init {
        seed::init(&database, &seed_request).await?
    } else {
        seed::seed(&database, &seed_request).await?
    };
    Ok(report.into())
}
