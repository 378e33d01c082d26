//! The page as a whole: how large it becomes, and what may not be in it.

use std::time::Duration;

use super::html;
use crate::model::locks::mode::LockMode;
use crate::model::migration::directive::Direction;
use crate::model::roundtrip::cost::{Rewritten, Scanned, ScriptCost, Waited};
use crate::model::roundtrip::finding::{Loss, Lost, RoundtripFinding, Stage};
use crate::model::roundtrip::held_locks::HeldLock;
use crate::model::roundtrip::limit::{Amount, Exceeded, Limit, Limits};
use crate::model::roundtrip::report::{Data, Declared, PairReport, RoundtripReport};

const HOSTILE: &str = "public.\"a<b>&\"\"c'\"";

fn felt(locks: usize) -> ScriptCost {
    let name = |n: usize| format!("{HOSTILE}_{n}_{}", "x".repeat(63));
    let time = |n: usize| Duration::from_millis(u64::try_from(n).unwrap());
    let held = |n: usize| HeldLock {
        table: name(n),
        mode: if n.is_multiple_of(2) { LockMode::AccessExclusive } else { LockMode::Share },
        from: time(n),
        until: time(100 + n),
        tables: 1,
    };
    ScriptCost {
        took: time(150),
        wal_bytes: 1 << 30,
        disk_bytes: -5_000_000,
        temp_bytes: 50_000,
        rewritten: (0..locks).map(|n| Rewritten { table: name(n), bytes: 1 << 30 }).collect(),
        scans: (0..locks).map(|n| Scanned { table: name(n), rows: 1_000_000 }).collect(),
        locks: (0..locks).map(held).collect(),
        waits: (0..3).map(|n| Waited { table: name(n), reader: time(n), writer: time(n) }).collect(),
    }
}

fn findings(count: usize) -> Vec<RoundtripFinding> {
    let loss = |n: usize| {
        let column = Some(format!("{HOSTILE}_{n}"));
        RoundtripFinding::Loss(Loss {
            stage: Stage::Down,
            object: HOSTILE.to_owned(),
            column,
            what: Lost::Differ(9),
            is_seeded: true,
        })
    };
    let exceeded = Exceeded {
        limit: Limit::Wal,
        object: None,
        was: Amount::Bytes(1 << 30),
        most: Amount::Bytes(1 << 20),
    };
    let reason = format!("<script>alert(1)</script>{}", "because ".repeat(1_000));
    let exempt = RoundtripFinding::Exempt { direction: Direction::Up, exceeded, reason };
    (0..count).map(loss).chain([exempt]).collect()
}

fn report(pairs: usize, each: usize) -> RoundtripReport {
    let lost = |n: usize| Declared { object: format!("{HOSTILE}_{n}"), rows: 7 };
    let pair = |_| PairReport {
        down: Some(felt(each)),
        up_again: Some(felt(each)),
        lost: (0..each).map(lost).collect(),
        findings: findings(each),
        ..PairReport::sample()
    };
    let profile = "<img src=x onerror=alert(1)>".to_owned();
    let data = Data { profile, scale: 1.0, seed: 7, rows: 1234, is_reused: false, seconds: 1.0 };
    RoundtripReport {
        data: Some(data),
        pairs: (0..pairs).map(pair).collect(),
        untried: vec![PairReport::sample().id; 200],
        limits: Limits([(Limit::Wal, Amount::Bytes(1 << 20))].into()),
        ..RoundtripReport::default()
    }
}

#[test]
fn two_hundred_migrations_with_forty_of_everything_stay_below_a_megabyte() {
    let page = html(&report(200, 40));
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert!(page.contains("and 38 more") && page.contains("more findings"));
}

#[test]
fn names_and_reasons_are_no_markup() {
    let page = html(&report(2, 2));
    for markup in ["<b>&\"", "<img", "<script"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(page.contains("a&lt;b&gt;&amp;&quot;&quot;c"));
}

#[test]
fn every_tag_that_opens_closes_in_its_turn() {
    for report in [report(2, 14), RoundtripReport::default()] {
        let page = html(&report);
        let body = page.split_once("</style>").unwrap().1;
        let mut open = vec!["html", "head"];
        for tag in body.split('<').skip(1) {
            let tag = tag.split_once('>').unwrap().0;
            let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "{tag}");
            } else if !tag.ends_with('/') {
                open.push(name);
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }
}

#[test]
fn a_report_of_nothing_is_a_page_that_says_so() {
    let page = html(&RoundtripReport::default());
    assert!(page.contains("Nothing to prove") && page.contains("There was no pair to prove."));
    assert!(!page.contains("✓"), "nothing is met where nothing was measured");
}
