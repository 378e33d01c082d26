//! P07: a policy that fails where the setting was never made.

use super::Rule;
use crate::model::verify::catalog::{Command, Facts};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "P07",
    name: "setting-missing-errors",
    severity: Severity::Warning,
    title: "a setting that was never made is an error",
    why: "current_setting without `true` raises an error on a connection that never had the setting. Whether \
          a connection had it depends on what ran there before, so the same statement fails and does not \
          fail behind a pooler; and somebody catches the error",
    fix: "current_setting('..', true), with NULLIF around it",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let strict = format!("current_setting('{}'::text)", scope.names.setting.replace('\'', "''"));
    let hits = facts.live_policies().filter(|(_, policy)| {
        policy.deciding(Command::All).iter().any(|expression| expression.contains(&strict))
    });
    let what = format!("it fails where `{}` was never set", scope.names.setting);
    hits.map(|(table, policy)| policy.to_mend(table, &what, scope)).collect()
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
        facts
            .policies
            .push(fixture::policy("own", "(owner_of(id) = (current_setting('app.org'::text))::uuid)"));
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks.own"]);
        assert_eq!(
            hits[0].fix,
            "ALTER POLICY own ON public.tasks USING (owner_of(id) = \
             (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid);"
        );
    }
}
