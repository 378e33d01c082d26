//! Whether the policies of a table keep the application's role within one tenant, for each command.

use super::canonical::Form;
use super::facts::{Command, Facts, Policy, Relation};
use super::scope::Scope;

/// The commands that policies are about, each on its own.
pub(crate) const COMMANDS: [Command; 4] =
    [Command::Select, Command::Insert, Command::Update, Command::Delete];

impl Policy {
    /// Whether it has a say in a command.
    pub(crate) fn is_about(&self, command: Command) -> bool {
        self.command == Command::All || self.command == command
    }
}

impl Facts {
    /// The form of a policy on its own table's tenant column.
    pub(crate) fn form(&self, policy: &Policy, scope: &Scope) -> Option<Form> {
        let column = self.relation(policy.table)?.tenant.as_ref()?;
        scope.names.form_of(policy, column)
    }

    /// A restrictive policy that keeps every row of a command within the tenant, whatever permissive ones say.
    pub(crate) fn has_floor(&self, table: &Relation, command: Command, scope: &Scope) -> bool {
        let mut policies = self.policies_of(table.oid);
        policies.any(|policy| {
            !policy.permissive
                && policy.applies
                && policy.is_about(command)
                && (self.form(policy, scope).is_some() || self.follows_tenant(policy, scope))
        })
    }

    /// Whether a policy decides by the setting through another table that is itself kept within the tenant: a
    /// sub-select that compares the tenant column of that table with the setting.
    pub(crate) fn follows_tenant(&self, policy: &Policy, scope: &Scope) -> bool {
        let text =
            format!("{} {}", policy.using.as_deref().unwrap_or(""), policy.check.as_deref().unwrap_or(""));
        let setting = format!("current_setting('{}'::text", scope.names.setting.replace('\'', "''"));
        let has_select = text.contains("SELECT");
        has_select
            && text.contains(&setting)
            && !text.contains(" OR ")
            && text.contains(&format!(".{} = ", scope.names.column))
            && self.referred(policy.oid).any(|target| {
                self.relation(target)
                    .is_some_and(|relation| relation.tenant.is_some() && relation.row_security)
            })
    }

    /// Whether everything that lets the application's role do something keeps it within the tenant.
    pub(crate) fn is_bounded(&self, table: &Relation, command: Command, scope: &Scope) -> bool {
        self.has_floor(table, command, scope)
            || self
                .policies_of(table.oid)
                .filter(|policy| policy.permissive && policy.applies && policy.is_about(command))
                .all(|policy| self.form(policy, scope).is_some() || self.follows_tenant(policy, scope))
    }
}
