//! One rule per file: what is wrong, why it matters, how to fix it.

mod f01;
mod f02;
mod f03;
mod f04;
mod f05;
mod f06;
mod g01;
mod g02;
mod g03;
mod k01;
mod k02;
mod k03;
mod k05;
mod k06;
mod l01;
mod l02;
mod l03;
mod l04;
mod l05;
mod l06;
mod l07;
mod p01;
mod p02;
mod p03;
mod p04;
mod p05;
mod p06;
mod p07;
mod p08;
mod p09;
mod p10;
mod p11;
mod p12;
mod p13;
mod p14;
mod r01;
mod r02;
mod r03;
mod r04;
mod r05;
mod r06;
mod r07;
mod t01;
mod t02;
mod t03;
mod t04;
mod t05;
mod t06;
mod t07;
mod t08;
mod t09;
mod t10;
mod v01;
mod v02;
mod v03;

use super::facts::Facts;
use super::finding::{Finding, Hit, Severity};
use super::scope::Scope;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// A letter for what it is about (T tables, P policies, V views, F functions, G grants, R roles, K keys, L
    /// leaks beside tables) and a number. Never reused.
    pub(crate) id: &'static str,
    /// Unless a hit says another.
    pub(crate) severity: Severity,
    /// What is wrong, in a few lower-case words.
    pub(crate) title: &'static str,
    /// Why it matters: what a tenant can do then.
    pub(crate) why: &'static str,
    /// How to fix it, in general.
    pub(crate) fix: &'static str,
    pub(crate) check: fn(&Facts, &Scope) -> Vec<Hit>,
}

/// Every rule, in the order of their ids.
pub(crate) const ALL: [Rule; 55] = [
    f01::RULE,
    f02::RULE,
    f03::RULE,
    f04::RULE,
    f05::RULE,
    f06::RULE,
    g01::RULE,
    g02::RULE,
    g03::RULE,
    k01::RULE,
    k02::RULE,
    k03::RULE,
    k05::RULE,
    k06::RULE,
    l01::RULE,
    l02::RULE,
    l03::RULE,
    l04::RULE,
    l05::RULE,
    l06::RULE,
    l07::RULE,
    p01::RULE,
    p02::RULE,
    p03::RULE,
    p04::RULE,
    p05::RULE,
    p06::RULE,
    p07::RULE,
    p08::RULE,
    p09::RULE,
    p10::RULE,
    p11::RULE,
    p12::RULE,
    p13::RULE,
    p14::RULE,
    r01::RULE,
    r02::RULE,
    r03::RULE,
    r04::RULE,
    r05::RULE,
    r06::RULE,
    r07::RULE,
    t01::RULE,
    t02::RULE,
    t03::RULE,
    t04::RULE,
    t05::RULE,
    t06::RULE,
    t07::RULE,
    t08::RULE,
    t09::RULE,
    t10::RULE,
    v01::RULE,
    v02::RULE,
    v03::RULE,
];

/// Judges facts by every rule, the worst first.
pub(crate) fn judge(facts: &Facts, scope: &Scope) -> Vec<Finding> {
    let mut findings: Vec<Finding> = ALL
        .iter()
        .flat_map(|rule| {
            (rule.check)(facts, scope).into_iter().map(|Hit { severity, object, what, fix }| Finding {
                rule: rule.id,
                severity: severity.unwrap_or(rule.severity),
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
        let (facts, scope) = sample::without_floor();
        assert!(judge(&facts, &scope).iter().all(|finding| finding.rule == "P14"));
    }

    #[test]
    fn a_hit_is_as_bad_as_it_says_or_as_its_rule() {
        let (mut facts, scope) = sample::sound();
        facts.relations[sample::LOG].rights.references = true;
        facts.large_objects = 1;
        facts.schemas[0].app_may_create = true;
        let found: Vec<_> =
            judge(&facts, &scope).iter().map(|finding| (finding.rule, finding.severity)).collect();
        let expected = [("G03", Severity::Error), ("G01", Severity::Warning), ("L03", Severity::Warning)];
        assert_eq!(found, expected);
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
