//! Proven rollbacks as one self-contained page without scripts, for a pull request and for the night of a
//! migration.

mod bars;
mod costs;
mod findings;
mod head;
mod locks;
mod markup;
mod outcomes;
mod survival;
#[cfg(test)]
mod tests;

use crate::model::roundtrip::report::RoundtripReport;
use crate::ui::page::document;

/// The whole page. Long lists are cut, and say so: some hundred migrations stay below a megabyte.
pub(crate) fn html(report: &RoundtripReport) -> String {
    let mut page = head::head(report);
    page.push_str("<main>\n");
    if head::comes_first(report) {
        page.push_str(&findings::section(report));
    }
    page.push_str(&outcomes::section(report));
    page.push_str(&bars::section(report));
    page.push_str(&locks::section(report));
    page.push_str(&survival::section(report));
    page.push_str(&costs::section(report));
    if !head::comes_first(report) {
        page.push_str(&findings::section(report));
    }
    page.push_str("</main>\n");
    page.push_str(&head::foot(report));
    document(&head::title(report), &page)
}
