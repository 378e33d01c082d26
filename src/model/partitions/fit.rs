//! Which time zone the bounds of a table are those of.

use super::instant::Instant;
use super::interval::Interval;
use super::key::KeyType;
use super::periods::Periods;
use super::plan::Ranges;
use super::table::PartitionedTable;
use super::zone::Zone;

/// Zones that are named first where others have the same midnights.
const WELL_KNOWN: [&str; 28] = [
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Denver",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Asia/Singapore",
    "Europe/Athens",
    "Europe/Moscow",
    "Europe/Istanbul",
    "America/Toronto",
    "America/Mexico_City",
    "America/Bogota",
    "America/Argentina/Buenos_Aires",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Jakarta",
    "Pacific/Auckland",
    "America/Anchorage",
];

/// How many partitions are looked at to find a zone among hundreds.
const NEWEST: usize = 4;

/// More are no hint.
const MOST: usize = 3;

/// The zones in which every one of these bounds is the begin of a period, the likeliest first: the one that
/// sessions usually have, well-known ones, others, and an offset where that is enough. UTC alone where it is one.
pub(crate) fn zones(
    bounds: &[Instant],
    interval: Interval,
    key_type: KeyType,
    usual: Option<Zone>,
) -> Vec<Zone> {
    if bounds.is_empty() || !key_type.is_absolute() {
        return Vec::new();
    }
    let fits = |zone: &Zone| {
        bounds.iter().all(|bound| Periods::new(interval, *zone, key_type, bound.tail).begins(*bound))
    };
    if fits(&Zone::Utc) {
        return vec![Zone::Utc];
    }
    let offset = offsets().find(fits);
    if interval == Interval::Hour {
        return offset.into_iter().collect();
    }
    if let Some(usual) = usual.filter(fits) {
        return vec![usual];
    }
    let known = WELL_KNOWN.iter().filter_map(|name| Zone::parse(name));
    let mut zones: Vec<Zone> = known.filter(fits).take(MOST - 1).collect();
    if zones.is_empty() {
        zones.extend(Zone::places().filter(fits).take(MOST - 1));
    }
    zones.extend(offset);
    zones
}

/// The interval of a table's newest partition, and the zone whose it is: UTC where one of them is a period there
/// and nothing speaks for another zone. `None` where no partition is a period anywhere.
pub(crate) fn found(table: &PartitionedTable) -> Option<(Interval, Zone)> {
    let in_utc = table.interval(Zone::Utc, usize::MAX);
    if let Some(interval) = in_utc {
        let zone = elsewhere(table, interval, Zone::Utc).and_then(|(_, zones)| zones.first().copied());
        return Some((interval, zone.unwrap_or(Zone::Utc)));
    }
    if !table.key_type().is_absolute() {
        return None;
    }
    let known = WELL_KNOWN.iter().filter_map(|name| Zone::parse(name));
    let candidates = table.usual_zone.into_iter().chain(known).chain(Zone::places()).chain(offsets());
    let interval = candidates.into_iter().find_map(|zone| table.interval(zone, NEWEST))?;
    let bounds: Vec<Instant> = Ranges::new(&table.ranges()).bounds().collect();
    let zones = zones(&bounds, interval, table.key_type(), table.usual_zone);
    Some((interval, zones.first().copied().unwrap_or(Zone::Utc)))
}

/// The last bound of a table that is not the begin of a period in a zone, with the zones that explain all of them.
/// `None` where every bound is one, and where no zone explains all.
pub(crate) fn elsewhere(
    table: &PartitionedTable,
    interval: Interval,
    zone: Zone,
) -> Option<(Instant, Vec<Zone>)> {
    let bounds: Vec<Instant> = Ranges::new(&table.ranges()).bounds().collect();
    let key_type = table.key_type();
    let fits = |bound: &&Instant| Periods::new(interval, zone, key_type, bound.tail).begins(**bound);
    let misfit = *bounds.iter().rev().find(|bound| !fits(bound))?;
    let zones = zones(&bounds, interval, key_type, table.usual_zone);
    (!zones.is_empty()).then_some((misfit, zones))
}

/// Every offset of whole quarters of an hour, the smallest first, UTC's not among them.
fn offsets() -> impl Iterator<Item = Zone> {
    let quarters = (1..=56).flat_map(|quarters| [quarters, -quarters]);
    quarters.map(|quarters: i32| Zone::Fixed(quarters * 900))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(bounds: &[&str], interval: Interval, usual: Option<&str>) -> Vec<String> {
        let bounds: Vec<Instant> = bounds.iter().map(|bound| Instant::parse(bound).unwrap()).collect();
        let usual = usual.and_then(Zone::parse);
        let zones = zones(&bounds, interval, KeyType::TimestampTz, usual);
        zones.iter().map(ToString::to_string).collect()
    }

    const BERLIN: [&str; 3] = ["2026-09-30 22:00:00", "2026-10-31 23:00:00", "2026-11-30 23:00:00"];

    #[test]
    fn the_zone_of_midnights_is_found() {
        assert_eq!(names(&BERLIN, Interval::Month, None), ["Europe/Berlin"]);
        assert_eq!(names(&BERLIN, Interval::Month, Some("Europe/Paris")), ["Europe/Paris"]);
        assert_eq!(names(&BERLIN, Interval::Month, Some("Asia/Tokyo")), ["Europe/Berlin"]);
        // In winter alone many could be meant.
        let winter = names(&BERLIN[1..], Interval::Month, None);
        assert_eq!(winter, ["Europe/Berlin", "Africa/Lagos", "+01:00"]);
        let nepal = ["2026-09-30 18:15:00", "2026-10-31 18:15:00"];
        assert_eq!(names(&nepal, Interval::Month, None), ["Asia/Kathmandu", "Asia/Katmandu", "+05:45"]);
        let paulo = ["2018-11-04 03:00:00", "2018-11-05 02:00:00"];
        assert_eq!(names(&paulo, Interval::Day, None), ["America/Sao_Paulo"]);
        assert_eq!(names(&["2026-11-01", "2026-12-01"], Interval::Month, Some("Asia/Tokyo")), ["UTC"]);
    }

    #[test]
    fn an_offset_is_named_where_no_place_has_such_midnights() {
        let days = ["2026-01-01 00:30:00", "2026-07-01 00:30:00"];
        assert_eq!(names(&days, Interval::Day, None), ["-00:30"]);
        let hours = ["2026-01-01 00:30:00", "2026-01-01 01:30:00"];
        assert_eq!(names(&hours, Interval::Hour, Some("Asia/Kolkata")), ["+00:30"]);
        assert_eq!(names(&["2026-01-01 00:00:07"], Interval::Day, None), Vec::<String>::new());
        // A month that begins on the 15th begins there nowhere.
        assert_eq!(names(&["2026-01-15 00:00:00"], Interval::Month, None), Vec::<String>::new());
        let bound = [Instant::parse("2026-01-01 05:00:00").unwrap()];
        assert_eq!(zones(&bound, Interval::Day, KeyType::Timestamp, None), []);
    }
}
