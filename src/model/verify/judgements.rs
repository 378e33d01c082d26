//! What judging needs of the whole catalog, and what was judged: read once, and asked for over and over.

use std::collections::HashMap;

use super::policy::families::Family;
use super::policy::reason::{CurrentTenant, Missing, Shown};
use super::policy::tree::Constant;

/// What judging needs of the whole catalog, and what was judged already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Judgements {
    pub(super) shown: HashMap<u32, Shown>,
    pub(super) tenants: HashMap<u32, i16>,
    pub(super) current: HashMap<Family, Vec<CurrentTenant>>,
    pub(super) shared: Vec<Constant>,
    /// By the table, the text of a condition, and whether it is about reading alone.
    pub(super) known: HashMap<(u32, String, bool), Result<(), Missing>>,
    /// What roles reach beyond the tenant.
    pub(super) reaches: HashMap<u32, Option<String>>,
}

impl Judgements {
    /// What a role reaches beyond the tenant, where that is known.
    pub(super) fn reach(&self, role: u32) -> Option<&Option<String>> {
        self.reaches.get(&role)
    }

    /// What was judged of a condition, of a table and about reading alone or not.
    pub(super) fn of_condition(&self, table: u32, text: &str, reads: bool) -> Option<Result<(), Missing>> {
        self.known.get(&(table, text.to_owned(), reads)).cloned()
    }
}
