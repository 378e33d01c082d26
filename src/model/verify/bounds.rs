//! Whether the policies of a table keep the application's role within one tenant, for each command.

use super::canonical::Form;
use super::catalog::{Command, Facts, Policy, Relation, Rights};
use super::expression::{is_inverted, loosened, plain};
use super::scope::Scope;
use crate::model::sql::quote::Constant;

/// The commands that policies are about, each on its own.
pub(crate) const COMMANDS: [Command; 4] =
    [Command::Select, Command::Insert, Command::Update, Command::Delete];

impl Rights {
    /// Whether rows can be read or changed.
    pub(crate) fn reach_rows(self) -> bool {
        self.select || self.insert || self.update || self.delete
    }

    /// Whether a command is granted.
    pub(crate) fn may(self, command: Command) -> bool {
        match command {
            Command::All => self.reach_rows(),
            Command::Select => self.select,
            Command::Insert => self.insert,
            Command::Update => self.update,
            Command::Delete => self.delete,
        }
    }
}

impl Policy {
    /// Whether it has a say in a command.
    pub(crate) fn is_about(&self, command: Command) -> bool {
        self.command == Command::All || self.command == command
    }

    /// The expressions that decide a command: USING for the rows that it finds, WITH CHECK for those that it
    /// leaves. USING is both where there is no WITH CHECK.
    pub(crate) fn deciding(&self, command: Command) -> Vec<&str> {
        let expression = self.using.as_deref();
        let left = self.check.as_deref().or(expression);
        let (expression, left) = match command {
            Command::Select | Command::Delete => (expression, None),
            Command::Insert => (None, left),
            Command::Update | Command::All => (expression, left.filter(|left| Some(*left) != expression)),
        };
        expression.into_iter().chain(left).collect()
    }
}

impl Facts {
    /// Whether one of a policy's expressions has a form.
    pub(crate) fn has_form(&self, policy: &Policy, form: Form, scope: &Scope) -> bool {
        let column = self.relation(policy.table).and_then(|table| table.tenant.as_ref());
        column.is_some_and(|column| {
            policy
                .deciding(Command::All)
                .iter()
                .any(|expression| scope.names.form(expression, column) == Some(form))
        })
    }

    /// The policies that the application's role is subject to, with their tables.
    pub(crate) fn live_policies(&self) -> impl Iterator<Item = (&Relation, &Policy)> {
        self.policies.iter().filter(|policy| policy.applies).filter_map(|policy| {
            let table = self.relation(policy.table)?;
            table.row_security.then_some((table, policy))
        })
    }

    /// The permissive policies that let the application's role do something.
    pub(crate) fn letting(&self, table: &Relation, command: Command) -> impl Iterator<Item = &Policy> {
        self.policies_of(table.oid).filter(move |policy| {
            policy.permissive
                && policy.applies
                && policy.is_about(command)
                && !policy.deciding(command).is_empty()
        })
    }

    /// A restrictive policy that keeps every row of a command within the tenant, whatever permissive ones say.
    pub(crate) fn has_floor(&self, table: &Relation, command: Command, scope: &Scope) -> bool {
        self.policies_of(table.oid).any(|policy| {
            !policy.permissive
                && policy.applies
                && policy.is_about(command)
                && self.keeps(policy, command, scope)
        })
    }

    /// Whether a policy decides a command by the tenant alone or by less.
    pub(crate) fn keeps(&self, policy: &Policy, command: Command, scope: &Scope) -> bool {
        let deciding = policy.deciding(command);
        !deciding.is_empty()
            && deciding.into_iter().all(|expression| self.keeps_rows(policy, expression, scope))
    }

    /// Whether an expression of a policy holds for rows of the tenant only, as far as that is known.
    pub(crate) fn keeps_rows(&self, policy: &Policy, expression: &str, scope: &Scope) -> bool {
        let column = self.relation(policy.table).and_then(|table| table.tenant.as_ref());
        column.is_some_and(|column| scope.names.form(expression, column).is_some())
            || self.follows(policy, expression, scope)
    }

    /// Whether an expression decides through other tables that are themselves kept within the tenant: by a
    /// sub-select that compares their tenant column with the setting, or that their own policies keep there.
    fn follows(&self, policy: &Policy, expression: &str, scope: &Scope) -> bool {
        let text = plain(expression);
        // A sub-select that forgets the row's own column takes the inner table's for it, and always holds.
        let asks_row = self.relation(policy.table).is_some_and(|table| {
            if table.tenant.is_some() { policy.mentions_tenant } else { policy.mentions_row }
        });
        if !asks_row || !text.contains("SELECT") || loosened(&text).is_some() || is_inverted(&text) {
            return false;
        }
        let relations: Vec<&Relation> =
            self.referred(policy.oid).filter_map(|target| self.relation(target)).collect();
        !relations.is_empty()
            && relations.iter().all(|relation| {
                relation.is_table()
                    && relation.row_security
                    && relation.tenant.as_ref().is_some_and(|column| {
                        scope.names.is_within(&text, column) || self.shows_own_rows(relation, scope)
                    })
            })
    }

    /// Whether the policies of a table let the application's role read rows of the tenant only, by forms that
    /// are known.
    fn shows_own_rows(&self, table: &Relation, scope: &Scope) -> bool {
        let has_form = |policy: &Policy| {
            let column = table.tenant.as_ref();
            let using = policy.using.as_deref();
            column.zip(using).is_some_and(|(column, using)| scope.names.form(using, column).is_some())
        };
        let mut restrictive = self
            .policies_of(table.oid)
            .filter(|policy| !policy.permissive && policy.applies && policy.is_about(Command::Select));
        restrictive.any(has_form) || self.letting(table, Command::Select).all(has_form)
    }

    /// Whether everything that lets the application's role do something keeps it within the tenant.
    pub(crate) fn is_bounded(&self, table: &Relation, command: Command, scope: &Scope) -> bool {
        self.has_floor(table, command, scope)
            || self.letting(table, command).all(|policy| self.keeps(policy, command, scope))
    }

    /// The commands that the application's role has the right for and that are not kept within the tenant.
    pub(crate) fn unbounded(&self, table: &Relation, scope: &Scope) -> Vec<Command> {
        let mut commands = COMMANDS.to_vec();
        commands.retain(|command| {
            table.rights.may(*command) && !(table.row_security && self.is_bounded(table, *command, scope))
        });
        commands
    }

    /// The commands that one permissive policy opens: granted, without a floor, and not kept by it.
    pub(crate) fn opened_by(&self, table: &Relation, policy: &Policy, scope: &Scope) -> Vec<Command> {
        let mut commands = COMMANDS.to_vec();
        commands.retain(|command| {
            table.rights.may(*command)
                && self.letting(table, *command).any(|candidate| candidate.oid == policy.oid)
                && !self.has_floor(table, *command, scope)
                && !self.keeps(policy, *command, scope)
        });
        commands
    }

    /// Whether an expression asks for the tenant's setting, itself or in a function that its policy calls.
    pub(crate) fn asks_setting(&self, policy: &Policy, expression: &str, scope: &Scope) -> bool {
        // The server does not tell the names of settings apart by case.
        let setting = Constant(&scope.names.setting).to_string().to_lowercase();
        let asks = |text: &str| text.to_lowercase().contains(&setting);
        asks(expression)
            || self
                .referred(policy.oid)
                .any(|to| self.functions.iter().any(|function| function.oid == to && asks(&function.body)))
    }
}
