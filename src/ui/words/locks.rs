//! Waiting for locks on tables: who is in the way, what it took, and what a person can do.

use std::time::Duration;

use super::grammar::{milliseconds, on_one_line, plural};
use crate::model::locks::blocker::{Blocker, Doing, Spared};
use crate::model::locks::figures::LockFigures;
use crate::model::locks::policy::LockBudget;
use crate::model::outcome::lock_holder::LockHolder;
use crate::model::sql::quote::{Literal, to_paste};
use crate::ui::paint::Paint;

/// How many of those in the way are named while a run waits.
const NAMED: usize = 3;

/// Who is in the way, what it does there and since when, on one line.
pub(super) fn blocker(blocker: &Blocker) -> String {
    let LockHolder { pid, application, role, client, query, .. } = &blocker.holder;
    let session = || format!("pid {pid}, `{application}`, role `{role}`, from {client}");
    let open = blocker.open_seconds.map_or_else(String::new, |seconds| format!(" for {seconds} s"));
    let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
    let last = if query.is_empty() { String::new() } else { format!(": {query}") };
    match &blocker.doing {
        Doing::Working => format!("{}, in a transaction{open}{last}", session()),
        Doing::IdleInTransaction => format!("{}, idle in a transaction{open}{last}", session()),
        Doing::Unseen => {
            let seen = blocker.seen_for.as_secs();
            // A client's address is not shown either.
            format!("pid {pid}, `{application}`, role `{role}`, seen in the way for {seen} s")
        }
        Doing::Autovacuum { table, prevents_wraparound } => {
            let of_table = table.as_ref().map_or_else(String::new, |table| format!(" of `{table}`"));
            let why =
                if *prevents_wraparound { ", to prevent the wraparound of transaction ids" } else { "" };
            format!("pid {pid}, autovacuum{of_table}{why}")
        }
        Doing::Prepared { gid } => format!("the prepared transaction `{gid}` of role `{role}`, open{open}"),
    }
}

/// What a person can do about who is in the way.
pub(super) fn way_out(blocker: &Blocker) -> String {
    let pid = blocker.holder.pid;
    match &blocker.doing {
        Doing::IdleInTransaction => format!(
            "pid {pid} does nothing, and its locks stay until its client ends the transaction: let it, or end the session \
             with `SELECT pg_terminate_backend({pid})`"
        ),
        Doing::Prepared { gid } => {
            let gid = plain(gid);
            format!(
                "no session is behind a prepared transaction: end it with `COMMIT PREPARED {gid}` or `ROLLBACK PREPARED {gid}`"
            )
        }
        Doing::Autovacuum { .. } => {
            "let it finish (`pg_stat_progress_vacuum` shows how far it is), and wait longer with `--lock-budget`".to_owned()
        }
        Doing::Working => format!(
            "wait longer with `--lock-budget`, run again at a quieter time, or end it with \
             `SELECT pg_terminate_backend({pid})`; `--kill-blockers-after 30s` does that by itself"
        ),
        Doing::Unseen => format!(
            "wait longer with `--lock-budget`, or end it with `SELECT pg_terminate_backend({pid})`; members of \
             `pg_read_all_stats` see what it does"
        ),
    }
}

/// The line for a run that waits.
pub(super) fn waiting(
    what: &str,
    sqlstate: &str,
    so_far: (u32, Duration),
    budget: LockBudget,
    blockers: &[Blocker],
    paint: Paint,
) -> String {
    let (tries, spent) = so_far;
    let budget = match budget {
        LockBudget::Time(time) => format!("{:.0} of {} s", spent.as_secs_f64(), time.as_secs()),
        LockBudget::Tries(most) => format!("attempt {tries} of {most}"),
    };
    let mut text =
        format!("{} `{what}`: blocked by another session ({sqlstate}), {budget}", paint.attention("waiting"));
    for blocker in blockers.iter().take(NAMED) {
        text.push_str(&format!("\n  {}", on_one_line(&self::blocker(blocker))));
    }
    if blockers.len() > NAMED {
        text.push_str(&format!("\n  and {} more", blockers.len() - NAMED));
    }
    // Nobody but a person ends these.
    let is_left =
        |blocker: &&Blocker| matches!(blocker.doing, Doing::IdleInTransaction | Doing::Prepared { .. });
    if let Some(hint) = blockers.iter().find(is_left).map(way_out) {
        text.push_str(&format!("\n  {} {}", paint.name("hint:"), on_one_line(&hint)));
    }
    text
}

