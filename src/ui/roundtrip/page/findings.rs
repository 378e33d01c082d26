//! Failures, warnings and notes; failures first.

use crate::model::roundtrip::report::RoundtripReport;
use crate::model::verify::finding::Severity;
use crate::ui::message::Message;
use crate::ui::page::markup::{badge, code, text, ticked};
use crate::ui::page::tables::section as in_section;
use crate::ui::words::{plural, roundtrip};

/// How many findings are shown, and how many facts of each.
const SHOWN: usize = 60;
const FACTS: usize = 12;

/// The section.
pub(super) fn section(report: &RoundtripReport) -> String {
    let mut messages = roundtrip::messages(report);
    messages.sort_by_key(|message| std::cmp::Reverse(message.severity));
    let mut content = String::new();
    if messages.is_empty() {
        content.push_str("<p>None.</p>\n");
    }
    for message in messages.iter().take(SHOWN) {
        content.push_str(&article(message));
    }
    if messages.len() > SHOWN {
        let more = plural(messages.len() - SHOWN, "more finding");
        content.push_str(&format!(
            "<p class=\"aside\">and {more}: <code>--format json</code> lists them all.</p>\n"
        ));
    }
    in_section("findings", "Findings", &content)
}

fn article(message: &Message) -> String {
    let (class, sign, word) = match message.severity {
        Severity::Error => ("bad", "✗", "failure"),
        Severity::Warning => ("look", "!", "warning"),
        Severity::Note => ("aside", "·", "note"),
    };
    let name = message.name.map(|name| format!("<span class=\"aside\">{name}</span> ")).unwrap_or_default();
    let mut article = format!(
        "<article class=\"finding {class}\">\n<h3>{} {name}{}</h3>\n",
        badge(class, sign, word),
        ticked(&message.title)
    );
    if let Some(place) = &message.place {
        article.push_str(&format!("<p class=\"place\">{}</p>\n", code(&place.to_string())));
    }
    if let Some(source) = &message.source {
        let line = source.text.get(..source.mark.start).map_or(0, |before| before.matches('\n').count());
        let line = source.text.lines().nth(line).unwrap_or_default();
        article.push_str(&format!("<pre>{}</pre>\n", text(line)));
    }
    let facts: Vec<String> =
        message.notes.iter().take(FACTS).map(|note| format!("<li>{}</li>", ticked(note))).collect();
    if !facts.is_empty() {
        let more = message.notes.len().saturating_sub(FACTS);
        let more = if more > 0 { format!("<li>and {more} more</li>") } else { String::new() };
        article.push_str(&format!("<ul>{}{more}</ul>\n", facts.concat()));
    }
    if let Some(hint) = &message.hint {
        article.push_str(&format!("<p class=\"hint\"><b>What to do:</b> {}</p>\n", ticked(hint)));
    }
    article.push_str("</article>\n");
    article
}
