//! What the catalog says, as far as isolation depends on it. Without system schemas and extensions.

use std::fmt;
use std::sync::Arc;

pub(crate) use super::catalog_objects::{
    Actor, DefaultRights, Function, ParameterRight, Publication, Rewrite, Rights, RoleSetting, SystemRight,
    Trigger,
};
use super::judgements::Judgements;
use super::policy::condition::Condition;
use super::policy::library::Library;
use crate::model::sql::qualified_name::QualifiedName;

/// Everything that the rules judge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// `server_version_num`.
    pub(crate) version: i32,
    pub(crate) roles: Vec<Role>,
    pub(crate) schemas: Vec<Schema>,
    pub(crate) relations: Vec<Relation>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) functions: Vec<Function>,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) rewrites: Vec<Rewrite>,
    /// What a view, a materialized view or a policy refers to.
    pub(crate) references: Vec<Reference>,
    pub(crate) default_rights: Vec<DefaultRights>,
    pub(crate) settings: Vec<RoleSetting>,
    pub(crate) publications: Vec<Publication>,
    pub(crate) event_triggers: Vec<String>,
    /// Name and version.
    pub(crate) extensions: Vec<(String, String)>,
    /// Roles beside the application's that rows are reached as.
    pub(crate) actors: Vec<Actor>,
    pub(crate) parameters: Vec<ParameterRight>,
    pub(crate) system_rights: Vec<SystemRight>,
    /// The database.
    pub(crate) database: String,
    pub(crate) app_may_create_schemas: bool,
    /// How many large objects there are.
    pub(crate) large_objects: i64,
    /// What expressions refer to.
    pub(crate) library: Arc<Library>,
    /// What was judged of them; `None` before that.
    pub(crate) judgements: Option<Judgements>,
}

/// A role of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "attributes of a role that do not exclude one another")]
pub(crate) struct Role {
    pub(crate) oid: u32,
    pub(crate) name: String,
    pub(crate) superuser: bool,
    pub(crate) bypasses_row_security: bool,
    pub(crate) replication: bool,
    pub(crate) creates_roles: bool,
    /// It is the application's role.
    pub(crate) is_app: bool,
    /// The application's role may become it (SET ROLE).
    pub(crate) app_may_become: bool,
    /// The application's role has its rights without becoming it.
    pub(crate) app_inherits: bool,
    /// The OIDs of the application's logins, roles with LOGIN that are members of its role, that may become it
    /// or are it.
    pub(crate) logins: Vec<u32>,
}

/// A schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Schema {
    pub(crate) oid: u32,
    pub(crate) name: String,
    pub(crate) app_may_use: bool,
    pub(crate) app_may_create: bool,
}

/// What a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelationKind {
    Table,
    Partitioned,
    View,
    MaterializedView,
    Foreign,
    Sequence,
}

/// A table, a view or a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "facts of the catalog that do not exclude one another")]
pub(crate) struct Relation {
    pub(crate) oid: u32,
    pub(crate) name: QualifiedName,
    pub(crate) kind: RelationKind,
    /// The owner's OID.
    pub(crate) owner: u32,
    /// The tables that it is a partition or an inheritance child of.
    pub(crate) parents: Vec<u32>,
    pub(crate) is_partition: bool,
    /// A DETACH CONCURRENTLY was begun and not finished.
    pub(crate) detach_pending: bool,
    /// It bears the mark of a partition that `partitions retire` detached.
    pub(crate) is_retired: bool,
    pub(crate) row_security: bool,
    pub(crate) forces_row_security: bool,
    /// A view with `security_invoker`.
    pub(crate) security_invoker: bool,
    pub(crate) tenant: Option<TenantColumn>,
    pub(crate) rights: Rights,
}

/// The column that says whose a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TenantColumn {
    /// `attnum`.
    pub(crate) number: i16,
    /// As `format_type` writes it.
    pub(crate) type_name: String,
    pub(crate) not_null: bool,
}

