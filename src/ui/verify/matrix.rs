//! The attempts: one line per relation, one column per attempt; then the details of each that was not denied.

use crate::model::outcome::ephemeral::ThrowawayServer;
use crate::model::verify::probe::{Attempt, Probed, Verdict};
use crate::model::verify::probe_tally::Tally;
use crate::ui::grid::Grid;
use crate::ui::paint::Paint;
use crate::ui::words::{on_one_line, on_throwaway, plural};

/// The matrix, then the leaks and the inconclusive attempts.
pub(crate) fn matrix(probed: &[Probed], on: Option<&ThrowawayServer>, paint: Paint) -> String {
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
    let mut text = grid.text();
    for relation in probed {
        for (attempt, verdict) in &relation.verdicts {
            let place = format!(
                "{}: {} by {}",
                paint.name(&on_one_line(&relation.relation)),
                attempt_name(*attempt),
                on_one_line(&relation.role)
            );
            match verdict {
                Verdict::Denied => {}
                Verdict::Leak { rows } => {
                    let rows = plural(usize::try_from(*rows).unwrap_or_default(), "row");
                    text.push_str(&format!("{} {place}: {rows} of another tenant\n", paint.bad("leak")));
                }
                Verdict::Inconclusive { why } => {
                    let why = on_one_line(why);
                    text.push_str(&format!("{} {place}: {why}\n", paint.attention("inconclusive")));
                }
            }
        }
    }
    let Tally { denied, leaks, inconclusive } = Tally::of(probed);
    text.push_str(&format!(
        "{} tried{}: {denied} denied, {}, {inconclusive} inconclusive\n",
        denied + leaks + inconclusive,
        on.map(|server| format!(" {}", on_throwaway(server))).unwrap_or_default(),
        plural(leaks, "leak")
    ));
    text
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
