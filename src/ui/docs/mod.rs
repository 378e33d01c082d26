//! The page of `docs`: what the catalog says, as Markdown. It says nothing that changes by itself: no
//! date, no database, no server, so that two pages of the same schema are the same bytes.

mod access;
mod escape;
mod json;
mod lists;
mod mermaid;
mod names;
mod objects;
mod report;
mod table;
mod table_json;

pub(super) use json::{DocsView, FileView};

use crate::model::docs::{Docs, Schema};
use escape::{inline, name};
use names::Names;

const HEAD: &str = "# Database schema\n\n\
    Written by `migrate docs` from the comments in the database: change those, not this page.\n";

/// The page. Ends with a line break.
pub(crate) fn page(docs: &Docs) -> String {
    let names = Names::of(docs);
    let mut page = HEAD.to_owned();
    page.push_str(&schemas(&docs.schemas));
    if docs.is_empty() {
        page.push_str("\nThere are no tables, views, types or functions.\n");
    }
    if !docs.tables.is_empty() {
        page.push_str(&format!("\n## Diagram\n\n```mermaid\n{}```\n", mermaid::diagram(docs, names)));
        page.push_str(&table::section(&docs.tables, names));
    }
    page.push_str(&objects::views(&docs.views, names));
    page.push_str(&objects::enums(&docs.enums, names));
    page.push_str(&objects::domains(&docs.domains, names));
    page.push_str(&objects::functions(&docs.functions, names));
    page
}

/// The schemas, where there are several of them or something is said about one.
fn schemas(schemas: &[Schema]) -> String {
    if schemas.len() < 2 && schemas.iter().all(|schema| schema.comment.is_none()) {
        return String::new();
    }
    let mut text = "\n## Schemas\n\n".to_owned();
    for schema in schemas {
        let comment = schema.comment.as_deref().map(|comment| format!(": {}", inline(comment)));
        text.push_str(&format!("- **{}**{}\n", name(&schema.name), comment.unwrap_or_default()));
    }
    text
}
