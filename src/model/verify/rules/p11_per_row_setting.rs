//! P11: a tenant policy that is evaluated for every row.

use super::Rule;
use crate::model::verify::catalog::{Command, Facts};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P11",
    name: "per-row-setting",
    severity: Severity::Note,
    title: "the setting is read for every row",
    why: "without a subselect around it, the setting is read and converted for every row examined: \
          correct, but slow where an index does not help",
    fix: "column = (SELECT NULLIF(current_setting('..', true), '')::type)",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let setting = scope.names.setting.to_lowercase();
    let hits = facts.live_policies().filter(|(_, policy)| {
        if !facts.keeps(policy, Command::All, scope) {
            return false;
        }
        let mut readings = facts.readings(policy).into_iter().filter(|reading| reading.setting == setting);
        // What is wrong with them otherwise is fixed by the same statement.
        readings.clone().any(|reading| reading.is_per_row)
            && readings.all(|reading| !reading.is_strict && !reading.is_bare)
    });
    let what = format!("it reads `{}` for every row", scope.names.setting);
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
