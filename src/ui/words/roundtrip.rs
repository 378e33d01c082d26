//! Messages about rollbacks: proven, or not.

use super::cost::exceeded;
use super::drift::additions;
use super::failure::failure;
use super::grammar::{milliseconds, plural, rows, ticked_list};
use crate::model::fingerprint::diff::{Change, Difference};
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::finding::{Loss, Lost, RoundtripFinding, Stage};
use crate::model::roundtrip::report::{PairReport, RoundtripReport, Verdict};
use crate::model::verify::finding::Severity;
use crate::ui::message::Message;
use crate::ui::{Verbosity, paint::Paint};

/// The line for an event.
pub(super) fn event(event: &RoundtripEvent<'_>, verbosity: Verbosity, paint: Paint) -> Option<String> {
    let took = |took: &std::time::Duration| milliseconds(took.as_secs_f64() * 1000.0);
    Some(match event {
        RoundtripEvent::Swept { names } => {
            format!("{} {}, left by a killed run", paint.attention("dropped"), ticked_list(names))
        }
        RoundtripEvent::Made { name } if verbosity == Verbosity::Verbose => {
            format!("created the database `{name}`")
        }
        RoundtripEvent::Climbed { pairs, took: time } => {
            format!("applied {} to an empty database in {}", plural(*pairs, "migration"), took(time))
        }
        RoundtripEvent::Filled { rows: count, took: time } => format!("{} in {}", rows(*count), took(time)),
        RoundtripEvent::Proving { id, at, total, is_seeded } => {
            let on = if *is_seeded { " on rows" } else { "" };
            format!("{}{on} {at} of {total}: {}", paint.aside("proving"), paint.name(&id.to_string()))
        }
        RoundtripEvent::Diagnosing { id, tables } => format!(
            "{} {} after {id}: repeating it to compare row by row",
            plural(*tables, "table"),
            if *tables == 1 { "differs" } else { "differ" }
        ),
        RoundtripEvent::LocksStored { file } => {
            format!(
                "wrote `{}`: what the scripts lock, for `up`, `down` and `redo`; commit it",
                file.display()
            )
        }
        RoundtripEvent::LocksNotStored { file, why } => {
            format!("{} `{}` was not written: {why}", paint.attention("warning:"), file.display())
        }
        RoundtripEvent::Made { .. } | RoundtripEvent::Stepped => return None,
    })
}

/// One message for each finding, in the order of the pairs.
pub(crate) fn messages(report: &RoundtripReport) -> Vec<Message> {
    let named = |entry: &RoundtripFinding, pair: Option<&PairReport>| -> Vec<Message> {
        finding(entry, pair).into_iter().map(|message| message.named(entry.name())).collect()
    };
    let of_pair = |pair: &PairReport| -> Vec<Message> {
        pair.findings.iter().flat_map(|entry| named(entry, Some(pair))).collect()
    };
    let mut messages: Vec<Message> = report.pairs.iter().flat_map(of_pair).collect();
    messages.extend(report.whole.iter().flat_map(|entry| named(entry, None)));
    messages
}

/// How it ended, one sentence a line.
pub(crate) fn done(report: &RoundtripReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(why) = &report.no_data {
        lines.push(format!("only the catalog was compared: {why}; name a profile with `--profile`"));
    }
    if report.pairs.is_empty() {
        lines.push("there is no pair to prove".to_owned());
        return lines;
    }
    let on = match &report.data {
        Some(data) if data.rows == 0 => {
            format!("the profile `{}` wrote no rows, so nothing is proven about rows", data.profile)
        }
        Some(data) => format!("on {} of the profile `{}`", rows(data.rows), data.profile),
        None => "on empty tables".to_owned(),
    };
    let mut line = format!(
        "{} of {} proven {on}, in {}",
        report.count(Verdict::Proven),
        plural(report.pairs.len() + report.untried.len(), "pair"),
        milliseconds(report.took_seconds * 1000.0)
    );
    if !report.untried.is_empty() {
        line.push_str(&format!("; not tested: {}", ticked_list(&report.untried)));
    }
    lines.push(line);
    lines.extend(additions(&report.additions));
    if let Some(kept) = &report.kept {
        lines.push(format!("the filled database is kept as `{kept}`: `--reuse` starts from it"));
    }
    if !report.others_kept.is_empty() {
        lines.push(format!("also kept, for other scripts or profiles: {}", ticked_list(&report.others_kept)));
    }
    lines
}

fn after(stage: Stage) -> &'static str {
    match stage {
        Stage::Up => "when it was applied",
        Stage::Down => "after the rollback",
        Stage::UpAgain => "after down and up again",
        Stage::DownAgain => "after the second rollback",
        Stage::Whole => "after everything down and up again",
    }
}

