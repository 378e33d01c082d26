//! A long script in pieces: the server keeps the whole parse of one message in memory, 1.4 GB for
//! 100 MB of inserts (measured), so it is sent about a megabyte at a time within its transaction.

use std::ops::Range;

use super::statements::statements;

/// What one message should hold; a single statement may be longer.
const BATCH: usize = 1 << 20;

/// The byte ranges of a script's messages, in order. Each holds whole statements; a short script is
/// one message, comments and all.
pub(crate) fn batches(sql: &str) -> Box<dyn Iterator<Item = Range<usize>> + '_> {
    if sql.len() <= BATCH {
        return Box::new(std::iter::once(0..sql.len()));
    }
    let mut pending: Option<Range<usize>> = None;
    let mut statements = statements(sql);
    Box::new(std::iter::from_fn(move || {
        for statement in statements.by_ref() {
            let Some(batch) = pending.take() else {
                pending = Some(statement);
                continue;
            };
            if statement.end - batch.start > BATCH {
                pending = Some(statement);
                return Some(batch);
            }
            pending = Some(batch.start..statement.end);
        }
        pending.take()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_script_is_one_message() {
        let sql = "-- head\nSELECT 1; SELECT 2;";
        let mut messages = batches(sql);
        assert_eq!((messages.next(), messages.next()), (Some(0..sql.len()), None));
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
            for batch in batches(&sql) {
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
