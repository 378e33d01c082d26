//! V02: a materialized view over tenant rows.

use super::Rule;
use crate::model::verify::catalog::{Facts, RelationKind};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "V02",
    name: "materialized-view",
    severity: Severity::Error,
    title: "a materialized view holds tenant rows",
    why: "it contains what its owner saw at the last refresh, and it cannot have row-level security: a \
          tenant who may read it reads the rows of all",
    fix: "REVOKE ALL ON m FROM the application role, PUBLIC; and use a table with policies instead",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let kept = facts.relations.iter().filter(|relation| {
        relation.kind == RelationKind::MaterializedView
            && relation.rights.select
            && facts.holds_scoped(relation, scope)
    });
    kept.map(|relation| {
        Hit::new(
            relation.to_string(),
            "it holds tenant rows, the application role may read it, and it cannot have policies",
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
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "countries", RelationKind::Table, &[]);
        fixture::add(&mut facts, 201, "names", RelationKind::MaterializedView, &[200]);
        let tasks = [fixture::TASKS_OID];
        fixture::add(&mut facts, 202, "kept", RelationKind::MaterializedView, &tasks).rights.select = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "asker", RelationKind::View, &[fixture::TASKS_OID]).security_invoker =
            true;
        fixture::add(&mut facts, 201, "kept", RelationKind::MaterializedView, &[200]);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.kept"]);
        assert_eq!(hits[0].fix, "REVOKE ALL ON public.kept FROM app, PUBLIC;");
    }
}
