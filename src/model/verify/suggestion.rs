//! The section `[tenant]` that a catalog suggests, for who has none: what most tables' policies compare a column with.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::{Facts, Relation};
use super::discovery::ties;
use super::policy::library::{FIRST_MADE, Library};
use super::policy::readings::readings;
use super::policy::spelled::{spelled, type_name};
use super::policy::tree::{Constant, Expr};

/// A role that may be the application's: no superuser, and bound by policies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The role's OID.
    pub(crate) role: u32,
    pub(crate) name: String,
    /// To how many tables it was given rights on rows, itself.
    pub(crate) granted: i64,
    /// How many tables it owns.
    pub(crate) owned: i64,
}

/// What the section would say. What the catalog does not say stays `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SuggestedTenant {
    /// The database that suggests it.
    pub(crate) database: String,
    pub(crate) column: Option<String>,
    pub(crate) column_type: Option<String>,
    pub(crate) setting: Option<String>,
    /// Not there where policies use the setting itself, as it is or in a function that can be looked into.
    pub(crate) expression: Option<String>,
    /// What the setting is for a tenant, where that is a document.
    pub(crate) value: Option<String>,
    pub(crate) app_role: Option<String>,
    /// Settings beside it that policies read.
    pub(crate) settings: Vec<String>,
    /// How many tables' policies, or foreign keys, say so.
    pub(crate) tables: usize,
    /// No policy says so: the column is the one by which most tables refer to the same table.
    pub(crate) is_by_keys: bool,
}

impl SuggestedTenant {
    /// The column, and what policies compare it with: the expression, or the setting. `None` where no policy says so.
    pub(crate) fn compared(&self) -> Option<(&str, &str)> {
        Some((self.column.as_deref()?, self.expression.as_deref().or(self.setting.as_deref())?))
    }
}

/// What the catalog says about tenants, by itself.
pub(crate) fn suggest(facts: &Facts, candidates: &[Candidate]) -> SuggestedTenant {
    let mut suggested = SuggestedTenant {
        database: facts.database.clone(),
        app_role: app_role(facts, candidates),
        ..SuggestedTenant::default()
    };
    let library = &facts.library;
    let tied: Vec<(&Relation, i16, Expr)> = facts
        .relations
        .iter()
        .filter(|table| table.row_security && !table.is_partition)
        .flat_map(|table| {
            let own = facts.policies_of(table.oid).filter(|policy| policy.permissive);
            own.flat_map(|policy| ties(policy, library, true))
                .map(move |(number, form)| (table, number, form))
        })
        .collect();
    let by_name =
        count(tied.iter().map(|(table, number, _)| (library.column_name(table.oid, *number), table.oid)));
    let Some((column, tables)) = most(by_name, facts) else {
        return by_keys(facts, suggested);
    };
    suggested.tables = tables;
    let of_column =
        tied.iter().filter(|(table, number, _)| library.column_name(table.oid, *number) == column);
    let mut forms: Vec<(&Expr, BTreeSet<u32>)> = Vec::new();
    for (table, number, form) in of_column {
        suggested.column_type = suggested.column_type.take().or_else(|| {
            let kind = library.column(table.oid, *number)?.kind;
            type_name(library.domains.get(&kind).copied().unwrap_or(kind), library)
        });
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, tables)) => {
                tables.insert(table.oid);
            }
            None => forms.push((form, BTreeSet::from([table.oid]))),
        }
    }
    suggested.column = Some(column);
    // The first of those that are equally frequent.
    let best = forms.iter().rev().max_by_key(|(_, tables)| tables.len());
    if let Some((form, _)) = best {
        take_form(form, library, &mut suggested);
    }
    suggested.settings = other_settings(facts, suggested.setting.as_deref());
    suggested
}

/// The role that policies are for, or that was given the most.
fn app_role(facts: &Facts, candidates: &[Candidate]) -> Option<String> {
    let policies = |role: u32| facts.policies.iter().filter(|policy| policy.roles.contains(&role)).count();
    let fit = candidates.iter().filter(|candidate| candidate.owned == 0);
    let ranked = fit.map(|candidate| ((policies(candidate.role), candidate.granted), candidate));
    let used: Vec<_> = ranked.filter(|(rank, _)| *rank != (0, 0)).collect();
    // The first of those with the same rank.
    used.into_iter().rev().max_by_key(|(rank, _)| *rank).map(|(_, candidate)| candidate.name.clone())
}

/// How many tables there are of each name.
fn count(names: impl Iterator<Item = (String, u32)>) -> BTreeMap<String, BTreeSet<u32>> {
    let mut tables: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (name, table) in names {
        tables.entry(name).or_default().insert(table);
    }
    tables
}

/// The name with the most tables; where two have as many, the one that most tables have a column of.
fn most(tables: BTreeMap<String, BTreeSet<u32>>, facts: &Facts) -> Option<(String, usize)> {
    let having = |name: &str| {
        let columns = facts.relations.iter().filter_map(|table| facts.library.columns.get(&table.oid));
        columns.filter(|columns| columns.iter().any(|column| column.name == name)).count()
    };
    let counted = tables.into_iter().rev().map(|(name, tables)| (tables.len(), having(&name), name));
    counted.max_by_key(|(tables, having, _)| (*tables, *having)).map(|(tables, _, name)| (name, tables))
}

