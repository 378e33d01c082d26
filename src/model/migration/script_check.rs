//! What a script may not hold: found by the lexer before anything is written.

use std::ops::Range;

use squawk_lexer::{LiteralKind, TokenKind};

use crate::model::outcome::code::codes;
use crate::model::sql::position::Position;
use crate::model::sql::reading_settings::{ReadingSetting, changed_by};
use crate::model::sql::statement_kind::{StatementKind, kind};
use crate::model::sql::statements::{Part, ScriptStatement, parts};

/// A statement that cannot stand in a script, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScriptProblem {
    pub(crate) at: Position,
    pub(crate) why: ScriptFlaw,
}

/// The ways in which a script cannot run as a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ScriptFlaw {
    /// Begins or ends a transaction; with its first words.
    TransactionControl { words: String },
    /// `COPY .. TO STDOUT`.
    CopyOut,
    /// `COPY .. FROM STDIN` in the binary form.
    CopyBinary,
    /// Something stands between a `COPY .. FROM STDIN` and its data.
    CopyNotLast,
    /// A `\` command of psql's; with the command.
    PsqlCommand { words: String },
    /// Cannot run in a transaction, and the script does not say `no-transaction`; with its first words.
    NeedsNoTransaction { words: String },
    /// A concurrent index build without a name: after a crash nobody could tell whether it is there.
    NamelessIndex,
    /// Another `client_encoding`, with letters behind it that it would change.
    ChangesEncoding,
    /// `standard_conforming_strings` off, with a backslash in a string behind it.
    ChangesBackslashes,
    /// A quote or comment that does not end; where it begins.
    Unterminated { what: &'static str },
}

/// The first problem of a script: of its text where quotes or backslashes are wrong, else of its statements.
/// The data of a COPY are not looked at.
pub(crate) fn check(sql: &str, no_transaction: bool) -> Result<(), ScriptProblem> {
    let (mut first, mut backslashes) = (None, None);
    for part in parts(sql) {
        let flaw = match part {
            Part::Token(kind, range) => {
                let why = token_flaw(sql, kind, range.clone()).map(|why| (range.start, why));
                match backslashes {
                    Some(at) if why.is_some() || has_backslash(sql, kind, range) => {
                        Some((at, ScriptFlaw::ChangesBackslashes))
                    }
                    _ => why,
                }
            }
            Part::Statement(_) if first.is_some() => continue,
            Part::Statement(statement) => {
                match changed_by(&sql[statement.range.clone()]) {
                    Some(ReadingSetting::Backslashes) => backslashes = Some(statement.range.start),
                    Some(ReadingSetting::Encoding) if !sql[statement.range.end..].is_ascii() => {
                        first = Some((statement.range.start, ScriptFlaw::ChangesEncoding));
                        continue;
                    }
                    _ => {}
                }
                first = statement_flaw(sql, &statement, no_transaction);
                continue;
            }
        };
        if let Some((at, why)) = flaw {
            return Err(ScriptProblem { at: Position::at_byte(sql, at), why });
        }
    }
    match first {
        Some((at, why)) => Err(ScriptProblem { at: Position::at_byte(sql, at), why }),
        None => Ok(()),
    }
}

fn statement_flaw(
    sql: &str,
    statement: &ScriptStatement,
    no_transaction: bool,
) -> Option<(usize, ScriptFlaw)> {
    let text = &sql[statement.range.clone()];
    let why = match kind(text) {
        StatementKind::TransactionControl => ScriptFlaw::TransactionControl { words: first_words(text) },
        StatementKind::CopyOut => ScriptFlaw::CopyOut,
        StatementKind::CopyIn(copy) if copy.binary => ScriptFlaw::CopyBinary,
        StatementKind::CopyIn(_) => {
            let obstacle = statement.data.as_ref().and_then(|data| data.obstacle)?;
            return Some((obstacle, ScriptFlaw::CopyNotLast));
        }
        StatementKind::IndexBuild(build) if build.index.is_none() => ScriptFlaw::NamelessIndex,
        other if other.needs_no_transaction() && !no_transaction => {
            ScriptFlaw::NeedsNoTransaction { words: first_words(text) }
        }
        _ => return None,
    };
    Some((statement.range.start, why))
}

/// Whether a plain string holds a backslash.
fn has_backslash(sql: &str, kind: TokenKind, range: Range<usize>) -> bool {
    matches!(kind, TokenKind::Literal { kind: LiteralKind::Str { .. } }) && sql[range].contains('\\')
}

/// A quote that does not end, or a backslash outside of one.
fn token_flaw(sql: &str, kind: TokenKind, range: Range<usize>) -> Option<ScriptFlaw> {
    match kind {
        TokenKind::Unknown if sql.get(range.clone()) == Some("\\") => {
            let command = sql[range.start..].split_whitespace().next().unwrap_or_default();
            Some(ScriptFlaw::PsqlCommand { words: command.chars().take(40).collect() })
        }
        TokenKind::BlockComment { terminated: false } => Some(ScriptFlaw::Unterminated { what: "comment" }),
        TokenKind::QuotedIdent { terminated: false, .. } => {
            Some(ScriptFlaw::Unterminated { what: "quoted name" })
        }
        TokenKind::Literal { kind } if !is_terminated(kind) => {
            Some(ScriptFlaw::Unterminated { what: "string" })
        }
        _ => None,
    }
}

