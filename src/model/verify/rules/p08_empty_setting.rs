//! P08: a policy that treats an empty setting as a tenant.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P08",
    name: "empty-setting",
    severity: Severity::Warning,
    title: "an empty setting is treated as a tenant",
    why: "a setting made with SET LOCAL is empty after the transaction, not absent. Without NULLIF the \
          comparison then fails with 22P02 or, for a text column, matches rows whose tenant is the empty \
          string",
    fix: "NULLIF(current_setting('..', true), '')",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let setting = scope.names.setting.to_lowercase();
    let hits = facts.live_policies().filter(|(_, policy)| {
        let mut readings = facts.readings(policy).into_iter();
        // Where it must be there, that is the worse of the two.
        readings.any(|reading| reading.setting == setting && reading.is_bare && !reading.is_strict)
    });
    let what = format!("it treats an empty `{}` as a tenant", scope.names.setting);
    hits.map(|(table, policy)| facts.to_fix(table, policy, &what, scope)).collect()
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
