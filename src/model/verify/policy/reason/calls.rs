//! Functions: what they yield, by their bodies where these can be followed.

use super::cases::{Case, Value, anything, both, either, joined};
use super::terms::{Applied, DEPTH, Def, Reasoner, Standpoint};
use super::values::{MANY, Values};
use crate::model::verify::policy::families::Family;
use crate::model::verify::policy::library::Routine;
use crate::model::verify::policy::tree::{Constant, Expr, Truth};

/// `current_setting(text)`, as `pg_proc.dat` of the server numbers it: with and without a second argument it is the same.
const CURRENT_SETTING: u32 = 2077;

impl<'a> Reasoner<'a> {
    /// The arguments of a call, in every combination of their values.
    pub(super) fn arguments(
        &mut self,
        arguments: &'a [Expr],
        place: &Standpoint<'a>,
    ) -> Vec<(Case, Vec<Value>)> {
        let mut lists = vec![(Case::new(), Vec::new())];
        for argument in arguments {
            let values = self.values(argument, place);
            let mut longer = Vec::new();
            for (case, list) in &lists {
                for (facts, value) in &values {
                    let mut list: Vec<Value> = list.clone();
                    list.push(*value);
                    longer.push((joined(case, facts), list));
                }
            }
            if longer.len() > MANY {
                let unknown = Value::Term(self.unknown(Family::Other(0)));
                return vec![(Case::new(), vec![unknown; arguments.len()])];
            }
            lists = longer;
        }
        lists
    }

    pub(super) fn called(
        &mut self,
        routine: u32,
        arguments: &'a [Expr],
        kind: u32,
        place: &Standpoint<'a>,
    ) -> Values {
        let family = self.world.library.family(kind);
        let Some(known) = self.world.library.routines.get(&routine) else {
            return vec![(Case::new(), Value::Term(self.unknown(family)))];
        };
        let mut values = Values::new();
        for (case, list) in self.arguments(arguments, place) {
            if known.is_strict && list.contains(&Value::Null) {
                values.push((case, Value::Null));
            } else if let Some(inner) = self.within_body(known, &list, place) {
                values.extend(inner.into_iter().map(|(facts, value)| (joined(&case, &facts), value)));
            } else {
                let term = self.result(routine, known, &list, family);
                values.push((case, Value::Term(term)));
            }
        }
        values
    }

    /// What a function of one query yields, by its body; `None` where that cannot be followed.
    fn within_body(&mut self, known: &'a Routine, list: &[Value], place: &Standpoint<'a>) -> Option<Values> {
        let body = known.body.as_ref().filter(|_| !known.is_set && self.depth < DEPTH)?;
        let inside = Standpoint {
            parameters: list.to_vec(),
            is_unguarded: place.is_unguarded || known.is_definer,
            ..Standpoint::default()
        };
        self.depth += 1;
        let mut values = self.first_column(body, &inside);
        self.depth -= 1;
        if !body.from.is_empty() || body.condition.is_some() || body.combined.is_some() {
            values.push((Case::new(), Value::Null));
        }
        Some(values)
    }

    /// The result of a function that is not looked into.
    pub(super) fn result(&mut self, routine: u32, known: &Routine, list: &[Value], family: Family) -> usize {
        const WHOLE_CASTS: [&str; 3] = ["int2", "int4", "int8"];
        let terms: Vec<usize> = list
            .iter()
            .map(|value| match value {
                Value::Term(term) => *term,
                Value::Null => self.constant(Constant::Raw(0, Vec::new())),
            })
            .collect();
        let library = self.world.library;
        let is_built_in = |name: &str| library.is_built_in(routine, name);
        let is_whole_cast = WHOLE_CASTS.into_iter().any(is_built_in)
            && family == Family::Whole
            && terms.len() == 1
            && self.terms[terms[0]].1 == Family::Whole;
        if is_whole_cast {
            return terms[0];
        }
        if is_built_in("current_setting") {
            // Whether a setting may be absent does not change what it is; names of settings have no case.
            let name = match &self.terms[terms[0]].0 {
                Def::Constant(Constant::Text(name)) => {
                    let name = Constant::Text(name.to_lowercase());
                    self.constant(name)
                }
                _ => terms[0],
            };
            return self.apply(Applied::Routine(CURRENT_SETTING), vec![name], family);
        }
        if known.is_volatile || known.is_set {
            return self.unknown(family);
        }
        self.apply(Applied::Routine(routine), terms, family)
    }

    pub(super) fn called_condition(
        &mut self,
        routine: u32,
        arguments: &'a [Expr],
        wanted: Truth,
        place: &Standpoint<'a>,
    ) -> Vec<Case> {
        let Some(known) = self.world.library.routines.get(&routine) else { return anything() };
        let mut cases = Vec::new();
        for (case, list) in self.arguments(arguments, place) {
            let more = if known.is_strict && list.contains(&Value::Null) {
                if wanted == Truth::Unknown { anything() } else { Vec::new() }
            } else if let Some(body) = &known.body {
                self.within_condition(known, body, &list, wanted, place)
            } else {
                let term = self.result(routine, known, &list, Family::Boolean);
                self.is(Value::Term(term), wanted)
            };
            cases = either(cases, both(vec![case], &more));
        }
        cases
    }
}
