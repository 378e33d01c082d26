//! `migrate init`

use super::{Context, Outcome, Run, Running};
use crate::cli::InitArgs;
use crate::files;
use crate::model::init::InitRefusal;
use crate::model::init::findings::{Findings, InitReport};
use crate::model::migration::project::Source;
use crate::model::outcome::failure::{ConfigProblem, Failure, Refusal};
use crate::ui;
use crate::workflows::init;

impl Run for InitArgs {
    fn name(&self) -> &'static str {
        "init"
    }

    fn begins_project(&self) -> bool {
        true
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        Some("it looks at the database that the project is for")
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &InitArgs, context: Context) -> Result<Outcome, Failure> {
    let refused = |why| Err(Failure::Refused(Refusal::Init(why)));
    let Source::Directory(folders) = context.source()? else {
        return Err(Failure::Refused(Refusal::NowhereToWrite));
    };
    if let Some(file) = files::project_there(&folders.root) {
        return refused(InitRefusal::ProjectThere { file });
    }
    let folder = files::look_around(&folders)?;
    let console = std::sync::Arc::clone(&context.console);
    let scope = context.settings.isolation.clone();
    let database = match context.database(&[]).await {
        Ok(database) => Some(Box::pin(init::inspect(&database, &scope)).await?),
        Err(Failure::Config(ConfigProblem::NoDatabase)) => None,
        Err(failure) => return Err(failure),
    };
    let findings = Findings { folder, database };
    let texts = ui::init_files(&findings);
    let wanted = files::wanted_files(&folders.root, &texts, findings.script_folders());
    if !args.yes {
        match console.ask_to_write(&wanted).await {
            Some(true) => {}
            Some(false) => return Err(Failure::Refused(Refusal::Declined)),
            None => return refused(InitRefusal::NeedsYes { files: wanted }),
        }
    }
    let written = files::begin_project(&folders.root, &texts, findings.script_folders())?;
    let next = findings.next();
    Ok(InitReport { written, findings, next }.into())
}
