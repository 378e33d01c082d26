//! What is said about seeding: why it is refused, what happens, how it ended.

use super::grammar::{milliseconds, ticked_list};
use crate::model::seed::event::{Phase, SeedEvent};
use crate::model::seed::refusal::{Held, RowCount, SeedRefusal as S};
use crate::model::seed::report::{Kind, SeedReport, Way};
use crate::ui::Verbosity;
use crate::ui::message::Message;
use crate::ui::paint::Paint;

const EITHER: &str = "`migrate seed --resume` goes on with it, `migrate seed --clear` takes it back";

/// The message for one refusal.
pub(super) fn refusal(why: &S) -> Message {
    match why {
        S::NoSuchProfile { name, searched, known } => {
            let message = Message::new(format!("there is no profile `{name}`"));
            let message = match searched {
                Some(folder) => {
                    message.note(format!("searched in `{}` and in this program", folder.display()))
                }
                None => message,
            };
            message.hint(format!("there are {}; a path ends in `.toml`", ticked_list(known)))
        }
        S::BadProfile { file, why } => Message::new(format!("`{file}` is not usable: {why}")),
        S::MissingTables { tables } => {
            Message::new(format!("the profile fills {}, which this database has not", ticked_list(tables)))
                .hint("apply the scripts first: `migrate up`")
        }
        S::NotOwner { role, tables } => {
            let mut owners: Vec<&str> = tables.iter().map(|(_, owner)| owner.as_str()).collect();
            owners.sort_unstable();
            owners.dedup();
            let grants: Vec<String> =
                owners.iter().map(|owner| format!("`GRANT {owner} TO {role}`")).collect();
            let names: Vec<&String> = tables.iter().map(|(table, _)| table).collect();
            Message::new(format!(
                "the role `{role}` does not own {}, nothing was touched",
                ticked_list(&names)
            ))
            .hint(format!("{}, or seed as a superuser", grants.join(" and ")))
        }
        S::RowSecurity { role, tables } => Message::new(format!(
            "row-level security of {} applies to the role `{role}`, nothing was touched",
            ticked_list(tables)
        ))
        .hint(format!("`ALTER ROLE {role} BYPASSRLS`, or seed as a superuser")),
        S::NoCreate { role, schemas } => Message::new(format!(
            "the role `{role}` may not create in {}, as building an index again needs; nothing was touched",
            ticked_list(schemas)
        ))
        .hint("GRANT CREATE ON SCHEMA, or seed as a superuser"),
        S::ForeignRows { tables } => foreign(tables),
        S::Unfinished { profile, started } => Message::new(format!(
            "the seeding with `{profile}`, begun {}, is not finished",
            super::grammar::when(started)
        ))
        .hint(EITHER),
        S::NothingToResume => Message::new("no seeding is unfinished, there is nothing to go on with"),
        S::NothingToClear => Message::new("nothing was seeded here, there is nothing to remove"),
        S::OtherVersion { there, here } => Message::new(format!(
            "the seeding was begun by version {there}, this is {here}, which may make other rows"
        ))
        .hint("go on with that version, or take it back with `migrate seed --clear`"),
        S::PlanChanged { what } => {
            Message::new(format!("the database has changed since the seeding was begun: {what}"))
                .hint("take it back with `migrate seed --clear`")
        }
        S::NoPartitions { report } => {
            let said = super::partitions::table(report).into_iter().next();
            said.unwrap_or_default()
                .note(format!("`{}` lacks partitions for the data; nothing was written", report.shown))
        }
        S::NotEmpty { table } => {
            Message::new(format!("somebody wrote into `{table}` meanwhile, its rows were left alone"))
                .hint(EITHER)
        }
        S::HeldBy { rows } => held(rows),
        S::OthersWent => Message::new("more rows would have gone than were seeded; nothing was removed"),
        S::NotBack { pieces } => {
            let message = Message::new("not everything that was taken down came back");
            let note =
                |message: Message, (what, why): &(String, String)| message.note(format!("{what}: {why}"));
            pieces.iter().fold(message, note)
        }
        S::SchemaDiffers { differences } => {
            let message = Message::new("the schema is not the one of before");
            differences.iter().fold(message, Message::note)
        }
    }
}

