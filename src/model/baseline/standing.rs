//! Who takes a database over, and what there is of others' making.

use crate::model::sql::quote::to_paste;

/// What the catalog says about the role that takes the database over, and about what it does not own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The role that connects, and that will own what the pair makes.
    pub(crate) role: String,
    pub(crate) is_superuser: bool,
    /// The schema of the history.
    pub(crate) home: String,
    /// Whether that role may do what the owner of the schema `public` may.
    pub(crate) owns_public: bool,
    pub(crate) extensions: Vec<ExtensionOf>,
    /// Schemas of other roles that hold an extension of other roles.
    pub(crate) schemas_of_others: Vec<String>,
    /// The roles that something of the database belongs or is granted to, without the one that connects.
    pub(crate) roles: Vec<NeededRole>,
}

/// An extension of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExtensionOf {
    pub(crate) name: String,
    pub(crate) schema: String,
    /// Whether the role that connects may do what its owner may.
    pub(crate) is_own: bool,
    /// Whether its comment is the one that it came with.
    pub(crate) has_usual_comment: bool,
}

/// A role that statements of the pair name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NeededRole {
    pub(crate) name: String,
    /// Some things belong to superusers alone, such as event triggers.
    pub(crate) is_superuser: bool,
}

impl ExtensionOf {
    /// Its schema as a statement takes it: `public` is no name of a role there.
    pub(super) fn schema_to_paste(&self) -> String {
        if self.schema == "public" { self.schema.clone() } else { to_paste(&self.schema) }
    }
}

impl Standing {
    /// Whether an administrator made this extension.
    pub(super) fn is_extension_of_others(&self, name: &str) -> bool {
        self.extensions.iter().any(|extension| extension.name == name && !extension.is_own)
    }

    /// Whether a schema is there before the first migration: that of the history, and those of an administrator's
    /// extensions.
    pub(super) fn is_schema_of_others(&self, name: &str) -> bool {
        self.schemas_of_others.iter().any(|schema| schema == name)
    }

    /// Whether the schema holds the history, and is not the one that every database has.
    pub(super) fn is_home(&self, schema: &str) -> bool {
        schema == self.home && schema != "public"
    }
}
