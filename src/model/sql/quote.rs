//! Quoting for the few places where a statement takes no parameter: identifiers in DDL and `SET`.

use std::fmt;

use super::identifier_length::{LONGEST, kept};

/// An identifier. Its `Display` quotes, so an unquoted name cannot enter a statement by accident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ident(String);

impl Ident {
    /// Any legal identifier: not empty, no NUL, at most 63 bytes (longer ones the server would cut
    /// without an error, "Identifiers and Key Words").
    pub(crate) fn new(name: &str) -> Option<Self> {
        (!name.is_empty() && name.len() <= LONGEST && !name.contains('\0')).then(|| Self(name.to_owned()))
    }

    /// The same, with the name if it is not an identifier.
    pub(crate) fn checked(name: &str) -> Result<Self, BadName> {
        Self::new(name).ok_or_else(|| BadName(name.to_owned()))
    }

    /// The bare name, for comparing with a catalog.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }
}

/// A name that no identifier can be: empty, longer than 63 bytes, or with a zero byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadName(pub(crate) String);

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_quotes(&self.0))
    }
}

/// The name that an identifier means, as a script writes it: `"My Index"` is My Index, `Idx` is idx.
/// Longer ones are cut where the server cuts them.
pub(crate) fn unquoted(written: &str) -> String {
    let whole = match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\""),
        None => written.to_ascii_lowercase(),
    };
    kept(&whole).to_owned()
}

/// What a string holds, as a script writes it: `'it''s'` is it's, `$x$a$x$` is a. `None` for one with escapes.
pub(crate) fn unquoted_text(written: &str) -> Option<String> {
    if let Some(inside) = written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Some(inside.replace("''", "'"));
    }
    let tag = &written[..=written.strip_prefix('$')?.find('$')? + 1];
    written.strip_prefix(tag)?.strip_suffix(tag).map(str::to_owned)
}

/// Where a separator begins for the last time, outside of double quotes.
pub(crate) fn last_outside_quotes(text: &str, separator: &str) -> Option<usize> {
    let mut quoted = false;
    let mut position = None;
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        }
        if !quoted && text[at..].starts_with(separator) {
            position = Some(at);
        }
    }
    position
}

/// A string constant for statements that take no `$n`, such as `SET`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Literal<'a>(pub(crate) &'a str);

impl fmt::Display for Literal<'_> {
    /// Written as `E'..'`: means the same whatever `standard_conforming_strings` says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E'{}'", self.0.replace('\\', "\\\\").replace('\'', "''"))
    }
}

fn in_quotes(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Words that name nothing without quotes.
const RESERVED: &str = "all analyse analyze and any array as asc asymmetric authorization binary both case \
    cast check collate collation column concurrently constraint create cross current_catalog current_date \
    current_role current_schema current_time current_timestamp current_user default deferrable desc distinct \
    do else end except false fetch for foreign freeze from full grant group having ilike in initially inner \
    intersect into is isnull join lateral leading left like limit localtime localtimestamp natural none not \
    notnull null offset on only or order outer overlaps placing primary public references returning right \
    select session_user similar some symmetric system_user table tablesample then to trailing true union \
    unique user using variadic verbose when where window with";

/// A name to read: in quotes where its characters need them.
pub(crate) fn to_read(name: &str) -> String {
    let is_start = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_plain =
        name.starts_with(is_start) && name.chars().all(|c| is_start(c) || c.is_ascii_digit() || c == '$');
    if is_plain { name.to_owned() } else { in_quotes(name) }
}

/// A name to paste into a statement: in quotes where its characters need them, or where it is a reserved word.
/// `public` is reserved, too: it names no role without quotes.
pub(crate) fn to_paste(name: &str) -> String {
    let is_reserved = RESERVED.split_whitespace().any(|word| word == name);
    if is_reserved { in_quotes(name) } else { to_read(name) }
}

/// A string constant to read, to paste, or to compare with what the server prints: with quotes doubled and nothing
/// else. Statements of our own take a [`Literal`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Constant<'a>(pub(crate) &'a str);

impl fmt::Display for Constant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}'", self.0.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_doubled() {
        let hostile = Ident::new("a\"; DROP TABLE x; --").unwrap();
        assert_eq!(hostile.to_string(), "\"a\"\"; DROP TABLE x; --\"");
        assert_eq!(Literal("it's \\ here").to_string(), "E'it''s \\\\ here'");
    }

    #[test]
    fn a_string_is_read_as_what_it_holds() {
        for (written, held) in [
            ("'it''s'", Some("it's")),
            ("$$a$$", Some("a")),
            ("$x$ $$ $x$", Some(" $$ ")),
            ("E'a'", None),
            ("'", None),
            ("$x$a", None),
            ("$", None),
        ] {
            assert_eq!(unquoted_text(written).as_deref(), held, "{written}");
        }
    }

    #[test]
    fn names_to_read_have_quotes_only_where_they_are_needed() {
        for (name, read, pasted) in [
            ("tasks_1", "tasks_1", "tasks_1"),
            ("a_1$", "a_1$", "a_1$"),
            ("user", "user", "\"user\""),
            ("1a", "\"1a\"", "\"1a\""),
            ("My \"T", "\"My \"\"T\"", "\"My \"\"T\""),
        ] {
            assert_eq!((to_read(name).as_str(), to_paste(name).as_str()), (read, pasted));
        }
        assert_eq!(Constant("it's \\ here").to_string(), "'it''s \\ here'");
    }

    #[test]
    fn a_written_name_means_what_the_server_takes_it_for() {
        assert_eq!(unquoted("\"My \"\"Index\"\"\""), "My \"Index\"");
        assert_eq!(unquoted("Idx_A"), "idx_a");
        assert_eq!(unquoted(&format!("\"{}\"", "é".repeat(40))), "é".repeat(31));
    }

    #[test]
    fn what_the_server_would_cut_or_refuse_is_no_identifier() {
        assert_eq!(Ident::new(""), None);
        assert_eq!(Ident::new("a\0b"), None);
        assert_eq!(Ident::new(&"é".repeat(32)), None);
        assert!(Ident::new(&"x".repeat(63)).is_some());
    }
}
