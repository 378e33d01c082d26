//! Whether the row that a condition is about is tied to the session's tenant in every case.

use std::collections::{BTreeSet, HashMap};

use super::cases::{Case, Fact, Term, Value};
use super::closure::Closure;
use super::terms::{Def, Reasoner, Standpoint};
use crate::model::verify::policy::tree::{Constant, Expr, Query};

/// What has to follow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goal<'a> {
    /// The session's tenant; in several ways where policies may use one or the other.
    pub(crate) current: &'a [CurrentTenant],
    /// The tenant columns of tables.
    pub(crate) tenants: &'a HashMap<u32, i16>,
    /// Tenants whose rows are everybody's to read.
    pub(crate) shared: &'a [Constant],
}

/// What policies may use as the tenant that is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CurrentTenant {
    pub(crate) expression: Expr,
    /// It is an array of tenants.
    pub(crate) is_list: bool,
}

/// Why it does not follow: what is known in the first case in which the row may be anybody's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Missing {
    /// The tables with a row that is the tenant's, each with the columns of the row in question that lead there.
    pub(crate) tied: Vec<(u32, Vec<i16>)>,
    /// There was too much to look at.
    pub(crate) is_too_much: bool,
}

/// The tenant in a case: the value, what is true then, and the rows that it is read from.
#[derive(Debug, Clone)]
struct Current {
    case: Case,
    term: Term,
    rows: std::ops::Range<usize>,
    is_list: bool,
}

impl<'a> Reasoner<'a> {
    /// Whether the first row is the tenant's in every case.
    pub(crate) fn tied(&mut self, cases: &[Case], goal: &Goal<'a>) -> Result<(), Missing> {
        let mut ways: Vec<Vec<Current>> = Vec::new();
        for current in goal.current {
            let first = self.rows.len();
            let branches = self.values_of(&current.expression);
            let rows = first..self.rows.len();
            let branches = branches.into_iter().map(|(case, term)| Current {
                case,
                term,
                rows: rows.clone(),
                is_list: current.is_list,
            });
            ways.push(branches.collect());
        }
        self.prepare(goal);
        for case in cases {
            if !ways.iter().any(|branches| self.is_tied_in(case, branches, goal)) {
                let mut missing = self.missing(case, &ways.concat(), goal);
                missing.is_too_much = self.steps > super::terms::STEPS;
                return Err(missing);
            }
        }
        Ok(())
    }

    /// Whether a column of a query's rows is the tenant in every case, whatever the policies of the tables show.
    pub(crate) fn is_column_tied(&mut self, query: &'a Query, column: usize, goal: &Goal<'a>) -> bool {
        let unguarded = Standpoint { is_unguarded: true, ..Standpoint::default() };
        let rows = self.rows_of(query, query.columns.len(), &unguarded);
        let ways: Vec<(Vec<(Case, Term)>, bool)> = goal
            .current
            .iter()
            .map(|current| (self.values_of(&current.expression), current.is_list))
            .collect();
        rows.iter().all(|(case, values)| {
            let closure = self.closure(case);
            let is_tied = |term: Term| {
                ways.iter().any(|(branches, is_list)| match branches.as_slice() {
                    [(_, current)] => Self::is_current(&closure, case, term, *current, *is_list),
                    _ => false,
                })
            };
            closure.is_contradiction
                || match values.get(column) {
                    Some(Value::Term(term)) => is_tied(*term),
                    Some(Value::Null) => true,
                    None => false,
                }
        })
    }

    /// The columns that ties are made of, as terms of every row.
    fn prepare(&mut self, goal: &Goal<'a>) {
        for row in 0..self.rows.len() {
            let table = self.rows[row];
            let mut numbers: BTreeSet<i16> = goal.tenants.get(&table).copied().into_iter().collect();
            for tie in &self.world.library.ties {
                numbers.extend(tie.pairs.iter().filter(|_| tie.table == table).map(|(own, _)| *own));
                numbers.extend(tie.pairs.iter().filter(|_| tie.target == table).map(|(_, key)| *key));
            }
            for key in self.world.library.keys.get(&table).map_or(&[][..], Vec::as_slice) {
                numbers.extend(key);
            }
            for number in numbers {
                self.column(row, number);
            }
        }
    }

    fn is_tied_in(&mut self, case: &Case, branches: &[Current], goal: &Goal<'a>) -> bool {
        let closure = self.closure(case);
        if closure.is_contradiction || self.is_shared(&closure, goal) {
            return true;
        }
        match branches {
            [] => false,
            [only] => self.is_tied_to(only, &closure, case, goal),
            several => several.iter().all(|branch| {
                let facts = super::cases::joined(case, &branch.case);
                let closure = self.closure(&facts);
                closure.is_contradiction || self.is_tied_to(branch, &closure, &facts, goal)
            }),
        }
    }

    fn is_shared(&mut self, closure: &Closure, goal: &Goal<'a>) -> bool {
        let Some(number) = goal.tenants.get(&self.rows[0]).copied() else { return false };
        let column = self.column(0, number);
        self.terms.iter().enumerate().any(|(term, (def, _))| {
            matches!(def, Def::Constant(constant) if goal.shared.contains(constant))
                && term < closure.count()
                && column < closure.count()
                && closure.is_same(term, column)
        })
    }

