//! The pieces of every page: texts, names, badges.

use crate::ui::markup::escaped;
use crate::ui::words::on_one_line;

/// A text is cut after this many characters.
const LONGEST: usize = 300;

/// A text within the page: cut where it is very long, and nothing in it is markup.
pub(in crate::ui) fn text(text: &str) -> String {
    let mut letters = text.chars();
    let mut start: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        start.push('…');
    }
    escaped(&start)
}

/// A name of something.
pub(in crate::ui) fn code(name: &str) -> String {
    format!("<code>{}</code>", text(&on_one_line(name)))
}

/// A sentence with names in backticks, which are set as names.
pub(in crate::ui) fn ticked(sentence: &str) -> String {
    let sentence = text(sentence);
    let parts: Vec<&str> = sentence.split('`').collect();
    let mut set = String::new();
    for (at, part) in parts.iter().enumerate() {
        match at % 2 {
            1 if at + 1 < parts.len() => set.push_str(&format!("<code>{part}</code>")),
            1 => set.push_str(&format!("`{part}")),
            _ => set.push_str(part),
        }
    }
    set
}

/// A sign and a word, in a colour that says the same.
pub(in crate::ui) fn badge(class: &str, sign: &str, word: &str) -> String {
    format!("<span class=\"badge {class}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_set_and_a_lone_backtick_stays() {
        assert_eq!(ticked("`a<b` is gone"), "<code>a&lt;b</code> is gone");
        assert_eq!(ticked("a ` b"), "a ` b");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(text(&"é".repeat(LONGEST + 1)).chars().count(), LONGEST + 1);
    }
}
