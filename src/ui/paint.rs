//! Colours, and their meanings: red wrong, yellow needs a look, green done, cyan a name, dim aside.

use anstyle::{AnsiColor, Style};

/// Paints; leaves text plain if there is no terminal, `NO_COLOR` is set or the terminal is dumb.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    pub(super) enabled: bool,
}

impl Paint {
    fn with(self, style: Style, text: &str) -> String {
        if self.enabled { format!("{style}{text}{style:#}") } else { text.to_owned() }
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
