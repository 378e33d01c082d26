//! Statements of our own about tables, each shape written once. Names come quoted, as [`super::quote`] quotes them;
//! none ends with a semicolon.

use std::fmt::Display;
use std::time::Duration;

use super::quote::Literal;
use crate::model::locks::mode::LockMode;

/// Begins a transaction, such as `READ WRITE`, which takes one lock and waits for it so long: others begin by an opening.
pub(crate) fn begin(mode: &str, lock_wait: Duration) -> String {
    let space = if mode.is_empty() { "" } else { " " };
    format!("BEGIN{space}{mode}; SET LOCAL lock_timeout = {}", lock_wait.as_millis())
}

/// Locks one table or several. `ONLY` belongs to the name.
pub(crate) fn lock(tables: impl Display, mode: LockMode) -> String {
    format!("LOCK TABLE {tables} IN {} MODE", mode.words())
}

/// `ENABLE`, `DISABLE`, `FORCE` or `NO FORCE` row-level security.
pub(crate) fn row_security(table: impl Display, how: &str) -> String {
    format!("ALTER TABLE {table} {how} ROW LEVEL SECURITY")
}

/// `DISABLE`, `ENABLE`, `ENABLE REPLICA` or `ENABLE ALWAYS` a trigger. Without `ONLY`, its clones at partitions, too.
pub(crate) fn trigger(table: impl Display, how: &str, name: impl Display) -> String {
    format!("ALTER TABLE {table} {how} TRIGGER {name}")
}

/// Adds a constraint. `ONLY` belongs to the name of the table.
pub(crate) fn add_constraint(table: impl Display, name: impl Display, definition: impl Display) -> String {
    format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
}

pub(crate) fn drop_constraint(table: impl Display, name: impl Display) -> String {
    format!("ALTER TABLE {table} DROP CONSTRAINT {name}")
}

/// Finishes a concurrent detach that was interrupted.
pub(crate) fn finalize_detach(parent: impl Display, partition: impl Display) -> String {
    format!("ALTER TABLE {parent} DETACH PARTITION {partition} FINALIZE")
}

/// Comments on an object, such as `INDEX public.i`.
pub(crate) fn comment(on: impl Display, text: &str) -> String {
    format!("COMMENT ON {on} IS {}", Literal(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_read_as_the_server_takes_them() {
        let wait = Duration::from_secs(2);
        assert_eq!(begin("", wait), "BEGIN; SET LOCAL lock_timeout = 2000");
        assert_eq!(begin("READ WRITE", wait), "BEGIN READ WRITE; SET LOCAL lock_timeout = 2000");
        assert_eq!(
            lock("ONLY s.t", LockMode::ShareRowExclusive),
            "LOCK TABLE ONLY s.t IN SHARE ROW EXCLUSIVE MODE"
        );
        assert_eq!(
            lock("s.t, s.u", LockMode::AccessExclusive),
            "LOCK TABLE s.t, s.u IN ACCESS EXCLUSIVE MODE"
        );
        assert_eq!(comment("INDEX s.i", "it's"), "COMMENT ON INDEX s.i IS E'it''s'");
    }
}
