//! Names that the server keeps as they are: it cuts longer ones without an error.

use sha2::{Digest, Sha256};

/// How many bytes of an identifier the server keeps ("Identifiers and Key Words").
pub(crate) const LONGEST: usize = 63;

/// A name that the server does not cut. One that it would cut is cut here, between two characters, and
/// ends in a hash of the whole: two long names stay two, and the same name is always cut the same way.
pub(crate) fn fitting(whole: String) -> String {
    if whole.len() <= LONGEST {
        return whole;
    }
    let digest = Sha256::digest(whole.as_bytes());
    let hash = format!("{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3]);
    format!("{}_{hash}", head(&whole, LONGEST - 1 - hash.len()))
}

/// What the server makes of a name that is written out: the same, or its first 63 bytes, without the
/// half of a character.
pub(crate) fn kept(name: &str) -> &str {
    head(name, LONGEST)
}

fn head(name: &str, bytes: usize) -> &str {
    let mut end = bytes.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_and_what_does_not_ends_in_a_hash() {
        assert_eq!(fitting("x".repeat(63)), "x".repeat(63));
        assert_eq!(fitting("ü".repeat(31)), "ü".repeat(31));
        for long in ["x".repeat(64), "ü".repeat(32), "\u{20000}".repeat(17), format!("a{}", "語".repeat(40))]
        {
            let (name, longer) = (fitting(long.clone()), fitting(format!("{long}!")));
            assert!(name.len() <= 63 && name.len() > 55, "{name}");
            assert!(name != longer && long.starts_with(&name[..name.len() - 9]), "{name} {longer}");
        }
    }

    #[test]
    fn the_server_keeps_whole_characters() {
        assert_eq!(kept("short"), "short");
        assert_eq!(kept(&"x".repeat(70)).len(), 63);
        assert_eq!(kept(&"ü".repeat(40)), "ü".repeat(31));
    }
}
