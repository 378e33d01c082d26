//! Whether the policies of a table keep the application's role within one tenant, for each command.

use super::catalog::{Command, Facts, Policy, Relation, Rights};
use super::policy::condition::Condition;
use super::policy::readings::{Reading, readings};
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

    /// The conditions that decide a command: USING for the rows that it finds, WITH CHECK for those that it
    /// leaves. USING is both where there is no WITH CHECK.
    pub(crate) fn deciding(&self, command: Command) -> Vec<&Condition> {
        let using = self.using.as_ref();
        let left = self.check.as_ref().or(using);
        let (using, left) = match command {
            Command::Select | Command::Delete => (using, None),
            Command::Insert => (None, left),
            Command::Update | Command::All => (using, left.filter(|left| Some(*left) != using)),
        };
        using.into_iter().chain(left).collect()
    }
}

impl Facts {
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

    /// Whether restrictive policies keep every row of a command within the tenant, whatever permissive ones say: one
    /// alone, or all together.
    pub(crate) fn has_floor(&self, table: &Relation, command: Command, scope: &Scope) -> bool {
        let restrictive: Vec<&Policy> = self.restrictive(table, command).collect();
        restrictive.iter().any(|policy| self.keeps(policy, command, scope))
            || restrictive
                .split_first()
                .filter(|(_, rest)| !rest.is_empty())
                .is_some_and(|(first, rest)| self.keep_together(table, first, rest, command, scope))
    }

    fn restrictive(&self, table: &Relation, command: Command) -> impl Iterator<Item = &Policy> {
        self.policies_of(table.oid)
            .filter(move |policy| !policy.permissive && policy.applies && policy.is_about(command))
    }

    /// Whether a policy decides a command by the tenant alone or by less.
    pub(crate) fn keeps(&self, policy: &Policy, command: Command, scope: &Scope) -> bool {
        let deciding = policy.deciding(command);
        !deciding.is_empty()
            && deciding.into_iter().all(|condition| self.keeps_rows(policy, condition, scope))
    }

    /// Whether a condition of a policy holds for rows of the tenant only.
    pub(crate) fn keeps_rows(&self, policy: &Policy, condition: &Condition, scope: &Scope) -> bool {
        self.relation(policy.table).is_some_and(|table| {
            self.implied(table, condition, scope, policy.command == Command::Select).is_ok()
        })
    }

    /// Whether policies that all have to hold keep a command within the tenant, none of which may do so alone.
    fn keep_together(
        &self,
        table: &Relation,
        policy: &Policy,
        more: &[&Policy],
        command: Command,
        scope: &Scope,
    ) -> bool {
        let deciding = policy.deciding(command);
        !deciding.is_empty()
            && deciding.iter().enumerate().all(|(at, condition)| {
                let mut conditions = vec![*condition];
                conditions.extend(more.iter().filter_map(|policy| {
                    let deciding = policy.deciding(command);
                    deciding.get(at).or(deciding.last()).copied()
                }));
                self.implied_together(table, &conditions, scope)
            })
    }

    /// Whether everything that lets the application's role do something keeps it within the tenant.
    pub(crate) fn is_bounded(&self, table: &Relation, command: Command, scope: &Scope) -> bool {
        self.has_floor(table, command, scope)
            || self.letting(table, command).all(|policy| {
                let restrictive: Vec<&Policy> = self.restrictive(table, command).collect();
                self.keeps(policy, command, scope)
                    || (!restrictive.is_empty()
                        && self.keep_together(table, policy, &restrictive, command, scope))
            })
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

    /// Whether a condition asks for the tenant's setting, itself or in a function that its policy calls.
    pub(crate) fn asks_setting(&self, policy: &Policy, condition: &Condition, scope: &Scope) -> bool {
        // The server does not tell the names of settings apart by case.
        let setting = scope.names.setting.to_lowercase();
        let asks = |body: &str| body.to_lowercase().contains(&Constant(&setting).to_string());
        readings(&condition.tree, &self.library).iter().any(|reading| reading.setting == setting)
            || self
                .referred(policy.oid)
                .any(|to| self.functions.iter().any(|function| function.oid == to && asks(&function.body)))
    }

    /// What the conditions of a policy read of the session.
    pub(crate) fn readings(&self, policy: &Policy) -> Vec<Reading> {
        policy
            .deciding(Command::All)
            .iter()
            .flat_map(|condition| readings(&condition.tree, &self.library))
            .collect()
    }
}
