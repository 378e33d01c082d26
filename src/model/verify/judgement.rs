//! Whether conditions of policies imply that a row is the session's tenant's.

use std::collections::{BTreeSet, HashMap};

use super::catalog::{Command, Facts, Policy, Relation};
use super::discovery::agreed;
use super::judgements::Judgements;
use super::policy::condition::Condition;
use super::policy::families::{self, Family};
use super::policy::library::Library;
use super::policy::reason::{CurrentTenant, Goal, Missing, Reasoner, Shown, World};
use super::policy::tree::{Constant, Expr};
use super::policy::written;
use super::scope::Scope;

impl Facts {
    /// The same facts, with every condition judged once: rules ask for them over and over.
    pub(crate) fn judged(&self, scope: &Scope) -> Self {
        let mut judgements = Judgements::of(self, scope);
        let policies: Vec<(&Relation, &Policy)> = self
            .policies
            .iter()
            .filter_map(|policy| {
                Some((self.relation(policy.table).filter(|table| table.row_security)?, policy))
            })
            .collect();
        for (table, policy) in policies {
            for condition in policy.using.iter().chain(&policy.check) {
                let reads = policy.command == Command::Select;
                let key = (table.oid, condition.text.clone(), reads);
                if !judgements.known.contains_key(&key) {
                    let judged = judgements.judge(self, table, &[&condition.tree], scope, reads);
                    judgements.known.insert(key, judged);
                }
            }
        }
        let mut judged = Self { judgements: Some(judgements), ..self.clone() };
        let roles =
            self.functions.iter().filter(|function| function.security_definer).map(|function| function.owner);
        let roles: BTreeSet<u32> = roles.chain(self.actors.iter().map(|actor| actor.role)).collect();
        let reaches = roles.into_iter().map(|role| (role, judged.find_reach(role, scope))).collect();
        if let Some(judgements) = &mut judged.judgements {
            judgements.reaches = reaches;
        }
        judged
    }

    /// Whether a condition of a table's rows holds for those of the tenant alone; what is missing where not. Rows that are
    /// everybody's to read count as the tenant's where it is about reading.
    pub(crate) fn implied(
        &self,
        table: &Relation,
        condition: &Condition,
        scope: &Scope,
        reads: bool,
    ) -> Result<(), Missing> {
        let judge = |judgements: &Judgements| judgements.judge(self, table, &[&condition.tree], scope, reads);
        match &self.judgements {
            Some(judgements) => {
                let known = judgements.of_condition(table.oid, &condition.text, reads);
                known.unwrap_or_else(|| judge(judgements))
            }
            None => judge(&Judgements::of(self, scope)),
        }
    }

    /// Whether the definition of a view implies that the tenant column of its rows is the session's.
    pub(crate) fn is_view_of_tenant(&self, view: &Relation, scope: &Scope) -> bool {
        let (Some(known), Some(tenant)) = (self.library.views.get(&view.oid), &view.tenant) else {
            return false;
        };
        let fresh;
        let judgements = match &self.judgements {
            Some(judgements) => judgements,
            None => {
                fresh = Judgements::of(self, scope);
                &fresh
            }
        };
        let kind = self.library.column(view.oid, tenant.number).map_or(0, |column| column.kind);
        let Some(current) = judgements.current.get(&self.library.family(kind)) else { return false };
        let goal = Goal { current, tenants: &judgements.tenants, shared: &[] };
        let world = World { library: &self.library, shown: &judgements.shown };
        let column = usize::try_from(tenant.number).unwrap_or_default().saturating_sub(1);
        Reasoner::new(world, 0).is_column_tied(&known.query, column, &goal)
    }

    /// The same of several conditions that hold together.
    pub(crate) fn implied_together(
        &self,
        table: &Relation,
        conditions: &[&Condition],
        scope: &Scope,
    ) -> bool {
        let trees: Vec<&Expr> = conditions.iter().map(|condition| &condition.tree).collect();
        match &self.judgements {
            Some(judgements) => judgements.judge(self, table, &trees, scope, false).is_ok(),
            None => Judgements::of(self, scope).judge(self, table, &trees, scope, false).is_ok(),
        }
    }
}

impl Facts {
    /// The step that is missing between a row and the tenant.
    pub(crate) fn step(&self, table: &Relation, missing: &Missing) -> String {
        if missing.is_too_much {
            return "it is too much to follow".to_owned();
        }
        let name = |oid: u32| self.relation_name(oid);
        match missing.tied.first() {
            Some((tied, columns)) if columns.is_empty() => {
                format!("`{}` is tied to the tenant, and `{table}` not to `{}`", name(*tied), name(*tied))
            }
            Some((tied, columns)) => {
                let columns: Vec<String> = columns
                    .iter()
                    .map(|number| format!("`{}`", self.library.column_name(table.oid, *number)))
                    .collect();
                let columns = columns.join(", ");
                format!(
                    "`{}` is tied to the tenant, and `{table}` to `{}` by {columns} alone, which is no key of one tenant",
                    name(*tied),
                    name(*tied)
                )
            }
            None => match &table.tenant {
                Some(_) => format!("nothing in it makes the tenant of a row of `{table}` the session's"),
                None => format!("no row of a tenant is what a row of `{table}` has to belong to"),
            },
        }
    }
}

