//! Which readers and writers a script blocked: one lane per table, along the time of the script.

use crate::ui::page::markup::{code, text};
use std::time::Duration;

use super::markup::{percent, time, way};
use crate::model::locks::mode::Stops;
use crate::model::roundtrip::blocking::{BlockingScript, TableLane, standstills};
use crate::model::roundtrip::cost::ScriptCost;
use crate::model::roundtrip::held_locks::HeldLock;
use crate::model::roundtrip::report::RoundtripReport;
use crate::ui::page::tables::section as in_section;
use crate::ui::words::plural;

/// How many locks of one table are drawn; the picture says how many more there are.
const DRAWN: usize = 12;

const LEGEND: &str = "<p class=\"legend\"><span><svg class=\"key\" aria-hidden=\"true\"><rect class=\"all\" width=\"100%\" \
    height=\"100%\"/></svg> solid: blocks reads and writes (ACCESS EXCLUSIVE)</span> \
    <span><svg class=\"key\" aria-hidden=\"true\"><line class=\"some\" x1=\"0\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/></svg> \
    striped: blocks writes (SHARE, SHARE ROW EXCLUSIVE, EXCLUSIVE)</span></p>\n";

/// The section.
pub(super) fn section(report: &RoundtripReport) -> String {
    let all = standstills(report);
    let mut content = String::new();
    if !all.shown.is_empty() {
        content.push_str(
            "<p class=\"aside\">Tables that existed before the script. Locks are sampled every 5 ms, in long scripts \
             every hundredth of the elapsed time and at least every 100 ms; each counts from the sample before the \
             first that shows it to the first without it, so it is never shown shorter than it was.</p>\n",
        );
        content.push_str(LEGEND);
    }
    for script in &all.shown {
        content.push_str(&picture(script));
    }
    content.push_str(&format!("<p>{}</p>\n", rest(all.shown.len(), all.others, all.longest_other, all.none)));
    in_section("locks", "Who had to wait", &content)
}

/// The scripts that are not shown.
fn rest(shown: usize, others: usize, longest: Duration, none: usize) -> String {
    let mut parts = Vec::new();
    if others > 0 {
        let (noun, most) = (if shown > 0 { "other script" } else { "script" }, time(longest));
        let stopped = "blocked readers or writers for at most";
        parts.push(format!("{} {stopped} {most}", plural(others, noun)));
    }
    if none > 0 {
        let held = "held no lock that blocks readers or writers of an existing table";
        parts.push(format!("{} {held}", plural(none, "script")));
    }
    if parts.is_empty() {
        return if shown > 0 {
            "No other script blocked anyone for 10 ms or more.".to_owned()
        } else {
            "No script was measured.".to_owned()
        };
    }
    format!("{}.", parts.join("; "))
}

fn picture(script: &BlockingScript<'_>) -> String {
    let covers = script.covers();
    let ticks = ticks(covers);
    let mut text = format!(
        "<article class=\"script\">\n<h3>{} {} <span class=\"aside\">{}</span></h3>\n<div class=\"beside\">\n\
         <table class=\"lanes\">\n<caption class=\"unseen\">Locks along the time of the script</caption>\n\
         <thead><tr><th scope=\"col\">Table</th><th scope=\"col\"><span class=\"unseen\">Time since the script began</span>\
         <div class=\"axis\" aria-hidden=\"true\">",
        code(&script.id.to_string()),
        way(script.direction),
        time(script.felt.took)
    );
    for tick in &ticks {
        text.push_str(&format!("<span style=\"left:{:.1}%\">{}</span>", share(*tick, covers), short(*tick)));
    }
    text.push_str("</div></th><th scope=\"col\" class=\"n\">reads blocked</th><th scope=\"col\" class=\"n\">writes blocked</th></tr></thead>\n<tbody>\n");
    for lane in &script.lanes {
        text.push_str(&row(lane, covers, &ticks));
    }
    text.push_str("</tbody>\n</table>\n");
    text.push_str(&waits(script.felt));
    text.push_str("</div>\n");
    if script.more > 0 {
        let more = plural(script.more, "more table");
        text.push_str(&format!("<p class=\"aside\">and {more}, each blocked for no longer.</p>\n"));
    }
    text.push_str("</article>\n");
    text
}

fn row(lane: &TableLane<'_>, covers: Duration, ticks: &[Duration]) -> String {
    let stopped =
        |who| Some(lane.stopped(who)).filter(|stopped| !stopped.is_zero()).map_or("–".to_owned(), time);
    let tables = match lane.worst.tables {
        0 | 1 => String::new(),
        tables => format!(" <span class=\"aside\">{tables} tables and partitions</span>"),
    };
    format!(
        "<tr><th scope=\"row\">{}{tables}<span class=\"mode\">{}</span></th><td class=\"track\">{}</td>\
         <td class=\"n\" data-of=\"reads blocked\">{}</td><td class=\"n\" data-of=\"writes blocked\">{}</td></tr>\n",
        code(lane.table),
        modes(lane),
        lanes(lane, covers, ticks),
        stopped(Stops::Everybody),
        stopped(Stops::Writers)
    )
}

