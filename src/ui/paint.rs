//! Colours, and their meanings: red wrong, yellow needs a look, green done, cyan a name, dim aside.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};

use crate::model::control_characters::{is_obeyed, push};

/// What stands in our colours until they are written, where ESC stands then. No name, comment or message has it: text of
/// the database with a colour in it is not painted by us.
pub(super) const MARK: char = '\0';

/// Marks the colours in a text that has none but ours.
pub(super) fn ours(text: &str) -> String {
    text.replace('\u{1b}', "\0")
}

/// The length of the colour of ours that a text starts with.
pub(super) fn color(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix(MARK)?.strip_prefix('[')?;
    let length = parameters.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
    parameters[length..].starts_with('m').then_some(MARK.len_utf8() + "[m".len() + length)
}

/// Paints; leaves text plain if there is no terminal, `NO_COLOR` is set or the terminal is dumb.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    pub(super) enabled: bool,
    /// How wide the terminal is. Without a width, anything fits.
    pub(super) columns: Option<usize>,
}

impl Paint {
    /// Without a terminal.
    pub(super) const PLAIN: Self = Self { enabled: false, columns: None };

    /// A text without anything that is obeyed but colours of ours; not even its line breaks are.
    pub(super) fn on_one_line(self, text: &str) -> Cow<'_, str> {
        self.escaped(text, is_obeyed)
    }

    /// The same with the line breaks of a layout.
    pub(super) fn harmless(self, text: &str) -> Cow<'_, str> {
        self.escaped(text, |letter| is_obeyed(letter) && letter != '\n')
    }

    fn escaped(self, text: &str, is_escaped: fn(char) -> bool) -> Cow<'_, str> {
        if !text.contains(is_escaped) {
            return Cow::Borrowed(text);
        }
        let (mut clean, mut rest) = (String::with_capacity(text.len() + 16), text);
        while let Some(at) = rest.find(is_escaped) {
            let (before, from) = rest.split_at(at);
            clean.push_str(before);
            let color = if self.enabled { color(from) } else { None };
            let (taken, after) =
                from.split_at(color.unwrap_or(from.chars().next().map_or(0, char::len_utf8)));
            match color {
                Some(_) => clean.push_str(taken),
                None => taken.chars().for_each(|letter| push(&mut clean, letter)),
            }
            rest = after;
        }
        clean.push_str(rest);
        Cow::Owned(clean)
    }

    fn with(self, style: Style, text: &str) -> String {
        if !self.enabled {
            return text.to_owned();
        }
        let (start, end) = (format!("{style}"), format!("{style:#}"));
        format!("{}{text}{}", ours(&start), ours(&end))
    }

    fn color(self, color: AnsiColor, text: &str) -> String {
        self.with(Style::new().fg_color(Some(color.into())), text)
    }

    pub(super) fn good(self, text: &str) -> String {
        self.color(AnsiColor::Green, text)
    }

    pub(super) fn attention(self, text: &str) -> String {
        self.color(AnsiColor::Yellow, text)
    }

    pub(super) fn bad(self, text: &str) -> String {
        self.with(Style::new().bold().fg_color(Some(AnsiColor::Red.into())), text)
    }

    pub(super) fn name(self, text: &str) -> String {
        self.color(AnsiColor::Cyan, text)
    }

    pub(super) fn aside(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }
}
