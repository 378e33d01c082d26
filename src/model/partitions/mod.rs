//! Partitions of time: calendars, bounds, names, and what is missing.

pub(crate) mod adopt;
pub(crate) mod calendar;
pub(crate) mod config;
pub(crate) mod coverage;
pub(crate) mod default_rows;
pub(crate) mod fit;
pub(crate) mod instant;
pub(crate) mod interval;
pub(crate) mod key;
pub(crate) mod manager;
pub(crate) mod manifest;
pub(crate) mod marked_state;
pub(crate) mod marker;
pub(crate) mod name;
pub(crate) mod periods;
pub(crate) mod plan;
pub(crate) mod range;
pub(crate) mod report;
pub(crate) mod retention;
pub(crate) mod retire;
pub(crate) mod table;
pub(crate) mod table_trouble;
pub(crate) mod zone;
