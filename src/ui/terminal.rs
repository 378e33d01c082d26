//! Which of the three standard streams are terminals: looked at once.

use std::io::{self, BufRead, IsTerminal, Write};

use tokio::sync::oneshot;

/// What the process is connected to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) input: bool,
    pub(crate) output: bool,
    pub(crate) error: bool,
}

impl Terminal {
    /// Looks at the three streams.
    pub(crate) fn look() -> Self {
        Self {
            input: io::stdin().is_terminal(),
            output: io::stdout().is_terminal(),
            error: io::stderr().is_terminal(),
        }
    }
}

/// Writes to standard output. A reader that went away (`| head`) is no error of ours.
pub(super) fn to_stdout(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes to standard error.
pub(super) fn to_stderr(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

/// Reads one answer; end of input is none. A thread of its own waits for it, so that Ctrl-C is heard.
pub(super) async fn read_answer() -> Option<String> {
    let (answer, answered) = oneshot::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let _ = answer.send(read.is_ok_and(|bytes| bytes > 0).then(|| line.trim().to_owned()));
    });
    answered.await.ok().flatten()
}
