//! `[[partitions]]`, settled: every word is known and every name can tell periods apart.

use super::file::{ConfigFile, Partitions};
use crate::model::outcome::failure::ConfigProblem;
use crate::model::partitions::config::{AHEAD, PartitionConfig};
use crate::model::partitions::interval::Interval;
use crate::model::partitions::key::Epoch;
use crate::model::partitions::name::NamePattern;
use crate::model::partitions::retention::RetentionPeriod;
use crate::model::partitions::zone::{Zone, near};

/// The configured tables, in their order.
pub(super) fn wishes(config: &ConfigFile) -> Result<Vec<PartitionConfig>, ConfigProblem> {
    config.partitions.iter().map(wish).collect()
}

fn wish(given: &Partitions) -> Result<PartitionConfig, ConfigProblem> {
    let bad = |name: &str, wanted| ConfigProblem::BadValue {
        name: format!("partitions.{name} of table {}", given.table),
        wanted,
    };
    let interval = Interval::ALL
        .into_iter()
        .find(|interval| interval.as_str() == given.interval)
        .ok_or_else(|| bad("interval", "hour, day, week, month, quarter or year"))?;
    let name = match &given.name {
        None => NamePattern::usual(&given.table, interval),
        Some(pattern) => NamePattern::parse(pattern, interval).ok_or_else(|| {
            bad(
                "name",
                "a name in which `%Y`, `%m`, `%d`, `%H`, `%q`, `%G` and `%V` distinguish any two periods",
            )
        })?,
    };
    let keep = given.keep.as_deref().map(|keep| {
        let keep = RetentionPeriod::parse(keep).filter(|keep| !keep.is_zero());
        keep.ok_or_else(|| bad("keep", "a number and a unit: 48h, 90d, 12w, 24m or 2y"))
    });
    let zone = given.timezone.as_deref().map_or(Ok(Zone::Utc), |name| {
        Zone::parse(name).ok_or_else(|| ConfigProblem::NoSuchTimeZone {
            name: format!("partitions.timezone of table {}", given.table),
            near: near(name),
        })
    });
    let epoch = given.epoch.as_deref().map(|word| {
        let epoch = Epoch::ALL.into_iter().find(|epoch| epoch.as_str() == word);
        epoch.ok_or_else(|| bad("epoch", "seconds or milliseconds"))
    });
    Ok(PartitionConfig {
        schema: given.schema.clone(),
        table: given.table.clone(),
        column: given.column.clone(),
        interval,
        zone: zone?,
        epoch: epoch.transpose()?,
        ahead: given.ahead.unwrap_or(AHEAD).min(1_000),
        keep: keep.transpose()?,
        name,
        default: given.default,
    })
}
