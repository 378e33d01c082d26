//! One rule per file: what is wrong, why it matters, how to fix it.
//!
//! A new rule is a file here, named by its id and name, and two lines below: its `mod` and its place in [`ALL`]. Then
//! `tests/it/verify/mutants.sql` needs a hole that it finds, and `make pages` writes `docs/verify-rules.md`.

mod f01_security_definer;
mod f02_leakproof;
mod f03_volatile_setting;
mod f04_trigger_definer;
mod f05_rewrite_rule;
mod f06_definer_search_path;
mod f07_setting_left_behind;
mod f08_policy_function_owned;
mod g01_unrestricted_grant;
mod g02_default_privileges;
mod g03_create_privilege;
mod g04_parameter_right;
mod g05_system_right;
mod k01_cross_tenant_foreign_key;
mod k02_unindexed_foreign_key;
mod k03_cross_tenant_unique;
mod k05_invalid_index;
mod k06_unvalidated_foreign_key;
mod k07_key_moves_rows;
mod k08_global_key_acts;
mod l01_publication;
mod l02_replication_role;
mod l03_large_objects;
mod l04_sequence_read;
mod l05_event_trigger;
mod l06_extension;
mod l07_unpatched_server;
mod l08_notify;
mod p01_policy_ignores_row;
mod p02_policy_ignores_tenant;
mod p03_with_check_wider;
mod p04_permissive_or;
mod p05_granted_no_policy;
mod p06_restrictive_holes;
mod p07_setting_missing_errors;
mod p08_empty_setting;
mod p09_or_branch;
mod p10_untrusted_lookup;
mod p11_per_row_setting;
mod p12_policies_without_rls;
mod p13_unknown_policy_form;
mod p14_no_restrictive_floor;
mod r01_role_bypasses_rls;
mod r02_role_owns_table;
mod r03_predefined_role;
mod r04_role_settings;
mod r05_role_missing;
mod r06_login_privileges;
mod r07_createrole;
mod r08_role_reaches_further;
mod rule;
mod t01_rls_disabled;
mod t02_rls_not_forced;
mod t03_rls_no_policy;
mod t04_tenant_by_reference;
mod t05_partition_reachable;
mod t06_inheritance_child;
mod t07_tenant_nullable;
mod t08_unclassified_table;
mod t09_detached_partition;
mod t10_detach_pending;
mod t11_global_written;
mod v01_view_owner_rights;
mod v02_materialized_view;
mod v03_foreign_table;

use super::catalog::Facts;
use super::finding::{Hit, RuleFinding, RuleName};
use super::scope::Scope;
pub(crate) use rule::Rule;

