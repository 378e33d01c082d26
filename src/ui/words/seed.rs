//! Messages about seeding: why it is refused, what happens, how it ended.

use super::grammar::{milliseconds, rows, ticked_list};
use super::{duplicate, meanwhile, seed_tables};
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::failure::{Failure, Refusal, SeedFault};
use crate::model::seed::event::{Phase, SeedEvent};
use crate::model::seed::leftovers::SeedLeftovers;
use crate::model::seed::refusal::{HoldingRows, SeedRefusal as S};
use crate::model::seed::remaking::ChangedColumn;
use crate::model::seed::report::{LeftRows, LoadMode, SeedReport, SeedRequestKind};
use crate::ui::Verbosity;
use crate::ui::message::Message;
use crate::ui::paint::Paint;

const EITHER: &str = "`migrate seed --resume` continues it, `migrate seed --clear` removes its rows";

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
            message.hint(format!("the profiles are {}; a path must end in `.toml`", ticked_list(known)))
        }
        S::BadProfile { file, why } => {
            let (first, excerpt) = why.split_once('\n').unwrap_or((why, ""));
            Message::new(format!("`{file}` is not usable: {first}")).printed(excerpt)
        }
        S::MissingTables { tables, is_empty } => seed_tables::missing(tables, *is_empty),
        S::NoTables => Message::new("there is no table to fill")
            .hint("apply the scripts first: `migrate up`"),
        S::NeedsYes { database } => Message::new(format!(
            "no profile was named, and the tables of `{database}` would be filled by their schema alone"
        ))
        .hint("`--yes` fills them, `--dry-run` shows it, `migrate seed --init` writes the profile that would be taken"),
        S::MadeInProtected { environment, database } => Message::new(format!(
            "the environment `{environment}` is protected, and no profile was named to fill `{database}` with"
        ))
        .hint("name the profile with `--profile`"),
        S::NotOwner { role, tables } => {
            let mut owners: Vec<&str> = tables.iter().map(|owned| owned.owner.as_str()).collect();
            owners.sort_unstable();
            owners.dedup();
            let grants: Vec<String> =
                owners.iter().map(|owner| format!("`GRANT {owner} TO {role}`")).collect();
            let names: Vec<&String> = tables.iter().map(|owned| &owned.table).collect();
            Message::new(format!(
                "the role `{role}` does not own {}; nothing was changed",
                ticked_list(&names)
            ))
            .hint(format!("{}, or seed as a superuser", grants.join(" and ")))
        }
        S::RowSecurity { role, tables } => Message::new(format!(
            "row-level security of {} applies to the role `{role}`; nothing was changed",
            ticked_list(tables)
        ))
        .hint(format!("`ALTER ROLE {role} BYPASSRLS`, or seed as a superuser")),
        S::NoCreate { role, schemas } => Message::new(format!(
            "the role `{role}` may not create in {}, which recreating an index requires; nothing was changed",
            ticked_list(schemas)
        ))
        .hint("GRANT CREATE ON SCHEMA, or seed as a superuser"),
        S::ForeignRows { tables } => seed_tables::foreign(tables),
        S::Unfinished { profile, started } => Message::new(format!(
            "the seeding with `{profile}`, started {}, is not finished",
            super::grammar::when(started)
        ))
        .hint(EITHER),
        S::KeysMissing(left) => Message::new(format!("{}; nothing was run", leftovers(left))).hint(EITHER),
        S::NothingToResume => Message::new("no seeding is unfinished: there is nothing to resume"),
        S::NothingToClear => Message::new("nothing was seeded here: there is nothing to remove"),
        S::OtherVersion { recorded, here } => Message::new(format!(
            "the seeding was started by version {recorded}; this is {here}, which may generate different rows"
        ))
        .hint("resume it with that version, or remove its rows with `migrate seed --clear`"),
        S::PlanChanged { what } => {
            Message::new(format!("the database has changed since the seeding was started: {what}"))
                .hint("remove its rows with `migrate seed --clear`")
        }
        S::NotBack { pieces, again } => meanwhile::not_back(pieces, *again),
        S::PlaceTaken { places, again } => meanwhile::place_taken(places, *again),
        S::TablesRenamed { tables, again } => meanwhile::renamed(tables, *again),
        S::ColumnsChanged { columns, applied } => columns_changed(columns, applied),
        S::RowsOfOtherVersion { table, recorded, here } => Message::new(format!(
            "version {recorded} wrote the rows, and no row of `{table}` is as this version, {here}, generates it; nothing was removed"
        ))
        .hint("remove them with that version"),
        S::NoPartitions { report } => {
            let said = super::partitions::table(report).into_iter().next();
            said.unwrap_or_default()
                .note(format!("`{}` lacks partitions for the data; nothing was written", report.shown))
        }
        S::NotEmpty { table, is_begun } => meanwhile::not_empty(table, *is_begun),
        S::HeldBy { rows } => held(rows),
        S::RowsThere(_) | S::ProfileRepeats { .. } => duplicate::message(why),
        S::OthersWent => Message::new("this would remove more rows than were seeded; nothing was removed"),
        S::SchemaDiffers { differences } => {
            let message = Message::new("the schema differs from what it was before");
            differences.iter().fold(message, Message::note)
        }
    }
}

/// The messages of what stopped a seeding, and what to do about the rest.
pub(super) fn fault(mut messages: Vec<Message>, fault: &SeedFault) -> Vec<Message> {
    let SeedFault { cause, is_restored } = fault;
    if let Some(message) = messages.first_mut() {
        message.facts.restored = Some(*is_restored);
        message.notes.push(if *is_restored {
            "filled tables are kept; the others are empty, with their keys and indexes recreated".to_owned()
        } else {
            "keys and indexes of tables that are not filled are still dropped".to_owned()
        });
        // A refusal of ours knows what to do first.
        if !matches!(cause, Failure::Refused(Refusal::Seed(_))) || message.hint.is_none() {
            message.hint = Some(EITHER.to_owned());
        }
    }
    messages
}

