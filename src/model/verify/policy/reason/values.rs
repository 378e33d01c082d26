//! Which values an expression can have, and what is true then.

use super::cases::{Case, Fact, Value, both, joined};
use super::terms::{Applied, Bound, DEPTH, Reasoner, Standpoint};
use crate::model::verify::policy::families::Family;
use crate::model::verify::policy::tree::{Constant, Expr, Item, Truth};

/// Values, each with the facts of its case.
pub(super) type Values = Vec<(Case, Value)>;

/// How many values of one expression are distinguished.
pub(super) const MANY: usize = 48;

impl<'a> Reasoner<'a> {
    /// The values of an expression. Together the cases cover everything that it can be.
    pub(super) fn values(&mut self, expression: &'a Expr, place: &Standpoint<'a>) -> Values {
        let values = self.values_unbounded(expression, place);
        if values.len() > MANY { self.nothing_known(expression) } else { values }
    }

    fn nothing_known(&mut self, expression: &Expr) -> Values {
        let family = self.family(expression);
        vec![(Case::new(), Value::Term(self.unknown(family)))]
    }

    fn values_unbounded(&mut self, expression: &'a Expr, place: &Standpoint<'a>) -> Values {
        match expression {
            Expr::Column { up, item, number, kind } => self.column_values(*up, *item, *number, *kind, place),
            Expr::Constant { value: None, .. } => vec![(Case::new(), Value::Null)],
            Expr::Constant { value: Some(value), .. } => {
                vec![(Case::new(), Value::Term(self.constant(value.clone())))]
            }
            Expr::Parameter(number) => self.given(place.parameters.get(*number as usize - 1).copied()),
            Expr::Member(number) => self.given(place.members.get(*number as usize - 1).copied()),
            Expr::Relabel { inner, .. } => self.values(inner, place),
            Expr::Convert { inner, kind } => {
                let family = self.world.library.family(*kind);
                let mut values = self.values(inner, place);
                for (_, value) in &mut values {
                    if let Value::Term(term) = value {
                        *value = Value::Term(self.converted(*term, family));
                    }
                }
                values
            }
            Expr::Call { routine, arguments, kind, .. } | Expr::Operator { routine, arguments, kind, .. }
                if *kind != crate::model::verify::policy::families::BOOLEAN =>
            {
                self.called(*routine, arguments, *kind, place)
            }
            Expr::NullIf { .. } => self.null_if(expression, place),
            Expr::Coalesce(all) => self.coalesced(all, place),
            Expr::Extreme(all) => all.iter().flat_map(|inner| self.values(inner, place)).collect(),
            Expr::Session(word) => {
                let term = self.apply(Applied::Session(*word), Vec::new(), Family::Other(19));
                vec![(Case::new(), Value::Term(term))]
            }
            Expr::Case { branches, otherwise } => {
                let mut values = Values::new();
                let mut before = vec![Case::new()];
                for (condition, result) in branches {
                    let holds = self.truth(condition, Truth::True, place);
                    let results = self.values(result, place);
                    for case in both(before.clone(), &holds) {
                        values.extend(results.iter().map(|(facts, value)| (joined(&case, facts), *value)));
                    }
                    let fails = self.untrue(condition, place);
                    before = both(before, &fails);
                }
                let results = self.values(otherwise, place);
                for case in before {
                    values.extend(results.iter().map(|(facts, value)| (joined(&case, facts), *value)));
                }
                values
            }
            Expr::Scalar(query) => {
                let mut values = self.first_column(query, place);
                // Without a row it is NULL; without FROM there is one.
                if !query.from.is_empty() || query.condition.is_some() || query.combined.is_some() {
                    values.push((Case::new(), Value::Null));
                }
                values
            }
            Expr::Array(elements) => {
                let mut lists: Vec<(Case, Vec<usize>)> = vec![(Case::new(), Vec::new())];
                for element in elements {
                    let values = self.values(element, place);
                    let [(facts, Value::Term(term))] = values.as_slice() else {
                        return self.nothing_known(expression);
                    };
                    for (case, list) in &mut lists {
                        *case = joined(case, facts);
                        list.push(*term);
                    }
                }
                let applied = lists.into_iter().map(|(case, list)| {
                    (case, Value::Term(self.apply(Applied::Array, list, Family::Other(0))))
                });
                applied.collect()
            }
            _ if Self::is_condition(expression) => self.condition_values(expression, place),
            _ => self.nothing_known(expression),
        }
    }

