//! `migrate roundtrip`

use std::num::NonZeroUsize;
use std::thread;
use std::time::Duration;

use super::{Context, Outcome, Run, Running};
use crate::cli::RoundtripArgs;
use crate::files;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::request::Request;
use crate::ui;
use crate::workflows::roundtrip;
use crate::workflows::roundtrip::RoundtripRequest;

/// More tables at once than this are of no use.
const MOST: usize = 16;

/// The profile where none is named.
const USUAL: &str = "ci";

impl Run for RoundtripArgs {
    fn name(&self) -> &'static str {
        "roundtrip"
    }

    /// Drops the databases that it made.
    fn grace(&self) -> Duration {
        Duration::from_secs(60)
    }

    fn keeps_steps(&self) -> bool {
        false
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &RoundtripArgs, context: Context) -> Result<Outcome, Failure> {
    let pairs = context.pairs()?;
    let source = context.settings.source()?;
    let only = match (&args.changed_since, args.only) {
        (Some(reference), _) => Some(files::changed_since(source, reference)?),
        (None, only) => only.map(|version| [version].into()),
    };
    let (mut no_data, mut profile) = (None, None);
    if !args.no_seed {
        match files::read_profile(source, args.profile.as_deref().unwrap_or(USUAL)) {
            Ok(read) => profile = Some(read),
            Err(Failure::Refused(Refusal::Seed(SeedRefusal::NoSuchProfile { name, .. })))
                if args.profile.is_none() =>
            {
                no_data = Some(format!("there is no profile `{name}`"));
            }
            Err(failure) => return Err(failure),
        }
    }
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST);
    let fill = |profile| Request { profile, scale: args.scale, seed: args.seed, months: None, until: None };
    let request = RoundtripRequest {
        fill: profile.map(fill),
        is_by_default: args.profile.is_none(),
        no_data,
        from: args.from,
        only,
        keep: args.keep,
        reuse: args.reuse,
        jobs: args.jobs.map_or(cores, NonZeroUsize::get).min(MOST),
        cores,
        limits: context.settings.limits.clone(),
        wishes: context.settings.partitions.clone(),
    };
    let report = roundtrip::run(&context.database().await?, &pairs, &request).await?;
    if let Some(file) = &args.report {
        files::write_page(file, &ui::roundtrip_page(&report))?;
    }
    let exit = report.exit();
    Ok(Outcome::new(report, exit))
}
