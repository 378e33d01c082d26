//! What other tools left in a database, and its taking over.

mod history_rows;
pub(crate) mod old_history;
pub(crate) mod original;

pub(crate) use history_rows::Mark;
pub(crate) use original::{OriginalFault, OriginalRun};
