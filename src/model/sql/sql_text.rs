//! What a script's text holds, seen by a real lexer: never by splitting strings.

use squawk_lexer::TokenKind;

use super::statements::{Part, parts};
use super::tokens::is_filling;

/// Whether the text holds at least one statement: something else than white space, comments and
/// semicolons. PostgreSQL answers such a text with `EmptyQueryResponse` and no error.
pub(crate) fn has_statement(sql: &str) -> bool {
    // The first token of one is enough: most scripts are not read further for this.
    parts(sql).any(|part| match part {
        Part::Token(kind, _) => !is_filling(kind) && kind != TokenKind::Semi,
        Part::Statement(_) => true,
    })
}

/// The byte offset and text of every `--` comment, in order.
pub(crate) fn line_comments(sql: &str) -> impl Iterator<Item = (usize, &str)> {
    parts(sql).filter_map(|part| match part {
        Part::Token(TokenKind::LineComment, range) => Some((range.start, &sql[range])),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_semicolons_are_no_statement() {
        for sql in ["", " \n\t", "-- only this", "/* a /* nested */ one */ ;", ";;;", "--a\r--b"] {
            assert!(!has_statement(sql), "{sql:?}");
        }
        for sql in ["SELECT 1", "-- x\nSELECT 1;", "/* x */ DO $$ $$", "'", "'-- x'"] {
            assert!(has_statement(sql), "{sql:?}");
        }
    }

    #[test]
    fn a_comment_sign_inside_a_literal_is_no_comment() {
        let sql = "SELECT '-- a', $$ -- b $$; -- c\n-- d";
        let comments: Vec<&str> = line_comments(sql).map(|(_, text)| text).collect();
        assert_eq!(comments, ["-- c", "-- d"]);
    }
}
