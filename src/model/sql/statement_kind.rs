//! What a statement is, as far as it decides how it may run: told from its first words by the lexer.

use super::statement_words::Words;

/// How a statement may run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StatementKind {
    /// In a transaction like any other.
    Ordinary,
    /// Begins or ends a transaction: the runner's job, never the script's.
    TransactionControl,
    /// `COPY .. FROM STDIN` or `TO STDOUT`: waits for data that a script cannot send.
    CopyStream,
    /// `CALL` and `DO`: may commit on their own, so whether they ran is not known after a crash.
    MayCommit,
    /// `CREATE INDEX CONCURRENTLY`
    IndexBuild(IndexBuild),
    /// `DROP INDEX CONCURRENTLY`
    IndexDrop { index: String },
    /// `ALTER TABLE .. DETACH PARTITION .. CONCURRENTLY`
    Detach { parent: String, partition: String },
    /// Cannot run in a transaction, and running it twice does no harm: VACUUM, REINDEX, ALTER SYSTEM.
    Repeatable,
    /// Cannot run in a transaction, and a second run would fail or do more: CREATE DATABASE.
    Outside,
}

/// A concurrent index build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndexBuild {
    /// The index as the script writes it; `None` where PostgreSQL would choose a name.
    pub(crate) index: Option<String>,
    /// The table as the script writes it, with its schema if there is one.
    pub(crate) table: String,
    pub(crate) if_not_exists: bool,
}

impl StatementKind {
    /// Whether PostgreSQL refuses the statement inside a transaction block (25001).
    pub(crate) fn needs_no_transaction(&self) -> bool {
        matches!(
            self,
            Self::IndexBuild(_)
                | Self::IndexDrop { .. }
                | Self::Detach { .. }
                | Self::Repeatable
                | Self::Outside
        )
    }
}

/// Tells what a statement is. Never fails: what is not recognised is ordinary, and the server has
/// the last word.
pub(crate) fn kind(statement: &str) -> StatementKind {
    let mut words = Words::of(statement);
    match words.next().as_str() {
        "begin" | "commit" | "end" | "abort" => StatementKind::TransactionControl,
        "start" | "prepare" if words.peek() == "transaction" => StatementKind::TransactionControl,
        "rollback" => rollback(&mut words),
        "copy" if words.any_two("from", "stdin") || words.any_two("to", "stdout") => {
            StatementKind::CopyStream
        }
        "call" | "do" => StatementKind::MayCommit,
        "create" => create(&mut words),
        "drop" => drop(&mut words),
        "alter" => alter(&mut words),
        "reindex" => reindex(&mut words),
        "vacuum" => StatementKind::Repeatable,
        "cluster" if words.is_over() || words.is_only("verbose") => StatementKind::Repeatable,
        "discard" if words.peek() == "all" => StatementKind::Repeatable,
        _ => StatementKind::Ordinary,
    }
}

/// `ROLLBACK TO SAVEPOINT` stays inside; `ROLLBACK` and `ROLLBACK PREPARED` do not.
fn rollback(words: &mut Words<'_>) -> StatementKind {
    words.skip(&["work", "transaction"]);
    if words.peek() == "to" { StatementKind::Ordinary } else { StatementKind::TransactionControl }
}

fn create(words: &mut Words<'_>) -> StatementKind {
    words.skip(&["unique"]);
    match words.next().as_str() {
        "database" | "tablespace" => StatementKind::Outside,
        "index" if words.peek() == "concurrently" => {
            words.next();
            index_build(words)
        }
        _ => StatementKind::Ordinary,
    }
}

fn index_build(words: &mut Words<'_>) -> StatementKind {
    let if_not_exists = words.skip_all(&["if", "not", "exists"]);
    let index = (words.peek() != "on").then(|| words.name());
    words.skip(&["on"]);
    words.skip(&["only"]);
    StatementKind::IndexBuild(IndexBuild { index, table: words.name(), if_not_exists })
}

fn drop(words: &mut Words<'_>) -> StatementKind {
    match words.next().as_str() {
        "database" | "tablespace" => StatementKind::Outside,
        "index" if words.peek() == "concurrently" => {
            words.next();
            words.skip_all(&["if", "exists"]);
            StatementKind::IndexDrop { index: words.name() }
        }
        _ => StatementKind::Ordinary,
    }
}

fn alter(words: &mut Words<'_>) -> StatementKind {
    match words.next().as_str() {
        "system" => StatementKind::Repeatable,
        "database" if words.any_two("set", "tablespace") => StatementKind::Repeatable,
        "table" => {
            words.skip_all(&["if", "exists"]);
            words.skip(&["only"]);
            let parent = words.name();
            if !words.skip_all(&["detach", "partition"]) {
                return StatementKind::Ordinary;
            }
            let partition = words.name();
            if words.peek() == "concurrently" {
                StatementKind::Detach { parent, partition }
            } else {
                StatementKind::Ordinary
            }
        }
        _ => StatementKind::Ordinary,
    }
}

/// Concurrently, or of a whole schema, database or system; one table or index is ordinary.
fn reindex(words: &mut Words<'_>) -> StatementKind {
    let options = words.parenthesised();
    let target = words.next();
    let whole = matches!(target.as_str(), "schema" | "database" | "system");
    if whole || words.peek() == "concurrently" || options.contains("concurrently") {
        StatementKind::Repeatable
    } else {
        StatementKind::Ordinary
    }
}

#[cfg(test)]
mod tests;
