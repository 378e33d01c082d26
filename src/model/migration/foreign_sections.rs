//! The section markers of other migration tools: comments that divide a file into what applies and what rolls back.
//!
//! To the server they are comments, and it would run both halves one after the other.

use crate::model::sql::position::Position;
use crate::model::sql::sql_text::line_comments;

/// A marker, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignSection {
    pub(crate) at: Position,
    /// The tool, or the tools, that read it.
    pub(crate) tool: &'static str,
    /// As it stands there.
    pub(crate) marker: String,
}

/// Markers that are a few words: behind the dashes, in any case, blanks and punctuation at both ends left out.
const WORDS: [(&str, &str); 14] = [
    ("migrate:up", "dbmate"),
    ("migrate:down", "dbmate"),
    ("create above / drop below", "tern"),
    ("liquibase formatted sql", "Liquibase"),
    ("//@undo", "MyBatis Migrations"),
    ("up migration", "node-pg-migrate"),
    ("down migration", "node-pg-migrate"),
    ("!ups", "Play evolutions"),
    ("!downs", "Play evolutions"),
    ("rambler up", "rambler"),
    ("rambler down", "rambler"),
    ("==== up ====", "shmig"),
    ("==== down ====", "shmig"),
    ("atlas:txtar", "Atlas"),
];

/// Markers that more may follow: options, or a word that says which section.
const BEGINNINGS: [(&str, &str); 5] = [
    ("+goose", "goose"),
    ("+migrate", "sql-migrate"),
    ("+micrate", "micrate"),
    ("migrate:up", "dbmate"),
    ("migrate:down", "dbmate"),
];

/// What Liquibase's `--rollback` is followed by where it is no prose.
const ROLLBACKS: [&str; 11] = [
    "alter",
    "call",
    "comment",
    "create",
    "delete",
    "drop",
    "empty",
    "insert",
    "not required",
    "truncate",
    "update",
];

/// The first marker in a script: a comment that has its line for itself, outside of quotes and bodies.
pub(crate) fn find(sql: &str) -> Option<ForeignSection> {
    // Most files have none, and need no lexer to know it.
    if !sql.lines().any(|line| comment_of(line).and_then(tool).is_some()) {
        return None;
    }
    line_comments(sql).find_map(|(offset, comment)| {
        let line = sql[..offset].rfind('\n').map_or(0, |end| end + 1);
        // In Play's own files the line begins with a `#`.
        let is_alone = sql[line..offset].chars().all(|before| before.is_whitespace() || before == '#');
        let tool = tool(comment).filter(|_| is_alone)?;
        Some(ForeignSection { at: Position::at_byte(sql, offset), tool, marker: comment.trim().to_owned() })
    })
}

/// The comment that a line is, as far as can be seen without a lexer.
fn comment_of(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|before: char| before.is_whitespace() || before == '#');
    line.starts_with("--").then_some(line)
}

/// Whose marker a comment is.
fn tool(comment: &str) -> Option<&'static str> {
    let comment = comment.trim_end();
    let is_attached = comment.strip_prefix("--").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let text = comment.trim_start_matches('-').trim().trim_end_matches('-').trim_end().to_ascii_lowercase();
    let behind = |word: &str| {
        let rest = text.strip_prefix(word)?;
        (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim().to_owned())
    };
    if let Some((_, tool)) = BEGINNINGS.iter().find(|(word, _)| behind(word).is_some()) {
        return Some(tool);
    }
    if let Some((_, tool)) = WORDS.iter().find(|(words, _)| text == *words) {
        return Some(tool);
    }
    let is_changeset = behind("changeset").is_some_and(|rest| {
        let id = rest.split_whitespace().next().unwrap_or_default();
        id.split_once(':').is_some_and(|(author, id)| !author.is_empty() && !id.is_empty())
    });
    let is_rollback = is_attached
        && behind("rollback").is_some_and(|rest| ROLLBACKS.iter().any(|word| rest.starts_with(word)));
    (is_changeset || is_rollback).then_some("Liquibase")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sql: &str) -> Option<(&'static str, usize)> {
        find(sql).map(|section| (section.tool, section.at.line))
    }

    #[test]
    fn every_tools_marker_is_found_with_its_line() {
        for (marker, tool) in [
            ("-- +goose Down", "goose"),
            ("-- +goose Up", "goose"),
            ("--+goose down", "goose"),
            ("  -- +goose StatementBegin", "goose"),
            ("-- +goose NO TRANSACTION", "goose"),
            ("-- +migrate Down", "sql-migrate"),
            ("-- +migrate Up notransaction", "sql-migrate"),
            ("-- migrate:down", "dbmate"),
            ("--migrate:up transaction:false", "dbmate"),
            ("---- create above / drop below ----", "tern"),
            ("--liquibase formatted sql", "Liquibase"),
            ("-- liquibase formatted SQL", "Liquibase"),
            ("--changeset me:1 runOnChange:true", "Liquibase"),
            ("--rollback DROP TABLE t;", "Liquibase"),
            ("--rollback not required", "Liquibase"),
            ("--//@UNDO", "MyBatis Migrations"),
            ("-- //@UNDO", "MyBatis Migrations"),
            ("-- Down Migration", "node-pg-migrate"),
            ("-- +micrate Down", "micrate"),
            ("# --- !Downs", "Play evolutions"),
            ("-- !Downs", "Play evolutions"),
            ("-- rambler down", "rambler"),
            ("-- ==== DOWN ====", "shmig"),
            ("-- atlas:txtar", "Atlas"),
        ] {
            let sql = format!("CREATE TABLE t (id int);\n\n{marker}\nDROP TABLE t;\n");
            assert_eq!(found(&sql), Some((tool, 3)), "{marker}");
            assert_eq!(found(&sql.replace('\n', "\r\n")), Some((tool, 3)), "{marker}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for sql in [
            "SELECT '\n-- +goose Down\n';",
            "DO $$\nBEGIN\n  NULL;\n-- migrate:down\nEND $$;",
            "/*\n-- +migrate Down\n*/ SELECT 1;",
            "SELECT 1; -- +goose Down",
            "-- as in goose: +goose Down divides a file\nSELECT 1;",
            "-- +gooseberry\nSELECT 1;",
            "-- migrate:downwards\nSELECT 1;",
            "-- migrate:lossy t gone\nSELECT 1;",
            "-- rollback drops the table\nSELECT 1;",
            "--rollback is in the other file\nSELECT 1;",
            "-- changeset of last week\nSELECT 1;",
            "-- this migration goes up\n-- the down migration is in rollbacks\nSELECT 1;",
            "-- create above the fold\nSELECT 1;",
        ] {
            assert_eq!(found(sql), None, "{sql}");
        }
    }
}
