//! Rollbacks that execute nothing: `SELECT 1` takes nothing back.

use squawk_lexer::TokenKind;

use crate::model::sql::statements::statements;
use crate::model::sql::tokens::{is_filling, tokens};

/// Whether no statement of a script can change anything: each is a SELECT without a call, a row lock or a target.
pub(crate) fn is_idle(sql: &str) -> bool {
    statements(sql).all(|range| shows_only(&sql[range]))
}

fn shows_only(statement: &str) -> bool {
    let mut words = tokens(statement).filter(|(kind, _)| !is_filling(*kind));
    let first = words.next().map(|(_, range)| statement[range].to_ascii_lowercase());
    first.is_some_and(|word| ["select", "values", "table", "show", "set"].contains(&word.as_str()))
        && words.all(|(kind, range)| {
            kind != TokenKind::OpenParen
                && !["into", "update", "share"].contains(&statement[range].to_ascii_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::is_idle;

    #[test]
    fn what_only_shows_takes_nothing_back() {
        for sql in ["SELECT 1;", "-- x\nselect 'nothing to do' AS note; SELECT a FROM t;", "VALUES (1)"] {
            assert_eq!(is_idle(sql), !sql.contains('('), "{sql}");
        }
        for sql in ["SELECT f()", "SELECT 1; DROP TABLE t", "SELECT 1 INTO x", "DO $$ BEGIN END $$"] {
            assert!(!is_idle(sql), "{sql}");
        }
    }
}
