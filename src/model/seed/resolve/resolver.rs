//! What is known while a profile is resolved against a catalog.

use std::collections::{BTreeMap, BTreeSet};

use super::names::TableNames;
use crate::model::seed::defaults::Question;
use crate::model::seed::generate::node::{Dimension, Node, Turn};
use crate::model::seed::profile::ProfileProblem;
use crate::model::seed::server_facts::Answers;

/// What a run was asked for, beside its profile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SeedOptions {
    pub(crate) seed: u64,
    /// Times the profile's own.
    pub(crate) scale: f64,
    /// Instead of the profile's.
    pub(crate) months: Option<u32>,
    /// Instead of the profile's; a midnight in microseconds since 1970.
    pub(crate) until: Option<i64>,
    /// The highest number that a counted column has already, by the OID of its table.
    pub(crate) behind: BTreeMap<u32, i64>,
}

/// What becomes of a foreign key that closes a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// It is NULL.
    Null,
    /// It is checked when all rows are there.
    Late,
}

/// How the keys of a table are unique.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyPlan {
    /// The columns that get different values, and how they take turns.
    pub(super) different: BTreeMap<String, Turn>,
    pub(super) rooms: Vec<Room>,
}

/// How many rows a key has room for.
#[derive(Debug, Clone)]
pub(super) struct Room {
    pub(super) key: String,
    pub(super) dimensions: Vec<Dimension>,
    /// For each row of the parent; otherwise for the whole table.
    pub(super) per_parent: bool,
    /// The columns whose values are few.
    pub(super) few: Vec<String>,
}

/// What is known while settling. Tables are numbered in the order in which they are filled.
pub(super) struct Resolver<'a> {
    pub(super) names: TableNames<'a>,
    pub(super) wish: &'a SeedOptions,
    pub(super) answers: &'a Answers,
    /// The tables of the profile, by their place there.
    pub(super) order: Vec<usize>,
    /// Foreign keys that close circles, by table of the profile and name.
    pub(super) cut: BTreeMap<(usize, String), Cut>,
    /// Columns that refer to rows which are there, or to none.
    pub(super) known: BTreeMap<(usize, String), Node>,
    /// How the keys of each table are unique.
    pub(super) keys: Vec<KeyPlan>,
    pub(super) lists: Vec<Vec<String>>,
    pub(super) list_names: Vec<String>,
    /// Columns that some row is given by hand, with their tables as written.
    pub(super) by_hand: BTreeSet<(String, String)>,
    pub(super) problems: Vec<ProfileProblem>,
    pub(super) questions: Vec<Question>,
}
