//! `migrate demo`

use std::sync::Arc;

use super::context::source_name;
use super::{Context, Outcome, Run, Running};
use crate::cli::DemoArgs;
use crate::model::outcome::event::{DemoPart, Event, Reporter};
use crate::model::outcome::failure::Failure;
use crate::workflows::demo;

impl Run for DemoArgs {
    fn name(&self) -> &'static str {
        "demo"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(context))
    }
}

async fn run(context: Context) -> Result<Outcome, Failure> {
    let source = context.settings.source_or_embedded()?;
    let pairs = context.pairs_of(source)?;
    let source = source_name(source);
    let console = Arc::clone(&context.console);
    let database = context.throwaway(&pairs).await?;
    let report = demo::run(&database, &pairs, &source).await?;
    drop(database);
    console.event(&Event::Demo(DemoPart::Gone));
    Ok(report.into())
}
