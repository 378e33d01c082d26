//! Why there is no session.

use super::things::OtherPlace;
use super::{Facts, path, text};
use crate::model::connection::TargetSession;
use crate::model::connection::unreachable::{FreezeOrigin, TlsProblem, Unreachable};

pub(super) fn facts(why: &Unreachable) -> Facts {
    let none = Facts::default();
    match why {
        Unreachable::Network { target, why } | Unreachable::Login { target, why } => {
            Facts { target: text(target), reason: text(why), ..none }
        }
        Unreachable::TimedOut { target, seconds } => {
            Facts { target: text(target), waited_seconds: Some(*seconds), ..none }
        }
        Unreachable::Server { target, error } => {
            Facts { target: text(target), server: Some(error.as_ref().into()), ..none }
        }
        Unreachable::Tls { target, why } => Facts { target: text(target), ..tls(why) },
        Unreachable::WrongSession { target, wanted } => {
            Facts { target: text(target), wanted: text(session(*wanted)), ..none }
        }
        Unreachable::Several(faults) => match faults.split_first() {
            Some((first, others)) => {
                Facts { others: Some(others.iter().map(other).collect()), ..facts(first) }
            }
            None => none,
        },
        Unreachable::Pooler { target, .. } | Unreachable::Standby { target } => {
            Facts { target: text(target), ..none }
        }
        Unreachable::Frozen { target, origin } => frozen(target, origin),
        Unreachable::TooOld { version } => Facts { actual: text(version), expected: text("14"), ..none },
        Unreachable::NotUtf8 { encoding } => Facts { actual: text(encoding), expected: text("UTF8"), ..none },
    }
}

fn frozen(target: &str, origin: &FreezeOrigin) -> Facts {
    let setting = text("default_transaction_read_only");
    let facts = Facts { target: text(target), setting, ..Facts::default() };
    match origin {
        FreezeOrigin::RoleInDatabase { role, database } => {
            Facts { source: text("role-in-database"), role: text(role), database: text(database), ..facts }
        }
        FreezeOrigin::Role { role } => Facts { source: text("role"), role: text(role), ..facts },
        FreezeOrigin::Database { database } => {
            Facts { source: text("database"), database: text(database), ..facts }
        }
        FreezeOrigin::Connection => Facts { source: text("connection"), ..facts },
        FreezeOrigin::EveryRole => Facts { source: text("every-role"), ..facts },
        FreezeOrigin::Server => Facts { source: text("server"), ..facts },
        FreezeOrigin::Unknown => facts,
    }
}

/// As `target_session_attrs` writes it.
fn session(wanted: TargetSession) -> &'static str {
    match wanted {
        TargetSession::Any => "any",
        TargetSession::ReadWrite => "read-write",
        TargetSession::ReadOnly => "read-only",
        TargetSession::Primary => "primary",
        TargetSession::Standby => "standby",
        TargetSession::PreferStandby => "prefer-standby",
    }
}

fn other(why: &Unreachable) -> OtherPlace {
    let facts = facts(why);
    let reason = facts.reason.or(facts.server.map(|error| error.message));
    OtherPlace { code: why.code().into(), target: facts.target, reason }
}

fn tls(why: &TlsProblem) -> Facts {
    let none = Facts::default();
    match why {
        TlsProblem::NotOffered | TlsProblem::NoHostName => none,
        TlsProblem::NoRootCert { file } => Facts { file: file.as_deref().and_then(path), ..none },
        TlsProblem::BadFile { file, why } => Facts { file: path(file), reason: text(why), ..none },
        TlsProblem::NoKey { file } | TlsProblem::OpenKey { file } => Facts { file: path(file), ..none },
        TlsProblem::Handshake(why) => Facts { reason: text(why), ..none },
    }
}
