//! A table and its dependents, as a part of the JSON document.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::docs::{
    Check, DocColumn, DocTable, Filling, ForeignKey, Grant, Index, KeyConstraint, KeyKind, Policy, Trigger,
};
use crate::model::sql::qualified_name::QualifiedName;

/// The name of something in a schema.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct NameView<'a> {
    schema: &'a str,
    name: &'a str,
}

/// A table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct TableView<'a> {
    #[serde(flatten)]
    name: NameView<'a>,
    /// Its rows are on another server.
    foreign: bool,
    /// `RANGE (created_at)`, where it is partitioned.
    partition_key: Option<&'a str>,
    comment: Option<&'a str>,
    columns: Vec<ColumnView<'a>>,
    keys: Vec<KeyView<'a>>,
    foreign_keys: Vec<ForeignKeyView<'a>>,
    checks: Vec<DefinitionView<'a>>,
    /// Without those behind a key.
    indexes: Vec<DefinitionView<'a>>,
    row_security: RowSecurityView,
    policies: Vec<PolicyView<'a>>,
    triggers: Vec<TriggerView<'a>>,
    grants: Vec<GrantView<'a>>,
}

/// A column.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnView<'a> {
    name: &'a str,
    /// As `format_type` writes it.
    r#type: &'a str,
    nullable: bool,
    /// An expression.
    default: Option<&'a str>,
    generated: Option<GeneratedView<'a>>,
    /// `always` or `by default`.
    identity: Option<&'static str>,
    comment: Option<&'a str>,
}

/// A column that is always computed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct GeneratedView<'a> {
    expression: &'a str,
    /// Kept in the row, not computed each time that it is read.
    stored: bool,
}

/// A primary key, unique or exclusion constraint.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct KeyView<'a> {
    name: &'a str,
    /// `primary`, `unique` or `exclusion`.
    kind: &'static str,
    columns: &'a [String],
    definition: &'a str,
    comment: Option<&'a str>,
}

/// A foreign key.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ForeignKeyView<'a> {
    name: &'a str,
    columns: &'a [String],
    target: NameView<'a>,
    target_columns: &'a [String],
    /// `CASCADE`, `NO ACTION` and so on.
    on_delete: &'a str,
    /// The columns that ON DELETE SET NULL or SET DEFAULT touches; empty: all.
    on_delete_columns: &'a [String],
    /// The same for UPDATE.
    on_update: &'a str,
    /// `deferrable`, `not validated` and whatever else is unusual.
    marks: &'a [String],
    comment: Option<&'a str>,
}

/// A check constraint or an index.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct DefinitionView<'a> {
    name: &'a str,
    definition: &'a str,
    comment: Option<&'a str>,
}

/// Row-level security.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct RowSecurityView {
    /// Whether policies hold at all.
    enabled: bool,
    /// For the owner, too.
    forced: bool,
}

/// A policy of row-level security.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct PolicyView<'a> {
    name: &'a str,
    /// Permissive policies widen what is seen, restrictive ones narrow it.
    permissive: bool,
    /// `ALL`, `SELECT` and so on.
    command: &'a str,
    /// Empty: everybody.
    roles: &'a [String],
    using: Option<&'a str>,
    with_check: Option<&'a str>,
    comment: Option<&'a str>,
}

/// A trigger.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct TriggerView<'a> {
    name: &'a str,
    definition: &'a str,
    /// `disabled`, `replica` or `always`, where it is not the usual way.
    firing: Option<&'a str>,
    comment: Option<&'a str>,
}

/// One right of one role.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct GrantView<'a> {
    /// `null`: everybody, `PUBLIC`.
    role: Option<&'a str>,
    privilege: &'a str,
    /// Empty: the whole table.
    columns: &'a [String],
    /// May be handed on.
    grantable: bool,
}

impl<'a> NameView<'a> {
    pub(super) fn of(name: &'a QualifiedName) -> Self {
        Self { schema: &name.schema, name: &name.name }
    }
}

