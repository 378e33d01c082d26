//! Where the statements of a script are: split as the server's own parser would, by a real lexer.

use std::ops::Range;

use squawk_lexer::TokenKind;

use super::tokens::{is_filling, tokens};

/// The byte range of every statement, from its first token to its last, without the semicolon.
/// Comments, white space and empty statements are in none.
///
/// A semicolon ends a statement unless it stands in parentheses (`CREATE RULE .. DO (a; b)`) or in the
/// body of an SQL-standard function (`BEGIN ATOMIC a; b; END`); quotes, dollar quotes and nested
/// comments are the lexer's.
pub(crate) fn statements(sql: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut current = Current::default();
    // The end of the text ends the last statement, as a semicolon would.
    let end = std::iter::once((TokenKind::Semi, sql.len()..sql.len()));
    tokens(sql).chain(end).filter_map(move |(kind, range)| match kind {
        kind if is_filling(kind) => None,
        TokenKind::Semi if current.is_outermost() || range.is_empty() => std::mem::take(&mut current).range,
        kind => {
            current.take(kind, &range, sql);
            None
        }
    })
}

/// The statement that is being read.
#[derive(Default)]
struct Current {
    range: Option<Range<usize>>,
    /// Open parentheses.
    parentheses: usize,
    /// Whether this is the body of a function: between `BEGIN ATOMIC` and its `END`.
    in_body: bool,
    /// What the token before this one means for a body.
    before: Before,
    /// The first words, as far as they tell whether this makes a function: `CREATE [OR REPLACE] FUNCTION`.
    head: Vec<String>,
}

/// A token, as far as bodies go. `begin` and `end` may be names and labels: the first begins a body only
/// with `atomic` behind it, the second ends one only where another statement could begin.
#[derive(Default, Clone, Copy)]
enum Before {
    #[default]
    Other,
    /// The word `begin`.
    Begin,
    /// `BEGIN ATOMIC`, or a semicolon in a body.
    EndOfStatement,
}

impl Current {
    fn is_outermost(&self) -> bool {
        self.parentheses == 0 && !self.in_body
    }

    fn take(&mut self, kind: TokenKind, range: &Range<usize>, sql: &str) {
        self.range = Some(self.range.as_ref().map_or(range.start, |seen| seen.start)..range.end);
        let before = std::mem::take(&mut self.before);
        match kind {
            TokenKind::OpenParen => self.parentheses += 1,
            TokenKind::CloseParen => self.parentheses = self.parentheses.saturating_sub(1),
            TokenKind::Semi => self.before = Before::EndOfStatement,
            TokenKind::Ident => self.push_word(&sql[range.clone()].to_ascii_lowercase(), before),
            _ => {}
        }
    }

    fn push_word(&mut self, word: &str, before: Before) {
        if self.head.len() < 4 {
            self.head.push(word.to_owned());
        }
        if self.parentheses > 0 || !self.makes_a_function() {
            return;
        }
        match (word, before) {
            ("begin", _) => self.before = Before::Begin,
            ("atomic", Before::Begin) if !self.in_body => {
                self.in_body = true;
                self.before = Before::EndOfStatement;
            }
            ("end", Before::EndOfStatement) => self.in_body = false,
            _ => {}
        }
    }

    fn makes_a_function(&self) -> bool {
        let mut words = self.head.iter().map(String::as_str);
        if words.next() != Some("create") {
            return false;
        }
        let kind = match words.next() {
            Some("or") => words.nth(1),
            unchanged => unchanged,
        };
        matches!(kind, Some("function" | "procedure"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sql_text::has_statement;
    use super::*;
    use proptest::prelude::*;

    fn split(sql: &str) -> Vec<&str> {
        statements(sql).map(|range| &sql[range]).collect()
    }

    #[test]
    fn a_semicolon_ends_a_statement_only_where_the_server_says_so() {
        assert_eq!(split("SELECT 1; SELECT 2"), ["SELECT 1", "SELECT 2"]);
        assert_eq!(split(";; -- x;\n /* ; /* ; */ */ SELECT 1;;"), ["SELECT 1"]);
        assert_eq!(split("SELECT ';', E'\\';', \"a;b\", $$;$$, $é$;$é$; SELECT 2").len(), 2);
        assert_eq!(split("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3").len(), 2);
    }

    #[test]
    fn the_body_of_an_sql_function_is_one_statement() {
        let function = "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; \
                        SELECT CASE WHEN true THEN 1 END; END";
        assert_eq!(split(&format!("{function}; SELECT 2")), [function, "SELECT 2"]);
        let plain = "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'";
        assert_eq!(split(&format!("{plain}; BEGIN; SELECT 1; END")).len(), 4);
    }

    #[test]
    fn a_case_outside_of_a_function_is_no_block() {
        assert_eq!(split("SELECT CASE WHEN true THEN 1 END; SELECT 2; BEGIN; COMMIT").len(), 4);
    }

    #[test]
    fn begin_end_and_case_may_be_names_and_labels() {
        for first in [
            "CREATE FUNCTION begin(begin int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION begin.atomic() RETURNS begin LANGUAGE sql RETURN 1",
            "CREATE FUNCTION f() RETURNS int SET x.y TO begin BEGIN /* - */ ATOMIC SELECT 1; END",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT begin FROM t; SELECT 1; END",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT begin atomic FROM t; SELECT 1; END",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 end; SELECT 1 AS end, t.end; SELECT 2; END",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 case; SELECT 1 AS case, t.case; END",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END end; SELECT 1; END",
            "CREATE PROCEDURE f() BEGIN ATOMIC END",
            "CREATE PROCEDURE f() BEGIN ATOMIC ; ; SELECT 1; ; /* ; */ END",
        ] {
            assert_eq!(split(&format!("{first}; SELECT 2")), [first, "SELECT 2"]);
        }
    }

    #[test]
    fn an_escape_string_that_goes_on_hides_its_semicolons() {
        assert_eq!(split("SELECT E'a'\n'\\'; b'; SELECT 2"), ["SELECT E'a'\n'\\'; b'", "SELECT 2"]);
    }

    proptest! {
        #[test]
        fn statements_never_overlap_and_nothing_but_filling_lies_between(sql in "[a-z';$()/*\\- \n\"E]{0,80}") {
            let mut end = 0;
            for range in statements(&sql) {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(!has_statement(&sql[end..range.start]));
                end = range.end;
            }
            prop_assert!(!has_statement(&sql[end..]));
        }
    }
}
