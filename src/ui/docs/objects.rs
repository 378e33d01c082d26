//! The other objects of a schema: views, types, functions. An empty section is left out.

use super::access;
use super::escape::{code_cell, inline, name, prose};
use super::lists::{table, yes};
use super::names::PageNames;
use crate::model::docs::sql_line::one_line;
use crate::model::docs::{Domain, Enum, Function, View};
use crate::model::sql::quote::Constant;

/// The views.
pub(super) fn views(views: &[View], names: PageNames<'_>) -> String {
    let text: String = views.iter().map(|view_of_page| view(view_of_page, names)).collect();
    if text.is_empty() { text } else { format!("\n## Views\n{text}") }
}

fn view(view: &View, names: PageNames<'_>) -> String {
    let mut text = format!("\n### {}\n", name(&names.plain(&view.name)));
    if let Some(comment) = &view.comment {
        text.push_str(&format!("\n{}\n", prose(comment)));
    }
    text.push_str(match (view.materialized, view.security_invoker) {
        (true, _) => "\nMaterialized: its rows are those of the last refresh.\n",
        (_, true) => {
            "\n`security_invoker`: it reads with the privileges and under the policies of the caller.\n"
        }
        (_, false) => "\nIt reads with the privileges and under the policies of its owner.\n",
    });
    if !view.columns.is_empty() {
        let rows = view.columns.iter().map(|column| {
            vec![code_cell(&column.name), code_cell(&column.type_name), comment(column.comment.as_deref())]
        });
        text.push_str(&table(&["Column", "Type", "Comment"], rows));
    }
    text.push_str(&access::grants(&view.grants));
    text
}

/// The enumerated types.
pub(super) fn enums(enums: &[Enum], names: PageNames<'_>) -> String {
    let rows = enums.iter().map(|enumeration| {
        let labels: Vec<String> =
            enumeration.labels.iter().map(|label| code_cell(&Constant(label).to_string())).collect();
        vec![
            code_cell(&names.sql(&enumeration.name)),
            labels.join(", "),
            comment(enumeration.comment.as_deref()),
        ]
    });
    section("Enumerated types", &["Type", "Values", "Comment"], rows)
}

/// The domains.
pub(super) fn domains(domains: &[Domain], names: PageNames<'_>) -> String {
    let rows = domains.iter().map(|domain| {
        let checks: Vec<String> = domain.checks.iter().map(|check| code_cell(&one_line(check))).collect();
        vec![
            code_cell(&names.sql(&domain.name)),
            code_cell(&domain.base),
            yes(!domain.not_null),
            domain.default.as_deref().map(|default| code_cell(&one_line(default))).unwrap_or_default(),
            checks.join("<br>"),
            comment(domain.comment.as_deref()),
        ]
    });
    section("Domains", &["Domain", "Type", "Null", "Default", "Checks", "Comment"], rows)
}

/// The functions, procedures and aggregates.
pub(super) fn functions(functions: &[Function], names: PageNames<'_>) -> String {
    let rows = functions.iter().map(|function| {
        let kind = if function.kind == "function" { String::new() } else { format!("{}: ", function.kind) };
        vec![
            format!(
                "{kind}{}",
                code_cell(&format!("{}({})", names.sql(&function.name), one_line(&function.arguments)))
            ),
            function.returns.as_deref().map(|returns| code_cell(&one_line(returns))).unwrap_or_default(),
            inline(&function.language),
            function.volatility.clone(),
            if function.security_definer { "definer" } else { "invoker" }.to_owned(),
            comment(function.comment.as_deref()),
        ]
    });
    section("Functions", &["Function", "Returns", "Language", "Volatility", "Security", "Comment"], rows)
}

fn section(head: &str, heads: &[&str], rows: impl ExactSizeIterator<Item = Vec<String>>) -> String {
    if rows.len() == 0 { String::new() } else { format!("\n## {head}\n{}", table(heads, rows)) }
}

fn comment(comment: Option<&str>) -> String {
    comment.map(inline).unwrap_or_default()
}
