//! F07: a function that makes the tenant for longer than the transaction.

use super::Rule;
use crate::model::verify::catalog::{Facts, Function};
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql;
use crate::model::verify::statements::leaves;

pub(super) const RULE: Rule = Rule {
    id: "F07",
    name: "setting-left-behind",
    severity: Severity::Warning,
    title: "a function leaves the tenant set",
    why: "a setting that is made for the session stays when the transaction ends. Behind a pooler the next request on that \
          connection, which says no tenant or fails to, works for the one before. A setting of the function itself \
          makes it work for a fixed tenant",
    fix: "set_config('..', .., true), which ends with the transaction; no SET of such a setting on a function",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let settings = facts.settings_read(scope);
    let reached =
        facts.functions.iter().filter(|function| function.app_may_execute || facts.is_of_trigger(function));
    reached
        .filter_map(|function| {
            let fixed = settings.iter().find(|setting| has_setting(function, setting));
            if let Some(setting) = fixed {
                let fix = format!(
                    "ALTER ROUTINE {} RESET {};",
                    sql::function(&function.name),
                    sql::setting(setting)
                );
                return Some(Hit::new(&function.name, format!("it runs with a `{setting}` of its own"), fix));
            }
            let setting = settings.iter().find(|setting| leaves(&function.body, setting))?;
            Some(Hit::new(
                &function.name,
                format!("`{setting}` stays as it makes it when the transaction ends"),
                "let its set_config have `true` as the last argument, or SET LOCAL",
            ))
        })
        .collect()
}

/// Whether a setting comes with a function.
fn has_setting(function: &Function, setting: &str) -> bool {
    function
        .config
        .iter()
        .filter_map(|config| config.split_once('='))
        .any(|(name, _)| name.eq_ignore_ascii_case(setting))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    fn with(body: &str, config: &[&str]) -> (Facts, Scope) {
        let (mut facts, scope) = fixture::sound();
        let config = config.iter().map(|text| (*text).to_owned()).collect();
        facts.functions =
            vec![Function { body: body.to_owned(), config, ..fixture::function("public.enter(uuid)") }];
        (facts, scope)
    }

    #[test]
    fn ok() {
        let (facts, scope) = with("SELECT set_config('app.org', $1::text, true)", &["search_path=\"\""]);
        assert_eq!(check(&facts, &scope), []);
        let (mut facts, scope) = with("SELECT set_config('app.org', $1::text, false)", &[]);
        facts.functions[0].app_may_execute = false;
        assert_eq!(check(&facts, &scope), [], "nobody calls it");
    }

    #[test]
    fn err() {
        let (facts, scope) = with("SELECT set_config('app.org', $1::text, false)", &[]);
        assert_eq!(fixture::objects(&check(&facts, &scope)), ["public.enter(uuid)"]);
        let (facts, scope) = with("SELECT 1", &["App.Org=1"]);
        assert!(check(&facts, &scope)[0].fix.ends_with(" RESET app.org;"));
    }
}
