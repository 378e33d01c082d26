//! SQL to paste: names, and what a sound policy says.

use super::bounds::COMMANDS;
use super::catalog::{Command, Facts, Policy, Relation, TenantColumn};
use super::expression::{conjuncts, inside, plain};
use super::finding::Hit;
use super::policy::condition::Condition;
use super::policy::tree::Expr;
use super::scope::{Scope, TenancyNames};
use super::sql::{self, ident};
use crate::model::sql::build::row_security;
use crate::model::sql::quote::Constant;

/// Several names, with commas.
pub(crate) fn idents<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    names.into_iter().map(|text| ident(text)).collect::<Vec<_>>().join(", ")
}

impl Relation {
    /// With its schema, as SQL.
    pub(crate) fn sql(&self) -> String {
        sql::relation(self)
    }

    /// ENABLE and FORCE.
    pub(crate) fn secured(&self) -> String {
        let sql = self.sql();
        format!("{}; {};", row_security(&sql, "ENABLE"), row_security(&sql, "FORCE"))
    }
}

impl Command {
    /// As SQL.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::All => "ALL",
            Self::Select => "SELECT",
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
        }
    }
}

/// Commands as a list; all of them as one word.
pub(crate) fn commands(commands: &[Command]) -> String {
    if COMMANDS.iter().all(|command| commands.contains(command)) {
        return "every command".to_owned();
    }
    commands.iter().map(|command| command.as_str()).collect::<Vec<_>>().join(", ")
}

impl TenancyNames {
    /// The sound comparison of a tenant column with the setting.
    pub(crate) fn comparison(&self, column: &TenantColumn) -> String {
        let setting = Constant(&self.setting);
        let is_text = column.type_name == "text" || column.type_name.starts_with("character varying");
        let cast = if is_text { String::new() } else { format!("::{}", column.type_name) };
        format!("{} = (SELECT NULLIF(current_setting({setting}, true), ''){cast})", ident(&self.column))
    }

    /// An expression whose setting may be absent or empty.
    fn lenient(&self, expression: &str) -> String {
        let setting = Constant(&self.setting);
        let lenient = format!("current_setting({setting}::text, true)");
        let strict = format!("current_setting({setting}::text)");
        // A stand-in, so that what is fixed is not fixed again.
        let mut text = expression.to_owned();
        for reading in [&strict, &lenient] {
            text =
                text.replace(&format!("NULLIF({reading}, ''::text)"), "\0").replace(reading.as_str(), "\0");
        }
        text.replace('\0', &format!("NULLIF({lenient}, ''::text)"))
    }
}

impl Policy {
    /// ALTER POLICY with other expressions, each made of the one that it has.
    pub(crate) fn altered(&self, table: &Relation, rewrite: impl Fn(&str) -> String) -> String {
        let clause = |word: &str, expression: Option<&Condition>| {
            expression.map_or_else(String::new, |expression| {
                let rewritten = rewrite(&expression.text);
                format!(" {word} ({})", inside(&rewritten).unwrap_or(&rewritten))
            })
        };
        let using = clause("USING", self.using.as_ref());
        let check = clause("WITH CHECK", self.check.as_ref());
        format!("ALTER POLICY {} ON {}{using}{check};", ident(&self.name), table.sql())
    }

    /// ALTER POLICY that makes it compare the tenant column; words for a table that has none.
    pub(crate) fn made_sound(&self, table: &Relation, scope: &Scope) -> String {
        match &table.tenant {
            Some(column) => self.altered(table, |_| scope.names.comparison(column)),
            None => format!(
                "let `{}` look up the row that a row of `{}` belongs to, and compare its `{}` with `{}`",
                self.name, table, scope.names.column, scope.names.setting
            ),
        }
    }
}

impl Facts {
    /// That a policy is not in the sound form, with the same policy in that form.
    pub(crate) fn to_fix(&self, table: &Relation, policy: &Policy, what: &str, scope: &Scope) -> Hit {
        let fixed = |expression: &str| self.fixed(table, expression, scope);
        Hit::new(format!("{}.{}", table, policy.name), what, policy.altered(table, fixed))
    }

    /// A condition whose comparisons of the tenant column are the sound one, and whose setting may be absent or empty.
    pub(crate) fn fixed(&self, table: &Relation, expression: &str, scope: &Scope) -> String {
        let mut text = plain(expression);
        if let Some(column) = table.tenant.as_ref().filter(|_| scope.names.expression.is_none()) {
            let sound = format!("({})", scope.names.comparison(column));
            for part in conjuncts(expression) {
                let condition = Condition::of_text(&part, table.oid, &self.library);
                let is_comparison = matches!(condition.tree, Expr::Operator { .. });
                if is_comparison && self.implied(table, &condition, scope, false).is_ok() {
                    text = text.replace(&part, &sound);
                }
            }
        }
        scope.names.lenient(&text)
    }

    /// CREATE POLICY for the application role; words for a table without a tenant column.
    pub(crate) fn new_policy(&self, table: &Relation, command: Command, scope: &Scope) -> String {
        let Some(column) = &table.tenant else {
            return format!("create a policy on `{table}` that looks up the row it belongs to");
        };
        let base = match command {
            Command::All => "tenant_isolation".to_owned(),
            command => format!("tenant_{}", command.as_str().to_lowercase()),
        };
        let is_taken = self.policies_of(table.oid).any(|policy| policy.name == base);
        let name = if is_taken { format!("{base}_app") } else { base };
        let comparison = scope.names.comparison(column);
        let using = format!(" USING ({comparison})");
        let check = format!(" WITH CHECK ({comparison})");
        let clauses = match command {
            Command::Select | Command::Delete => using,
            Command::Insert => check,
            Command::All | Command::Update => using + &check,
        };
        format!(
            "CREATE POLICY {} ON {} FOR {} TO {}{clauses};",
            ident(&name),
            table.sql(),
            command.as_str(),
            ident(&scope.app_role)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_they_need_it() {
        let quoted = [
            ("tasks", "tasks"),
            ("order", "\"order\""),
            ("My \"x", "\"My \"\"x\""),
            ("1a", "\"1a\""),
            ("public", "\"public\""),
        ];
        for (name, sql) in quoted {
            assert_eq!(ident(name), sql);
        }
    }

    #[test]
    fn an_expression_is_fixed_where_it_is_known_and_kept_elsewhere() {
        let (facts, scope) = crate::model::verify::fixture::sound();
        let tasks = facts.relation(crate::model::verify::fixture::TASKS_OID).unwrap();
        let sound = "organization_id = (SELECT NULLIF(current_setting('app.org', true), '')::uuid)";
        assert_eq!(scope.names.comparison(tasks.tenant.as_ref().unwrap()), sound);
        assert_eq!(
            facts.fixed(
                tasks,
                "((organization_id = (current_setting('app.org'::text))::uuid) AND (gone IS NULL))",
                &scope
            ),
            format!("(({sound}) AND (gone IS NULL))")
        );
        assert_eq!(
            facts.fixed(tasks, "(a = f(NULLIF(current_setting('app.org'::text), ''::text)))", &scope),
            "(a = f(NULLIF(current_setting('app.org'::text, true), ''::text)))"
        );
    }
}
