//! The attempts: one line per relation, one column per attempt; then the details of each that was not denied.

use tabled::builder::Builder;
use tabled::settings::Style;

use crate::model::verify::probe::{Attempt, Probed, Verdict};
use crate::model::verify::probe_tally::Tally;
use crate::ui::paint::Paint;
use crate::ui::words::plural;

/// The matrix, then the leaks and the inconclusive attempts.
pub(crate) fn matrix(probed: &[Probed], paint: Paint) -> String {
    let mut table = Builder::default();
    let head = ["tried by".to_owned(), "on".to_owned()];
    table.push_record(head.into_iter().chain(Attempt::ALL.map(|attempt| attempt_name(attempt).to_owned())));
    for relation in probed {
        let cells =
            Attempt::ALL.map(|attempt| match relation.verdicts.iter().find(|(tried, _)| *tried == attempt) {
                None => String::new(),
                Some((_, Verdict::Denied)) => "denied".to_owned(),
                Some((_, Verdict::Leak { .. })) => paint.bad("LEAK"),
                Some((_, Verdict::Inconclusive { .. })) => paint.attention("?"),
            });
        table.push_record([relation.role.clone(), relation.relation.clone()].into_iter().chain(cells));
    }
    let mut table = table.build();
    table.with(Style::psql());
    let mut text = format!("{table}\n");
    for relation in probed {
        for (attempt, verdict) in &relation.verdicts {
            let place = format!(
                "{}: {} by {}",
                paint.name(&relation.relation),
                attempt_name(*attempt),
                relation.role
            );
            match verdict {
                Verdict::Denied => {}
                Verdict::Leak { rows } => {
                    let rows = plural(usize::try_from(*rows).unwrap_or_default(), "row");
                    text.push_str(&format!("{} {place}: {rows} of another tenant\n", paint.bad("leak")));
                }
                Verdict::Inconclusive { why } => {
                    text.push_str(&format!("{} {place}: {why}\n", paint.attention("inconclusive")));
                }
            }
        }
    }
    let Tally { denied, leaks, inconclusive } = Tally::of(probed);
    text.push_str(&format!(
        "{} tried: {denied} denied, {}, {inconclusive} inconclusive\n",
        denied + leaks + inconclusive,
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
