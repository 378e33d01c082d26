//! What stands in the way of a removal: rows of others that refer to ours, columns that are others now, and whatever
//! would go beside our rows.

use std::collections::BTreeMap;

use super::super::error::FillError;
use super::one_run::{ClearRun, ClearTarget};
use crate::model::seed::refusal::{HoldingRows, SeedRefusal};
use crate::model::seed::remaking::{applied_since, changed, constants};
use crate::postgres::{Referrer, VERSION};

impl ClearRun<'_> {
    /// Refuses where a column that was filled has another type or name now, or is gone: no row could be told from those of
    /// others. Notes which of the other columns are known. A table without rows has nothing that could be removed.
    pub(super) async fn unless_changed(&mut self) -> Result<(), FillError> {
        let (mut columns, mut empty, writer) = (Vec::new(), Vec::new(), self.session.writer());
        for (at, rows) in &mut self.tables {
            let of_then = self.run.catalog.tables.iter().find(|table| table.oid == rows.table.oid);
            let Some(then) = of_then else { continue };
            let now = writer.columns_now(then.oid).await?;
            let changed = changed(then, &rows.table.columns, &now);
            rows.constants = constants(then, &rows.table.columns, &now);
            if !changed.is_empty() && writer.count(&rows.table.name).await?.rows == 0 {
                empty.push(*at);
            } else {
                columns.extend(changed);
            }
        }
        self.tables.retain(|at, _| !empty.contains(at));
        if columns.is_empty() {
            return Ok(());
        }
        // Only to say more: without a history that may be read, nothing is known of it.
        let applied = self.session.reader().history().await.map(|history| history.applied);
        let applied = applied_since(&applied.unwrap_or_default(), self.run.started_micros);
        Err(FillError::Refused(SeedRefusal::ColumnsChanged { columns, applied }))
    }

    /// Refuses to take all rows of a table for those of others, only because this version makes others.
    pub(super) fn unless_of_other_version(
        &self,
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<(), FillError> {
        if self.run.version == VERSION {
            return Ok(());
        }
        let mut unlike = counts.iter().filter(|(_, counts)| counts.seeded == 0 && counts.unlike > 0);
        match unlike.find_map(|(at, _)| self.tables.get(at)) {
            None => Ok(()),
            Some(rows) => Err(FillError::Refused(SeedRefusal::RowsOfOtherVersion {
                table: rows.table.name.to_string(),
                recorded: self.run.version.clone(),
                here: VERSION.to_owned(),
            })),
        }
    }

    /// Refuses where rows of others refer to ours: nothing would be left of them, or not all.
    pub(super) async fn unless_held(
        &self,
        referrers: &[Referrer],
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<(), FillError> {
        let mut held = Vec::new();
        for referrer in referrers {
            let Some(target) = self.of(referrer.target_oid) else { continue };
            let child = self.of(referrer.oid);
            if child.is_some_and(|child| counts.get(&child.number).is_some_and(|counts| counts.others == 0)) {
                continue;
            }
            let rows = self.session.writer().count_held(referrer, target, child).await?;
            if rows > 0 {
                held.push(HoldingRows {
                    table: referrer.table.to_string(),
                    constraint: referrer.constraint.clone(),
                    target: referrer.target.to_string(),
                    rows,
                });
            }
        }
        if held.is_empty() { Ok(()) } else { Err(FillError::Refused(SeedRefusal::HeldBy { rows: held })) }
    }

    /// How many rows there are in tables that are not the profile's and refer to it.
    pub(super) async fn outsiders(&self, referrers: &[Referrer]) -> Result<Vec<u64>, FillError> {
        let mut counts = Vec::new();
        for referrer in referrers.iter().filter(|referrer| self.of(referrer.oid).is_none()) {
            counts.push(self.session.writer().count(&referrer.table).await?.rows);
        }
        Ok(counts)
    }

    /// Nothing but our rows is gone.
    pub(super) async fn unless_others_went(
        &self,
        before: Vec<u64>,
        referrers: &[Referrer],
        counts: &BTreeMap<usize, ClearTarget>,
    ) -> Result<(), FillError> {
        let mut lost = self.outsiders(referrers).await? != before;
        for (at, rows) in &self.tables {
            let remaining = self.session.writer().count(&rows.table.name).await?.rows;
            lost |= counts.get(at).is_some_and(|counts| counts.others != remaining);
        }
        if lost { Err(FillError::Refused(SeedRefusal::OthersWent)) } else { Ok(()) }
    }
}
