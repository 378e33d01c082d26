//! Which rows a row refers to: one pick for each foreign key that does not lead to the parent, and those that the
//! profile names.

use super::Resolver;
use super::resolver::Cut;
use crate::model::seed::catalog::ForeignKey;
use crate::model::seed::generate::node::{Apart, PickMethod, Picked, Turn};
use crate::model::seed::generate::random::Salt;
use crate::model::seed::profile::{Generator, Pick, ProfileProblem, Why, nearest};

/// A pick, and the columns that it fills.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The first column that it fills, or the name that the profile gives it.
    pub(super) name: String,
    /// By table of the order.
    pub(super) target: usize,
    pub(super) within: Option<usize>,
    pub(super) pick: Pick,
    pub(super) way: PickMethod,
    /// Of [`PickMethod::Turn`].
    pub(super) turn: Turn,
    pub(super) apart: Option<Apart>,
    pub(super) needed: bool,
    /// It leads to rows that come later.
    pub(super) is_late: bool,
    /// The columns, each with the target's.
    pub(super) columns: Vec<(String, String)>,
}

impl Draft {
    /// Whether siblings have to get different rows.
    pub(super) fn is_distinct(&self) -> bool {
        matches!(self.way, PickMethod::Distinct | PickMethod::Walk)
    }
}

