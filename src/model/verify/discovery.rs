//! The form in which policies read the tenant, found by themselves where most of them agree on one.

use super::catalog::{Facts, Policy, Relation};
use super::policy::library::{FIRST_MADE, Library};
use super::policy::readings::{has, readings};
use super::policy::tree::Expr;

/// What most tables' policies compare the tenant column with, where that says who is at work: settings and what is read out of
/// them, or a function that nobody can look into. `None` where they do not agree.
pub(crate) fn agreed(facts: &Facts) -> Option<Expr> {
    let tables: Vec<&Relation> =
        facts.relations.iter().filter(|table| table.tenant.is_some() && table.row_security).collect();
    let forms: Vec<Vec<Expr>> =
        tables.iter().map(|table| compared(facts, table)).filter(|forms| !forms.is_empty()).collect();
    let count = |form: &Expr| forms.iter().filter(|list| list.contains(form)).count();
    let best = forms.iter().flatten().max_by_key(|form| count(form))?;
    (count(best) * 2 > forms.len()).then(|| best.clone())
}

/// What the policies of a table compare its tenant column with, as far as that may be the session's tenant.
fn compared(facts: &Facts, table: &Relation) -> Vec<Expr> {
    let Some(tenant) = &table.tenant else { return Vec::new() };
    let compared = comparisons(facts, table.oid, |policy| policy.applies);
    compared.into_iter().filter(|(number, _)| *number == tenant.number).map(|(_, form)| form).collect()
}

/// Which columns the permissive policies of a table compare with what says who is at work, whoever they are for: the number
/// of the column, and what it is compared with.
pub(crate) fn compared_with_session(facts: &Facts, table: u32) -> Vec<(i16, Expr)> {
    comparisons(facts, table, |_| true)
}

fn comparisons(facts: &Facts, table: u32, counts: impl Fn(&Policy) -> bool) -> Vec<(i16, Expr)> {
    let permissive = facts.policies_of(table).filter(|policy: &&Policy| policy.permissive && counts(policy));
    let conditions = permissive.flat_map(|policy| policy.using.iter().chain(&policy.check));
    let mut forms = Vec::new();
    for condition in conditions {
        let parts = match &condition.tree {
            Expr::All(parts) => parts.as_slice(),
            whole => std::slice::from_ref(whole),
        };
        for part in parts {
            let Expr::Operator { operator, arguments, collation, .. } = part else { continue };
            let ([left, right], true) =
                (arguments.as_slice(), facts.library.is_identity(*operator, *collation))
            else {
                continue;
            };
            let column = |side: &Expr| match bare(side) {
                Expr::Column { up: 0, item: 1, number, .. } => Some(*number),
                _ => None,
            };
            let (number, form) = match (column(left), column(right)) {
                (Some(number), None) => (number, bare(right)),
                (None, Some(number)) => (number, bare(left)),
                _ => continue,
            };
            if is_of_session(form, &facts.library) {
                forms.push((number, form.clone()));
            }
        }
    }
    forms
}

/// Without a sub-select around it, or a cast that changes nothing.
fn bare(expression: &Expr) -> &Expr {
    match expression {
        Expr::Relabel { inner, .. } => bare(inner),
        Expr::Scalar(query) => match query.columns.as_slice() {
            [only] if query.from.is_empty() && query.condition.is_none() && query.combined.is_none() => {
                bare(only)
            }
            _ => expression,
        },
        _ => expression,
    }
}

/// Whether an expression says who is at work, and computes nothing with it.
fn is_of_session(expression: &Expr, library: &Library) -> bool {
    const READING: [&str; 4] = ["->", "->>", "#>", "#>>"];
    let is_made =
        |expression: &Expr| matches!(expression, Expr::Call { routine, .. } if *routine >= FIRST_MADE);
    let computes = |expression: &Expr| match expression {
        Expr::Operator { operator, .. } => library
            .operators
            .get(operator)
            .is_none_or(|known| *operator >= FIRST_MADE || !READING.contains(&known.name.as_str())),
        Expr::Call { routine, .. } => {
            *routine < FIRST_MADE && !library.is_built_in(*routine, "current_setting")
        }
        Expr::Convert { .. } | Expr::Relabel { .. } | Expr::NullIf { .. } | Expr::Constant { .. } => false,
        _ => true,
    };
    !has(expression, &computes) && (!readings(expression, library).is_empty() || has(expression, &is_made))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn what_most_tables_agree_on_is_the_tenant() {
        let (mut facts, scope) = fixture::without_floor();
        let by_function = "(organization_id = current_organization())";
        for policy in &mut facts.policies {
            policy.using = Some(fixture::condition(by_function, policy.table));
            policy.check = None;
        }
        assert!(matches!(agreed(&facts), Some(Expr::Call { routine: 20_500, .. })));
        let table = facts.relation(fixture::TASKS_OID).unwrap().clone();
        let own = fixture::condition(by_function, fixture::TASKS_OID);
        assert_eq!(facts.implied(&table, &own, &scope, false), Ok(()));
        // A policy that asks for the setting itself, as it is configured, settles it.
        facts.policies[0].using = Some(fixture::condition(fixture::CANONICAL, fixture::ORGANIZATIONS_OID));
        assert!(facts.implied(&table, &own, &scope, false).is_err());
    }

    #[test]
    fn a_constant_or_a_column_is_nobody() {
        let (mut facts, _) = fixture::without_floor();
        for text in [
            "(organization_id = '453c0c41-6f62-416a-8cb1-ecf8c426d60b'::uuid)",
            "(organization_id = task_id)",
        ] {
            for policy in &mut facts.policies {
                policy.using = Some(fixture::condition(text, policy.table));
                policy.check = None;
            }
            assert_eq!(agreed(&facts), None, "{text}");
        }
    }
}
