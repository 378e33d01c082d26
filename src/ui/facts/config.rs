//! What is wrong with the configuration. No field holds a value of it: it may be a secret.

use super::{Facts, path, paths, text, unknown_rule};
use crate::model::connection::ConnInfoProblem as C;
use crate::model::migration::search_path::{PathFlaw, PathProblem};
use crate::model::outcome::failure::ConfigProblem as P;

pub(super) fn facts(problem: &P) -> Facts {
    let none = Facts::default();
    match problem {
        P::Unreadable { file, why }
        | P::NoGround { file, why }
        | P::NotToml { file, why }
        | P::DotEnv { file, why } => Facts { file: path(file), reason: text(why), ..none },
        P::BadValue { name, wanted } => Facts { setting: text(name), wanted: text(*wanted), ..none },
        P::NoSuchTimeZone { name, near } => Facts { setting: text(name), known: Some(near.clone()), ..none },
        P::NoSuchRule(unknown) => unknown_rule(unknown),
        P::NoSuchEnvironment { name, known } => {
            Facts { environment: text(name), known: Some(known.clone()), ..none }
        }
        P::ConnInfo { source, why } => Facts { source: text(source), ..conninfo(why) },
        P::PasswordElsewhere { password, named_by, place, own_place, own_named_by } => Facts {
            source: text(named_by),
            target: text(place),
            expected: text(own_place),
            setting: text(password),
            given: text(own_named_by),
            ..none
        },
        P::NoSuchService { name, searched } => Facts { given: text(name), searched: paths(searched), ..none },
        P::BadServiceFile { file, line } => Facts { file: path(file), file_line: Some(*line), ..none },
        P::SearchPath(problem) => search_path(problem),
        P::ScriptsNotChosen { folder, file } => {
            Facts { folder: path(folder), file: file.as_deref().and_then(path), ..none }
        }
        P::NoProject { searched } => Facts { searched: paths(searched), ..none },
        P::ForeignOwner { file, folder, owner } => {
            Facts { file: path(file), folder: folder.as_deref().and_then(path), uid: Some(*owner), ..none }
        }
        P::NoDatabase => none,
    }
}

fn search_path(problem: &PathProblem) -> Facts {
    let schemas = match &problem.why {
        PathFlaw::Empty => None,
        PathFlaw::Missing { schema } | PathFlaw::NoUsage { schema } | PathFlaw::System { schema } => {
            Some(vec![schema.clone()])
        }
    };
    Facts { schemas, role: text(&problem.role), ..Facts::default() }
}

fn conninfo(problem: &C) -> Facts {
    let none = Facts::default();
    match problem {
        C::Unrecognised | C::ManyAts | C::BadBrackets => none,
        C::BadPercent { part } => Facts { setting: text(*part), ..none },
        C::UnknownParameter { name, near } => {
            Facts { setting: text(name), known: near.map(|near| vec![near.to_owned()]), ..none }
        }
        C::MissingValue { name } | C::UnterminatedQuote { name } => Facts { setting: text(name), ..none },
        C::Unsupported { name } => Facts { setting: text(*name), ..none },
        C::BadValue { name, wanted } => Facts { setting: text(*name), wanted: text(*wanted), ..none },
        C::PortCount { hosts, ports } => Facts { expected_count: Some(*hosts), count: Some(*ports), ..none },
        C::AddressCount { hosts, addresses } => {
            Facts { expected_count: Some(*hosts), count: Some(*addresses), ..none }
        }
    }
}
