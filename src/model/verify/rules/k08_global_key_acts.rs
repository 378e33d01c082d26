//! K08: a foreign key by which a change of a global table changes tenants' rows.

use super::Rule;
use crate::model::verify::catalog::{Facts, KeyAction};
use crate::model::verify::class::Class;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "K08",
    name: "global-key-acts",
    severity: Severity::Error,
    title: "a change of a global table changes rows of every tenant",
    why: "what a foreign key does with the rows that refer to a changed one is bound by no policy: who may delete a row of a \
          global table deletes the rows of every tenant that refer to it",
    fix: "ON DELETE RESTRICT; or no right to change the global table",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    facts
        .foreign_keys
        .iter()
        .filter_map(|key| {
            let table = facts.relation(key.table).filter(|table| facts.is_scoped(table, scope))?;
            let target = facts.relation(key.target)?;
            let is_open = matches!(facts.class(target, scope), Class::Global | Class::Unknown);
            let by_delete = key.on_delete != KeyAction::Refuse && target.rights.delete;
            let by_update = key.on_update != KeyAction::Refuse && target.rights.update;
            let word = if by_delete { "deletes" } else { "changes" };
            (is_open && (by_delete || by_update)).then(|| {
                Hit::new(
                    format!("{table}.{}", key.name),
                    format!(
                        "where `{}` {word} a row of `{target}`, the rows of every tenant that refer to it change",
                        scope.app_role
                    ),
                    facts.revoke("UPDATE, DELETE", target),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, mut scope) = fixture::sound();
        facts.foreign_keys[0].on_delete = KeyAction::Cascade;
        assert_eq!(check(&facts, &scope), [], "its policies keep the table");
        scope.global.push(fixture::global("organizations"));
        facts.relations[fixture::ORGANIZATIONS].rights.delete = false;
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, mut scope) = fixture::sound();
        facts.foreign_keys[0].on_delete = KeyAction::Cascade;
        scope.global.push(fixture::global("organizations"));
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.tasks_organization_fkey"]);
    }
}