impl<'a> TableView<'a> {
    pub(super) fn of(table: &'a DocTable) -> Self {
        let indexes = table.indexes.iter().filter(|index| !index.behind_key);
        Self {
            name: NameView::of(&table.name),
            foreign: table.foreign,
            partition_key: table.partition_key.as_deref(),
            comment: table.comment.as_deref(),
            columns: table.columns.iter().map(ColumnView::of).collect(),
            keys: table.keys.iter().map(KeyView::of).collect(),
            foreign_keys: table.foreign_keys.iter().map(ForeignKeyView::of).collect(),
            checks: table.checks.iter().map(DefinitionView::of_check).collect(),
            indexes: indexes.map(DefinitionView::of_index).collect(),
            row_security: RowSecurityView { enabled: table.row_security, forced: table.row_security_forced },
            policies: table.policies.iter().map(PolicyView::of).collect(),
            triggers: table.triggers.iter().map(TriggerView::of).collect(),
            grants: table.grants.iter().map(GrantView::of).collect(),
        }
    }
}

impl<'a> ColumnView<'a> {
    pub(super) fn of(column: &'a DocColumn) -> Self {
        let (default, generated, identity) = match &column.filling {
            Filling::Null => (None, None, None),
            Filling::Default(expression) => (Some(expression.as_str()), None, None),
            Filling::Generated { expression, stored } => {
                (None, Some(GeneratedView { expression, stored: *stored }), None)
            }
            Filling::Identity { always: true } => (None, None, Some("always")),
            Filling::Identity { always: false } => (None, None, Some("by default")),
        };
        Self {
            name: &column.name,
            r#type: &column.type_name,
            nullable: !column.not_null,
            default,
            generated,
            identity,
            comment: column.comment.as_deref(),
        }
    }
}

impl<'a> KeyView<'a> {
    fn of(key: &'a KeyConstraint) -> Self {
        let kind = match key.kind {
            KeyKind::Primary => "primary",
            KeyKind::Unique => "unique",
            KeyKind::Exclusion => "exclusion",
        };
        let KeyConstraint { name, columns, definition, comment, .. } = key;
        Self { name, kind, columns, definition, comment: comment.as_deref() }
    }
}

impl<'a> ForeignKeyView<'a> {
    fn of(key: &'a ForeignKey) -> Self {
        Self {
            name: &key.name,
            columns: &key.columns,
            target: NameView::of(&key.target),
            target_columns: &key.target_columns,
            on_delete: &key.on_delete,
            on_delete_columns: &key.delete_columns,
            on_update: &key.on_update,
            marks: &key.marks,
            comment: key.comment.as_deref(),
        }
    }
}

impl<'a> DefinitionView<'a> {
    fn of_check(check: &'a Check) -> Self {
        Self { name: &check.name, definition: &check.definition, comment: check.comment.as_deref() }
    }

    fn of_index(index: &'a Index) -> Self {
        Self { name: &index.name, definition: &index.definition, comment: index.comment.as_deref() }
    }
}

impl<'a> PolicyView<'a> {
    fn of(policy: &'a Policy) -> Self {
        Self {
            name: &policy.name,
            permissive: policy.permissive,
            command: &policy.command,
            roles: &policy.roles,
            using: policy.using.as_deref(),
            with_check: policy.with_check.as_deref(),
            comment: policy.comment.as_deref(),
        }
    }
}

impl<'a> TriggerView<'a> {
    fn of(trigger: &'a Trigger) -> Self {
        Self {
            name: &trigger.name,
            definition: &trigger.definition,
            firing: trigger.firing.as_deref(),
            comment: trigger.comment.as_deref(),
        }
    }
}

impl<'a> GrantView<'a> {
    pub(super) fn of(grant: &'a Grant) -> Self {
        Self {
            role: grant.role.as_deref(),
            privilege: &grant.privilege,
            columns: &grant.columns,
            grantable: grant.grantable,
        }
    }
}
