//! `CREATE INDEX CONCURRENTLY` on a partitioned table, which PostgreSQL refuses: the statements that
//! together do the same. Only the name, the table and the words around them change; everything else is
//! taken over as it is written.

use std::ops::Range;

use squawk_lexer::TokenKind;

use super::identifier_length::fitting;
use super::quote::Ident;
use super::tokens::{is_filling, tokens};

/// A `CREATE [UNIQUE] INDEX CONCURRENTLY` that can be split into parts. The ranges are bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expansion<'a> {
    sql: &'a str,
    pub(crate) unique: bool,
    concurrently: Range<usize>,
    if_not_exists: Range<usize>,
    index: Range<usize>,
    /// With its schema.
    table: Range<usize>,
    /// Behind the table; it means the same as nothing, and does not go with ONLY.
    star: Range<usize>,
}

impl<'a> Expansion<'a> {
    /// `None` for any other statement, for one that names no index, and for `ON ONLY`: who writes that
    /// wants the index of the parent alone.
    pub(crate) fn of(sql: &'a str) -> Option<Self> {
        let mut rest =
            Rest { sql, tokens: tokens(sql).filter(|(kind, _)| !is_filling(*kind)).collect(), at: 0 };
        rest.expect_word("create")?;
        let unique = rest.expect_word("unique").is_some();
        rest.expect_word("index")?;
        let concurrently = rest.expect_word("concurrently")?;
        let if_not_exists = match rest.expect_word("if") {
            Some(start) => {
                rest.expect_word("not")?;
                start.start..rest.expect_word("exists")?.end
            }
            None => concurrently.end..concurrently.end,
        };
        if rest.expect_word("on").is_some() {
            return None;
        }
        let index = rest.name()?;
        rest.expect_word("on")?;
        if rest.expect_word("only").is_some() {
            return None;
        }
        let mut table = rest.name()?;
        while rest.sign(".").is_some() {
            table.end = rest.name()?.end;
        }
        let star = rest.sign("*").unwrap_or(table.end..table.end);
        Some(Self { sql, unique, concurrently, if_not_exists, index, table, star })
    }

    /// The index of the parent alone, not valid while a partition has none. Not concurrent: it reads no
    /// row.
    pub(crate) fn parent(&self) -> String {
        let table = format!("ONLY {}", &self.sql[self.table.clone()]);
        self.with(&[(&self.concurrently, ""), (&self.table, &table), (&self.star, "")])
    }

    /// The index of the parent and of every partition in one, not concurrent. Partitions that have an
    /// index like it keep theirs.
    pub(crate) fn all_at_once(&self) -> String {
        self.with(&[(&self.concurrently, "")])
    }

    /// The index of one partition, built concurrently. `table` is quoted, with its schema.
    pub(crate) fn leaf(&self, index: &Ident, table: &str) -> String {
        // A name that is taken has to be an error, so IF NOT EXISTS goes.
        let index = index.to_string();
        self.with(&[(&self.if_not_exists, ""), (&self.index, &index), (&self.table, table), (&self.star, "")])
    }

    /// The index of a partition that is partitioned itself, alone like that of the parent.
    pub(crate) fn branch(&self, index: &Ident, table: &str) -> String {
        let (index, table) = (index.to_string(), format!("ONLY {table}"));
        let (first, second) = ((&self.concurrently, ""), (&self.if_not_exists, ""));
        self.with(&[first, second, (&self.index, &index), (&self.table, &table), (&self.star, "")])
    }

    /// The text with these ranges replaced, which come in the order of the text.
    fn with(&self, replaced: &[(&Range<usize>, &str)]) -> String {
        let mut text = String::with_capacity(self.sql.len() + 128);
        let mut from = 0;
        for (range, new) in replaced {
            text.push_str(&self.sql[from..range.start]);
            text.push_str(new);
            from = range.end;
        }
        text.push_str(&self.sql[from..]);
        text
    }
}

/// What the index of a partition is called: the same in every run. `None` where a name is empty or
/// holds a NUL, which none in a catalog does.
pub(crate) fn child_name(index: &str, partition: &str) -> Option<Ident> {
    Ident::new(&fitting(format!("{index}_{partition}")))
}

