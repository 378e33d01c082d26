//! `migrate snapshot`

use super::{Context, Outcome, Run, Running};
use crate::cli::SnapshotArgs;
use crate::files;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::report::SnapshotReport;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::page_file::{PageFile, PageState};
use crate::workflows::snapshot;

impl Run for SnapshotArgs {
    fn name(&self) -> &'static str {
        "snapshot"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &SnapshotArgs, context: Context) -> Result<Outcome, Failure> {
    let wishes = context.settings.partitions.clone();
    let (fingerprint, examples) = snapshot::read(&context.schema_database().await?, &wishes).await?;
    let (mut file, mut diff, mut additions) = (None, None, Additions::default());
    if let Some(path) = &args.output {
        let text = fingerprint.text();
        let state = if args.check {
            match files::compare_page(path, &text)? {
                PageState::Differs { line } => {
                    let compared = snapshot::compare(&files::read_page(path)?, &fingerprint, &examples);
                    let is_same = compared.as_ref().is_some_and(|(diff, own)| {
                        diff.is_empty() && diff.moved.is_empty() && !own.is_empty()
                    });
                    (diff, additions) =
                        compared.map_or_else(Default::default, |(diff, own)| (Some(diff), own));
                    if is_same { PageState::Same } else { PageState::Differs { line } }
                }
                state => state,
            }
        } else {
            files::write_page(path, &text)?
        };
        file = Some(PageFile { path: path.display().to_string(), state });
    }
    let exit = match file.as_ref().map(|file| file.state) {
        Some(PageState::Differs { .. } | PageState::Missing) => ExitStatus::NotWanted,
        Some(PageState::Same | PageState::Written) | None => ExitStatus::Done,
    };
    Ok(Outcome::new(SnapshotReport { fingerprint, file, diff, additions }, exit))
}
