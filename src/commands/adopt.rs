//! `migrate adopt`

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;

use super::{Context, Outcome, Run, Running, confirm};
use crate::cli::AdoptArgs;
use crate::model::adopt::read::FilePatterns;
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::adopt::tool::Tool;
use crate::model::migration::project::{Existing, Folders, Source};
use crate::model::outcome::failure::{ConfigProblem, Failure, Refusal};
use crate::workflows::adopt::{self, AdoptRequest};

impl Run for AdoptArgs {
    fn name(&self) -> &'static str {
        "adopt"
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        Some(
            "it starts its own to compare on, and marks the database that you name; without one it only writes files",
        )
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &AdoptArgs, mut context: Context) -> Result<Outcome, Failure> {
    let request = request(args, &context)?;
    if !args.dry_run {
        confirm::destruction(&context.settings, args.confirm.as_deref())?;
    }
    // The tables that are there are what is adopted.
    context.settings.consent.existing = Existing::Allow;
    let mut servers = context.proof_servers();
    let console = Arc::clone(&context.console);
    let lacks_server = context.settings.lacks_server();
    let database = if lacks_server { None } else { Some(Box::pin(context.database(&[])).await?) };
    let plan = Box::pin(adopt::plan(database.as_ref(), &mut servers, &request)).await?;
    if args.dry_run {
        return Ok(plan.into_report().into());
    }
    if !args.yes {
        match console.ask_to_adopt(plan.report()).await {
            Some(true) => {}
            Some(false) => return Err(Failure::Refused(Refusal::Declined)),
            None => return Err(Failure::Refused(Refusal::Adopt(AdoptRefusal::NeedsYes))),
        }
    }
    Ok(Box::pin(plan.carry_out()).await?.into())
}

fn request(args: &AdoptArgs, context: &Context) -> Result<AdoptRequest, Failure> {
    let patterns = match &args.pattern {
        Some(up) => Some(
            FilePatterns::parse(up, args.down_pattern.as_deref())
                .ok_or(Failure::Refused(Refusal::Adopt(AdoptRefusal::BadPattern)))?,
        ),
        None => None,
    };
    let word = args.from.and_then(|from| Some(from.to_possible_value()?.get_name().to_owned()));
    Ok(AdoptRequest {
        tool: word.and_then(|word| Tool::parse(&word)),
        source: args.source.clone(),
        patterns,
        values: args.placeholder.iter().cloned().collect(),
        history_table: args.history_table.clone(),
        applied_through: args.applied_through.clone(),
        proves: !args.no_proof,
        drop_old: args.drop_old_history,
        folders: folders(context)?,
        partitions: context.settings.partitions.clone(),
        ignored: context.settings.drift_ignored.clone(),
    })
}

/// Where the pairs go: to the project, or here, where there is none yet.
fn folders(context: &Context) -> Result<Folders, Failure> {
    match context.settings.source() {
        Ok(Source::Directory(folders)) => Ok(folders.clone()),
        Ok(Source::Embedded) => Err(Failure::Refused(Refusal::NowhereToWrite)),
        Err(Failure::Config(
            ConfigProblem::NoProject { .. } | ConfigProblem::ScriptsNotChosen { file: None, .. },
        )) => {
            let [migrations, rollbacks] = ["migrations", "rollbacks"].map(PathBuf::from);
            Ok(Folders { root: PathBuf::from("."), migrations, rollbacks })
        }
        Err(problem) => Err(problem),
    }
}