/// Each mode once, in the order in which they were taken, without those that a stronger one hides all the time.
fn modes(lane: &TableLane<'_>) -> String {
    let hides = |over: &HeldLock, held: &HeldLock| {
        over.mode > held.mode && over.from <= held.from && over.until >= held.until
    };
    let mut modes: Vec<&str> = Vec::new();
    for held in lane.locks.iter().filter(|held| !lane.locks.iter().any(|over| hides(over, held))) {
        if !modes.contains(&held.mode.words()) {
            modes.push(held.mode.words());
        }
    }
    modes.join(", ")
}

/// The locks of a table; what blocks everyone is drawn over what blocks only writers.
fn lanes(lane: &TableLane<'_>, covers: Duration, ticks: &[Duration]) -> String {
    let caption =
        |held: &&HeldLock| format!("{} {} to {}", held.mode.words(), time(held.from), time(held.until));
    let mut title: Vec<String> = lane.locks.iter().take(DRAWN).map(caption).collect();
    if lane.locks.len() > DRAWN {
        title.push(format!("and {} more", lane.locks.len() - DRAWN));
    }
    let mut svg = format!("<svg class=\"lane\" role=\"img\"><title>{}</title>", text(&title.join("; ")));
    for tick in ticks {
        let x = share(*tick, covers);
        svg.push_str(&format!("<line class=\"grid\" x1=\"{x:.1}%\" x2=\"{x:.1}%\" y1=\"0\" y2=\"100%\"/>"));
    }
    let mut drawn: Vec<&&HeldLock> = lane.locks.iter().take(DRAWN).collect();
    drawn.sort_by_key(|held| held.mode.stops());
    for held in drawn {
        let width = percent(held.lasted(), covers);
        let from = share(held.from, covers).min(100.0 - width);
        svg.push_str(&match held.mode.stops() {
            Stops::Everybody => {
                format!("<rect class=\"all\" x=\"{from:.1}%\" y=\"2\" width=\"{width:.1}%\" height=\"14\"/>")
            }
            _ => format!(
                "<line class=\"some\" x1=\"{from:.1}%\" x2=\"{:.1}%\" y1=\"9\" y2=\"9\"/>",
                from + width
            ),
        });
    }
    svg.push_str("</svg>");
    svg
}

fn share(time: Duration, covers: Duration) -> f64 {
    100.0 * time.as_secs_f64() / covers.as_secs_f64().max(f64::MIN_POSITIVE)
}

/// Three to six round times, the first being zero; none so close to the end that it would stick out.
fn ticks(covers: Duration) -> Vec<Duration> {
    let seconds = covers.as_secs_f64().max(1e-4);
    let power = 10f64.powf((seconds / 5.0).log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| seconds / step <= 6.0);
    let step = Duration::from_secs_f64(step.unwrap_or(seconds));
    (0..7).map(|at| step * at).filter(|tick| tick.as_secs_f64() <= 0.97 * seconds).collect()
}

/// `0`, `50 ms`, `2 s`, `2.5 s`.
fn short(tick: Duration) -> String {
    match tick.as_micros() {
        0 => "0".to_owned(),
        us if us < 1_000_000 => format!("{} ms", tick.as_secs_f64() * 1000.0),
        _ => format!("{} s", tick.as_secs_f64()),
    }
}

/// How long a reader and a writer had to wait.
fn waits(felt: &ScriptCost) -> String {
    if felt.waits.is_empty() {
        return "<p class=\"aside\">Waits were not measured: there were no rows to read or write.</p>\n"
            .to_owned();
    }
    let mut text =
        "<table class=\"waits\">\n<caption>Longest wait on the largest tables</caption>\n<thead><tr>\
                    <th scope=\"col\">Table</th><th scope=\"col\" class=\"n\">to read</th>\
                    <th scope=\"col\" class=\"n\">to write</th></tr></thead>\n<tbody>\n"
            .to_owned();
    for wait in &felt.waits {
        text.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
            code(&wait.table),
            time(wait.reader),
            time(wait.writer)
        ));
    }
    text.push_str("</tbody>\n</table>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        for (ms, labels) in
            [(82, "0 20 ms 40 ms 60 ms"), (1300, "0 500 ms 1 s"), (9, "0 2 ms 4 ms 6 ms 8 ms")]
        {
            let ticks: Vec<String> = ticks(Duration::from_millis(ms)).into_iter().map(short).collect();
            assert_eq!(ticks.join(" "), labels);
        }
        for ms in 1..3000 {
            assert!((3..=6).contains(&ticks(Duration::from_millis(ms)).len()), "{ms}");
        }
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert_eq!(rest(0, 0, Duration::ZERO, 0), "No script was measured.");
        let text = rest(2, 1, Duration::from_millis(4), 3);
        assert!(
            text.starts_with("1 other script blocked readers or writers for at most 4.0 ms; 3 scripts held"),
            "{text}"
        );
        assert!(rest(0, 2, Duration::from_millis(4), 0).starts_with("2 scripts blocked"));
    }
}
