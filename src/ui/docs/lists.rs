//! The layout of a page: tables, and lists under a bold word.

use super::escape::{code, inline};

/// A table; a cell is Markdown without line breaks.
pub(super) fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("\n| {} |\n|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    for row in rows {
        text.push('|');
        for cell in row {
            text.push_str(&if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") });
        }
        text.push('\n');
    }
    text
}

/// A list under a bold word; no output for an empty list.
pub(super) fn list(head: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    format!("\n**{head}**\n\n- {}\n", items.join("\n- "))
}

/// A named thing with its description, and its comment on a separate line.
pub(super) fn item(name: &str, said: &str, comment: Option<&str>) -> String {
    format!("{}: {said}{}", code(name), remark(comment))
}

/// A comment on a separate line.
pub(super) fn remark(comment: Option<&str>) -> String {
    comment.map(|comment| format!("<br>{}", inline(comment))).unwrap_or_default()
}

/// `yes` or `no`.
pub(super) fn yes(holds: bool) -> String {
    if holds { "yes" } else { "no" }.to_owned()
}
