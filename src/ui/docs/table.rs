//! The tables of a page: a list of all, then each with its columns and its dependents.

use std::collections::HashMap;

use super::access;
use super::escape::{code, code_cell, inline, name, prose};
use super::lists::{item, list, remark, table as grid, yes};
use super::names::{PageNames, ident, idents};
use crate::model::docs::sql_line::one_line;
use crate::model::docs::{DocColumn, DocTable, Filling, ForeignKey};

/// Every heading of a page that a table's heading could be confused with.
const HEADINGS: [&str; 6] = ["schemas", "diagram", "tables", "views", "domains", "functions"];

/// The section of the tables.
pub(super) fn section(tables: &[DocTable], names: PageNames<'_>) -> String {
    let mut anchors: HashMap<String, usize> = HEADINGS.iter().map(|head| ((*head).to_owned(), 1)).collect();
    for table in tables {
        *anchors.entry(anchor(&names.plain(&table.name))).or_default() += 1;
    }
    let rows = tables.iter().map(|table| {
        let plain = names.plain(&table.name);
        let anchor = anchor(&plain);
        let shown = name(&plain);
        // A link that may lead to the wrong place is worse than none.
        let is_sure = anchors[&anchor] == 1 && anchor.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let link = if is_sure { format!("[{shown}](#{anchor})") } else { shown };
        vec![link, table.comment.as_deref().map(inline).unwrap_or_default()]
    });
    let mut text = format!("\n## Tables\n{}", grid(&["Table", "Comment"], rows));
    for table in tables {
        text.push_str(&table_section(table, names));
    }
    text
}

/// Where a heading of a plain name can be linked to.
fn anchor(plain: &str) -> String {
    plain.to_lowercase().replace('.', "")
}

fn table_section(table: &DocTable, names: PageNames<'_>) -> String {
    let mut text = format!("\n### {}\n", name(&names.plain(&table.name)));
    if let Some(comment) = &table.comment {
        text.push_str(&format!("\n{}\n", prose(comment)));
    }
    if table.foreign {
        text.push_str("\nA foreign table: its rows are on another server.\n");
    }
    if let Some(key) = &table.partition_key {
        text.push_str(&format!("\nPartitioned by {}.\n", code(&one_line(key))));
    }
    if !table.columns.is_empty() {
        text.push_str(&grid(
            &["Column", "Type", "Null", "Default", "Comment"],
            table.columns.iter().map(column),
        ));
    }
    let keys: Vec<String> =
        table.keys.iter().map(|key| defined(&key.name, &key.definition, key.comment.as_deref())).collect();
    text.push_str(&list("Keys", &keys));
    let foreign: Vec<String> = table.foreign_keys.iter().map(|key| foreign_key(key, names)).collect();
    text.push_str(&list("Foreign keys", &foreign));
    let checks: Vec<String> = table
        .checks
        .iter()
        .map(|check| defined(&check.name, &check.definition, check.comment.as_deref()))
        .collect();
    text.push_str(&list("Checks", &checks));
    let indexes: Vec<String> = table
        .indexes
        .iter()
        .filter(|index| !index.behind_key)
        .map(|index| format!("{}{}", code(&one_line(&index.definition)), remark(index.comment.as_deref())))
        .collect();
    text.push_str(&list("Indexes", &indexes));
    text.push_str(&access::row_security(table));
    let triggers: Vec<String> = table.triggers.iter().map(trigger).collect();
    text.push_str(&list("Triggers", &triggers));
    text.push_str(&access::grants(&table.grants));
    text
}

fn column(column: &DocColumn) -> Vec<String> {
    let default = match &column.filling {
        Filling::Null => String::new(),
        Filling::Default(expression) => code_cell(&one_line(expression)),
        Filling::Generated { expression, stored } => {
            let kind = if *stored { "stored" } else { "virtual" };
            format!("generated, {kind}: {}", code_cell(&one_line(expression)))
        }
        Filling::Identity { always: true } => "identity, always".to_owned(),
        Filling::Identity { always: false } => "identity, by default".to_owned(),
    };
    vec![
        code_cell(&column.name),
        code_cell(&column.type_name),
        yes(!column.not_null),
        default,
        column.comment.as_deref().map(inline).unwrap_or_default(),
    ]
}

fn defined(name: &str, definition: &str, comment: Option<&str>) -> String {
    item(name, &code(&one_line(definition)), comment)
}

fn foreign_key(key: &ForeignKey, names: PageNames<'_>) -> String {
    let target = format!("{} {}", names.sql(&key.target), idents(&key.target_columns));
    let only = if key.delete_columns.is_empty() {
        String::new()
    } else {
        let columns: Vec<String> = key.delete_columns.iter().map(|column| code(&ident(column))).collect();
        format!(" ({})", columns.join(", "))
    };
    let marks: Vec<&str> = [""].into_iter().chain(key.marks.iter().map(String::as_str)).collect();
    let said = format!(
        "{} to {}, ON DELETE {}{only}, ON UPDATE {}{}",
        code(&idents(&key.columns)),
        code(&target),
        key.on_delete,
        key.on_update,
        marks.join(", ")
    );
    item(&key.name, &said, key.comment.as_deref())
}

fn trigger(trigger: &crate::model::docs::Trigger) -> String {
    let firing = trigger.firing.as_deref().map(|firing| format!(" ({firing})")).unwrap_or_default();
    format!("{}{firing}{}", code(&one_line(&trigger.definition)), remark(trigger.comment.as_deref()))
}
