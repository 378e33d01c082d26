//! Why there is no throwaway server, and what to install or configure.

use super::grammar::ticked_list;
use crate::model::outcome::ephemeral::{BaseFlaw, EphemeralFault as F};
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
