//! What follows when a condition holds: cases, each with facts about rows and values, by which values are the same.
//!
//! A condition is taken apart into cases. Together they cover every way in which it can hold; the facts of each are
//! true whenever it is the one. A construct that is not understood has no facts, which can only make less follow.

mod calls;
mod cases;
mod closure;
mod comparisons;
mod joins;
mod moves;
mod rows;
mod terms;
mod tie;
mod truth;
mod values;

pub(crate) use terms::{Reasoner, Shown, World, reread};
pub(crate) use tie::{CurrentTenant, Goal, Missing};
