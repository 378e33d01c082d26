//! `migrate up`

use super::{Context, Outcome, Run, Running};
use crate::cli::UpArgs;
use crate::files;
use crate::model::migration::plan::{Order, UpTarget};
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::PlanReport;
use crate::workflows::up::{self, UpRequest};

impl Run for UpArgs {
    fn name(&self) -> &'static str {
        "up"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &UpArgs, context: Context) -> Result<Outcome, Failure> {
    let target = match (args.to, args.steps) {
        (Some(version), _) => UpTarget::Version(version),
        (None, Some(steps)) => UpTarget::Steps(steps),
        (None, None) => UpTarget::Latest,
    };
    let order = if args.out_of_order { Order::OutOfOrder } else { Order::Strict };
    let request = UpRequest { target, order };
    let gate = context.gate(&args.gate)?;
    let name = if args.dry_run { up::DRY_RUN } else { up::NAME };
    let source = context.source()?;
    let (database, mut pairs) = context.open(name).await?;
    files::read_stored_locks(&source)?.attach(&mut pairs);
    if args.dry_run {
        return Ok(PlanReport(up::plan(&database, &pairs, request).await?).into());
    }
    Ok(up::run(&database, &pairs, request, gate).await?.into())
}
