//! What a command found or did, for each of those who read it: a person, a program, a pull request.

use super::json::Frame;
use super::message::Message;
use super::paint::Paint;

/// The result of a command. Each kind of report implements it in a file of its own.
pub(crate) trait Shown: std::fmt::Debug {
    /// What is wrong: told on standard error, and in the `errors` of the document.
    fn messages(&self) -> Vec<Message> {
        Vec::new()
    }

    /// What is shown beside the lines of a pull request.
    fn annotations(&self) -> Vec<Message> {
        self.messages()
    }

    /// Shows it to a person, after its messages.
    fn human(&self, sheet: &dyn Sheet);

    /// The whole JSON document.
    fn json(&self, frame: Frame<'_>) -> String;
}

/// What a report is written on for a person.
pub(crate) trait Sheet {
    /// How standard output is painted.
    fn paint(&self) -> Paint;

    /// Whether all details are shown: `--verbose`, or a pull request, where a person looks for what no line has.
    fn is_detailed(&self) -> bool;

    /// Writes data to standard output.
    fn results(&self, text: &str);

    /// Writes to standard error: as it is on a terminal, elsewhere as lines of a log.
    fn aside(&self, text: &str);

    /// The same for one line; nothing with `--quiet`.
    fn say(&self, line: &str);
}