/// Every rule, in the order of their ids.
pub(crate) const ALL: &[Rule] = &[
    f01_security_definer::RULE,
    f02_leakproof::RULE,
    f03_volatile_setting::RULE,
    f04_trigger_definer::RULE,
    f05_rewrite_rule::RULE,
    f06_definer_search_path::RULE,
    f07_setting_left_behind::RULE,
    f08_policy_function_owned::RULE,
    g01_unrestricted_grant::RULE,
    g02_default_privileges::RULE,
    g03_create_privilege::RULE,
    g04_parameter_right::RULE,
    g05_system_right::RULE,
    k01_cross_tenant_foreign_key::RULE,
    k02_unindexed_foreign_key::RULE,
    k03_cross_tenant_unique::RULE,
    k05_invalid_index::RULE,
    k06_unvalidated_foreign_key::RULE,
    k07_key_moves_rows::RULE,
    k08_global_key_acts::RULE,
    l01_publication::RULE,
    l02_replication_role::RULE,
    l03_large_objects::RULE,
    l04_sequence_read::RULE,
    l05_event_trigger::RULE,
    l06_extension::RULE,
    l07_unpatched_server::RULE,
    l08_notify::RULE,
    p01_policy_ignores_row::RULE,
    p02_policy_ignores_tenant::RULE,
    p03_with_check_wider::RULE,
    p04_permissive_or::RULE,
    p05_granted_no_policy::RULE,
    p06_restrictive_holes::RULE,
    p07_setting_missing_errors::RULE,
    p08_empty_setting::RULE,
    p09_or_branch::RULE,
    p10_untrusted_lookup::RULE,
    p11_per_row_setting::RULE,
    p12_policies_without_rls::RULE,
    p13_unknown_policy_form::RULE,
    p14_no_restrictive_floor::RULE,
    r01_role_bypasses_rls::RULE,
    r02_role_owns_table::RULE,
    r03_predefined_role::RULE,
    r04_role_settings::RULE,
    r05_role_missing::RULE,
    r06_login_privileges::RULE,
    r07_createrole::RULE,
    r08_role_reaches_further::RULE,
    t01_rls_disabled::RULE,
    t02_rls_not_forced::RULE,
    t03_rls_no_policy::RULE,
    t04_tenant_by_reference::RULE,
    t05_partition_reachable::RULE,
    t06_inheritance_child::RULE,
    t07_tenant_nullable::RULE,
    t08_unclassified_table::RULE,
    t09_detached_partition::RULE,
    t10_detach_pending::RULE,
    t11_global_written::RULE,
    v01_view_owner_rights::RULE,
    v02_materialized_view::RULE,
    v03_foreign_table::RULE,
];

impl Rule {
    /// What it is called.
    pub(crate) fn called(&self) -> RuleName {
        RuleName { id: self.id, name: self.name }
    }
}

/// Judges facts by every rule, the worst first.
pub(crate) fn judge(facts: &Facts, scope: &Scope) -> Vec<RuleFinding> {
    let facts = &facts.judged(scope);
    let mut findings: Vec<RuleFinding> = ALL
        .iter()
        .flat_map(|rule| {
            (rule.check)(facts, scope).into_iter().map(|Hit { severity, object, what, fix }| RuleFinding {
                rule: rule.called(),
                severity: severity.unwrap_or(rule.severity),
                object,
                what,
                fix,
            })
        })
        .collect();
    findings.sort_by(|a, b| {
        b.severity.cmp(&a.severity).then(a.rule.cmp(&b.rule)).then_with(|| a.object.cmp(&b.object))
    });
    findings
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::finding::Severity;
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_sound_schema_has_no_finding() {
        let (facts, scope) = fixture::sound();
        assert_eq!(judge(&facts, &scope), []);
        let (facts, scope) = fixture::without_floor();
        assert!(judge(&facts, &scope).iter().all(|finding| finding.rule.id == "P14"));
    }

    #[test]
    fn a_hit_is_as_bad_as_it_says_or_as_its_rule() {
        let (mut facts, scope) = fixture::sound();
        facts.relations[fixture::LOG].rights.references = true;
        facts.large_objects = 1;
        facts.schemas[0].app_may_create = true;
        let severities: Vec<_> =
            judge(&facts, &scope).iter().map(|finding| (finding.rule.id, finding.severity)).collect();
        let expected = [("G03", Severity::Error), ("G01", Severity::Warning), ("L03", Severity::Warning)];
        assert_eq!(severities, expected);
    }

    #[test]
    fn ids_are_in_order_names_are_unique_and_every_rule_says_everything() {
        assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
        let names: BTreeSet<&str> = ALL.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), ALL.len());
        for rule in ALL {
            let is_kebab = |letter: char| letter.is_ascii_lowercase() || letter == '-';
            assert!(rule.name.chars().all(is_kebab), "{}", rule.name);
            let one_line = |text: &str| !text.is_empty() && !text.ends_with('.') && !text.contains('\n');
            assert!(one_line(rule.title) && !rule.why.is_empty() && !rule.fix.is_empty(), "{}", rule.id);
        }
    }
}
