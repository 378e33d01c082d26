//! What other tools left in a database, and its taking over.

mod mark;
pub(crate) mod old_history;
pub(crate) mod original;

pub(crate) use mark::Mark;
pub(crate) use original::{OriginalFault, OriginalRun};
