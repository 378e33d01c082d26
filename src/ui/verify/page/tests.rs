//! The page of a report without a server.

use super::html;
use crate::model::verify::class::Class;
use crate::model::verify::finding::{RuleFinding, RuleName, Severity};
use crate::model::verify::probe::{Attempt, Probed, Verdict};
use crate::model::verify::report::{IsolationReport, JudgedDatabase, TableClass};

fn report() -> IsolationReport {
    let judged =
        JudgedDatabase { name: "app".to_owned(), host: "db:5432".to_owned(), version: "15.20".to_owned() };
    IsolationReport {
        findings: Vec::new(),
        stale: Vec::new(),
        exempted: 2,
        tables: vec![TableClass { table: "public.a<b".to_owned(), class: Class::Tenant }],
        probed: None,
        probed_on: None,
        judged,
        command: "migrate verify".to_owned(),
    }
}

fn probed(verdict: Verdict) -> Vec<Probed> {
    vec![Probed {
        relation: "public.a".to_owned(),
        role: "app_user".to_owned(),
        verdicts: vec![(Attempt::Read, Verdict::Denied), (Attempt::Truncate, verdict)],
    }]
}

#[test]
fn the_verdict_is_on_top_and_says_what_was_not_tried() {
    let page = html(&report());
    let (top, rest) = page.split_once("</header>").unwrap();
    assert!(top.contains("No finding</strong> 0 errors, 0 warnings, 0 notes; 2 exempt."), "{top}");
    assert!(top.contains("Nothing was tried: <code>--ephemeral</code>"), "{top}");
    assert!(page.contains("<title>No finding: isolation of tenants in app</title>"));
    assert!(rest.contains("<code>public.a&lt;b</code>"), "{rest}");
    assert!(rest.contains("<dt>server</dt><dd>PostgreSQL 15.20</dd>"), "{rest}");
    assert!(rest.contains("<dt>judged</dt><dd><code>app</code> at <code>db:5432</code></dd>"), "{rest}");
    assert!(rest.contains("<dt>command</dt><dd><code>migrate verify</code></dd>"), "{rest}");
}

#[test]
fn findings_stand_before_attempts_and_severities_are_words() {
    let finding = RuleFinding {
        rule: RuleName { id: "T01", name: "rls-disabled" },
        severity: Severity::Warning,
        object: "public.a".to_owned(),
        what: "`x` is <open>".to_owned(),
        fix: "ALTER TABLE".to_owned(),
    };
    let leak = Some(probed(Verdict::Leak { rows: 3 }));
    let page = html(&IsolationReport { findings: vec![finding], probed: leak, ..report() });
    let places = ["id=\"findings\"", "warning</span>", "<code>x</code> is &lt;open&gt;", "id=\"attempts\""];
    let places: Vec<usize> =
        places.iter().map(|text| page.find(text).unwrap_or_else(|| panic!("{text}"))).collect();
    assert!(places.is_sorted(), "{page}");
    assert!(page.contains("reached 3 rows of another tenant"), "{page}");
    assert!(page.contains(
        "Not isolated</strong> 0 errors, 1 warning, 0 notes; 2 exempt; of 2 attempts 1 denied, 1 leak."
    ));
}

#[test]
fn why_nothing_is_shown_can_be_read_and_not_only_hovered() {
    let why = "the own row was not reached, either".to_owned();
    let page = html(&IsolationReport { probed: Some(probed(Verdict::Inconclusive { why })), ..report() });
    assert!(page.contains("Inconclusive</strong>"), "{page}");
    assert!(page.contains("<p>the own row was not reached, either</p>"), "{page}");
    assert!(page.contains("<li><code>public.a</code>: truncate by <code>app_user</code></li>"), "{page}");
    assert!(!page.contains("title=\""), "{page}");
}