fn finding(finding: &RoundtripFinding, pair: Option<&PairReport>) -> Vec<Message> {
    let place = |message: Message| match pair {
        Some(pair) => message.with_position(&pair.down_file, None, None),
        None => message,
    };
    let subject = pair.map_or_else(String::new, |pair| format!("`{}`: ", pair.id));
    let plain = |text: String| place(Message::new(format!("{subject}{text}")));
    match (finding, pair) {
        (RoundtripFinding::Exceeds { direction, exceeded: more }, Some(pair)) => {
            return vec![exceeded(pair, *direction, more, None)];
        }
        (RoundtripFinding::Exempt { direction, exceeded: more, reason }, Some(pair)) => {
            return vec![exceeded(pair, *direction, more, Some(reason))];
        }
        _ => {}
    }
    vec![match finding {
        RoundtripFinding::Script { stage, failure: why } => {
            return failure(why)
                .into_iter()
                .map(|message| match stage {
                    Stage::Up => message,
                    stage => message.note(format!("{} of the round trip", after(*stage))),
                })
                .collect();
        }
        RoundtripFinding::Idle => plain("the rollback executes nothing that undoes anything".to_owned())
            .hint("write the rollback, or declare `-- migrate:irreversible <reason>` or `-- migrate:nothing-to-undo <reason>`"),
        RoundtripFinding::Catalog { stage, difference } => {
            let message = plain(format!("`{}` {} {}", difference.object, changed(difference), after(*stage)));
            aspects(message, difference)
        }
        RoundtripFinding::Moved { stage, moved } => Message {
            severity: Severity::Warning,
            ..plain(format!("`{}` has its columns in a different order {}", moved.object, after(*stage)))
        },
        RoundtripFinding::Loss(loss) => {
            let declared = format!("declare the loss: `-- migrate:lossy {} <reason>`", declaration(loss));
            let way_out = match loss.what {
                Lost::Added(_) if !loss.is_seeded => "delete what the migration wrote",
                _ => "restore it",
            };
            plain(lost(loss, pair)).hint(format!("{way_out}, or {declared}"))
        }
        RoundtripFinding::NotLost { object } => Message {
            severity: Severity::Warning,
            ..plain(format!("`{object}` is declared as lost, but all of it is restored"))
        },
        RoundtripFinding::Exceeds { .. } | RoundtripFinding::Exempt { .. } => return Vec::new(),
        RoundtripFinding::Irreversible { reason } => Message {
            severity: Severity::Note,
            ..plain(format!("irreversible: there is no way down: {reason}"))
        },
        RoundtripFinding::NoRows { failure: why } => {
            let why = match why {
                Some(why) => failure(why).into_iter().map(|message| message.title).collect::<Vec<_>>().join("; "),
                None => "the scripts do not run a second time on one server".to_owned(),
            };
            Message { severity: Severity::Note, ..plain(format!("not proven on rows of the profile: {why}")) }
        }
    }]
}

fn changed(difference: &Difference) -> &'static str {
    match difference.change {
        Change::Added => "is left behind",
        Change::Removed => "is gone",
        Change::Changed(_) => "differs",
    }
}

fn aspects(message: Message, difference: &Difference) -> Message {
    let Change::Changed(aspects) = &difference.change else { return message };
    aspects.iter().fold(message, |message, change| {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
        message.note(format!("{}: was {}, is {}", change.aspect, side(&change.before), side(&change.after)))
    })
}

fn lost(loss: &Loss, pair: Option<&PairReport>) -> String {
    let object = match &loss.column {
        Some(column) => format!("`{}.{column}`", loss.object),
        None => format!("`{}`", loss.object),
    };
    let when = after(loss.stage);
    let (was, author) = match pair {
        Some(pair) if !loss.is_seeded && loss.stage == Stage::Down => {
            (" of before", pair.id.version.to_string())
        }
        _ => ("", String::new()),
    };
    let is = |count: u64| if count == 1 { "is" } else { "are" };
    match loss.what {
        Lost::Gone(count) if !was.is_empty() => {
            format!("{object}: {}{was} {} gone {when}", rows(count), is(count))
        }
        Lost::Added(count) if !was.is_empty() => {
            format!("{object}: {} that `{author}` wrote {} left behind {when}", rows(count), is(count))
        }
        Lost::Gone(1) => format!("{object}: 1 row is gone {when}"),
        Lost::Gone(count) => format!("{object}: {} are gone {when}", rows(count)),
        Lost::Added(count) => format!("{object}: {} more than before {when}", rows(count)),
        Lost::Differ(1) => format!("{object}: 1 row differs {when}"),
        Lost::Differ(count) => format!("{object}: {} differ {when}", rows(count)),
        Lost::Unknown => format!("{object}: its rows differ {when}"),
        Lost::WentBack(then, now) => {
            format!("sequence {object}: its next value was {then} and is {now} {when}")
        }
    }
}

fn declaration(loss: &Loss) -> String {
    let object = loss.object.strip_prefix("public.").unwrap_or(&loss.object);
    match &loss.column {
        Some(column) => format!("{object}.{column}"),
        None => object.to_owned(),
    }
}
