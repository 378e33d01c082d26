//! P06: a restrictive policy that does not cover all commands or roles.

use super::Rule;
use crate::model::verify::catalog::{Facts, Policy, Relation};
use crate::model::verify::expression::inside;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::remedy::commands;
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "P06",
    name: "restrictive-holes",
    severity: Severity::Error,
    title: "the restrictive policy has gaps",
    why: "a restrictive policy keeps rows within the tenant whatever the permissive ones allow, but only \
          for its own commands and roles. Where it does not apply and a permissive policy is loose, a \
          tenant writes the rows of all: DELETE needs no SELECT if it reads no column",
    fix: "one restrictive policy FOR ALL TO PUBLIC on the table",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let floors = facts.policies.iter().filter_map(|policy| {
        let table = facts.relation(policy.table).filter(|table| table.row_security)?;
        let is_floor = !policy.permissive && facts.keeps(policy, policy.command, scope);
        (is_floor && facts.is_scoped(table, scope)).then_some((table, policy))
    });
    floors
        .filter_map(|(table, policy)| {
            let mut holes = facts.unbounded(table, scope);
            holes.retain(|command| !policy.applies || !policy.is_about(*command));
            let what = if policy.applies {
                format!(
                    "it covers only {}, and nothing keeps {} within the tenant",
                    policy.command.as_str(),
                    commands(&holes)
                )
            } else {
                format!(
                    "it does not apply to `{}`, and nothing else keeps {} within the tenant",
                    scope.app_role,
                    commands(&holes)
                )
            };
            (!holes.is_empty()).then(|| {
                Hit::new(format!("{}.{}", table, policy.name), what, fix(facts, table, policy, scope))
            })
        })
        .collect()
}

fn fix(facts: &Facts, table: &Relation, policy: &Policy, scope: &Scope) -> String {
    let expression = policy
        .deciding(policy.command)
        .first()
        .map_or_else(String::new, |condition| facts.fixed(table, &condition.text, scope));
    let expression = inside(&expression).unwrap_or(&expression);
    format!(
        "CREATE POLICY {} ON {} AS RESTRICTIVE FOR ALL TO PUBLIC USING ({expression}) \
         WITH CHECK ({expression});",
        ident(&format!("{}_for_all", policy.name)),
        table.sql()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Command, Rights};
    use crate::model::verify::fixture;

    /// A floor, and a permissive policy that is just true.
    fn with_true() -> (Facts, Scope) {
        let (mut facts, scope) = fixture::sound();
        facts.policies.push(fixture::policy("loose", "true"));
        (facts, scope)
    }

    #[test]
    fn ok() {
        let (facts, scope) = with_true();
        assert_eq!(check(&facts, &scope), []);
        // A floor of one command is enough where nothing else is granted.
        let (mut facts, scope) = with_true();
        facts.policies[3].command = Command::Select;
        facts.relations[fixture::TASKS].rights = Rights { select: true, ..Rights::default() };
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = with_true();
        facts.policies[3].command = Command::Select;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.tenant_floor"]);
        assert_eq!(
            hits[0].what,
            "it covers only SELECT, and nothing keeps INSERT, UPDATE, DELETE within the tenant"
        );
        assert!(
            hits[0]
                .fix
                .starts_with("CREATE POLICY tenant_floor_for_all ON public.tasks AS RESTRICTIVE FOR ALL")
        );

        let (mut facts, scope) = with_true();
        facts.policies[3].applies = false;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.tenant_floor"]);
    }
}
