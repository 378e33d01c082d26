//! One rule a file: what is wrong, why it matters, how to mend it.

mod t01;

use super::facts::Facts;
use super::finding::{Finding, Hit, Severity};
use super::scope::Scope;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// A letter for what it is about (T tables, P policies, V views, F functions, G grants, R roles, K keys, L
    /// leaks beside tables) and a number. Never reused.
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    /// What is wrong, in a few lower-case words.
    pub(crate) title: &'static str,
    /// Why it matters: what a tenant can do then.
    pub(crate) why: &'static str,
    /// How to mend it, in general.
    pub(crate) fix: &'static str,
    pub(crate) check: fn(&Facts, &Scope) -> Vec<Hit>,
}

/// Every rule, in the order of their ids.
pub(crate) const ALL: [Rule; 1] = [t01::RULE];

/// Judges facts by every rule, the worst first.
pub(crate) fn judge(facts: &Facts, scope: &Scope) -> Vec<Finding> {
    let mut findings: Vec<Finding> = ALL
        .iter()
        .flat_map(|rule| {
            (rule.check)(facts, scope).into_iter().map(|Hit { object, what, fix }| Finding {
                rule: rule.id,
                severity: rule.severity,
                object,
                what,
                fix,
            })
        })
        .collect();
    findings.sort_by(|a, b| {
        b.severity.cmp(&a.severity).then(a.rule.cmp(b.rule)).then_with(|| a.object.cmp(&b.object))
    });
    findings
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_sound_schema_has_no_finding() {
        let (facts, scope) = sample::sound();
        assert_eq!(judge(&facts, &scope), []);
    }

    #[test]
    fn ids_are_in_order_and_every_rule_says_everything() {
        assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
        for rule in &ALL {
            let one_line = |text: &str| !text.is_empty() && !text.ends_with('.') && !text.contains('\n');
            assert!(one_line(rule.title) && !rule.why.is_empty() && !rule.fix.is_empty(), "{}", rule.id);
        }
    }
}
