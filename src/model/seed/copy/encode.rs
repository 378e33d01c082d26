//! The bytes of a field, as COPY takes them ("COPY", "File Formats").

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use super::column_type::ColumnType;
use crate::model::seed::generate::value::{Value, number};

/// 2000-01-01, where the server's time begins, in microseconds since 1970.
const EPOCH: i64 = 946_684_800_000_000;
const DAY: i64 = 86_400_000_000;

/// The length of a field that is NULL.
pub(crate) const NULL: [u8; 4] = (-1_i32).to_be_bytes();

/// Appends the binary form of a value; of a text, that stands from `body` on, in its place. `None`: the type does not
/// take it.
pub(crate) fn binary(kind: ColumnType, value: Value, body: usize, out: &mut Vec<u8>) -> Option<()> {
    if value == Value::Text && !matches!(kind, ColumnType::Text | ColumnType::Jsonb) {
        let text = String::from_utf8(out.split_off(body)).ok()?;
        return from_text(kind, &text, out);
    }
    match (kind, value) {
        (ColumnType::Text | ColumnType::Jsonb, value) => value.show(out),
        (ColumnType::Bool, Value::Bool(value)) => out.push(u8::from(value)),
        (ColumnType::Int2, value) => out.extend(i16::try_from(as_integer(value)?).ok()?.to_be_bytes()),
        (ColumnType::Int4, value) => out.extend(i32::try_from(as_integer(value)?).ok()?.to_be_bytes()),
        (ColumnType::Int8, value) => out.extend(as_integer(value)?.to_be_bytes()),
        #[allow(clippy::cast_possible_truncation, reason = "as the type does")]
        (ColumnType::Float4, value) => out.extend((real(value)? as f32).to_be_bytes()),
        (ColumnType::Float8, value) => out.extend(real(value)?.to_be_bytes()),
        (ColumnType::Numeric, Value::Number { digits, places }) => numeric(digits, places, out),
        (ColumnType::Uuid, Value::Uuid(uuid)) => out.extend(uuid.to_be_bytes()),
        (ColumnType::Timestamptz | ColumnType::Timestamp, Value::Time(time)) => {
            out.extend(instant(time).to_be_bytes());
        }
        (ColumnType::Date, Value::Time(time)) => out.extend(day(time)?.to_be_bytes()),
        _ => return None,
    }
    Some(())
}

fn from_text(kind: ColumnType, text: &str, out: &mut Vec<u8>) -> Option<()> {
    let value = match kind {
        ColumnType::Bool => Value::Bool(match text {
            "true" | "t" | "1" => true,
            "false" | "f" | "0" => false,
            _ => return None,
        }),
        ColumnType::Int2 | ColumnType::Int4 | ColumnType::Int8 => {
            Value::Number { digits: text.parse().ok()?, places: 0 }
        }
        ColumnType::Float4 => {
            out.extend(text.parse::<f32>().ok()?.to_be_bytes());
            return Some(());
        }
        ColumnType::Float8 => {
            out.extend(text.parse::<f64>().ok()?.to_be_bytes());
            return Some(());
        }
        ColumnType::Numeric => {
            let (before, behind) = text.split_once('.').unwrap_or((text, ""));
            let digits = format!("{before}{behind}").parse().ok()?;
            Value::Number { digits, places: u32::try_from(behind.len()).ok()? }
        }
        ColumnType::Uuid => {
            let digits: String = text.chars().filter(|digit| *digit != '-').collect();
            Value::Uuid((digits.len() == 32).then(|| u128::from_str_radix(&digits, 16).ok())??)
        }
        ColumnType::Timestamptz | ColumnType::Timestamp | ColumnType::Date => Value::Time(time(text)?),
        ColumnType::Bytea => {
            let hex = text.strip_prefix("\\x").unwrap_or(text);
            let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
            let bytes = (0..hex.len()).step_by(2).map(byte).collect::<Option<Vec<u8>>>()?;
            out.extend(bytes);
            return Some(());
        }
        ColumnType::Text | ColumnType::Jsonb | ColumnType::Other => return None,
    };
    binary(kind, value, out.len(), out)
}

/// An instant as a person writes it: a day, or a day and a time, with or without a zone.
pub(crate) fn time(text: &str) -> Option<i64> {
    match text {
        "infinity" => return Some(i64::MAX),
        "-infinity" => return Some(i64::MIN),
        _ => {}
    }
    let zoned = ["%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M:%S%.f%#z"];
    let zoned = zoned.iter().find_map(|form| DateTime::parse_from_str(text, form).ok());
    let plain = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f"];
    let plain = || plain.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    match zoned {
        Some(time) => Some(time.timestamp_micros()),
        None => plain().or_else(day).map(|time| time.and_utc().timestamp_micros()),
    }
}

fn as_integer(value: Value) -> Option<i64> {
    match value {
        Value::Number { digits, places: 0 } => Some(digits),
        Value::Number { digits, places } => Some(digits / 10_i64.checked_pow(places)?),
        _ => None,
    }
}

