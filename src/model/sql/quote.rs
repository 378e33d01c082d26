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

    /// The bare name, for comparing with a catalog.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0.replace('"', "\"\""))
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

/// A string constant for statements that take no `$n`, such as `SET`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Literal<'a>(pub(crate) &'a str);

impl fmt::Display for Literal<'_> {
    /// Written as `E'..'`: means the same whatever `standard_conforming_strings` says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E'{}'", self.0.replace('\\', "\\\\").replace('\'', "''"))
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
