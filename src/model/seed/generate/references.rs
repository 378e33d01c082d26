//! From a row to the rows that it belongs or refers to.

use super::column_value::{Cursor, RowGenerator};
use super::layout::Row;
use super::node::{Apart, Dimension, KnownColumn, Path, PickMethod, Picked, RowColumn, Turn};
use super::value::Value;

impl RowGenerator {
    /// The row that a row stands below, of a table above it.
    pub(crate) fn above(&self, row: &Row, table: usize, cursor: &mut Cursor) -> Option<Row> {
        let mut at = *row;
        while at.table != table {
            let (parent, ordinal) = self.layout.parent(&at)?;
            at = self.locate(parent, ordinal, cursor);
        }
        Some(at)
    }

    /// What a place holds. A text is appended to `out`.
    pub(crate) fn referenced_value(
        &self,
        row: &Row,
        place: RowColumn,
        cursor: &mut Cursor,
        out: &mut Vec<u8>,
    ) -> Value {
        let source_row = match place.path {
            Path::Own => Some(*row),
            Path::Up(table) => self.above(row, table, cursor),
            Path::Pick(pick) => {
                let pick = &self.tables[row.table].picks[pick];
                let ordinal = self.picked(row, pick, cursor);
                ordinal.map(|ordinal| match pick.way {
                    // The cursor stays where the rows are being made.
                    PickMethod::Earlier(_) => Row { ordinal, ..*row },
                    _ => self.locate(pick.table, ordinal, cursor),
                })
            }
        };
        source_row.map_or(Value::Null, |source_row| self.column(&source_row, place.column, cursor, out))
    }

    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "shares"
    )]
    fn picked(&self, row: &Row, pick: &Picked, cursor: &mut Cursor) -> Option<u64> {
        let mut chance = pick.salt.stream_at(row.ordinal);
        if pick.none > 0.0 && chance.happens(pick.none) {
            return None;
        }
        if let PickMethod::Earlier(most) = pick.way {
            return match row.rank().min(most) {
                0 if pick.needed => Some(row.ordinal),
                0 => None,
                reach => Some(row.ordinal - 1 - chance.below(reach)),
            };
        }
        let (start, rows) = self.pickable(row, pick, cursor);
        // As few as they are: one is better than none.
        let apart = if rows > 1 { self.excluded(row, pick, cursor) } else { None };
        let apart = apart.filter(|apart| (start..start + rows).contains(apart)).map(|apart| apart - start);
        let open = rows - u64::from(apart.is_some());
        let place = match (pick.way, open) {
            (_, 0) => return None,
            (PickMethod::Distinct, _) => (pick.salt.stream_at(!row.group).below(open) + row.rank()) % open,
            (PickMethod::Walk, _) => stride(row.ordinal % open, open),
            (PickMethod::Turn, _) => self.turn(row, &pick.turn, cursor) % open,
            _ if pick.skew > 1.0 => {
                let place = libm::pow(chance.unit(), pick.skew);
                ((place * open as f64) as u64).min(open - 1)
            }
            _ => chance.below(open),
        };
        Some(start + apart.map_or(place, |apart| (apart + 1 + place) % rows))
    }

    /// The first of the rows that a pick may be, and how many they are.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "shares"
    )]
    fn pickable(&self, row: &Row, pick: &Picked, cursor: &mut Cursor) -> (u64, u64) {
        let within = pick.within.and_then(|within| Some((within, self.above(row, within, cursor)?)));
        let (start, end) = match within {
            Some((within, above)) => self.layout.below(pick.table, within, above.ordinal),
            None => (0, self.layout.shapes[pick.table].rows),
        };
        let rows = end - start;
        let from = start + (rows as f64 * pick.among.0) as u64;
        let to = start + (rows as f64 * pick.among.1) as u64;
        let rows = if to > from { to - from } else { rows.min(1) };
        (from.min(end.saturating_sub(1)), rows)
    }

    /// The row that a pick must not be.
    fn excluded(&self, row: &Row, pick: &Picked, cursor: &mut Cursor) -> Option<u64> {
        match pick.apart? {
            Apart::Pick(pick) => self.picked(row, &self.tables[row.table].picks[pick], cursor),
            Apart::Up(table) => Some(self.above(row, table, cursor)?.ordinal),
        }
    }

    /// The number of a row, as far as the digits before do not count it.
    pub(super) fn turn(&self, row: &Row, turn: &Turn, cursor: &mut Cursor) -> u64 {
        let mut place = if turn.by_rank { row.rank() } else { row.ordinal };
        for dimension in &turn.before {
            place /= match dimension {
                Dimension::Fixed(size) => *size,
                Dimension::Pick(pick) => {
                    let pick = &self.tables[row.table].picks[*pick];
                    let (_, rows) = self.pickable(row, pick, cursor);
                    if pick.apart.is_some() && rows > 1 { rows - 1 } else { rows }
                }
            }
            .max(1);
        }
        place
    }

    /// The value of a column of the known row that goes with this one.
    pub(super) fn known_value(&self, at: &Row, known: &KnownColumn, cursor: &mut Cursor) -> Option<&str> {
        let rows = &self.known[known.list];
        let mut chance = known.salt.stream_at(at.ordinal);
        if known.none > 0.0 && chance.happens(known.none) {
            return None;
        }
        let own = known.agree.iter().map(|(own, theirs)| {
            let mut text = Vec::new();
            let place = RowColumn { path: Path::Own, column: *own };
            self.referenced_value(at, place, cursor, &mut text).show(&mut text);
            (text, *theirs)
        });
        let own: Vec<(Vec<u8>, usize)> = own.collect();
        let row_of = |place: u64| usize::try_from(place).ok().and_then(|place| rows.get(place));
        let agrees = |row: &&Vec<Option<String>>| {
            own.iter()
                .all(|(text, theirs)| row[*theirs].as_ref().is_some_and(|value| value.as_bytes() == *text))
        };
        let fitting: Vec<&Vec<Option<String>>> =
            if own.is_empty() { Vec::new() } else { rows.iter().filter(agrees).collect() };
        let many = if own.is_empty() { rows.len() } else { fitting.len() } as u64;
        let place = match &known.turn {
            _ if many == 0 => return None,
            Some(turn) => self.turn(at, turn, cursor) % many,
            None => chance.below(many),
        };
        let row = if own.is_empty() { row_of(place)? } else { fitting.get(usize::try_from(place).ok()?)? };
        row.get(known.column)?.as_deref()
    }

    /// How many rows of a table stand below a row.
    pub(crate) fn count_below(&self, row: &Row, table: usize) -> u64 {
        let (start, end) = self.layout.below(table, row.table, row.ordinal);
        end - start
    }
}

/// Another place for each place below `all`, with neighbours far from one another.
fn stride(place: u64, all: u64) -> u64 {
    let golden = u128::from(all) * 618_033_989 / 1_000_000_000;
    let apart = |step: &u64| gcd(*step, all) == 1;
    let step = (u64::try_from(golden).unwrap_or(1).max(1)..=all).find(apart).unwrap_or(1);
    u64::try_from(u128::from(place) * u128::from(step) % u128::from(all)).unwrap_or(0)
}

fn gcd(left: u64, right: u64) -> u64 {
    if right == 0 { left } else { gcd(right, left % right) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_meets_every_place_once() {
        for all in [1, 2, 3, 10, 423, 42_318] {
            let mut places: Vec<u64> = (0..all).map(|place| stride(place, all)).collect();
            places.sort_unstable();
            assert!(places.into_iter().eq(0..all), "{all}");
        }
    }
}