/// A command that a policy is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    All,
    Select,
    Insert,
    Update,
    Delete,
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "facts of the catalog that do not exclude one another")]
pub(crate) struct Policy {
    pub(crate) oid: u32,
    /// The table's OID.
    pub(crate) table: u32,
    pub(crate) name: String,
    pub(crate) permissive: bool,
    pub(crate) command: Command,
    /// It is for PUBLIC, the application's role, or a role whose rights that inherits.
    pub(crate) applies: bool,
    /// The roles that it is for; 0 is PUBLIC.
    pub(crate) roles: Vec<u32>,
    /// As the server prints it.
    pub(crate) using: Option<Condition>,
    pub(crate) check: Option<Condition>,
    /// The expressions mention the table's own tenant column.
    pub(crate) mentions_tenant: bool,
    /// The expressions mention a column of the table's own.
    pub(crate) mentions_row: bool,
}

/// What something else depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The OID of a view, a materialized view or a policy.
    pub(crate) from: u32,
    /// The OID of a relation or a function.
    pub(crate) to: u32,
}

/// A foreign key, of a partition only where its table does not have it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "facts of the catalog that do not exclude one another")]
pub(crate) struct ForeignKey {
    pub(crate) name: String,
    /// The OID of the table that has it.
    pub(crate) table: u32,
    /// The OID of the table that it refers to.
    pub(crate) target: u32,
    /// Its columns, in order.
    pub(crate) columns: Vec<String>,
    /// The columns that they refer to, in the same order.
    pub(crate) target_columns: Vec<String>,
    /// It pairs the tenant columns of both tables.
    pub(crate) pairs_tenants: bool,
    /// An index begins with its columns, in any order.
    pub(crate) is_indexed: bool,
    pub(crate) is_validated: bool,
    pub(crate) on_delete: KeyAction,
    pub(crate) on_update: KeyAction,
    /// It sets the tenant column to its default.
    pub(crate) moves_tenant: bool,
}

/// What a foreign key does with the rows that refer to a changed one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum KeyAction {
    #[default]
    Refuse,
    Cascade,
    SetNull,
    SetDefault,
}

/// An index.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "facts of the catalog that do not exclude one another")]
pub(crate) struct Index {
    pub(crate) name: String,
    /// The table's OID.
    pub(crate) table: u32,
    pub(crate) is_unique: bool,
    pub(crate) is_primary: bool,
    pub(crate) is_valid: bool,
    /// The tenant column is among its key columns.
    pub(crate) has_tenant: bool,
    /// The numbers of its key columns; 0 for an expression.
    pub(crate) columns: Vec<i16>,
}

/// With its schema, as a person writes it.
impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

impl Relation {
    /// Whether it holds rows of its own or of its partitions.
    pub(crate) fn is_table(&self) -> bool {
        matches!(self.kind, RelationKind::Table | RelationKind::Partitioned)
    }
}

impl Facts {
    /// The relation of an OID.
    pub(crate) fn relation(&self, oid: u32) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.oid == oid)
    }

    /// A relation as a person writes it, whether it is known or not.
    pub(crate) fn relation_name(&self, oid: u32) -> String {
        self.relation(oid).map_or_else(|| format!("oid {oid}"), Relation::to_string)
    }

    /// The role of an OID.
    pub(crate) fn role(&self, oid: u32) -> Option<&Role> {
        self.roles.iter().find(|role| role.oid == oid)
    }

    /// The policies of a table.
    pub(crate) fn policies_of(&self, table: u32) -> impl Iterator<Item = &Policy> {
        self.policies.iter().filter(move |policy| policy.table == table)
    }

    /// What something refers to, directly.
    pub(crate) fn referred(&self, from: u32) -> impl Iterator<Item = u32> {
        self.references.iter().filter(move |reference| reference.from == from).map(|reference| reference.to)
    }
}
