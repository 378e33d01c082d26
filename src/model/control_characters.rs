//! Characters that are obeyed instead of shown: by a terminal, or by whoever lays a line of text out.
//!
//! Names, comments and messages from a database or a file may have them. They are written as Rust writes them: `\n`,
//! `\t`, `\u{1b}`, `\u{202e}`.

use std::borrow::Cow;

/// Whether a character is obeyed: the control characters of C0 and C1 with DEL, the separators of lines and paragraphs,
/// and what changes the direction of text.
pub(crate) fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text on one line, without anything that is obeyed.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|letter| push(&mut shown, letter));
    Cow::Owned(shown)
}

/// Appends a character, or how it is written.
pub(crate) fn push(text: &mut String, letter: char) {
    if is_obeyed(letter) { text.extend(letter.escape_default()) } else { text.push(letter) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character that is obeyed.
    fn every_one() -> impl Iterator<Item = char> {
        ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}').chain("\u{61c}\u{200e}\u{200f}".chars()).chain(
            "\u{2028}\u{2029}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}"
                .chars(),
        )
    }

    #[test]
    fn what_is_obeyed_is_written_as_text() {
        assert_eq!(
            escaped("a\n\t\r\u{1b}\u{7f}\u{9b}\u{2028}\u{202e}b"),
            "a\\n\\t\\r\\u{1b}\\u{7f}\\u{9b}\\u{2028}\\u{202e}b"
        );
        for letter in every_one() {
            let shown = escaped(&format!("é{letter}")).into_owned();
            assert!(!shown.contains(is_obeyed) && shown.starts_with("é\\"), "{letter:?}: {shown}");
        }
    }

    #[test]
    fn everything_else_stays() {
        for text in
            ["a b", "naïve „quotes“ — 日本 \u{a0}🦀\\", "\u{2027}\u{202f}\u{2065}\u{206a}\u{200d}\u{61b}"]
        {
            assert!(matches!(escaped(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }
}
