//! Where sequences stand. Each knows by itself, and is asked by its name: what cannot have moved is not asked again.

use std::cell::RefCell;
use std::collections::HashMap;

use tokio_postgres::{Client, Error, Row};

use crate::model::roundtrip::checksum_cache::WriteCounts;
use crate::model::roundtrip::contents::{OwnerColumn, Sequence};
use crate::postgres::connection::named_row::qualified_name;
use crate::postgres::connection::prepared::{Answerer, Given};

const SEQUENCES: &str = include_str!("sql/contents_sequences.sql");

/// How many are read by one question: planning takes longer than in proportion.
const AT_ONCE: usize = 250;

/// A sequence whose position was not read yet.
pub(super) struct ListedSequence {
    sequence: Sequence,
    oid: u32,
    /// Another one once it was restarted by ALTER SEQUENCE or TRUNCATE.
    file: u32,
}

impl ListedSequence {
    /// All of a database. `given` are the schemas that may hold our own tables, and what those are called.
    pub(super) async fn list(answerer: Answerer<'_>, given: &[Given<'_>]) -> Result<Vec<Self>, Error> {
        answerer.query(SEQUENCES, given).await?.iter().map(Self::of).collect()
    }

    fn of(row: &Row) -> Result<Self, Error> {
        let table: Option<String> = row.try_get("owner_table")?;
        let owner = table.zip(row.try_get("owner_column")?);
        let sequence = Sequence {
            name: qualified_name(row)?,
            owner: owner.map(|(table, column)| OwnerColumn { table, column }),
            increment: row.try_get("increment")?,
            next: 0,
        };
        Ok(Self { sequence, oid: row.try_get("oid")?, file: row.try_get("file")? })
    }

    /// The same as long as nothing moves it: `nextval` and `setval` lock it for writing until their transaction ends, also
    /// where a part of that is rolled back (`lock_and_open_sequence` in sequence.c).
    fn stamp(&self, written: &WriteCounts) -> Stamp {
        (self.file, written.get(&self.oid).copied().unwrap_or_default())
    }
}

/// A file, and how many scripts had the sequence locked for writing.
type Stamp = (u32, i32);

/// The last value, and whether it was given out.
type Position = (i64, bool);

/// Where sequences stood when they were read, by their oids.
#[derive(Default)]
pub(super) struct KnownSequences(RefCell<HashMap<u32, (Stamp, Position)>>);

impl KnownSequences {
    /// Nothing is known any more.
    pub(super) fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    /// Where each of them stands. Outside of a transaction: each that is read is locked until the end of one, and a server
    /// has room for some thousand locks.
    pub(super) async fn read(
        &self,
        client: &Client,
        listed: Vec<ListedSequence>,
        written: &WriteCounts,
    ) -> Result<Vec<Sequence>, Error> {
        let is_unknown = |listed: &&ListedSequence| {
            self.0.borrow().get(&listed.oid).is_none_or(|(stamp, _)| *stamp != listed.stamp(written))
        };
        let unknown: Vec<&ListedSequence> = listed.iter().filter(is_unknown).collect();
        for part in unknown.chunks(AT_ONCE) {
            let question = |listed: &&ListedSequence| {
                let name = listed.sequence.name.quoted().ok()?;
                Some(format!(
                    "SELECT {}::pg_catalog.oid AS oid, last_value, is_called FROM {name}",
                    listed.oid
                ))
            };
            let questions: Vec<String> = part.iter().filter_map(question).collect();
            if questions.is_empty() {
                continue;
            }
            let mut positions = HashMap::new();
            for row in client.query_typed(&questions.join(" UNION ALL "), &[]).await? {
                positions.insert(
                    row.try_get::<_, u32>("oid")?,
                    (row.try_get("last_value")?, row.try_get("is_called")?),
                );
            }
            let mut known = self.0.borrow_mut();
            for listed in part {
                if let Some(position) = positions.get(&listed.oid) {
                    known.insert(listed.oid, (listed.stamp(written), *position));
                }
            }
        }
        let known = self.0.borrow();
        let placed = |ListedSequence { sequence, oid, .. }| {
            let (last, is_called) = known.get(&oid).map_or((0, false), |(_, position)| *position);
            let step = if is_called { sequence.increment } else { 0 };
            Sequence { next: i128::from(last) + i128::from(step), ..sequence }
        };
        Ok(listed.into_iter().map(placed).collect())
    }
}
