//! The same facts as a part of the JSON document, every text exactly as the server gave it.

use serde_json::{Map, Value, json};

use crate::model::docs::{Column, Docs, Domain, Enum, Filling, Function, Grant, KeyKind, Name, Table, View};

/// Adds everything that is documented to a document.
pub(crate) fn document(root: &mut Map<String, Value>, docs: &Docs) {
    let schemas = docs.schemas.iter().map(|one| json!({ "name": one.name, "comment": one.comment }));
    root.insert("schemas".to_owned(), schemas.collect());
    root.insert("tables".to_owned(), docs.tables.iter().map(table).collect());
    root.insert("views".to_owned(), docs.views.iter().map(view).collect());
    root.insert("enums".to_owned(), docs.enums.iter().map(enumeration).collect());
    root.insert("domains".to_owned(), docs.domains.iter().map(domain).collect());
    root.insert("functions".to_owned(), docs.functions.iter().map(function).collect());
}

/// An object with the name of something first.
fn named(name: &Name, facts: Value) -> Value {
    let mut object = Map::new();
    object.insert("schema".to_owned(), json!(name.schema));
    object.insert("name".to_owned(), json!(name.name));
    if let Value::Object(facts) = facts {
        object.extend(facts);
    }
    Value::Object(object)
}

fn table(table: &Table) -> Value {
    let keys = table.keys.iter().map(|key| {
        let kind = match key.kind {
            KeyKind::Primary => "primary",
            KeyKind::Unique => "unique",
            KeyKind::Exclusion => "exclusion",
        };
        json!({ "name": key.name, "kind": kind, "columns": key.columns, "definition": key.definition, "comment": key.comment })
    });
    let foreign_keys = table.foreign_keys.iter().map(|key| {
        json!({
            "name": key.name, "columns": key.columns, "target": named(&key.target, json!({})),
            "target_columns": key.target_columns, "on_delete": key.on_delete,
            "on_delete_columns": key.delete_columns, "on_update": key.on_update, "marks": key.marks,
            "comment": key.comment,
        })
    });
    let checks = table
        .checks
        .iter()
        .map(|check| json!({ "name": check.name, "definition": check.definition, "comment": check.comment }));
    let indexes =
        table.indexes.iter().filter(|index| !index.behind_key).map(
            |index| json!({ "name": index.name, "definition": index.definition, "comment": index.comment }),
        );
    let policies = table.policies.iter().map(|policy| {
        json!({
            "name": policy.name, "permissive": policy.permissive, "command": policy.command,
            "roles": policy.roles, "using": policy.using, "with_check": policy.with_check,
            "comment": policy.comment,
        })
    });
    let triggers = table.triggers.iter().map(|trigger| {
        json!({
            "name": trigger.name, "definition": trigger.definition, "firing": trigger.firing,
            "comment": trigger.comment,
        })
    });
    named(
        &table.name,
        json!({
            "foreign": table.foreign, "partition_key": table.partition_key, "comment": table.comment,
            "columns": table.columns.iter().map(column).collect::<Value>(),
            "keys": keys.collect::<Value>(), "foreign_keys": foreign_keys.collect::<Value>(),
            "checks": checks.collect::<Value>(), "indexes": indexes.collect::<Value>(),
            "row_security": { "enabled": table.row_security, "forced": table.row_security_forced },
            "policies": policies.collect::<Value>(), "triggers": triggers.collect::<Value>(),
            "grants": table.grants.iter().map(grant).collect::<Value>(),
        }),
    )
}

fn column(column: &Column) -> Value {
    let (default, generated, identity) = match &column.filling {
        Filling::Null => (None, None, None),
        Filling::Default(expression) => (Some(expression), None, None),
        Filling::Generated { expression, stored } => {
            (None, Some(json!({ "expression": expression, "stored": stored })), None)
        }
        Filling::Identity { always } => (None, None, Some(if *always { "always" } else { "by default" })),
    };
    json!({
        "name": column.name, "type": column.type_name, "nullable": !column.not_null, "default": default,
        "generated": generated, "identity": identity, "comment": column.comment,
    })
}

fn grant(grant: &Grant) -> Value {
    json!({
        "role": grant.role, "privilege": grant.privilege, "columns": grant.columns,
        "grantable": grant.grantable,
    })
}

fn view(view: &View) -> Value {
    named(
        &view.name,
        json!({
            "materialized": view.materialized, "security_invoker": view.security_invoker,
            "comment": view.comment, "columns": view.columns.iter().map(column).collect::<Value>(),
            "grants": view.grants.iter().map(grant).collect::<Value>(),
        }),
    )
}

fn enumeration(one: &Enum) -> Value {
    named(&one.name, json!({ "labels": one.labels, "comment": one.comment }))
}

fn domain(one: &Domain) -> Value {
    named(
        &one.name,
        json!({
            "type": one.base, "nullable": !one.not_null, "default": one.default, "checks": one.checks,
            "comment": one.comment,
        }),
    )
}

fn function(one: &Function) -> Value {
    named(
        &one.name,
        json!({
            "kind": one.kind, "arguments": one.arguments, "returns": one.returns, "language": one.language,
            "volatility": one.volatility, "security_definer": one.security_definer, "comment": one.comment,
        }),
    )
}
