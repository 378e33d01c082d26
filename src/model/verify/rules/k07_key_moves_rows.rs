//! K07: a foreign key that changes whose a row is.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

pub(super) const RULE: Rule = Rule {
    id: "K07",
    name: "key-moves-rows",
    severity: Severity::Error,
    title: "a foreign key sets the tenant to its default",
    why: "SET DEFAULT of a key that has the tenant column gives the rows of one tenant to the one of the default, when what \
          they refer to is deleted; no policy is asked",
    fix: "ON DELETE SET NULL (the columns beside the tenant), or RESTRICT",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let moving = facts.foreign_keys.iter().filter(|key| key.moves_tenant);
    moving
        .filter_map(|key| {
            let table = facts.relation(key.table)?;
            let target = facts.relation(key.target)?;
            Some(Hit::new(
                format!("{table}.{}", key.name),
                format!(
                    "a change of `{target}` sets `{}` of the rows that refer to it to its default",
                    scope.names.column
                ),
                format!(
                    "let `{}` of `{table}` set only the columns beside `{}`",
                    key.name, scope.names.column
                ),
            ))
        })
        .collect()
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
        facts.foreign_keys[0].moves_tenant = true;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.tasks.tasks_organization_fkey"]);
    }
}
