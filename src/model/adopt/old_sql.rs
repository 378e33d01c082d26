//! What the statements of another tool's script are, as far as the conversion asks: by the lexer.

use std::ops::Range;

use squawk_lexer::TokenKind;

use crate::model::sql::quote::unquoted;
use crate::model::sql::statements::{Part, ScriptStatement, parts};
use crate::model::sql::tokens::{is_filling, tokens};

/// Whether the last token of a text is a semicolon, or there is none.
pub(crate) fn ends_in_semicolon(text: &str) -> bool {
    let last = parts(text).filter_map(|part| match part {
        Part::Token(kind, _) if !is_filling(kind) => Some(kind),
        _ => None,
    });
    last.last().is_none_or(|kind| kind == TokenKind::Semi)
}

/// A statement, and where it ends with its semicolon.
#[derive(Debug)]
pub(crate) struct WholeStatement {
    pub(crate) statement: ScriptStatement,
    /// Behind the semicolon, or behind the last token where there is none.
    pub(crate) end: usize,
}

/// The statements of a script.
pub(crate) fn whole_statements(sql: &str) -> impl Iterator<Item = WholeStatement> + '_ {
    let mut semicolon = 0;
    parts(sql).filter_map(move |part| match part {
        Part::Token(TokenKind::Semi, range) => {
            semicolon = range.end;
            None
        }
        Part::Token(..) => None,
        Part::Statement(statement) => {
            let end = semicolon.max(statement.range.end);
            Some(WholeStatement { statement, end })
        }
    })
}

/// Whether a statement names a relation, in whichever schema. Texts and bodies are not looked into.
pub(crate) fn names_relation(statement: &str, relation: &str) -> bool {
    tokens(statement).any(|(kind, range)| {
        matches!(kind, TokenKind::Ident | TokenKind::QuotedIdent { .. })
            && unquoted(&statement[range]) == relation
    })
}

/// The first word of this spelling in a statement, in any case.
pub(crate) fn first_word(statement: &str, word: &str) -> Option<Range<usize>> {
    let is_word = |(kind, range): &(TokenKind, Range<usize>)| {
        *kind == TokenKind::Ident && statement[range.clone()].eq_ignore_ascii_case(word)
    };
    tokens(statement).find(is_word).map(|(_, range)| range)
}

/// A line that is a command to psql, and stands between two statements.
pub(crate) fn psql_line(sql: &str) -> Option<Range<usize>> {
    let mut is_between = true;
    for part in parts(sql) {
        match part {
            Part::Token(TokenKind::Unknown, range) if is_between && sql[range.clone()].starts_with('\\') => {
                let start = sql[..range.start].rfind('\n').map_or(0, |line_break| line_break + 1);
                let end = sql[range.start..].find('\n').map_or(sql.len(), |length| range.start + length + 1);
                return sql[start..range.start].trim().is_empty().then_some(start..end);
            }
            Part::Token(TokenKind::Semi, _) | Part::Statement(_) => is_between = true,
            Part::Token(kind, _) if is_filling(kind) => {}
            Part::Token(..) => is_between = false,
        }
    }
    None
}

/// The ranges of strings and quoted names that hold a line end of Windows: there it is part of a value.
pub(crate) fn windows_values(sql: &str) -> Vec<Range<usize>> {
    let value = |part| match part {
        Part::Token(TokenKind::Literal { .. } | TokenKind::QuotedIdent { .. }, range) => Some(range),
        _ => None,
    };
    parts(sql).filter_map(value).filter(|range| sql[range.clone()].contains("\r\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_token_decides() {
        for text in ["", "-- x", "SELECT 1;", "SELECT 1; -- x\n", "DO $$;$$;\n/* x */"] {
            assert!(ends_in_semicolon(text), "{text}");
        }
        for text in ["SELECT 1", "DO $$;$$", "SELECT ';'"] {
            assert!(!ends_in_semicolon(text), "{text}");
        }
    }

    #[test]
    fn a_statement_ends_behind_its_semicolon() {
        let sql = "BEGIN ; SELECT 1; COMMIT";
        let all: Vec<&str> =
            whole_statements(sql).map(|whole| &sql[whole.statement.range.start..whole.end]).collect();
        assert_eq!(all, ["BEGIN ;", "SELECT 1;", "COMMIT"]);
    }

    #[test]
    fn a_relation_is_named_by_tokens_alone() {
        assert!(names_relation("ALTER TABLE public.\"goose_db_version\" OWNER TO x", "goose_db_version"));
        assert!(names_relation("INSERT INTO Schema_Migrations VALUES (1)", "schema_migrations"));
        assert!(!names_relation("SELECT 'schema_migrations' -- schema_migrations", "schema_migrations"));
    }

    #[test]
    fn commands_to_psql_are_lines_between_statements() {
        let sql = "SELECT 1;\n  \\connect app\nSELECT 2;";
        assert_eq!(psql_line(sql).map(|range| &sql[range]), Some("  \\connect app\n"));
        for sql in [
            "SELECT '\\x';",
            "COPY t FROM stdin;\n\\N\n\\.\n",
            "SELECT 1 \\gset",
            "\\restrict abc\nSELECT 1;",
        ] {
            assert_eq!(psql_line(sql), None, "{sql}");
        }
    }
}
