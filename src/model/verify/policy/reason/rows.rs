//! The rows of a query: which there are when it has some, and what their columns are.

use super::cases::{Case, LIMIT, Value, anything, both, either, joined};
use super::terms::{Bound, DEPTH, Frame, Reasoner, STEPS, Standpoint};
use super::values::Values;
use crate::model::verify::policy::families::Family;
use crate::model::verify::policy::library::Routine;
use crate::model::verify::policy::tree::{Combined, Expr, Query, Truth};

/// Rows, each with the facts of its case.
pub(super) type Rows = Vec<(Case, Vec<Value>)>;

impl<'a> Reasoner<'a> {
    /// The first columns of the rows that a query can have. Together the cases cover every row.
    pub(super) fn rows_of(&mut self, query: &'a Query, columns: usize, place: &Standpoint<'a>) -> Rows {
        self.steps += 1;
        if self.depth >= DEPTH || self.steps > STEPS || query.is_opaque {
            return self.nothing_about(columns);
        }
        self.depth += 1;
        let rows = match &query.combined {
            Some(combined) => {
                let frame = Frame { query: Some(query), items: vec![None; query.items.len()] };
                self.combined(query, combined, columns, &place.within(frame))
            }
            None => self.plain_rows(query, columns, place),
        };
        self.depth -= 1;
        if rows.len() > LIMIT { self.nothing_about(columns) } else { rows }
    }

    fn nothing_about(&mut self, columns: usize) -> Rows {
        let values = (0..columns).map(|_| Value::Term(self.unknown(Family::Other(0)))).collect();
        vec![(Case::new(), values)]
    }

    fn plain_rows(&mut self, query: &'a Query, columns: usize, place: &Standpoint<'a>) -> Rows {
        let frame = Frame { query: Some(query), items: vec![None; query.items.len()] };
        let mut frames = vec![(Case::new(), frame)];
        for part in &query.from {
            frames = frames
                .into_iter()
                .flat_map(|(case, frame)| self.joined_part(part, &case, &frame, query, place))
                .collect();
            if frames.len() > LIMIT {
                return self.nothing_about(columns);
            }
        }
        let mut rows = Rows::new();
        for (case, frame) in frames {
            let inside = place.within(frame);
            let conditions = match &query.condition {
                Some(condition) => self.truth(condition, Truth::True, &inside),
                None => anything(),
            };
            // Without groups an aggregate is a row in any case, with rows behind it or without.
            let is_one = query.aggregates && !query.grouped;
            for more in conditions {
                let case = joined(&case, &more);
                rows.extend(self.targets(query, columns, case, &inside));
                if rows.len() > LIMIT {
                    return self.nothing_about(columns);
                }
            }
            if is_one {
                let nulls = (0..columns).map(|at| match &query.columns[at] {
                    // The result for no row.
                    Expr::Aggregate { routine, .. } if self.picks(*routine).is_some() => Value::Null,
                    _ => Value::Term(self.unknown(Family::Other(0))),
                });
                let nulls: Vec<Value> = nulls.collect();
                rows.push((Case::new(), nulls));
            }
        }
        rows
    }

    /// What the columns of a row are.
    fn targets(&mut self, query: &'a Query, columns: usize, case: Case, inside: &Standpoint<'a>) -> Rows {
        let mut rows = vec![(case, Vec::new())];
        let is_one = query.aggregates && !query.grouped;
        for column in query.columns.iter().take(columns) {
            let values = match column {
                Expr::Aggregate { routine, inner: Some(inner) } if is_one && columns == 1 => {
                    match self.picks(*routine) {
                        Some(false) => self.values(inner, inside),
                        _ => vec![(Case::new(), Value::Term(self.unknown(Family::Other(0))))],
                    }
                }
                Expr::Call { routine, arguments, .. } if self.is_set(*routine) => {
                    self.set_values(*routine, arguments, inside)
                }
                column => self.values(column, inside),
            };
            let mut longer = Rows::new();
            for (case, list) in &rows {
                for (facts, value) in &values {
                    let mut list = list.clone();
                    list.push(*value);
                    longer.push((joined(case, facts), list));
                }
            }
            rows = longer;
        }
        rows
    }

    fn is_set(&self, routine: u32) -> bool {
        self.world.library.routines.get(&routine).is_some_and(|routine| routine.is_set)
    }

    /// What a function that returns rows yields, as the value of a column.
    fn set_values(&mut self, routine: u32, arguments: &'a [Expr], place: &Standpoint<'a>) -> Values {
        let rows = self.function_rows(routine, arguments, 1, place);
        rows.into_iter().map(|(case, columns)| (case, columns[0])).collect()
    }

    /// The rows of a function, by its body where that can be followed.
    pub(super) fn function_rows(
        &mut self,
        routine: u32,
        arguments: &'a [Expr],
        columns: usize,
        place: &Standpoint<'a>,
    ) -> Rows {
        let known = self.world.library.routines.get(&routine);
        let Some((known, body)) = known.and_then(|known| Some((known, known.body.as_ref()?))) else {
            return self.nothing_about(columns);
        };
        let mut rows = Rows::new();
        for (case, list) in self.arguments(arguments, place) {
            let inside = Self::in_body(known, &list, place);
            let inner = self.rows_of(body, columns.min(body.columns.len()), &inside);
            for (facts, mut values) in inner {
                while values.len() < columns {
                    values.push(Value::Term(self.unknown(Family::Other(0))));
                }
                rows.push((joined(&case, &facts), values));
            }
        }
        rows
    }

