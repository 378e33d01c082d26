//! How an index is written that has neither expressions nor parameters: as the server does it (`pg_get_indexdef`), which
//! opens the table for it first.

/// A column of an index.
#[derive(Debug, Default)]
pub(crate) struct IndexColumn<'a> {
    /// The quoted name of the table's column.
    pub(crate) column: &'a str,
    /// Where it is not the column's own.
    pub(crate) collation: Option<&'a str>,
    /// Where it is not the one that the column's type has by itself, or has options.
    pub(crate) class: Option<&'a str>,
    /// Of the operator class: `siglen='32'`.
    pub(crate) options: Option<&'a str>,
    /// The server's flags (`indoption`): 1 descending, 2 nulls first.
    pub(crate) flags: i16,
}

/// A whole index.
#[derive(Debug, Default)]
pub(crate) struct Index<'a> {
    /// What stands before the columns: `CREATE UNIQUE INDEX i ON public.t USING btree`.
    pub(crate) head: &'a str,
    pub(crate) nulls_are_equal: bool,
    pub(crate) keys: Vec<IndexColumn<'a>>,
    /// What is stored beside the keys.
    pub(crate) included: Vec<IndexColumn<'a>>,
}

impl Index<'_> {
    /// `CREATE UNIQUE INDEX i ON public.t USING btree (a, b DESC) INCLUDE (c)`.
    pub(crate) fn definition(&self) -> String {
        let list =
            |keys: &[IndexColumn<'_>]| keys.iter().map(IndexColumn::text).collect::<Vec<_>>().join(", ");
        let mut text = format!("{} ({})", self.head, list(&self.keys));
        if !self.included.is_empty() {
            text.push_str(&format!(" INCLUDE ({})", list(&self.included)));
        }
        if self.nulls_are_equal {
            text.push_str(" NULLS NOT DISTINCT");
        }
        text
    }
}

impl IndexColumn<'_> {
    fn text(&self) -> String {
        let mut text = self.column.to_owned();
        let (descending, nulls_first) = (self.flags & 1 == 1, self.flags & 2 == 2);
        for (before, word, behind) in [
            (" COLLATE ", self.collation, ""),
            (" ", self.class, ""),
            (" (", self.options, ")"),
            (" ", descending.then_some("DESC"), ""),
            // The order that a direction has by itself is not told.
            (
                " ",
                match (descending, nulls_first) {
                    (false, true) => Some("NULLS FIRST"),
                    (true, false) => Some("NULLS LAST"),
                    _ => None,
                },
                "",
            ),
        ] {
            if let Some(word) = word {
                text.push_str(before);
                text.push_str(word);
                text.push_str(behind);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_omitted() {
        let keys = vec![
            IndexColumn { column: "a", ..IndexColumn::default() },
            IndexColumn { column: "\"B\"", ..IndexColumn::default() },
        ];
        assert_eq!(
            Index { head: "CREATE INDEX i ON a.t USING btree", keys, ..Index::default() }.definition(),
            "CREATE INDEX i ON a.t USING btree (a, \"B\")"
        );
    }

    #[test]
    fn the_unusual_is() {
        let key = IndexColumn {
            column: "a",
            collation: Some("pg_catalog.\"C\""),
            class: Some("public.trgm"),
            options: Some("siglen='32'"),
            flags: 1,
        };
        let index = Index {
            head: "CREATE UNIQUE INDEX i ON a.t USING gist",
            nulls_are_equal: true,
            keys: vec![key],
            included: vec![IndexColumn { column: "c", ..IndexColumn::default() }],
        };
        assert_eq!(
            index.definition(),
            "CREATE UNIQUE INDEX i ON a.t USING gist (a COLLATE pg_catalog.\"C\" public.trgm (siglen='32') DESC NULLS LAST) \
             INCLUDE (c) NULLS NOT DISTINCT"
        );
    }

    #[test]
    fn each_order_reads_apart() {
        let order = |flags| IndexColumn { column: "a", flags, ..IndexColumn::default() }.text();
        assert_eq!([0, 1, 2, 3].map(order), ["a", "a DESC NULLS LAST", "a NULLS FIRST", "a DESC"]);
    }
}
