//! Turns a failure into its messages.

use super::grammar::{plural, ticked_list};
use super::verify;
use super::{
    bookkeeping, config, connection, ephemeral, files, history, profile, refusal, request, script, seed,
};
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::step::StepDone;
use crate::ui::facts;
use crate::ui::message::Message;
use crate::ui::tables;

/// One message for most failures; one for each problem of files and history.
pub(crate) fn failure(failure: &Failure) -> Vec<Message> {
    let single = |message: Message| vec![message.coded(failure.code(), facts::failure(failure))];
    match failure {
        Failure::Usage(problem) => single(Message::new(&problem.why).hint("`--help` shows what can be said")),
        Failure::Config(problem) => single(config::message(problem)),
        Failure::Files(problems) => problems
            .iter()
            .map(|problem| files::message(problem).coded(problem.code(), facts::file(problem)))
            .collect(),
        Failure::History(problems) => problems
            .iter()
            .map(|problem| history::message(problem).coded(problem.code(), facts::history(problem)))
            .collect(),
        Failure::Bookkeeping(problem) => single(bookkeeping::message(problem)),
        Failure::Refused(refusal) => single(refusal::message(refusal)),
        Failure::Unreachable(why) => single(connection::message(why)),
        Failure::OnThrowaway { server, cause } => {
            self::failure(cause).into_iter().map(|message| ephemeral::there(message, server)).collect()
        }
        Failure::Ground(fault) => single(script::ground(fault)),
        Failure::Ephemeral(fault) => single(ephemeral::message(fault)),
        Failure::Locked { holders, waited_seconds } => single(locked(holders, *waited_seconds)),
        Failure::Script(fault) => single(script::message(fault)),
        Failure::Isolation(fault) => {
            let (gate, findings) = verify::gate(fault);
            single(gate).into_iter().chain(findings).collect()
        }
        Failure::Profile(problems) => problems
            .iter()
            .map(|problem| profile::message(problem).coded(problem.code(), facts::profile(problem)))
            .collect(),
        Failure::Seeding(fault) => seed::fault(self::failure(&fault.cause), fault),
        Failure::Database { doing, fault } => single(request::message(doing, fault)),
        Failure::File { doing, file, why } => {
            single(Message::new(format!("could not {doing} `{}`: {why}", file.display())))
        }
        Failure::Stopped => single(Message::new("interrupted")),
        Failure::Signal(status) => single(Message::new(match status {
            ExitStatus::Terminated => "terminated by SIGTERM",
            _ => "interrupted",
        })),
        Failure::Unexpected(error) => single(
            Message::new(format!("{error:#}")).hint("this is a bug: please report it, with the command line"),
        ),
    }
}

fn locked(holders: &[crate::model::outcome::lock_holder::LockHolder], waited: u64) -> Message {
    let mut message = Message::new(format!("another run still holds the lock after {waited} s"));
    for line in tables::holders(holders) {
        message = message.note(line);
    }
    message.hint("wait for it to finish, wait longer with `--lock-wait 10min`, or end it with `SELECT pg_terminate_backend(<pid>)`")
}

/// What the run had done before it failed, so that nobody has to guess.
pub(crate) fn done_before(failure: &Failure, done: &[StepDone]) -> Option<String> {
    let failure = failure.cause();
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
                format!("{verb} before the failure and kept: {}", plural(ids.len(), "migration"))
            } else {
                format!("{verb} before the failure and kept: {}", ticked_list(&ids))
            }
        })
        .collect();
    if parts.is_empty() {
        let direction = match failure {
            Failure::Script(fault) => Some(fault.direction),
            Failure::Isolation(_) => Some(Direction::Up),
            _ => None,
        };
        return Some(format!(
            "no migration was {} by this run",
            match direction {
                Some(Direction::Up) => "applied",
                Some(Direction::Down) => "rolled back",
                None => "applied or rolled back",
            }
        ));
    }
    Some(parts.join("\n"))
}