    fn in_body(known: &Routine, list: &[Value], place: &Standpoint<'a>) -> Standpoint<'a> {
        Standpoint {
            parameters: list.to_vec(),
            is_unguarded: place.is_unguarded || known.is_definer,
            ..Standpoint::default()
        }
    }

    /// A function as a condition, by its body.
    pub(super) fn within_condition(
        &mut self,
        known: &'a Routine,
        body: &'a Query,
        list: &[Value],
        wanted: Truth,
        place: &Standpoint<'a>,
    ) -> Vec<Case> {
        let inside = Self::in_body(known, list, place);
        let is_value = body.from.is_empty() && body.condition.is_none() && body.combined.is_none();
        match (&body.columns.as_slice(), wanted) {
            _ if self.depth >= DEPTH || known.is_set || body.is_opaque => anything(),
            ([only], wanted) if is_value => {
                self.depth += 1;
                let frame = Frame { query: Some(body), items: Vec::new() };
                let cases = self.truth(only, wanted, &inside.within(frame));
                self.depth -= 1;
                cases
            }
            (_, Truth::Unknown) => anything(),
            _ => {
                let mut cases = Vec::new();
                let wanted_value =
                    crate::model::verify::policy::tree::Constant::Boolean(wanted == Truth::True);
                for (case, value) in self.first_column(body, &inside) {
                    if let Value::Term(term) = value {
                        let constant = self.constant(wanted_value.clone());
                        let equal = self.equal(term, constant);
                        cases = either(cases, vec![joined(&case, &equal)]);
                    }
                }
                cases
            }
        }
    }

    /// The first column of the rows of a query.
    pub(super) fn first_column(&mut self, query: &'a Query, place: &Standpoint<'a>) -> Values {
        let rows = self.rows_of(query, query.columns.len().min(1), place);
        let unknown = self.unknown(Family::Other(0));
        rows.into_iter()
            .map(|(case, columns)| (case, columns.first().copied().unwrap_or(Value::Term(unknown))))
            .collect()
    }

    /// The elements of an array.
    pub(super) fn members(&mut self, array: &'a Expr, place: &Standpoint<'a>) -> Values {
        match array {
            Expr::Array(elements) => {
                elements.iter().flat_map(|element| self.values(element, place)).collect()
            }
            Expr::Collected(query) => self.first_column(query, place),
            Expr::Scalar(query) => match query.columns.as_slice() {
                [Expr::Aggregate { routine, inner: Some(_) }] if self.picks(*routine) == Some(true) => {
                    self.aggregated_members(query, place)
                }
                _ => self.of_array(array, place),
            },
            Expr::Coalesce(parts) => parts.iter().flat_map(|part| self.members(part, place)).collect(),
            _ => self.of_array(array, place),
        }
    }

    /// The values that `array_agg` of a query without groups collects.
    fn aggregated_members(&mut self, query: &'a Query, place: &Standpoint<'a>) -> Values {
        let [Expr::Aggregate { inner: Some(inner), .. }] = query.columns.as_slice() else {
            return Values::new();
        };
        if query.is_opaque || query.combined.is_some() || query.grouped || self.depth >= DEPTH {
            return vec![(Case::new(), Value::Term(self.unknown(Family::Other(0))))];
        }
        self.depth += 1;
        let frame = Frame { query: Some(query), items: vec![None; query.items.len()] };
        let mut frames = vec![(Case::new(), frame)];
        for part in &query.from {
            frames = frames
                .into_iter()
                .flat_map(|(case, frame)| self.joined_part(part, &case, &frame, query, place))
                .collect();
        }
        let mut members = Values::new();
        for (case, frame) in frames {
            let inside = place.within(frame);
            let conditions = match &query.condition {
                Some(condition) => self.truth(condition, Truth::True, &inside),
                None => anything(),
            };
            for (facts, value) in self.values(inner, &inside) {
                let cases = both(both(vec![case.clone()], &conditions), &[facts]);
                members.extend(cases.into_iter().map(|case| (case, value)));
            }
        }
        self.depth -= 1;
        members
    }

    /// An element of an array that is itself a value.
    fn of_array(&mut self, array: &'a Expr, place: &Standpoint<'a>) -> Values {
        let mut members = Values::new();
        for (mut case, value) in self.values(array, place) {
            if let Value::Term(array) = value {
                let element = self.unknown(Family::Other(0));
                case.push(super::cases::Fact::Among(element, array));
                members.push((case, Value::Term(element)));
            }
        }
        members
    }

    /// Whether an aggregate yields the value of one of its rows (`false`), or an array of them (`true`).
    pub(super) fn picks(&self, routine: u32) -> Option<bool> {
        let is = |name: &str| self.world.library.is_built_in(routine, name);
        if is("min") || is("max") {
            return Some(false);
        }
        is("array_agg").then_some(true)
    }

    fn combined(
        &mut self,
        query: &'a Query,
        combined: &'a Combined,
        columns: usize,
        place: &Standpoint<'a>,
    ) -> Rows {
        match combined {
            Combined::Item(item) => match query.items.get(item.wrapping_sub(1)) {
                Some(super::super::tree::Item::Query(inner)) => self.rows_of(inner, columns, place),
                _ => self.nothing_about(columns),
            },
            Combined::Union(sides) => {
                let mut rows = self.combined(query, &sides[0], columns, place);
                rows.extend(self.combined(query, &sides[1], columns, place));
                rows
            }
            Combined::Intersect(sides) | Combined::Except(sides) => {
                self.combined(query, &sides[0], columns, place)
            }
        }
    }

    /// A condition of a row, whose table's policies are not asked: it is what they say.
    pub(super) fn of_row(&mut self, condition: &'a Expr, row: usize) -> Vec<Case> {
        let frame = Frame { query: None, items: vec![Some(Bound::Row(row))] };
        let place = Standpoint { frames: vec![frame], ..Standpoint::default() };
        self.truth(condition, Truth::True, &place)
    }
}
