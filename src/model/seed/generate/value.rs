//! A value on its way to a column.

use chrono::{DateTime, SecondsFormat};

/// A value. A text is not held: it was appended to the buffer that the value was made into.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A decimal number: its digits, and how many of them stand behind the point.
    Number {
        digits: i64,
        places: u32,
    },
    Uuid(u128),
    /// Microseconds since 1970 in UTC.
    Time(i64),
    Text,
}

impl Value {
    /// A whole number.
    pub(crate) fn integer(number: u64) -> Self {
        Self::Number { digits: number.cast_signed(), places: 0 }
    }

    /// Appends what a template or a text column shows of it. A text stands there already.
    pub(crate) fn show(self, out: &mut Vec<u8>) {
        match self {
            Self::Null | Self::Text => {}
            Self::Bool(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
            Self::Number { digits, places: 0 } => number(digits, out),
            Self::Number { digits, places } => {
                let unit = 10_u64.pow(places.min(18));
                if digits < 0 {
                    out.push(b'-');
                }
                number((digits.unsigned_abs() / unit).cast_signed(), out);
                let behind = format!(".{:0width$}", digits.unsigned_abs() % unit, width = places as usize);
                out.extend_from_slice(behind.as_bytes());
            }
            Self::Uuid(uuid) => hyphenated(uuid, out),
            Self::Time(instant) => match DateTime::from_timestamp_micros(instant) {
                Some(time) => {
                    out.extend_from_slice(time.to_rfc3339_opts(SecondsFormat::Micros, true).as_bytes());
                }
                None => out.extend_from_slice(if instant < 0 { b"-infinity" } else { b"infinity" }),
            },
        }
    }
}

/// Appends the decimal digits of a number.
pub(crate) fn number(number: i64, out: &mut Vec<u8>) {
    if number < 0 {
        out.push(b'-');
    }
    let (mut left, mut at, mut digits) = (number.unsigned_abs(), 20, [0_u8; 20]);
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(left % 10).unwrap_or(0);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends a number of hexadecimal digits, the highest first.
pub(crate) fn hex(bits: u64, digits: usize, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for at in (0..digits).rev() {
        out.push(DIGITS[((bits >> (4 * at)) & 0xf) as usize]);
    }
}

fn hyphenated(uuid: u128, out: &mut Vec<u8>) {
    let bytes = uuid.to_be_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            out.push(b'-');
        }
        hex(u64::from(*byte), 2, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_text(value: Value) -> String {
        let mut out = Vec::new();
        value.show(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_shown_as_the_server_reads_them() {
        assert_eq!(value_text(Value::Number { digits: -1205, places: 2 }), "-12.05");
        assert_eq!(value_text(Value::Number { digits: i64::MIN, places: 0 }), i64::MIN.to_string());
        assert_eq!(value_text(Value::integer(0)), "0");
        assert_eq!(
            value_text(Value::Uuid(0x0123_4567_89ab_4def_8123_4567_89ab_cdef)),
            "01234567-89ab-4def-8123-456789abcdef"
        );
        assert_eq!(value_text(Value::Time(1_793_491_200_000_001)), "2026-11-01T00:00:00.000001Z");
        assert_eq!(value_text(Value::Time(i64::MAX)), "infinity");
    }
}
