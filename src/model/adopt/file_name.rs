//! What most tools have in a file name: digits, a name, a direction.

use crate::model::migration::directive::Direction;

/// `20240102_add_users.up.sql`, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    /// The digits at its beginning, all of them.
    pub(super) digits: &'a str,
    /// What stands behind the separator, without direction and extension.
    pub(super) name: &'a str,
    /// `.up` or `.down` before the extension; `None` where neither is there.
    pub(super) direction: Option<Direction>,
}

/// A name that begins with digits, goes on with one of the separators, and ends in `.sql`. The name may be empty where
/// the digits are followed by the extension at once.
pub(super) fn numbered<'a>(file_name: &'a str, separators: &[char]) -> Option<Numbered<'a>> {
    let stem = file_name.strip_suffix(".sql")?;
    let (stem, direction) = directed(stem);
    let end = stem.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(stem.len());
    let (digits, rest) = stem.split_at(end);
    if digits.is_empty() {
        return None;
    }
    let name = if rest.is_empty() { rest } else { rest.strip_prefix(separators)? };
    Some(Numbered { digits, name, direction })
}

/// A name without `.up` or `.down` at its end, and which of them stood there.
pub(super) fn directed(stem: &str) -> (&str, Option<Direction>) {
    match stem.rsplit_once('.') {
        Some((stem, "up")) => (stem, Some(Direction::Up)),
        Some((stem, "down")) => (stem, Some(Direction::Down)),
        _ => (stem, None),
    }
}

/// Digits as a number to sort by, however many they are: first by their count without leading zeros, then by themselves.
pub(super) fn magnitude(digits: &str) -> (usize, &str) {
    let digits = digits.trim_start_matches('0');
    (digits.len(), digits)
}

/// The extensions of programs that tools run as migrations.
pub(super) fn is_code(file_name: &str) -> bool {
    const CODE: [&str; 12] = ["go", "js", "ts", "mjs", "cjs", "mts", "cts", "java", "kt", "py", "rb", "rs"];
    file_name.rsplit_once('.').is_some_and(|(_, extension)| CODE.contains(&extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_taken_apart() {
        let name = |file| numbered(file, &['_', '-']).map(|n| (n.digits, n.name, n.direction));
        assert_eq!(name("001_a b.up.sql"), Some(("001", "a b", Some(Direction::Up))));
        assert_eq!(name("7-x.y.down.sql"), Some(("7", "x.y", Some(Direction::Down))));
        assert_eq!(name("20240102.sql"), Some(("20240102", "", None)));
        for file in ["a_1.sql", "1a.sql", "1_a.txt", ".sql", "1_a.SQL"] {
            assert_eq!(name(file), None, "{file}");
        }
    }

    #[test]
    fn digits_are_numbers_of_any_length() {
        let mut all = ["99999999999999999999", "20240101", "0009", "10", "000"];
        all.sort_by_key(|digits| magnitude(digits));
        assert_eq!(all, ["000", "0009", "10", "20240101", "99999999999999999999"]);
    }
}
