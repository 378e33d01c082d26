//! F08: a function of a policy that the application can change.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F08",
    name: "policy-function-owned",
    severity: Severity::Error,
    title: "the application owns a function that policies call",
    why: "who owns a function may write another body, or declare it IMMUTABLE, so that kept plans keep the tenant for \
          which they were made: the policy then says whatever the application wants",
    fix: "let the owner of the tables own it",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    if facts.is_app_superuser() {
        return Vec::new();
    }
    let owned = facts.functions.iter().filter(|function| {
        facts.role(function.owner).is_some_and(|role| role.is_app || role.app_gets() || role.is_login())
    });
    owned
        .filter_map(|function| {
            let (table, policy) = facts
                .live_policies()
                .find(|(_, policy)| facts.referred(policy.oid).any(|to| to == function.oid))?;
            Some(Hit::new(
                &function.name,
                format!(
                    "`{table}.{}` calls it, and `{}` owns it",
                    policy.name,
                    facts.role_shown(function.owner)
                ),
                format!(
                    "ALTER ROUTINE {} OWNER TO {};",
                    sql::function(&function.name),
                    sql::ident(&facts.role_shown(table.owner))
                ),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::Reference;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![fixture::function("public.current_organization()")];
        facts.references.push(Reference { from: 1010, to: 500 });
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![fixture::function("public.current_organization()")];
        facts.functions[0].owner = facts.roles[fixture::APP].oid;
        assert_eq!(check(&facts, &scope), [], "no policy calls it");
        facts.references.push(Reference { from: 1010, to: 500 });
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.current_organization()"]);
    }
}
