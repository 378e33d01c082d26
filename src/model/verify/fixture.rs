//! A sound schema for the tests of rules: each test breaks one thing.

use std::sync::Arc;

use super::catalog::{
    Command, Facts, ForeignKey, Function, Index, KeyAction, Policy, Reference, Relation, RelationKind,
    Rights, Role, Schema, TenantColumn,
};
use super::finding::{Hit, Severity};
use super::fixture_library;
use super::policy::condition::Condition;
use super::scope::{GlobalTable, Scope, TenancyNames};
use crate::model::sql::qualified_name::QualifiedName;

/// Where things stand in [`Facts::relations`].
pub(crate) const ORGANIZATIONS: usize = 0;
pub(crate) const TASKS: usize = 1;
pub(crate) const LOG: usize = 2;
pub(crate) const LOG_PARTITION: usize = 3;

/// Where roles stand.
pub(crate) const APP: usize = 0;
pub(crate) const OWNER: usize = 1;

/// The OIDs of relations are 100 and so on, of roles 10 and so on.
pub(crate) const TASKS_OID: u32 = 101;
pub(crate) const ORGANIZATIONS_OID: u32 = 100;
pub(crate) const OWNER_OID: u32 = 11;

pub(crate) const CANONICAL: &str = "(organization_id = ( SELECT (NULLIF(current_setting('app.org'::text, true), ''::text))::uuid AS \"nullif\"))";

/// An organization's tasks and a partitioned log, with a permissive and a restrictive policy each.
#[allow(clippy::too_many_lines, reason = "one thing after the other, and nothing to decide")]
pub(crate) fn sound() -> (Facts, Scope) {
    let role = |oid, name: &str, is_app| Role {
        oid,
        name: name.to_owned(),
        superuser: false,
        bypasses_row_security: false,
        replication: false,
        creates_roles: false,
        is_app,
        app_may_become: is_app,
        app_inherits: is_app,
        logins: Vec::new(),
    };
    let rights = Rights { select: true, insert: true, update: true, delete: true, ..Rights::default() };
    let table = |oid, name: &str, kind| Relation {
        oid,
        name: QualifiedName::new("public", name),
        kind,
        owner: OWNER_OID,
        parents: Vec::new(),
        is_partition: false,
        detach_pending: false,
        is_retired: false,
        row_security: true,
        forces_row_security: true,
        security_invoker: false,
        tenant: Some(TenantColumn { number: 1, type_name: "uuid".to_owned(), not_null: true }),
        rights,
    };
    let partition = Relation {
        parents: vec![102],
        is_partition: true,
        rights: Rights::default(),
        ..table(103, "log_2026_11", RelationKind::Table)
    };
    let policies = [100, 101, 102].into_iter().flat_map(|table| {
        [(true, "tenant_isolation"), (false, "tenant_floor")].map(|(permissive, name)| Policy {
            oid: table * 10 + u32::from(permissive),
            table,
            name: name.to_owned(),
            permissive,
            command: Command::All,
            applies: true,
            roles: vec![0],
            using: Some(condition(CANONICAL, table)),
            check: Some(condition(CANONICAL, table)),
            mentions_tenant: true,
            mentions_row: true,
        })
    });
    let facts = Facts {
        version: 150_020,
        roles: vec![role(10, "app", true), role(OWNER_OID, "owner", false)],
        schemas: vec![Schema { oid: 1, name: "public".to_owned(), app_may_use: true, app_may_create: false }],
        relations: vec![
            table(ORGANIZATIONS_OID, "organizations", RelationKind::Table),
            table(TASKS_OID, "tasks", RelationKind::Table),
            table(102, "log", RelationKind::Partitioned),
            partition,
        ],
        policies: policies.collect(),
        foreign_keys: vec![ForeignKey {
            name: "tasks_organization_fkey".to_owned(),
            table: TASKS_OID,
            target: ORGANIZATIONS_OID,
            columns: vec!["organization_id".to_owned()],
            target_columns: vec!["organization_id".to_owned()],
            pairs_tenants: true,
            is_indexed: true,
            is_validated: true,
            on_delete: KeyAction::Refuse,
            on_update: KeyAction::Refuse,
            moves_tenant: false,
        }],
        indexes: vec![Index {
            name: "tasks_pkey".to_owned(),
            table: TASKS_OID,
            is_unique: true,
            is_primary: true,
            is_valid: true,
            has_tenant: true,
            columns: vec![1, 2],
        }],
        library: Arc::new(fixture_library::library()),
        ..Facts::default()
    };
    let scope = Scope {
        names: TenancyNames {
            column: "organization_id".to_owned(),
            setting: "app.org".to_owned(),
            expression: None,
            value: None,
        },
        is_configured: true,
        app_role: "app".to_owned(),
        global: Vec::new(),
        exempt: Vec::new(),
        settings: Vec::new(),
        values: Vec::new(),
        category: crate::model::verify::probe_columns::Category::Uuid,
        shared: Vec::new(),
    };
    (facts, scope)
}

