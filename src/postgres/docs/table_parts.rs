//! The parts of a table: from rows to columns, keys, policies and the rest.

use tokio_postgres::{Error, Row};

use crate::model::docs::{
    Check, DocColumn, Filling, ForeignKey, Grant, Index, KeyConstraint, KeyKind, Policy, Trigger,
};
use crate::model::sql::qualified_name::QualifiedName;

/// A row of `docs_columns.sql`.
pub(super) fn column(row: &Row) -> Result<DocColumn, Error> {
    Ok(DocColumn {
        name: row.try_get("name")?,
        type_name: row.try_get("type_name")?,
        not_null: row.try_get("not_null")?,
        filling: filling(row)?,
        comment: row.try_get("comment")?,
    })
}

fn filling(row: &Row) -> Result<Filling, Error> {
    let expression: Option<String> = row.try_get("expression")?;
    let (generated, identity): (&str, &str) = (row.try_get("generated")?, row.try_get("identity")?);
    Ok(match (generated, identity, expression) {
        (_, "a" | "d", _) => Filling::Identity { always: identity == "a" },
        ("", _, Some(expression)) => Filling::Default(expression),
        (_, _, Some(expression)) => Filling::Generated { expression, stored: generated == "s" },
        (_, _, None) => Filling::Null,
    })
}

/// A row of `docs_keys.sql`.
pub(super) fn key(row: &Row) -> Result<KeyConstraint, Error> {
    Ok(KeyConstraint {
        name: row.try_get("name")?,
        kind: match row.try_get("kind")? {
            "p" => KeyKind::Primary,
            "u" => KeyKind::Unique,
            _ => KeyKind::Exclusion,
        },
        columns: row.try_get("columns")?,
        definition: row.try_get("definition")?,
        comment: row.try_get("comment")?,
    })
}

/// A row of `catalog/sql/foreign_keys.sql`.
pub(super) fn foreign_key(row: &Row) -> Result<ForeignKey, Error> {
    Ok(ForeignKey {
        name: row.try_get("name")?,
        columns: row.try_get("columns")?,
        target: QualifiedName { schema: row.try_get("target_schema")?, name: row.try_get("target")? },
        target_columns: row.try_get("target_columns")?,
        on_delete: row.try_get("on_delete")?,
        delete_columns: row.try_get("delete_columns")?,
        on_update: row.try_get("on_update")?,
        marks: row.try_get("marks")?,
        comment: row.try_get("comment")?,
    })
}

/// A row of `docs_checks.sql`.
pub(super) fn check(row: &Row) -> Result<Check, Error> {
    Ok(Check {
        name: row.try_get("name")?,
        definition: row.try_get("definition")?,
        comment: row.try_get("comment")?,
    })
}

/// A row of `docs_indexes.sql`.
pub(super) fn index(row: &Row) -> Result<Index, Error> {
    Ok(Index {
        name: row.try_get("name")?,
        definition: row.try_get("definition")?,
        behind_key: row.try_get("behind_key")?,
        unique_columns: row.try_get("unique_columns")?,
        comment: row.try_get("comment")?,
    })
}

/// A row of `docs_policies.sql`.
pub(super) fn policy(row: &Row) -> Result<Policy, Error> {
    Ok(Policy {
        name: row.try_get("name")?,
        permissive: row.try_get("permissive")?,
        command: row.try_get("command")?,
        roles: row.try_get("roles")?,
        using: row.try_get("using_expression")?,
        with_check: row.try_get("check_expression")?,
        comment: row.try_get("comment")?,
    })
}

/// A row of `docs_triggers.sql`.
pub(super) fn trigger(row: &Row) -> Result<Trigger, Error> {
    Ok(Trigger {
        name: row.try_get("name")?,
        definition: row.try_get("definition")?,
        firing: row.try_get("firing")?,
        comment: row.try_get("comment")?,
    })
}

/// A row of `docs_grants.sql`.
pub(super) fn grant(row: &Row) -> Result<Grant, Error> {
    Ok(Grant {
        role: row.try_get("role")?,
        privilege: row.try_get("privilege")?,
        grantable: row.try_get("grantable")?,
        columns: row.try_get("columns")?,
    })
}
