//! Which values are the same in a case, and whether the case can be at all.

use std::collections::HashMap;

use super::cases::{Fact, Term};
use super::terms::{Applied, Def, Reasoner, reread};
use crate::model::verify::policy::tree::Constant;

/// The values of a case by what they are the same as.
#[derive(Debug)]
pub(super) struct Closure {
    parent: Vec<usize>,
    not_null: Vec<bool>,
    null: Vec<bool>,
    constant: Vec<Option<Term>>,
    /// Rows that are the same row.
    rows: Vec<usize>,
    /// It cannot be.
    pub(super) is_contradiction: bool,
}

impl Closure {
    fn root(&self, mut term: Term) -> Term {
        while self.parent[term] != term {
            term = self.parent[term];
        }
        term
    }

    /// Whether two values are the same.
    pub(super) fn is_same(&self, left: Term, right: Term) -> bool {
        self.root(left) == self.root(right)
    }

    pub(super) fn is_not_null(&self, term: Term) -> bool {
        self.not_null[self.root(term)]
    }

    pub(super) fn is_null(&self, term: Term) -> bool {
        self.null[self.root(term)]
    }

    /// How many terms it knows.
    pub(super) fn count(&self) -> usize {
        self.parent.len()
    }

    fn unite(&mut self, left: Term, right: Term) -> bool {
        let (left, right) = (self.root(left), self.root(right));
        if left == right {
            return false;
        }
        self.parent[right] = left;
        self.not_null[left] |= self.not_null[right];
        self.null[left] |= self.null[right];
        self.constant[left] = self.constant[left].or(self.constant[right]);
        true
    }

    fn row_root(&self, mut row: usize) -> usize {
        while self.rows[row] != row {
            row = self.rows[row];
        }
        row
    }
}

