//! Whether a table's partitions are as wanted: what `partitions check` reports.

use super::calendar::Day;
use super::instant::Instant;
use super::interval::Interval;
use super::stray::{Sorted, Stray};
use super::table::{Key, Table};
use super::wish::Wish;

/// What is not as wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Finding {
    /// Periods without a partition, by their first days.
    NotCovered { starts: Vec<Day> },
    /// Periods that a partition covers in part: its bounds are those of another interval, or of another
    /// time zone.
    Crossed { starts: Vec<Day> },
    /// The DEFAULT partition holds rows of these periods, so they cannot be given one of their own.
    InDefault { partition: String, starts: Vec<Day> },
    /// The DEFAULT partition holds rows.
    DefaultRows { partition: String, rows: Rows, allowed: i64 },
    /// Rows stay in DEFAULT whose periods are too far away for a partition of their own.
    TooFar { partition: String, rows: i64, starts: Vec<Day> },
    /// Rows stay in DEFAULT because they belong to no period: their time is NULL or infinite.
    Timeless { partition: String, rows: i64 },
    /// There is a DEFAULT partition and none is wanted, or the other way round.
    Default { wanted: bool },
    /// A DETACH CONCURRENTLY was interrupted.
    DetachPending { partition: String },
    /// Rows elsewhere refer to rows of a partition that should be detached. `hidden`: policies hide from the role
    /// whether they do.
    Referred { partition: String, by: Vec<String>, hidden: bool },
    /// Somebody can reach the rows of a table that was detached.
    Reachable { partition: String },
    /// A partition has rights of its own and no row-level security.
    Exposed { partition: String },
}

impl Finding {
    /// What stays in DEFAULT when all that can be moved has been.
    pub(crate) fn left_in(partition: &str, sorted: &Sorted, timeless: i64) -> Vec<Self> {
        let starts = |strays: &[Stray]| strays.iter().map(|stray| stray.start).collect::<Vec<_>>();
        let partition = || partition.to_owned();
        let mut found = Vec::new();
        if !sorted.crossed.is_empty() {
            found.push(Self::Crossed { starts: starts(&sorted.crossed) });
        }
        if !sorted.far.is_empty() {
            let rows = sorted.far.iter().map(|stray| stray.rows).sum();
            found.push(Self::TooFar { partition: partition(), rows, starts: starts(&sorted.far) });
        }
        if timeless > 0 {
            found.push(Self::Timeless { partition: partition(), rows: timeless });
        }
        found
    }

    /// Whether it is about periods that have no partition of their own.
    pub(crate) fn is_coverage(&self) -> bool {
        matches!(self, Self::NotCovered { .. } | Self::Crossed { .. } | Self::InDefault { .. })
    }
}

/// How many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    Counted(i64),
    /// Counting stopped there.
    MoreThan(i64),
    /// As the statistics know: the role may not read them.
    Estimated(i64),
}

impl Rows {
    /// The number, as far as it is known.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Counted(rows) | Self::MoreThan(rows) | Self::Estimated(rows) => rows,
        }
    }
}

/// Why a table cannot be looked after at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsuited {
    /// Partitioned by something else than ranges of one timestamptz, timestamp or date.
    Key { is: String },
    /// By another column than the configuration says.
    Column { is: String, wanted: String },
    /// Without partitions and without configuration, nothing says how long they should be.
    NoInterval,
    /// More periods would be made than anybody means.
    TooMany { missing: usize },
}

/// What a wish means for a table.
pub(crate) fn suited(table: &Table, wish: &Wish) -> Result<(), Unsuited> {
    match (&table.key, &wish.column) {
        (Key::Other(is), _) => Err(Unsuited::Key { is: is.clone() }),
        (Key::Time { column, .. }, Some(wanted)) if column != wanted => {
            Err(Unsuited::Column { is: column.clone(), wanted: wanted.clone() })
        }
        (Key::Time { .. }, _) => Ok(()),
    }
}

/// Everything about a table that is not as wanted. `default_rows` is what its DEFAULT partition holds.
pub(crate) fn findings(
    table: &Table,
    wish: &Wish,
    now: Instant,
    default_rows: Option<Rows>,
    allowed: i64,
) -> Result<Vec<Finding>, Unsuited> {
    suited(table, wish)?;
    let missing = wish.missing(table, now).map_err(|missing| Unsuited::TooMany { missing })?;
    let mut found = Vec::new();
    if !missing.starts.is_empty() {
        found.push(Finding::NotCovered { starts: missing.starts });
    }
    if !missing.crossed.is_empty() {
        found.push(Finding::Crossed { starts: missing.crossed });
    }
    if let (Some(default), Some(rows)) = (table.default(), default_rows)
        && rows.number() > allowed
    {
        found.push(Finding::DefaultRows { partition: default.name.clone(), rows, allowed });
    }
    if table.default().is_some() != wish.default {
        found.push(Finding::Default { wanted: wish.default });
    }
    for partition in &table.partitions {
        if partition.detach_pending {
            found.push(Finding::DetachPending { partition: partition.name.clone() });
        }
        if partition.is_exposed() {
            found.push(Finding::Exposed { partition: partition.name.clone() });
        }
    }
    Ok(found)
}