/// What is not read yet.
struct Rest<'a> {
    sql: &'a str,
    tokens: Vec<(TokenKind, Range<usize>)>,
    at: usize,
}

impl Rest<'_> {
    fn take(&mut self, wanted: impl Fn(TokenKind, &str) -> bool) -> Option<Range<usize>> {
        let (kind, range) = self.tokens.get(self.at)?;
        if !wanted(*kind, &self.sql[range.clone()]) {
            return None;
        }
        self.at += 1;
        Some(range.clone())
    }

    fn expect_word(&mut self, word: &str) -> Option<Range<usize>> {
        self.take(|kind, text| matches!(kind, TokenKind::Ident) && text.eq_ignore_ascii_case(word))
    }

    fn sign(&mut self, sign: &str) -> Option<Range<usize>> {
        self.take(|_, text| text == sign)
    }

    fn name(&mut self) -> Option<Range<usize>> {
        self.take(|kind, _| matches!(kind, TokenKind::Ident | TokenKind::QuotedIdent { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ident(name: &str) -> Ident {
        Ident::new(name).unwrap()
    }

    #[test]
    fn only_name_table_and_the_words_around_them_change() {
        let sql = "CREATE UNIQUE INDEX /* why */ CONCURRENTLY i ON app.p USING btree (a, 'on p' -- p\n) WHERE i > 0";
        let expansion = Expansion::of(sql).unwrap();
        assert!(expansion.unique);
        let tail = "USING btree (a, 'on p' -- p\n) WHERE i > 0";
        let head = "CREATE UNIQUE INDEX /* why */ ";
        assert_eq!(expansion.parent(), format!("{head} i ON ONLY app.p {tail}"));
        assert_eq!(expansion.all_at_once(), format!("{head} i ON app.p {tail}"));
        let table = "app.\"P 1\"";
        assert_eq!(
            expansion.leaf(&ident("i_\"1"), table),
            format!("{head}CONCURRENTLY \"i_\"\"1\" ON {table} {tail}")
        );
        assert_eq!(expansion.branch(&ident("i_1"), table), format!("{head} \"i_1\" ON ONLY {table} {tail}"));
    }

    #[test]
    fn if_not_exists_is_for_the_parent_alone() {
        let sql = "create index concurrently if not exists \"I %s\" on \"P\" . \"x.y\" * (a)";
        let expansion = Expansion::of(sql).unwrap();
        assert_eq!(expansion.parent(), "create index  if not exists \"I %s\" on ONLY \"P\" . \"x.y\"  (a)");
        assert_eq!(expansion.leaf(&ident("n"), "s.t"), "create index concurrently  \"n\" on s.t  (a)");
        assert_eq!(expansion.branch(&ident("n"), "s.t"), "create index   \"n\" on ONLY s.t  (a)");
    }

    #[test]
    fn what_cannot_be_taken_apart_is_left_alone() {
        for sql in [
            "CREATE INDEX i ON p (a)",
            "CREATE INDEX CONCURRENTLY ON p (a)",
            "CREATE INDEX CONCURRENTLY i ON ONLY p (a)",
            "CREATE INDEX CONCURRENTLY IF EXISTS i ON p (a)",
            "CREATE INDEX CONCURRENTLY i",
            "CREATE INDEX CONCURRENTLY i ON app.",
            "DROP INDEX CONCURRENTLY i",
            "",
        ] {
            assert_eq!(Expansion::of(sql), None, "{sql}");
        }
    }

    #[test]
    fn names_are_the_same_in_every_run_and_fit() {
        assert_eq!(child_name("i", "p_2026"), Some(ident("i_p_2026")));
        let long = "ü".repeat(31);
        let (first, second) = (child_name(&long, "p1").unwrap(), child_name(&long, "p2").unwrap());
        assert_ne!(first, second);
        assert_eq!(Some(first), child_name(&long, "p1"));
        assert_eq!(child_name("a\0", "p"), None);
    }
}
