//! A script that the server rejected, with a marker under the token.

use super::grammar::{milliseconds, plural};
use super::locks;
use super::request::{fields, reason};
use crate::model::locks::blocker::Blocker;
use crate::model::migration::directive::Direction;
use crate::model::outcome::failure::{Commit, GroundFault, ScriptCause, ScriptFault, ScriptProgress};
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::sql_error::SqlError;
use crate::ui::message::{FilePosition, Message};

/// The message for a script.
pub(super) fn message(fault: &ScriptFault) -> Message {
    let what = match fault.direction {
        Direction::Up => format!("migration `{}`", fault.id),
        Direction::Down => format!("rollback of `{}`", fault.id),
    };
    let mut message = cause(&what, fault);
    if fault.attempts > 1 {
        let (attempts, spent) = (fault.attempts, fault.spent.as_secs());
        message = message.note(format!("tried {attempts} times in {spent} s"));
    }
    for blocker in &fault.blockers {
        message = message.note(format!("blocked by: {}", locks::blocker(blocker)));
    }
    match fault.kept {
        // The statement under way may have been executed.
        Some(ScriptProgress { executed, total }) if matches!(fault.cause, ScriptCause::Connection { .. }) => {
            message
                .note(format!("at least {executed} of {} executed and kept", plural(total, "statement")))
                .hint("the journal records how far it got: run the same command again")
        }
        Some(ScriptProgress { executed, total }) => {
            message.note(format!("{executed} of {} executed and kept", plural(total, "statement")))
        }
        None if matches!(
            fault.cause,
            ScriptCause::Server { .. }
                | ScriptCause::BackfillContended { .. }
                | ScriptCause::HeldTooLong { .. }
                | ScriptCause::Request(_)
                | ScriptCause::GaveUpLock
                | ScriptCause::HistoryRowSwallowed
                | ScriptCause::AppliedMeanwhile
                | ScriptCause::RecorderGone
        ) =>
        {
            message.note("its transaction was rolled back: nothing of it is left")
        }
        None => message,
    }
}

fn cause(what: &str, fault: &ScriptFault) -> Message {
    match &fault.cause {
        ScriptCause::Server { error, excerpt } => server(what, fault, error, excerpt.as_ref()),
        ScriptCause::BackfillContended { error, excerpt, table } => {
            let rows = table.as_ref().map_or("rows".to_owned(), |table| format!("rows of `{table}`"));
            let name = table.as_ref().map_or("<table>".to_owned(), ToString::to_string);
            let said = format!(
                "{what} stopped: three times, {rows} that it changes were locked by transactions that change them, too"
            );
            let mut message = fields(Message::new(said), error);
            message.hint.replace(format!(
                "change the rows in batches, each in a migration or by the application; or put \
                 `-- migrate:lock-table {name}` at the head of the script: writers then wait until it is done"
            ));
            set_position(&mut message, fault, excerpt.as_ref());
            message
        }
        ScriptCause::HeldTooLong { excerpt, limit, held } => {
            let mut message = Message::new(format!(
                "{what} stopped: it kept others from a table for {}, and may for {}",
                milliseconds(held.as_secs_f64() * 1000.0),
                milliseconds(limit.as_secs_f64() * 1000.0)
            ));
            set_position(&mut message, fault, excerpt.as_ref());
            message.note("the server ended the statement under way; such a lock may be held for `max_exclusive_lock`").hint(
                "let it do less while it holds the lock: `migrate lint` names the ways, such as `NOT VALID` and a later \
                 `VALIDATE`, or an index built `CONCURRENTLY`; rows are changed by a migration before. Where it has to take \
                 so long, put `-- migrate:exceeds max_exclusive_lock <reason>` at the head of the script",
            )
        }
        ScriptCause::Connection { why, commit } => connection(what, fault, why, *commit),
        ScriptCause::Request(why) => {
            Message::new(format!("{what} failed: {}", reason(why))).with_position(&fault.file, None, None)
        }
        ScriptCause::EndedTransaction => Message::new(format!("the {what} ended the transaction it runs in"))
            .with_position(&fault.file, None, None)
            .note("what it committed stays committed, but it is not in the history")
            .hint("remove BEGIN, COMMIT and ROLLBACK from the script, and check what it left behind"),
        ScriptCause::GaveUpLock => Message::new(format!("the {what} released the lock of this run"))
            .with_position(&fault.file, None, None)
            .hint("remove DISCARD ALL and pg_advisory_unlock_all() from the script"),
        ScriptCause::HistoryRowSwallowed => Message::new(format!(
            "a trigger or rule on refinery_schema_history kept the row of the {what} from changing"
        ))
        .with_position(&fault.file, None, None)
        .hint("drop the trigger or rule: without its row the history would be wrong"),
        ScriptCause::AppliedMeanwhile => Message::new(format!(
            "another program recorded {} in refinery_schema_history while the {what} ran",
            fault.id.version
        ))
        .with_position(&fault.file, None, None)
        .hint("find out what else migrates this database; `migrate status` shows what it recorded"),
        ScriptCause::RecorderGone => {
            Message::new(format!("the {what} deallocates the prepared statement that records it"))
                .with_position(&fault.file, None, None)
                .hint("remove DEALLOCATE ALL from the functions that it calls")
        }
        ScriptCause::InvalidIndex { index } => {
            Message::new(format!("the {what} built the index `{index}`, but it is not valid"))
                .with_position(&fault.file, None, None)
                .hint("the next `migrate up` drops it and builds it again")
        }
        ScriptCause::UniqueOverForeign { index, partition } => Message::new(format!(
            "the {what} creates the unique index `{index}`, but the partition {partition} is a foreign table"
        ))
        .with_position(&fault.file, None, None)
        .note("PostgreSQL cannot index a foreign table: nothing was created")
        .hint("detach it, or create the index without UNIQUE: it then skips foreign tables"),
        ScriptCause::Doubtful { excerpt, statement } => {
            let mut message = Message::new(format!(
                "an earlier run was killed while statement {statement} of the {what} ran outside a transaction"
            ));
            set_position(&mut message, fault, Some(excerpt));
            message.note("whether it took effect cannot be determined automatically").hint(format!(
                "check, then run `migrate repair executed {0}` or `migrate repair not-executed {0}`",
                fault.id.version
            ))
        }
    }
}

