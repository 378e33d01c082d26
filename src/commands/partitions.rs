//! `migrate partitions`

use std::path::Path;

use super::{Context, Outcome, Run, Running, confirm};
use crate::cli::{AheadArgs, PartitionsArgs, PartitionsCommand, RetireArgs, TablesArgs};
use crate::files;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport};
use crate::model::partitions::retire::RetireMode;
use crate::ui;
use crate::workflows::database::Database;
use crate::workflows::partitions::{Request, RetireRequest, adopt, check, drain, ensure, retire};

impl Run for PartitionsArgs {
    fn name(&self) -> &'static str {
        self.command.as_str()
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &PartitionsArgs, context: Context) -> Result<Outcome, Failure> {
    let report = match &args.command {
        PartitionsCommand::Ensure(args) => {
            let request = request(&args.ahead.tables, args.ahead.ahead, &context);
            let database = context.schema_database().await?;
            let report = ensure::ensure(&database, &request).await?;
            measured(&args.ahead, report, &database)?
        }
        PartitionsCommand::Check(args) => {
            let request = request(&args.ahead.tables, args.ahead.ahead, &context);
            let database = context.schema_database().await?;
            let report = check::check_tables(
                &database,
                &request,
                PartitionsCommandKind::Check,
                Some(args.max_default_rows),
            )
            .await?;
            measured(&args.ahead, report, &database)?
        }
        PartitionsCommand::Drain(args) => {
            let request = request(&args.tables, None, &context);
            drain::drain(&context.schema_database().await?, &request).await?
        }
        PartitionsCommand::Retire(args) => {
            let request = retirement(args, &context);
            if args.dry_run {
                retire::plan(&context.schema_database().await?, &request).await?
            } else {
                confirm::destruction(&context.settings, args.confirm.as_deref())?;
                retire::retire(&context.schema_database().await?, &request).await?
            }
        }
        PartitionsCommand::Adopt(args) => {
            // Also the tables that migrate.toml does not know yet: these above all.
            let request = Request { wishes: Vec::new(), ..request(&args.tables, None, &context) };
            let known = context.settings.partitions.clone();
            let database = context.schema_database().await?;
            if args.dry_run {
                adopt::plan(&database, &request, &known).await?
            } else {
                adopt::adopt(&database, &request, &known).await?
            }
        }
        PartitionsCommand::List(args) => {
            let request = request(&args.tables, None, &context);
            check::check_tables(
                &context.schema_database().await?,
                &request,
                PartitionsCommandKind::List,
                None,
            )
            .await?
        }
    };
    let exit = report.exit();
    Ok(Outcome::new(report, exit))
}

fn request(args: &TablesArgs, ahead: Option<u32>, context: &Context) -> Request {
    Request {
        wishes: context.settings.partitions.clone(),
        tables: args.tables.clone(),
        ahead,
        beside: false,
        makes: true,
    }
}

fn retirement(args: &RetireArgs, context: &Context) -> RetireRequest {
    let way = match (&args.archive, &args.export) {
        (Some(schema), _) => RetireMode::Archive(schema.clone()),
        (None, Some(_)) => RetireMode::Export,
        (None, None) => RetireMode::Stay,
    };
    RetireRequest {
        request: Request { makes: false, ..request(&args.tables, None, context) },
        keep: args.keep,
        way,
        folder: args.export.clone(),
        drop_after: args.drop.then_some(args.grace),
    }
}

fn measured(
    args: &AheadArgs,
    report: PartitionsReport,
    database: &Database,
) -> Result<PartitionsReport, Failure> {
    if let Some(path) = &args.metrics_file {
        let path: &Path = path;
        files::write_page(path, &ui::partition_metrics(&report, &database.origin()))?;
    }
    Ok(report)
}
