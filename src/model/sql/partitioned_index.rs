//! `CREATE INDEX CONCURRENTLY` on a partitioned table, which PostgreSQL refuses: the statements that
//! together do the same. Only the name, the table and the words around them change; everything else is
//! taken over as it is written.

use std::ops::Range;

use super::identifier_length::fitting;
use super::parsed::Statement;
use super::quote::Ident;
use super::syntax::statement;

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
        let Statement::CreateIndex(tree) = statement(sql) else { return None };
        if tree.only || !tree.sound {
            return None;
        }
        let (concurrently, table) = (tree.concurrently, tree.table.at);
        let nowhere = |behind: &Range<usize>| behind.end..behind.end;
        Some(Self {
            sql,
            unique: tree.unique,
            if_not_exists: tree.if_not_exists.unwrap_or_else(|| nowhere(&concurrently)),
            concurrently,
            index: tree.index?.at,
            star: tree.star.unwrap_or_else(|| nowhere(&table)),
            table,
        })
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
