//! The data of `COPY .. FROM STDIN` that stand in a script, as psql reads them.

use std::ops::Range;

use squawk_lexer::TokenKind;

use super::quote::{last_outside_quotes, unquoted};
use super::statement_kind::{StatementKind, kind};
use super::tokens::{is_filling, tokens};

/// The lines behind a COPY, up to the line `\.`, which is not in them, or to the end of the script.
///
/// That line ends CSV as well, even within quotes: psql looks for nothing else. What `\N` and the other escapes
/// mean is the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CopyData {
    pub(crate) range: Range<usize>,
    /// Where the script goes on.
    pub(crate) end: usize,
    /// Where something else than a comment stands between the COPY and the end of its line. psql runs it after the
    /// data; a script has to say so.
    pub(crate) obstacle: Option<usize>,
}

impl CopyData {
    /// The data of a statement whose semicolon ends at `end`. `None` where the statement takes none.
    pub(super) fn behind(script: &str, statement: &Range<usize>, end: usize) -> Option<Self> {
        let text = &script[statement.clone()];
        // It begins with its first token. Nearly every statement is no COPY, and this is asked of each wherever a script is split.
        if !text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("copy")) {
            return None;
        }
        let StatementKind::CopyIn(_) = kind(text) else { return None };
        let line_end = end_of_line(script, end);
        let mut rest = tokens(&script[end..line_end]);
        let is_filling =
            |kind| is_filling(kind) && !matches!(kind, TokenKind::BlockComment { terminated: false });
        let obstacle = rest.find(|(kind, _)| !is_filling(*kind)).map(|(_, range)| end + range.start);
        let mut at = line_end;
        while at < script.len() {
            let next = end_of_line(script, at);
            if matches!(&script[at..next], "\\.\n" | "\\.\r\n" | "\\.") {
                return Some(Self { range: line_end..at, end: next, obstacle });
            }
            at = next;
        }
        Some(Self { range: line_end..script.len(), end: script.len(), obstacle })
    }
}

/// Behind the line break, or the end of the text.
fn end_of_line(script: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &script.as_bytes()[at..]).map_or(script.len(), |line_break| at + line_break + 1)
}

/// The byte of the data that an error is about: where its line begins, which the server names in the error's
/// context, `COPY t, line 3, column a: "x"`. The table stands in it as the catalog has it; the words around the number are
/// in the server's language. `None` where the error is not about a line.
pub(crate) fn offset_of_error(table: &str, context: &str, data: &str) -> Option<usize> {
    let name = unquoted(&table[last_outside_quotes(table, ".").map_or(0, |dot| dot + 1)..]);
    let place = context.lines().find_map(|line| line.strip_prefix(&format!("COPY {name}, ")))?;
    let digits = place.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits = &digits[..digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len())];
    let line: usize = digits.parse().ok()?;
    if line == 1 {
        return Some(0);
    }
    // The last line may be the one that is not there.
    let line_break = memchr::memchr_iter(b'\n', data.as_bytes()).nth(line.checked_sub(2)?);
    Some(line_break.map_or(data.len(), |line_break| line_break + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(script: &str) -> Option<(&str, &str, bool)> {
        let semicolon = script.find(';')?;
        let data = CopyData::behind(script, &(0..semicolon), semicolon + 1)?;
        Some((&script[data.range], &script[data.end..], data.obstacle.is_some()))
    }

    #[test]
    fn data_end_where_psql_sees_their_end() {
        for (script, expected) in [
            ("COPY t FROM stdin;\n1\n2\n\\.\nx", ("1\n2\n", "x", false)),
            ("COPY t FROM stdin; -- why\n1\r\n\\.\r\nx", ("1\r\n", "x", false)),
            ("COPY t FROM stdin; /* why */\n\\.\n", ("", "", false)),
            ("COPY t FROM stdin;\n\\.", ("", "", false)),
            ("COPY t FROM stdin;\n1\n2", ("1\n2", "", false)),
            ("COPY t FROM stdin;\n", ("", "", false)),
            ("COPY t FROM stdin;", ("", "", false)),
            ("COPY t FROM stdin;\n\\. \n \\.\n\\\\.\n\\.x\n", ("\\. \n \\.\n\\\\.\n\\.x\n", "", false)),
            ("COPY t FROM stdin CSV;\n\"a\n\\.\nb\"\n\\.\n", ("\"a\n", "b\"\n\\.\n", false)),
            ("COPY t FROM stdin; SELECT 1;\n1\n", ("1\n", "", true)),
            ("COPY t FROM stdin; /* a\nb */\n", ("b */\n", "", true)),
        ] {
            assert_eq!(data(script), Some(expected), "{script:?}");
        }
        for script in ["COPY t TO stdout;\n", "COPY t FROM '/f';\n1\n", "SELECT 1;\n1\n"] {
            assert_eq!(data(script), None, "{script:?}");
        }
    }

    #[test]
    fn an_error_is_about_a_line_of_the_data() {
        let data = "a\nb\nc\n";
        for (table, context, expected) in [
            ("t", "COPY t, line 1: \"a\"", Some(0)),
            ("app.T", "COPY t, line 2, column x: \"b\"", Some(2)),
            ("s.\"T, line 3\"", "COPY T, line 3, line 2: \"b\"", Some(2)),
            ("t", "PL/pgSQL function f() line 3 at RAISE\nCOPY t, Zeile 3: »c«", Some(4)),
            ("t", "COPY t, line 4", Some(6)),
            ("t", "COPY t, line 99", Some(6)),
            ("t", "COPY other, line 1", None),
            ("t", "COPY t, line 0", None),
            ("t", "SQL statement \"x\"", None),
        ] {
            assert_eq!(offset_of_error(table, context, data), expected, "{context}");
        }
    }
}
