//! The planner against hand-made histories, and against random ones.

use proptest::prelude::*;

use super::*;
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::pair::fixtures::pair;

fn applied(pair: &Pair) -> Applied {
    Applied {
        id: pair.id.clone(),
        applied_on: None,
        checksum: pair.refinery_checksum(VersionWidth::Int4),
        journal: None,
    }
}

fn history(pairs: &[&Pair]) -> History {
    let applied = pairs.iter().map(|pair| applied(pair)).collect();
    History { width: Some(VersionWidth::Int4), applied, ..History::default() }
}

fn versions(pairs: &[&Pair]) -> Vec<i64> {
    pairs.iter().map(|pair| pair.id.version.number()).collect()
}

fn v(number: i64) -> Version {
    Version::new(number).unwrap()
}

#[test]
fn up_runs_what_is_pending_in_order() {
    let pairs = [pair(1, "a"), pair(2, "b"), pair(10, "c")];
    let none = History::default();
    let newest_only = history(&[&pairs[0]]);
    let run = |history, target| versions(&up(&pairs, history, target, Order::Strict).unwrap());
    assert_eq!(run(&none, UpTarget::Latest), [1, 2, 10]);
    assert_eq!(run(&newest_only, UpTarget::Latest), [2, 10]);
    assert_eq!(run(&newest_only, UpTarget::Steps(1)), [2]);
    assert_eq!(run(&newest_only, UpTarget::Steps(9)), [2, 10]);
    assert_eq!(run(&none, UpTarget::Version(v(2))), [1, 2]);
    assert_eq!(run(&newest_only, UpTarget::Version(v(1))), [0_i64; 0]);
}

#[test]
fn up_to_a_version_without_a_file_is_refused() {
    let pairs = [pair(1, "a")];
    let none = History::default();
    let refused = up(&pairs, &none, UpTarget::Version(v(9)), Order::Strict);
    assert!(matches!(refused, Err(Failure::Refused(Refusal::NoSuchMigration { .. }))));
}

#[test]
fn an_edited_a_renamed_and_a_missing_file_are_distinguished() {
    let before = [pair(1, "a"), pair(2, "b"), pair(3, "c")];
    let seen = history(&[&before[0], &before[1], &before[2]]);
    let mut renamed = pair(3, "c");
    renamed.id.name = "other".to_owned();
    let now = [pair(1, "a, edited"), renamed];
    let problems = history_problems(&now, &seen, Order::Strict);
    assert!(matches!(&problems[0], HistoryProblem::Edited { id, .. } if id.version == v(1)));
    assert!(matches!(&problems[1], HistoryProblem::Missing { id } if id.version == v(2)));
    assert!(matches!(&problems[2], HistoryProblem::Renamed { id, .. } if id.version == v(3)));
}

#[test]
fn a_late_file_needs_the_flag() {
    let pairs = [pair(1, "a"), pair(2, "late"), pair(3, "c")];
    let seen = history(&[&pairs[0], &pairs[2]]);
    let strict = history_problems(&pairs, &seen, Order::Strict);
    assert!(matches!(&strict[..], [HistoryProblem::OutOfOrder { id, .. }] if id.version == v(2)));
    let run = up(&pairs, &seen, UpTarget::Latest, Order::OutOfOrder).unwrap();
    assert_eq!(versions(&run), [2]);
}

#[test]
fn windows_line_ends_at_the_time_of_refinerys_run_are_no_edit() {
    let now = pair(1, "SELECT 1;\nSELECT 2;\n");
    let windows = crate::model::migration::checksum::refinery(
        VersionWidth::Int4,
        v(1),
        "m1",
        "SELECT 1;\r\nSELECT 2;\r\n",
    );
    let seen = History {
        width: Some(VersionWidth::Int4),
        applied: vec![Applied { checksum: windows, ..applied(&now) }],
        ..History::default()
    };
    assert_eq!(history_problems(&[now], &seen, Order::Strict), []);
}

#[test]
fn a_version_too_wide_for_an_int4_table_is_found_before_it_runs() {
    let pairs = [pair(5_000_000_000, "a")];
    let problems = history_problems(&pairs, &history(&[]), Order::Strict);
    assert!(matches!(&problems[..], [HistoryProblem::TooWide { .. }]));
    assert_eq!(history_problems(&pairs, &History::default(), Order::Strict), []);
}

#[test]
fn down_takes_the_newest_first() {
    let pairs = [pair(1, "a"), pair(2, "b"), pair(3, "c")];
    let seen = history(&[&pairs[0], &pairs[1], &pairs[2]]);
    let run = |target| {
        let plan = down(&seen, target).unwrap();
        plan.iter().map(|entry| entry.id.version.number()).collect::<Vec<_>>()
    };
    assert_eq!(run(DownTarget::Steps(1)), [3]);
    assert_eq!(run(DownTarget::Version(v(1))), [3, 2]);
    assert_eq!(run(DownTarget::Version(v(0))), [3, 2, 1]);
    assert_eq!(run(DownTarget::All), [3, 2, 1]);
    assert_eq!(run(DownTarget::Steps(99)), [3, 2, 1]);
    assert!(matches!(
        down(&seen, DownTarget::Version(v(7))),
        Err(Failure::Refused(Refusal::NotApplied { .. }))
    ));
}

proptest! {
    /// Going up from any prefix and then down to it again visits the same versions in mirror order.
    #[test]
    fn down_undoes_exactly_what_up_did(count in 0_usize..30, done in 0_usize..30) {
        let pairs: Vec<Pair> = (1..=count).map(|n| pair(i64::try_from(n).unwrap(), "x")).collect();
        let done = done.min(count);
        let before: Vec<&Pair> = pairs.iter().take(done).collect();
        let all: Vec<&Pair> = pairs.iter().collect();
        let start = history(&before);
        let up_run = versions(&up(&pairs, &start, UpTarget::Latest, Order::Strict).unwrap());
        let back_to = Version::new(i64::try_from(done).unwrap()).unwrap();
        let end = history(&all);
        let mut down_run: Vec<i64> = down(&end, DownTarget::Version(back_to))
            .unwrap().iter().map(|entry| entry.id.version.number()).collect();
        down_run.reverse();
        prop_assert_eq!(up_run, down_run);
    }

    /// Strict order never plans a version below one that is applied, whatever subset is applied.
    #[test]
    fn strict_order_never_runs_below_the_newest(mask in proptest::collection::vec(any::<bool>(), 1..20)) {
        let pairs: Vec<Pair> = (1..=mask.len()).map(|n| pair(i64::try_from(n).unwrap(), "x")).collect();
        let some: Vec<&Pair> = pairs.iter().zip(&mask).filter(|(_, on)| **on).map(|(p, _)| p).collect();
        let seen = history(&some);
        if let Ok(run) = up(&pairs, &seen, UpTarget::Latest, Order::Strict) {
            let newest = some.last().map_or(0, |pair| pair.id.version.number());
            prop_assert!(versions(&run).iter().all(|version| *version > newest));
            prop_assert_eq!(run.len() + some.len(), pairs.len());
        } else {
            prop_assert!(mask.windows(2).any(|pair| pair == [false, true]));
        }
    }
}
