//! `[roundtrip]`, settled: every limit is known, and its amount is one.

use super::file::ConfigFile;
use crate::model::outcome::failure::ConfigProblem;
use crate::model::roundtrip::limit::{Limit, Limits};

/// What one script may cost.
pub(super) fn limits(config: &ConfigFile) -> Result<Limits, ConfigProblem> {
    let limit = |(key, value): (&String, &toml::Value)| {
        let bad = |wanted| ConfigProblem::BadValue { name: format!("roundtrip.{key}"), wanted };
        let limit = Limit::parse(key).ok_or_else(|| bad(KEYS))?;
        let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        let amount = limit.amount(&text).ok_or_else(|| {
            bad(match limit {
                Limit::Wal | Limit::TempFiles | Limit::Rewrite => {
                    "a size such as \"100MB\" or \"2GB\", or \"0\""
                }
                Limit::FullScan => "a number of rows such as 1000000",
                _ => "a duration such as \"500ms\", \"2s\" or \"1min\"",
            })
        })?;
        Ok((limit, amount))
    };
    config.roundtrip.iter().map(limit).collect::<Result<_, _>>().map(Limits)
}

const KEYS: &str = "one of max_exclusive_lock, max_write_lock, max_read_wait, max_write_wait, max_duration, max_wal, \
                    max_temp_files, max_rewrite, max_full_scan";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_lists_every_limit() {
        for (_, key) in Limit::ALL {
            assert!(KEYS.contains(key), "{key}");
        }
    }
}
