//! What is met, missed, and what nobody can say.

use std::time::Duration;

use super::*;
use crate::model::fingerprint::diff::{Change, Difference};
use crate::model::roundtrip::cost::{ScriptCost, Waited};
use crate::model::roundtrip::finding::{Loss, Stage};
use crate::model::roundtrip::limit::{Exceeded, Limits};
use crate::model::roundtrip::report::{Data, PairReport};

fn seconds(seconds: u64) -> Amount {
    Amount::Time(Duration::from_secs(seconds))
}

fn felt(seconds: u64) -> ScriptCost {
    ScriptCost { took: Duration::from_secs(seconds), ..ScriptCost::default() }
}

fn data(rows: u64) -> Data {
    let profile = "tiny".to_owned();
    Data { profile, scale: 1.0, seed: 1, rows, is_reused: false, seconds: 1.0 }
}

/// One pair whose rollback took 2 seconds and whose migration took 3.
fn sound() -> RoundtripReport {
    let pair = PairReport { down: Some(felt(2)), up_again: Some(felt(3)), ..PairReport::sample() };
    RoundtripReport { data: Some(data(10)), pairs: vec![pair], is_whole: true, ..RoundtripReport::default() }
}

fn status(report: &RoundtripReport, is_it: impl Fn(&Measured<'_>) -> bool) -> Status {
    outcomes(report).into_iter().find(|line| is_it(&line.measured)).unwrap().status
}

fn of_limit(report: &RoundtripReport, limit: Limit) -> Status {
    status(report, |measured| matches!(measured, Measured::Cost { limit: this, .. } if *this == limit))
}

fn rollbacks(report: &RoundtripReport) -> Status {
    status(report, |measured| matches!(measured, Measured::Rollbacks { .. }))
}

fn losses(report: &RoundtripReport) -> Status {
    status(report, |measured| matches!(measured, Measured::Losses { .. }))
}

fn head_outcome(report: &RoundtripReport) -> Status {
    status(report, |measured| matches!(measured, Measured::Whole { .. }))
}

fn loss() -> RoundtripFinding {
    let object = "public.notes".to_owned();
    RoundtripFinding::Loss(Loss {
        stage: Stage::Down,
        object,
        column: None,
        what: Lost::Gone(7),
        is_seeded: true,
    })
}

fn left_behind() -> RoundtripFinding {
    let difference = Difference { object: "table public.t".to_owned(), change: Change::Added, with_it: 0 };
    RoundtripFinding::Catalog { stage: Stage::Down, difference }
}

#[test]
fn a_sound_run_meets_what_it_was_asked_for() {
    let report = sound();
    assert_eq!(overall(&report), Overall::Proven);
    assert_eq!([rollbacks(&report), losses(&report), head_outcome(&report)], [Status::Met; 3]);
    assert_eq!(of_limit(&report, Limit::Duration), Status::Open);
    assert_eq!(outcomes(&report).len(), 13);
}

#[test]
fn what_was_not_measured_is_never_met() {
    let mut report = sound();
    // Nobody tried to read.
    report.limits = Limits([(Limit::ReadWait, seconds(1))].into());
    assert_eq!(of_limit(&report, Limit::ReadWait), Status::NotShown);
    for rows in [None, Some(data(0))] {
        report.data = rows;
        assert_eq!(losses(&report), Status::NotShown);
    }
    assert_eq!(overall(&report), Overall::NotShown);
    report.is_whole = false;
    assert_eq!(head_outcome(&report), Status::NotShown);
    let untried = RoundtripReport { untried: vec![PairReport::sample().id], ..sound() };
    assert_eq!([rollbacks(&untried), losses(&untried)], [Status::NotShown; 2]);
    assert_eq!(overall(&RoundtripReport::default()), Overall::Nothing);
    assert_eq!(of_limit(&RoundtripReport::default(), Limit::Duration), Status::NotShown);
}

#[test]
fn losses_are_counted_with_their_rows() {
    let mut report = sound();
    report.pairs[0].findings = vec![loss(), loss()];
    let lines = outcomes(&report);
    assert_eq!(lines[1].measured, Measured::Losses { count: 2, rows: 14, compared: 1, total: 1 });
    assert_eq!([rollbacks(&report), losses(&report)], [Status::Missed; 2]);
    assert_eq!(overall(&report), Overall::Failed);
}

#[test]
fn what_a_pair_left_behind_keeps_the_whole_from_being_the_same() {
    let mut report = sound();
    report.pairs[0].findings = vec![left_behind()];
    assert_eq!(head_outcome(&report), Status::NotShown);
    report.whole = vec![left_behind()];
    assert_eq!(head_outcome(&report), Status::Missed);
}

#[test]
fn the_worst_script_is_named_and_held_against_the_limit() {
    let mut report = sound();
    report.pairs.push(PairReport { down: Some(felt(9)), up_again: Some(felt(1)), ..PairReport::sample() });
    report.limits = Limits([(Limit::Duration, seconds(9)), (Limit::WriteWait, seconds(1))].into());
    let lines = outcomes(&report);
    let duration = lines.iter().find_map(|line| match line.measured {
        Measured::Cost { limit: Limit::Duration, most, worst, .. } => Some((most, worst.unwrap())),
        _ => None,
    });
    let (most, worst) = duration.unwrap();
    assert_eq!((most, worst.was), (Some(seconds(9)), seconds(9)));
    assert_eq!((worst.direction, worst.scripts), (Direction::Down, 4));
    assert_eq!(of_limit(&report, Limit::Duration), Status::Met);
    report.untried = vec![PairReport::sample().id];
    assert_eq!(of_limit(&report, Limit::Duration), Status::NotShown, "others may cost more");
    report.untried.clear();

    let wait = |seconds| Waited {
        table: "t".to_owned(),
        reader: Duration::ZERO,
        writer: Duration::from_secs(seconds),
    };
    report.pairs[0].down.as_mut().unwrap().waits = vec![wait(4)];
    let exceeded = || {
        let object = Some("t".to_owned());
        Exceeded { limit: Limit::WriteWait, object, was: seconds(4), most: seconds(1) }
    };
    let reason = "at night".to_owned();
    let exempt = RoundtripFinding::Exempt { direction: Direction::Down, exceeded: exceeded(), reason };
    report.pairs[0].findings = vec![exempt];
    assert_eq!(of_limit(&report, Limit::WriteWait), Status::Excused);
    let exceeds = RoundtripFinding::Exceeds { direction: Direction::Down, exceeded: exceeded() };
    report.pairs[1].findings = vec![exceeds];
    assert_eq!(of_limit(&report, Limit::WriteWait), Status::Missed);
}
