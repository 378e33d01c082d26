//! An application beside a run: clients at full speed, and what became of their requests.
#![allow(dead_code, reason = "tests and benchmarks share the workbench")]

mod clients;
pub(crate) mod reference;
pub(crate) mod runs;
mod seen;
pub(crate) mod shapes;

pub(crate) use clients::{Application, Call, Dice, Request};
pub(crate) use seen::Seen;