/// Where no policy says whose rows are: the column by which most tables refer to the same table.
fn by_keys(facts: &Facts, mut suggested: SuggestedTenant) -> SuggestedTenant {
    let library = &facts.library;
    let mut tables: BTreeMap<(String, u32), BTreeSet<u32>> = BTreeMap::new();
    for tie in &library.ties {
        if let [(own, _)] = tie.pairs.as_slice() {
            let name = library.column_name(tie.table, *own);
            tables.entry((name, tie.target)).or_default().insert(tie.table);
        }
    }
    let most = tables.into_iter().rev().max_by_key(|(_, tables)| tables.len());
    let Some(((column, _), tables)) = most.filter(|(_, tables)| tables.len() > 1) else { return suggested };
    suggested.column_type = tables.first().and_then(|table| {
        let own = library.columns.get(table)?.iter().find(|own| own.name == column)?;
        type_name(own.kind, library)
    });
    suggested.column = Some(column);
    suggested.tables = tables.len();
    suggested.is_by_keys = true;
    suggested.settings = other_settings(facts, None);
    suggested
}

/// How a form reads the setting, and what has to stand in the section for it.
fn take_form(form: &Expr, library: &Library, suggested: &mut SuggestedTenant) {
    let mut keys = Vec::new();
    suggested.setting = path(form, library, &mut keys, 0);
    let is_value = !matches!(form, Expr::Scalar(query) if !query.from.is_empty()) && !library.is_array(form);
    let is_plain = suggested.setting.is_some() && keys.is_empty() && is_value && !has_branches(form, library);
    if !is_plain {
        suggested.expression = spelled(form, library);
    }
    if !keys.is_empty() {
        let is_number = suggested
            .column_type
            .as_deref()
            .is_some_and(|kind| ["smallint", "integer", "bigint", "numeric"].contains(&kind));
        let tenant = if is_number { "{tenant}" } else { "\"{tenant}\"" };
        let quoted = |key: &String| serde_json::Value::from(key.as_str()).to_string();
        let nested =
            keys.iter().fold(tenant.to_owned(), |inner, key| format!("{{{}: {inner}}}", quoted(key)));
        suggested.value = Some(nested);
    }
}

/// The setting that an expression is read from, first of all, and the keys of the document in it: the innermost first where
/// they are nested in the tree.
fn path(expression: &Expr, library: &Library, keys: &mut Vec<String>, depth: usize) -> Option<String> {
    match expression {
        Expr::Relabel { inner, .. } | Expr::Convert { inner, .. } => path(inner, library, keys, depth),
        Expr::NullIf { sides, .. } => path(&sides[0], library, keys, depth),
        Expr::Coalesce(list) => path(list.first()?, library, keys, depth),
        Expr::Scalar(query) => {
            let column = query.columns.first().and_then(|column| path(column, library, keys, depth));
            // Of what a sub-select has to do with the session, its condition says the rest.
            let mut read = readings(expression, library).into_iter().map(|read| read.setting);
            column.or_else(|| read.next_back())
        }
        Expr::Operator { arguments, .. } => {
            let [document, Expr::Constant { value: Some(Constant::Text(key)), .. }] = arguments.as_slice()
            else {
                return None;
            };
            keys.push(key.clone());
            path(document, library, keys, depth)
        }
        Expr::Call { routine, arguments, .. } if library.is_built_in(*routine, "current_setting") => {
            match arguments.first()? {
                Expr::Constant { value: Some(Constant::Text(name)), .. } => Some(name.to_lowercase()),
                _ => None,
            }
        }
        Expr::Call { routine, arguments, .. } if depth < 6 => match &library.routines.get(routine)?.body {
            Some(body) => path(body.columns.first()?, library, keys, depth + 1),
            None if *routine < FIRST_MADE => path(arguments.first()?, library, keys, depth),
            None => None,
        },
        _ => None,
    }
}

/// Whether more than one setting is behind an expression.
fn has_branches(expression: &Expr, library: &Library) -> bool {
    let names: BTreeSet<String> =
        readings(expression, library).into_iter().map(|read| read.setting).collect();
    names.len() > 1
}

/// What else policies read of the session.
fn other_settings(facts: &Facts, setting: Option<&str>) -> Vec<String> {
    let conditions = facts.policies.iter().flat_map(|policy| policy.using.iter().chain(&policy.check));
    let read = conditions.flat_map(|condition| readings(&condition.tree, &facts.library));
    let names: BTreeSet<String> = read.map(|read| read.setting).collect();
    names.into_iter().filter(|name| Some(name.as_str()) != setting).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    fn with(text: &str) -> SuggestedTenant {
        let (mut facts, _) = fixture::without_floor();
        for policy in &mut facts.policies {
            policy.using = Some(fixture::condition(text, policy.table));
            policy.check = None;
        }
        let candidate =
            |role, name: &str, granted, owned| Candidate { role, name: name.to_owned(), granted, owned };
        suggest(
            &facts,
            &[candidate(1, "app", 3, 0), candidate(2, "owner", 3, 3), candidate(3, "reports", 1, 0)],
        )
    }

    #[test]
    fn policies_say_which_column_which_setting_and_which_role() {
        let suggested = with(fixture::CANONICAL);
        assert_eq!(suggested.column.as_deref(), Some("organization_id"));
        assert_eq!(suggested.column_type.as_deref(), Some("uuid"));
        assert_eq!(suggested.setting.as_deref(), Some("app.org"));
        assert_eq!(suggested.expression, None);
        assert_eq!(suggested.app_role.as_deref(), Some("app"));
        assert!(!suggested.is_by_keys);
    }

    #[test]
    fn a_function_that_cannot_be_looked_into_is_the_expression() {
        let suggested = with("(organization_id = current_organization())");
        assert_eq!(suggested.setting, None);
        assert_eq!(suggested.expression.as_deref(), Some("public.current_organization()"));
    }

    #[test]
    fn without_a_policy_that_says_so_the_keys_do() {
        let suggested = with("(state = 'open'::text)");
        assert_eq!(suggested.setting, None);
        assert_eq!((suggested.column, suggested.tables), (None, 0));
    }
}
