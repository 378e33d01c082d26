//! V03: a foreign table that the application can access.

use super::Rule;
use crate::model::isolation::facts::{Facts, RelationKind};
use crate::model::isolation::finding::{Hit, Severity};
use crate::model::isolation::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "V03",
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
            && !scope.is_global(&relation.shown())
    });
    reached
        .map(|relation| {
            Hit::new(
                relation.shown(),
                "the application role has privileges on it, and it cannot have policies",
                facts.revoke("ALL", relation),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::isolation::sample;
    use crate::model::isolation::scope::Exemption;

    #[test]
    fn ok() {
        let (mut facts, mut scope) = sample::sound();
        sample::add(&mut facts, 200, "hidden", RelationKind::Foreign, &[]).rights.select = false;
        sample::add(&mut facts, 201, "rates", RelationKind::Foreign, &[]);
        let [rule, object, reason] = ["global", "rates", "of the bank"].map(str::to_owned);
        scope.global = vec![Exemption { rule, object, reason }];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = sample::sound();
        sample::add(&mut facts, 200, "order", RelationKind::Foreign, &[]);
        let hits = check(&facts, &scope);
        assert_eq!(sample::objects(&hits), ["public.order"]);
        assert_eq!(hits[0].fix, "REVOKE ALL ON public.\"order\" FROM app, PUBLIC;");
    }
}
