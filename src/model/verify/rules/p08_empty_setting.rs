//! P08: a policy that takes an empty setting for a tenant.

use super::Rule;
use crate::model::verify::canonical::Form;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P08",
    name: "empty-setting",
    severity: Severity::Warning,
    title: "an empty setting is taken for a tenant",
    why: "a setting that was made with SET LOCAL is empty after the transaction, not absent. Without NULLIF \
          the comparison then fails with 22P02, or, where the column is a text, holds for rows whose tenant \
          is the empty text",
    fix: "NULLIF(current_setting('..', true), '')",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let hits = facts.live_policies().filter(|(_, policy)| facts.has_form(policy, Form::NoNullif, scope));
    let what = format!("it takes `{}` for a tenant where that is empty", scope.names.setting);
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
            "((organization_id = (current_setting('app.org'::text, true))::uuid) AND (gone IS NULL))",
        ));
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.own"]);
        assert_eq!(
            hits[0].fix,
            "ALTER POLICY own ON public.tasks USING ((organization_id = \
             (SELECT NULLIF(current_setting('app.org', true), '')::uuid)) AND (gone IS NULL));"
        );
    }
}
