//! The two hashes of a script: ours (SHA-256) and refinery's (SipHash 1-3).

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};
use siphasher::sip::SipHasher13;

use super::version::Version;

/// SHA-256 of a script's normalised text, as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sha256Hex(String);

impl Sha256Hex {
    /// The hash of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(hex(&Sha256::digest(text.as_bytes())))
    }

    /// A hash read back from the journal; compared only, so its form is not checked.
    pub(crate) fn recorded(hex: String) -> Self {
        Self(hex)
    }

    /// All 64 digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The first twelve digits: enough for a person to compare two.
    pub(crate) fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// The width of the history table's `version` column. refinery's checksum covers the version's
/// bytes, so the width is part of the checksum (refinery-core 0.10, `Migration::unapplied`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VersionWidth {
    /// `int4`: refinery's default.
    Int4,
    /// `int8`: refinery with its feature `int8-versions`.
    Int8,
}

impl VersionWidth {
    /// The narrowest column that holds these versions: `int4` wherever it can, because that is what
    /// an application's own refinery reads.
    pub(crate) fn for_versions(versions: impl IntoIterator<Item = Version>) -> Self {
        if versions.into_iter().all(|version| version.fits_int4().is_some()) {
            Self::Int4
        } else {
            Self::Int8
        }
    }
}

/// refinery's checksum of a script, as its history table stores it. `None` when the version does
/// not fit the column.
pub(crate) fn refinery(width: VersionWidth, version: Version, name: &str, raw: &str) -> Option<String> {
    let mut hasher = SipHasher13::new();
    name.hash(&mut hasher);
    match width {
        VersionWidth::Int4 => version.fits_int4()?.hash(&mut hasher),
        VersionWidth::Int8 => version.number().hash(&mut hasher),
    }
    raw.hash(&mut hasher);
    Some(hasher.finish().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sha256_is_the_published_one() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Sha256Hex::of("").as_str(), empty);
        assert_eq!(Sha256Hex::of("").short(), "e3b0c44298fc");
    }

    #[test]
    fn a_version_beyond_int4_needs_the_wide_column() {
        let wide = Version::new(20_261_123_093_000).unwrap();
        assert_eq!(VersionWidth::for_versions([wide]), VersionWidth::Int8);
        assert_eq!(refinery(VersionWidth::Int4, wide, "x", "SELECT 1"), None);
        assert!(refinery(VersionWidth::Int8, wide, "x", "SELECT 1").is_some());
    }

    proptest! {
        #[test]
        fn our_checksum_is_refinerys(number in 0..=i32::MAX, name in "[a-z0-9_]{1,30}", sql in ".*") {
            let theirs = refinery::Migration::unapplied(&format!("V{number}__{name}"), &sql).unwrap();
            let version = Version::new(i64::from(number)).unwrap();
            let checksum = super::refinery(VersionWidth::Int4, version, &name, &sql);
            prop_assert_eq!(checksum, Some(theirs.checksum().to_string()));
        }
    }
}
