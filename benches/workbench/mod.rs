//! What the benchmarks share: measuring, medians, bars, and everything that is compared.
#![allow(dead_code, reason = "each benchmark uses its part")]

pub(crate) mod bar;
pub(crate) mod history;
pub(crate) mod measure;
pub(crate) mod say;
pub(crate) mod scripts;
pub(crate) mod series;
pub(crate) mod statistics;
pub(crate) mod tables;
pub(crate) mod tenants;
pub(crate) mod tools;
