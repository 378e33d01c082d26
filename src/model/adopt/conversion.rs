//! From a script of another tool to one that can stand in a pair.
//!
//! A script is changed only where it has to be: what nothing is wrong with keeps every byte.

use std::ops::Range;

use super::old_sql::{
    WholeStatement, first_word, names_relation, psql_line, whole_statements, windows_values,
};
use crate::model::migration::directive::{self, Direction};
use crate::model::migration::foreign_sections;
use crate::model::sql::position::Position;
use crate::model::sql::statement_kind::{StatementKind, kind};

/// What a conversion goes by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules<'a> {
    pub(crate) direction: Direction,
    /// Whether every statement runs by itself.
    pub(crate) alone: bool,
    /// The tool's own table, without its schema.
    pub(crate) old_table: Option<&'a str>,
}

/// A converted script, without the directives that stand for a whole script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conversion {
    pub(crate) sql: String,
    /// It has to run without a transaction.
    pub(crate) no_transaction: bool,
    pub(crate) notes: Vec<ConversionNote>,
}

/// What was changed, or should be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConversionNote {
    /// `BEGIN` and `COMMIT` were taken out; how many of them.
    TransactionControl { count: usize },
    /// A line that is for psql was taken out.
    PsqlLine { line: String },
    /// A statement about the tool's own table was taken out; its first words.
    OldTable { words: String },
    /// A comment that would divide the script for another tool reads differently now.
    Marker,
    /// `CONCURRENTLY` was taken out of an index build without a name.
    NamelessIndex,
    /// A setting that a dump of a newer server begins with, and older servers do not know, was taken out.
    DumpSetting { words: String },
    /// A statement that no transaction can hold; the tool said nothing of it.
    NeedsNoTransaction { words: String },
}

/// Commands to psql that change nothing in the database.
const HARMLESS: [&str; 13] = [
    "\\c",
    "\\connect",
    "\\echo",
    "\\qecho",
    "\\warn",
    "\\set",
    "\\unset",
    "\\timing",
    "\\pset",
    "\\encoding",
    "\\x",
    "\\q",
    "\\cd",
];

/// Converts a script. Never fails: what cannot be converted stays, and the checks of every script find it.
pub(crate) fn convert(text: &str, rules: Rules<'_>) -> Conversion {
    let mut notes = Vec::new();
    let mut sql = unix_line_ends(text);
    for range in psql_lines(&mut sql) {
        notes.push(ConversionNote::PsqlLine { line: range });
    }
    let mut edits: Vec<Range<usize>> = Vec::new();
    let (mut controls, mut no_transaction) = (0, rules.alone);
    for WholeStatement { statement, end } in whole_statements(&sql) {
        let range = statement.range;
        let text = &sql[range.clone()];
        let whole = whole_lines(&sql, range.start..statement.data.map_or(end, |data| data.end));
        if rules.old_table.is_some_and(|table| names_relation(text, table)) {
            notes.push(ConversionNote::OldTable { words: first_words(text) });
            edits.push(whole);
            continue;
        }
        if is_dump_setting(text) {
            notes.push(ConversionNote::DumpSetting { words: first_words(text) });
            edits.push(whole);
            continue;
        }
        match kind(text) {
            StatementKind::TransactionControl if is_frame(text) => {
                controls += 1;
                edits.push(whole);
            }
            StatementKind::IndexBuild(build) if build.index.is_none() => {
                if let Some(place) = first_word(text, "concurrently") {
                    notes.push(ConversionNote::NamelessIndex);
                    edits.push(range.start + place.start..range.start + place.end);
                }
            }
            kind if kind.needs_no_transaction() && !no_transaction => {
                notes.push(ConversionNote::NeedsNoTransaction { words: first_words(text) });
                no_transaction = true;
            }
            _ => {}
        }
    }
    if controls > 0 {
        notes.push(ConversionNote::TransactionControl { count: controls });
    }
    for range in edits.into_iter().rev() {
        sql.replace_range(range, "");
    }
    if defuse(&mut sql, rules.direction) {
        notes.push(ConversionNote::Marker);
    }
    Conversion { sql, no_transaction, notes }
}

