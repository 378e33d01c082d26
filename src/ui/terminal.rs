//! Which of the three standard streams are terminals: checked once.

use std::borrow::Cow;
use std::io::{self, BufRead, IsTerminal, Write};
use std::os::fd::AsFd;

use rustix::termios::tcgetwinsize;
use tokio::sync::oneshot;

use super::paint::{MARK, Paint};

/// Which streams of the process are terminals.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) input: bool,
    pub(crate) output: bool,
    pub(crate) error: bool,
    /// How many columns there are for standard output and for standard error; `None` where that is no terminal, or one
    /// that does not say.
    pub(super) columns: (Option<usize>, Option<usize>),
}

impl Terminal {
    /// Checks the three streams.
    pub(crate) fn detect() -> Self {
        Self {
            input: io::stdin().is_terminal(),
            output: io::stdout().is_terminal(),
            error: io::stderr().is_terminal(),
            columns: (columns(&io::stdout()), columns(&io::stderr())),
        }
    }
}

fn columns(stream: &impl AsFd) -> Option<usize> {
    let size = tcgetwinsize(stream).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col))
}

/// Writes to standard output, all of it. Fails where some of it is lost.
pub(super) fn to_stdout(text: &str, paint: Paint) -> io::Result<()> {
    flushed(io::stdout().lock().write_all(harmless(text, paint).as_bytes()))
}

/// Whether what was written to standard output has arrived. A reader that closed the pipe (`| head`) has what it wanted.
pub(super) fn flushed(written: io::Result<()>) -> io::Result<()> {
    match written.and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes to standard error. Where that is lost, there is nobody to tell.
pub(super) fn to_stderr(text: &str, paint: Paint) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(harmless(text, paint).as_bytes()).and_then(|()| err.flush());
}

/// File names, words of scripts and rows of a database end up in the output: every character that a terminal would obey
/// is escaped. Line breaks stay, and colours where we paint.
pub(super) fn harmless(text: &str, paint: Paint) -> Cow<'_, str> {
    let clean = paint.harmless(text);
    // What is left of the marks are our colours.
    if clean.contains(MARK) { Cow::Owned(clean.replace(MARK, "\u{1b}")) } else { clean }
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
        let painted = Paint { enabled: true, columns: None };
        let obeyed = "\t\u{1b}[2J\u{1b}]0;t\u{7}\r\u{9b}\u{7f}\u{202e}\u{1b}[31m\u{1b}[1\nb\0[";
        let escaped =
            "\\t\\u{1b}[2J\\u{1b}]0;t\\u{7}\\r\\u{9b}\\u{7f}\\u{202e}\\u{1b}[31m\\u{1b}[1\nb\\u{0}[";
        for paint in [painted, Paint::PLAIN] {
            assert_eq!(harmless(obeyed, paint), escaped);
        }
        let green = painted.good(obeyed);
        assert_eq!(harmless(&green, painted), ["\u{1b}[32m", escaped, "\u{1b}[0m"].concat());
        assert_eq!(harmless(&green, Paint::PLAIN), ["\\u{0}[32m", escaped, "\\u{0}[0m"].concat());
        assert!(matches!(harmless("é\n", Paint::PLAIN), Cow::Borrowed("é\n")));
    }
}