impl Resolver<'_> {
    /// All picks of a table.
    pub(super) fn picks(&mut self, table: usize) -> Vec<Draft> {
        let (spec, facts) = (self.names.spec(self.order[table]), self.names.table(self.order[table]));
        let parent_key = self.names.parent_key(self.order[table]);
        if let (Some(per), None) = (&spec.per, parent_key) {
            self.problem(table, "per", Why::NoKeyTo { table: per.clone() });
        }
        let mut settled: Vec<String> = parent_key.map(|key| key.columns.clone()).unwrap_or_default();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut keys: Vec<&ForeignKey> = facts.foreign_keys.iter().collect();
        // What is settled by a wide key is not picked once more by a narrow one.
        keys.sort_by_key(|key| std::cmp::Reverse(key.columns.len()));
        for key in keys.into_iter().filter(|key| parent_key.is_none_or(|parent| parent.name != key.name)) {
            let free: Vec<(String, String)> = key
                .columns
                .iter()
                .zip(&key.target_columns)
                .filter(|(own, _)| !settled.contains(own))
                .map(|(own, target_column)| (own.clone(), target_column.clone()))
                .collect();
            let is_given = |(own, _): &(String, String)| {
                spec.columns.get(own).is_some_and(|given| !matches!(given, Generator::Pick(_)))
            };
            if free.is_empty() || free.iter().all(is_given) {
                continue;
            }
            let names: Vec<String> = free.iter().map(|(own, _)| own.clone()).collect();
            let draft = self.draft(table, key, free);
            // What this one leaves open, a narrower one may settle.
            let is_known = |name: &String| draft.is_some() || self.known.contains_key(&(table, name.clone()));
            settled.extend(names.into_iter().filter(is_known));
            drafts.extend(draft);
        }
        for (name, pick) in &spec.picks {
            drafts.extend(self.named(table, name, pick, Vec::new()));
        }
        for (column, generator) in &spec.columns {
            let is_drafted = drafts.iter().any(|draft| draft.columns.iter().any(|(own, _)| own == column));
            if let (Generator::Pick(pick), false) = (generator, is_drafted) {
                let (table_name, target_column) = match pick.table.rsplit_once('.') {
                    Some((table_name, target_column)) if self.names.find(&pick.table).is_none() => {
                        (table_name, target_column)
                    }
                    _ => (pick.table.as_str(), column.as_str()),
                };
                let pick = Pick { table: table_name.to_owned(), ..pick.clone() };
                drafts.extend(self.named(
                    table,
                    column,
                    &pick,
                    vec![(column.clone(), target_column.to_owned())],
                ));
            }
        }
        self.keep_apart(table, &mut drafts);
        drafts
    }

    fn draft(&mut self, table: usize, key: &ForeignKey, free: Vec<(String, String)>) -> Option<Draft> {
        let (spec, facts) = (self.names.spec(self.order[table]), self.names.table(self.order[table]));
        let name = free.first().map(|(own, _)| own.clone()).unwrap_or_default();
        let cut = self.cut(table, key);
        if cut == Some(Cut::Null) {
            self.leave_null(table, &free);
            return None;
        }
        let Some(target) = self.names.target(key).and_then(|target| self.position(target)) else {
            if self.look_up(table, key, &free) {
                return None;
            }
            let target_table =
                self.names.catalog.tables.iter().find(|target_table| target_table.oid == key.target);
            let target_table = target_table.map(|target_table| target_table.name.clone()).unwrap_or_default();
            let is_optional = free.iter().any(|(own, _)| {
                let column = facts.columns.iter().find(|column| column.name == *own);
                column.is_some_and(|column| !column.not_null)
            });
            // Nothing is there to refer to; NULL is a way out.
            if is_optional {
                self.leave_null(table, &free);
            } else {
                self.problem(
                    table,
                    &format!("columns.{name}"),
                    Why::NotFilled { key: key.name.clone(), table: target_table.name },
                );
            }
            return None;
        };
        let given = free.iter().find_map(|(own, _)| match spec.columns.get(own) {
            Some(Generator::Pick(pick)) => Some(pick.clone()),
            _ => None,
        });
        let needed = free.iter().all(|(own, _)| {
            facts.columns.iter().find(|column| column.name == *own).is_none_or(|column| column.not_null)
        });
        let is_gated = free
            .iter()
            .any(|(own, _)| self.answers.pool(facts.oid, own).is_some_and(|(_, _, is_gate)| is_gate));
        let auto = Pick {
            earlier: (target == table).then_some(20),
            none: match (needed, target == table) {
                (true, _) => 0.0,
                // Another says when it is NULL.
                _ if is_gated || self.names.profile.is_for_proof => 0.0,
                (false, true) => 0.7,
                (false, false) => 0.2,
            },
            ..Pick::any("")
        };
        let pick = given.unwrap_or(auto);
        let within = self.common(table, target, key, &free);
        let is_late = cut == Some(Cut::Late);
        Some(Draft { within, needed, is_late, ..Self::shaped(name, target, pick, free) })
    }

    /// The table above both, below whose row the columns agree that are settled already.
    fn common(
        &mut self,
        table: usize,
        target: usize,
        key: &ForeignKey,
        free: &[(String, String)],
    ) -> Option<usize> {
        let (own, target_table) = (self.order[table], self.order[target]);
        let mut lowest: Option<usize> = None;
        for (column, their) in key.columns.iter().zip(&key.target_columns) {
            if free.iter().any(|(is_free, _)| is_free == column) {
                continue;
            }
            let (origin, from) = self.names.origin(own, column);
            if target == table {
                continue;
            }
            if self.names.origin(target_table, their) != (origin, from) {
                self.problem(table, &format!("columns.{column}"), Why::Torn { key: key.name.clone() });
                continue;
            }
            if lowest.is_none_or(|lowest| self.names.is_below(origin, lowest)) {
                lowest = Some(origin);
            }
        }
        lowest.or_else(|| self.tenant(own, target_table)).and_then(|common| self.position(common))
    }

    /// The table of tenants, where both stand below it.
    fn tenant(&self, own: usize, target_table: usize) -> Option<usize> {
        let tenant = self.names.profile.tenant.as_ref().and_then(|tenant| self.names.find(tenant))?;
        (self.names.is_below(own, tenant) && self.names.is_below(target_table, tenant)).then_some(tenant)
    }

    fn named(
        &mut self,
        table: usize,
        name: &str,
        pick: &Pick,
        columns: Vec<(String, String)>,
    ) -> Option<Draft> {
        let Some(target) = self.names.find(&pick.table).and_then(|target| self.position(target)) else {
            let why = Why::NoSuch { what: "table", name: pick.table.clone() };
            self.problem(table, &format!("picks.{name}"), why);
            return None;
        };
        let within =
            self.tenant(self.order[table], self.order[target]).and_then(|tenant| self.position(tenant));
        Some(Draft { within, ..Self::shaped(name.to_owned(), target, pick.clone(), columns) })
    }

    fn shaped(name: String, target: usize, pick: Pick, columns: Vec<(String, String)>) -> Draft {
        let way = match (pick.earlier, pick.walk, pick.distinct) {
            (Some(reach), _, _) => PickMethod::Earlier(reach.max(1)),
            (_, true, _) => PickMethod::Walk,
            (_, _, true) => PickMethod::Distinct,
            _ => PickMethod::Any,
        };
        Draft {
            name,
            target,
            within: None,
            way,
            turn: Turn::default(),
            apart: None,
            needed: false,
            is_late: false,
            columns,
            pick,
        }
    }

    /// Foreign keys to the same table that a constraint speaks of together lead to different rows.
    fn keep_apart(&self, table: usize, drafts: &mut [Draft]) {
        let facts = self.names.table(self.order[table]);
        let above = self.names.parent_key(self.order[table]);
        let parent = self.names.parent(self.order[table]).and_then(|parent| self.position(parent));
        for check in facts.checks.iter().filter(|check| check.columns.len() > 1) {
            let is_in =
                |columns: &[(String, String)]| columns.iter().any(|(own, _)| check.columns.contains(own));
            let meant: Vec<usize> = (0..drafts.len()).filter(|at| is_in(&drafts[*at].columns)).collect();
            let is_above =
                above.is_some_and(|above| above.columns.iter().any(|column| check.columns.contains(column)));
            for (place, at) in meant.iter().enumerate() {
                let earlier =
                    meant[..place].iter().find(|before| drafts[**before].target == drafts[*at].target);
                let apart = match (earlier, parent) {
                    (Some(before), _) => Some(Apart::Pick(*before)),
                    (None, Some(parent)) if is_above && drafts[*at].target == parent => {
                        Some(Apart::Up(parent))
                    }
                    _ => None,
                };
                if !matches!(drafts[*at].way, PickMethod::Earlier(_)) {
                    drafts[*at].apart = drafts[*at].apart.or(apart);
                }
            }
        }
    }

    /// A draft as the maker uses it.
    pub(super) fn picked(&self, table: usize, draft: &Draft) -> Picked {
        let names = [self.names.spec(self.order[table]).name.as_str(), "pick", &draft.name];
        Picked {
            table: draft.target,
            within: draft.within,
            among: draft.pick.among,
            skew: draft.pick.skew,
            way: draft.way,
            turn: draft.turn.clone(),
            apart: draft.apart,
            none: draft.pick.none,
            needed: draft.needed,
            salt: Salt::new(self.wish.seed, &names),
        }
    }

    /// Notes what is wrong with a place of a table.
    pub(super) fn problem(&mut self, table: usize, place: &str, why: Why) {
        let spec = self.names.spec(self.order[table]);
        let place = format!("tables.{}.{place}", spec.name);
        let mut near = None;
        if let Why::NoSuch { what, name } = &why {
            let columns = self.names.table(self.order[table]).columns.iter().map(|column| &column.name);
            let tables = self.names.profile.tables.iter().map(|spec| &spec.name);
            let known: Vec<&String> = match *what {
                what if what.starts_with("column") => columns.collect(),
                what if what.starts_with("list") => columns.chain(&self.list_names).collect(),
                _ => tables.collect(),
            };
            near = nearest(name, known.into_iter().map(String::as_str)).map(Into::into);
        }
        self.problems.push(ProfileProblem { near, ..ProfileProblem::new(place, why) });
    }
}