/// A script as the tool sends it: without the lines that are for psql, and without statements about the tool's own table,
/// which is not there where this runs.
pub(crate) fn as_the_tool_sends(text: &str, old_table: Option<&str>) -> String {
    let mut sql = text.to_owned();
    psql_lines(&mut sql);
    let about = |whole: WholeStatement| {
        let range = whole.statement.range;
        let end = whole.statement.data.map_or(whole.end, |data| data.end);
        let text = &sql[range.clone()];
        let is_of_tool = old_table.is_some_and(|table| names_relation(text, table));
        (is_of_tool || is_dump_setting(text)).then_some(range.start..end)
    };
    let ranges: Vec<Range<usize>> = whole_statements(&sql).filter_map(about).collect();
    for range in ranges.into_iter().rev() {
        sql.replace_range(range, "");
    }
    sql
}

/// Whether the tool's own transaction is around a script that it runs in one: not where a statement can run in none, unless
/// the script ends the tool's transaction before it.
pub(crate) fn runs_whole(text: &str) -> bool {
    let kinds: Vec<StatementKind> =
        whole_statements(text).map(|whole| kind(&text[whole.statement.range])).collect();
    kinds.contains(&StatementKind::TransactionControl)
        || !kinds.iter().any(StatementKind::needs_no_transaction)
}

/// CRLF becomes LF, except where it is part of a value: a file whose lines end in both ways keeps it there.
fn unix_line_ends(text: &str) -> String {
    if !text.contains("\r\n") {
        return text.to_owned();
    }
    let (mut sql, mut from) = (String::with_capacity(text.len()), 0);
    for value in windows_values(text) {
        sql.push_str(&text[from..value.start].replace("\r\n", "\n"));
        sql.push_str(&text[value.clone()]);
        from = value.end;
    }
    sql.push_str(&text[from..].replace("\r\n", "\n"));
    // Where every line that is left ends in CRLF, a reader would take them all for line ends of the file.
    if sql.contains("\r\n") {
        sql.insert(0, '\n');
    }
    sql
}

/// Takes the harmless lines for psql out, and returns them.
fn psql_lines(sql: &mut String) -> Vec<String> {
    let mut lines = Vec::new();
    while let Some(range) = psql_line(sql) {
        let line = sql[range.clone()].trim().to_owned();
        if !line.split_whitespace().next().is_some_and(|command| HARMLESS.contains(&command)) {
            break;
        }
        sql.replace_range(range, "");
        lines.push(line);
    }
    lines
}

/// Whether a statement is the `SET transaction_timeout = 0` of `pg_dump` 17 and later. Every script of ours begins with it.
fn is_dump_setting(text: &str) -> bool {
    let mut words =
        text.split(|letter: char| letter.is_whitespace() || letter == '=').filter(|word| !word.is_empty());
    let mut is_next = |expected: &str| words.next().is_some_and(|word| word.eq_ignore_ascii_case(expected));
    is_next("set") && is_next("transaction_timeout") && is_next("0")
}