fn connection(what: &str, fault: &ScriptFault, why: &str, commit: Commit) -> Message {
    let when = if commit == Commit::NotSent { "while the" } else { "during the COMMIT of the" };
    let ran = if commit == Commit::NotSent { " ran" } else { "" };
    let message = Message::new(format!("the connection was lost {when} {what}{ran}: {why}")).with_position(
        &fault.file,
        None,
        None,
    );
    match commit {
        _ if fault.kept.is_some() => message,
        Commit::NotSent => message.note("its COMMIT was not sent: nothing of it is left"),
        Commit::RolledBack => {
            message.note("reconnected to check: it was not committed, nothing of it is left")
        }
        Commit::Unknown => message
            .note("whether it was committed is not known: reconnecting failed")
            .hint("`migrate status` shows whether it was applied; if it was not, it left no trace"),
    }
}

fn server(what: &str, fault: &ScriptFault, error: &SqlError, excerpt: Option<&Excerpt>) -> Message {
    let mut message = fields(Message::new(format!("{what} failed: {}", error.message)), error);
    if let Some(advice) = advice(error, &fault.blockers).or_else(|| outside(fault, error, excerpt))
        && let Some(theirs) = message.hint.replace(advice)
    {
        message = message.note(format!("the server's hint: {theirs}"));
    }
    set_position(&mut message, fault, excerpt);
    message
}

fn set_position(message: &mut Message, fault: &ScriptFault, excerpt: Option<&Excerpt>) {
    let at = excerpt.map(|excerpt| excerpt.at);
    message.place = Some(FilePosition {
        file: fault.file.clone(),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
    });
    message.source = excerpt.cloned();
}

/// A statement of the file of `[scratch] before` that was refused.
pub(super) fn ground(fault: &GroundFault) -> Message {
    let GroundFault { file, error, excerpt } = fault;
    let mut message = fields(Message::new(format!("`{file}` failed: {}", error.message)), error);
    let at = excerpt.at;
    message = message.with_position(file, Some(at.line), Some(at.column));
    message.source = Some(excerpt.clone());
    message.note("`[scratch] before` in `migrate.toml` names it, and it runs before the scripts")
}

/// A hint for what PostgreSQL does only outside of a transaction: `active_sql_transaction` and
/// `invalid_transaction_termination`.
fn outside(fault: &ScriptFault, error: &SqlError, excerpt: Option<&Excerpt>) -> Option<String> {
    if fault.kept.is_some() || !matches!(error.sqlstate.as_str(), "25001" | "2D000") {
        return None;
    }
    let is_setting =
        excerpt.is_some_and(|excerpt| excerpt.text[excerpt.mark.clone()].eq_ignore_ascii_case("set"));
    Some(if is_setting {
        "remove it: the transaction of a script has begun before its first statement".to_owned()
    } else {
        "this cannot run in a transaction: put `-- migrate:no-transaction` at the head of the script, ideally with no other \
         statement in it"
            .to_owned()
    })
}

/// Whether it was the server's own question whether rows lack what they refer to (`RI_Initial_Check` in `ri_triggers.c`). Under
/// policies it would find none, and a false constraint would count as valid.
fn is_foreign_key_check(error: &SqlError) -> bool {
    let context = error.context.as_deref().unwrap_or_default();
    context.contains(" fk LEFT OUTER JOIN ") && context.contains(" pk ON ")
}

/// A hint for errors for which the server has none.
fn advice(error: &SqlError, blockers: &[Blocker]) -> Option<String> {
    let row_security = error.sqlstate == "42501" && error.message.contains("row-level security");
    match error.sqlstate.as_str() {
        _ if row_security && is_foreign_key_check(error) => Some(
            "the check of a foreign key has to see every row of both tables: migrate as a role with BYPASSRLS; or lift it for \
             this script, `ALTER TABLE .. NO FORCE ROW LEVEL SECURITY` on both before and `FORCE` again after"
                .to_owned(),
        ),
        _ if row_security => Some(
            "policies would hide rows from this role: migrate as a role with BYPASSRLS, or write \
             `-- migrate:row-security on` at the head of the script if it is supposed to run under them"
                .to_owned(),
        ),
        "55P03" | "40P01" => Some(blockers.first().map_or_else(
            || {
                "another session holds a lock that this script needs: wait longer with `--lock-budget`, or run again at a \
                 quieter time"
                    .to_owned()
            },
            locks::way_out,
        )),
        _ => None,
    }
}
