//! The settings that every script starts with, as one message.

use super::script::ScriptRun;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::event::ServerFacts;
use crate::model::sql::quote::Literal;
use crate::postgres::connection::{own_path, own_settings};

const RESET: &str = include_str!("sql/session_reset.sql");
const SETTINGS: &str = include_str!("sql/session_settings.sql");

/// The statements that bring a session to its starting state, in which it understands statements of our own.
/// `check_connection` is whether the server's platform can watch for a client that went away.
pub(crate) fn statements(facts: &ServerFacts, application: &str, check_connection: bool) -> String {
    let mut text = format!("{RESET}{}{SETTINGS}{}\n", own_settings::session(facts), own_path::SET);
    if check_connection {
        text.push_str(CHECK_CONNECTION);
    }
    text.push_str(&application_name(application));
    text
}

/// Ends a statement whose client was killed within a second, instead of running it to its end with
/// all its locks. Only Linux servers can ("Client Connection Check Interval"); others refuse it.
pub(crate) const CHECK_CONNECTION: &str = "SET client_connection_check_interval = '1s';\n";

/// Brings a transaction back to our own role, and no further: the script's own is there again after its end. Our own
/// role is the one that the login starts as, which `ALTER ROLE .. SET role` or `options=-c role=..` make another than
/// the login itself.
pub(crate) const OWN_ROLE: &str = "SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL role TO DEFAULT;";

/// The project's path for a transaction: names in scripts, and in what users' tables run, are understood by it.
pub(crate) fn project_path(path: &SearchPath) -> String {
    format!("SET LOCAL search_path = {};", path.list())
}

/// The project's path until the session is brought to its starting state, or the transaction at hand is rolled back.
pub(crate) fn script_path(path: &SearchPath) -> String {
    format!("SET search_path = {};", path.list())
}

/// The name of a session while it runs a script: `migrate up V007`.
pub(crate) fn step_name(run: &ScriptRun<'_>) -> String {
    application_name(&format!("migrate {} {}", run.direction.as_str(), run.id.version))
}

/// What other sessions see in `pg_stat_activity`.
fn application_name(application: &str) -> String {
    format!("SET application_name = {};\n", Literal(application))
}
