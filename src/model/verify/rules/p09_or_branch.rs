//! P09: a policy that is true although the tenant comparison is not.

use super::Rule;
use crate::model::verify::catalog::{Command, Facts, Policy, Relation};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::policy::condition::Condition;
use crate::model::verify::policy::families::BOOLEAN;
use crate::model::verify::policy::readings::loosened;
use crate::model::verify::policy::tree::{Constant, Expr};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P09",
    name: "or-branch",
    severity: Severity::Error,
    title: "a policy holds without the tenant",
    why: "`true`, OR, COALESCE, CASE or a comparison of nulls passes rows that the tenant comparison alone \
          would not: if the setting was never set, a tenant or anyone sees the rows of all tenants, or \
          those without a tenant",
    fix: "compare the tenant column with the setting, combined with other conditions only by AND; put rows \
          for everyone in a separate table",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let policies =
        facts.live_policies().filter(|(table, policy)| policy.permissive && facts.is_judged(table, scope));
    policies
        .filter_map(|(table, policy)| {
            let open = facts.opened_by(table, policy, scope);
            if open.is_empty() {
                return compares_nulls(facts, table, policy, scope);
            }
            let deciding = open.iter().flat_map(|command| policy.deciding(*command));
            let what = deciding
                .filter(|condition| !facts.keeps_rows(policy, condition, scope))
                .find_map(|condition| says(facts, table, condition, scope))?;
            Some(Hit::new(
                format!("{}.{}", table, policy.name),
                format!("it opens {}: {what}", commands(&open)),
                policy.made_sound(table, scope),
            ))
        })
        .collect()
}

/// That a policy compares nulls, which hurts as soon as the column may have some.
fn compares_nulls(facts: &Facts, table: &Relation, policy: &Policy, scope: &Scope) -> Option<Hit> {
    let column = table.tenant.as_ref()?.number;
    let setting = scope.names.setting.to_lowercase();
    let word = "IS DISTINCT FROM";
    let compares = policy
        .using
        .as_ref()
        .is_some_and(|using| loosened(&using.tree, Some(column), &setting, &facts.library) == Some(word));
    let has_floor = facts.has_floor(table, Command::Select, scope);
    (compares && !has_floor).then(|| {
        let what = format!(
            "{word} in it would pass the rows without a tenant, if `{}` could be NULL",
            scope.names.column
        );
        Hit::new(format!("{}.{}", table, policy.name), what, policy.made_sound(table, scope))
            .with_severity(Severity::Note)
    })
}

/// Which rows a condition passes without the tenant.
fn says(facts: &Facts, table: &Relation, condition: &Condition, scope: &Scope) -> Option<String> {
    let always = Expr::Constant { value: Some(Constant::Boolean(true)), kind: BOOLEAN };
    if condition.tree == always {
        return Some("it is `true`, so every tenant gets the rows of all".to_owned());
    }
    let column = table.tenant.as_ref().map(|column| column.number);
    let setting = scope.names.setting.to_lowercase();
    let word = loosened(&condition.tree, column, &setting, &facts.library)?;
    let gives = match word {
        "IS DISTINCT FROM" | "IS NULL" => "the rows without a tenant",
        _ => "the rows of every tenant",
    };
    Some(format!("{word} in it can pass {gives} if `{}` is not set", scope.names.setting))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::without_floor();
        for (name, expression) in [
            ("living", format!("({} AND (gone IS NULL))", fixture::CANONICAL)),
            (
                "by_function",
                "((organization_id = current_organization()) AND ((a = 1) OR (b = 2)))".to_owned(),
            ),
        ] {
            facts.policies.push(fixture::policy(name, &expression));
        }
        // A column that is never NULL has no rows without a tenant.
        let without = format!("({} OR (organization_id IS NULL))", fixture::CANONICAL);
        facts.policies.push(fixture::policy("without", &without));
        assert_eq!(check(&facts, &scope), []);
        let (mut facts, scope) = fixture::sound();
        facts.policies.push(fixture::policy("loose", "true"));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        for (expression, word) in [
            ("true".to_owned(), "`true`"),
            (format!("({} OR (organization_id IS NULL))", fixture::CANONICAL), "OR in it"),
            (
                "(organization_id = COALESCE(current_organization(), organization_id))".to_owned(),
                "COALESCE in it",
            ),
            (
                "(NOT (organization_id IS DISTINCT FROM current_organization()))".to_owned(),
                "IS DISTINCT FROM in it",
            ),
            ("((organization_id IS NULL) AND (a = 1))".to_owned(), "IS NULL in it"),
        ] {
            let (mut facts, scope) = fixture::without_floor();
            fixture::tenant_may_be_absent(&mut facts);
            facts.policies.push(fixture::policy("loose", &expression));
            let hits = check(&facts, &scope);
            assert_eq!(fixture::objects(&hits), ["public.tasks.loose"], "{expression}");
            assert!(hits[0].what.contains(word), "{}", hits[0].what);
        }
    }
}
