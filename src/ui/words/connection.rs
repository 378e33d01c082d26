//! No session: where to, why, and what to try.

use super::script;
use crate::model::failure::Unreachable;
use crate::ui::message::Message;

/// The message for one reason.
pub(super) fn message(why: &Unreachable) -> Message {
    match why {
        Unreachable::Network { target, why } => Message::new(format!("cannot connect to {target}: {why}"))
            .hint("is the server running there, and does it listen on that address?"),
        Unreachable::Server { target, error } => {
            let message = Message::new(format!("the server refused {target}: {}", error.message));
            let message = script::fields(message, error);
            match error.sqlstate.as_str() {
                "3D000" => message.hint("create the database first: `createdb`, or `CREATE DATABASE`"),
                "28P01" | "28000" => message.hint("check user and password, and the server's `pg_hba.conf`"),
                _ => message,
            }
        }
        Unreachable::Tls { target, why } => Message::new(format!("cannot set up TLS to {target}: {why}")),
        Unreachable::Standby { target } => Message::new(format!("{target} is a hot standby: it takes no writes"))
            .hint("connect to the primary, or name all hosts and add `target_session_attrs=read-write`"),
        Unreachable::TooOld { version } => {
            Message::new(format!("PostgreSQL {version} is too old: 14 is the oldest that works"))
        }
        Unreachable::NotUtf8 { encoding } => {
            Message::new(format!("the database is encoded in {encoding}, not in UTF8"))
                .hint("scripts are UTF-8, and not every character would survive; make the database with ENCODING 'UTF8'")
        }
    }
}
