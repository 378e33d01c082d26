//! V03: a foreign table that the application can access.

use super::Rule;
use crate::model::verify::catalog::{Facts, RelationKind};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "V03",
    name: "foreign-table",
    severity: Severity::Warning,
    title: "the application role can access a foreign table",
    why: "it cannot have row-level security, and the other server sees the role of the user mapping, not \
          the tenant: if it holds tenant rows, every tenant can access all of them",
    fix: "REVOKE ALL ON f FROM the application role, PUBLIC; or declare the table global",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let reached = facts.relations.iter().filter(|relation| {
        relation.kind == RelationKind::Foreign
            && relation.rights.reach_rows()
            && !scope.is_global(&relation.to_string())
    });
    reached
        .map(|relation| {
            Hit::new(
                relation.to_string(),
                "the application role has privileges on it, and it cannot have policies",
                facts.revoke("ALL", relation),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, mut scope) = fixture::sound();
        fixture::add(&mut facts, 200, "hidden", RelationKind::Foreign, &[]).rights.select = false;
        fixture::add(&mut facts, 201, "rates", RelationKind::Foreign, &[]);
        scope.global.push(fixture::global("rates"));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "order", RelationKind::Foreign, &[]);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.order"]);
        assert_eq!(hits[0].fix, "REVOKE ALL ON public.\"order\" FROM app, PUBLIC;");
    }
}
