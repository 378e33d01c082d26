//! Writes to the terminal: a benchmark's only result is what it says.

use std::fmt::Display;
use std::io::{self, Write};

/// One line on standard output. A reader that went away (`| head`) is no error of ours.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// What is going on, on standard error, so that the tables can be kept in a file.
pub(crate) fn progress(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
