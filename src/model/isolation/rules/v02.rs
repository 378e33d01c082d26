//! V02: a materialized view over tenant rows.

use super::Rule;
use crate::model::isolation::facts::{Facts, RelationKind};
use crate::model::isolation::finding::{Hit, Severity};
use crate::model::isolation::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "V02",
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
            relation.shown(),
            "it holds tenant rows, the application role may read it, and it cannot have policies",
            facts.revoke("ALL", relation),
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::isolation::sample;

    #[test]
    fn ok() {
        let (mut facts, scope) = sample::sound();
        sample::add(&mut facts, 200, "countries", RelationKind::Table, &[]);
        sample::add(&mut facts, 201, "names", RelationKind::MaterializedView, &[200]);
        let tasks = [sample::TASKS_OID];
        sample::add(&mut facts, 202, "kept", RelationKind::MaterializedView, &tasks).rights.select = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = sample::sound();
        sample::add(&mut facts, 200, "asker", RelationKind::View, &[sample::TASKS_OID]).security_invoker =
            true;
        sample::add(&mut facts, 201, "kept", RelationKind::MaterializedView, &[200]);
        let hits = check(&facts, &scope);
        assert_eq!(sample::objects(&hits), ["public.kept"]);
        assert_eq!(hits[0].fix, "REVOKE ALL ON public.kept FROM app, PUBLIC;");
    }
}