/// The line about autovacuum that does not let go.
pub(super) fn vacuum_stays(blocker: &Blocker, paint: Paint) -> String {
    let pid = blocker.holder.pid;
    let table = match &blocker.doing {
        Doing::Autovacuum { table: Some(table), .. } => format!("`{table}`"),
        _ => "a table of the script".to_owned(),
    };
    format!(
        "{} autovacuum (pid {pid}) prevents the wraparound of transaction ids in {table}, and does not give way: waiting \
         until it is done",
        paint.attention("note:")
    )
}

/// The line about a session that was ended.
pub(super) fn ended(what: &str, blocker: &Blocker, paint: Paint) -> String {
    format!(
        "{} a session that was in the way of `{what}` for {} s: {}",
        paint.attention("ended"),
        blocker.seen_for.as_secs(),
        self::blocker(blocker)
    )
}

/// The line about a session that cannot be ended.
pub(super) fn spared(what: &str, blocker: &Blocker, why: &Spared, paint: Paint) -> String {
    let reason = match why {
        Spared::Superuser => "it is a superuser's".to_owned(),
        Spared::Replication => "replication lives on it".to_owned(),
        Spared::Own => "it is a session of `migrate`".to_owned(),
        Spared::NotAllowed { role } => {
            format!("this role may not; `GRANT pg_signal_backend TO {}` allows it", to_paste(role))
        }
    };
    format!(
        "{} {} is in the way of `{what}` and is not ended: {reason}",
        paint.attention("warning:"),
        self::blocker(blocker)
    )
}

/// What it took to get the locks of a script: behind a comma.
pub(super) fn figures(figures: LockFigures) -> String {
    let LockFigures { tries, held, queued } = figures;
    let mut text = String::new();
    if tries > 1 {
        text.push_str(&format!(", {tries} tries"));
    }
    if !held.is_zero() {
        text.push_str(&format!(", locks held for {}", milliseconds(held.as_secs_f64() * 1000.0)));
    }
    if queued > 0 {
        text.push_str(&format!(
            ", {} waited",
            plural(usize::try_from(queued).unwrap_or(usize::MAX), "session")
        ));
    }
    text
}

/// A name in the quotes that a statement wants.
fn plain(gid: &str) -> String {
    if gid.contains('\\') { Literal(gid).to_string() } else { format!("'{}'", gid.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(doing: Doing, open_seconds: Option<i64>) -> Blocker {
        let holder = LockHolder {
            pid: 42,
            application: "shop".to_owned(),
            role: "app".to_owned(),
            client: "local".to_owned(),
            seconds: 900,
            query: "SELECT\n 1".to_owned(),
        };
        let (transaction, seen_for) = ("3/4".to_owned(), Duration::from_secs(7));
        Blocker { holder, doing, transaction, open_seconds, seen_for }
    }

    #[test]
    fn what_is_known_of_a_session_is_said_and_no_more() {
        let idle = blocker(&of(Doing::IdleInTransaction, Some(12)));
        assert_eq!(idle, "pid 42, `shop`, role `app`, from local, idle in a transaction for 12 s: SELECT 1");
        let unseen = blocker(&of(Doing::Unseen, None));
        assert_eq!(unseen, "pid 42, `shop`, role `app`, seen in the way for 7 s");
    }

    #[test]
    fn the_statement_that_ends_a_prepared_transaction_can_be_pasted() {
        let hint = way_out(&of(Doing::Prepared { gid: "it's".to_owned() }, Some(1)));
        assert!(hint.contains("ROLLBACK PREPARED 'it''s'"), "{hint}");
    }

    #[test]
    fn while_waiting_who_does_nothing_is_named_with_the_way_out() {
        let all: Vec<Blocker> = [Doing::IdleInTransaction, Doing::Working, Doing::Working, Doing::Working]
            .into_iter()
            .map(|doing| of(doing, Some(1)))
            .collect();
        let so_far = (3, Duration::from_secs(2));
        let line = waiting("V002__x", "55P03", so_far, LockBudget::default(), &all, Paint::PLAIN);
        assert!(line.contains("2 of 60 s\n  pid 42") && line.contains("\n  and 1 more\n  hint:"), "{line}");
    }

    #[test]
    fn figures_say_nothing_of_what_was_not() {
        assert_eq!(figures(LockFigures { tries: 1, ..LockFigures::default() }), "");
        let all = LockFigures { tries: 3, held: Duration::from_millis(12), queued: 1 };
        assert_eq!(figures(all), ", 3 tries, locks held for 12 ms, 1 session waited");
    }
}
