//! Isolation as one self-contained page without scripts, for a pull request and for whoever has to show it: the verdict on
//! top, what is wrong, then what was tried.

mod attempts;
mod findings;
mod head;
#[cfg(test)]
mod tests;

use crate::model::verify::report::IsolationReport;
use crate::ui::page::document;
use crate::ui::page::markup::code;
use crate::ui::page::tables::{HtmlTable, section};
use crate::ui::verify::table::class;

/// The whole page. Long lists are cut, and say so.
pub(crate) fn html(report: &IsolationReport) -> String {
    let mut page = head::head(report);
    page.push_str("<main>\n");
    page.push_str(&findings::section(report));
    page.push_str(&attempts::section(report));
    page.push_str(&tables(report));
    page.push_str("</main>\n");
    page.push_str(&head::foot(report));
    document(&head::title(report), &page)
}

/// Every table, and what it is to the tenants.
fn tables(report: &IsolationReport) -> String {
    if report.tables.is_empty() {
        return section("tables", "Tables", "<p>There are none.</p>\n");
    }
    let mut table =
        HtmlTable::new("cards", "What the rows of each are", &[("table", false), ("rows", false)]);
    for listed in &report.tables {
        table.row(&[code(&listed.table), class(listed.class).to_owned()]);
    }
    section("tables", "Tables", &table.end())
}
