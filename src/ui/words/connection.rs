//! No connection: to where, why, and what to try.

use super::request;
use crate::model::connection::TargetSession;
use crate::model::connection::unreachable::{FreezeOrigin, PoolerProblem, TlsProblem, Unreachable};
use crate::model::sql::quote::Ident;
use crate::ui::message::Message;

/// The message for one reason.
pub(super) fn message(why: &Unreachable) -> Message {
    match why {
        Unreachable::Network { target, why } => Message::new(format!("cannot connect to {target}: {why}"))
            .hint("is the server running there, and does it listen on that address? `--wait` waits for a server that is starting"),
        Unreachable::TimedOut { target, seconds } => {
            Message::new(format!("cannot connect to {target}: no answer within {seconds} s"))
                .hint("is that the right address, and does a firewall let it through? `connect_timeout` sets how long to try")
        }
        Unreachable::Server { target, error } => {
            let message = Message::new(format!("the server rejected the connection to {target}: {}", error.message));
            let message = request::fields(message, error);
            match error.sqlstate.as_str() {
                "3D000" => message.hint("create the database first: `createdb`, or `CREATE DATABASE`"),
                "28P01" | "28000" => message.hint("check user and password, and the server's `pg_hba.conf`"),
                "57P03" | "53300" => message.hint("`--wait` waits longer"),
                _ => message,
            }
        }
        Unreachable::Tls { target, why } => tls(target, why),
        Unreachable::Login { target, why } => Message::new(format!("cannot log in to {target}: {why}"))
            .hint("the password is taken from the URL, `PGPASSWORD` or `~/.pgpass`"),
        Unreachable::WrongSession { target, wanted } => {
            Message::new(format!("{target} is not {}", session(*wanted)))
                .hint("`target_session_attrs` requires it; list all hosts, or require less")
        }
        Unreachable::Several(faults) => several(faults),
        Unreachable::Pooler { target, why: PoolerProblem::NotAllowed } => Message::new(format!(
            "a connection pooler answers for {target}: a run's lock and settings would not stay on one server connection"
        ))
        .hint("connect to the server directly; if the pooler pools whole sessions, pass `--allow-pooler`"),
        Unreachable::Pooler { target, why: PoolerProblem::NotSticky } => Message::new(format!(
            "the pooler that answers for {target} does not keep one server connection for one session"
        ))
        .hint("connect to the server directly, or to a pool with `pool_mode = session`"),
        Unreachable::Standby { target } => Message::new(format!("{target} is a hot standby: it accepts no writes"))
            .hint("connect to the primary, or list all hosts and add `target_session_attrs=read-write`"),
        Unreachable::Frozen { target, origin } => frozen(target, origin),
        Unreachable::TooOld { version } => {
            Message::new(format!("PostgreSQL {version} is too old: 14 is the oldest supported version"))
        }
        Unreachable::NotUtf8 { encoding } => {
            Message::new(format!("the database encoding is {encoding}, not UTF8"))
                .hint("scripts are UTF-8, and not every character would survive; create the database with ENCODING 'UTF8'")
        }
    }
}

/// Where the freeze is set, and the statement that ends it.
fn frozen(target: &str, origin: &FreezeOrigin) -> Message {
    let quoted = |name: &str| Ident::new(name).map(|name| name.to_string()).unwrap_or_default();
    let reset = "RESET default_transaction_read_only";
    let (place, way) = match origin {
        FreezeOrigin::Connection => (
            "by the connection itself (`PGOPTIONS`, or `options` of the URL)".to_owned(),
            "leave it out of the connection's options".to_owned(),
        ),
        FreezeOrigin::RoleInDatabase { role, database } => (
            format!("for the role `{role}` in the database `{database}`"),
            format!(
                "when the freeze is over, `ALTER ROLE {} IN DATABASE {} {reset}`",
                quoted(role),
                quoted(database)
            ),
        ),
        FreezeOrigin::Role { role } => (
            format!("for the role `{role}`"),
            format!("when the freeze is over, `ALTER ROLE {} {reset}`", quoted(role)),
        ),
        FreezeOrigin::Database { database } => (
            format!("for the database `{database}`"),
            format!("when the freeze is over, `ALTER DATABASE {} {reset}`", quoted(database)),
        ),
        FreezeOrigin::EveryRole => {
            ("for every role".to_owned(), format!("when the freeze is over, `ALTER ROLE ALL {reset}`"))
        }
        FreezeOrigin::Server => (
            "in the server's configuration".to_owned(),
            "when the freeze is over, turn it off there and reload".to_owned(),
        ),
        FreezeOrigin::Unknown => ("there".to_owned(), "turn it off when the freeze is over".to_owned()),
    };
    Message::new(format!(
        "{target} is frozen: `default_transaction_read_only` is on, set {place}; nothing was written"
    ))
    .hint(format!("{way}; `--override-read-only` writes all the same"))
}

/// The first reason with its hint, then the others as notes, each once.
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
            .hint("turn on `ssl` on the server; `sslmode=prefer` would connect without TLS"),
        TlsProblem::NoRootCert { file } => {
            let place = file
                .as_ref()
                .map_or("`~/.postgresql/root.crt`".to_owned(), |file| format!("`{}`", file.display()));
            message(&format!("there is no root certificate {place} to verify the server's against"))
                .hint("set `sslrootcert` or `PGSSLROOTCERT` to the certificate of its CA; `sslrootcert=system` uses the system's")
        }
        TlsProblem::NoHostName => {
            message("`sslmode=verify-full` checks the host name, but only an address is given")
                .hint("give the name as `host`, in addition to `hostaddr`")
        }
        TlsProblem::BadFile { file, why } => message(&format!("`{}`: {why}", file.display())),
        TlsProblem::NoKey { file } => message(&format!(
            "a client certificate needs its private key, and `{}` is not one",
            file.display()
        ))
        .hint("name it with `sslkey` or `PGSSLKEY`"),
        TlsProblem::OpenKey { file } => {
            message(&format!("the private key `{}` is readable by others", file.display()))
                .hint(format!("chmod 600 {}", file.display()))
        }
        TlsProblem::Handshake(why) => message(why)
            .hint("is `sslrootcert` the CA of this server, and does its certificate name this host?"),
    }
}
