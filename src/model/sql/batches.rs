//! A script in messages: what the server parses at once, and the data of a COPY by themselves.

use std::ops::Range;

use super::copy_data::CopyData;
use super::statements::with_data;

/// What one message should hold; a single statement may be longer. The server keeps the whole parse of one
/// message in memory, 1.4 GB for 100 MB of inserts (measured).
const BATCH: usize = 1 << 20;

/// A message, as byte ranges of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Message {
    /// Whole statements.
    Statements(Range<usize>),
    /// A COPY and its data.
    Copy(Range<usize>, CopyData),
}

/// The messages of a script, in order. A short script without data is one message, comments and all.
pub(crate) fn messages(sql: &str) -> Box<dyn Iterator<Item = Message> + '_> {
    if sql.len() <= BATCH && !may_need_parts(sql) {
        return Box::new(std::iter::once(Message::Statements(0..sql.len())));
    }
    let mut statements = with_data(sql).peekable();
    Box::new(std::iter::from_fn(move || {
        let first = statements.next()?;
        if let Some(data) = first.data {
            return Some(Message::Copy(first.range, data));
        }
        let mut batch = first.range;
        let mut fits = |start: usize| {
            statements.next_if(|next| {
                !next.apart && next.data.is_none() && next.range.end.saturating_sub(start) <= BATCH
            })
        };
        while let Some(next) = fits(batch.start) {
            batch.end = next.range.end;
        }
        Some(Message::Statements(batch))
    }))
}

/// Whether a script may hold data or lines for psql. Both have their word; most scripts hold neither, and are not
/// read once more.
fn may_need_parts(sql: &str) -> bool {
    sql.contains("restrict") && sql.contains('\\')
        || sql.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"copy"))
}

#[cfg(test)]
mod tests {
    use super::super::statements::statements;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_script_is_one_message() {
        let sql = "-- head\nSELECT 1; SELECT 2;";
        assert_eq!(messages(sql).collect::<Vec<_>>(), [Message::Statements(0..sql.len())]);
    }

    #[test]
    fn data_are_a_message_of_their_own_and_lines_for_psql_are_in_none() {
        let sql = "\\restrict a\nSELECT 1; SELECT 2;\nCOPY t FROM stdin;\nx\n\\.\nSELECT 3;\n\\unrestrict a\nSELECT 4";
        let texts: Vec<(&str, Option<&str>)> = messages(sql)
            .map(|message| match message {
                Message::Statements(range) => (&sql[range], None),
                Message::Copy(range, data) => (&sql[range], Some(&sql[data.range])),
            })
            .collect();
        assert_eq!(
            texts,
            [
                ("SELECT 1; SELECT 2", None),
                ("COPY t FROM stdin", Some("x\n")),
                ("SELECT 3", None),
                ("SELECT 4", None)
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_statement_is_in_exactly_one_batch_of_about_a_megabyte(
            sizes in proptest::collection::vec(1_usize..700_000, 1..12)
        ) {
            let statement = |size: &usize| format!("SELECT '{}';\n", "x".repeat(*size));
            let sql = sizes.iter().map(statement).collect::<Vec<_>>().concat();
            let mut all = statements(&sql).peekable();
            for message in messages(&sql) {
                let Message::Statements(batch) = message else { panic!("no data") };
                let mut inside = 0;
                while all.next_if(|statement| statement.start >= batch.start && statement.end <= batch.end).is_some() {
                    inside += 1;
                }
                prop_assert!(inside > 0);
                prop_assert!(batch.len() <= BATCH || inside == 1 || sql.len() <= BATCH);
            }
            prop_assert!(all.next().is_none());
        }
    }
}
