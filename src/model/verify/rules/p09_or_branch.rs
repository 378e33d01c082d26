//! P09: a policy that is true although the tenant comparison is not.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::expression::{asks_null, conjuncts, loosened};
use crate::model::verify::finding::{Hit, Severity};
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
        facts.live_policies().filter(|(table, policy)| policy.permissive && facts.is_scoped(table, scope));
    policies
        .filter_map(|(table, policy)| {
            let open = facts.opened_by(table, policy, scope);
            let deciding = open.iter().flat_map(|command| policy.deciding(*command));
            let what = deciding
                .filter(|expression| !facts.keeps_rows(policy, expression, scope))
                .find_map(|expression| says(expression, scope))?;
            Some(Hit::new(
                format!("{}.{}", table, policy.name),
                format!("it opens {}: {what}", commands(&open)),
                policy.made_sound(table, scope),
            ))
        })
        .collect()
}

/// Which rows an expression passes without the tenant.
fn says(expression: &str, scope: &Scope) -> Option<String> {
    if expression == "true" {
        return Some("it is `true`, so every tenant gets the rows of all".to_owned());
    }
    let setting = format!("'{}'", scope.names.setting);
    let is_about_tenant = |part: &String| part.contains(&scope.names.column) || part.contains(&setting);
    let parts = conjuncts(expression);
    // A part combined with the comparison by AND only removes rows.
    let about: Vec<&String> = parts.iter().filter(|part| is_about_tenant(part)).collect();
    let about = if about.is_empty() { parts.iter().collect() } else { about };
    let mut words =
        about.into_iter().map(|part| loosened(part).or_else(|| asks_null(part).then_some("IS NULL")));
    let word = words.try_fold("", |_, word| word).filter(|word| !word.is_empty())?;
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
            facts.policies.push(fixture::policy("loose", &expression));
            let hits = check(&facts, &scope);
            assert_eq!(fixture::objects(&hits), ["public.tasks.loose"], "{expression}");
            assert!(hits[0].what.contains(word), "{}", hits[0].what);
        }
    }
}
