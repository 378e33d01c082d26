//! A place in a text, as an editor shows it.

/// Line and column, both counted from 1; the column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Position {
    /// The place of a byte offset. An offset beyond the end is the end; one inside a character is
    /// that character's start.
    pub(crate) fn at_byte(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The byte offset of the character that PostgreSQL's error field `P` means: it counts
    /// characters from 1 (protocol documentation, "Error and Notice Message Fields").
    pub(crate) fn byte_of_server_position(text: &str, position: u32) -> usize {
        let characters = usize::try_from(position.saturating_sub(1)).unwrap_or(usize::MAX);
        text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
        let place = Position::at_byte(text, offset);
        (place.line, place.column)
    }

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        assert_eq!(line_and_column("", 0), (1, 1));
        assert_eq!(line_and_column("ab\ncd", 3), (2, 1));
        assert_eq!(line_and_column("é😀x", "é😀".len()), (1, 3));
        assert_eq!(line_and_column("ab", 99), (1, 3));
        assert_eq!(line_and_column("é", 1), (1, 1));
    }

    #[test]
    fn the_servers_position_counts_characters() {
        assert_eq!(Position::byte_of_server_position("é SELECT", 3), "é ".len());
        assert_eq!(Position::byte_of_server_position("ab", 99), 2);
    }
}