impl Reasoner<'_> {
    /// What follows from the facts of a case about all terms that there are.
    pub(super) fn closure(&mut self, facts: &[Fact]) -> Closure {
        // A constant that a conversion yields is a term of its own.
        let mut grown = 0;
        loop {
            let closure = self.closure_of_terms(facts);
            let before = self.terms.len();
            self.read_constants(&closure);
            grown += 1;
            if self.terms.len() == before || grown > 3 {
                return closure;
            }
        }
    }

    fn closure_of_terms(&self, facts: &[Fact]) -> Closure {
        let count = self.terms.len();
        let mut closure = Closure {
            parent: (0..count).collect(),
            not_null: vec![false; count],
            null: vec![false; count],
            constant: vec![None; count],
            rows: (0..self.rows.len()).collect(),
            is_contradiction: false,
        };
        for (term, (def, _)) in self.terms.iter().enumerate() {
            match def {
                Def::Constant(_) => {
                    closure.constant[term] = Some(term);
                    closure.not_null[term] = true;
                }
                Def::Column { row, number } => {
                    let column = self.world.library.column(self.rows[*row], *number);
                    closure.not_null[term] = column.is_some_and(|column| column.not_null);
                }
                _ => {}
            }
        }
        for fact in facts {
            match *fact {
                Fact::Equal(left, right) => {
                    self.merge(&mut closure, left, right);
                    let root = closure.root(left);
                    closure.not_null[root] = true;
                }
                Fact::NotNull(term) => {
                    let root = closure.root(term);
                    closure.not_null[root] = true;
                }
                Fact::Null(term) => {
                    let root = closure.root(term);
                    closure.null[root] = true;
                }
                Fact::Differ(..) | Fact::Among(..) => {}
            }
        }
        while !closure.is_contradiction && (self.apply_functions(&mut closure) | self.same_rows(&mut closure))
        {
        }
        for fact in facts {
            if let Fact::Differ(left, right) = *fact {
                closure.is_contradiction |= closure.is_same(left, right) && closure.is_not_null(left);
            }
        }
        let is_torn = (0..count)
            .any(|term| closure.parent[term] == term && closure.null[term] && closure.not_null[term]);
        closure.is_contradiction |= is_torn;
        closure
    }

    fn merge(&self, closure: &mut Closure, left: Term, right: Term) -> bool {
        let constants = (closure.constant[closure.root(left)], closure.constant[closure.root(right)]);
        if let (Some(a), Some(b)) = constants {
            closure.is_contradiction |= self.differ(a, b);
        }
        closure.unite(left, right)
    }

    /// Whether two constants certainly are different values.
    fn differ(&self, left: Term, right: Term) -> bool {
        match (&self.terms[left].0, &self.terms[right].0) {
            (Def::Constant(Constant::Raw(..)), _) | (_, Def::Constant(Constant::Raw(..))) => false,
            (Def::Constant(a), Def::Constant(b)) => {
                std::mem::discriminant(a) == std::mem::discriminant(b) && a != b
            }
            _ => false,
        }
    }

    /// The same function of the same values is the same; a strict one is NULL where an argument is.
    fn apply_functions(&self, closure: &mut Closure) -> bool {
        let mut seen: HashMap<(Applied, Vec<Term>), Term> = HashMap::new();
        let mut has_changed = false;
        for (term, (def, _)) in self.terms.iter().enumerate() {
            let Def::Apply { what, arguments } = def else { continue };
            let roots: Vec<Term> = arguments.iter().map(|argument| closure.root(*argument)).collect();
            if self.is_strict(*what) {
                let root = closure.root(term);
                if closure.not_null[root] {
                    for argument in &roots {
                        has_changed |= !std::mem::replace(&mut closure.not_null[*argument], true);
                    }
                }
                if roots.iter().any(|argument| closure.null[*argument]) {
                    has_changed |= !std::mem::replace(&mut closure.null[root], true);
                }
            }
            if let (Applied::Convert(family), [argument]) = (what, roots.as_slice()) {
                // What is converted has a value where it had one, or is an error.
                closure.is_contradiction |= closure.not_null[*argument] && closure.is_null(term);
                if let Some(constant) = closure.constant[*argument] {
                    let Def::Constant(value) = &self.terms[constant].0 else { continue };
                    match reread(value, *family).map(Def::Constant) {
                        Some(read) => {
                            let known = self.terms.iter().position(|(def, _)| *def == read);
                            if let Some(known) = known {
                                has_changed |= self.merge(closure, term, known);
                            }
                        }
                        // It would be an error.
                        None if !matches!(value, Constant::Raw(..)) => {
                            closure.is_contradiction |= closure.is_not_null(term);
                        }
                        None => {}
                    }
                }
            }
            match seen.get(&(*what, roots.clone())) {
                Some(same) => has_changed |= self.merge(closure, *same, term),
                None => {
                    seen.insert((*what, roots), term);
                }
            }
        }
        has_changed
    }

    fn is_strict(&self, what: Applied) -> bool {
        match what {
            Applied::Convert(_) => true,
            Applied::Array | Applied::Session(_) => false,
            Applied::Routine(oid) => {
                self.world.library.routines.get(&oid).is_some_and(|routine| routine.is_strict)
            }
        }
    }

    /// Rows of a table with the same unique key are the same row, in every column.
    fn same_rows(&self, closure: &mut Closure) -> bool {
        let mut columns: HashMap<(usize, i16), Term> = HashMap::new();
        for (term, (def, _)) in self.terms.iter().enumerate() {
            if let Def::Column { row, number } = def {
                columns.insert((*row, *number), term);
            }
        }
        let mut has_changed = false;
        for left in 0..self.rows.len() {
            for right in left + 1..self.rows.len() {
                let table = self.rows[left];
                if table == 0
                    || table != self.rows[right]
                    || closure.row_root(left) == closure.row_root(right)
                {
                    continue;
                }
                let keys = self.world.library.keys.get(&table).map_or(&[][..], Vec::as_slice);
                let is_same = keys.iter().any(|key| {
                    key.iter().all(|number| {
                        match (columns.get(&(left, *number)), columns.get(&(right, *number))) {
                            (Some(a), Some(b)) => closure.is_same(*a, *b) && closure.is_not_null(*a),
                            _ => false,
                        }
                    })
                });
                if is_same {
                    let (a, b) = (closure.row_root(left), closure.row_root(right));
                    closure.rows[b] = a;
                    has_changed = true;
                }
            }
        }
        let rows = closure.rows.clone();
        let mut of_root: HashMap<(usize, i16), Term> = HashMap::new();
        for ((row, number), term) in columns {
            let mut root = row;
            while rows[root] != root {
                root = rows[root];
            }
            match of_root.get(&(root, number)) {
                Some(same) => has_changed |= self.merge(closure, *same, term),
                None => {
                    of_root.insert((root, number), term);
                }
            }
        }
        has_changed
    }

    /// Makes terms of the constants that conversions of constants yield.
    fn read_constants(&mut self, closure: &Closure) {
        let mut read = Vec::new();
        for (def, _) in &self.terms {
            let Def::Apply { what: Applied::Convert(family), arguments } = def else { continue };
            let constant = arguments.first().and_then(|argument| closure.constant[closure.root(*argument)]);
            if let Some(Def::Constant(value)) = constant.map(|constant| &self.terms[constant].0) {
                read.extend(reread(value, *family));
            }
        }
        for constant in read {
            self.constant(constant);
        }
    }
}
