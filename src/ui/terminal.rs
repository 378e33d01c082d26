//! Which of the three standard streams are terminals: checked once.

use std::borrow::Cow;
use std::io::{self, BufRead, IsTerminal, Write};

use tokio::sync::oneshot;

use super::paint::Paint;

/// Which streams of the process are terminals.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) input: bool,
    pub(crate) output: bool,
    pub(crate) error: bool,
}

impl Terminal {
    /// Checks the three streams.
    pub(crate) fn detect() -> Self {
        Self {
            input: io::stdin().is_terminal(),
            output: io::stdout().is_terminal(),
            error: io::stderr().is_terminal(),
        }
    }
}

/// Writes to standard output. A reader that closed the pipe (`| head`) is not an error.
pub(super) fn to_stdout(text: &str, paint: Paint) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(harmless(text, paint).as_bytes()).and_then(|()| out.flush());
}

/// Writes to standard error.
pub(super) fn to_stderr(text: &str, paint: Paint) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(harmless(text, paint).as_bytes()).and_then(|()| err.flush());
}

/// File names, words of scripts and rows of a database end up in the output: every character that a
/// terminal would act on becomes U+FFFD. Line breaks and tabs stay, and colours where we paint.
pub(super) fn harmless(text: &str, paint: Paint) -> Cow<'_, str> {
    let obeyed = |c: char| c.is_control() && c != '\n' && c != '\t';
    // The control characters behind ASCII begin with 0xC2; most texts, some of them large, have no such byte.
    let suspect = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2;
    if !text.bytes().any(suspect) || !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(obeyed) {
        let (before, from) = rest.split_at(at);
        clean.push_str(before);
        let color = if paint.enabled { color(from) } else { None };
        let length = color.or_else(|| from.chars().next().map(char::len_utf8)).unwrap_or_default();
        let (sequence, after) = from.split_at(length);
        clean.push_str(if color.is_some() { sequence } else { "\u{fffd}" });
        rest = after;
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

/// The length of the colour sequence that a text starts with.
fn color(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let length = parameters.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
    parameters[length..].starts_with('m').then_some("\u{1b}[m".len() + length)
}

/// Reads one answer; end of input is not an answer. A separate thread waits for it, so that Ctrl-C works.
pub(super) async fn read_answer() -> Option<String> {
    let (answer, answered) = oneshot::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let _ = answer.send(read.is_ok_and(|bytes| bytes > 0).then(|| line.trim().to_owned()));
    });
    answered.await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_colours_reach_the_terminal() {
        let text = "\u{1b}[1;31mred\u{1b}[0m\t\u{1b}[2J\u{1b}]0;t\u{7}\r\u{9b}\u{7f}\u{1b}[1\nb";
        let painted =
            "\u{1b}[1;31mred\u{1b}[0m\t\u{fffd}[2J\u{fffd}]0;t\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}[1\nb";
        assert_eq!(harmless(text, Paint { enabled: true }), painted);
        let plain = harmless(text, Paint { enabled: false });
        assert!(!plain.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{plain:?}");
        assert!(matches!(harmless("é\n", Paint { enabled: false }), Cow::Borrowed("é\n")));
    }
}
