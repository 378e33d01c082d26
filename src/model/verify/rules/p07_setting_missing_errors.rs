//! P07: a policy that fails if the setting was never set.

use super::Rule;
use crate::model::sql::quote::Constant;
use crate::model::verify::catalog::{Command, Facts};
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
    let strict = format!("current_setting({}::text)", Constant(&scope.names.setting));
    let hits = facts.live_policies().filter(|(_, policy)| {
        policy.deciding(Command::All).iter().any(|expression| expression.contains(&strict))
    });
    let what = format!("it fails where `{}` was never set", scope.names.setting);
    hits.map(|(table, policy)| policy.to_fix(table, &what, scope)).collect()
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
