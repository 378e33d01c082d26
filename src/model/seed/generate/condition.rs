//! Conditions of a profile.

use super::node::{ResolvedValue, Test};
use super::value::Value;
use crate::model::seed::profile::Comparison;

/// Whether a value is as wanted. NULL compares with nothing. `shown` holds the value's text, if it is one.
#[allow(clippy::cast_precision_loss, reason = "for a comparison")]
pub(crate) fn holds(test: &Test, value: Value, shown: &mut Vec<u8>, siblings: u64) -> bool {
    let is_null = value == Value::Null;
    let ordering = match (&test.wanted, value) {
        (ResolvedValue::Null, _) => return is_null == (test.comparison == Comparison::Equal),
        (_, Value::Null) => return false,
        (ResolvedValue::Number(wanted), Value::Number { digits, places }) => {
            (digits as f64 / libm::pow(10.0, f64::from(places))).total_cmp(wanted)
        }
        (ResolvedValue::Share(share), Value::Number { digits, .. }) => {
            (digits as f64).total_cmp(&(share * siblings as f64))
        }
        (ResolvedValue::Number(wanted), _) => {
            value.show(shown);
            let number = std::str::from_utf8(shown).ok().and_then(|text| text.parse::<f64>().ok());
            number.unwrap_or(f64::NAN).total_cmp(wanted)
        }
        (ResolvedValue::Text(wanted), _) => {
            value.show(shown);
            shown.as_slice().cmp(wanted.as_bytes())
        }
        (ResolvedValue::Share(_), _) => return false,
    };
    match test.comparison {
        Comparison::Equal => ordering.is_eq(),
        Comparison::Differs => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::AtMost => ordering.is_le(),
        Comparison::More => ordering.is_gt(),
        Comparison::AtLeast => ordering.is_ge(),
    }
}