#[allow(clippy::cast_precision_loss, reason = "as the type does")]
fn real(value: Value) -> Option<f64> {
    match value {
        Value::Number { digits, places } => Some(digits as f64 / 10_f64.powi(i32::try_from(places).ok()?)),
        _ => None,
    }
}

/// Infinite ones stay what they are.
fn instant(time: i64) -> i64 {
    if time == i64::MAX || time == i64::MIN { time } else { time - EPOCH }
}

fn day(time: i64) -> Option<i32> {
    match time {
        i64::MAX => Some(i32::MAX),
        i64::MIN => Some(i32::MIN),
        time => i32::try_from((time - EPOCH).div_euclid(DAY)).ok(),
    }
}

/// Groups of four decimal digits, the weight of the first, the sign and the places (`numeric_recv`).
fn numeric(digits: i64, places: u32, out: &mut Vec<u8>) {
    let places = i32::try_from(places).unwrap_or(0);
    let padding = (4 - places.rem_euclid(4)) % 4;
    let mut left = u128::from(digits.unsigned_abs()) * 10_u128.pow(padding.unsigned_abs());
    let behind = (places + padding) / 4;
    let mut groups: Vec<i16> = Vec::new();
    while left > 0 {
        groups.push(i16::try_from(left % 10_000).unwrap_or(0));
        left /= 10_000;
    }
    let weight = i32::try_from(groups.len()).unwrap_or(0) - behind - 1;
    groups.reverse();
    while groups.last() == Some(&0) {
        groups.pop();
    }
    let short = |number: i32| i16::try_from(number).unwrap_or(0).to_be_bytes();
    out.extend(short(i32::try_from(groups.len()).unwrap_or(0)));
    out.extend(short(if groups.is_empty() { 0 } else { weight }));
    out.extend(short(if digits < 0 { 0x4000 } else { 0 }));
    out.extend(short(places));
    for group in groups {
        out.extend(group.to_be_bytes());
    }
}

/// Appends a field of the text format: the bytes that mean something to COPY are escaped.
pub(crate) fn text(value: Value, text: &[u8], out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"\\N"),
        Value::Text => {
            for byte in text {
                match byte {
                    b'\\' => out.extend_from_slice(b"\\\\"),
                    b'\t' => out.extend_from_slice(b"\\t"),
                    b'\n' => out.extend_from_slice(b"\\n"),
                    b'\r' => out.extend_from_slice(b"\\r"),
                    byte => out.push(*byte),
                }
            }
        }
        Value::Number { digits, places: 0 } => number(digits, out),
        value => value.show(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(kind: ColumnType, text: &str) -> Option<Vec<u8>> {
        let mut out = text.as_bytes().to_vec();
        binary(kind, Value::Text, 0, &mut out).map(|()| out)
    }

    #[test]
    fn numbers_are_groups_of_four_digits() {
        // What `numeric_send` gives: groups, weight, sign, places.
        assert_eq!(
            bytes(ColumnType::Numeric, "12345.678").unwrap(),
            [0, 3, 0, 1, 0, 0, 0, 3, 0, 1, 0x09, 0x29, 0x1a, 0x7c]
        );
        assert_eq!(
            bytes(ColumnType::Numeric, "-0.05").unwrap(),
            [0, 1, 0xff, 0xff, 0x40, 0, 0, 2, 0x01, 0xf4]
        );
        assert_eq!(bytes(ColumnType::Numeric, "0.00").unwrap(), [0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(bytes(ColumnType::Numeric, "10000").unwrap(), [0, 1, 0, 1, 0, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn what_a_type_does_not_accept_has_no_encoding() {
        assert_eq!(bytes(ColumnType::Int2, "40000"), None);
        assert_eq!(bytes(ColumnType::Int4, "x"), None);
        assert_eq!(bytes(ColumnType::Bool, "maybe"), None);
        assert_eq!(bytes(ColumnType::Date, "2026-02-30"), None);
        assert_eq!(bytes(ColumnType::Uuid, "12"), None);
        assert_eq!(bytes(ColumnType::Other, "x"), None);
    }

    #[test]
    fn time_begins_in_2000() {
        assert_eq!(
            bytes(ColumnType::Timestamptz, "2000-01-01 00:00:00.000001+00").unwrap(),
            1_i64.to_be_bytes()
        );
        assert_eq!(bytes(ColumnType::Timestamptz, "1999-12-31 22:00:00-02").unwrap(), 0_i64.to_be_bytes());
        assert_eq!(bytes(ColumnType::Date, "1999-12-31").unwrap(), (-1_i32).to_be_bytes());
        assert_eq!(bytes(ColumnType::Date, "infinity").unwrap(), i32::MAX.to_be_bytes());
        assert_eq!(bytes(ColumnType::Timestamp, "9999-12-31 23:59:59.999999").unwrap().len(), 8);
    }

    #[test]
    fn a_text_field_is_escaped() {
        let mut out = Vec::new();
        text(Value::Text, b"a\tb\\N\nc", &mut out);
        assert_eq!(out, b"a\\tb\\\\N\\nc");
    }
}