/// Whether a statement only begins a transaction or ends it well. One that rolls back does more.
fn is_frame(text: &str) -> bool {
    let first = text.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    ["begin", "start", "commit", "end"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// A range, with its line where nothing else stands on it.
fn whole_lines(sql: &str, range: Range<usize>) -> Range<usize> {
    let start = sql[..range.start].rfind('\n').map_or(0, |line_break| line_break + 1);
    let end = sql[range.end..].find('\n').map_or(sql.len(), |length| range.end + length + 1);
    let is_alone = sql[start..range.start].trim().is_empty() && sql[range.end..end].trim().is_empty();
    if is_alone { start..end } else { range }
}

/// Changes the comments that would mean something to us, or to a tool that divides files. Returns whether there were any.
fn defuse(sql: &mut String, direction: Direction) -> bool {
    let mut changed = false;
    while let Some(at) = meaningful(sql, direction) {
        let Some(dashes) = offset(sql, at).and_then(|line| Some(line + sql[line..].find("--")?)) else {
            break;
        };
        let end = dashes + sql[dashes..].len() - sql[dashes..].trim_start_matches('-').len();
        sql.insert_str(end, " adopted:");
        changed = true;
    }
    changed
}

fn meaningful(sql: &str, direction: Direction) -> Option<Position> {
    let section = foreign_sections::find(sql).map(|section| section.at);
    section.or_else(|| directive::read(sql, direction).err().map(|problem| problem.at)).or_else(|| {
        let directives = directive::read(sql, direction).ok()?;
        (directives != directive::Directives::default()).then(|| first_directive(sql)).flatten()
    })
}

/// A comment that is one of our directives by chance.
fn first_directive(sql: &str) -> Option<Position> {
    let is_directive =
        |line: &str| line.trim_start().trim_start_matches('-').trim_start().starts_with("migrate:");
    let mut offset = 0;
    for line in sql.split_inclusive('\n') {
        if line.trim_start().starts_with("--") && is_directive(line) {
            return Some(Position::at_byte(sql, offset));
        }
        offset += line.len();
    }
    None
}

/// Where the line of a position begins.
fn offset(sql: &str, at: Position) -> Option<usize> {
    let mut lines = sql.split_inclusive('\n');
    let before = at.line.checked_sub(1)?;
    let start: usize = lines.by_ref().take(before).map(str::len).sum();
    let line = lines.next()?;
    let column: usize = line.chars().take(at.column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(start + column)
}

fn first_words(statement: &str) -> String {
    statement.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(text: &str) -> Conversion {
        convert(text, Rules { direction: Direction::Up, alone: false, old_table: Some("schema_migrations") })
    }

    #[test]
    fn what_needs_no_change_keeps_every_byte() {
        for text in
            ["", "SELECT 1", "-- x\n\nCREATE TABLE t ();\n", "DO $$ BEGIN COMMIT; END $$;", "SAVEPOINT a;"]
        {
            assert_eq!(
                converted(text),
                Conversion { sql: text.to_owned(), no_transaction: false, notes: vec![] }
            );
        }
    }

    #[test]
    fn the_frame_of_a_transaction_is_taken_out() {
        let sql = converted("-- head\nBEGIN;\nDO $$ BEGIN NULL; END $$;\nSELECT 1; COMMIT;\nSTART TRANSACTION ;SELECT 2;\nEND").sql;
        assert_eq!(sql, "-- head\nDO $$ BEGIN NULL; END $$;\nSELECT 1; \nSELECT 2;\n");
        assert_eq!(converted("BEGIN; ROLLBACK;").sql, " ROLLBACK;");
    }

    #[test]
    fn statements_without_a_transaction_are_seen() {
        let conversion = converted("CREATE INDEX CONCURRENTLY i ON t (a);\nVACUUM t;");
        assert!(conversion.no_transaction);
        assert_eq!(conversion.notes.len(), 1);
        let conversion = converted("CREATE INDEX CONCURRENTLY ON t (a);");
        assert_eq!((conversion.sql.as_str(), conversion.no_transaction), ("CREATE INDEX  ON t (a);", false));
    }

    #[test]
    fn lines_for_psql_and_statements_about_the_old_table_are_taken_out() {
        let dump = "\\restrict abc\n\\connect app\nSET transaction_timeout = 0;\nSET x = 1;\nALTER TABLE public.schema_migrations OWNER TO x;\nCOPY schema_migrations (version) FROM stdin;\n1\n\\.\nCOPY t FROM stdin;\n\\N\n\\.\n";
        let conversion = converted(dump);
        assert_eq!(conversion.sql, "\\restrict abc\nSET x = 1;\nCOPY t FROM stdin;\n\\N\n\\.\n");
        assert_eq!(conversion.notes.len(), 4);
        assert_eq!(converted("\\i other.sql\nSELECT 1;").sql, "\\i other.sql\nSELECT 1;");
    }

    #[test]
    fn line_ends_of_windows_stay_in_values() {
        assert_eq!(converted("SELECT 1;\r\nSELECT 2;\r\n").sql, "SELECT 1;\nSELECT 2;\n");
        assert_eq!(converted("SELECT 1;\r\nDO $$\r\n$$;\r\n").sql, "\nSELECT 1;\nDO $$\r\n$$;\n");
    }

    #[test]
    fn comments_that_mean_something_are_changed() {
        let conversion =
            converted("-- +goose Up\nSELECT 1;\n-- migrate:irreversible x\n--migrate:no-transaction\n");
        assert_eq!(
            conversion.sql,
            "-- adopted: +goose Up\nSELECT 1;\n-- adopted: migrate:irreversible x\n-- adopted:migrate:no-transaction\n"
        );
        assert_eq!(
            converted("-- migrate:no-transaction\nSELECT 1;").sql,
            "-- adopted: migrate:no-transaction\nSELECT 1;"
        );
    }
}
