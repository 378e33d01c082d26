//! The bounds of a partition as whole numbers: microseconds since 1970, or the integers of its key.

use crate::model::partitions::range::{Bound, Shape};

const DAY: i64 = 86_400_000_000;

/// Reads what `pg_get_expr` prints for a partition of one column. DEFAULT is from the smallest number to the
/// smallest. `None` for bounds of another kind.
pub(crate) fn bounds(text: &str) -> Option<(i64, i64)> {
    match Shape::parse(text) {
        Shape::Default => Some((i64::MIN, i64::MIN)),
        Shape::Range(range) => Some((micros(range.lower), micros(range.upper))),
        Shape::Other => {
            let inside = text.strip_prefix("FOR VALUES FROM (")?.strip_suffix(')')?;
            let (from, to) = inside.split_once(") TO (")?;
            Some((integer(from)?, integer(to)?))
        }
    }
}

fn micros(bound: Bound) -> i64 {
    match bound {
        Bound::Start => i64::MIN,
        Bound::At(instant) => instant.day.0.saturating_mul(DAY).saturating_add(instant.micros),
        Bound::End => i64::MAX,
    }
}

fn integer(text: &str) -> Option<i64> {
    match text {
        "MINVALUE" => Some(i64::MIN),
        "MAXVALUE" => Some(i64::MAX),
        number => {
            let bare = number.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(number);
            bare.parse().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bounds;

    #[test]
    fn instants_and_integers_are_numbers() {
        let month = "FOR VALUES FROM ('1970-01-02 00:00:00+00') TO ('1970-02-01 00:00:00.5+00')";
        assert_eq!(bounds(month), Some((86_400_000_000, 31 * 86_400_000_000 + 500_000)));
        let day = "FOR VALUES FROM ('1969-12-31') TO (MAXVALUE)";
        assert_eq!(bounds(day), Some((-86_400_000_000, i64::MAX)));
        assert_eq!(bounds("FOR VALUES FROM (10) TO (20)"), Some((10, 20)));
        assert_eq!(bounds("FOR VALUES FROM (MINVALUE) TO ('-5')"), Some((i64::MIN, -5)));
        assert_eq!(bounds("FOR VALUES FROM (MINVALUE) TO (MAXVALUE)"), Some((i64::MIN, i64::MAX)));
        assert_eq!(bounds("DEFAULT"), Some((i64::MIN, i64::MIN)));
    }

    #[test]
    fn other_bounds_are_not_times() {
        for text in
            ["FOR VALUES IN (1)", "FOR VALUES FROM (1, 2) TO (3, 4)", "FOR VALUES FROM ('a') TO ('b')"]
        {
            assert_eq!(bounds(text), None, "{text}");
        }
    }
}
