//! Whether a table's partitions are as wanted: what `partitions check` reports.

use super::config::PartitionConfig;
use super::default_rows::{DefaultRows, Sorted};
use super::fit;
use super::instant::Instant;
use super::interval::Interval;
use super::key::KeyType;
use super::plan::{self, Missing};
use super::range::{Bound, Shape};
use super::table::{PartitionKey, PartitionedTable, Perhaps};
use super::zone::{Local, Zone};
use crate::model::outcome::code::codes;

/// What is not as wanted. Periods stand for themselves by what clocks show at their begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CoverageFinding {
    /// Periods without a partition.
    NotCovered { starts: Vec<Local> },
    /// Bounds that are those of another interval, or of another time zone.
    Crossed(Box<Crossed>),
    /// The DEFAULT partition holds rows of these periods, so they cannot be given one of their own.
    InDefault { partition: String, starts: Vec<Local> },
    /// The DEFAULT partition holds rows.
    DefaultRows { partition: String, rows: Rows, allowed: i64 },
    /// Rows stay in DEFAULT whose periods are too far away for a partition of their own.
    TooFar { partition: String, rows: i64, starts: Vec<Local> },
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

/// Periods that are given no partition, for a bound that is the begin of none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crossed {
    /// Those that a partition covers in part.
    pub(crate) starts: Vec<Local>,
    /// Those that have none, beside a partition whose bounds are not those of periods.
    pub(crate) beside: Vec<Local>,
    /// The bound that shows it.
    pub(crate) misfit: Option<Misfit>,
    /// The time zones in which all bounds are begins of periods, the likeliest first.
    pub(crate) zones: Vec<Zone>,
}

/// A bound that is not the begin of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The partition that has it.
    pub(crate) partition: String,
    /// Whether it is the upper one.
    pub(crate) is_end: bool,
    pub(crate) bound: Instant,
    /// The begin of the period that it is in, and of the next one.
    pub(crate) cuts: Local,
    pub(crate) between: (Instant, Instant),
}

impl Crossed {
    /// What hinders that a table is given what it lacks; `None` where nothing does.
    pub(crate) fn of(
        table: &PartitionedTable,
        wish: &PartitionConfig,
        missing: &Missing,
    ) -> Option<Box<Self>> {
        if missing.crossed.is_empty() && missing.beside.is_empty() {
            return None;
        }
        let periods = wish.periods(table);
        let local = |starts: &[Instant]| starts.iter().map(|start| periods.local(*start)).collect();
        let misfit = missing.misfit.and_then(|bound| {
            let (partition, is_end) = bearer(table, bound)?;
            let start = periods.start_of(bound);
            let between = (start, periods.after(start, 1));
            Some(Misfit { partition, is_end, bound, cuts: periods.local(start), between })
        });
        let elsewhere = fit::elsewhere(table, wish.interval, wish.zone);
        let zones = elsewhere.map(|(_, zones)| zones).unwrap_or_default();
        let (starts, beside) = (local(&missing.crossed), local(&missing.beside));
        Some(Box::new(Self { starts, beside, misfit, zones }))
    }
}

/// The partition that has a bound, and whether that is where it ends.
fn bearer(table: &PartitionedTable, bound: Instant) -> Option<(String, bool)> {
    table.partitions.iter().find_map(|partition| match partition.shape {
        Shape::Range(range) if range.upper == Bound::At(bound) => Some((partition.name.name.clone(), true)),
        Shape::Range(range) if range.lower == Bound::At(bound) => Some((partition.name.name.clone(), false)),
        _ => None,
    })
}

impl CoverageFinding {
    /// What stays in a DEFAULT partition when all that can be moved has been.
    pub(crate) fn left_in(
        table: &PartitionedTable,
        wish: &PartitionConfig,
        sorted: &Sorted,
        timeless: i64,
    ) -> Vec<Self> {
        let Some(default) = table.default() else { return Vec::new() };
        let periods = wish.periods(table);
        let starts = |strays: &[DefaultRows]| strays.iter().map(|stray| stray.start).collect::<Vec<_>>();
        let partition = || default.name.name.clone();
        let hindered = Missing {
            starts: Vec::new(),
            crossed: starts(&sorted.crossed),
            beside: starts(&sorted.beside),
            misfit: sorted.misfit,
        };
        let mut findings: Vec<Self> =
            Crossed::of(table, wish, &hindered).map(Self::Crossed).into_iter().collect();
        if !sorted.far.is_empty() {
            let rows = sorted.far.iter().map(|stray| stray.rows).sum();
            let mut starts: Vec<Local> = sorted.far.iter().map(|stray| periods.local(stray.start)).collect();
            starts.dedup();
            findings.push(Self::TooFar { partition: partition(), rows, starts });
        }
        if timeless > 0 {
            findings.push(Self::Timeless { partition: partition(), rows: timeless });
        }
        findings
    }

