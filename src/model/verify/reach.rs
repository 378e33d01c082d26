//! What the application's role reaches with rights that are not its own: of a view's owner, of a function's
//! owner, of a role that it may become.

use std::collections::BTreeSet;

use super::catalog::{Facts, Function, Relation, RelationKind, Role};
use super::scope::Scope;
use super::sql;
use super::statements::{has_word, read_settings};

impl Role {
    /// Whether no policy of any table binds it.
    pub(crate) fn bypasses(&self) -> bool {
        self.superuser || self.bypasses_row_security
    }

    /// Whether the application logs in as it: a member of its role that has LOGIN.
    pub(crate) fn is_login(&self) -> bool {
        self.logins.contains(&self.oid)
    }

    /// Whether the application's role has its rights, or can get them.
    pub(crate) fn app_gets(&self) -> bool {
        self.app_may_become || self.app_inherits
    }
}

impl Facts {
    /// The application's role.
    pub(crate) fn app(&self) -> Option<&Role> {
        self.roles.iter().find(|role| role.is_app)
    }

    /// Whether the application's role is a superuser: it may do everything, and only that is worth a finding.
    pub(crate) fn is_app_superuser(&self) -> bool {
        self.app().is_some_and(|app| app.superuser)
    }

    /// A role as a person writes it, whether it is known or not.
    pub(crate) fn role_shown(&self, oid: u32) -> String {
        self.role(oid).map_or_else(|| format!("oid {oid}"), |role| role.name.clone())
    }

