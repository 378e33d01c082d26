//! How many rows each table has, and how they are divided.

use super::Resolver;
use super::references::Draft;
use crate::model::seed::generate::distribution::{divide, zipf};
use crate::model::seed::generate::layout::{Counts, Layout, ends};
use crate::model::seed::generate::node::PickMethod;
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
        let distinct = drafts.iter().find(|draft| draft.is_distinct());
        let months = self.wish.months.unwrap_or(profile.months);
        let ends = if spec.over.is_some() { ends(months, spec.growth) } else { vec![1.0] };
        let spread = ends.len() as u64;
        let counts = match &spec.size {
            Size::Each { count, min, max } => Counts::Each {
                salt: Salt::new(self.wish.seed, &[&spec.name, "each"]),
                count: *count,
                min: *min,
                max: *max,
                among: distinct.map(|draft| (draft.target, draft.within)),
            },
            Size::Rows { rows, fixed, at_least, share, shuffled, min, max } => {
                let scale = profile.scale * self.wish.scale;
                let rows = if *fixed { *rows } else { scaled(*rows, scale) }.max(*at_least);
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
                let room = |at: usize| match (distinct, parent) {
                    (Some(draft), Some(parent)) => {
                        let (start, end) = layout.among(draft.target, draft.within, parent, at as u64);
                        (*max).min(end - start)
                    }
                    (Some(Draft { way: PickMethod::Walk, target, .. }), None) => layout.shapes[*target].rows,
                    _ => *max,
                };
                Counts::Given { parts: divide(rows, &weights, *min, room), ends }
            }
        };
        layout.add(parent, spread, counts);
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
