//! Tables, policies, keys and indexes, and what the application's role may do.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Row};

use crate::model::migration::bookkeeping::NAMES;
use crate::model::verify::catalog::{
    Command, ForeignKey, Index, KeyAction, Policy, Relation, RelationKind, Rights, TenantColumn,
};
use crate::model::verify::policy::condition::Condition;
use crate::postgres::connection::named_row::qualified_name;

const RELATIONS: &str = include_str!("sql/relations.sql");
const POLICIES: &str = include_str!("sql/policies.sql");
const FOREIGN_KEYS: &str = include_str!("sql/foreign_keys.sql");
const INDEXES: &str = include_str!("sql/indexes.sql");

/// Whose rights are asked for, and which column says whose a row is.
pub(super) struct RelationReader<'a> {
    pub(super) client: &'a Client,
    /// The OID of the application's role; 0 where there is none.
    pub(super) app: u32,
    pub(super) column: &'a str,
}

impl RelationReader<'_> {
    pub(super) async fn relations(&self) -> Result<Vec<Relation>, Error> {
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(&self.app, Type::OID), (&self.column, Type::TEXT)];
        let rows = self.client.query_typed(RELATIONS, &values).await?;
        let relations = rows.iter().map(relation).collect::<Result<Vec<_>, _>>()?;
        Ok(relations.into_iter().filter(|relation| !is_bookkeeping(relation)).collect())
    }

    pub(super) async fn policies(&self) -> Result<Vec<Policy>, Error> {
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(&self.app, Type::OID), (&self.column, Type::TEXT)];
        self.client.query_typed(POLICIES, &values).await?.iter().map(policy).collect()
    }

    pub(super) async fn foreign_keys(&self) -> Result<Vec<ForeignKey>, Error> {
        let rows = self.client.query_typed(FOREIGN_KEYS, &[(&self.column, Type::TEXT)]).await?;
        rows.iter()
            .map(|row| {
                Ok(ForeignKey {
                    name: row.try_get("name")?,
                    table: row.try_get("relation")?,
                    target: row.try_get("target")?,
                    pairs_tenants: row.try_get("pairs_tenants")?,
                    columns: row.try_get("columns")?,
                    target_columns: row.try_get("target_columns")?,
                    is_indexed: row.try_get("is_indexed")?,
                    is_validated: row.try_get("is_validated")?,
                    on_delete: action(row, "on_delete")?,
                    on_update: action(row, "on_update")?,
                    moves_tenant: row.try_get("moves_tenant")?,
                })
            })
            .collect()
    }

    pub(super) async fn indexes(&self) -> Result<Vec<Index>, Error> {
        let rows = self.client.query_typed(INDEXES, &[(&self.column, Type::TEXT)]).await?;
        rows.iter()
            .map(|row| {
                Ok(Index {
                    name: row.try_get("name")?,
                    table: row.try_get("relation")?,
                    is_unique: row.try_get("is_unique")?,
                    is_primary: row.try_get("is_primary")?,
                    is_valid: row.try_get("is_valid")?,
                    has_tenant: row.try_get("has_tenant")?,
                    columns: row.try_get("columns")?,
                })
            })
            .collect()
    }
}

/// What a foreign key does with the rows that refer to a changed one.
fn action(row: &Row, column: &str) -> Result<KeyAction, Error> {
    let action: String = row.try_get(column)?;
    Ok(match action.as_str() {
        "c" => KeyAction::Cascade,
        "n" => KeyAction::SetNull,
        "d" => KeyAction::SetDefault,
        _ => KeyAction::Refuse,
    })
}

/// Whether it is a table of ours, which holds no rows of tenants. One that the application may write to is a finding like
/// any other.
fn is_bookkeeping(relation: &Relation) -> bool {
    let Rights { insert, update, delete, truncate, trigger, references, .. } = relation.rights;
    let may_write = insert || update || delete || truncate || trigger || references;
    relation.is_table() && NAMES.contains(&relation.name.name.as_str()) && !may_write
}

fn relation(row: &Row) -> Result<Relation, Error> {
    let kind: String = row.try_get("kind")?;
    let tenant = match row.try_get::<_, Option<i16>>("tenant_number")? {
        None => None,
        Some(number) => Some(TenantColumn {
            number,
            type_name: row.try_get("tenant_type")?,
            not_null: row.try_get("tenant_not_null")?,
        }),
    };
    Ok(Relation {
        oid: row.try_get("oid")?,
        name: qualified_name(row)?,
        kind: match kind.as_str() {
            "p" => RelationKind::Partitioned,
            "v" => RelationKind::View,
            "m" => RelationKind::MaterializedView,
            "f" => RelationKind::Foreign,
            "S" => RelationKind::Sequence,
            _ => RelationKind::Table,
        },
        owner: row.try_get("owner")?,
        parents: row.try_get("parents")?,
        is_partition: row.try_get("is_partition")?,
        detach_pending: row.try_get("pending")?,
        is_retired: row.try_get("retired")?,
        row_security: row.try_get("row_security")?,
        forces_row_security: row.try_get("forced")?,
        security_invoker: row.try_get("invoker")?,
        tenant,
        rights: rights(row)?,
    })
}

/// What may be done with a relation.
pub(super) fn rights(row: &Row) -> Result<Rights, Error> {
    Ok(Rights {
        select: row.try_get("may_select")?,
        insert: row.try_get("may_insert")?,
        update: row.try_get("may_update")?,
        delete: row.try_get("may_delete")?,
        truncate: row.try_get("may_truncate")?,
        trigger: row.try_get("may_trigger")?,
        references: row.try_get("may_reference")?,
        maintain: row.try_get("may_maintain")?,
    })
}

/// A condition as the server prints and as it stores it.
fn condition(row: &Row, text: &str, tree: &str) -> Result<Option<Condition>, Error> {
    let (text, tree): (Option<String>, Option<&str>) = (row.try_get(text)?, row.try_get(tree)?);
    Ok(text.zip(tree).map(|(text, tree)| Condition::of_server(text, tree)))
}

fn policy(row: &Row) -> Result<Policy, Error> {
    let command: String = row.try_get("command")?;
    Ok(Policy {
        oid: row.try_get("oid")?,
        table: row.try_get("relation")?,
        name: row.try_get("name")?,
        permissive: row.try_get("permissive")?,
        command: match command.as_str() {
            "r" => Command::Select,
            "a" => Command::Insert,
            "w" => Command::Update,
            "d" => Command::Delete,
            _ => Command::All,
        },
        applies: row.try_get("applies")?,
        roles: row.try_get("roles")?,
        using: condition(row, "using_text", "using_tree")?,
        check: condition(row, "check_text", "check_tree")?,
        mentions_tenant: row.try_get("mentions_tenant")?,
        mentions_row: row.try_get("mentions_row")?,
    })
}
