//! Instants between others.

use chrono::{DateTime, Months};

use super::node::TimeSpan;
use super::random::RandomStream;

/// Where each of a number of months begins, and where the last one ends: at `until`.
pub(crate) fn months(until: i64, months: u32) -> Vec<i64> {
    let end = DateTime::from_timestamp_micros(until).unwrap_or_default();
    let month = |back: u32| end.checked_sub_months(Months::new(back)).unwrap_or(end).timestamp_micros();
    (0..=months).rev().map(month).collect()
}

/// An instant after `after`, or the window's start, and before `before`, or the window's end, as near as `within`.
/// Where there is no room, `after` itself.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a place between two instants"
)]
pub(crate) fn between(
    span: &TimeSpan,
    window: (i64, i64),
    after: Option<i64>,
    before: Option<i64>,
    chance: &mut RandomStream,
) -> i64 {
    let mut to = before.unwrap_or(if span.future { i64::MAX } else { window.1 });
    if !span.future {
        to = to.min(window.1);
    }
    let from = match (after, span.within) {
        (Some(after), _) => after,
        (None, Some(within)) if before.is_some() => to.saturating_sub(within),
        _ => window.0,
    };
    if let (Some(within), true) = (span.within, after.is_some() || before.is_none()) {
        to = to.min(from.saturating_add(within));
    }
    if to == i64::MAX {
        to = from.saturating_add(window.1 - window.0);
    }
    let length = to.saturating_sub(from);
    if length <= 0 {
        return from;
    }
    let share = chance.unit();
    let share = if (span.recent - 1.0).abs() < f64::EPSILON {
        share
    } else {
        libm::pow(share, 1.0 / span.recent.max(0.01))
    };
    let at = from + ((share * length as f64) as i64).min(length - 1);
    match span.snap {
        None => at,
        Some(unit) => match at - at.rem_euclid(unit) {
            snapped if snapped >= from => snapped,
            snapped if snapped + unit < to => snapped + unit,
            _ => at,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::seed::copy::encode::time;
    use crate::model::seed::generate::random::Salt;

    const ANY: TimeSpan = TimeSpan {
        after: Vec::new(),
        before: Vec::new(),
        within: None,
        recent: 1.0,
        snap: None,
        future: false,
    };

    #[test]
    fn months_go_back_from_the_end() {
        let starts = months(time("2026-03-01").unwrap(), 3);
        let days = ["2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"];
        assert_eq!(starts, days.map(|day| time(day).unwrap()));
        // Of the last day of a month: the last day of the shorter one.
        assert_eq!(
            months(time("2024-03-31").unwrap(), 1),
            ["2024-02-29", "2024-03-31"].map(|day| time(day).unwrap())
        );
    }

    #[test]
    fn bounds_hold() {
        let salt = Salt::new(1, &["x"]);
        for place in 0..1000 {
            let mut chance = salt.stream_at(place);
            assert!((100..200).contains(&between(&ANY, (100, 200), None, None, &mut chance)));
            assert!((150..200).contains(&between(&ANY, (100, 200), Some(150), None, &mut chance)));
            assert!((150..160).contains(&between(
                &TimeSpan { within: Some(10), ..ANY },
                (100, 200),
                Some(150),
                None,
                &mut chance
            )));
            assert!((140..150).contains(&between(
                &TimeSpan { within: Some(10), ..ANY },
                (100, 200),
                None,
                Some(150),
                &mut chance
            )));
            assert!((150..170).contains(&between(
                &TimeSpan { snap: Some(10), ..ANY },
                (100, 200),
                Some(145),
                Some(169),
                &mut chance
            )));
            assert!((195..225).contains(&between(
                &TimeSpan { within: Some(30), future: true, ..ANY },
                (100, 200),
                Some(195),
                None,
                &mut chance
            )));
        }
        assert_eq!(between(&ANY, (100, 200), Some(300), None, &mut salt.stream_at(1)), 300);
    }
}