    /// The tenant tables, partitions among them.
    pub(crate) fn scoped_tables<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = &'a Relation> {
        self.relations.iter().filter(|table| table.is_table() && self.is_scoped(table, scope))
    }

    /// Whether the policies of a relation do not bind a role, or there are none to ask.
    pub(crate) fn is_exempt(&self, role: u32, relation: &Relation) -> bool {
        !relation.row_security
            || self.role(role).is_some_and(Role::bypasses)
            || (relation.owner == role && !relation.forces_row_security)
    }

    /// Why what runs as a role reaches every tenant's rows; `None` where policies bind it. Partitions without
    /// policies are no reason: nobody who asks their table gets around its policies by them.
    pub(crate) fn escape(&self, role: u32, scope: &Scope) -> Option<String> {
        let shown = self.role_shown(role);
        if self.role(role).is_some_and(Role::bypasses) {
            return Some(format!("`{shown}`, which bypasses row-level security"));
        }
        let mut open = self
            .scoped_tables(scope)
            .filter(|table| !table.is_partition && table.owner == role && self.is_exempt(role, table));
        let first = open.next()?.to_string();
        Some(match open.count() {
            0 => format!("`{shown}`, which owns `{first}` and is not bound by its policies"),
            more => {
                format!("`{shown}`, which owns `{first}` and {more} more and is not bound by their policies")
            }
        })
    }

    /// Whether the application's role may write to a table, or to the one that it is a partition of.
    pub(crate) fn may_write(&self, table: &Relation) -> bool {
        let may = |table: &Relation| table.rights.insert || table.rights.update;
        may(table)
            || (table.is_partition
                && table
                    .parents
                    .iter()
                    .filter_map(|parent| self.relation(*parent))
                    .any(|parent| self.may_write(parent)))
    }

    /// Every setting that policies or functions read, in lower case, beginning with the tenant's.
    pub(crate) fn settings_read(&self, scope: &Scope) -> BTreeSet<String> {
        let by_policies =
            self.policies.iter().flat_map(|policy| self.readings(policy)).map(|reading| reading.setting);
        let by_functions = self.functions.iter().flat_map(|function| read_settings(&function.body));
        by_policies.chain(by_functions).chain([scope.names.setting.to_lowercase()]).collect()
    }

    /// Whether something is a function of triggers, which nobody can call.
    pub(crate) fn is_of_trigger(&self, function: &Function) -> bool {
        self.triggers.iter().any(|trigger| trigger.function == function.oid)
    }

    /// What a view without `security_invoker` reads of tenant rows as somebody else than the application's
    /// role: the relation, and the role. A view with `security_invoker` below it reads as whoever asks.
    pub(crate) fn read_as_owner<'a>(&'a self, view: &'a Relation, scope: &Scope) -> Vec<(&'a Relation, u32)> {
        let app = self.app().map(|app| app.oid);
        let mut seen = BTreeSet::from([view.oid]);
        let mut views = vec![view];
        let mut read = Vec::new();
        while let Some(view) = views.pop() {
            for target in self.referred(view.oid).filter_map(|oid| self.relation(oid)) {
                match target.kind {
                    RelationKind::View if target.security_invoker || !seen.insert(target.oid) => {}
                    RelationKind::View => views.push(target),
                    RelationKind::Sequence => {}
                    _ if app == Some(view.owner) => {}
                    _ if self.holds_scoped(target, scope) => read.push((target, view.owner)),
                    _ => {}
                }
            }
        }
        read
    }

    /// Whether a relation shows tenant rows, its own or those of what it refers to.
    pub(crate) fn holds_scoped(&self, relation: &Relation, scope: &Scope) -> bool {
        let mut seen = BTreeSet::from([relation.oid]);
        let mut relations = vec![relation];
        while let Some(relation) = relations.pop() {
            match relation.kind {
                RelationKind::View | RelationKind::MaterializedView => {
                    let referred: Vec<u32> =
                        self.referred(relation.oid).filter(|oid| seen.insert(*oid)).collect();
                    if referred.iter().any(|oid| self.names_scoped(*oid, scope)) {
                        return true;
                    }
                    relations.extend(referred.into_iter().filter_map(|oid| self.relation(oid)));
                }
                RelationKind::Sequence => {}
                _ if self.is_scoped(relation, scope) => return true,
                // What inherits is read with it, and its own policies are not asked.
                _ => relations.extend(
                    self.relations
                        .iter()
                        .filter(|child| child.parents.contains(&relation.oid) && seen.insert(child.oid)),
                ),
            }
        }
        false
    }

    /// Whether something is a function whose body names a table with tenants' rows.
    fn names_scoped(&self, oid: u32, scope: &Scope) -> bool {
        let function = self.functions.iter().find(|function| function.oid == oid);
        function.is_some_and(|function| {
            self.scoped_tables(scope).any(|table| has_word(&function.body, &table.name.name))
        })
    }

    /// What a relation shows rows of, through views and policies of views, transitively; without itself.
    pub(crate) fn below(&self, relation: u32) -> BTreeSet<u32> {
        let (mut seen, mut next) = (BTreeSet::new(), vec![relation]);
        while let Some(from) = next.pop() {
            next.extend(self.referred(from).filter(|to| self.relation(*to).is_some() && seen.insert(*to)));
        }
        seen
    }

    /// Those whom a right has to be taken from before the application's role has it no more: itself, PUBLIC,
    /// and the roles whose rights it inherits. Never the owner, nor what the server brings along.
    pub(crate) fn grantees(&self, owner: Option<u32>) -> String {
        let roles = self.roles.iter().filter(|role| {
            role.app_inherits && Some(role.oid) != owner && !role.superuser && !role.name.starts_with("pg_")
        });
        let names = roles.map(|role| sql::ident(&role.name));
        names.chain(["PUBLIC".to_owned()]).collect::<Vec<_>>().join(", ")
    }

    /// The statement that takes rights on a relation from the application's role.
    pub(crate) fn revoke(&self, rights: &str, relation: &Relation) -> String {
        format!(
            "REVOKE {rights} ON {} FROM {};",
            sql::relation(relation),
            self.grantees(Some(relation.owner))
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn a_view_reads_as_the_owner_of_the_lowest_definer() {
        let (mut facts, scope) = fixture::sound();
        let other_role = fixture::add_role(&mut facts, "other").oid;
        fixture::add(&mut facts, 200, "lower", RelationKind::View, &[fixture::TASKS_OID, 200]);
        fixture::add(&mut facts, 201, "asker", RelationKind::View, &[fixture::TASKS_OID]).security_invoker =
            true;
        fixture::add(&mut facts, 202, "upper", RelationKind::View, &[200, 201]).owner = other_role;
        let upper = facts.relation(202).unwrap();
        let read: Vec<(u32, u32)> =
            facts.read_as_owner(upper, &scope).iter().map(|(table, role)| (table.oid, *role)).collect();
        assert_eq!(read, [(fixture::TASKS_OID, fixture::OWNER_OID)]);
    }

    #[test]
    fn what_forces_row_security_exempts_only_who_bypasses() {
        let (mut facts, scope) = fixture::sound();
        assert_eq!(facts.escape(fixture::OWNER_OID, &scope), None);
        facts.relations[fixture::LOG_PARTITION].forces_row_security = false;
        assert_eq!(facts.escape(fixture::OWNER_OID, &scope), None);
        facts.relations[fixture::TASKS].forces_row_security = false;
        facts.relations[fixture::LOG].row_security = false;
        assert_eq!(
            facts.escape(fixture::OWNER_OID, &scope).unwrap(),
            "`owner`, which owns `public.tasks` and 1 more and is not bound by their policies"
        );
        facts.roles[fixture::OWNER].bypasses_row_security = true;
        assert_eq!(
            facts.escape(fixture::OWNER_OID, &scope).unwrap(),
            "`owner`, which bypasses row-level security"
        );
    }

    #[test]
    fn rights_are_taken_from_everybody_who_passes_them_on_but_the_owner() {
        let (mut facts, _) = fixture::sound();
        fixture::add_role(&mut facts, "Writers").app_inherits = true;
        facts.roles[fixture::OWNER].app_inherits = true;
        assert_eq!(
            facts.revoke("TRUNCATE", &facts.relations[fixture::TASKS]),
            "REVOKE TRUNCATE ON public.tasks FROM app, \"Writers\", PUBLIC;"
        );
    }
}
