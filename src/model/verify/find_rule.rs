//! Which rule somebody names, by its id or its name; and which ones may have been meant where there is none.

use super::finding::RuleName;
use super::rules::{self, Rule};
use crate::model::edit_distance::edit_distance;

/// More are no hint.
const MOST: usize = 3;

/// A rule was named that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownRule {
    pub(crate) query: String,
    /// The nearest ones, the nearest first; none where nothing is near.
    pub(crate) near: Vec<RuleName>,
}

/// The rule that goes by `T01`, `rls-disabled`, or both as they are shown; in upper or lower case.
pub(crate) fn find_rule(query: &str) -> Result<&'static Rule, UnknownRule> {
    let wanted = plain(query);
    let is_called = |rule: &&Rule| spellings(rule).contains(&wanted);
    rules::ALL
        .iter()
        .find(is_called)
        .ok_or_else(|| UnknownRule { query: query.to_owned(), near: near(&wanted) })
}

fn near(wanted: &str) -> Vec<RuleName> {
    let mut candidates: Vec<(usize, RuleName)> =
        rules::ALL.iter().filter_map(|rule| Some((distance_to(wanted, rule)?, rule.called()))).collect();
    candidates.sort_unstable();
    candidates.into_iter().take(MOST).map(|(_, rule)| rule).collect()
}

/// How far a text is from what a rule goes by; `None` where nobody would take one for the other.
fn distance_to(wanted: &str, rule: &Rule) -> Option<usize> {
    if wanted.len() > 3 && rule.name.contains(wanted) {
        return Some(1);
    }
    let distance = spellings(rule).iter().map(|spelling| edit_distance(wanted, spelling)).min()?;
    (distance * 3 <= wanted.len()).then_some(distance)
}

/// What a rule may be called, as [`plain`] leaves it.
fn spellings(rule: &Rule) -> [String; 3] {
    [plain(rule.id), plain(rule.name), plain(&rule.called().to_string())]
}

fn plain(text: &str) -> String {
    text.trim().to_ascii_lowercase().replace([' ', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(query: &str) -> Vec<&'static str> {
        find_rule(query).unwrap_err().near.into_iter().map(|rule| rule.name).collect()
    }

    #[test]
    fn a_rule_goes_by_its_id_its_name_and_both() {
        for query in ["T01", "t01", "rls-disabled", "RLS_Disabled", "T01 rls-disabled", "t01_rls_disabled"] {
            assert_eq!(find_rule(query).map(|rule| rule.id), Ok("T01"), "{query}");
        }
        for rule in rules::ALL {
            let rule_ids = [rule.id, rule.name].map(|query| find_rule(query).unwrap().id);
            assert_eq!(rule_ids, [rule.id; 2]);
        }
    }

    #[test]
    fn a_typo_is_distinguished_from_another_word() {
        assert_eq!(near("rls-disabeld"), ["rls-disabled"]);
        assert_eq!(near("search-path"), ["definer-search-path"]);
        assert_eq!(near("T99"), ["detached-partition"]);
        for query in ["", "all", "Z99", "rls", "T01 V01", "nothing like it"] {
            assert_eq!(near(query), [""; 0], "{query}");
        }
    }
}
