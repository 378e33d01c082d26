//! From the bytes of a file to the text that is hashed and sent.

use squawk_lexer::TokenKind;

use super::checksum::Sha256Hex;
use crate::model::outcome::code::codes;
use crate::model::sql::position::Position;
use crate::model::sql::statements::{Part, parts};

/// A script's text. What is journalled and sent is [`Text::sql`]; what is hashed is [`hash`] of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// One leading byte order mark removed, and CRLF turned into LF where every line ends so: the same on every
    /// checkout. Where lines end in both ways, no checkout made that: a CRLF is part of a value then, as in a dump.
    pub(crate) sql: String,
    /// The text as it stands in the file, where that differs: refinery hashes the raw text.
    pub(crate) raw: Option<String>,
}

/// Why bytes are no script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextProblem {
    /// Not UTF-8 from this byte on. The server would refuse it even inside a comment (22021).
    InvalidUtf8 { offset: usize },
    /// A NUL byte: the wire protocol ends the statement there, and the rest would be lost unseen.
    Nul { at: Position },
    /// U+FEFF inside the text, usually from joining files: a syntax error far from its cause. In strings, quoted names,
    /// comments and the data of a COPY it is a character like any other.
    ByteOrderMark { at: Position },
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Checks and normalises the bytes of one script.
pub(crate) fn normalise(bytes: Vec<u8>) -> Result<Text, TextProblem> {
    let raw = String::from_utf8(bytes)
        .map_err(|error| TextProblem::InvalidUtf8 { offset: error.utf8_error().valid_up_to() })?;
    let body = raw.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&raw);
    if let Some(offset) = body.find('\0') {
        return Err(TextProblem::Nul { at: Position::at_byte(body, offset) });
    }
    if let Some(offset) = stray_mark(body) {
        return Err(TextProblem::ByteOrderMark { at: Position::at_byte(body, offset) });
    }
    if has_windows_line_ends(body) {
        return Ok(Text { sql: body.replace("\r\n", "\n"), raw: Some(raw) });
    }
    if body.len() == raw.len() {
        return Ok(Text { sql: raw, raw: None });
    }
    Ok(Text { sql: body.to_owned(), raw: Some(raw) })
}

/// Whether every line ends in CRLF, and there is one that does.
fn has_windows_line_ends(body: &str) -> bool {
    let mut ends = memchr::memchr_iter(b'\n', body.as_bytes()).peekable();
    ends.peek().is_some() && ends.all(|at| body[..at].ends_with('\r'))
}

/// What a normalised script is known by: line ends of both kinds count as one. Windows line ends that are left are no
/// line ends: there was one more carriage return in front of each.
pub(crate) fn hash(sql: &str) -> Sha256Hex {
    if sql.contains("\r\n") && !has_windows_line_ends(sql) {
        return Sha256Hex::of(&sql.replace("\r\n", "\n"));
    }
    Sha256Hex::of(sql)
}

/// The first byte order mark that would be part of a word.
fn stray_mark(body: &str) -> Option<usize> {
    if !body.contains(BYTE_ORDER_MARK) {
        return None;
    }
    parts(body).find_map(|part| match part {
        Part::Token(kind, range) if !may_hold_anything(kind) => {
            body[range.clone()].find(BYTE_ORDER_MARK).map(|at| range.start + at)
        }
        _ => None,
    })
}

fn may_hold_anything(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Literal { .. }
            | TokenKind::QuotedIdent { .. }
            | TokenKind::LineComment
            | TokenKind::BlockComment { .. }
    )
}

codes!(TextProblem {
    Self::InvalidUtf8 { .. } => "script-not-utf8" Usage "a script is not UTF-8",
    Self::Nul { .. } => "script-has-nul" Usage "a script has a NUL byte",
    Self::ByteOrderMark { .. } => "script-has-byte-order-mark" Usage "a script has a byte order mark in the middle",
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_do_not_change_the_text() {
        let plain = normalise(b"SELECT 1;\nSELECT 2;\n".to_vec()).unwrap();
        let windows = normalise(b"\xef\xbb\xbfSELECT 1;\r\nSELECT 2;\r\n".to_vec()).unwrap();
        assert_eq!(plain.sql, windows.sql);
        assert_eq!(plain.raw, None);
        assert_eq!(windows.raw.as_deref(), Some("\u{feff}SELECT 1;\r\nSELECT 2;\r\n"));
    }

    #[test]
    fn line_ends_of_both_kinds_are_values_and_do_not_count_for_the_hash() {
        let mixed = "INSERT INTO t VALUES ('a\r\nb');\nSELECT 1;\n";
        let text = normalise(mixed.as_bytes().to_vec()).unwrap();
        assert_eq!((text.sql.as_str(), text.raw), (mixed, None));
        let marked = normalise(format!("\u{feff}{mixed}").into_bytes()).unwrap();
        assert_eq!((marked.sql.as_str(), marked.raw.is_some()), (mixed, true));
        assert_eq!(hash(mixed), Sha256Hex::of(&mixed.replace("\r\n", "\n")));
        assert_eq!(normalise(b"a\r\nb\r\nc".to_vec()).unwrap().sql, "a\nb\nc");
    }

    #[test]
    fn a_lone_carriage_return_is_kept() {
        assert_eq!(normalise(b"a\rb".to_vec()).unwrap().sql, "a\rb");
    }

    #[test]
    fn each_defect_is_placed() {
        assert_eq!(normalise(b"ab\xff".to_vec()), Err(TextProblem::InvalidUtf8 { offset: 2 }));
        let at = Position { line: 2, column: 2 };
        assert_eq!(normalise(b"a\nb\0c".to_vec()), Err(TextProblem::Nul { at }));
        let middle = "a\nb\u{feff}c".as_bytes().to_vec();
        assert_eq!(normalise(middle), Err(TextProblem::ByteOrderMark { at }));
    }

    #[test]
    fn a_byte_order_mark_in_quotes_and_data_is_a_character() {
        for sql in [
            "SELECT '\u{feff}', \"a\u{feff}\", $$\u{feff}$$; -- \u{feff}\n/* \u{feff} */",
            "COPY t FROM stdin;\r\n\u{feff}\r\n\\.\r\n",
        ] {
            assert!(normalise(sql.as_bytes().to_vec()).is_ok(), "{sql:?}");
        }
        for sql in ["SELECT 1;\n\u{feff}-- next file\nSELECT 2", "COPY t FROM stdin;\n\\.\n\u{feff}SELECT 1"]
        {
            let problem = normalise(sql.as_bytes().to_vec());
            assert!(matches!(problem, Err(TextProblem::ByteOrderMark { .. })), "{sql:?}");
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(text) = normalise(bytes) {
                let again = normalise(text.sql.clone().into_bytes()).unwrap();
                // A lone CR before a CRLF becomes a new CRLF; only that may change once more.
                if !text.sql.contains("\r\n") {
                    prop_assert_eq!(again.sql, text.sql);
                }
            }
        }
    }
}
