//! The lines of a script around a place: what an error shows, without holding the whole script.

use std::ops::Range;

use super::position::Position;

/// Whole lines around a place, as far as they are near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// Where the place is in the script.
    pub(crate) at: Position,
    pub(crate) text: String,
    /// The line of the script that `text` begins with.
    pub(crate) first_line: usize,
    /// The token that is meant, as a byte range of `text`.
    pub(crate) mark: Range<usize>,
}

/// How much of a script is shown around the mark: it may be one long line.
const NEAR: usize = 2_000;

impl Excerpt {
    /// The lines around a byte offset. An offset beyond the end is the end.
    pub(crate) fn around(script: &str, offset: usize) -> Self {
        let mark = token(script, offset.min(script.len()));
        let start = boundary(script, mark.start.saturating_sub(NEAR));
        let start = match start {
            0 => 0,
            start => script[start..mark.start].find('\n').map_or(start, |line_end| start + line_end + 1),
        };
        let end = boundary(script, mark.end.saturating_add(NEAR).min(script.len()));
        let end = script[mark.end..end].find('\n').map_or(end, |line_end| mark.end + line_end);
        Self {
            at: Position::at_byte(script, mark.start),
            text: script[start..end].to_owned(),
            first_line: script[..start].bytes().filter(|byte| *byte == b'\n').count() + 1,
            mark: mark.start - start..mark.end - start,
        }
    }
}

/// The token that starts at an offset, so that the mark covers a word.
fn token(script: &str, offset: usize) -> Range<usize> {
    let offset = boundary(script, offset);
    let rest = &script[offset..];
    let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let length = if word == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { word };
    offset..offset + length
}

fn boundary(script: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| script.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_covers_the_word_in_its_line() {
        let script = "SELECT 1;\nSELECT nope FROM x;\nSELECT 3;\n";
        let excerpt = Excerpt::around(script, script.find("nope").unwrap());
        assert_eq!((excerpt.at.line, excerpt.at.column, excerpt.first_line), (2, 8, 1));
        assert_eq!(&excerpt.text[excerpt.mark], "nope");
    }

    #[test]
    fn a_huge_line_is_cut_to_what_is_near() {
        let script = format!("{}nope{}", "é".repeat(100_000), "x-".repeat(100_000));
        let excerpt = Excerpt::around(&script, script.find("nope").unwrap());
        assert!(excerpt.text.len() < 5_000);
        assert!(excerpt.text[excerpt.mark].starts_with("nope"));
    }

    #[test]
    fn the_end_has_an_empty_mark_and_a_sign_is_marked_alone() {
        assert_eq!(Excerpt::around("ab", 9).mark, 2..2);
        assert_eq!(Excerpt::around("a;b", 1).mark, 1..2);
    }
}
