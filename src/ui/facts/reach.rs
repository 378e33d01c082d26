//! What scripts reach for beyond their database, as fields.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::roundtrip::reach::{Reach, Reaching};
use crate::model::roundtrip::shared::{SharedChange, SharedDifference, SharedKind};

/// A statement that reaches beyond its database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct StatementBeyond {
    file: String,
    /// Counted from 1.
    line: usize,
    /// Counted from 1, in characters.
    column: usize,
    /// `role`, `membership`, `database`, `tablespace`, `configuration`, `subscription`, `server_file`, `function`, or
    /// `block`: a block or a procedure outside a transaction.
    reach: &'static str,
    /// The function that acts on more than the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<String>,
}

/// An object of the whole server that a script changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::ui) struct SharedObject {
    /// `role`, `membership`, `settings`, `database`, `tablespace`, `comment`, `label`, `parameter`, `origin`,
    /// `subscription`, `dependency` or `password`.
    kind: &'static str,
    /// Empty for a password that the role may not see.
    name: String,
    /// `created`, `dropped` or `changed`.
    change: &'static str,
}

impl From<&Reaching> for StatementBeyond {
    fn from(reaching: &Reaching) -> Self {
        let (reach, function) = match &reaching.reach {
            Reach::Role => ("role", None),
            Reach::Membership => ("membership", None),
            Reach::Database => ("database", None),
            Reach::Tablespace => ("tablespace", None),
            Reach::Configuration => ("configuration", None),
            Reach::Subscription => ("subscription", None),
            Reach::ServerFile => ("server_file", None),
            Reach::Function(name) => ("function", Some(name.clone())),
            Reach::Block => ("block", None),
        };
        let (line, column) = (reaching.at.line, reaching.at.column);
        Self { file: reaching.file.clone(), line, column, reach, function }
    }
}

impl From<&SharedDifference> for SharedObject {
    fn from(difference: &SharedDifference) -> Self {
        let kind = match difference.kind {
            SharedKind::Role => "role",
            SharedKind::Membership => "membership",
            SharedKind::Settings => "settings",
            SharedKind::Database => "database",
            SharedKind::Tablespace => "tablespace",
            SharedKind::Comment => "comment",
            SharedKind::Label => "label",
            SharedKind::Parameter => "parameter",
            SharedKind::Origin => "origin",
            SharedKind::Subscription => "subscription",
            SharedKind::Dependency => "dependency",
            SharedKind::Password => "password",
        };
        let change = match difference.change {
            SharedChange::Created => "created",
            SharedChange::Dropped => "dropped",
            SharedChange::Changed => "changed",
        };
        Self { kind, name: difference.name.clone(), change }
    }
}
