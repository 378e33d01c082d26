//! `migrate baseline`

use super::{Context, Outcome, Run, Running};
use crate::cli::BaselineArgs;
use crate::files;
use crate::model::migration::numbering;
use crate::model::migration::project::{Existing, Source};
use crate::model::outcome::failure::{ConfigProblem, Failure, Refusal};
use crate::ui;
use crate::workflows::baseline::{self, BaselineRequest};

impl Run for BaselineArgs {
    fn name(&self) -> &'static str {
        "baseline"
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        Some("a new server has no schema to begin with")
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &BaselineArgs, mut context: Context) -> Result<Outcome, Failure> {
    let folders = match context.settings.source() {
        Ok(Source::Directory(folders)) => folders.clone(),
        Ok(Source::Embedded) | Err(Failure::Config(ConfigProblem::NoProject { .. })) => {
            return Err(Failure::Refused(Refusal::NowhereToWrite));
        }
        Err(failure) => return Err(failure),
    };
    // Of a run that was killed, the rollback may be there alone.
    let version = match files::highest_version(&folders)? {
        Some(version) => version,
        None => numbering::next(None, context.settings.numbering, &ui::now()),
    };
    let request = BaselineRequest {
        folders,
        version,
        rows: args.rows.clone(),
        not_histories: args.not_a_history.clone(),
        irreversible: args.irreversible,
        write_only: args.write_only,
        dry_run: args.dry_run,
        throwaway: context.settings.throwaway_options(),
    };
    // The tables that are there are what it is about.
    context.settings.consent.existing = Existing::Allow;
    let database = context.database(&[]).await?;
    let report = Box::pin(baseline::run(&database, &request)).await?;
    let exit = report.exit();
    Ok(Outcome::new(report, exit))
}
