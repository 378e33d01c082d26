//! `migrate renumber`

use super::{Context, Outcome, Run, Running};
use crate::cli::RenumberArgs;
use crate::files;
use crate::model::migration::numbering;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::project::Source;
use crate::model::migration::renumbering::{NumberedScript, RenumberingProblem, choose};
use crate::model::outcome::failure::{ConfigProblem, Failure, Refusal};
use crate::model::outcome::report::RenumberReport;
use crate::ui;
use crate::workflows::renumber;

impl Run for RenumberArgs {
    fn name(&self) -> &'static str {
        "renumber"
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        Some("a new server has applied nothing")
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &RenumberArgs, context: Context) -> Result<Outcome, Failure> {
    let refused = |why| Failure::Refused(Refusal::Renumbering(why));
    let Source::Directory(folders) = context.source()? else {
        return Err(Failure::Refused(Refusal::NowhereToWrite));
    };
    let pairs = files::named_pairs(&folders)?;
    let Some(wanted) = NumberedScript::read(&args.what) else {
        return Err(refused(RenumberingProblem::NoSuchScript { requested: args.what.clone() }));
    };
    let numbering = context.settings.numbering;
    let applied = match context.database(&[]).await {
        Ok(database) => renumber::applied(&database).await?,
        Err(Failure::Config(ConfigProblem::NoDatabase)) => Vec::new(),
        Err(failure) => return Err(failure),
    };
    let from = choose(&wanted, &pairs, |id| applied.contains(id)).map_err(refused)?;
    let highest = pairs.iter().chain(&applied).map(|id| id.version).max();
    let version = numbering::next(highest, numbering, &ui::now());
    let to = MigrationId { version, name: from.name.clone() };
    let moved = files::renumber(&folders, &from, &to)?;
    let shown = |path: std::path::PathBuf| path.display().to_string();
    let moved = moved.into_iter().map(|(old, new)| (shown(old), shown(new))).collect();
    Ok(RenumberReport { from, to, moved }.into())
}
