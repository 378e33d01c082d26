//! What is known while a profile is resolved against a catalog.

use std::collections::{BTreeMap, BTreeSet};

use super::names::TableNames;
use crate::model::seed::defaults::Question;
use crate::model::seed::profile::ProfileProblem;

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

/// Which candidate of each question the server takes, by table and column.
pub(crate) type Answers = BTreeMap<(u32, String), usize>;

/// What is known while settling. Tables are numbered in the order in which they are filled.
pub(super) struct Resolver<'a> {
    pub(super) names: TableNames<'a>,
    pub(super) wish: &'a SeedOptions,
    pub(super) answers: &'a Answers,
    /// The tables of the profile, by their place there.
    pub(super) order: Vec<usize>,
    pub(super) lists: Vec<Vec<String>>,
    pub(super) list_names: Vec<String>,
    /// Columns that some row is given by hand, with their tables as written.
    pub(super) by_hand: BTreeSet<(String, String)>,
    pub(super) problems: Vec<ProfileProblem>,
    pub(super) questions: Vec<Question>,
}
