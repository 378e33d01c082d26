//! F03: a function that depends on a setting and says that it depends on nothing.

use std::collections::BTreeSet;

use super::Rule;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;

pub(super) const RULE: Rule = Rule {
    id: "F03",
    name: "volatile-setting",
    severity: Severity::Error,
    title: "an IMMUTABLE function reads a setting",
    why: "the server computes the result of such a function once, when it plans, and keeps it in the plan: a \
          statement that was prepared while one tenant was set gives that tenant's rows to the next one on the \
          same connection",
    fix: "ALTER FUNCTION f(..) STABLE",
    check,
};

fn check(facts: &Facts, _scope: &Scope) -> Vec<Hit> {
    let readers = readers(facts);
    let folded =
        facts.functions.iter().filter(|function| function.immutable && readers.contains(&function.oid));
    folded
        .map(|function| {
            Hit::new(
                &function.name,
                "it is IMMUTABLE and reads a setting, so kept plans keep a tenant",
                format!("ALTER FUNCTION {} STABLE;", sql::function(&function.name)),
            )
        })
        .collect()
}

/// The functions that read a setting, themselves or by calling one that does.
fn readers(facts: &Facts) -> BTreeSet<u32> {
    let mut readers = BTreeSet::new();
    let mut names = vec!["current_setting".to_owned()];
    while let Some(name) = names.pop() {
        for function in facts.functions.iter().filter(|function| calls(&function.body, &name)) {
            if readers.insert(function.oid) {
                let shown = function.name.split('(').next().unwrap_or_default();
                names.push(shown.rsplit('.').next().unwrap_or_default().to_ascii_lowercase());
            }
        }
    }
    readers
}

/// Whether a source calls a function of this name.
fn calls(body: &str, name: &str) -> bool {
    let body = body.to_ascii_lowercase();
    body.match_indices(name).any(|(at, _)| {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        !body[..at].ends_with(is_part)
            && body[at + name.len()..].trim_start_matches('"').trim_start().starts_with('(')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn a_function_that_says_it_depends_on_settings_is_right() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![fixture::function("public.org()"), fixture::function("public.one()")];
        facts.functions[0].body = "SELECT current_setting('app.org', true)::uuid".to_owned();
        facts.functions[1].oid = 501;
        facts.functions[1].immutable = true;
        facts.functions[1].body = "SELECT my_org(), org_of(1), org".to_owned();
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn an_immutable_function_reads_a_setting_itself_or_through_another() {
        let (mut facts, scope) = fixture::sound();
        facts.functions = vec![fixture::function("public.org()"), fixture::function("public.\"Mine\"()")];
        facts.functions[0].body = "SELECT CURRENT_SETTING('app.org', true)::uuid".to_owned();
        facts.functions[0].immutable = true;
        facts.functions[1].oid = 501;
        facts.functions[1].immutable = true;
        facts.functions[1].body = "SELECT public.\"org\" ()".to_owned();
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.org()", "public.\"Mine\"()"]);
    }
}
