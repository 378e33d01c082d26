//! One file per command: settle the arguments, make one call into a workflow, choose the exit code.
//! No SQL, no loops over rows.

mod confirm;
mod context;
mod demo;
mod docs;
mod down;
mod drift;
mod new;
mod partitions;
mod redo;
mod repair;
mod roundtrip;
mod seed;
mod snapshot;
mod status;
#[cfg(debug_assertions)]
pub(crate) mod test_panic;
mod up;
mod verify;

use crate::cli::Command;
use crate::model::outcome::failure::Failure;
pub(crate) use crate::workflows::database::Stop;
pub(crate) use context::{Context, Outcome};

/// Runs a command.
pub(crate) async fn dispatch(command: &Command, context: Context) -> Result<Outcome, Failure> {
    match command {
        Command::Up(args) => up::run(args, context).await,
        Command::Down(args) => down::run(args, context).await,
        Command::Redo(args) => redo::run(args, context).await,
        Command::Status(args) => status::run(args, context).await,
        Command::Repair(args) => repair::run(args, context).await,
        Command::Docs(args) => docs::run(args, context).await,
        Command::Partitions(args) => partitions::run(args, context).await,
        Command::Verify(args) => verify::run(args, context).await,
        Command::Seed(args) => seed::run(args, context).await,
        Command::Roundtrip(args) => roundtrip::run(args, context).await,
        Command::Snapshot(args) => snapshot::run(args, context).await,
        Command::Drift(_) => drift::run(context).await,
        Command::New(args) => new::run(args, &context),
        Command::Demo(_) => demo::run(context).await,
    }
}
