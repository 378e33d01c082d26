//! Counting the rows of DEFAULT by period: the server gets the starts of the periods, and is not asked for them.

use tokio_postgres::{Error, Row};

use crate::model::partitions::default_rows::{DefaultRows, DefaultRowsByPeriod};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::key::{Epoch, KeyType};
use crate::model::partitions::periods::Periods;
use crate::model::sql::quote::Ident;

/// The statement. Of rows before the first begin and after the last, only the years are distinguished: nothing is made
/// for them.
pub(super) fn counting(table: &str, column: &Ident, key_type: KeyType, begins: &[Instant]) -> String {
    let list: Vec<String> = begins.iter().map(|begin| format!("\"{}\"", key_type.literal(*begin))).collect();
    let (array, type_name) = (list.join(","), key_type.type_name());
    let is_time = match key_type {
        KeyType::TimestampTz | KeyType::Timestamp | KeyType::Date => format!("pg_catalog.isfinite({column})"),
        KeyType::Uuid | KeyType::Epoch(_) => format!("{column} IS NOT NULL"),
    };
    format!(
        "SELECT
             b.place::pg_catalog.int8 AS place,
             CASE WHEN b.is_far THEN pg_catalog.min({time})::pg_catalog.text END AS earliest,
             pg_catalog.count(*) AS rows
         FROM ONLY {table} AS r
         CROSS JOIN LATERAL (
             SELECT CASE WHEN {is_time} THEN pg_catalog.width_bucket({column}, '{{{array}}}'::pg_catalog.{type_name}[]) END AS place
         ) AS w
         CROSS JOIN LATERAL (SELECT w.place, w.place IN (0, {last}) AS is_far) AS b
         GROUP BY b.place, b.is_far, CASE WHEN b.is_far THEN pg_catalog.date_trunc('year', {time}) END
         ORDER BY b.place, earliest",
        time = time(column, key_type),
        last = begins.len(),
    )
}

/// A key as a timestamp in UTC, or as its clock has it.
fn time(column: &Ident, key_type: KeyType) -> String {
    // No timestamp is so late or so early as a number can be.
    let number = |limit: &str| format!("GREATEST(LEAST({column}::pg_catalog.numeric, {limit}), -{limit})");
    match key_type {
        KeyType::TimestampTz => format!("({column} AT TIME ZONE 'UTC')"),
        KeyType::Timestamp => column.to_string(),
        KeyType::Date => format!("{column}::pg_catalog.timestamp"),
        KeyType::Uuid => {
            let digits =
                format!("pg_catalog.substr(pg_catalog.replace({column}::pg_catalog.text, '-', ''), 1, 12)");
            format!(
                "(pg_catalog.to_timestamp(('x' || {digits})::bit(48)::pg_catalog.int8 / 1000.0) AT TIME ZONE 'UTC')"
            )
        }
        KeyType::Epoch(Epoch::Seconds) => {
            format!("(pg_catalog.to_timestamp({}) AT TIME ZONE 'UTC')", number("60000000000"))
        }
        KeyType::Epoch(Epoch::Milliseconds) => {
            format!("(pg_catalog.to_timestamp({} / 1000) AT TIME ZONE 'UTC')", number("60000000000000"))
        }
    }
}

/// What the server answered.
pub(super) fn counted(
    rows: &[Row],
    begins: &[Instant],
    periods: Periods,
) -> Result<DefaultRowsByPeriod, Error> {
    let mut strays = DefaultRowsByPeriod::default();
    for row in rows {
        let rows: i64 = row.try_get("rows")?;
        let Some(place) = row.try_get::<_, Option<i64>>("place")? else {
            strays.timeless = rows;
            continue;
        };
        let earliest: Option<String> = row.try_get("earliest")?;
        let start = match earliest.as_deref().and_then(Instant::parse) {
            Some(earliest) => periods.start_of(earliest),
            None => {
                let before = usize::try_from(place - 1).ok();
                before
                    .and_then(|at| begins.get(at))
                    .copied()
                    .unwrap_or(periods.start_of(Instant::of_seconds(0)))
            }
        };
        strays.periods.push(DefaultRows { start, rows });
    }
    strays.periods.sort_by_key(|stray| stray.start);
    Ok(strays)
}