/// How many periods after the current one are covered without a gap; -1 when not even that one is.
pub(crate) fn periods_ahead(table: &Table, interval: Interval, now: Instant) -> i64 {
    let current = interval.start_of(now.day);
    let ranges = table.ranges();
    let covered = |at: i64| {
        let start = interval.after(current, at);
        let period = super::range::Range::days(start, interval.after(start, 1));
        ranges.iter().any(|range| range.covers(period))
    };
    (0..10_000).find(|at| !covered(*at)).unwrap_or(10_000) - 1
}

#[cfg(test)]
mod tests {
    use super::super::instant::KeyType;
    use super::super::name::NamePattern;
    use super::super::range::Shape;
    use super::super::table::Partition;
    use super::*;

    fn partition(name: &str, bound: &str) -> Partition {
        Partition {
            schema: "public".to_owned(),
            name: name.to_owned(),
            shape: Shape::parse(bound),
            is_foreign: false,
            is_parent: false,
            detach_pending: false,
            row_security: true,
            forces_row_security: true,
            has_rights: false,
            rows: None,
            bytes: 0,
        }
    }

    fn table(partitions: Vec<Partition>) -> Table {
        Table {
            oid: 1,
            schema: "public".to_owned(),
            name: "t".to_owned(),
            owner: "o".to_owned(),
            key: Key::Time { column: "at".to_owned(), key_type: KeyType::TimestampTz },
            partitions,
            retired: Vec::new(),
            manager: crate::model::partitions::manager::Manager::Nobody,
        }
    }

    fn wish() -> Wish {
        Wish {
            schema: None,
            table: "t".to_owned(),
            column: None,
            interval: Interval::Month,
            ahead: 1,
            keep: None,
            name: NamePattern::usual("t", Interval::Month),
            default: false,
        }
    }

    const NOW: &str = "2026-11-24 12:00:00";

    fn month(number: u8) -> Partition {
        partition(
            &format!("t_{number}"),
            &format!("FOR VALUES FROM ('2026-{number:02}-01') TO ('2026-{:02}-01')", number + 1),
        )
    }

    fn check(table: &Table) -> Vec<Finding> {
        findings(table, &wish(), Instant::parse(NOW).unwrap(), Some(Rows::Counted(7)), 5).unwrap()
    }

    #[test]
    fn a_table_that_is_as_wanted_gives_nothing() {
        let december = partition("t_12", "FOR VALUES FROM ('2026-12-01') TO ('2027-01-01')");
        let table = table(vec![month(10), month(11), december]);
        assert_eq!(check(&table), []);
        assert_eq!(periods_ahead(&table, Interval::Month, Instant::parse(NOW).unwrap()), 1);
    }

    #[test]
    fn each_trouble_is_found() {
        let mut bare = month(11);
        bare.row_security = false;
        bare.has_rights = true;
        let mut pending = month(10);
        pending.detach_pending = true;
        let table = table(vec![pending, bare, partition("t_default", "DEFAULT")]);
        let found = check(&table);
        assert!(matches!(&found[0], Finding::NotCovered { starts } if starts.len() == 1), "{found:?}");
        assert!(found.contains(&Finding::DefaultRows {
            partition: "t_default".to_owned(),
            rows: Rows::Counted(7),
            allowed: 5
        }));
        assert!(found.contains(&Finding::Default { wanted: false }));
        assert!(found.contains(&Finding::DetachPending { partition: "t_10".to_owned() }));
        assert!(found.contains(&Finding::Exposed { partition: "t_11".to_owned() }));
    }

    #[test]
    fn what_is_not_covered_now_is_less_than_no_period_ahead() {
        let now = Instant::parse(NOW).unwrap();
        assert_eq!(periods_ahead(&table(vec![]), Interval::Month, now), -1);
        assert_eq!(periods_ahead(&table(vec![month(11)]), Interval::Month, now), 0);
    }

    #[test]
    fn a_table_of_another_kind_is_refused() {
        let mut other = table(vec![]);
        other.key = Key::Other("LIST (region)".to_owned());
        assert_eq!(suited(&other, &wish()), Err(Unsuited::Key { is: "LIST (region)".to_owned() }));
        let column = Wish { column: Some("created_at".to_owned()), ..wish() };
        let expected = Unsuited::Column { is: "at".to_owned(), wanted: "created_at".to_owned() };
        assert_eq!(suited(&table(vec![]), &column), Err(expected));
    }
}
