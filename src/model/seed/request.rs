//! What a run was asked for, whole: a resumed run needs no file.

use serde::{Deserialize, Serialize};

use crate::model::partitions::calendar::Day;
use crate::model::seed::profile::locate;

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
    /// Nobody named one: it is made from the schema, or, of several files, where their tables are not there.
    #[serde(default)]
    pub(crate) made: Option<MadeProfile>,
}

/// How a profile is made from a schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MadeProfile {
    /// How many rows all tables get together.
    pub(crate) rows: u64,
    /// The column that tells tenants apart.
    pub(crate) tenant_column: String,
    /// Rollbacks are proven on the rows: what cannot be filled is left out rather than told, and no value is such that a
    /// rollback to a narrower column would fail over it.
    pub(crate) is_for_proof: bool,
    /// The files are those of a profile that may belong to another schema.
    pub(crate) is_fallback: bool,
}

impl ProfileText {
    /// One that is made from the schema.
    pub(crate) fn of_schema(made: MadeProfile) -> Self {
        Self { name: "schema".to_owned(), files: Vec::new(), edge_cases: None, made: Some(made) }
    }

    /// The same made from the schema, whatever the files say.
    pub(crate) fn remade(&self) -> Option<Self> {
        let made = self.made.clone()?;
        Some(Self::of_schema(MadeProfile { is_fallback: false, ..made }))
    }

    /// The file and the line of a place in it.
    pub(crate) fn locate(&self, place: &str) -> Option<String> {
        if self.is_made() {
            return None;
        }
        locate(self.files.iter().map(|file| (file.shown.as_str(), file.text.as_str())), place)
    }

    /// Whether it is made from the schema, or was.
    pub(crate) fn is_made(&self) -> bool {
        self.made.as_ref().is_some_and(|made| !made.is_fallback)
    }
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
