//! P05: a granted command that no policy allows.

use super::Rule;
use crate::model::verify::bounds::COMMANDS;
use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;
use crate::model::verify::sql::ident;

pub(super) const RULE: Rule = Rule {
    id: "P05",
    name: "granted-no-policy",
    severity: Severity::Warning,
    title: "a granted command has no policy",
    why: "the application role has the privilege for the command, but every row is denied: an UPDATE or \
          DELETE silently changes nothing. That is safe, but it invites a policy that is simply `true`",
    fix: "CREATE POLICY .. FOR the command; or REVOKE the privilege",
    check,
};

fn check(facts: &Facts, scope: &Scope) -> Vec<Hit> {
    let tables = facts.relations.iter().filter(|table| {
        table.is_table()
            && !table.is_partition
            && !table.is_retired
            && table.row_security
            // Without any policy, T03 reports it.
            && facts.policies_of(table.oid).any(|policy| policy.permissive && policy.applies)
    });
    tables
        .filter_map(|table| {
            let mut denied = COMMANDS.to_vec();
            denied.retain(|command| {
                table.rights.may(*command) && facts.letting(table, *command).next().is_none()
            });
            let mut fixes: Vec<String> =
                denied.iter().map(|command| facts.new_policy(table, *command, scope)).collect();
            fixes.dedup();
            let list = denied.iter().map(|command| command.as_str()).collect::<Vec<_>>().join(", ");
            (!denied.is_empty()).then(|| {
                Hit::new(
                    table.to_string(),
                    format!("`{}` may {list}, but no permissive policy allows it", scope.app_role),
                    format!(
                        "{} -- or, if that is intended: REVOKE {list} ON {} FROM {};",
                        fixes.join(" "),
                        table.sql(),
                        ident(&scope.app_role)
                    ),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::catalog::{Command, Rights};
    use crate::model::verify::fixture;

    #[test]
    fn ok() {
        let (mut facts, scope) = fixture::sound();
        facts.policies[2].command = Command::Select;
        facts.relations[fixture::TASKS].rights = Rights { select: true, ..Rights::default() };
        assert_eq!(check(&facts, &scope), []);
    }

    #[test]
    fn err() {
        let (mut facts, scope) = fixture::sound();
        facts.policies[2].command = Command::Update;
        facts.relations[fixture::TASKS].rights.select = false;
        facts.relations[fixture::TASKS].rights.insert = false;
        let hits = check(&facts, &scope);
        assert_eq!(fixture::objects(&hits), ["public.tasks"]);
        assert!(
            hits[0].fix.starts_with("CREATE POLICY tenant_delete ON public.tasks FOR DELETE TO app USING (")
        );
        assert!(hits[0].fix.ends_with("REVOKE DELETE ON public.tasks FROM app;"));
    }
}
