//! How long each script took, side by side.

use crate::ui::page::markup::code;
use std::time::Duration;

use super::markup::{bar, percent, time, verdict, way};
use crate::model::roundtrip::cost::ScriptCost;
use crate::model::roundtrip::report::RoundtripReport;
use crate::ui::page::tables::{HtmlTable, section as in_section};

/// The section.
pub(super) fn section(report: &RoundtripReport) -> String {
    let scripts = report
        .pairs
        .iter()
        .flat_map(|pair| pair.scripts().map(move |(way, felt)| (felt.took, &pair.id, way)));
    let Some((longest, id, direction)) = scripts.max_by_key(|(took, ..)| *took) else {
        return in_section("durations", "How long each script took", "<p>No script ran to completion.</p>\n");
    };
    let caption = format!(
        "Newest first, in the order they were rolled back. All bars share one linear scale; the longest is {}, {} {}.",
        time(longest),
        code(&id.to_string()),
        way(direction)
    );
    let columns = [("Migration", false), ("Down", false), ("Up again", false), ("Verdict", false)];
    let mut table = HtmlTable::new("bars", &caption, &columns);
    for pair in &report.pairs {
        table.row(&[
            code(&pair.id.to_string()),
            timed(pair.down.as_ref(), "down", longest),
            timed(pair.up_again.as_ref(), "up", longest),
            verdict(pair.verdict()),
        ]);
    }
    in_section("durations", "How long each script took", &table.end())
}

fn timed(felt: Option<&ScriptCost>, class: &str, longest: Duration) -> String {
    felt.map_or_else(
        || "<span class=\"aside\">not measured</span>".to_owned(),
        |felt| {
            let bar = bar(class, percent(felt.took, longest));
            format!("<div class=\"timed\">{bar}<span>{}</span></div>", time(felt.took))
        },
    )
}