fn is_terminated(kind: LiteralKind) -> bool {
    match kind {
        LiteralKind::Int { .. } | LiteralKind::Numeric { .. } => true,
        LiteralKind::Str { terminated }
        | LiteralKind::NationalStr { terminated }
        | LiteralKind::ByteStr { terminated }
        | LiteralKind::BitStr { terminated }
        | LiteralKind::DollarQuotedString { terminated }
        | LiteralKind::UnicodeEscStr { terminated }
        | LiteralKind::EscStr { terminated } => terminated,
    }
}

fn first_words(statement: &str) -> String {
    statement.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

codes!(ScriptFlaw {
    Self::TransactionControl { .. } => "script-controls-transaction" Usage "a script begins or ends a transaction",
    Self::CopyOut => "script-copies-to-client" Usage "`COPY .. TO STDOUT`",
    Self::CopyBinary => "script-copies-binary" Usage "`COPY .. FROM STDIN` in the binary format",
    Self::CopyNotLast => "script-copy-not-last" Usage "something between `COPY .. FROM STDIN` and its data",
    Self::PsqlCommand { .. } => "script-has-psql-command" Usage "a backslash command of psql's",
    Self::NeedsNoTransaction { .. } => "script-needs-no-transaction" Usage "a statement that cannot run in a transaction, and the script does not say `no-transaction`",
    Self::NamelessIndex => "script-index-without-name" Usage "a concurrent index build without a name",
    Self::ChangesEncoding => "script-changes-encoding" Usage "another `client_encoding` than UTF-8, with letters behind it that this would change",
    Self::ChangesBackslashes => "script-changes-backslashes" Usage "`standard_conforming_strings` is off, with a backslash in a string behind it",
    Self::Unterminated { .. } => "script-unterminated" Usage "a quote or comment that does not end",
});

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(sql: &str) -> (ScriptFlaw, usize, usize) {
        let problem = check(sql, false).unwrap_err();
        (problem.why, problem.at.line, problem.at.column)
    }

    #[test]
    fn each_flaw_is_placed() {
        use ScriptFlaw as F;
        let words = |text: &str| text.to_owned();
        for (sql, expected) in [
            ("SELECT 1;\n  COMMIT;", (F::TransactionControl { words: words("COMMIT") }, 2, 3)),
            ("COPY t FROM STDIN\n1\n\\.\n", (F::PsqlCommand { words: words("\\.") }, 3, 1)),
            ("COPY t TO STDOUT;", (F::CopyOut, 1, 1)),
            ("COPY t FROM STDIN (FORMAT binary);", (F::CopyBinary, 1, 1)),
            ("COPY t FROM STDIN; SELECT 1;\n", (F::CopyNotLast, 1, 20)),
            ("\\i other.sql", (F::PsqlCommand { words: words("\\i") }, 1, 1)),
            ("SELECT 1 \\gset x", (F::PsqlCommand { words: words("\\gset") }, 1, 10)),
            ("VACUUM FULL t", (F::NeedsNoTransaction { words: words("VACUUM FULL t") }, 1, 1)),
            ("SELECT 1;\nSELECT 'open;\n", (F::Unterminated { what: "string" }, 2, 8)),
            ("SELECT 1; SET client_encoding = 'LATIN1';\nSELECT 'é';", (F::ChangesEncoding, 1, 11)),
            ("SET standard_conforming_strings = off; SELECT 'a\\b'", (F::ChangesBackslashes, 1, 1)),
            ("SET standard_conforming_strings = off; SELECT 'a\\'; '", (F::ChangesBackslashes, 1, 1)),
            ("/* /* */", (F::Unterminated { what: "comment" }, 1, 1)),
            ("SELECT \"x", (F::Unterminated { what: "quoted name" }, 1, 8)),
            ("DO $x$ begin; $y$", (F::Unterminated { what: "string" }, 1, 4)),
        ] {
            assert_eq!(flaw(sql), expected, "{sql}");
        }
    }

    #[test]
    fn with_the_directive_concurrent_statements_are_welcome_if_they_have_a_name() {
        assert_eq!(check("CREATE INDEX CONCURRENTLY i ON t (a); VACUUM t;", true), Ok(()));
        let nameless = check("CREATE INDEX CONCURRENTLY ON t (a)", true).unwrap_err();
        assert_eq!(nameless.why, ScriptFlaw::NamelessIndex);
        assert!(check("BEGIN; SELECT 1; COMMIT", true).is_err());
    }

    #[test]
    fn what_is_inside_quotes_and_bodies_is_no_statement_of_the_script() {
        for sql in [
            "SELECT 'COMMIT; \\d'",
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$",
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; SELECT E'\\''",
            "SAVEPOINT a; ROLLBACK TO a;",
            "SELECT 'é'; SET client_encoding = 'LATIN1'; SELECT 'e'",
            "SET standard_conforming_strings = off; SELECT E'a\\\\b', 'plain'",
            "COPY t FROM STDIN;\nCOMMIT;\n'\n/*\n\\connect\n\\.\nSELECT 1",
            "\\restrict aB1\nSELECT 1;\n\\unrestrict aB1\n",
        ] {
            assert_eq!(check(sql, false), Ok(()), "{sql}");
        }
    }
}
