//! Numbers that a column may take: ranges between the numbers that its constraints speak of.

use super::ColumnType;
use crate::model::seed::catalog::CatalogColumn;
use crate::model::seed::profile::Generator;

pub(super) fn candidates(column: &CatalogColumn, kind: ColumnType, checks: &[&str]) -> Vec<Generator> {
    let places = match (kind, column.precision) {
        (ColumnType::Numeric, Some((_, places))) => places.min(9),
        (ColumnType::Numeric | ColumnType::Float4 | ColumnType::Float8, _) => 2,
        _ => 0,
    };
    let unit = 10_i64.pow(places);
    let most = match (kind, column.precision) {
        (ColumnType::Numeric, Some((digits, scale))) => {
            10_i64.checked_pow(digits.saturating_sub(scale)).unwrap_or(i64::MAX)
        }
        (ColumnType::Int2, _) => i64::from(i16::MAX),
        _ => i64::from(i32::MAX),
    };
    let spoken = spoken(checks);
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for from in &spoken {
        for to in spoken.iter().filter(|to| *to > from) {
            ranges.extend([(*from, *to), (from + 1, to - 1)]);
        }
    }
    for number in &spoken {
        ranges.extend([
            (*number, number + 1000),
            (number + 1, number + 1000),
            (number - 1000, number - 1),
            (0, *number),
        ]);
        ranges.push((*number, *number));
    }
    ranges.extend([(1, 1000), (1, 9), (0, 1), (-9, -1), (1900, 2100), (1_000_000, 9_999_999)]);
    let fitting = ranges.into_iter().filter(|(from, to)| from <= to && -most < *from && *to < most);
    let scaled = fitting.filter_map(|(from, to)| Some((from.checked_mul(unit)?, to.checked_mul(unit)?)));
    scaled.map(|(from, to)| Generator::Number { from, to, places, long: false }).collect()
}

/// The whole numbers in a text, each once, from the smallest on.
pub(super) fn spoken(checks: &[&str]) -> Vec<i64> {
    let is_part =
        |letter: char| letter.is_ascii_digit() || letter == '-' || letter == '_' || letter.is_alphabetic();
    let mut numbers: Vec<i64> = checks
        .iter()
        .flat_map(|check| check.split(|letter| !is_part(letter)))
        .filter_map(|word| word.parse().ok())
        .filter(|number: &i64| number.abs() < 1_000_000_000_000)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_and_names_are_not() {
        assert_eq!(spoken(&["((x2 >= 10) AND (x2 <= '-5'::integer))", "(x2 <> 10)"]), [-5, 10]);
    }
}
