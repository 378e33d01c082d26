//! The settings of our own sessions, whatever the role's, the database's or the server's defaults are.

use crate::model::outcome::event::ServerFacts;

const SETTINGS: &str = include_str!("sql/own_settings.sql");

/// The first version that ends transactions by their age.
const TRANSACTION_TIMEOUT: i32 = 170_000;

/// For a session that nobody else uses afterwards.
pub(crate) fn session(facts: &ServerFacts) -> String {
    statements(facts, "SET")
}

/// For a transaction: behind a pooler, the session is somebody else's next.
pub(crate) fn transaction(facts: &ServerFacts) -> String {
    statements(facts, "SET LOCAL")
}

fn statements(facts: &ServerFacts, set: &str) -> String {
    let mut text = String::new();
    for setting in SETTINGS.lines().filter_map(|line| line.strip_prefix("SET ")) {
        text.push_str(&format!("{set} {setting}\n"));
    }
    if facts.version_number >= TRANSACTION_TIMEOUT {
        text.push_str(&format!("{set} transaction_timeout = 0;\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_leaves_nothing_in_its_session() {
        let facts = ServerFacts { version_number: 180_000, ..ServerFacts::default() };
        let local = transaction(&facts);
        assert!(local.lines().all(|line| line.starts_with("SET LOCAL ") && line.ends_with(';')), "{local}");
        assert_eq!(session(&facts), local.replace("SET LOCAL", "SET"));
        assert!(local.contains("transaction_timeout") && local.lines().count() > 15);
        assert!(!transaction(&ServerFacts::default()).contains("\nSET LOCAL transaction_timeout"));
    }
}
