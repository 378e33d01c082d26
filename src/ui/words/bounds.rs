//! Partition bounds that do not match the periods, and the names of periods.

use super::grammar::ticked_list;
use crate::model::partitions::coverage::{Crossed, Misfit};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::key::KeyType;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::report::TableReport;
use crate::model::partitions::table::PartitionedTable;
use crate::model::partitions::zone::{Local, Zone};
use crate::ui::message::Message;

/// Which bound is in the way, what is not created because of it, and what to configure.
pub(super) fn crossed(table: &TableReport, crossed: &Crossed) -> Message {
    let (shown, interval) = (&table.shown, table.interval());
    let beside = &crossed.beside;
    let mut title = if crossed.starts.is_empty() {
        format!("`{shown}` gets no partition for {}", periods(beside, interval))
    } else {
        format!("`{shown}` has a partition that covers only part of {}", periods(&crossed.starts, interval))
    };
    let key_type = table.table.as_ref().map_or(KeyType::TimestampTz, PartitionedTable::key_type);
    if let Some(Misfit { partition, is_end, bound, .. }) = &crossed.misfit {
        let verb = if *is_end { "ends" } else { "begins" };
        title.push_str(&format!(": `{partition}` {verb} at {}", instant(*bound, key_type)));
    }
    if !crossed.starts.is_empty() && !beside.is_empty() {
        title.push_str(&format!("; no partition is created for {} either", periods(beside, interval)));
    }
    Message::new(title).hint(remedy(table, crossed, key_type))
}

fn remedy(table: &TableReport, crossed: &Crossed, key_type: KeyType) -> String {
    let interval = table.interval().map_or("period", Interval::as_str);
    let zone = table.periods.map_or(Zone::Utc, Periods::zone);
    if let (KeyType::Uuid, Some(misfit)) = (key_type, &crossed.misfit)
        && let Some(begin) = same_millisecond(misfit)
    {
        return format!(
            "next to the newest partition a {interval} begins at `{}`: where bounds end differently, create the partition between them by hand, from one bound to the other",
            key_type.literal(begin)
        );
    }
    match crossed.zones.split_first() {
        Some((likeliest, others)) => {
            let others: Vec<String> = others.iter().map(ToString::to_string).collect();
            let others = match others.len() {
                0 => String::new(),
                1 => format!("; {} fits as well", ticked_list(&others)),
                _ => format!("; {} fit as well", ticked_list(&others)),
            };
            format!(
                "set `timezone = \"{likeliest}\"` in `[[partitions]]`: there every bound is the bound of a {interval}{others}"
            )
        }
        None => {
            let cut = crossed.misfit.as_ref().map(|Misfit { cuts, between: (start, end), .. }| {
                format!(
                    "this cuts {}, which runs from {} to {}: ",
                    period(*cuts, table.interval()),
                    instant(*start, key_type),
                    instant(*end, key_type)
                )
            });
            let places = if key_type.is_absolute() {
                format!(" in {zone} or in any other time zone")
            } else {
                String::new()
            };
            format!(
                "{}the bounds do not match a {interval}{places}; check `interval`, and see the bounds with `migrate partitions list`",
                cut.unwrap_or_default()
            )
        }
    }
}

/// The start of a period that differs from a bound only in the bits that are not a time.
fn same_millisecond(misfit: &Misfit) -> Option<Instant> {
    let (start, end) = misfit.between;
    [start, end].into_iter().find(|begin| begin.milliseconds() == misfit.bound.milliseconds())
}

/// A bound as the key writes it, with its time in UTC where the key does not show that.
fn instant(bound: Instant, key_type: KeyType) -> String {
    match key_type {
        KeyType::TimestampTz => format!("{bound} UTC"),
        KeyType::Timestamp | KeyType::Date => bound.to_string(),
        KeyType::Uuid | KeyType::Epoch(_) => format!("`{}` ({bound} UTC)", key_type.literal(bound)),
    }
}

/// The server's time zone data differ from this program's.
pub(super) fn zone_differs(
    table: &str,
    zone: Zone,
    (Local(shown), here): (Local, Instant),
    server: Option<Instant>,
) -> Message {
    match server {
        Some(server) => Message::new(format!(
            "{shown} in `{zone}` is {here} UTC to this program and {server} UTC to the server: no partition was created for `{table}`"
        ))
        .hint("one of them has outdated time zone data: update the server's (its package `tzdata`, or PostgreSQL itself) or this program"),
        None => Message::new(format!("the server does not know the time zone `{zone}`: no partition was created for `{table}`"))
            .hint("`SELECT name FROM pg_timezone_names` lists the zones it knows"),
    }
}

/// `` `2026-11` ``, `` `2026-11`, `2026-12` and 4 more ``
pub(super) fn periods(starts: &[Local], interval: Option<Interval>) -> String {
    let all: Vec<String> = starts.iter().map(|start| period(*start, interval)).collect();
    match all.as_slice() {
        [first, second, rest @ ..] if rest.len() > 3 => {
            format!("`{first}`, `{second}` and {} more", rest.len())
        }
        few => ticked_list(few),
    }
}

/// `2026-11`, `2026 Q4`, `2026-11-24 15:00`
pub(in crate::ui) fn period(Local(start): Local, interval: Option<Interval>) -> String {
    let date = start.day.date();
    let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    match interval {
        Some(Interval::Month) => format!("{:04}-{:02}", date.year, date.month),
        Some(Interval::Year) => format!("{:04}", date.year),
        Some(Interval::Quarter) => format!("{:04} Q{}", date.year, (date.month - 1) / 3 + 1),
        Some(Interval::Week) => format!("the week of {day}"),
        Some(Interval::Hour) => {
            format!("{day} {:02}:{:02}", start.micros / 3_600_000_000, start.micros / 60_000_000 % 60)
        }
        Some(Interval::Day) | None => day,
    }
}
