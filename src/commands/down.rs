//! `migrate down`

use std::sync::Arc;

use super::{Context, Outcome, Run, Running, confirm};
use crate::cli::DownArgs;
use crate::model::migration::plan::DownTarget;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::PlanReport;
use crate::workflows::down::{self, DownRequest};

impl Run for DownArgs {
    fn name(&self) -> &'static str {
        "down"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &DownArgs, context: Context) -> Result<Outcome, Failure> {
    let target = match (args.to, args.steps) {
        _ if args.all => DownTarget::All,
        _ if args.last_applied => DownTarget::LastApplied,
        (Some(version), _) => DownTarget::Version(version),
        (None, steps) => DownTarget::Steps(steps.unwrap_or(1)),
    };
    let request = DownRequest { target, preference: confirm::preference(args.rollback.text) };
    if !args.rollback.dry_run {
        confirm::destruction(&context.settings, args.rollback.confirm.as_deref())?;
    }
    let pairs = context.pairs_to_run()?;
    let console = Arc::clone(&context.console);
    let database = context.applied_database(&pairs).await?;
    if args.rollback.yes && !args.rollback.dry_run {
        return Ok(down::run(&database, &pairs, request, None).await?.into());
    }
    let plan = down::plan(&database, &pairs, request).await?;
    if args.rollback.dry_run {
        return Ok(PlanReport(plan).into());
    }
    confirm::steps(&console, &plan).await?;
    Ok(down::run(&database, &pairs, request, Some(&plan)).await?.into())
}
