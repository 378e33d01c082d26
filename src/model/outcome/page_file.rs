//! A file that holds a page, and whether it still does.

use crate::model::outcome::code::codes;

/// The file of a page.
#[derive(Debug)]
pub(crate) struct PageFile {
    /// As a person can open it.
    pub(crate) path: String,
    pub(crate) state: PageState,
}

/// How a file stands beside the page that it should hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageState {
    Same,
    /// It holds the page now.
    Written,
    /// The first line that is another one, counted from 1.
    Differs {
        line: usize,
    },
    Missing,
}

codes!(PageState {
    Self::Same | Self::Written => "page-current" Done "the file holds what it should",
    Self::Differs { .. } => "page-differs" NotWanted "the file is not what would be written",
    Self::Missing => "page-missing" NotWanted "the file is not there",
});
