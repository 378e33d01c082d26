//! The settings that every script starts with, as one message.

use super::script::ScriptRun;
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::event::ServerFacts;
use crate::model::sql::quote::Literal;
use crate::postgres::connection::{own_path, own_settings};

const RESET: &str = include_str!("sql/session_reset.sql");
const SETTINGS: &str = include_str!("sql/session_settings.sql");

/// The settings of a session in its starting state, in which it understands statements of our own: one statement each.
pub(crate) struct StartingState {
    settings: Vec<String>,
}

/// What is set again between scripts even where the server's own value is the same: an administrator who reloads the
/// configuration meanwhile changes what `RESET ALL` brings back, and no script may be ended by that.
const ALWAYS: [&str; 4] =
    ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "transaction_timeout"];

impl StartingState {
    pub(crate) fn new(facts: &ServerFacts, application: &str) -> Self {
        let (own, name) = (own_settings::session(facts), application_name(application));
        let all = [own.as_str(), SETTINGS, own_path::SET, &name];
        let lines = all.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with("SET "));
        Self { settings: lines.map(ToOwned::to_owned).collect() }
    }

    /// Brings a new session there. On the way one row says what the settings are without us, in their order.
    pub(crate) fn establish(&self) -> String {
        let names = self.settings.iter().map(|setting| name_and_value(setting).0);
        let columns: Vec<String> =
            names.map(|name| format!("pg_catalog.current_setting({})", Literal(name))).collect();
        // A timeout of the role does not count.
        let question = format!("SET LOCAL statement_timeout = 0;\nSELECT {};", columns.join(", "));
        format!("{RESET}{question}\n{}", self.settings.join("\n"))
    }

    /// Brings a session back there from wherever a script left it. `without_us` is what [`Self::establish`] said: what
    /// `RESET ALL` brings back is not set once more. This is paid for every script.
    pub(crate) fn restore(&self, without_us: &[Option<&str>]) -> String {
        let mut text = RESET.to_owned();
        let without_us = without_us.iter().copied().chain(std::iter::repeat(None));
        for (setting, without_us) in self.settings.iter().zip(without_us) {
            let (name, value) = name_and_value(setting);
            if ALWAYS.contains(&name) || without_us != Some(value) {
                text.push_str(setting);
                text.push('\n');
            }
        }
        text
    }
}

/// Of `SET name = value;`. A value that is quoted in another way than plainly is that of no setting.
fn name_and_value(setting: &str) -> (&str, &str) {
    let (name, value) = setting.trim_start_matches("SET ").split_once(" = ").unwrap_or((setting, ""));
    let value = value.trim_end_matches(';');
    let plain = value
        .strip_prefix("E'")
        .or_else(|| value.strip_prefix('\''))
        .and_then(|rest| rest.strip_suffix('\''));
    (name, plain.filter(|plain| !plain.contains(['\'', '\\'])).unwrap_or(value))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_sets_itself_is_set_once_and_timeouts_every_time() {
        let facts = ServerFacts { version_number: 170_000, ..ServerFacts::default() };
        let state = StartingState::new(&facts, "migrate up");
        let establish = state.establish();
        let all = state.settings.iter().all(|setting| establish.contains(setting.as_str()));
        assert!(all && state.settings.len() > 20 && establish.starts_with(RESET), "{establish}");
        let same: Vec<Option<&str>> =
            state.settings.iter().map(|setting| Some(name_and_value(setting).1)).collect();
        let sets = |text: &str| -> Vec<String> {
            let lines = text.strip_prefix(RESET).unwrap().lines();
            lines.map(|line| name_and_value(line).0.to_owned()).collect()
        };
        assert_eq!(sets(&state.restore(&same)), ALWAYS);
        assert_eq!(sets(&state.restore(&[])).len(), state.settings.len());
        let mut zone = same;
        let at = state.settings.iter().position(|setting| setting.contains("TimeZone")).unwrap();
        zone[at] = Some("Europe/Berlin");
        assert!(state.restore(&zone).contains("SET TimeZone = 'UTC';\n"));
    }

    #[test]
    fn a_setting_is_compared_as_the_server_shows_it() {
        assert_eq!(name_and_value("SET TimeZone = 'UTC';"), ("TimeZone", "UTC"));
        assert_eq!(
            name_and_value("SET search_path = pg_catalog, pg_temp;"),
            ("search_path", "pg_catalog, pg_temp")
        );
        assert_eq!(
            name_and_value("SET application_name = E'migrate up';"),
            ("application_name", "migrate up")
        );
        assert_eq!(name_and_value("SET application_name = E'a\\'b';").1, "E'a\\'b'");
    }
}
