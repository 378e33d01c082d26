//! The statements that a try begins with, as texts. Whatever the path is, they mean the same.

use std::time::Duration;

use crate::model::locks::lock_set::TableLock;
use crate::model::locks::patience::SHORTEST;
use crate::model::sql::quote::BadName;

/// Seconds since 1970, by the server's clock.
// path: users
pub(super) const CLOCK: &str = "pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())";

/// Locks one table; ` NOWAIT` or nothing comes behind it.
pub(super) fn lock_statement(
    TableLock { table, alone, mode }: &TableLock,
    nowait: &str,
) -> Result<String, BadName> {
    let only = if *alone { "ONLY " } else { "" };
    Ok(format!("LOCK TABLE {only}{} IN {} MODE{nowait};\n", table.quoted()?, mode.words()))
}

/// Lets this transaction look for deadlocks before all others, unless the script works as another role, which may not.
/// Gives no row.
pub(super) const LOOK_FIRST: &str = "SELECT FROM (SELECT pg_catalog.set_config('deadlock_timeout', '1', true) AS set \
    WHERE CURRENT_USER OPERATOR(pg_catalog.=) SESSION_USER OFFSET 0) AS s WHERE s.set IS NULL;\n";

/// The same where the role is known to be the one that may: planning a query for it would take ten times as long.
pub(super) const LOOK_FIRST_AS_ITSELF: &str = "SET LOCAL deadlock_timeout = 1;\n";

/// Whether anybody waits for this session, also behind others.
pub(super) const IS_AWAITED: &str = "EXISTS (SELECT FROM pg_catalog.pg_locks AS l WHERE NOT l.granted AND \
    pg_catalog.pg_backend_pid() OPERATOR(pg_catalog.=) ANY (pg_catalog.pg_blocking_pids(l.pid)))";

/// A row of the server's clock comes with it.
// path: users
pub(super) fn set_timeout(value: &str, more: &str) -> String {
    format!("SELECT pg_catalog.set_config('lock_timeout', {value}, true), {CLOCK}{more};\n")
}

/// What is left until `by` since the message came, and no more than `wait`.
pub(super) fn within(wait: Duration, by: Duration) -> String {
    let (wait, by, least) = (wait.as_millis(), by.as_millis(), SHORTEST.as_millis());
    format!(
        "GREATEST({least}, LEAST({wait}, {by} OPERATOR(pg_catalog.-) (1000 OPERATOR(pg_catalog.*) \
         pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) \
         pg_catalog.statement_timestamp()))))::pg_catalog.int4::pg_catalog.text"
    )
}
