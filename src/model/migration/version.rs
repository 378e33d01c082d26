//! The version of a migration: a whole number, written `V007`.

use std::fmt;
use std::str::FromStr;

/// A migration's version. `V7`, `V007` and `7` are the same version; order is numeric.
///
/// 64 bits wide, because teams number by timestamp; refinery's default history table holds 32
/// (see [`Version::fits_int4`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Version(i64);

/// The text is not a whole number from 0 to 9223372036854775807, with or without a leading `V`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotAVersion;

impl Version {
    /// Before the first migration.
    pub(crate) const ZERO: Self = Self(0);

    /// A version from a number; negative numbers are no versions.
    pub(crate) fn new(number: i64) -> Option<Self> {
        (number >= 0).then_some(Self(number))
    }

    /// The number itself.
    pub(crate) fn number(self) -> i64 {
        self.0
    }

    /// The number as refinery's default `int4` column holds it, if it fits.
    pub(crate) fn fits_int4(self) -> Option<i32> {
        i32::try_from(self.0).ok()
    }

    /// The version after this one, at the end of the range itself.
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "V{:03}", self.0)
    }
}

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let digits = text.strip_prefix(['V', 'v']).unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAVersion);
        }
        digits.parse().map(Self).map_err(|_| NotAVersion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn leading_zeros_and_the_letter_do_not_matter() {
        for text in ["7", "007", "V7", "V007", "v7"] {
            assert_eq!(text.parse(), Ok(Version(7)), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_number_is_refused() {
        for text in ["", "V", "1.2", "-1", "+1", " 1", "1 ", "VV1", "٣", "9223372036854775808"] {
            assert_eq!(text.parse::<Version>(), Err(NotAVersion), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(number in 0..=i64::MAX) {
            let version = Version(number);
            prop_assert_eq!(version.to_string().parse(), Ok(version));
        }

        #[test]
        fn padding_never_changes_a_version(number in 0..=i64::MAX, zeros in 0_usize..20) {
            let padded = format!("V{}{number}", "0".repeat(zeros));
            prop_assert_eq!(padded.parse(), Ok(Version(number)));
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = text.parse::<Version>();
        }
    }
}
