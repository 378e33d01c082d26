//! One file per command: settle the arguments, make one call into a workflow, choose the exit code.
//! No SQL, no loops over rows.

mod adopt;
mod baseline;
mod confirm;
mod context;
mod demo;
mod docs;
mod down;
mod drift;
mod init;
mod new;
mod partitions;
mod redo;
mod renumber;
mod repair;
mod roundtrip;
mod schema;
mod seed;
mod snapshot;
mod status;
#[cfg(debug_assertions)]
pub(crate) mod test_panic;
mod up;
mod verify;

use std::pin::Pin;
use std::time::Duration;

use crate::cli::Command;
use crate::model::outcome::failure::{Failure, Refusal};
pub(crate) use crate::workflows::database::Stop;
pub(crate) use context::{Context, Outcome, ServerPlace};

/// A command on its way.
pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Failure>> + 'a>>;

/// A command, as the front door sees it.
pub(crate) trait Run {
    /// Its words on the command line.
    fn name(&self) -> &'static str;

    /// How long it may take to leave things as they were once it is cancelled, before its connection is simply
    /// dropped.
    fn grace(&self) -> Duration {
        Duration::from_millis(800)
    }

    /// Whether it works with a project: its `migrate.toml` and its scripts.
    fn needs_project(&self) -> bool {
        true
    }

    /// Whether it makes the project: whatever is above does not matter.
    fn begins_project(&self) -> bool {
        false
    }

    /// Whether the scripts that it ran stay when it fails, which is said then.
    fn keeps_steps(&self) -> bool {
        true
    }

    /// Why a throwaway server is of no use to it, if it is of none: completes "cannot take `--ephemeral`: ..".
    fn declines_throwaway(&self) -> Option<&'static str> {
        None
    }

    /// Carries it out.
    fn run(&self, context: Context) -> Running<'_>;
}

/// Carries a command out, unless it was asked for on a server that is of no use to it.
pub(crate) async fn carry_out(command: &dyn Run, context: Context) -> Result<Outcome, Failure> {
    if let Some(why) = command.declines_throwaway().filter(|_| context.settings.is_throwaway()) {
        return Err(Failure::Refused(Refusal::NoThrowaway { command: command.name(), why }));
    }
    let place = context.place.clone();
    command.run(context).await.map_err(|failure| place.blame(failure))
}

/// The command that was asked for.
pub(crate) fn of(command: &Command) -> &dyn Run {
    match command {
        Command::Init(args) => args,
        Command::Baseline(args) => args,
        Command::Up(args) => args,
        Command::Down(args) => args,
        Command::Redo(args) => args,
        Command::Status(args) => args,
        Command::Repair(args) => args,
        Command::Renumber(args) => args,
        Command::Docs(args) => args,
        Command::Partitions(args) => args,
        Command::Verify(args) => args,
        Command::Seed(args) => args,
        Command::Roundtrip(args) => args,
        Command::Snapshot(args) => args,
        Command::New(args) => args,
        Command::Adopt(args) => args,
        Command::Schema(args) => args,
        Command::Drift(args) => args,
        Command::Demo(args) => args,
    }
}
