//! What is printed while a command runs.

use super::grammar::{lock_holder, milliseconds, plural, ticked_list};
use super::{bookkeeping, connection, locks};
use crate::model::connection::passfile::PassFileFault;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::event::{DemoPart, Event, Healing, ServerFacts};
use crate::model::outcome::lock_holder::LockHolder;
use crate::model::outcome::step::{Origin, StepDone};
use crate::ui::Verbosity;
use crate::ui::paint::Paint;

/// What is said about an event, if it is worth a line: one, unless we break it.
pub(crate) fn event(event: &Event<'_>, verbosity: Verbosity, paint: Paint) -> Option<String> {
    let said = sentence(event, verbosity, paint)?;
    let is_broken =
        matches!(event, Event::ServerKept(_) | Event::WaitingForLock { .. } | Event::Retried { .. });
    Some(if is_broken { said } else { paint.on_one_line(&said).into_owned() })
}

fn sentence(event: &Event<'_>, verbosity: Verbosity, paint: Paint) -> Option<String> {
    let verbose = verbosity == Verbosity::Verbose;
    Some(match event {
        Event::ServerStarted(info) if verbose => format!(
            "started a throwaway PostgreSQL {} from `{}` in {}{}",
            info.version,
            info.bin.display(),
            milliseconds(info.took.as_secs_f64() * 1000.0),
            if info.template_hit { "" } else { ", most of it for a template that later starts copy" }
        ),
        Event::ServerKept(info) => format!(
            "the throwaway server keeps running: psql -h {} -p {} -U {} {}\nstop it with: kill -QUIT {} && rm -rf {}",
            info.socket_dir.display(),
            info.port,
            info.user,
            info.dbname,
            info.pid,
            info.run_dir.display()
        ),
        Event::ScriptsRead { source, pairs } if verbose => {
            format!("read {} and their rollbacks: {source}", plural(*pairs, "migration"))
        }
        Event::WaitingForServer { why } => {
            format!("{} {}", paint.attention("waiting for the server:"), connection::message(why).title)
        }
        Event::Connected(facts) if verbose => connected(facts),
        Event::NotVerified { place, encrypted } if verbose => format!(
            "{} {place} is another machine, and {}; `sslmode=verify-full` fixes that",
            paint.attention("note:"),
            if *encrypted { "its identity is not verified" } else { "the connection is not encrypted" }
        ),
        Event::PassFileIgnored { file, why: PassFileFault::Open } => format!(
            "{} `{}` is ignored: others may read it, or it is not a regular file (chmod 600)",
            paint.attention("warning:"),
            file.display()
        ),
        Event::PassFileIgnored { file, why: PassFileFault::AnyHost { place } } => format!(
            "{} no line of `{}` names {place}, which is named by a file; its line for any host (`*`) is not used for that",
            paint.attention("warning:"),
            file.display()
        ),
        Event::BookkeepingUntrusted(table) => {
            format!("{} {}", paint.attention("warning:"), bookkeeping::warning(table))
        }
        Event::BookkeepingWritable { table, roles } => {
            format!("{} {}", paint.attention("warning:"), bookkeeping::writable(table, roles))
        }
        Event::SeedLeft(left) => format!("{} {}", paint.attention("warning:"), super::seed_leftovers(left)),
        Event::BookkeepingUpgraded { schema, version } => {
            format!("upgraded the bookkeeping tables of the schema `{schema}` to version {version}")
        }
        Event::Notice { severity, message } => notice(severity, message, verbosity, paint)?,
        Event::WaitingForLock { holders } => waiting(holders),
        Event::StepDone(step) => done(step, verbose, paint),
        Event::Resumed { id, statement, total } => {
            format!("{} resumes at statement {statement} of {total}", paint.name(&id.to_string()))
        }
        Event::StatementDone { statement, total, took } if verbose => {
            format!("statement {statement} of {total} in {}", milliseconds(took.as_secs_f64() * 1000.0))
        }
        Event::CommitFound { id } => format!(
            "{} the connection was lost during the COMMIT of `{id}`; reconnected: it was committed",
            paint.attention("fixed:")
        ),
        Event::Healed(healing) => healed(healing, paint),
        Event::PassedOver(table) if verbose => format!(
            "{} {} is skipped: it is partitioned by {}, not by time",
            paint.attention("note:"),
            paint.name(&table.table),
            table.key
        ),
        Event::PartitionMade { table, partition, took } => format!(
            "{} {} of {table} in {}",
            paint.good("created"),
            paint.name(partition),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        Event::RowsMoved { table, partition, rows, took } => format!(
            "{} {} of {table} into {} in {}",
            paint.good("moved"),
            plural(usize::try_from(*rows).unwrap_or_default(), "row"),
            paint.name(partition),
            milliseconds(took.as_secs_f64() * 1000.0)
        ),
        Event::PartitionStep { table, done } => super::retire::done(table, done, paint),
        Event::PartitionIndexed { partition, index, took } if verbose => {
            format!("built {index} on {partition} in {}", milliseconds(took.as_secs_f64() * 1000.0))
        }
        Event::Retried { what, sqlstate, attempt, spent, budget, blockers } => {
            locks::waiting(what, sqlstate, (*attempt, *spent), *budget, blockers, paint)
        }
        Event::VacuumStays { blocker } => locks::vacuum_stays(blocker, paint),
        Event::BlockerEnded { what, blocker } => locks::ended(what, blocker, paint),
        Event::BlockerSpared { what, blocker, why } => locks::spared(what, blocker, why, paint),
        Event::Seed(event) => return super::seed::event(event, verbosity, paint),
        Event::Roundtrip(event) => return super::roundtrip::event(event, verbosity, paint),
        Event::Demo(part) => paint.aside(demo(*part)),
        _ => return None,
    })
}

/// What is running, for the transient progress line.
pub(crate) fn running(id: &MigrationId, direction: Direction) -> String {
    match direction {
        Direction::Up => format!("applying {id}"),
        Direction::Down => format!("rolling back {id}"),
    }
}

fn done(step: &StepDone, verbose: bool, paint: Paint) -> String {
    let verb = match step.direction {
        Direction::Up => paint.good("applied"),
        Direction::Down => paint.good("rolled back"),
    };
    let took = milliseconds(step.took.as_secs_f64() * 1000.0);
    let origin = match step.origin {
        Origin::File => "",
        Origin::Journal => ", with the rollback kept in the journal",
    };
    let locks = if verbose { locks::figures(step.locks) } else { String::new() };
    format!("{verb} {} in {took}{origin}{locks}", paint.name(&step.id.to_string()))
}

fn connected(facts: &ServerFacts) -> String {
    let exempt = if facts.bypasses_row_security { ", exempt from row-level security" } else { "" };
    format!("connected to PostgreSQL {}, `{}` as `{}`{exempt}", facts.version, facts.database, facts.role)
}

/// Warnings always, notices unless quiet, the rest when asked for.
fn notice(severity: &str, message: &str, verbosity: Verbosity, paint: Paint) -> Option<String> {
    match severity {
        "WARNING" => Some(format!("{} {message}", paint.attention("warning:"))),
        "NOTICE" => Some(paint.aside(&format!("notice: {message}"))),
        // Sent whatever `client_min_messages` says: the author wants it to be seen.
        "INFO" => Some(paint.aside(&format!("info: {message}"))),
        _ if verbosity == Verbosity::Verbose => {
            Some(paint.aside(&format!("{}: {message}", severity.to_lowercase())))
        }
        _ => None,
    }
}

fn healed(healing: &Healing<'_>, paint: Paint) -> String {
    match healing {
        Healing::InvalidIndexDropped { index } => {
            format!(
                "{} dropped index {index}, left invalid by an earlier build; it is built again",
                paint.attention("fixed:")
            )
        }
        Healing::EditedIndexDropped { index } => {
            format!(
                "{} dropped index {index}, built by the statement before it was edited; it is built again",
                paint.attention("fixed:")
            )
        }
        Healing::BuildWaitedFor { index, pid } => {
            format!(
                "the server is still building {index} (pid {pid}) for a client that is gone: waiting for it"
            )
        }
        Healing::AlreadyDone { statement } => {
            format!("statement {statement} had already taken effect when an earlier run was killed")
        }
        Healing::DetachFinalized { partition } => {
            format!("{} finalized an interrupted detach of {partition}", paint.attention("fixed:"))
        }
        Healing::Leftovers { indexes } => format!(
            "{} an interrupted REINDEX CONCURRENTLY left {} behind; remove with DROP INDEX CONCURRENTLY",
            paint.attention("warning:"),
            ticked_list(indexes)
        ),
    }
}

fn waiting(holders: &[LockHolder]) -> String {
    let mut text = "another run holds the lock, waiting".to_owned();
    for holder in holders {
        text.push_str(&format!("\n  {}", lock_holder(holder)));
    }
    text
}

fn demo(part: DemoPart) -> &'static str {
    match part {
        DemoPart::Up => "-- apply everything",
        DemoPart::Status => "-- status",
        DemoPart::Down => "-- roll everything back",
        DemoPart::UpAgain => "-- and apply it again",
        DemoPart::Gone => "-- done; the server is gone",
    }
}
