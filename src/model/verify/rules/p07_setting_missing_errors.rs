//! P07: a policy that fails if the setting was never set.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P07",
    name: "setting-missing-errors",
    severity: Severity::Warning,
    title: "an unset setting is an error",
    why: "current_setting without `true` raises an error on a connection that never had the setting. \
          Whether it had depends on what ran there before, so behind a pooler the same statement sometimes \
          fails; and somebody catches the error",
    fix: "current_setting('..', true), wrapped in NULLIF",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let setting = scope.names.setting.to_lowercase();
    let hits = facts.live_policies().filter(|(_, policy)| {
        facts.readings(policy).iter().any(|reading| reading.setting == setting && reading.is_strict)
    });
    let what = format!("it fails where `{}` was never set", scope.names.setting);
    hits.map(|(table, policy)| facts.to_fix(table, policy, &what, scope)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.policies.push(fixture::policy("other", "(kind = current_setting('app.kind'::text))"));
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.policies.push(fixture::policy("own", "(state = current_setting('app.org'::text))"));
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.own"]);
        assert_eq!(
            hits[0].fix,
            "ALTER POLICY own ON public.tasks USING (state = \
             NULLIF(current_setting('app.org'::text, true), ''::text));"
        );
    }
}
