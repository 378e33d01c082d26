//! A rule: what is wrong, why it matters, how to fix it, and the check.

use crate::model::verify::catalog::Facts;
use crate::model::verify::finding::{Hit, Severity};
use crate::model::verify::scope::Scope;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// A letter for what it is about (T tables, P policies, V views, F functions, G grants, R roles, K keys, L
    /// leaks beside tables) and a number. Never reused.
    pub(crate) id: &'static str,
    /// What is wrong, in kebab case and fit to stand behind the id. Never changed: exemptions name it.
    pub(crate) name: &'static str,
    /// Unless a hit says another.
    pub(crate) severity: Severity,
    /// What is wrong, in a few lower-case words.
    pub(crate) title: &'static str,
    /// Why it matters: what a tenant can do then.
    pub(crate) why: &'static str,
    /// How to fix it, in general.
    pub(crate) fix: &'static str,
    pub(crate) check: fn(&Facts, &Scope) -> Vec<Hit>,
}
