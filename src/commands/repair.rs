//! `migrate repair`

use super::{Context, Outcome, Run, Running, confirm};
use crate::cli::{RepairArgs, RepairWhat};
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::Repair;
use crate::workflows::repair;

impl Run for RepairArgs {
    fn name(&self) -> &'static str {
        "repair"
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        Some("a new server has no history to repair")
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &RepairArgs, context: Context) -> Result<Outcome, Failure> {
    confirm::destruction(&context.settings, args.confirm.as_deref())?;
    let decided = match args.what {
        RepairWhat::Accept => Repair::Accept,
        RepairWhat::Applied => Repair::Applied,
        RepairWhat::NotApplied => Repair::NotApplied,
        RepairWhat::Executed => Repair::Executed,
        RepairWhat::NotExecuted => Repair::NotExecuted,
        RepairWhat::Renamed => Repair::Renamed,
    };
    let pairs = context.pairs()?;
    let database = context.database(&[]).await?;
    Ok(repair::run(&database, &pairs, args.version, decided).await?.into())
}
