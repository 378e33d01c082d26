//! Values of a key: what a column takes that are all different, the likeliest first.

use super::numbers::spoken;
use super::texts::{constants, longest, patterns, template};
use crate::model::seed::catalog::CatalogColumn;
use crate::model::seed::copy::column_type::ColumnType;
use crate::model::seed::generate::sequence::{MANY, Sequence};
use crate::model::seed::profile::Generator;

/// How many values there are where nobody counts them.
pub(crate) const ENDLESS: u64 = u64::MAX;

/// The forms of texts that differ by the number of the row.
const FORMS: [&str; 9] = [
    "{}-{n}",
    "{} {n}",
    "{n}",
    "{}{n}@{}.example",
    "https://{}.example/{n}",
    "K{n}",
    "/{}/{n}",
    "{}.{n}.example",
    "{hex 16}",
];

const DAY: i64 = 86_400_000_000;
/// 2016-01-01.
const FIRST_DAY: i64 = 1_451_606_400_000_000;

/// What makes different values for a column, and how many: from [`MANY`] on as many as are wanted. Empty: only by chance.
pub(crate) fn different(column: &CatalogColumn, checks: &[&str]) -> Vec<(Generator, u64)> {
    let kind = ColumnType::of(&column.base_type, !column.labels.is_empty());
    let items = |items: Vec<String>| sized(Sequence::Items(items));
    match kind {
        _ if !column.labels.is_empty() => vec![items(column.labels.clone())],
        ColumnType::Bool => vec![items(vec!["false".to_owned(), "true".to_owned()])],
        ColumnType::Int2 | ColumnType::Int4 | ColumnType::Int8 => integers(kind, checks),
        ColumnType::Float4 | ColumnType::Float8 | ColumnType::Numeric => {
            let most = column.precision.map_or(ENDLESS, |(digits, places)| {
                10_u64.checked_pow(digits.saturating_sub(places)).map_or(ENDLESS, |most| most - 1)
            });
            let first = if most >= MANY {
                (Generator::Serial, ENDLESS)
            } else {
                sized(Sequence::Range { from: 1, size: most })
            };
            std::iter::once(first).chain(ranges(checks)).collect()
        }
        ColumnType::Uuid => vec![(Generator::Uuid, ENDLESS)],
        ColumnType::Timestamptz | ColumnType::Timestamp => {
            vec![sized(Sequence::Steps { from: FIRST_DAY, step: 61_000_000, size: 4 * MANY })]
        }
        ColumnType::Date => vec![sized(Sequence::Steps { from: FIRST_DAY, step: DAY, size: 3650 })],
        ColumnType::Jsonb => vec![(template("{{\"x\": {n}}}"), ENDLESS)],
        ColumnType::Bytea => vec![(template("\\x{hex 16}"), ENDLESS)],
        ColumnType::Text if column.base_type == "json" => Vec::new(),
        ColumnType::Text => texts(column, checks),
        ColumnType::Other => others(column),
    }
}

fn sized(sequence: Sequence) -> (Generator, u64) {
    let size = sequence.size();
    (Generator::Nth(sequence), size)
}

fn integers(kind: ColumnType, checks: &[&str]) -> Vec<(Generator, u64)> {
    let first = match kind {
        ColumnType::Int2 => sized(Sequence::Range { from: 1, size: 32_767 }),
        _ => (Generator::Serial, ENDLESS),
    };
    std::iter::once(first).chain(ranges(checks)).collect()
}

/// The ranges between the numbers that constraints speak of, the largest first.
fn ranges(checks: &[&str]) -> Vec<(Generator, u64)> {
    let spoken = spoken(checks);
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for from in &spoken {
        ranges.extend(spoken.iter().filter(|to| *to > from).map(|to| (*from, *to)));
        ranges.extend([(*from, from + 2_000_000_000), (from - 1_000_000, *from), (1, *from)]);
    }
    let inner = |(from, to): (i64, i64)| [(from, to), (from + 1, to), (from, to - 1), (from + 1, to - 1)];
    let mut ranges: Vec<(i64, i64)> =
        ranges.into_iter().flat_map(inner).filter(|(from, to)| from <= to).collect();
    ranges.sort_by_key(|(from, to)| std::cmp::Reverse(to - from));
    ranges.dedup();
    ranges
        .into_iter()
        .map(|(from, to)| sized(Sequence::Range { from, size: (to - from + 1).unsigned_abs() }))
        .collect()
}