/// What a killed run left: how much, and a few of it by name.
pub(crate) fn leftovers(left: &SeedLeftovers) -> String {
    let SeedLeftovers { profile, started, missing } = left;
    let named: Vec<&str> = missing.iter().take(3).map(String::as_str).collect();
    let since = super::grammar::when(started);
    let count = match missing.len() {
        0 => return format!("the seeding with `{profile}`, started {since}, is not finished"),
        1 => "a key or index is missing".to_owned(),
        several => format!("{several} keys and indexes are missing"),
    };
    let more = missing.len() - named.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = named.join(", ");
    format!("the seeding with `{profile}`, started {since}, is not finished: {count}, {named}{more}")
}

/// The same as a warning beside something else, with the ways out.
pub(crate) fn leftovers_warning(left: &SeedLeftovers) -> String {
    format!("{}; {EITHER}", leftovers(left))
}

fn columns_changed(columns: &[ChangedColumn], applied: &[MigrationId]) -> Message {
    let message =
        Message::new("columns that were filled have changed since the seeding; nothing was removed");
    let note = |message: Message, changed: &ChangedColumn| {
        let ChangedColumn { table, column, was, now } = changed;
        message.note(match now {
            None => format!("`{table}` has no column `{column}` any more, which was `{was}`"),
            Some(now) if now == was => {
                format!("`{column}` of `{table}`: `{was}` is another type than it was")
            }
            Some(now) => format!("`{column}` of `{table}` was `{was}` and is `{now}`"),
        })
    };
    let message = columns.iter().fold(message, note);
    let message = if applied.is_empty() {
        message
    } else {
        message.note(format!("applied since: {}", ticked_list(applied)))
    };
    message.hint("seeded rows cannot be told from others any more: roll the change back first, or delete them yourself and run `migrate seed --clear` again")
}

fn held(held: &[HoldingRows]) -> Message {
    let message = Message::new("other rows reference seeded rows; nothing was removed");
    let note = |message: Message, rows_held: &HoldingRows| {
        message.note(format!(
            "`{}`: {} reference `{}` through `{}`",
            rows_held.table,
            rows(rows_held.rows),
            rows_held.target,
            rows_held.constraint
        ))
    };
    held.iter().fold(message, note).hint("delete those rows first")
}

/// The line for an event, if it gets one.
pub(super) fn event(event: &SeedEvent<'_>, verbosity: Verbosity, paint: Paint) -> Option<String> {
    let verbose = verbosity == Verbosity::Verbose;
    Some(match event {
        SeedEvent::TakenApart { tables, objects, took } => format!(
            "{} {objects} keys and indexes of {tables} empty tables for the duration, in {}",
            paint.good("dropped"),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        SeedEvent::Restored { took } => format!(
            "{} the keys and indexes of tables that are not filled, in {}",
            paint.good("recreated"),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        SeedEvent::TriggersOff { names } if names.len() > 5 && !verbose => {
            format!("disabled while rows are written: {} triggers", names.len())
        }
        SeedEvent::TriggersOff { names } if !names.is_empty() => {
            format!("disabled while rows are written: {}", ticked_list(names))
        }
        SeedEvent::Done { name, rows: count, took, .. } => format!(
            "{} {name}: {} in {}",
            paint.good("filled"),
            rows(*count),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        SeedEvent::Phase { name, phase, .. } if verbose => format!("{name}: {}", self::phase(*phase)),
        SeedEvent::NotRecreated { objects } => format!(
            "{} not recreated, since what they stood on was dropped: {}",
            paint.attention("warning:"),
            objects.join(", ")
        ),
        SeedEvent::Detached { tables } => format!(
            "{} seeded rows stay in tables that are no partitions any more: {}",
            paint.attention("warning:"),
            ticked_list(tables)
        ),
        SeedEvent::New { objects } => {
            format!("{} new since then: {}", paint.attention("note:"), objects.join(", "))
        }
        SeedEvent::LeftOut { tables } => format!(
            "{} no rows for {}: `migrate seed --dry-run` says why",
            paint.attention("note:"),
            ticked_list(tables)
        ),
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

/// What `--clear` left of a table.
pub(crate) fn left(left: &LeftRows) -> String {
    let (of_table, table) = (rows(left.rows), &left.table);
    if left.rows == 1 {
        format!(
            "{of_table} of `{table}` stays: it has the key of a seeded row, but was edited, or written by others"
        )
    } else {
        format!(
            "{of_table} of `{table}` stay: they have keys of seeded rows, but were edited, or written by others"
        )
    }
}

/// The last line.
pub(crate) fn done(report: &SeedReport) -> String {
    let way = match (report.kind, report.way) {
        (SeedRequestKind::Cleared | SeedRequestKind::Plan | SeedRequestKind::Drafted, _) => "",
        (_, LoadMode::Fast) => ", with keys and indexes built afterwards",
        (_, LoadMode::Plain) => ", in one transaction",
    };
    let verb = match report.kind {
        SeedRequestKind::Drafted => return String::new(),
        SeedRequestKind::Plan => return format!("would write {}", rows(report.rows())),
        SeedRequestKind::Seeded | SeedRequestKind::Resumed => "wrote",
        SeedRequestKind::Cleared => "removed",
    };
    format!("{verb} {} in {}{way}", rows(report.rows()), milliseconds(report.took_seconds * 1000.0))
}
