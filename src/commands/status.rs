//! `migrate status`

use super::context::source_name;
use super::{Context, Outcome, Run, Running};
use crate::cli::StatusArgs;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::{State, StatusReport};
use crate::workflows::status;

impl Run for StatusArgs {
    fn name(&self) -> &'static str {
        "status"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &StatusArgs, context: Context) -> Result<Outcome, Failure> {
    let source = source_name(context.settings.source()?);
    let (database, pairs) = context.open(status::NAME).await?;
    let report = status::read(&database, &pairs, &source).await?;
    let exit = if args.check { checked(&report) } else { ExitStatus::Done };
    Ok(Outcome::new(report, exit))
}

fn checked(report: &StatusReport) -> ExitStatus {
    if !report.is_trusted || report.rows.iter().any(|row| row.state.is_history_problem()) {
        ExitStatus::History
    } else if report.count(State::Pending) + report.count(State::Interrupted) > 0
        || report.seed_leftovers.iter().any(|left| !left.missing.is_empty())
    {
        ExitStatus::NotWanted
    } else {
        ExitStatus::Done
    }
}
