//! `migrate drift`

use super::{Context, Outcome};
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::report::Report;
use crate::workflows::drift;
use crate::workflows::drift::Expected;

pub(super) async fn run(context: Context) -> Result<Outcome, Failure> {
    if context.settings.is_throwaway() {
        return Err(Failure::Refused(Refusal::NothingToCompare));
    }
    let expected = Expected {
        pairs: context.pairs()?,
        partitions: context.settings.partitions.clone(),
        ignored: context.settings.drift_ignored.clone(),
    };
    let scratch = context.beside().await?;
    let report = drift::compare(&context.database().await?, scratch, &expected).await?;
    let exit = report.exit();
    Ok(Outcome { report: Report::Drift(report), exit })
}
