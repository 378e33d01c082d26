//! The head of the page, with the verdict in one sentence, and its foot.

use std::time::Duration;

use super::markup::{code, list, text, ticked, time};
use crate::model::roundtrip::finding::Weight;
use crate::model::roundtrip::outcomes::{Overall, overall};
use crate::model::roundtrip::report::{RoundtripReport, Verdict};
use crate::ui::words::{grouped, plural, rows};

/// What a browser shows for the page: plain text.
pub(super) fn title(report: &RoundtripReport) -> String {
    format!("{}: round trip of {}", word(overall(report)).1, plural(all(report), "migration"))
}

fn all(report: &RoundtripReport) -> usize {
    report.pairs.len() + report.untried.len()
}

/// Class, word and sign.
fn word(overall: Overall) -> (&'static str, &'static str, &'static str) {
    match overall {
        Overall::Proven => ("good", "Proven", "✓"),
        Overall::Failed => ("bad", "Failed", "✗"),
        Overall::NotShown => ("look", "Not shown", "?"),
        Overall::Nothing => ("aside", "Nothing to prove", "–"),
    }
}

/// Verdict, what it is about, and the way to the sections.
pub(super) fn head(report: &RoundtripReport) -> String {
    let (class, word, sign) = word(overall(report));
    let mut head = format!(
        "<header>\n<h1>Round trip of {}</h1>\n<p class=\"verdict {class}\"><strong><span aria-hidden=\"true\">\
         {sign}</span> {word}</strong> {}</p>\n",
        plural(all(report), "migration"),
        sentence(report)
    );
    if !report.untried.is_empty() {
        let names: Vec<String> = report.untried.iter().map(|id| code(&id.to_string())).collect();
        head.push_str(&format!("<div class=\"untried\">Not tried: {}</div>\n", list(1, &names)));
    }
    head.push_str(
        "<p class=\"aside\">Each migration was taken back, applied again and taken back once more, in a database \
         of its own, and the schema and the rows were compared after each step.</p>\n",
    );
    let links = [
        ("outcomes", "Outcomes".to_owned()),
        ("durations", "Durations".to_owned()),
        ("locks", "Locks".to_owned()),
        ("rows", "Rows".to_owned()),
        ("costs", "Costs".to_owned()),
        ("findings", findings(report)),
    ];
    let links = links.map(|(id, name)| format!("<a href=\"#{id}\">{name}</a>"));
    head.push_str(&format!("<nav aria-label=\"Sections\">{}</nav>\n</header>\n", links.concat()));
    head
}

fn findings(report: &RoundtripReport) -> String {
    let all = || report.pairs.iter().flat_map(|pair| &pair.findings).chain(&report.whole);
    match all().filter(|finding| finding.weight() == Weight::Failure).count() {
        0 => format!("Findings ({})", all().count()),
        failures => plural(failures, "failure"),
    }
}

/// How many pairs, on what, how long.
fn sentence(report: &RoundtripReport) -> String {
    if report.pairs.is_empty() {
        return "No pair was to be proven.".to_owned();
    }
    let mut counts = format!("{} of {} proven", report.count(Verdict::Proven), plural(all(report), "pair"));
    for (verdict, count) in
        [Verdict::Failed, Verdict::Irreversible].map(|verdict| (verdict.word(), report.count(verdict)))
    {
        if count > 0 {
            counts.push_str(&format!(", {count} {verdict}"));
        }
    }
    if !report.untried.is_empty() {
        counts.push_str(&format!(", {} not tried", report.untried.len()));
    }
    let (on, shows) = match &report.data {
        Some(data) if data.rows == 0 => (
            format!("the profile {} wrote no row", code(&data.profile)),
            " Nothing is shown about rows.".to_owned(),
        ),
        Some(data) => {
            (format!("on {} of the profile {}", rows(data.rows), code(&data.profile)), String::new())
        }
        None => {
            let why = report.no_data.as_deref().map_or_else(String::new, |why| format!(": {}", ticked(why)));
            ("on empty tables".to_owned(), format!(" Nothing is shown about rows{why}."))
        }
    };
    format!("{counts}, {on}, in {}.{shows}", time(Duration::from_secs_f64(report.took_seconds)))
}

/// What made the page, and from what.
pub(super) fn foot(report: &RoundtripReport) -> String {
    let mut facts = vec![("made by", format!("migrate {}", env!("CARGO_PKG_VERSION")))];
    facts.extend(report.server.iter().map(|version| ("server", text(&format!("PostgreSQL {version}")))));
    match &report.data {
        Some(data) => {
            facts.push(("profile", code(&data.profile)));
            facts.push(("scale", data.scale.to_string()));
            facts.push(("seed", data.seed.to_string()));
            let how = if data.is_reused { "from a database that was kept" } else { "seeded" };
            let seconds = time(Duration::from_secs_f64(data.seconds));
            facts.push(("rows", format!("{}, {how} in {seconds}", grouped(data.rows))));
        }
        None => facts.push(("profile", "none".to_owned())),
    }
    if let Some(kept) = &report.kept {
        facts.push(("kept as", code(kept)));
    }
    let facts =
        facts.into_iter().map(|(name, fact)| format!("<div><dt>{}</dt><dd>{fact}</dd></div>", text(name)));
    format!("<footer>\n<dl>{}</dl>\n</footer>\n", facts.collect::<String>())
}
