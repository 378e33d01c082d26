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
mod tables;
#[cfg(test)]
mod tests;

use crate::model::roundtrip::report::RoundtripReport;

const STYLE: &str = include_str!("style.css");

/// The whole page. Long lists are cut, and say so: some hundred migrations stay below a megabyte.
pub(crate) fn html(report: &RoundtripReport) -> String {
    let title = head::title(report);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    page.push_str(&head::head(report));
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
    page.push_str("</body>\n</html>\n");
    page
}
