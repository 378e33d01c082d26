//! How a test makes a command panic halfway: it must leave no server behind and show no password.
//! Release builds have none of this.

use std::time::Duration;

use crate::config::Environment;

/// Milliseconds after which the command panics.
const VARIABLE: &str = "MIGRATE_TEST_PANIC_AFTER_MS";

/// Runs a command. Where the environment asks for it, the whole program panics in the middle.
pub(crate) async fn race<T>(command: impl Future<Output = T>, environment: &Environment) -> T {
    let Some(milliseconds) = environment.get(VARIABLE).and_then(|text| text.parse().ok()) else {
        return command.await;
    };
    tokio::select! {
        result = command => result,
        () = tokio::time::sleep(Duration::from_millis(milliseconds)) => panic!("asked for by {VARIABLE}"),
    }
}
