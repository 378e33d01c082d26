//! F05: a rewrite rule on a tenant table, or that leads to one.

use super::Rule;
use crate::model::verify::catalog::{Facts, Relation, Rights};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F05",
    name: "rewrite-rule",
    severity: Severity::Warning,
    title: "a rewrite rule acts on tenant rows",
    why: "statements that a rule adds or substitutes run with the privileges of the owner of its table or \
          view, whatever security_invoker says, and the policies for that role apply, not those for the \
          application: a tenant who writes one row may write rows of other tenants elsewhere",
    fix: "DROP RULE r ON t; use a trigger whose function is SECURITY INVOKER instead",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let mut hits = Vec::new();
    for rewrite in &facts.rewrites {
        let Some(table) = facts.relation(rewrite.relation) else { continue };
        let is_scoped = table.is_table() && facts.is_scoped(table, scope);
        if !is_scoped && !leads_to_tenants(facts, table, scope) {
            continue;
        }
        hits.push(Hit::new(
            format!("{}.{}", table, rewrite.name),
            format!("its statements run with the privileges of `{}`", facts.role_shown(table.owner)),
            format!("DROP RULE {} ON {};", sql::ident(&rewrite.name), sql::relation(table)),
        ));
    }
    hits
}

/// Whether a write to a view, or to a table without tenant rows, ends at tenant rows.
fn leads_to_tenants(facts: &Facts, relation: &Relation, scope: &Scope) -> bool {
    Rights { select: false, ..relation.rights }.reach_rows()
        && facts
            .referred(relation.oid)
            .filter_map(|target| facts.relation(target))
            .any(|target| facts.holds_scoped(target, scope))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{RelationKind, Rewrite};
    use crate::model::verify::fixture;

    #[test]
    fn a_rule_that_leads_to_no_tenant_is_right() {
        let (mut facts, scope) = fixture::sound();
        fixture::add(&mut facts, 200, "countries", RelationKind::Table, &[]);
        facts.rewrites = vec![Rewrite { name: "copy".to_owned(), relation: 200 }];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn a_rule_of_a_table_of_tenants_counts() {
        let (mut facts, scope) = fixture::sound();
        facts.rewrites = vec![Rewrite { name: "Copy".to_owned(), relation: fixture::TASKS_OID }];
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.Copy"]);
        assert_eq!(hits[0].fix, "DROP RULE \"Copy\" ON public.tasks;");
    }

    #[test]
    fn a_rule_of_a_view_counts_where_a_write_ends_at_tenants_rows() {
        let (mut facts, scope) = fixture::sound();
        let view = fixture::add(&mut facts, 200, "asking", RelationKind::View, &[fixture::TASKS_OID]);
        view.security_invoker = true;
        facts.rewrites = vec![Rewrite { name: "removes".to_owned(), relation: 200 }];
        assert_eq!(check(&facts, &scope), []);
        facts.relations.last_mut().unwrap().rights.delete = true;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.asking.removes"]);
    }
}
