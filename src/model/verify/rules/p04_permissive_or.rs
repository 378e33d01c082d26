//! P04: several permissive policies for one command, not all known to be limited to the tenant.

use super::Rule;
use crate::model::verify::catalog::{Facts, Policy};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P04",
    name: "permissive-or",
    severity: Severity::Warning,
    title: "several permissive policies and no restrictive one",
    why: "permissive policies are combined with OR: the loosest decides. Each of them may look correct by \
          itself, and the next one that somebody adds opens the table",
    fix: "one permissive policy per command, and a restrictive policy on the table, which no permissive \
          one can undo",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let tables = facts
        .relations
        .iter()
        .filter(|table| table.is_table() && table.row_security && facts.is_scoped(table, scope));
    tables
        .filter_map(|table| {
            let mut several = facts.unbounded(table, scope);
            several.retain(|command| facts.letting(table, *command).count() > 1);
            let mut letting: Vec<&Policy> =
                several.iter().flat_map(|command| facts.letting(table, *command)).collect();
            letting.sort_by_key(|policy| policy.oid);
            letting.dedup_by_key(|policy| policy.oid);
            let names: Vec<String> = letting.iter().map(|policy| format!("`{}`", policy.name)).collect();
            let loose = letting
                .iter()
                .filter(|policy| {
                    several
                        .iter()
                        .any(|command| policy.is_about(*command) && !facts.keeps(policy, *command, scope))
                })
                .map(|policy| policy.made_sound(table, scope));
            (!several.is_empty()).then(|| {
                Hit::new(
                    table.to_string(),
                    format!(
                        "{} apply to {} together, and not all are limited to the tenant",
                        names.join(", "),
                        commands(&several)
                    ),
                    loose.collect::<Vec<_>>().join(" "),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::Command;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::without_floor();
        facts
            .policies
            .push(fixture::policy("living", &format!("({} AND (gone IS NULL))", fixture::CANONICAL)));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::without_floor();
        facts.policies.push(Policy {
            command: Command::Delete,
            ..fixture::policy("cleaner", "(organization_id = any_organization())")
        });
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks"]);
        assert_eq!(
            hits[0].what,
            "`tenant_isolation`, `cleaner` apply to DELETE together, and not all are limited to the tenant"
        );
        assert!(hits[0].fix.starts_with("ALTER POLICY cleaner ON public.tasks USING ("));
    }
}
