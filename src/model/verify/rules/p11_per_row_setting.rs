//! P11: a tenant policy that is evaluated for every row.

use super::Rule;
use crate::model::verify::canonical::Form;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P11",
    name: "per-row-setting",
    severity: Severity::Note,
    title: "the setting is read for every row",
    why: "without a sub-select around it, the setting is read and converted for every row that is looked at: \
          sound, and slow where an index does not help",
    fix: "column = (SELECT NULLIF(current_setting('..', true), '')::type)",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let hits = facts.live_policies().filter(|(_, policy)| facts.has_form(policy, Form::EveryRow, scope));
    let what = format!("it reads `{}` for every row", scope.names.setting);
    hits.map(|(table, policy)| policy.to_mend(table, &what, scope)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (facts, scope) = fixture::sound();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.policies.push(fixture::policy(
            "own",
            "(organization_id = (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid)",
        ));
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.own"]);
        assert_eq!(
            hits[0].fix,
            "ALTER POLICY own ON public.tasks USING (organization_id = \
             (SELECT NULLIF(current_setting('app.org', true), '')::uuid));"
        );
    }
}
