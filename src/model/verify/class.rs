//! What each table is to the tenants: every table has a class, or a finding.

use std::collections::BTreeSet;

use super::catalog::{Command, Facts, Relation, RelationKind};
use super::scope::Scope;

/// A table's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Its rows are tenants': it has the tenant column.
    Tenant,
    /// Its rows belong to a tenant by a foreign key to such a table, or by its policies.
    Through,
    /// Declared to be everybody's.
    Global,
    /// The application's role cannot reach it.
    Unreachable,
    /// Nothing says.
    Unknown,
}

impl Facts {
    /// The class of a table. Partitions have the class of their table, unless that says nothing about them.
    pub(crate) fn class(&self, table: &Relation, scope: &Scope) -> Class {
        let parent = table.parents.first().filter(|_| table.is_partition);
        let parent = parent.and_then(|parent| self.relation(*parent));
        let inherited = parent.map(|parent| self.class(parent, scope));
        if scope.is_global(&table.to_string()) {
            Class::Global
        } else if let Some(class @ (Class::Tenant | Class::Through | Class::Global)) = inherited {
            class
        } else if table.tenant.is_some() {
            Class::Tenant
        } else if self.is_through(table.oid, &mut BTreeSet::new())
            || self.is_root(table.oid)
            || self.is_kept_by_policies(table, scope)
        {
            Class::Through
        } else if table.rights.reach_rows() || self.is_shown(table.oid) {
            Class::Unknown
        } else {
            Class::Unreachable
        }
    }

    /// Whether a table holds tenant rows, by a column, a key or its policies.
    pub(crate) fn is_scoped(&self, table: &Relation, scope: &Scope) -> bool {
        matches!(self.class(table, scope), Class::Tenant | Class::Through)
    }

    /// Whether policies of a table have to imply the tenant: it holds tenants' rows, or nobody said what it holds.
    pub(crate) fn is_judged(&self, table: &Relation, scope: &Scope) -> bool {
        matches!(self.class(table, scope), Class::Tenant | Class::Through | Class::Unknown)
    }

    /// Whether the application's role reads a table by something that reads with other rights.
    fn is_shown(&self, table: u32) -> bool {
        self.relations.iter().any(|relation| {
            let reads_as_owner = match relation.kind {
                RelationKind::View => !relation.security_invoker,
                RelationKind::MaterializedView => true,
                _ => false,
            };
            reads_as_owner
                && relation.rights.reach_rows()
                && self.referred(relation.oid).any(|to| to == table)
        })
    }

    /// Whether a table has what the tenant columns of others refer to.
    fn is_root(&self, table: u32) -> bool {
        self.library.ties.iter().any(|tie| {
            let own = self.relation(tie.table).and_then(|table| table.tenant.as_ref());
            tie.target == table
                && matches!((tie.pairs.as_slice(), own), ([(from, _)], Some(own)) if own.number == *from)
        })
    }

    /// Whether everything that policies show of a table is the tenant's.
    fn is_kept_by_policies(&self, table: &Relation, scope: &Scope) -> bool {
        let mut letting =
            self.policies_of(table.oid).filter(|policy| policy.permissive && policy.applies).peekable();
        table.row_security
            && letting.peek().is_some()
            && letting.all(|policy| self.keeps(policy, Command::All, scope))
    }

    /// Whether the probe tries a relation: it holds tenants' rows, or is unclassified, or shows tenants' rows to the
    /// application's role.
    pub(crate) fn is_probed(&self, relation: &Relation, scope: &Scope) -> bool {
        match relation.kind {
            RelationKind::Table | RelationKind::Partitioned => {
                matches!(self.class(relation, scope), Class::Tenant | Class::Through | Class::Unknown)
            }
            RelationKind::View | RelationKind::MaterializedView => {
                relation.rights.reach_rows() && self.holds_scoped(relation, scope)
            }
            RelationKind::Foreign | RelationKind::Sequence => false,
        }
    }

    fn is_through(&self, table: u32, seen: &mut BTreeSet<u32>) -> bool {
        if !seen.insert(table) {
            return false;
        }
        if self.relation(table).is_some_and(|relation| relation.tenant.is_some()) {
            return true;
        }
        let by_key = self.foreign_keys.iter().filter(|key| key.table == table).map(|key| key.target);
        let by_policy = self.policies_of(table).flat_map(|policy| self.referred(policy.oid));
        let targets: Vec<u32> = by_key.chain(by_policy).filter(|target| *target != table).collect();
        targets.into_iter().any(|target| self.is_through(target, seen))
    }
}
