//! What every page has: one self-contained document without scripts, in one style, for the screen, the phone, the night and
//! paper.

pub(super) mod markup;
pub(super) mod tables;

use self::markup::text;

const STYLE: &str = include_str!("style.css");

/// A document. The title is text; what stands in the body is markup.
pub(super) fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        text(title)
    )
}

/// What made the page, and from what: names, and facts as markup.
pub(super) fn foot(facts: &[(&str, String)]) -> String {
    let facts = facts.iter().map(|(name, fact)| format!("<div><dt>{}</dt><dd>{fact}</dd></div>", text(name)));
    format!("<footer>\n<dl>{}</dl>\n</footer>\n", facts.collect::<String>())
}