    /// Whether the first row is tied to one way in which the tenant is read. Where that reads rows, they have to be among
    /// those of the case.
    fn is_tied_to(&mut self, current: &Current, closure: &Closure, case: &Case, goal: &Goal<'a>) -> bool {
        if current.rows.is_empty() {
            let same =
                |_: &Self, term: Term| Self::is_current(closure, case, term, current.term, current.is_list);
            return self.is_row_tied(0, closure, goal, &same, &mut BTreeSet::new());
        }
        let mut places = vec![HashMap::new()];
        for row in current.rows.clone() {
            let table = self.rows[row];
            let candidates: Vec<usize> = (0..self.rows.len())
                .filter(|candidate| !current.rows.contains(candidate) && self.rows[*candidate] == table)
                .collect();
            places = places
                .into_iter()
                .flat_map(|place| {
                    candidates.iter().map(move |candidate| {
                        let mut place: HashMap<usize, usize> = place.clone();
                        place.insert(row, *candidate);
                        place
                    })
                })
                .take(64)
                .collect();
        }
        places.into_iter().any(|place| {
            let term = self.moved(current.term, &place);
            let facts: Vec<Fact> = current.case.iter().map(|fact| self.moved_fact(*fact, &place)).collect();
            let closure = self.closure(case);
            let holds = facts.iter().all(|fact| self.follows(&closure, *fact));
            let same =
                |_: &Self, column: Term| Self::is_current(&closure, case, column, term, current.is_list);
            holds && self.is_row_tied(0, &closure, goal, &same, &mut BTreeSet::new())
        })
    }

    /// Whether a value is the tenant, or one of the list.
    fn is_current(closure: &Closure, case: &Case, term: Term, current: Term, is_list: bool) -> bool {
        if is_list {
            return case.iter().any(|fact| match fact {
                Fact::Among(element, array) => {
                    closure.is_same(*element, term) && closure.is_same(*array, current)
                }
                _ => false,
            });
        }
        closure.is_same(term, current)
    }

    /// Whether a row is the tenant's: by its column, or by a row that it is tied to by a whole key.
    fn is_row_tied(
        &self,
        row: usize,
        closure: &Closure,
        goal: &Goal<'a>,
        is_current: &dyn Fn(&Self, Term) -> bool,
        seen: &mut BTreeSet<usize>,
    ) -> bool {
        if !seen.insert(row) {
            return false;
        }
        let table = self.rows[row];
        let column = |row: usize, number: i16| {
            self.terms.iter().position(|(def, _)| *def == Def::Column { row, number })
        };
        let is_tenant =
            |row: usize, number: i16| column(row, number).is_some_and(|term| is_current(self, term));
        if let Some(number) = goal.tenants.get(&table) {
            return is_tenant(row, *number);
        }
        let is_same = |(a, x): (usize, i16), (b, y): (usize, i16)| match (column(a, x), column(b, y)) {
            (Some(a), Some(b)) => closure.is_same(a, b),
            _ => false,
        };
        let ties = &self.world.library.ties;
        let leads = ties.iter().filter(|tie| tie.table == table).any(|tie| {
            let tenant = goal.tenants.get(&tie.target);
            tie.pairs.iter().any(|(own, key)| tenant == Some(key) && is_tenant(row, *own))
                || self.rows_of_table(tie.target).any(|target| {
                    tie.pairs.iter().all(|(own, key)| is_same((row, *own), (target, *key)))
                        && self.is_row_tied(target, closure, goal, is_current, seen)
                })
        });
        if leads {
            return true;
        }
        let is_led_to = ties.iter().filter(|tie| tie.target == table).any(|tie| {
            self.rows_of_table(tie.table).any(|member| {
                tie.pairs.iter().all(|(own, key)| is_same((member, *own), (row, *key)))
                    && self.is_row_tied(member, closure, goal, is_current, seen)
            })
        });
        if is_led_to {
            return true;
        }
        // A row of another table that the values of this one determine.
        let columns = self.world.library.columns.get(&table).map_or(&[][..], Vec::as_slice);
        let by_key = (0..self.rows.len()).filter(|other_row| self.rows[*other_row] != table).any(|target| {
            let keys = self.world.library.keys.get(&self.rows[target]).map_or(&[][..], Vec::as_slice);
            keys.iter().any(|key| {
                key.iter().all(|number| {
                    columns.iter().any(|column| is_same((target, *number), (row, column.number)))
                })
            }) && self.is_row_tied(target, closure, goal, is_current, seen)
        });
        by_key || columns.iter().any(|column| is_tenant(row, column.number))
    }

    fn rows_of_table(&self, table: u32) -> impl Iterator<Item = usize> {
        self.rows.iter().enumerate().filter(move |(_, of)| **of == table).map(|(row, _)| row)
    }

    /// What is tied in a case, and how the first row comes near it.
    fn missing(&mut self, case: &Case, branches: &[Current], goal: &Goal<'a>) -> Missing {
        let closure = self.closure(case);
        let mut tied: Vec<(u32, Vec<i16>)> = Vec::new();
        for row in 1..self.rows.len() {
            let Some(number) = goal.tenants.get(&self.rows[row]).copied() else { continue };
            let column = self.column(row, number);
            let is_tied = branches.iter().any(|branch| {
                column < closure.count()
                    && Self::is_current(&closure, case, column, branch.term, branch.is_list)
            });
            if is_tied && !tied.iter().any(|(table, _)| *table == self.rows[row]) {
                tied.push((self.rows[row], self.shared_columns(row, &closure)));
            }
        }
        Missing { tied, is_too_much: false }
    }

    /// The columns of the first row that have a value of another one.
    fn shared_columns(&self, row: usize, closure: &Closure) -> Vec<i16> {
        let columns = |wanted: usize| {
            self.terms.iter().enumerate().filter_map(move |(term, (def, _))| match def {
                Def::Column { row, number } if *row == wanted && term < closure.count() => {
                    Some((term, *number))
                }
                _ => None,
            })
        };
        let mut shared: Vec<i16> = columns(0)
            .filter(|(term, _)| columns(row).any(|(same, _)| closure.is_same(*term, same)))
            .map(|(_, number)| number)
            .collect();
        shared.sort_unstable();
        shared
    }
}
