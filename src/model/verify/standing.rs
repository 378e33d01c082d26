//! What a role reaches of other tenants' rows: with its own rights, under the policies that are for it.

use std::collections::BTreeSet;

use super::bounds::COMMANDS;
use super::catalog::{Actor, Facts, Function, Relation, RelationKind};
use super::class::Class;
use super::remedy::commands;
use super::scope::Scope;
use super::statements::{distinct_words, unbound};

impl Facts {
    /// The same catalog as another role sees it: its rights, and the policies that are for it.
    fn seen_by(&self, actor: &Actor) -> Self {
        let mut facts = self.clone();
        for relation in &mut facts.relations {
            relation.rights = actor.rights.get(&relation.oid).copied().unwrap_or_default();
        }
        for policy in &mut facts.policies {
            policy.applies = policy.roles.iter().any(|role| *role == 0 || actor.has.contains(role));
        }
        facts
    }

    /// Why what runs as a role reaches rows of every tenant; `None` where that is shown not to be so.
    pub(crate) fn reaches(&self, role: u32, scope: &Scope) -> Option<String> {
        match self.judgements.as_ref().and_then(|judgements| judgements.reach(role)) {
            Some(known) => known.clone(),
            None => self.find_reach(role, scope),
        }
    }

    /// The same, looked at now.
    pub(crate) fn find_reach(&self, role: u32, scope: &Scope) -> Option<String> {
        if let Some(escape) = self.escape(role, scope) {
            return Some(escape);
        }
        let actor = self.actors.iter().find(|actor| actor.role == role)?;
        let shown = self.role_shown(role);
        let member = actor.has.iter().filter(|has| **has != role).find_map(|has| {
            let owned = self
                .scoped_tables(scope)
                .find(|table| table.owner == *has && table.row_security && !table.forces_row_security)?;
            Some(format!(
                "`{shown}`, which has the rights of `{}`, the owner of `{owned}`, and is not bound by its policies",
                self.role_shown(*has)
            ))
        });
        if member.is_some() {
            return member;
        }
        let seen = self.seen_by(actor);
        self.relations.iter().filter(|relation| !actor.has.is_empty() && relation.oid != 0).find_map(
            |relation| {
                let own = seen.relation(relation.oid)?;
                let open = self.open_to(&seen, own, scope)?;
                Some(format!("`{shown}`, {open}"))
            },
        )
    }

    /// What a role, whose view of the catalog it is, reaches through a relation.
    fn open_to(&self, seen: &Self, relation: &Relation, scope: &Scope) -> Option<String> {
        if !relation.rights.reach_rows() {
            return None;
        }
        match relation.kind {
            RelationKind::Table | RelationKind::Partitioned => {
                let class = self.class(relation, scope);
                if class == Class::Global || (class == Class::Unreachable && relation.tenant.is_none()) {
                    return None;
                }
                if !self.is_scoped(relation, scope) && relation.tenant.is_none() {
                    return None;
                }
                let open = seen.unbounded(relation, scope);
                // Without policies for it, a role is shown nothing.
                let open: Vec<_> = COMMANDS.into_iter().filter(|command| open.contains(command)).collect();
                if open.is_empty() {
                    return None;
                }
                let why = if relation.row_security {
                    "whose policies do not keep it"
                } else {
                    "which has no row-level security"
                };
                Some(format!(
                    "to which `{relation}`, {why} within the tenant, is open for {}",
                    commands(&open)
                ))
            }
            RelationKind::MaterializedView if self.holds_scoped(relation, scope) => {
                Some(format!("which may read `{relation}`, and that has rows of every tenant"))
            }
            _ => None,
        }
    }

    /// Why a function that runs as its owner is not harmless; `None` where it is shown to be. What it calls counts as its own.
    pub(crate) fn danger(&self, function: &Function, scope: &Scope) -> Option<String> {
        let owner = function.owner;
        if let Some(reach) = self.reaches(owner, scope) {
            return Some(format!("it runs as {reach}"));
        }
        let owns = self.scoped_tables(scope).any(|table| self.has_rights_of(owner, table.owner));
        if !owns {
            return None;
        }
        let shown = self.role_shown(owner);
        if !["sql", "plpgsql"].contains(&function.language.as_str()) {
            return Some(format!(
                "it runs as `{shown}`, which owns tables, and its body cannot be looked at"
            ));
        }
        let mut seen = BTreeSet::new();
        let mut next = vec![function];
        while let Some(called) = next.pop() {
            if !seen.insert(called.oid) {
                continue;
            }
            if let Some(word) = unbound(&called.body) {
                let by =
                    if called.oid == function.oid { String::new() } else { format!(" in `{}`", called.name) };
                return Some(format!(
                    "it runs as `{shown}`, which owns tables, and {word}{by} is bound by no policy"
                ));
            }
            if called.security_definer
                && called.owner != owner
                && let Some(reach) = self.reaches(called.owner, scope)
            {
                return Some(format!("it calls `{}`, which runs as {reach}", called.name));
            }
            let words = distinct_words(&called.body);
            let is_called =
                |candidate: &&Function| words.contains(candidate.bare_name().to_lowercase().as_str());
            next.extend(self.functions.iter().filter(is_called));
        }
        None
    }

    /// Whether a role is another or has its rights.
    fn has_rights_of(&self, role: u32, wanted: u32) -> bool {
        role == wanted || self.actors.iter().any(|actor| actor.role == role && actor.has.contains(&wanted))
    }
}

impl Function {
    /// Its name without schema and arguments.
    pub(crate) fn bare_name(&self) -> &str {
        let before = self.name.split('(').next().unwrap_or(&self.name);
        before.rsplit('.').next().unwrap_or(before)
    }
}
