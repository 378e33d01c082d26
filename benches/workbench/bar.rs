//! What a figure is held against.

use super::say::say;

/// Says whether a figure keeps under its bar; `figure` writes one with its unit.
pub(crate) fn at_most(what: &str, limit: f64, measured: f64, figure: impl Fn(f64) -> String) {
    let verdict = if measured <= limit { "met" } else { "missed" };
    say(format!("bar: {what}: at most {} .. measured {} .. {verdict}", figure(limit), figure(measured)));
}

/// The same for a figure that has to reach its bar.
pub(crate) fn at_least(what: &str, limit: f64, measured: f64, figure: impl Fn(f64) -> String) {
    let verdict = if measured >= limit { "met" } else { "missed" };
    say(format!("bar: {what}: at least {} .. measured {} .. {verdict}", figure(limit), figure(measured)));
}

/// Says that a bar was not tried.
pub(crate) fn not_measured(what: &str, why: &str) {
    say(format!("bar: {what} .. not measured: {why}"));
}

/// `1.04 x`
pub(crate) fn times(value: f64) -> String {
    format!("{value:.2} x")
}

/// `24.8 ms`
pub(crate) fn milliseconds(value: f64) -> String {
    format!("{value:.1} ms")
}

/// `9.7 MB`, of a million bytes.
pub(crate) fn megabytes(value: f64) -> String {
    format!("{value:.1} MB")
}

/// `17`
pub(crate) fn count(value: f64) -> String {
    format!("{value:.0}")
}
