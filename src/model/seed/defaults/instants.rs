//! Instants that a column may take: between those that its constraints speak of, or anywhere in the window.

use super::texts::constants;
use crate::model::seed::copy::encode;
use crate::model::seed::profile::{Generator, Time};

const DAY: i64 = 86_400_000_000;

pub(super) fn candidates(checks: &[&str]) -> Vec<Generator> {
    let spoken = spoken(checks);
    let between: Vec<Generator> =
        spoken.windows(2).map(|ends| Generator::Instant { from: ends[0], to: ends[1] }).collect();
    let mut candidates = Vec::new();
    if between.len() > 1 {
        candidates.push(Generator::Mix(between.iter().map(|range| (range.clone(), 1.0)).collect()));
    }
    candidates.extend(between);
    for at in &spoken {
        candidates.push(Generator::Instant { from: at + DAY, to: at + 365 * DAY });
        candidates.push(Generator::Instant { from: at - 365 * DAY, to: at - DAY });
    }
    let any =
        Time { after: Vec::new(), before: Vec::new(), within: None, recent: 1.5, snap: None, future: false };
    let day = Time { snap: Some(DAY), ..any.clone() };
    // What constraints leave open is not narrowed by them.
    candidates.insert(0, Generator::Time(any));
    candidates.insert(1, Generator::Time(day));
    let constant = |text: &str| Generator::Constant(text.to_owned());
    candidates.extend([constant("2999-01-01"), constant("1970-01-01")]);
    candidates
}

/// The instants in some expressions, each once, the earliest first.
fn spoken(checks: &[&str]) -> Vec<i64> {
    let mut instants: Vec<i64> = constants(checks).iter().filter_map(|text| encode::time(text)).collect();
    instants.retain(|at| *at > i64::MIN / 2 && *at < i64::MAX / 2);
    instants.sort_unstable();
    instants.dedup();
    instants
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_from_constraints() {
        let rule = "(at >= '2026-05-01 00:00:00+00'::timestamp with time zone) AND (at < '2026-06-01'::date)";
        let may = encode::time("2026-05-01").unwrap();
        assert_eq!(spoken(&[rule]), [may, may + 31 * DAY]);
        assert!(candidates(&[rule]).contains(&Generator::Instant { from: may, to: may + 31 * DAY }));
    }
}
