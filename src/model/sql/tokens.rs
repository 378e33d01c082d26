//! The tokens of a text as the server's own scanner sees them: squawk's lexer, corrected.

use std::ops::Range;

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

/// Every token with its byte range, white space and comments too.
///
/// Corrected is what goes on after `E'..'`: a quote behind a line break continues that string, and
/// backslashes still escape in it.
pub(crate) fn tokens(sql: &str) -> impl Iterator<Item = (TokenKind, Range<usize>)> {
    let mut rest = tokenize(sql);
    let mut offset = 0;
    let mut gap = Gap::Other;
    std::iter::from_fn(move || {
        let token = rest.next()?;
        let mut range = offset..offset + token.len as usize;
        let mut kind = token.kind;
        if gap == Gap::LineBreak && matches!(kind, TokenKind::Literal { kind: LiteralKind::Str { .. } }) {
            let (length, terminated) = escape_string(&sql[range.start..]);
            range.end = range.start + length;
            kind = TokenKind::Literal { kind: LiteralKind::EscStr { terminated } };
            rest = tokenize(&sql[range.end..]);
        }
        gap = gap.after(kind, &sql[range.clone()]);
        offset = range.end;
        Some((kind, range))
    })
}

/// Whether a token is white space or a comment: no part of any statement.
pub(crate) fn is_filling(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment { .. } | TokenKind::Eof
    )
}

/// The text of every token, without white space and comments.
pub(crate) fn written_words(sql: &str) -> Vec<&str> {
    tokens(sql).filter(|(kind, _)| !is_filling(*kind)).map(|(_, range)| &sql[range]).collect()
}

/// What stands between the end of an escape string and the next token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Something else, or no escape string at all.
    Other,
    /// Blanks and line comments.
    SameLine,
    /// The same, and a line break.
    LineBreak,
}

impl Gap {
    fn after(self, kind: TokenKind, text: &str) -> Self {
        match kind {
            TokenKind::Literal { kind: LiteralKind::EscStr { .. } } => Self::SameLine,
            TokenKind::Whitespace if self == Self::SameLine && text.contains(['\n', '\r']) => Self::LineBreak,
            TokenKind::Whitespace | TokenKind::LineComment => self,
            _ => Self::Other,
        }
    }
}

/// The length of a string in which backslashes escape, from quote to quote, and whether it ends.
fn escape_string(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => at += 2,
            b'\'' => return (at + 1, true),
            _ => at += 1,
        }
    }
    (text.len(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(sql: &str) -> Vec<&str> {
        tokens(sql)
            .filter(|(kind, _)| matches!(kind, TokenKind::Literal { .. }))
            .map(|(_, range)| &sql[range])
            .collect()
    }

    #[test]
    fn an_escape_string_goes_on_behind_a_line_break() {
        assert_eq!(strings("E'a'\n'b\\'c''d' 'e\\'"), ["E'a'", "'b\\'c''d'", "'e\\'"]);
        assert_eq!(strings("e'a' -- it's\r\t-- too\n'\\'' \n '\\\\' 1"), ["e'a'", "'\\''", "'\\\\'", "1"]);
        assert_eq!(strings("E'a'\n'é\\é\\"), ["E'a'", "'é\\é\\"]);
    }

    #[test]
    fn any_other_string_that_goes_on_has_no_escapes() {
        for sql in
            ["'a'\n'b\\'", "U&'a'\n'b\\'", "N'a'\n'b\\'", "E'a' 'b\\'", "E'a' /*\n*/ 'b\\'", "E'a',\n'b\\'"]
        {
            assert!(strings(sql).last().is_some_and(|last| *last == "'b\\'"), "{sql:?}");
        }
    }
}
