//! A message as the lines that a person reads.

use super::message::Message;
use super::paint::Paint;
use super::{snippet, words};
use crate::model::verify::finding::Severity;

/// A message in its lines: title and place, the script with its marker, notes, hint.
pub(super) fn laid_out(paint: Paint, message: &Message) -> String {
    let title = words::on_one_line(&message.title);
    let mut text = match (&message.place, &message.source) {
        (Some(place), Some(excerpt)) => {
            let file = words::on_one_line(&place.file);
            format!("{}\n", snippet::draw(&title, &file, excerpt, paint.enabled))
        }
        (place, _) => {
            let at =
                place.as_ref().map(|place| format!("\n  --> {}", words::on_one_line(&place.to_string())));
            let at = at.unwrap_or_default();
            format!("{}: {}{at}\n", named(paint, message.severity), title)
        }
    };
    for note in &message.notes {
        text.push_str(&format!("  {}\n", words::on_one_line(note)));
    }
    if let Some(hint) = &message.hint {
        let hint = hint.replace('\n', "\n  ");
        text.push_str(&format!("{} {hint}\n", paint.name("hint:")));
    }
    text
}

fn named(paint: Paint, severity: Severity) -> String {
    match severity {
        Severity::Error => paint.bad(severity.as_str()),
        Severity::Warning => paint.attention(severity.as_str()),
        Severity::Note => paint.aside(severity.as_str()),
    }
}
