//! `migrate`: versioned up/down SQL migrations for multi-tenant PostgreSQL.
//!
//! The house has five floors; a room may call downstairs, never upstairs (a test holds this):
//!
//! ```text
//!  4  main.rs, lib.rs               the front door
//!  3  commands/  cli/  config/      one file per command; arguments; settings
//!  2  workflows/ ui/                the workflows; everything that a person reads
//!  1  postgres/  files/             the outside world: SQL and connections; directories
//!  0  model/                        plain data and pure decisions
//! ```

/// The command line.
mod cli;
/// One file per command.
mod commands;
/// Flags, environment and `migrate.toml`, settled.
mod config;
/// Script files.
mod files;
/// Plain data and pure decisions.
mod model;
/// The server.
mod postgres;
/// Words, colours, tables, documents.
mod ui;
/// The workflows.
mod workflows;

use std::ffi::OsString;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};

use cli::{Cli, Format, OutputArgs};
use commands::{Context, Outcome, ServerPlace, Stop};
use config::Environment;
use model::outcome::exit::ExitStatus;
use model::outcome::failure::Failure;
use ui::{Console, Style, Terminal, Verbosity};

/// Runs the program: reads the arguments, carries the command out, shows the result, and returns the
/// exit code that the contract in `--help` names.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return misunderstood(&error, cli::asks_for_json(&arguments)),
    };
    let environment = config::environment(&cli);
    let color = environment
        .as_ref()
        .is_ok_and(|env| env.get("NO_COLOR").is_none() && env.get("TERM") != Some("dumb"));
    let console = Arc::new(console(&cli.output, color));
    let command = commands::of(&cli.command);
    let result = environment.and_then(|environment| carry_out(&cli, &environment, &console));
    let exit = match &result {
        Ok(outcome) => outcome.exit,
        Err(failure) => failure.exit(),
    };
    let shown = result.as_ref().map(|outcome| outcome.report.as_ref());
    let exit = console.finish(command.name(), command.keeps_steps(), exit, shown);
    // The process ends: to give a large result back piece by piece takes as long as to print it.
    std::mem::forget(result);
    ExitCode::from(exit.code())
}

/// The statements of a script, as `migrate` sends them. For the project's own tests, which hold them against the
/// server's.
#[doc(hidden)]
#[must_use]
pub fn statements(sql: &str) -> Vec<&str> {
    model::sql::statements::statements(sql).map(|range| &sql[range]).collect()
}

/// A command line that clap rejects. Help and version are results; everything else is a usage error, and a document
/// where one was asked for.
fn misunderstood(error: &clap::Error, as_json: bool) -> ExitCode {
    if !error.use_stderr() {
        return ExitCode::from(ui::after_help(error.print()).code());
    }
    if Terminal::detect().error {
        // In clap's own colours.
        let _ = error.print();
    } else {
        ui::tell_misuse(&error.render().to_string());
    }
    let failure = Failure::Usage(cli::usage_problem(error));
    if as_json {
        ui::tell_usage(&failure);
    }
    ExitCode::from(failure.exit().code())
}

fn console(args: &OutputArgs, color: bool) -> Console {
    let style = match args.format {
        Format::Human => Style::Human,
        Format::Json => Style::Json,
        Format::Github => Style::Github,
    };
    let verbosity = match (args.quiet, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    Console::new(style, verbosity, Terminal::detect(), color)
}

fn carry_out(cli: &Cli, environment: &Environment, console: &Arc<Console>) -> Result<Outcome, Failure> {
    let stop = Arc::new(Stop::default());
    let command = commands::of(&cli.command);
    let settings = if command.begins_project() {
        config::begin(cli, environment)?
    } else if command.needs_project() {
        config::settle(cli, environment)?
    } else {
        config::without_project(cli, environment)?
    };
    if let Some(database) = settings.log_name() {
        console.log_for(database);
    }
    let (console, place) = (Arc::clone(console), ServerPlace::default());
    let context = Context { settings, console, stop: Arc::clone(&stop), place };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        Failure::Unexpected(anyhow::Error::new(error).context("could not start the runtime"))
    })?;
    let grace = command.grace();
    let running = Box::pin(commands::carry_out(command, context));
    #[cfg(debug_assertions)]
    let running = commands::test_panic::race(running, environment);
    runtime.block_on(until_signal(running, &stop, grace))
}

/// Runs a command until it ends, or until SIGINT or SIGTERM: then the statement under way is cancelled
/// on the server and rolled back, and no other one starts. A second signal ends the run at once.
async fn until_signal(
    command: impl Future<Output = Result<Outcome, Failure>>,
    stop: &Stop,
    grace: Duration,
) -> Result<Outcome, Failure> {
    let mut command = pin!(command);
    let (Ok(mut interrupt), Ok(mut terminate)) =
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return command.await;
    };
    let status = tokio::select! {
        result = &mut command => return result,
        _ = interrupt.recv() => ExitStatus::Interrupted,
        _ = terminate.recv() => ExitStatus::Terminated,
    };
    let ended = async { tokio::join!(stop.request(), tokio::time::timeout(grace, command)).1 };
    tokio::select! {
        ended = ended => match ended {
            Ok(Ok(outcome)) => Ok(outcome),
            _ => Err(Failure::Signal(status)),
        },
        _ = interrupt.recv() => Err(Failure::Signal(status)),
        _ = terminate.recv() => Err(Failure::Signal(status)),
    }
}
