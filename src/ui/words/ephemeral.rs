//! Why there is no throwaway server, and what to install or configure.

use super::grammar::ticked_list;
use crate::model::outcome::ephemeral::{BaseFlaw, EphemeralFault as F, ThrowawayServer};
use crate::ui::facts::Facts;
use crate::ui::message::Message;

const INSTALL: &str = "install PostgreSQL's server programs: `apt install postgresql` on Debian and Ubuntu, \
     `dnf install postgresql-server` on Fedora, `brew install postgresql` on macOS; or name their folder with `--pg-bin`";

/// The message for one fault.
pub(super) fn message(fault: &F) -> Message {
    match fault {
        F::NoServerPrograms { searched } => {
            let places: Vec<String> = searched.iter().map(|place| place.display().to_string()).collect();
            Message::new("no PostgreSQL server programs (`initdb` and `postgres`) on this machine")
                .note(format!("looked in {}", places.join(", ")))
                .hint(INSTALL)
        }
        F::NotServerPrograms { dir } => {
            Message::new(format!("`{}` does not contain `initdb` and `postgres`", dir.display()))
                .hint(INSTALL)
        }
        F::NoUnprivilegedUser { tried } => Message::new(format!(
            "PostgreSQL refuses to run as root, and there is no user {} to run it as",
            ticked_list(tried)
        ))
        .hint("name another user in MIGRATE_PG_USER"),
        F::UnknownUid { uid } => {
            Message::new(format!("user id {uid} has no entry in /etc/passwd, and initdb needs one"))
                .hint("add the entry, or run as a user that has one")
        }
        F::UnsafeBase { path, why } => base(path, *why),
        F::Step { doing, path, source } => {
            let path = path.as_ref().map(|path| format!(" `{}`", path.display())).unwrap_or_default();
            Message::new(format!("could not start a throwaway server: {doing}{path}: {source}"))
                .hint("MIGRATE_EPHEMERAL_DIR moves it to another folder, for example one with more room")
        }
        F::Initdb { stderr } => Message::new("initdb failed").printed(stderr),
        F::Exited { status, log_tail } => {
            Message::new(format!("the throwaway server exited before it answered: {status}"))
                .printed(log_tail)
        }
        F::Silent { seconds, log_tail } => {
            Message::new(format!("the throwaway server did not answer within {seconds} s")).printed(log_tail)
        }
    }
}

/// Which server it is about, for the beginning of a line: nobody should take it for the real one.
pub(in crate::ui) fn on_throwaway(server: &ThrowawayServer) -> String {
    match &server.beside {
        Some(beside) => format!("on a throwaway server {}, beside {beside}", server.version),
        None => format!("on a throwaway server {}", server.version),
    }
}

/// A message about what happened there. A role, a schema or something of an extension that is not there is likely made
/// outside the migrations.
pub(super) fn there(message: Message, server: &ThrowawayServer) -> Message {
    let title = format!("{}: {}", on_throwaway(server), message.title);
    let facts = Facts {
        throwaway_server: Some(server.version.clone()),
        real_server: server.beside.clone(),
        ..message.facts
    };
    let is_absent = matches!(
        message.sqlstate.as_deref(),
        // undefined_object, invalid_schema_name, undefined_table, undefined_function
        Some("42704" | "3F000" | "42P01" | "42883")
    );
    let message = Message { facts, title, ..message };
    if !is_absent {
        return message;
    }
    let hint = "it has what the migrations make, and nothing else: a file of SQL that `[scratch] before` in `migrate.toml` names \
        makes the roles, schemas and extensions there that are made outside of them";
    match message.hint.clone() {
        Some(theirs) => message.note(format!("the server's hint: {theirs}")).hint(hint),
        None => message.hint(hint),
    }
}

/// A command that such a server is of no use to.
pub(super) fn declined(command: &str, why: &str) -> Message {
    Message::new(format!("`{command}` cannot take `--ephemeral`: {why}"))
        .hint("leave `--ephemeral` out; a database is named with `--database-url` or `DATABASE_URL`")
}

fn base(path: &std::path::Path, why: BaseFlaw) -> Message {
    let what = match why {
        BaseFlaw::Symlink => "is a symbolic link".to_owned(),
        BaseFlaw::NotADirectory => "is not a folder".to_owned(),
        BaseFlaw::OwnedBy { uid } => format!("belongs to user id {uid}"),
        BaseFlaw::WritableByOthers { mode } => format!("can be written by others (mode {mode:o})"),
        BaseFlaw::ClosedTo { uid } => format!("cannot be entered by the server's user (id {uid})"),
    };
    Message::new(format!("`{}` {what}: not a safe place for a server", path.display()))
        .hint("remove it, or choose another place with MIGRATE_EPHEMERAL_DIR")
}