    /// Whether it is about periods that have no partition of their own.
    pub(crate) fn is_coverage(&self) -> bool {
        matches!(self, Self::NotCovered { .. } | Self::Crossed(_) | Self::InDefault { .. })
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
    /// Partitioned by something else than ranges of one column that is a time.
    Key { is: String },
    /// Partitioned by whole numbers, and nothing says that they count the time since 1970.
    Number { is: String },
    /// By another column than the configuration says.
    Column { is: String, wanted: String },
    /// Without partitions and without configuration, nothing says how long they should be.
    NoInterval,
    /// `epoch` is said of a key that is no whole number.
    NoEpoch { is: String },
    /// Hours of a place whose clocks may be changed: one of them comes twice.
    HoursOfPlace { zone: Zone },
    /// More periods would be made than anybody means.
    TooMany { missing: usize },
}

/// What a wish means for a table.
pub(crate) fn suited(table: &PartitionedTable, wish: &PartitionConfig) -> Result<(), Unsuited> {
    let (column, key_type) = match &table.key {
        PartitionKey::Other(is) if matches!(table.perhaps, Some((_, Perhaps::Integer))) => {
            return Err(Unsuited::Number { is: is.clone() });
        }
        PartitionKey::Other(is) => return Err(Unsuited::Key { is: is.clone() }),
        PartitionKey::Time { column, key_type } => (column, *key_type),
    };
    match (&wish.column, wish.zone) {
        (Some(wanted), _) if column != wanted => {
            Err(Unsuited::Column { is: column.clone(), wanted: wanted.clone() })
        }
        _ if wish.epoch.is_some() && !matches!(key_type, KeyType::Epoch(_)) => {
            Err(Unsuited::NoEpoch { is: key_type.type_name().to_owned() })
        }
        (_, zone) if zone.is_place() && wish.interval == Interval::Hour && key_type.is_absolute() => {
            Err(Unsuited::HoursOfPlace { zone })
        }
        _ => Ok(()),
    }
}

/// Everything about a table that is not as wanted. `default_rows` is what its DEFAULT partition holds,
/// `allowed` what it may hold; `None` allows any number.
pub(crate) fn findings(
    table: &PartitionedTable,
    wish: &PartitionConfig,
    now: Instant,
    default_rows: Option<Rows>,
    allowed: Option<i64>,
) -> Result<Vec<CoverageFinding>, Unsuited> {
    suited(table, wish)?;
    let missing = wish.missing(table, now).map_err(|missing| Unsuited::TooMany { missing })?;
    let periods = wish.periods(table);
    let mut findings = Vec::new();
    if !missing.starts.is_empty() {
        let starts = missing.starts.iter().map(|start| periods.local(*start)).collect();
        findings.push(CoverageFinding::NotCovered { starts });
    }
    findings.extend(Crossed::of(table, wish, &missing).map(CoverageFinding::Crossed));
    if let (Some(default), Some(rows)) = (table.default(), default_rows)
        && let Some(allowed) = allowed
        && rows.number() > allowed
    {
        findings.push(CoverageFinding::DefaultRows { partition: default.name.name.clone(), rows, allowed });
    }
    if table.default().is_some() != wish.default {
        findings.push(CoverageFinding::Default { wanted: wish.default });
    }
    for partition in &table.partitions {
        if partition.detach_pending {
            findings.push(CoverageFinding::DetachPending { partition: partition.name.name.clone() });
        }
        if partition.is_exposed() {
            findings.push(CoverageFinding::Exposed { partition: partition.name.name.clone() });
        }
    }
    Ok(findings)
}

/// How many periods after the current one are covered without a gap; -1 when not even that one is. `now` is the
/// server's.
pub(crate) fn periods_ahead(table: &PartitionedTable, wish: &PartitionConfig, now: Instant) -> i64 {
    let periods = wish.periods(table);
    plan::periods_ahead(&table.ranges(), periods, periods.now(now))
}

codes!(CoverageFinding {
    Self::NotCovered { .. } => "partition-missing" NotWanted "periods have no partition",
    Self::Crossed(_) => "partition-bounds-misfit" NotWanted "bounds are those of another interval, or of another time zone",
    Self::InDefault { .. } => "period-in-default" NotWanted "the default partition holds rows of periods that have no partition",
    Self::DefaultRows { .. } => "default-has-rows" NotWanted "the default partition holds more rows than it may",
    Self::TooFar { .. } => "rows-too-far" NotWanted "rows stay in the default partition whose periods are too far away",
    Self::Timeless { .. } => "rows-timeless" NotWanted "rows stay in the default partition whose time is NULL or infinite",
    Self::Default { wanted: false } => "default-not-wanted" NotWanted "there is a default partition, and none is wanted",
    Self::Default { wanted: true } => "default-missing" NotWanted "there is no default partition, and one is wanted",
    Self::DetachPending { .. } => "detach-pending" NotWanted "a concurrent detach was interrupted",
    Self::Referred { hidden: false, .. } => "partition-referred-to" NotWanted "rows elsewhere refer to rows of a partition that should be detached",
    Self::Referred { hidden: true, .. } => "partition-references-hidden" NotWanted "policies hide from the role whether rows refer to a partition that should be detached",
    Self::Reachable { .. } => "retired-reachable" NotWanted "somebody can reach the rows of a table that was detached",
    Self::Exposed { .. } => "partition-exposed" NotWanted "a partition has rights of its own and no row-level security",
});

codes!(Unsuited {
    Self::Key { .. } => "partition-key-unsuited" Usage "partitioned by something else than ranges of one time",
    Self::Number { .. } => "partition-key-number" Usage "partitioned by whole numbers, and nothing says that they are a time",
    Self::Column { .. } => "partition-key-differs" Usage "partitioned by another column than the configuration says",
    Self::NoInterval => "no-interval" Usage "nothing says how long the partitions should be",
    Self::NoEpoch { .. } => "epoch-unsuited" Usage "`epoch` is said of a key that is no whole number",
    Self::HoursOfPlace { .. } => "hours-of-place" Usage "hours of a place whose clocks are changed: one of them comes twice",
    Self::TooMany { .. } => "too-many-partitions" Usage "more partitions would be made than anybody means",
});

#[cfg(test)]
mod tests;
