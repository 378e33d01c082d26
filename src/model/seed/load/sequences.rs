//! Sequences behind columns that were counted go on after the highest number.

use serde::{Deserialize, Serialize};

use crate::model::sql::quote::Literal;

/// A column that was counted 1, 2, 3, ..
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountedColumn {
    /// The OID of its table.
    pub(crate) table: u32,
    pub(crate) column: String,
    pub(crate) highest: i64,
}

/// A sequence, and what its column reaches.
#[derive(Debug, Clone)]
pub(crate) struct Sequence {
    /// Qualified and quoted.
    pub(crate) name: String,
    pub(crate) max: i64,
    pub(crate) highest: i64,
}

/// A sequence behind a counted column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    /// Qualified and quoted.
    pub(crate) name: String,
    pub(crate) last: i64,
    pub(crate) is_called: bool,
    /// Where the run leaves it.
    pub(crate) raised_to: i64,
}

/// Raises a sequence, and never lowers it.
pub(crate) fn raise(sequence: &Sequence) -> String {
    let (name, highest) = (&sequence.name, sequence.highest.min(sequence.max));
    format!(
        "SELECT pg_catalog.setval({}::pg_catalog.regclass, {highest}) FROM {name} AS s \
         WHERE s.last_value < {highest} OR s.last_value = {highest} AND NOT s.is_called",
        Literal(name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sequence_is_set_beyond_its_end() {
        let sequence = Sequence { name: "s.\"q'1\"".to_owned(), max: 10, highest: 12 };
        assert_eq!(
            raise(&sequence),
            "SELECT pg_catalog.setval(E's.\"q''1\"'::pg_catalog.regclass, 10) FROM s.\"q'1\" AS s \
             WHERE s.last_value < 10 OR s.last_value = 10 AND NOT s.is_called"
        );
    }
}