impl Judgements {
    fn of(facts: &Facts, scope: &Scope) -> Self {
        let mut shown: HashMap<u32, Shown> = HashMap::new();
        for table in facts.relations.iter().filter(|table| table.is_table() && table.row_security) {
            shown.insert(table.oid, Shown::default());
        }
        for (table, policy) in facts.live_policies().filter(|(_, policy)| policy.is_about(Command::Select)) {
            let (Some(shown), Some(using)) = (shown.get_mut(&table.oid), &policy.using) else { continue };
            let list = if policy.permissive { &mut shown.any } else { &mut shown.all };
            list.push(using.tree.clone());
        }
        let mut current = HashMap::new();
        for family in [Family::Text, Family::Whole, Family::Uuid] {
            current.insert(family, current_tenant(&facts.library, scope, family));
        }
        let mut judgements = Self {
            shown,
            tenants: tenant_columns(facts),
            current,
            shared: scope.shared.iter().flat_map(|text| constants(text)).collect(),
            known: HashMap::new(),
            reaches: HashMap::new(),
        };
        judgements.find_form(facts, scope);
        judgements
    }

    /// Where nothing but the setting is configured, and no policy compares a tenant column with that as it is, the tenant is
    /// what most tables' policies agree on.
    fn find_form(&mut self, facts: &Facts, scope: &Scope) {
        let is_settled = scope.names.expression.is_some()
            || facts
                .live_policies()
                .filter(|(table, policy)| policy.permissive && table.tenant.is_some())
                .any(|(table, policy)| {
                    let using = policy.using.as_ref().or(policy.check.as_ref());
                    using.is_some_and(|using| self.judge(facts, table, &[&using.tree], scope, false).is_ok())
                });
        if is_settled {
            return;
        }
        if let Some(expression) = agreed(facts) {
            for ways in self.current.values_mut() {
                *ways = vec![CurrentTenant { expression: expression.clone(), is_list: false }];
            }
        }
    }

    fn judge(
        &self,
        facts: &Facts,
        table: &Relation,
        conditions: &[&Expr],
        scope: &Scope,
        reads: bool,
    ) -> Result<(), Missing> {
        let shared = if reads { self.shared.as_slice() } else { &[] };
        let family = self.family(facts, table, scope);
        let Some(current) = self.current.get(&family) else { return Err(Missing::default()) };
        let goal = Goal { current, tenants: &self.tenants, shared };
        let world = World { library: &facts.library, shown: &self.shown };
        let mut reasoner = Reasoner::new(world, table.oid);
        let cases = reasoner.when_all(conditions);
        reasoner.tied(&cases, &goal)
    }

    /// What the tenant is compared as.
    fn family(&self, facts: &Facts, table: &Relation, scope: &Scope) -> Family {
        let own = self.tenants.get(&table.oid).and_then(|number| facts.library.column(table.oid, *number));
        own.map_or_else(|| scope.category.family(), |column| facts.library.family(column.kind))
    }
}

/// The tenant that is at work, as a value of a family: what the configuration says, or the setting. A list may be one tenant alone.
fn current_tenant(library: &Library, scope: &Scope, family: Family) -> Vec<CurrentTenant> {
    let mut ways = Vec::new();
    if let Some(text) = &scope.names.expression {
        let expression = written::expression(text, library).unwrap_or(Expr::Unknown);
        let is_list = library.is_array(&expression);
        ways.push(CurrentTenant { expression, is_list });
        if !is_list {
            return ways;
        }
    }
    let kind = match family {
        Family::Whole => families::BIGINT,
        Family::Uuid => families::UUID,
        _ => families::TEXT,
    };
    let name = scope.names.setting.replace('\'', "''");
    let setting = written::expression(&format!("pg_catalog.current_setting('{name}', true)"), library);
    let expression = Expr::Convert { inner: Box::new(setting.unwrap_or(Expr::Unknown)), kind };
    ways.push(CurrentTenant { expression, is_list: false });
    ways
}

/// The columns that say whose rows are: those of that name, and the key that these refer to.
fn tenant_columns(facts: &Facts) -> HashMap<u32, i16> {
    let named = facts.relations.iter().filter_map(|table| Some((table.oid, table.tenant.as_ref()?.number)));
    let mut columns: HashMap<u32, i16> = named.collect();
    let roots: Vec<(u32, i16)> = facts
        .library
        .ties
        .iter()
        .filter_map(|tie| match tie.pairs.as_slice() {
            [(own, key)] if columns.get(&tie.table) == Some(own) => Some((tie.target, *key)),
            _ => None,
        })
        .collect();
    for (table, key) in roots {
        columns.entry(table).or_insert(key);
    }
    columns
}

/// A configured tenant as the constants that it can stand for.
fn constants(text: &str) -> Vec<Constant> {
    let written = Constant::Text(text.to_owned());
    let read = [Family::Whole, Family::Uuid].into_iter();
    read.filter_map(|family| super::policy::reason::reread(&written, family))
        .chain([written.clone()])
        .collect()
}
