//! Where the statements of a script are: split as the server's own parser would, by a real lexer.

use std::ops::Range;

use squawk_lexer::TokenKind;

use super::copy_data::CopyData;
use super::tokens::{is_filling, tokens};

/// A statement of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScriptStatement {
    /// From its first token to its last, without the semicolon.
    pub(crate) range: Range<usize>,
    /// What a `COPY .. FROM STDIN` takes.
    pub(crate) data: Option<CopyData>,
    /// Between it and the statement before stands a line that the server must not see.
    pub(crate) apart: bool,
}

/// A part of a script.
pub(crate) enum Part {
    /// White space, comments and semicolons, too. Data hold none.
    Token(TokenKind, Range<usize>),
    /// Comes behind its last token and its semicolon.
    Statement(ScriptStatement),
}

/// The byte range of every statement, from its first token to its last, without the semicolon.
/// Comments, white space and empty statements are in none, and neither are the data of a COPY.
///
/// A semicolon ends a statement unless it stands in parentheses (`CREATE RULE .. DO (a; b)`) or in the
/// body of an SQL-standard function (`BEGIN ATOMIC a; b; END`); quotes, dollar quotes and nested
/// comments are the lexer's.
pub(crate) fn statements(sql: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    with_data(sql).map(|statement| statement.range)
}

/// The same, with the data.
pub(crate) fn with_data(sql: &str) -> impl Iterator<Item = ScriptStatement> + '_ {
    parts(sql).filter_map(|part| match part {
        Part::Statement(statement) => Some(statement),
        Part::Token(..) => None,
    })
}

/// The tokens and statements of a script, in order. The tokens of a statement come first.
///
/// A line `\restrict KEY` or `\unrestrict KEY` between two statements, which `pg_dump` writes for psql, is a comment.
pub(crate) fn parts(sql: &str) -> impl Iterator<Item = Part> + '_ {
    let (mut rest, mut base) = (tokens(sql), 0);
    let (mut current, mut apart) = (Current::default(), false);
    let mut complete = None;
    let mut is_over = false;
    std::iter::from_fn(move || {
        if let Some(statement) = complete.take() {
            return Some(Part::Statement(statement));
        }
        // The end of the text ends the last statement, as a semicolon would.
        let Some((mut kind, range)) = rest.next() else {
            let range = if is_over { None } else { current.range.take() };
            is_over = true;
            return range.map(|range| {
                let data = CopyData::behind(sql, &range, sql.len());
                Part::Statement(ScriptStatement { range, data, apart })
            });
        };
        let mut range = base + range.start..base + range.end;
        match kind {
            TokenKind::Semi if current.is_outermost() => {
                complete = std::mem::take(&mut current).range.map(|statement| {
                    let data = CopyData::behind(sql, &statement, range.end);
                    if let Some(data) = &data {
                        base = data.end;
                        rest = tokens(&sql[base..]);
                    }
                    let apart = std::mem::take(&mut apart);
                    ScriptStatement { range: statement, data, apart }
                });
            }
            TokenKind::Unknown if current.range.is_none() => match restriction(sql, range.start) {
                Some(end) => {
                    (kind, range.end, base, apart) = (TokenKind::LineComment, end, end, true);
                    rest = tokens(&sql[base..]);
                }
                None => current.take(kind, &range, sql),
            },
            kind if is_filling(kind) => {}
            kind => current.take(kind, &range, sql),
        }
        Some(Part::Token(kind, range))
    })
}

/// Where a line ends that begins at a backslash and restricts psql, or lifts that.
fn restriction(sql: &str, at: usize) -> Option<usize> {
    let line_start = sql[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
    if !sql[line_start..at].trim().is_empty() {
        return None;
    }
    let line = sql[at..].split('\n').next().unwrap_or_default();
    let mut words = line.split_whitespace();
    let is_restriction = matches!(words.next(), Some("\\restrict" | "\\unrestrict"))
        && words.next().is_some_and(|key| key.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && words.next().is_none();
    is_restriction.then_some(at + line.len())
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

    #[test]
    fn data_of_a_copy_and_restrictions_of_psql_are_no_statements() {
        let dump = "\\restrict abc123\n\nSET x = 1;\nCOPY a.t (x) FROM stdin;\n1;\t'\n\\.\n\n\nSELECT 2;\n\
                    COPY t FROM stdin;\n/*\n\\.\n \\unrestrict abc123\nSELECT 3\n";
        assert_eq!(
            split(dump),
            ["SET x = 1", "COPY a.t (x) FROM stdin", "SELECT 2", "COPY t FROM stdin", "SELECT 3"]
        );
        let all: Vec<ScriptStatement> = with_data(dump).collect();
        let data: Vec<Option<&str>> = all
            .iter()
            .map(|statement| statement.data.as_ref().map(|data| &dump[data.range.clone()]))
            .collect();
        assert_eq!(data, [None, Some("1;\t'\n"), None, Some("/*\n"), None]);
        let apart: Vec<bool> = all.iter().map(|statement| statement.apart).collect();
        assert_eq!(apart, [true, false, false, false, true]);
        for text in ["\\restrict", "\\restrict a b", "\\restrict a;b", "SELECT 1 \\restrict a", "\\connect a"]
        {
            assert!(has_statement(text), "{text}");
            assert!(with_data(text).all(|statement| !statement.apart), "{text}");
        }
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
