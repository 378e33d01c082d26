//! F02: a function that claims to leak nothing.

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F02",
    name: "leakproof",
    severity: Severity::Error,
    title: "a function of this database is LEAKPROOF",
    why: "the server may call such a function with a row before it asks the policies about that row: one that \
          raises a notice, fails or keeps what it gets tells a tenant the rows of all. Only a superuser can \
          claim it, and nothing checks it",
    fix: "ALTER FUNCTION f(..) NOT LEAKPROOF",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let leakproof = facts.functions.iter().filter(|function| function.leakproof);
    leakproof
        .map(|function| {
            Hit::new(
                &function.name,
                "it is LEAKPROOF, so it may be called with rows that the policies would hide",
                format!("ALTER FUNCTION {} NOT LEAKPROOF;", sql::function(&function.name)),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![fixture::function("public.same(text, text)")];
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![fixture::function("public.same(text, text)")];
        facts.functions[0].leakproof = true;
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.same(text, text)"]);
    }
}
