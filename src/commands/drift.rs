//! `migrate drift`

use super::{Context, Outcome, Run, Running};
use crate::cli::DriftArgs;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::workflows::drift::{self, Expected};

impl Run for DriftArgs {
    fn name(&self) -> &'static str {
        "drift"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(context))
    }
}

async fn run(context: Context) -> Result<Outcome, Failure> {
    if context.settings.is_throwaway() {
        return Err(Failure::Refused(Refusal::NothingToCompare));
    }
    let pairs = context.pairs()?;
    let scratch = context.second_database(&pairs).await?;
    let expected = Expected {
        pairs,
        partitions: context.settings.partitions.clone(),
        ignored: context.settings.drift_ignored.clone(),
    };
    let report = Box::pin(drift::compare(&context.database(&[]).await?, scratch, &expected)).await?;
    let exit = report.exit();
    Ok(Outcome::new(report, exit))
}