    fn given(&mut self, value: Option<Value>) -> Values {
        let value = value.unwrap_or_else(|| Value::Term(self.unknown(Family::Other(0))));
        vec![(Case::new(), value)]
    }

    /// A condition as a value: true, false, or NULL.
    fn condition_values(&mut self, expression: &'a Expr, place: &Standpoint<'a>) -> Values {
        let mut values = Values::new();
        for (truth, value) in [(Truth::True, Some(true)), (Truth::False, Some(false)), (Truth::Unknown, None)]
        {
            let value = match value {
                Some(value) => Value::Term(self.constant(Constant::Boolean(value))),
                None => Value::Null,
            };
            values.extend(self.truth(expression, truth, place).into_iter().map(|case| (case, value)));
        }
        values
    }

    fn column_values(
        &mut self,
        up: u32,
        item: usize,
        number: i16,
        kind: u32,
        place: &Standpoint<'a>,
    ) -> Values {
        let family = self.world.library.family(kind);
        let Some(place) = place.outer(up) else {
            return vec![(Case::new(), Value::Term(self.unknown(family)))];
        };
        let Some(frame) = place.frames.last() else {
            return vec![(Case::new(), Value::Term(self.unknown(family)))];
        };
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        if let Some(Item::Alias(columns)) =
            frame.query.and_then(|query| query.items.get(item.wrapping_sub(1)))
        {
            return match at.and_then(|at| columns.get(at)) {
                Some(column) if self.depth < DEPTH => {
                    self.depth += 1;
                    let values = self.values(column, &place);
                    self.depth -= 1;
                    values
                }
                _ => vec![(Case::new(), Value::Term(self.unknown(family)))],
            };
        }
        let value = match frame.items.get(item.wrapping_sub(1)).and_then(Option::as_ref) {
            Some(Bound::Row(row)) => Value::Term(self.column(*row, number)),
            Some(Bound::Columns(columns)) => match at.and_then(|at| columns.get(at)) {
                Some(value) => *value,
                None => Value::Term(self.unknown(family)),
            },
            Some(Bound::Missing) => Value::Null,
            None => Value::Term(self.unknown(family)),
        };
        vec![(Case::new(), value)]
    }

    /// `NULLIF(a, b)`: NULL where they are equal, else the first.
    fn null_if(&mut self, expression: &'a Expr, place: &Standpoint<'a>) -> Values {
        let Expr::NullIf { operator, sides, collation } = expression else { return Values::new() };
        let is_identity = self.world.library.is_identity(*operator, *collation);
        let (left, right) = (self.values(&sides[0], place), self.values(&sides[1], place));
        let mut values = Values::new();
        for (facts, value) in &left {
            for (more, compared) in &right {
                let case = joined(facts, more);
                match (value, compared) {
                    (Value::Term(a), Value::Term(b)) if is_identity => {
                        let equal = self.equal(*a, *b);
                        values.push((joined(&case, &equal), Value::Null));
                        values.push((joined(&case, &[Fact::Differ(*a, *b)]), *value));
                    }
                    (Value::Term(_), Value::Term(_)) => {
                        values.push((case.clone(), Value::Null));
                        values.push((case, *value));
                    }
                    _ => values.push((case, *value)),
                }
            }
        }
        values
    }

    fn coalesced(&mut self, all: &'a [Expr], place: &Standpoint<'a>) -> Values {
        let mut values = Values::new();
        let mut before = vec![Case::new()];
        for inner in all {
            let mut next = Vec::new();
            for (facts, value) in self.values(inner, place) {
                let cases = both(before.clone(), &[facts]);
                match value {
                    Value::Null => next.extend(cases),
                    Value::Term(term) => {
                        let is = both(cases.clone(), &[vec![Fact::NotNull(term)]]);
                        values.extend(is.into_iter().map(|case| (case, value)));
                        next.extend(both(cases, &[vec![Fact::Null(term)]]));
                    }
                }
            }
            before = next;
        }
        values.extend(before.into_iter().map(|case| (case, Value::Null)));
        values
    }

    fn family(&self, expression: &Expr) -> Family {
        match expression {
            Expr::Column { kind, .. }
            | Expr::Constant { kind, .. }
            | Expr::Call { kind, .. }
            | Expr::Operator { kind, .. }
            | Expr::Relabel { kind, .. }
            | Expr::Convert { kind, .. } => self.world.library.family(*kind),
            _ => Family::Other(0),
        }
    }
}