/// The messages of what stopped a seeding, and what is to be done about the rest.
pub(super) fn fault(mut messages: Vec<Message>, is_restored: bool) -> Vec<Message> {
    if let Some(message) = messages.first_mut() {
        message.facts.restored = Some(is_restored);
        message.notes.push(if is_restored {
            "tables that were filled stay; the others are empty and have their keys and indexes again"
                .to_owned()
        } else {
            "keys and indexes of tables that are not filled are still down".to_owned()
        });
        message.hint = Some(EITHER.to_owned());
    }
    messages
}

fn foreign(tables: &[RowCount]) -> Message {
    let message = Message::new("there are rows that nobody seeded, nothing was touched");
    let note = |message: Message, count: &RowCount| {
        message.note(format!(
            "`{}.{}`: {}, of which {} were seeded",
            count.schema,
            count.name,
            rows(count.rows),
            grouped(count.ours)
        ))
    };
    tables.iter().fold(message, note).hint("seed a database of its own, or empty these tables first; `migrate seed --clear` removes what was seeded")
}

fn held(held: &[Held]) -> Message {
    let message = Message::new("rows that nobody seeded refer to rows that were; nothing was removed");
    let note = |message: Message, one: &Held| {
        message.note(format!(
            "`{}`: {} refer to `{}` by `{}`",
            one.table,
            rows(one.rows),
            one.target,
            one.constraint
        ))
    };
    held.iter().fold(message, note).hint("remove those first")
}

/// The line for an event, if it is worth one.
pub(super) fn event(event: &SeedEvent<'_>, verbosity: Verbosity, paint: Paint) -> Option<String> {
    let verbose = verbosity == Verbosity::Verbose;
    Some(match event {
        SeedEvent::TakenApart { tables, objects, took } => format!(
            "{} {objects} keys and indexes of {tables} empty tables for the time being, in {}",
            paint.good("took down"),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        SeedEvent::Restored { took } => format!(
            "{} the keys and indexes of what is not filled, in {}",
            paint.good("brought back"),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        SeedEvent::TriggersOff { names } if names.len() > 5 && !verbose => {
            format!("switched off while rows are written: {} triggers", names.len())
        }
        SeedEvent::TriggersOff { names } if !names.is_empty() => {
            format!("switched off while rows are written: {}", ticked_list(names))
        }
        SeedEvent::Done { name, rows: count, took, .. } => format!(
            "{} {name}: {} in {}",
            paint.good("filled"),
            rows(*count),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        SeedEvent::Phase { name, phase, .. } if verbose => format!("{name}: {}", self::phase(*phase)),
        SeedEvent::Clearing { table, rows: count } => {
            format!("{} {} from {table}", paint.good("removed"), rows(*count))
        }
        _ => return None,
    })
}

/// What is being done for a table.
pub(crate) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Indexes => "building keys and indexes",
        Phase::ForeignKeys => "checking foreign keys",
        Phase::Statistics => "collecting statistics",
    }
}

/// `1,247 rows`
pub(crate) fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{} rows", grouped(count)) }
}

/// `1,247`
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The last line.
pub(crate) fn done(report: &SeedReport) -> String {
    let way = match (report.kind, report.way) {
        (Kind::Cleared | Kind::Plan, _) => "",
        (_, Way::Fast) => ", keys and indexes built afterwards",
        (_, Way::Plain) => ", in one transaction",
    };
    let verb = match report.kind {
        Kind::Plan => return format!("would write {}", rows(report.rows())),
        Kind::Seeded | Kind::Resumed => "wrote",
        Kind::Cleared => "removed",
    };
    format!("{verb} {} in {}{way}", rows(report.rows()), milliseconds(report.took_seconds * 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(rows(1), "1 row");
    }
}
