//! The attempts: one line per relation, in three columns or with one for each attempt; then what was not denied.

use crate::model::outcome::ephemeral::ThrowawayServer;
use crate::model::verify::overview::{AttemptKind, Became, OpenReason, Overview};
use crate::model::verify::probe::{Attempt, Probed, Verdict};
use crate::model::verify::probe_tally::Tally;
use crate::ui::grid::Grid;
use crate::ui::paint::Paint;
use crate::ui::words::{on_one_line, on_throwaway, plural};

/// How many relations are listed where not all are to be shown.
const LISTED: usize = 10;

/// A line for each relation on which something was not denied, and how many there are else. Fits into 80 columns.
pub(super) fn overview(probed: &[Probed], paint: Paint) -> String {
    let all = Overview::list(probed);
    let open = all.iter().filter(|overview| overview.worst() > Became::Denied);
    let mut grid = Grid::new(paint, ["on", "by"].into_iter().chain(AttemptKind::ALL.map(kind_name)));
    let (mut listed, mut open_count) = (0, 0);
    for overview in open {
        open_count += 1;
        if listed < LISTED {
            listed += 1;
            let cells = overview.kinds.map(|became| match became {
                Became::Untried => String::new(),
                Became::Denied => "denied".to_owned(),
                Became::Inconclusive => paint.attention("?"),
                Became::Leak => paint.bad("LEAK"),
            });
            let names = [overview.probed.relation.clone(), overview.probed.role.clone()];
            grid.row(names.into_iter().chain(cells));
        }
    }
    let mut text = if listed > 0 { grid.text() } else { String::new() };
    if open_count > listed {
        text.push_str(&format!("and {} more, `-v` shows all\n", open_count - listed));
    }
    text
}

/// A line for each relation, a column for each attempt.
pub(super) fn matrix(probed: &[Probed], paint: Paint) -> String {
    let mut grid = Grid::new(paint, ["tried by", "on"].into_iter().chain(Attempt::ALL.map(attempt_name)));
    for relation in probed {
        let cells =
            Attempt::ALL.map(|attempt| match relation.verdicts.iter().find(|(tried, _)| *tried == attempt) {
                None => String::new(),
                Some((_, Verdict::Denied)) => "denied".to_owned(),
                Some((_, Verdict::Leak { .. })) => paint.bad("LEAK"),
                Some((_, Verdict::Inconclusive { .. })) => paint.attention("?"),
            });
        grid.row([relation.role.clone(), relation.relation.clone()].into_iter().chain(cells));
    }
    grid.text()
}

/// The leaks, a number of them at most, then why the rest was inconclusive, each reason once; and how all attempts ended.
pub(super) fn details(probed: &[Probed], on: Option<&ThrowawayServer>, most: usize, paint: Paint) -> String {
    let place = |probed: &Probed, attempt: Attempt| {
        let (relation, role) = (on_one_line(&probed.relation), on_one_line(&probed.role));
        format!("{}: {} by {role}", paint.name(&relation), attempt_name(attempt))
    };
    let mut leaks = Vec::new();
    for relation in probed {
        for (attempt, verdict) in &relation.verdicts {
            if let Verdict::Leak { rows } = verdict {
                let rows = plural(usize::try_from(*rows).unwrap_or_default(), "row");
                let place = place(relation, *attempt);
                leaks.push(format!("{} {place}: {rows} of another tenant\n", paint.bad("leak")));
            }
        }
    }
    let mut text: String = leaks.iter().take(most).map(String::as_str).collect();
    if leaks.len() > most {
        text.push_str(&format!("and {} more, `-v` shows all\n", leaks.len() - most));
    }
    for reason in OpenReason::list(probed) {
        let place = match reason.attempts.as_slice() {
            [(probed, attempt)] => place(probed, *attempt),
            attempts => {
                format!("{} on {}", plural(attempts.len(), "attempt"), plural(reason.relations(), "relation"))
            }
        };
        text.push_str(&format!("{} {place}: {}\n", paint.attention("inconclusive"), on_one_line(reason.why)));
    }
    let Tally { denied, leaks, inconclusive } = Tally::of(probed);
    text.push_str(&format!(
        "{} tried{}: {denied} denied, {}, {inconclusive} inconclusive\n",
        denied + leaks + inconclusive,
        // What a database in use does not allow to be tried is no part of what is shown.
        on.map_or_else(
            || " here, by reading alone, for one tenant of those that have rows".to_owned(),
            |server| format!(" {}", on_throwaway(server))
        ),
        plural(leaks, "leak")
    ));
    text
}

/// The word for a kind of attempt.
pub(super) fn kind_name(kind: AttemptKind) -> &'static str {
    match kind {
        AttemptKind::Read => "read",
        AttemptKind::Write => "write",
        AttemptKind::Structure => "structure",
    }
}

/// The word for an attempt; the same in tables and documents.
pub(super) fn attempt_name(attempt: Attempt) -> &'static str {
    match attempt {
        Attempt::Read => "read",
        Attempt::ReadUnset => "read, unset",
        Attempt::ReadEmpty => "read, empty",
        Attempt::ReadGarbage => "read, garbage",
        Attempt::ReadKeptPlan => "kept plan",
        Attempt::Update => "update all",
        Attempt::UpdateOther => "update other's",
        Attempt::Delete => "delete all",
        Attempt::DeleteOther => "delete other's",
        Attempt::GiveAway => "give away",
        Attempt::Insert => "insert for other",
        Attempt::Conflict => "on conflict",
        Attempt::Refer => "refer to other's",
        Attempt::Truncate => "truncate",
    }
}
