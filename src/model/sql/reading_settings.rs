//! Settings that change how the server reads what comes behind them.
//!
//! A message is parsed as a whole before the first of its statements is run, so such a setting would count from the next
//! message on: in the middle of a script, where nobody expects it ("Multiple Statements in a Simple Query").

use super::head::Head;

/// What a statement changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadingSetting {
    /// `client_encoding`, to another one than UTF-8.
    Encoding,
    /// `standard_conforming_strings`, to off: a backslash in a string means something.
    Backslashes,
}

/// Whether a statement is such a `SET`; what functions set is not seen.
pub(crate) fn changed_by(statement: &str) -> Option<ReadingSetting> {
    let begins = statement.trim_start().get(..3)?;
    if !begins.eq_ignore_ascii_case("set") {
        return None;
    }
    let text = Head::of(statement).text.to_lowercase();
    let mut words = text
        .split(|c: char| c.is_whitespace() || c == '=' || c == ';')
        .filter(|word| !word.is_empty())
        .skip(1);
    let mut name = words.next()?;
    if matches!(name, "session" | "local") {
        name = words.next()?;
    }
    let value = words.find(|word| *word != "to").unwrap_or("default").trim_matches(['\'', '"']);
    match name {
        "names" | "client_encoding" if !matches!(value, "utf8" | "utf-8" | "unicode" | "default") => {
            Some(ReadingSetting::Encoding)
        }
        "standard_conforming_strings" if matches!(value, "off" | "of" | "false" | "no" | "0") => {
            Some(ReadingSetting::Backslashes)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_how_the_rest_is_read_is_seen_however_it_is_written() {
        use ReadingSetting as S;
        for (statement, expected) in [
            ("SET client_encoding = 'LATIN1'", Some(S::Encoding)),
            ("set /* so */ session client_encoding to win1252", Some(S::Encoding)),
            ("SET LOCAL client_encoding='SQL_ASCII'", Some(S::Encoding)),
            ("SET NAMES 'latin1'", Some(S::Encoding)),
            ("SET NAMES 'UTF8'", None),
            ("SET client_encoding = 'UTF8'", None),
            ("SET client_encoding TO DEFAULT", None),
            ("SET standard_conforming_strings = off", Some(S::Backslashes)),
            ("SET standard_conforming_strings = on", None),
            ("SET search_path = latin1", None),
            ("SELECT set_config('client_encoding', 'LATIN1', false)", None),
            ("SET", None),
        ] {
            assert_eq!(changed_by(statement), expected, "{statement}");
        }
    }
}
