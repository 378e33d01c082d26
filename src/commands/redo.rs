//! `migrate redo`

use std::sync::Arc;

use super::{Context, Outcome, Run, Running, confirm};
use crate::cli::RedoArgs;
use crate::model::migration::plan::DownTarget;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::PlanReport;
use crate::workflows::down::DownRequest;
use crate::workflows::redo;

impl Run for RedoArgs {
    fn name(&self) -> &'static str {
        "redo"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &RedoArgs, context: Context) -> Result<Outcome, Failure> {
    let preference = confirm::preference(args.rollback.text);
    let request = DownRequest { target: DownTarget::Steps(args.steps), preference };
    if !args.rollback.dry_run {
        confirm::destruction(&context.settings, args.rollback.confirm.as_deref())?;
    }
    let gate = context.gate(&args.gate)?;
    let pairs = context.pairs_to_run()?;
    let console = Arc::clone(&context.console);
    let database = context.applied_database(&pairs).await?;
    if args.rollback.yes && !args.rollback.dry_run {
        return Ok(redo::run(&database, &pairs, request, None, gate).await?.into());
    }
    let plan = redo::plan(&database, &pairs, request).await?;
    if args.rollback.dry_run {
        return Ok(PlanReport(plan).into());
    }
    confirm::steps(&console, &plan).await?;
    Ok(redo::run(&database, &pairs, request, Some(&plan), gate).await?.into())
}
