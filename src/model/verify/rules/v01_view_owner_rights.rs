//! V01: a view that reads tenant rows as its owner.

use super::Rule;
use crate::model::verify::catalog::{Facts, Relation, RelationKind};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "V01",
    name: "view-owner-rights",
    severity: Severity::Error,
    title: "a view over tenant rows has no security_invoker",
    why: "the view reads and writes with its owner's privileges, and the policies for its owner apply. If \
          they do not bind the owner, the view shows every tenant the rows of all, and lets it change them \
          if the view is updatable; if they do, nothing guarantees what holds after the next change of \
          owner, attribute or policy",
    fix: "ALTER VIEW v SET (security_invoker = true), from PostgreSQL 15 on",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let open = facts
        .relations
        .iter()
        .filter(|view| view.kind == RelationKind::View && !view.security_invoker && view.rights.reach_rows());
    open.filter_map(|view| {
        let read = facts.read_as_owner(view, scope);
        let (bound, bound_owner) = read.first()?;
        let unbound = read.iter().find(|(relation, owner)| facts.is_exempt(*owner, relation));
        let fix = fix(facts, view);
        Some(if let Some((relation, owner)) = unbound {
            let owner = facts.role_shown(*owner);
            let what = format!("it reads `{relation}` as `{owner}`, whom no policy there binds");
            Hit::new(view.to_string(), what, fix)
        } else {
            let owner = facts.role_shown(*bound_owner);
            let what = format!("it reads `{bound}` as `{owner}`, under the policies for that role");
            // It is one ALTER away from showing all, and shows none today.
            let is_own = facts.is_view_of_tenant(view, scope);
            let severity = if is_own { Severity::Note } else { Severity::Warning };
            Hit::new(view.to_string(), what, fix).with_severity(severity)
        })
    })
    .collect()
}

/// Before PostgreSQL 15 a view cannot run as its caller.
fn fix(facts: &Facts, view: &Relation) -> String {
    if facts.version >= 150_000 {
        format!("ALTER VIEW {} SET (security_invoker = true);", sql::relation(view))
    } else {
        facts.revoke("ALL", view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        let tasks = [fixture::TASKS_OID];
        fixture::add(&mut facts, 200, "asker", RelationKind::View, &tasks).security_invoker = true;
        fixture::add(&mut facts, 201, "countries", RelationKind::Table, &[]);
        fixture::add(&mut facts, 202, "names", RelationKind::View, &[201, 200]);
        fixture::add(&mut facts, 203, "inner", RelationKind::View, &tasks).rights.select = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "lower", RelationKind::View, &[fixture::TASKS_OID]).rights.select =
            false;
        fixture::add(&mut facts, 201, "upper", RelationKind::View, &[200]);
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.upper"]);
        assert_eq!(fixture::severities(&hits), [Some(Severity::Warning)]);
        facts.relations[fixture::TASKS].forces_row_security = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::severities(&hits), [None]);
        assert_eq!(hits[0].fix, "ALTER VIEW public.upper SET (security_invoker = true);");
        facts.relations[fixture::TASKS].forces_row_security = true;
        facts.roles[fixture::OWNER].bypasses_row_security = true;
        facts.version = 140_022;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::severities(&hits), [None]);
        assert_eq!(hits[0].fix, "REVOKE ALL ON public.upper FROM app, PUBLIC;");
    }

    #[test]
    fn err_over_a_materialized_view() {
        let (mut facts, scope) = fixture::sound();
        let tasks = [fixture::TASKS_OID];
        fixture::add(&mut facts, 200, "kept", RelationKind::MaterializedView, &tasks).rights.select = false;
        fixture::add(&mut facts, 201, "upper", RelationKind::View, &[200]);
        assert_eq!(fixture::severities(&check(&facts, &scope)), [None]);
    }
}
