//! What the catalog says beside tables: functions, triggers, rules, default privileges, settings, publications.

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
    pub(crate) fixes_search_path: bool,
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
}

/// A setting that a role or database brings along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RoleSetting {
    /// `None`: every role.
    pub(crate) role: Option<String>,
    /// `None`: every database.
    pub(crate) database: Option<String>,
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A publication and how many tables it sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Publication {
    pub(crate) name: String,
    /// The OIDs of its tables.
    pub(crate) tables: Vec<u32>,
}
