//! `migrate new`

use super::{Context, Outcome, Run, Running};
use crate::cli::NewArgs;
use crate::files::{self, Template};
use crate::model::migration::numbering;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::project::Source;
use crate::model::migration::script_name;
use crate::model::outcome::failure::{ConfigProblem, Failure, Refusal};
use crate::model::outcome::report::CreatedReport;
use crate::ui;

impl Run for NewArgs {
    fn name(&self) -> &'static str {
        "new"
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        Some("it writes files, and uses no server")
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(async move { run(self, &context) })
    }
}

fn run(args: &NewArgs, context: &Context) -> Result<Outcome, Failure> {
    let given = args.name.join(" ");
    let Some(name) = script_name::from_words(&given) else {
        return Err(Failure::Refused(Refusal::BadName { given }));
    };
    let folders = match context.settings.source() {
        Ok(Source::Directory(folders)) => folders,
        Ok(Source::Embedded) | Err(Failure::Config(ConfigProblem::NoProject { .. })) => {
            return Err(Failure::Refused(Refusal::NowhereToWrite));
        }
        Err(other) => return Err(other),
    };
    let highest = files::highest_version(folders)?;
    let version = numbering::next(highest, context.settings.numbering, &ui::now());
    let id = MigrationId { version, name };
    let template = if args.partitioned_index { Template::PARTITIONED_INDEX } else { Template::USUAL };
    let written = files::create_pair(folders, &id, &context.settings.tenancy, template)?;
    let shown = written.iter().map(|path| path.display().to_string()).collect();
    Ok(CreatedReport(shown).into())
}
