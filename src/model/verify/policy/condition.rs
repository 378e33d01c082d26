//! A condition of a policy: what the server prints of it, and what it means.

use super::library::Library;
use super::tree::Expr;
use super::{stored, written};

/// USING or WITH CHECK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    /// As the server prints it.
    pub(crate) text: String,
    pub(crate) tree: Expr,
}

impl Condition {
    /// As the server has it: printed, and stored.
    pub(crate) fn of_server(text: String, stored: &str) -> Self {
        Self { text, tree: stored::expression(stored) }
    }

    /// A text about a table's rows. What is not understood is [`Expr::Unknown`].
    pub(crate) fn of_text(text: &str, table: u32, library: &Library) -> Self {
        let tree = written::condition(text, table, library).unwrap_or(Expr::Unknown);
        Self { text: text.to_owned(), tree }
    }
}
