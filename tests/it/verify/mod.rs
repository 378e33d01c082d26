//! `migrate verify`, and its rules as a gate for `up` and `redo`.

mod gate;
mod output;
mod reading;
mod rules_page;
