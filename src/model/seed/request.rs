//! What a run was asked for, whole: a resumed run needs no file.

use serde::{Deserialize, Serialize};

use crate::model::partitions::calendar::Day;

/// What `--profile` and what goes with it settle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) profile: ProfileText,
    pub(crate) scale: f64,
    pub(crate) seed: u64,
    pub(crate) months: Option<u32>,
    /// Days since 1970.
    pub(crate) until: Option<i64>,
}

/// A profile as its files have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProfileText {
    /// As it was asked for.
    pub(crate) name: String,
    /// The profile, then what it extends, then what that extends.
    pub(crate) files: Vec<NamedText>,
    /// The hand-made values.
    pub(crate) edge_cases: Option<NamedText>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NamedText {
    /// As a person can open it.
    pub(crate) shown: String,
    pub(crate) text: String,
}

impl Request {
    /// Where the data are to end, where that was asked for.
    pub(crate) fn until(&self) -> Option<Day> {
        self.until.map(Day)
    }
}
