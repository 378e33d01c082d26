//! No session: where to, why, and what to try.

use super::script;
use crate::model::connection::TargetSession;
use crate::model::connection::unreachable::{PoolerProblem, TlsProblem, Unreachable};
use crate::ui::message::Message;

/// The message for one reason.
pub(super) fn message(why: &Unreachable) -> Message {
    match why {
        Unreachable::Network { target, why } => Message::new(format!("cannot connect to {target}: {why}"))
            .hint("is the server running there, and does it listen on that address? `--wait` waits for one that starts"),
        Unreachable::TimedOut { target, seconds } => {
            Message::new(format!("cannot connect to {target}: no answer within {seconds} s"))
                .hint("is that the right address, and does a firewall let it through? `connect_timeout` says how long to try")
        }
        Unreachable::Server { target, error } => {
            let message = Message::new(format!("the server refused {target}: {}", error.message));
            let message = script::fields(message, error);
            match error.sqlstate.as_str() {
                "3D000" => message.hint("create the database first: `createdb`, or `CREATE DATABASE`"),
                "28P01" | "28000" => message.hint("check user and password, and the server's `pg_hba.conf`"),
                "57P03" | "53300" => message.hint("`--wait` waits longer"),
                _ => message,
            }
        }
        Unreachable::Tls { target, why } => tls(target, why),
        Unreachable::Login { target, why } => Message::new(format!("cannot log in to {target}: {why}"))
            .hint("a password comes from the URL, `PGPASSWORD` or `~/.pgpass`"),
        Unreachable::WrongSession { target, wanted } => {
            Message::new(format!("{target} is not {}", session(*wanted)))
                .hint("`target_session_attrs` asks for that; name all hosts, or ask for less")
        }
        Unreachable::Several(faults) => several(faults),
        Unreachable::Pooler { target, why: PoolerProblem::NotAllowed } => Message::new(format!(
            "a connection pooler answers for {target}: the lock of a run and its settings would not stay with it"
        ))
        .hint("connect to the server itself; if the pooler pools whole sessions, say so with `--allow-pooler`"),
        Unreachable::Pooler { target, why: PoolerProblem::NotSticky } => Message::new(format!(
            "the pooler that answers for {target} does not keep one server connection for one session"
        ))
        .hint("connect to the server itself, or to a pool with `pool_mode = session`"),
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

/// The first reason with its hint, and the others behind it, each once.
fn several(faults: &[Unreachable]) -> Message {
    let mut messages = faults.iter().map(message);
    let mut first = messages.next().unwrap_or_default();
    for next in messages {
        if next.title != first.title && !first.notes.contains(&next.title) {
            first.notes.push(next.title);
        }
    }
    first
}

fn session(wanted: TargetSession) -> &'static str {
    match wanted {
        TargetSession::Any => "a server",
        TargetSession::ReadWrite => "open for writes",
        TargetSession::ReadOnly => "read-only",
        TargetSession::Primary => "a primary",
        TargetSession::Standby | TargetSession::PreferStandby => "a standby",
    }
}

fn tls(target: &str, why: &TlsProblem) -> Message {
    let message = |why: &str| Message::new(format!("cannot set up TLS to {target}: {why}"));
    match why {
        TlsProblem::NotOffered => message("the server does not offer it")
            .hint("turn `ssl` on there; `sslmode=prefer` would go on without"),
        TlsProblem::NoRootCert { file } => {
            let place = file
                .as_ref()
                .map_or("`~/.postgresql/root.crt`".to_owned(), |file| format!("`{}`", file.display()));
            message(&format!("there is no root certificate {place} to check the server's against"))
                .hint("name the authority's certificate with `sslrootcert` or `PGSSLROOTCERT`; `sslrootcert=system` uses the system's")
        }
        TlsProblem::NoHostName => {
            message("`sslmode=verify-full` checks a host's name, and only an address is given")
                .hint("give the name as `host`, beside `hostaddr`")
        }
        TlsProblem::BadFile { file, why } => message(&format!("`{}`: {why}", file.display())),
        TlsProblem::NoKey { file } => {
            message(&format!("a client certificate needs its key, and `{}` is none", file.display()))
                .hint("name it with `sslkey` or `PGSSLKEY`")
        }
        TlsProblem::OpenKey { file } => {
            message(&format!("others may read the private key `{}`", file.display()))
                .hint(format!("chmod 600 {}", file.display()))
        }
        TlsProblem::Handshake(why) => message(why)
            .hint("is `sslrootcert` the authority of this server, and does its certificate name this host?"),
    }
}
