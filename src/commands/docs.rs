//! `migrate docs`

use super::{Context, Outcome, Run, Running};
use crate::cli::DocsArgs;
use crate::files;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::page_file::{PageFile, PageState};
use crate::model::outcome::report::DocsReport;
use crate::ui;
use crate::workflows::docs;

impl Run for DocsArgs {
    fn name(&self) -> &'static str {
        "docs"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &DocsArgs, context: Context) -> Result<Outcome, Failure> {
    let database = context.schema_database().await?;
    let docs = docs::read(&database, &args.schema).await?;
    let file = match &args.output {
        None => None,
        Some(path) => {
            let page = ui::docs_page(&docs);
            let state =
                if args.check { files::compare_page(path, &page)? } else { files::write_page(path, &page)? };
            Some(PageFile { path: path.display().to_string(), state })
        }
    };
    let exit = match file.as_ref().map(|file| file.state) {
        Some(PageState::Differs { .. } | PageState::Missing) => ExitStatus::NotWanted,
        Some(PageState::Same | PageState::Written) | None => ExitStatus::Done,
    };
    Ok(Outcome::new(DocsReport { docs, file }, exit))
}
