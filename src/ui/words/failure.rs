//! From a failure to its messages.

use super::grammar::{plural, ticked_list};
use super::{config, connection, ephemeral, files, history, profile, refusal, script, seed, verify};
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::event::StepDone;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::ui::message::Message;
use crate::ui::tables;

/// One message for most failures; one for each problem of files and history.
pub(crate) fn failure(failure: &Failure) -> Vec<Message> {
    match failure {
        Failure::Config(problem) => vec![config::message(problem)],
        Failure::Files(problems) => problems.iter().map(files::message).collect(),
        Failure::History(problems) => problems.iter().map(history::message).collect(),
        Failure::Refused(refusal) => vec![refusal::message(refusal)],
        Failure::Unreachable(why) => vec![connection::message(why)],
        Failure::Ephemeral(fault) => vec![ephemeral::message(fault)],
        Failure::Locked { holders, waited_seconds } => vec![locked(holders, *waited_seconds)],
        Failure::Script(fault) => vec![script::message(fault)],
        Failure::Isolation(fault) => verify::gate(fault),
        Failure::Profile(problems) => problems.iter().map(profile::message).collect(),
        Failure::Seeding(fault) => seed::fault(self::failure(&fault.cause), fault.is_restored),
        Failure::Database { doing, fault } => vec![script::request(doing, fault)],
        Failure::File { doing, file, why } => {
            vec![Message::new(format!("could not {doing} `{}`: {why}", file.display()))]
        }
        Failure::Stopped => vec![Message::new("interrupted")],
        Failure::Signal(status) => vec![Message::new(match status {
            ExitStatus::Terminated => "ended by SIGTERM",
            _ => "interrupted",
        })],
        Failure::Unexpected(error) => vec![
            Message::new(format!("{error:#}"))
                .hint("this should not happen: please report it with the command line"),
        ],
    }
}

fn locked(holders: &[crate::model::outcome::event::LockHolder], waited: u64) -> Message {
    let mut message = Message::new(format!("another run still holds the lock after {waited} s"));
    if !holders.is_empty() {
        message = message.note(tables::holders(holders));
    }
    message.hint("wait for it to end, give it longer with `--lock-wait 10min`, or end it with `SELECT pg_terminate_backend(<pid>)`")
}

/// What stays, after a failure on the way: nobody should have to guess.
pub(crate) fn done_before(failure: &Failure, done: &[StepDone]) -> Option<String> {
    if !matches!(failure, Failure::Script(_) | Failure::Isolation(_) | Failure::Signal(_) | Failure::Stopped)
    {
        return None;
    }
    let ids = |direction: Direction| -> Vec<&MigrationId> {
        done.iter().filter(|step| step.direction == direction).map(|step| &step.id).collect()
    };
    let parts: Vec<String> = [("applied", ids(Direction::Up)), ("rolled back", ids(Direction::Down))]
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(verb, ids)| {
            if ids.len() > 10 {
                format!("{verb} before that, and kept: {}", plural(ids.len(), "migration"))
            } else {
                format!("{verb} before that, and kept: {}", ticked_list(&ids))
            }
        })
        .collect();
    Some(if parts.is_empty() { "nothing was changed before that".to_owned() } else { parts.join("\n") })
}
