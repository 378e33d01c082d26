//! Values that are all different: the first, the second, and so on, as many as there are.

use super::value::Value;

/// From how many values on nobody counts them.
pub(crate) const MANY: u64 = 1_000_000;

const LETTERS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Different values in an order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sequence {
    /// These texts.
    Items(Vec<String>),
    /// Whole numbers from the first on.
    Range { from: i64, size: u64 },
    /// Texts of one length over the first `letters` of ten digits and 26 letters; with `upper`, over capital letters alone.
    Code { letters: u64, width: usize, upper: bool },
    /// Texts with one of these letters in each place.
    Places(Vec<Vec<char>>),
    /// Instants, microseconds since 1970, and how far they are apart.
    Steps { from: i64, step: i64, size: u64 },
    /// Spans of time, one behind the other: `[day, next day)`.
    Days { from: i64, size: u64 },
    /// Spans of whole numbers, one behind the other.
    Spans,
    /// Addresses of a private network.
    Addresses,
    /// Bits, `width` at a time.
    Bits { width: usize },
    /// Times of a day.
    Clock,
}

impl Sequence {
    /// How many values there are.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Items(items) => items.len() as u64,
            Self::Range { size, .. } | Self::Steps { size, .. } | Self::Days { size, .. } => *size,
            Self::Code { letters, width, .. } => power(*letters, *width),
            Self::Bits { width } => power(2, *width),
            Self::Places(places) => {
                places.iter().fold(1, |all: u64, letters| all.saturating_mul(letters.len() as u64))
            }
            Self::Spans => MANY,
            Self::Addresses => 1 << 24,
            Self::Clock => 86_400,
        }
    }

    /// The value of a place below the size. A text is appended to `out`.
    pub(crate) fn value(&self, place: u64, out: &mut Vec<u8>) -> Value {
        let place = place % self.size().max(1);
        match self {
            Self::Items(items) => {
                let item = usize::try_from(place).ok().and_then(|place| items.get(place));
                out.extend_from_slice(item.map_or(&[], |item| item.as_bytes()));
            }
            Self::Range { from, .. } => {
                return Value::Number { digits: from.saturating_add(place.cast_signed()), places: 0 };
            }
            Self::Steps { from, step, .. } => {
                return Value::Time(from.saturating_add(step.saturating_mul(place.cast_signed())));
            }
            Self::Code { letters, width, upper } => {
                let letter = |digit: usize| {
                    if *upper { LETTERS[digit + 10].to_ascii_uppercase() } else { LETTERS[digit] }
                };
                digits(place, *letters, *width, letter, out);
            }
            Self::Places(places) => {
                let mut left = place;
                let mut text: Vec<char> = Vec::new();
                for letters in places.iter().rev() {
                    let many = letters.len() as u64;
                    text.extend(usize::try_from(left % many.max(1)).ok().and_then(|at| letters.get(at)));
                    left /= many.max(1);
                }
                out.extend(text.into_iter().rev().collect::<String>().into_bytes());
            }
            Self::Bits { width } => digits(place, 2, *width, |digit| LETTERS[digit], out),
            Self::Days { from, .. } => {
                let day = |at: u64| {
                    let mut text = Vec::new();
                    Value::Time(from.saturating_add(DAY.saturating_mul(at.cast_signed()))).show(&mut text);
                    String::from_utf8_lossy(&text[..10.min(text.len())]).into_owned()
                };
                out.extend_from_slice(format!("[{},{})", day(place), day(place + 1)).as_bytes());
            }
            Self::Spans => {
                out.extend_from_slice(format!("[{},{})", place * 10, place * 10 + 10).as_bytes());
            }
            Self::Addresses => {
                let part = |shift: u32| (place >> shift) & 0xff;
                out.extend_from_slice(format!("10.{}.{}.{}", part(16), part(8), part(0)).as_bytes());
            }
            Self::Clock => {
                let (hours, minutes) = (place / 3600, place / 60 % 60);
                out.extend_from_slice(format!("{hours:02}:{minutes:02}:{:02}", place % 60).as_bytes());
            }
        }
        Value::Text
    }
}

const DAY: i64 = 86_400_000_000;

fn power(base: u64, width: usize) -> u64 {
    u32::try_from(width).ok().and_then(|width| base.checked_pow(width)).unwrap_or(u64::MAX)
}

/// Appends the digits of a number, the highest first.
fn digits(number: u64, base: u64, width: usize, shown: impl Fn(usize) -> u8, out: &mut Vec<u8>) {
    let start = out.len();
    let mut left = number;
    for _ in 0..width {
        out.push(shown(usize::try_from(left % base).unwrap_or(0)));
        left /= base;
    }
    out[start..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn text(sequence: &Sequence, place: u64) -> String {
        let mut out = Vec::new();
        sequence.value(place, &mut out).show(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_place_has_a_value_of_its_own() {
        let sequences = [
            Sequence::Items(vec!["a".into(), "b".into()]),
            Sequence::Range { from: -3, size: 7 },
            Sequence::Code { letters: 36, width: 2, upper: false },
            Sequence::Code { letters: 26, width: 2, upper: true },
            Sequence::Bits { width: 4 },
            Sequence::Places(vec![vec!['A'], vec!['x', 'y'], vec!['0', '1', '2']]),
            Sequence::Days { from: 0, size: 100 },
            Sequence::Spans,
            Sequence::Addresses,
            Sequence::Clock,
        ];
        for sequence in sequences {
            let many = sequence.size().min(2000);
            let different: BTreeSet<String> = (0..many).map(|place| text(&sequence, place)).collect();
            assert_eq!(different.len() as u64, many, "{sequence:?}");
        }
    }

    #[test]
    fn values_have_the_form_that_types_take() {
        assert_eq!(text(&Sequence::Bits { width: 4 }, 5), "0101");
        assert_eq!(text(&Sequence::Code { letters: 26, width: 3, upper: true }, 1), "AAB");
        assert_eq!(text(&Sequence::Code { letters: 36, width: 3, upper: false }, 37), "011");
        assert_eq!(text(&Sequence::Days { from: 0, size: 9 }, 1), "[1970-01-02,1970-01-03)");
        assert_eq!(text(&Sequence::Addresses, 257), "10.0.1.1");
        assert_eq!(text(&Sequence::Range { from: -3, size: 7 }, 8), "-2");
    }
}
