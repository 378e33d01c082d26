//! What a statement is, as far as it decides how it may run: told from its first words by the lexer.

use squawk_lexer::{TokenKind, tokenize};

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
        "start" if words.peek() == "transaction" => StatementKind::TransactionControl,
        "prepare" if words.peek() == "transaction" => StatementKind::TransactionControl,
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

/// The words and signs of a statement, read from its start. Everything is optional: past the end
/// there are only empty words.
struct Words<'a> {
    tokens: Vec<(TokenKind, &'a str)>,
    at: usize,
}

/// More than any of the statements above needs before it is told apart. An INSERT may be a gigabyte.
const ENOUGH: usize = 64;

impl<'a> Words<'a> {
    fn of(statement: &'a str) -> Self {
        let mut offset = 0;
        let tokens = tokenize(statement)
            .map(|token| {
                let start = offset;
                offset += token.len as usize;
                (token.kind, statement.get(start..offset).unwrap_or_default())
            })
            .filter(|(kind, _)| {
                !matches!(
                    kind,
                    TokenKind::Whitespace
                        | TokenKind::LineComment
                        | TokenKind::BlockComment { .. }
                        | TokenKind::Semi
                        | TokenKind::Eof
                )
            })
            .take(ENOUGH)
            .collect();
        Self { tokens, at: 0 }
    }

    fn word(&self, at: usize) -> String {
        match self.tokens.get(at) {
            Some((TokenKind::Ident, text)) => text.to_ascii_lowercase(),
            Some((_, text)) => (*text).to_owned(),
            None => String::new(),
        }
    }

    fn next(&mut self) -> String {
        self.at += 1;
        self.word(self.at - 1)
    }

    fn peek(&self) -> String {
        self.word(self.at)
    }

    fn is_over(&self) -> bool {
        self.at >= self.tokens.len()
    }

    fn is_only(&self, word: &str) -> bool {
        self.peek() == word && self.at + 1 == self.tokens.len()
    }

    /// Steps over any of these words, while they come.
    fn skip(&mut self, words: &[&str]) {
        while words.contains(&self.peek().as_str()) && !self.is_over() {
            self.at += 1;
        }
    }

    /// Steps over these words if all of them come, in order.
    fn skip_all(&mut self, words: &[&str]) -> bool {
        let all = words.iter().enumerate().all(|(n, word)| self.word(self.at + n) == *word);
        if all {
            self.at += words.len();
        }
        all
    }

    /// A name as it is written, with its schema: `app."My Index"`.
    fn name(&mut self) -> String {
        let mut name = self.tokens.get(self.at).map_or("", |(_, text)| text).to_owned();
        self.at += 1;
        while self.peek() == "." && !self.is_over() {
            name.push('.');
            name.push_str(self.tokens.get(self.at + 1).map_or("", |(_, text)| text));
            self.at += 2;
        }
        name
    }

    /// Steps over `( .. )` and returns it in lower case.
    fn parenthesised(&mut self) -> String {
        let mut text = String::new();
        if self.peek() == "(" {
            while !self.is_over() && self.peek() != ")" {
                text.push_str(&self.next());
                text.push(' ');
            }
            self.at += 1;
        }
        text
    }

    /// Whether two words stand beside each other anywhere.
    fn any_two(&self, first: &str, second: &str) -> bool {
        (0..self.tokens.len()).any(|at| self.word(at) == first && self.word(at + 1) == second)
    }
}

#[cfg(test)]
mod tests {
    use super::StatementKind as K;
    use super::*;

    fn build(index: Option<&str>, table: &str, if_not_exists: bool) -> K {
        K::IndexBuild(IndexBuild {
            index: index.map(ToOwned::to_owned),
            table: table.to_owned(),
            if_not_exists,
        })
    }

    #[test]
    fn transaction_control_is_told_from_its_look_alikes() {
        for sql in [
            "BEGIN",
            "begin work",
            "START TRANSACTION",
            "COMMIT",
            "END",
            "ABORT",
            "ROLLBACK",
            "ROLLBACK WORK",
            "COMMIT AND CHAIN",
            "PREPARE TRANSACTION 'x'",
            "ROLLBACK PREPARED 'x'",
            "/* x */ COMMIT -- y",
        ] {
            assert_eq!(kind(sql), K::TransactionControl, "{sql}");
        }
        for sql in [
            "ROLLBACK TO x",
            "ROLLBACK WORK TO SAVEPOINT x",
            "SAVEPOINT x",
            "RELEASE x",
            "PREPARE p AS SELECT 1",
            "SELECT 'COMMIT'",
            "\"begin\"",
            "CREATE TABLE \"commit\" ()",
        ] {
            assert_eq!(kind(sql), K::Ordinary, "{sql}");
        }
    }

    #[test]
    fn concurrent_index_builds_name_index_and_table() {
        assert_eq!(kind("CREATE INDEX CONCURRENTLY i ON t (a)"), build(Some("i"), "t", false));
        assert_eq!(
            kind("create unique index concurrently if not exists \"I x\" on only app.\"T\" using btree (a)"),
            build(Some("\"I x\""), "app.\"T\"", true)
        );
        assert_eq!(kind("CREATE INDEX CONCURRENTLY ON t (a)"), build(None, "t", false));
        assert_eq!(kind("CREATE INDEX concurrently_not ON t (a)"), K::Ordinary);
        assert_eq!(kind("DROP INDEX CONCURRENTLY IF EXISTS a.i"), K::IndexDrop { index: "a.i".to_owned() });
    }

    #[test]
    fn what_cannot_run_in_a_transaction_is_known() {
        for sql in [
            "VACUUM",
            "VACUUM (ANALYZE) t",
            "REINDEX SCHEMA s",
            "REINDEX DATABASE d",
            "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
            "REINDEX (CONCURRENTLY) INDEX i",
            "REINDEX INDEX CONCURRENTLY i",
            "CLUSTER",
            "CLUSTER VERBOSE",
            "ALTER SYSTEM SET x = 1",
            "DISCARD ALL",
            "ALTER DATABASE d SET TABLESPACE x",
            "CREATE DATABASE d",
            "DROP DATABASE d",
            "CREATE TABLESPACE x LOCATION '/x'",
            "ALTER TABLE IF EXISTS ONLY s.p DETACH PARTITION s.c CONCURRENTLY",
        ] {
            assert!(kind(sql).needs_no_transaction(), "{sql}");
        }
        for sql in [
            "REINDEX TABLE t",
            "CLUSTER t USING i",
            "DISCARD TEMP",
            "ANALYZE",
            "ALTER TABLE p DETACH PARTITION c",
            "ALTER TABLE p DETACH PARTITION c FINALIZE",
            "CREATE INDEX i ON t (a)",
            "ALTER DATABASE d SET x = 1",
        ] {
            assert!(!kind(sql).needs_no_transaction(), "{sql}");
        }
        let parts = K::Detach { parent: "p".to_owned(), partition: "a.c".to_owned() };
        assert_eq!(kind("ALTER TABLE p DETACH PARTITION a.c CONCURRENTLY"), parts);
    }

    #[test]
    fn copy_to_and_from_the_client_is_known() {
        assert_eq!(kind("COPY t (a, b) FROM STDIN WITH (FORMAT csv)"), K::CopyStream);
        assert_eq!(kind("COPY (SELECT 1) TO STDOUT"), K::CopyStream);
        assert_eq!(kind("COPY t FROM '/tmp/x'"), K::Ordinary);
    }
}
