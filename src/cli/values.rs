//! Parsers for single values; what they accept is decided in `model`.

use std::time::Duration;

use crate::model::locks::policy::LockBudget;
use crate::model::migration::version::Version;
use crate::model::partitions::calendar::Day;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::retention::RetentionPeriod;
use crate::model::sql::duration;

/// Leading zeros and a `V` are allowed.
pub(super) fn version(text: &str) -> Result<Version, String> {
    text.parse().map_err(|_| "a version is a whole number such as 7, 007 or V007".to_owned())
}

pub(super) fn steps(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("the number of steps must be a whole number, 1 or more".to_owned()),
        Ok(steps) => Ok(steps),
    }
}

pub(super) fn duration(text: &str) -> Result<Duration, String> {
    duration::duration(text)
        .ok_or_else(|| "a duration is a whole number and a unit: 500ms, 5s or 2min".to_owned())
}

/// A duration that is not zero, which would mean something else in PostgreSQL's settings.
pub(super) fn duration_above_zero(text: &str) -> Result<Duration, String> {
    let duration = duration(text)?;
    if duration.is_zero() { Err("the duration must be above zero".to_owned()) } else { Ok(duration) }
}

pub(super) fn lock_budget(text: &str) -> Result<LockBudget, String> {
    LockBudget::parse(text).ok_or_else(|| format!("a budget is {}", LockBudget::WANTED))
}

pub(super) fn span(text: &str) -> Result<RetentionPeriod, String> {
    RetentionPeriod::parse(text)
        .ok_or_else(|| "a span is a whole number and a unit: 48h, 90d, 12w, 24m or 2y".to_owned())
}

/// A span that is not zero.
pub(super) fn retention(text: &str) -> Result<RetentionPeriod, String> {
    let span = span(text)?;
    if span.is_zero() { Err("the retention must be 1 or more of a unit".to_owned()) } else { Ok(span) }
}

pub(super) fn scale(text: &str) -> Result<f64, String> {
    let scale = text.parse().ok().filter(|scale: &f64| scale.is_finite() && *scale > 0.0);
    scale.ok_or_else(|| "a scale is a number above 0: 0.01, 1 or 2.5".to_owned())
}

/// `YYYY-MM-DD`, and a day that there is.
pub(super) fn day(text: &str) -> Result<Day, String> {
    let day = Instant::parse(text).filter(|_| text.len() == 10).map(|instant| instant.day);
    let day = day.filter(|day| Instant::midnight(*day).to_string().starts_with(text));
    day.ok_or_else(|| "a day is written like 2026-11-01".to_owned())
}

/// `NAME=VALUE`
pub(super) fn assignment(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| "a placeholder is written NAME=VALUE".to_owned())?;
    Ok((name.to_owned(), value.to_owned()))
}