fn texts(column: &CatalogColumn, checks: &[&str]) -> Vec<(Generator, u64)> {
    let most = column.max_chars.map_or(usize::MAX, |most| most as usize);
    let mut forms = Vec::new();
    let constants = constants(checks);
    if !constants.is_empty() {
        forms.push(sized(Sequence::Items(constants)));
    }
    let (wide, few): (Vec<_>, Vec<_>) =
        patterns(checks, most).into_iter().map(sized).partition(|(_, size)| *size >= MANY);
    forms.extend(wide);
    forms.extend(FORMS.iter().filter(|form| longest(form) <= most).map(|form| (template(form), ENDLESS)));
    forms.extend(few);
    let code = |letters, width, upper| sized(Sequence::Code { letters, width, upper });
    let narrow = most.min(16);
    forms.extend([code(36, narrow, false), code(26, narrow, true), code(10, narrow, false)]);
    for width in [2, 3, 4, 5, 6, 8, 10, 12, 32]
        .into_iter()
        .filter(|width| *width < narrow || (!checks.is_empty() && *width <= most))
    {
        forms.extend([code(26, width, true), code(10, width, false), code(36, width, false)]);
    }
    forms
}

fn others(column: &CatalogColumn) -> Vec<(Generator, u64)> {
    match column.base_type.as_str() {
        "inet" | "cidr" => vec![sized(Sequence::Addresses)],
        "macaddr" => vec![(template("02:{hex 2}:{hex 2}:{hex 2}:{hex 2}:{hex 2}"), ENDLESS)],
        "interval" => vec![(template("{n} minutes"), ENDLESS)],
        "money" => vec![(template("{n}.00"), ENDLESS)],
        "time without time zone" | "time with time zone" => vec![sized(Sequence::Clock)],
        "bit" => {
            let width = column.type_name.split(['(', ')']).nth(1).and_then(|width| width.parse().ok());
            vec![sized(Sequence::Bits { width: width.unwrap_or(1) })]
        }
        "bit varying" => vec![sized(Sequence::Bits { width: 16 })],
        "daterange" | "tsrange" | "tstzrange" => vec![sized(Sequence::Days { from: FIRST_DAY, size: MANY })],
        "int4range" | "int8range" | "numrange" => vec![sized(Sequence::Spans)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::seed::catalog::ColumnDefault;

    fn column(base_type: &str, max_chars: Option<u32>) -> CatalogColumn {
        CatalogColumn {
            name: "x".to_owned(),
            type_name: base_type.to_owned(),
            base_type: base_type.to_owned(),
            max_chars,
            precision: None,
            labels: Vec::new(),
            not_null: true,
            filled: ColumnDefault::Nothing,
            default: None,
            inputs: Vec::new(),
            domain_checks: Vec::new(),
        }
    }

    #[test]
    fn a_pattern_is_no_value() {
        let mails = different(&column("text", None), &["(email ~~ '%@%'::text)"]);
        assert!(mails[0].1 >= MANY, "{mails:?}");
    }

    #[test]
    fn few_values_are_counted() {
        assert_eq!(different(&column("boolean", None), &[])[0].1, 2);
        assert!(different(&column("bigint", None), &[])[0].1 >= MANY);
        let days = different(&column("integer", None), &["((day >= 0) AND (day <= 6))"]);
        assert!(days.iter().any(|(_, size)| *size == 7), "{days:?}");
        let short = different(&column("character", Some(3)), &[]);
        assert_eq!(short[0].1, 36 * 36 * 36);
    }
}
