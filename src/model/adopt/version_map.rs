//! The versions of adopted migrations: those of the old tool where they are numbers in its order, else others near to them.

use super::old_migration::OldMigration;
use super::tool::Tool;
use crate::model::migration::version::Version;

/// The version of each migration, in the order of the old tool: ever larger. A version that is a number stays, unless it
/// does not fit into 64 bits, is 0, repeats, or stands in the way of more that could stay. Another gets a number between
/// its neighbours; where there is no room, all are counted from 1.
pub(crate) fn versions(tool: Tool, migrations: &[OldMigration]) -> Vec<Version> {
    let lowest = i64::from(!tool.shares_our_history());
    let numbers: Vec<Option<i64>> = migrations
        .iter()
        .map(|migration| number(tool, migration).filter(|number| *number >= lowest))
        .collect();
    let kept = longest_rise(&numbers);
    let filled = fill(&numbers, &kept, lowest).unwrap_or_else(|| (1..).take(migrations.len()).collect());
    filled.into_iter().map(|number| Version::new(number).unwrap_or(Version::ZERO)).collect()
}

/// The version as a number.
fn number(tool: Tool, migration: &OldMigration) -> Option<i64> {
    // The hyphens in a date of Diesel's are not in its table.
    let text = if tool == Tool::Diesel { &migration.key } else { &migration.version };
    (text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// The places of a longest rising subsequence; of several the one with the largest numbers, so that full stamps stay
/// beside short ones. Of several with one number the first stays.
fn longest_rise(numbers: &[Option<i64>]) -> Vec<usize> {
    // From the end. For each length, the place that a rise of this length begins at with the largest number.
    let mut begins: Vec<usize> = Vec::new();
    let mut behind: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate().rev() {
        let Some(number) = number else { continue };
        let length = begins.partition_point(|begin| numbers[*begin].is_some_and(|larger| larger > *number));
        behind[at] = length.checked_sub(1).map(|shorter| begins[shorter]);
        if length == begins.len() {
            begins.push(at);
        } else {
            begins[length] = at;
        }
    }
    std::iter::successors(begins.last().copied(), |at| behind[*at]).collect()
}

/// Numbers for all, between those that stay. `None` where there is no room.
fn fill(numbers: &[Option<i64>], kept: &[usize], lowest: i64) -> Option<Vec<i64>> {
    let mut filled = Vec::with_capacity(numbers.len());
    // Those before the first that stays come directly before it.
    let first = kept.first().and_then(|at| Some((i64::try_from(*at).ok()?, numbers.get(*at).copied()??)));
    let mut last = first.map_or(lowest, |(before, number)| (number - before).max(lowest)) - 1;
    let mut rest = kept.iter().peekable();
    for (at, number) in numbers.iter().enumerate() {
        let is_kept = rest.peek().is_some_and(|next| **next == at);
        let following = last.checked_add(1)?;
        let chosen = if is_kept { (*number)? } else { following };
        if is_kept {
            rest.next();
        }
        if chosen < following {
            return None;
        }
        last = chosen;
        filled.push(chosen);
    }
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::super::old_migration::OldScript;
    use super::*;

    fn mapped(versions_of: &[&str]) -> Vec<i64> {
        let migration = |version: &&str| OldMigration::new(version, "", "", OldScript::Absent);
        let migrations: Vec<OldMigration> = versions_of.iter().map(migration).collect();
        versions(Tool::Goose, &migrations).into_iter().map(Version::number).collect()
    }

    #[test]
    fn numbers_in_order_stay_and_others_find_room_between_them() {
        for (old, expected) in [
            (&["001", "2", "20240101120000"][..], &[1, 2, 20_240_101_120_000][..]),
            // The same stamp twice.
            (&["20240101", "20240101", "20240105"], &[20_240_101, 20_240_102, 20_240_105]),
            // Mixed length, in the order of texts.
            (
                &["20240101000000", "202402", "20240301000000"],
                &[20_240_101_000_000, 20_240_101_000_001, 20_240_301_000_000],
            ),
            (&["1", "99999999999999999999", "3"], &[1, 2, 3]),
            // No room.
            (&["5", "5", "6"], &[1, 2, 3]),
            (&["0", "1", "2"], &[1, 2, 3]),
            (&["0", "20240101"], &[20_240_100, 20_240_101]),
            (&["2024010100", "20240102"], &[2_024_010_100, 2_024_010_101]),
            (&["1.0", "1.1", "b"], &[1, 2, 3]),
            (&[], &[]),
        ] {
            assert_eq!(mapped(old), expected, "{old:?}");
        }
    }
}
