//! What the catalog says beside tables: functions, triggers, rules, default privileges, settings, publications.

use std::collections::{BTreeMap, BTreeSet};

/// What the application's role may do, with its own rights, those that it inherits and PUBLIC's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "rights that do not exclude one another")]
pub(crate) struct Rights {
    /// Of one column, too.
    pub(crate) select: bool,
    /// Of one column, too.
    pub(crate) insert: bool,
    /// Of one column, too.
    pub(crate) update: bool,
    pub(crate) delete: bool,
    pub(crate) truncate: bool,
    pub(crate) trigger: bool,
    /// Of one column, too.
    pub(crate) references: bool,
    /// From 17 on.
    pub(crate) maintain: bool,
}

/// A function or procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "attributes of a function that do not exclude one another")]
pub(crate) struct Function {
    pub(crate) oid: u32,
    /// With its schema and the types of its arguments.
    pub(crate) name: String,
    /// The owner's OID.
    pub(crate) owner: u32,
    pub(crate) security_definer: bool,
    /// The search path that it runs with; `None`: the caller's.
    pub(crate) path: Option<String>,
    /// Settings that it runs with: `name=value`.
    pub(crate) config: Vec<String>,
    pub(crate) language: String,
    pub(crate) leakproof: bool,
    pub(crate) immutable: bool,
    pub(crate) app_may_execute: bool,
    /// Its source.
    pub(crate) body: String,
}

/// A trigger that somebody made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub(crate) name: String,
    /// The table's OID.
    pub(crate) table: u32,
    /// The function's OID.
    pub(crate) function: u32,
}

/// A rewrite rule beside those of views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rewrite {
    pub(crate) name: String,
    /// The relation's OID.
    pub(crate) relation: u32,
}

/// Rights on tables that will be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DefaultRights {
    /// The role whose tables they are.
    pub(crate) role: String,
    /// `None`: in every schema.
    pub(crate) schema: Option<String>,
    /// To PUBLIC, the application's role or a role that it inherits.
    pub(crate) reach_app: bool,
    /// The right to create in schemas that will be made.
    pub(crate) of_schemas: bool,
}

/// A setting that a role, a database or the server's configuration brings along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RoleSetting {
    /// `None`: every role.
    pub(crate) role: Option<String>,
    /// `None`: every database.
    pub(crate) database: Option<String>,
    /// It stands in the server's configuration, for every role and database.
    pub(crate) is_of_server: bool,
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A role beside the application's that rows are reached as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Actor {
    pub(crate) role: u32,
    /// The roles whose rights it has.
    pub(crate) has: BTreeSet<u32>,
    /// By the OID of a relation.
    pub(crate) rights: BTreeMap<u32, Rights>,
}

/// A setting that only a superuser makes, and that the application's role may make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParameterRight {
    pub(crate) name: String,
    /// `SET` or `ALTER SYSTEM`.
    pub(crate) privilege: String,
}

/// A right on something of the system's own that initdb did not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SystemRight {
    /// As a person writes it.
    pub(crate) name: String,
    /// As GRANT writes it: `TABLE ..`, `FUNCTION ..`.
    pub(crate) statement: String,
    pub(crate) privilege: String,
    pub(crate) grantee: String,
}

/// A publication and how many tables it sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Publication {
    pub(crate) name: String,
    /// The OIDs of its tables.
    pub(crate) tables: Vec<u32>,
}
