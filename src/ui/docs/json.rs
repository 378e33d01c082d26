//! The same facts as a part of the JSON document, every text exactly as the server gave it.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::table_json::{ColumnView, GrantView, NameView, TableView};
use crate::model::docs::{Docs, Domain, Enum, Function, Schema, View};
use crate::model::outcome::page_file::{PageFile, PageState};
use crate::model::outcome::report::DocsReport;
use crate::ui::code::CodeView;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct DocsView<'a> {
    /// The file that was written or compared. Not there where the page went to standard output.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileView<'a>>,
    schemas: Vec<SchemaView<'a>>,
    tables: Vec<TableView<'a>>,
    views: Vec<ViewView<'a>>,
    enums: Vec<EnumView<'a>>,
    domains: Vec<DomainView<'a>>,
    functions: Vec<FunctionView<'a>>,
    /// The schemas with tables that the search path does not name, where none was asked for.
    left_out: &'a [String],
}

/// The file of a page or of a schema.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct FileView<'a> {
    code: CodeView,
    /// As a person can open it.
    path: &'a str,
    /// `unchanged`, `written`, `differs` or `missing`.
    state: &'static str,
    /// The first line that differs, counted from 1.
    line: Option<usize>,
}

/// A schema.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct SchemaView<'a> {
    name: &'a str,
    comment: Option<&'a str>,
}

/// A view.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct ViewView<'a> {
    #[serde(flatten)]
    name: NameView<'a>,
    /// Whether it keeps its rows.
    materialized: bool,
    /// It reads with the rights and under the policies of who asks.
    security_invoker: bool,
    comment: Option<&'a str>,
    columns: Vec<ColumnView<'a>>,
    grants: Vec<GrantView<'a>>,
}

/// An enumerated type.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct EnumView<'a> {
    #[serde(flatten)]
    name: NameView<'a>,
    /// In their order.
    labels: &'a [String],
    comment: Option<&'a str>,
}

/// A domain.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct DomainView<'a> {
    #[serde(flatten)]
    name: NameView<'a>,
    r#type: &'a str,
    nullable: bool,
    default: Option<&'a str>,
    /// As the server writes them.
    checks: &'a [String],
    comment: Option<&'a str>,
}

/// A function, procedure, aggregate or window function.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct FunctionView<'a> {
    #[serde(flatten)]
    name: NameView<'a>,
    /// `function`, `procedure`, `aggregate` or `window function`.
    kind: &'a str,
    /// Names, types and defaults, as SQL.
    arguments: &'a str,
    /// `null` for a procedure.
    returns: Option<&'a str>,
    language: &'a str,
    /// `immutable`, `stable` or `volatile`.
    volatility: &'a str,
    /// It runs with the rights of its owner.
    security_definer: bool,
    comment: Option<&'a str>,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["docs"]: DocsView<'_>;
}

impl<'a> DocsView<'a> {
    /// The fields of a report.
    pub(super) fn of(report: &'a DocsReport) -> Self {
        let DocsReport { docs, file } = report;
        let Docs { schemas, tables, views, enums, domains, functions, left_out } = docs;
        Self {
            file: file.as_ref().map(FileView::of),
            schemas: schemas.iter().map(SchemaView::of).collect(),
            tables: tables.iter().map(TableView::of).collect(),
            views: views.iter().map(ViewView::of).collect(),
            enums: enums.iter().map(EnumView::of).collect(),
            domains: domains.iter().map(DomainView::of).collect(),
            functions: functions.iter().map(FunctionView::of).collect(),
            left_out,
        }
    }
}

impl<'a> FileView<'a> {
    /// The fields of a file.
    pub(crate) fn of(file: &'a PageFile) -> Self {
        let (state, line) = match file.state {
            PageState::Same => ("unchanged", None),
            PageState::Written => ("written", None),
            PageState::Differs { line } => ("differs", Some(line)),
            PageState::Missing => ("missing", None),
        };
        Self { code: file.state.code().into(), path: &file.path, state, line }
    }
}

impl<'a> SchemaView<'a> {
    fn of(schema: &'a Schema) -> Self {
        Self { name: &schema.name, comment: schema.comment.as_deref() }
    }
}

impl<'a> ViewView<'a> {
    fn of(view: &'a View) -> Self {
        Self {
            name: NameView::of(&view.name),
            materialized: view.materialized,
            security_invoker: view.security_invoker,
            comment: view.comment.as_deref(),
            columns: view.columns.iter().map(ColumnView::of).collect(),
            grants: view.grants.iter().map(GrantView::of).collect(),
        }
    }
}

impl<'a> EnumView<'a> {
    fn of(enumeration: &'a Enum) -> Self {
        Self {
            name: NameView::of(&enumeration.name),
            labels: &enumeration.labels,
            comment: enumeration.comment.as_deref(),
        }
    }
}

impl<'a> DomainView<'a> {
    fn of(domain: &'a Domain) -> Self {
        Self {
            name: NameView::of(&domain.name),
            r#type: &domain.base,
            nullable: !domain.not_null,
            default: domain.default.as_deref(),
            checks: &domain.checks,
            comment: domain.comment.as_deref(),
        }
    }
}

impl<'a> FunctionView<'a> {
    fn of(function: &'a Function) -> Self {
        Self {
            name: NameView::of(&function.name),
            kind: &function.kind,
            arguments: &function.arguments,
            returns: function.returns.as_deref(),
            language: &function.language,
            volatility: &function.volatility,
            security_definer: function.security_definer,
            comment: function.comment.as_deref(),
        }
    }
}