/// The same with permissive policies only: sound, and one innocent policy away from open.
pub(crate) fn without_floor() -> (Facts, Scope) {
    let (mut facts, scope) = sound();
    facts.policies.retain(|policy| policy.permissive);
    (facts, scope)
}

/// A permissive policy on the tasks, for every command and with one expression.
pub(crate) fn policy(name: &str, expression: &str) -> Policy {
    Policy {
        oid: 9000,
        table: TASKS_OID,
        name: name.to_owned(),
        permissive: true,
        command: Command::All,
        applies: true,
        roles: vec![0],
        using: Some(condition(expression, TASKS_OID)),
        check: None,
        mentions_tenant: expression.contains("organization_id"),
        mentions_row: expression.contains("_id"),
    }
}

/// Lets the tasks have none of a tenant.
pub(crate) fn tenant_may_be_absent(facts: &mut Facts) {
    let columns =
        Arc::make_mut(&mut facts.library).columns.get_mut(&TASKS_OID).expect("the fixture has tasks");
    for column in columns {
        column.not_null = false;
    }
}

/// What the expressions of the fixture refer to.
pub(crate) fn library() -> super::policy::library::Library {
    fixture_library::library()
}

/// A condition of a table's rows.
pub(crate) fn condition(text: &str, table: u32) -> Condition {
    Condition::of_text(text, table, &fixture_library::library())
}

/// A function without anything odd.
pub(crate) fn function(name: &str) -> Function {
    Function {
        oid: 500,
        name: name.to_owned(),
        owner: OWNER_OID,
        security_definer: false,
        path: Some("\"\"".to_owned()),
        config: Vec::new(),
        language: "sql".to_owned(),
        leakproof: false,
        immutable: false,
        app_may_execute: true,
        body: "SELECT 1".to_owned(),
    }
}

/// A table that is declared to be everybody's.
pub(crate) fn global(table: &str) -> GlobalTable {
    GlobalTable { table: table.to_owned(), reason: "the same list for all".to_owned() }
}

/// The objects of hits, in order.
pub(crate) fn objects(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|hit| hit.object.clone()).collect()
}

/// The severities of hits, in order; `None` is the rule's own.
pub(crate) fn severities(hits: &[Hit]) -> Vec<Option<Severity>> {
    hits.iter().map(|hit| hit.severity).collect()
}

/// Adds something of the owner's that the application's role may read and that refers to other relations.
pub(crate) fn add<'a>(
    facts: &'a mut Facts,
    oid: u32,
    name: &str,
    kind: RelationKind,
    from: &[u32],
) -> &'a mut Relation {
    facts.references.extend(from.iter().map(|to| Reference { from: oid, to: *to }));
    facts.relations.push(Relation {
        oid,
        name: QualifiedName::new("public", name),
        kind,
        row_security: false,
        forces_row_security: false,
        tenant: None,
        rights: Rights { select: true, ..Rights::default() },
        ..facts.relations[TASKS].clone()
    });
    facts.relations.last_mut().expect("just pushed")
}

/// Adds a role that has nothing to do with the application's.
pub(crate) fn add_role<'a>(facts: &'a mut Facts, name: &str) -> &'a mut Role {
    let oid = 20 + u32::try_from(facts.roles.len()).expect("few roles");
    facts.roles.push(Role { oid, name: name.to_owned(), ..facts.roles[OWNER].clone() });
    facts.roles.last_mut().expect("just pushed")
}
