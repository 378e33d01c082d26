//! How many rows each table has, and how they are divided.

use super::Resolver;
use super::references::Draft;
use super::resolver::Room;
use crate::model::seed::generate::distribution::{divide, zipf};
use crate::model::seed::generate::layout::{Counts, Layout, ends};
use crate::model::seed::generate::node::{Dimension, PickMethod};
use crate::model::seed::generate::random::Salt;
use crate::model::seed::profile::{Profile, Share, Size, Why};

impl Resolver<'_> {
    /// Lays a table out, behind those that it needs.
    pub(super) fn size(&mut self, table: usize, drafts: &[Draft], profile: &Profile, layout: &mut Layout) {
        let spec = self.names.spec(self.order[table]);
        let parent = self.names.parent(self.order[table]).and_then(|parent| self.position(parent));
        if let Some(parent) = parent
            && self.names.spec(self.order[parent]).over.is_some()
        {
            self.problem(table, "per", Why::Spread { table: spec.per.clone().unwrap_or_default() });
        }
        for draft in drafts {
            if self.names.spec(self.order[draft.target]).over.is_some() && draft.target != table {
                let target = self.names.spec(self.order[draft.target]).name.clone();
                self.problem(table, &format!("columns.{}", draft.name), Why::Spread { table: target });
            }
        }
        if !self.problems.is_empty() {
            return layout.add(None, 1, Counts::Given { parts: vec![0], ends: vec![1.0] });
        }
        let distinct = drafts.iter().find(|draft| draft.is_distinct() && !draft.is_late);
        let months = self.wish.months.unwrap_or(profile.months);
        let ends = if spec.over.is_some() { ends(months, spec.growth) } else { vec![1.0] };
        let spread = ends.len() as u64;
        let counts = match &spec.size {
            Size::Each { count, min, max } => Counts::Each {
                salt: Salt::new(self.wish.seed, &[&spec.name, "each"]),
                count: *count,
                min: *min,
                max: (*max).min(self.fixed_room(table)),
                among: distinct.map(|draft| (draft.target, draft.within)),
            },
            Size::Rows { rows, fixed, at_least, share, shuffled, min, max } => {
                let scale = profile.scale * self.wish.scale;
                let rows = if *fixed { *rows } else { scaled(*rows, scale) }.max(*at_least);
                let rows = self.within_room(table, rows, drafts, layout);
                let parents = parent.map_or(1, |parent| layout.shapes[parent].rows);
                let weights = match share {
                    Share::Even => vec![1.0; usize::try_from(parents).unwrap_or(0)],
                    Share::Zipf(power) => {
                        let salt = Salt::new(self.wish.seed, &[&spec.name, "share"]);
                        zipf(parents, *power, shuffled.then_some(salt))
                    }
                    Share::By(sharer) => match self.weights(layout, parent, sharer) {
                        Some(weights) => weights,
                        None => {
                            self.problem(
                                table,
                                "share",
                                Why::NoSuch { what: "table below it", name: sharer.clone() },
                            );
                            vec![1.0; usize::try_from(parents).unwrap_or(0)]
                        }
                    },
                };
                let rooms = &self.keys[table].rooms;
                let of_key = |at: usize| {
                    let mut most = u64::MAX;
                    for room in rooms.iter().filter(|room| is_divided(room, drafts)) {
                        most = most.min(product(
                            &room.dimensions,
                            drafts,
                            layout,
                            parent.map(|parent| (parent, at as u64)),
                        ));
                    }
                    most
                };
                let room = |at: usize| {
                    of_key(at).min(match (distinct, parent) {
                        (Some(draft), Some(parent)) => {
                            let (start, end) = layout.among(draft.target, draft.within, parent, at as u64);
                            (*max).min(end - start)
                        }
                        (Some(Draft { way: PickMethod::Walk, target, .. }), None) => {
                            layout.shapes[*target].rows
                        }
                        _ => *max,
                    })
                };
                Counts::Given { parts: divide(rows, &weights, *min, room), ends }
            }
        };
        layout.add(parent, spread, counts);
    }

    /// As many rows as every key of the table has room for; a profile that says more is wrong.
    fn within_room(&mut self, table: usize, rows: u64, drafts: &[Draft], layout: &Layout) -> u64 {
        let mut most = rows;
        let mut problems = Vec::new();
        for room in self.keys[table].rooms.iter().filter(|room| !is_divided(room, drafts)) {
            let room_for = product(&room.dimensions, drafts, layout, None);
            if room_for < rows && !room.few.is_empty() && !self.names.profile.is_made {
                let (key, columns) = (room.key.clone(), room.few.clone().into());
                problems.push(Why::TooMany { rows, most: room_for, key, columns });
            }
            most = most.min(room_for);
        }
        for why in problems {
            self.problem(table, "rows", why);
        }
        most
    }

    /// How many rows each row of the parent may have at most, by columns of few values alone.
    fn fixed_room(&self, table: usize) -> u64 {
        let fixed = |dimension: &Dimension| match dimension {
            Dimension::Fixed(size) => Some(*size),
            Dimension::Pick(_) => None,
        };
        let rooms = self.keys[table].rooms.iter().filter(|room| room.per_parent);
        let sizes = rooms.filter_map(|room| {
            room.dimensions.iter().map(fixed).try_fold(1_u64, |all, size| Some(all.saturating_mul(size?)))
        });
        sizes.min().unwrap_or(u64::MAX)
    }

    /// As many parts as each row of the parent has rows of another table below it.
    #[allow(clippy::cast_precision_loss, reason = "weights")]
    fn weights(&self, layout: &Layout, parent: Option<usize>, sharer: &str) -> Option<Vec<f64>> {
        let (parent, sharer) = (parent?, self.names.find(sharer).and_then(|sharer| self.position(sharer))?);
        let is_counted = self.names.is_below(self.order[sharer], self.order[parent])
            && self.names.spec(self.order[sharer]).over.is_none();
        is_counted.then(|| {
            let below = |row| layout.below(sharer, parent, row);
            (0..layout.shapes[parent].rows).map(below).map(|(start, end)| (end - start) as f64).collect()
        })
    }
}

/// Whether a key has room for each row of the parent by itself.
fn is_divided(room: &Room, drafts: &[Draft]) -> bool {
    let is_within = |dimension: &Dimension| match dimension {
        Dimension::Pick(pick) => drafts.get(*pick).is_some_and(|draft| draft.within.is_some()),
        Dimension::Fixed(_) => false,
    };
    room.per_parent || room.dimensions.iter().any(is_within)
}

/// How many combinations there are, below a row of the parent or in all.
fn product(dimensions: &[Dimension], drafts: &[Draft], layout: &Layout, parent: Option<(usize, u64)>) -> u64 {
    let size = |dimension: &Dimension| match dimension {
        Dimension::Fixed(size) => *size,
        Dimension::Pick(pick) => {
            let Some(draft) = drafts.get(*pick) else { return 1 };
            let rows = match parent {
                Some((parent, at)) => {
                    let (start, end) = layout.among(draft.target, draft.within, parent, at);
                    end - start
                }
                None => layout.shapes.get(draft.target).map_or(0, |shape| shape.rows),
            };
            if draft.apart.is_some() { rows.saturating_sub(1) } else { rows }
        }
    };
    dimensions.iter().map(size).fold(1, u64::saturating_mul)
}

/// A scaled number of rows, to the nearest.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of rows"
)]
fn scaled(rows: u64, scale: f64) -> u64 {
    (rows as f64 * scale).round() as u64
}
