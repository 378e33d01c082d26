//! Items of FROM and how they are joined.

use super::cases::{Case, LIMIT, Value, anything, both, either, joined};
use super::terms::{Bound, DEPTH, Frame, Reasoner, Standpoint};
use crate::model::verify::policy::tree::{Expr, From, Item, JoinKind, Query, Truth};

impl<'a> Reasoner<'a> {
    /// A part of FROM, beside what is in the frame already.
    pub(super) fn joined_part(
        &mut self,
        part: &'a From,
        case: &Case,
        frame: &Frame<'a>,
        query: &'a Query,
        place: &Standpoint<'a>,
    ) -> Vec<(Case, Frame<'a>)> {
        match part {
            From::Item(item) => {
                let inside = place.within(frame.clone());
                let bound = self.bound(*item, query, &inside);
                let framed = bound.into_iter().map(|(facts, bound)| {
                    let mut frame = frame.clone();
                    if let Some(slot) = frame.items.get_mut(item.wrapping_sub(1)) {
                        *slot = Some(bound);
                    }
                    (joined(case, &facts), frame)
                });
                framed.collect()
            }
            From::Join { kind, sides, on } => {
                let mut frames = Vec::new();
                for (case, frame) in self.joined_part(&sides[0], case, frame, query, place) {
                    for (case, frame) in self.joined_part(&sides[1], &case, &frame, query, place) {
                        let cases = match on {
                            Some(on) => {
                                let cases = self.truth(on, Truth::True, &place.within(frame.clone()));
                                both(vec![case], &cases)
                            }
                            None => vec![case],
                        };
                        frames.extend(cases.into_iter().map(|case| (case, frame.clone())));
                    }
                }
                // A row without a partner has a side that is missing.
                for (keeps, present, absent) in [
                    (matches!(kind, JoinKind::Left | JoinKind::Full), 0, 1),
                    (matches!(kind, JoinKind::Right | JoinKind::Full), 1, 0),
                ] {
                    if keeps {
                        for (case, mut frame) in self.joined_part(&sides[present], case, frame, query, place)
                        {
                            leave_out(&sides[absent], &mut frame);
                            frames.push((case, frame));
                        }
                    }
                }
                frames
            }
        }
    }

    /// What an item can be.
    fn bound(&mut self, item: usize, query: &'a Query, inside: &Standpoint<'a>) -> Vec<(Case, Bound)> {
        let columns = |rows: Vec<(Case, Vec<Value>)>| {
            rows.into_iter().map(|(case, values)| (case, Bound::Columns(values))).collect()
        };
        match query.items.get(item.wrapping_sub(1)) {
            Some(Item::Relation(oid)) => self.relation_rows(*oid, inside),
            Some(Item::Query(inner)) => columns(self.rows_of(inner, inner.columns.len(), inside)),
            Some(Item::Values(lists)) => {
                let mut rows = Vec::new();
                for list in lists {
                    rows.extend(self.arguments(list, inside));
                }
                columns(rows)
            }
            Some(Item::Function(Expr::Call { routine, arguments, .. })) => {
                let known = self.world.library.routines.get(routine);
                match known.and_then(|known| known.body.as_ref()) {
                    Some(body) => {
                        columns(self.function_rows(*routine, arguments, body.columns.len(), inside))
                    }
                    None => vec![(Case::new(), Bound::Row(self.new_row(0)))],
                }
            }
            Some(Item::With { name, up }) => {
                let with = inside.outer(*up).and_then(|place| {
                    let query = place.frames.last()?.query?;
                    let (_, with) = query.with.iter().find(|(with, _)| with == name)?;
                    Some((with, place))
                });
                match with {
                    Some((with, place)) => columns(self.rows_of(with, with.columns.len(), &place)),
                    None => vec![(Case::new(), Bound::Row(self.new_row(0)))],
                }
            }
            _ => vec![(Case::new(), Bound::Row(self.new_row(0)))],
        }
    }

    /// A row of a table, as its policies show it; the rows of a view.
    fn relation_rows(&mut self, oid: u32, inside: &Standpoint<'a>) -> Vec<(Case, Bound)> {
        if let Some(view) = self.world.library.views.get(&oid) {
            let place =
                Standpoint { is_unguarded: inside.is_unguarded || !view.invoker, ..Standpoint::default() };
            let rows = self.rows_of(&view.query, view.query.columns.len(), &place);
            return rows.into_iter().map(|(case, values)| (case, Bound::Columns(values))).collect();
        }
        let row = self.new_row(oid);
        let shown = self.world.shown.get(&oid).filter(|_| !inside.is_unguarded);
        let Some(shown) = shown.filter(|_| self.depth + 4 < DEPTH) else {
            return vec![(Case::new(), Bound::Row(row))];
        };
        // Policies read tables, too, whose policies are asked in turn.
        self.depth += 4;
        let any = shown.any.iter();
        let mut cases = any.fold(Vec::new(), |cases, condition| either(cases, self.of_row(condition, row)));
        for condition in &shown.all {
            let more = self.of_row(condition, row);
            cases = both(cases, &more);
        }
        self.depth -= 4;
        if cases.len() > LIMIT / 4 {
            cases = anything();
        }
        cases.into_iter().map(|case| (case, Bound::Row(row))).collect()
    }
}

/// Makes every item of a part missing.
fn leave_out(part: &From, frame: &mut Frame<'_>) {
    match part {
        From::Item(item) => {
            if let Some(slot) = frame.items.get_mut(item.wrapping_sub(1)) {
                *slot = Some(Bound::Missing);
            }
        }
        From::Join { sides, .. } => sides.iter().for_each(|side| leave_out(side, frame)),
    }
}
