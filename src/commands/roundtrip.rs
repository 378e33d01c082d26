//! `migrate roundtrip`

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::{Context, Outcome, Run, Running};
use crate::cli::RoundtripArgs;
use crate::files;
use crate::model::locks::stored::StoredLocks;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::project::{Folders, Source};
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::page_file::{PageFile, PageState};
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::request::{MadeProfile, ProfileText, Request};
use crate::ui;
use crate::workflows::roundtrip;
use crate::workflows::roundtrip::RoundtripRequest;

/// More tables at once than this are of no use.
const MOST: usize = 16;

/// The profile where none is named.
const USUAL: &str = "ci";

/// The rows where no profile fits and nobody says how many.
const USUAL_ROWS: u64 = 10_000;

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

/// The profile that was named; otherwise `ci` where the project has one, or one that is made from the schema.
fn profile(
    args: &RoundtripArgs,
    source: &Source,
    tenant_column: &str,
) -> Result<Option<ProfileText>, Failure> {
    if args.no_seed || args.rows == 0 {
        return Ok(None);
    }
    if let Some(profile) = &args.profile {
        return files::read_profile(source, profile).map(Some);
    }
    let made = |is_fallback| MadeProfile {
        rows: args.rows,
        tenant_column: tenant_column.to_owned(),
        is_for_proof: true,
        is_fallback,
    };
    match files::read_profile(source, USUAL) {
        Ok(read) if files::has_profile(source, USUAL) => Ok(Some(read)),
        // It is that of another schema, if need be.
        Ok(read) => Ok(Some(ProfileText { made: Some(made(true)), ..read })),
        Err(Failure::Refused(Refusal::Seed(SeedRefusal::NoSuchProfile { .. }))) => {
            Ok(Some(ProfileText::of_schema(made(false))))
        }
        Err(failure) => Err(failure),
    }
}

async fn run(args: &RoundtripArgs, context: Context) -> Result<Outcome, Failure> {
    let pairs = context.pairs()?;
    let source = &context.settings.source()?.clone();
    let stored = stored_locks(source, args)?;
    let only = match (&args.changed_since, args.only) {
        (Some(reference), _) => Some(files::changed_since(source, reference)?),
        (None, only) => only.map(|version| [version].into()),
    };
    let profile = profile(args, source, &context.settings.tenancy.column)?;
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST);
    let ground =
        context.settings.ground.before.as_deref().map(|file| files::read_ground(file).map(|(_, text)| text));
    let fill = |profile| Request { profile, scale: args.scale, seed: args.seed, months: None, until: None };
    let request = RoundtripRequest {
        fill: profile.map(fill),
        is_by_default: args.profile.is_none(),
        no_data: None,
        from: args.from,
        only,
        keep: args.keep,
        reuse: args.reuse,
        jobs: args.jobs.map_or(cores, NonZeroUsize::get).min(MOST),
        cores,
        limits: context.settings.limits.clone(),
        wishes: context.settings.partitions.clone(),
        ground: ground.transpose()?,
    };
    let console = Arc::clone(&context.console);
    let mut report = roundtrip::run(&context.database(&pairs).await?, &pairs, &request).await?;
    if let Source::Directory(folders) = source
        && !report.measured.is_empty()
    {
        let stored = stored.updated(&pairs, &report.measured, is_about_all(args));
        report.locks_file = store(folders, &stored, console.as_ref());
    }
    report.command = command(args);
    if let Some(file) = &args.report {
        report.commit = files::commit(source);
        files::write_page(file, &ui::roundtrip_page(&report))?;
    }
    let exit = report.exit();
    Ok(Outcome::new(report, exit))
}

/// The command line that asks for the same, without what says which server it is about: a URL may hold a password.
fn command(args: &RoundtripArgs) -> String {
    let mut words = vec!["migrate roundtrip".to_owned()];
    let mut option = |name: &str, value: Option<String>| {
        words.extend(value.map(|value| format!("--{name} {value}")));
    };
    option("profile", args.profile.clone());
    option("scale", args.profile.as_ref().map(|_| args.scale.to_string()));
    option("seed", args.profile.as_ref().map(|_| args.seed.to_string()));
    option("rows", (args.rows != USUAL_ROWS && args.profile.is_none()).then(|| args.rows.to_string()));
    option("from", args.from.map(|version| version.to_string()));
    option("only", args.only.map(|version| version.to_string()));
    option("changed-since", args.changed_since.clone());
    let flags = [("no-seed", args.no_seed), ("keep", args.keep), ("reuse", args.reuse)];
    words.extend(flags.iter().filter(|(_, is_on)| *is_on).map(|(flag, _)| format!("--{flag}")));
    words.join(" ")
}

/// Whether every script of the project is measured that can be.
fn is_about_all(args: &RoundtripArgs) -> bool {
    args.from.is_none() && args.only.is_none() && args.changed_since.is_none()
}

/// What the project knows already. A file that cannot be understood is replaced by a run about all scripts; one about
/// some would lose what it says about the others.
fn stored_locks(source: &Source, args: &RoundtripArgs) -> Result<StoredLocks, Failure> {
    match files::read_stored_locks(source) {
        Err(Failure::Files(problems))
            if is_about_all(args)
                && problems.iter().all(|problem| matches!(problem, FileProblem::StoredLocks { .. })) =>
        {
            Ok(StoredLocks::default())
        }
        read => read,
    }
}

/// Writes the project's file where it differs. What was found about rollbacks counts, whether it can be written or not.
fn store(folders: &Folders, stored: &StoredLocks, reporter: &dyn Reporter) -> Option<PageFile> {
    let report = |event| reporter.event(&Event::Roundtrip(event));
    match files::write_stored_locks(folders, stored) {
        Ok(file) => {
            if let Some(PageFile { path, state: PageState::Written }) = &file {
                report(RoundtripEvent::LocksStored { file: Path::new(path) });
            }
            file
        }
        Err(failure) => {
            if let Failure::File { file, why, .. } = &failure {
                report(RoundtripEvent::LocksNotStored { file, why });
            }
            None
        }
    }
}
