//! What is wrong with the configuration. No message quotes a value: it may be a secret.

use std::path::PathBuf;

use super::grammar::ticked_list;
use super::verify::unknown_rule;
use crate::model::connection::{ConnInfoProblem, KEYWORDS};
use crate::model::migration::search_path::{PathFlaw, PathOrigin, PathProblem};
use crate::model::outcome::failure::ConfigProblem as P;
use crate::model::sql::quote::Ident;
use crate::ui::message::Message;

/// The message for one problem.
pub(super) fn message(problem: &P) -> Message {
    match problem {
        P::Unreadable { file, why } => Message::new(format!("cannot read `{}`: {why}", file.display())),
        P::NotToml { file, why } | P::DotEnv { file, why } => Message::new(format!("`{}` is not usable: {why}", file.display())),
        P::BadValue { name, wanted } => Message::new(format!("`{name}` is not {wanted}")),
        P::NoSuchTimeZone { name, near } => {
            let message = Message::new(format!("`{name}` is not a time zone"));
            if near.is_empty() {
                message.hint("a time zone is a name such as `Europe/Berlin`, or an offset such as `+05:30`")
            } else {
                message.hint(format!("similar names: {}", ticked_list(near)))
            }
        }
        P::NoSuchRule(unknown) => unknown_rule(unknown)
            .note("`[[verify.exempt]]` in `migrate.toml` names it as its `rule`"),
        P::NoSuchEnvironment { name, known } => {
            let message = Message::new(format!("`migrate.toml` has no environment `{name}`"));
            if known.is_empty() {
                message.hint(format!("add a section `[env.{name}]`"))
            } else {
                message.hint(format!("it defines {}", ticked_list(known)))
            }
        }
        P::ConnInfo { source, why } => conninfo(source, why),
        P::NoSuchService { name, searched } => {
            let searched: Vec<String> = searched.iter().map(|file| file.display().to_string()).collect();
            Message::new(format!("there is no connection service `{name}`"))
                .hint(format!("searched for a section `[{name}]` in {}", ticked_list(&searched)))
        }
        P::BadServiceFile { file, line } => Message::new(format!(
            "`{}` is not usable: line {line} is not `parameter=value`",
            file.display()
        ))
        .hint(format!("known parameters: {}", KEYWORDS.join(", "))),
        P::ScriptsNotChosen { folder, file: None } => Message::new(format!(
            "there is a folder `{}` here, but nothing says to use it: `rollbacks` is not beside it",
            folder.display()
        ))
        .hint(
            "pass `--dir .`, or write a `migrate.toml` with a section `[scripts]`; `--embedded` uses the scripts \
             inside this binary",
        ),
        P::SearchPath(problem) => search_path(problem),
        P::ScriptsNotChosen { folder, file: Some(file) } => Message::new(format!(
            "there is a folder `{}` here, but nothing says to use it: `{}` names another one",
            folder.display(),
            file.display()
        ))
        .hint(format!("pass `--dir .` for the scripts here, or `--config {}` for those of that file", file.display())),
        P::NoProject { searched } => no_project(searched),
        P::ForeignOwner { file, folder, owner } => {
            let what = folder.as_ref().map_or_else(
                || format!("`{}` belongs", file.display()),
                |folder| format!("the folder `{}` of `{}` belongs", folder.display(), file.display()),
            );
            let named = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            let named = named.map_or(".".to_owned(), |folder| folder.display().to_string());
            Message::new(format!("{what} to another user (uid {owner}), who would decide what runs here; nothing was read or run"))
                .hint(format!("if it is meant, name its folder: `--dir {named}`; otherwise give it to you with `chown`, or leave this folder"))
        }
        P::PasswordElsewhere { password, named_by, place, own_place, own_named_by } => Message::new(format!(
            "the password from {password} would be sent to {place}, which {named_by} names"
        ))
        .note(format!("{own_named_by} names {own_place}; a password goes only where its own source says"))
        .hint(format!(
            "name the server with `--database-url`, or put the password for {place} beside its name or into `~/.pgpass`, and \
             unset the variable"
        )),
        P::NoGround { file, why } => Message::new(format!("cannot read `{}`: {why}", file.display())).hint(
            "`[scratch] before` in `migrate.toml` names it, from the folder of that file: what is made outside the migrations",
        ),
        P::NoDatabase => Message::new("no database was given").hint(
            "pass `--database-url postgresql://user@host/name`, set `DATABASE_URL` or libpq's `PGHOST` and \
             `PGDATABASE`, or try it on a throwaway server with `--ephemeral`",
        ),
    }
}

/// Neither a file nor folders.
fn no_project(searched: &[PathBuf]) -> Message {
    let message = match searched {
        [] => Message::new("there is no project here; nothing was run"),
        [here] => Message::new(format!(
            "there is no project in `{}`: neither `migrate.toml` nor `migrations` beside `rollbacks`; nothing was run",
            here.display()
        )),
        [here, .., last] => Message::new(format!(
            "there is no project in `{}`: neither `migrate.toml`, there and in its parents up to `{}`, nor `migrations` \
             beside `rollbacks`; nothing was run",
            here.display(),
            last.display()
        )),
    };
    message.hint(
        "name the project's folder with `--dir`, or write a `migrate.toml` there; `--embedded` uses the scripts inside this \
         binary",
    )
}

fn search_path(problem: &PathProblem) -> Message {
    let PathProblem { why, origin, path, role } = problem;
    let comes_from = match origin {
        PathOrigin::Configured => {
            "it was configured: `--search-path`, the connection's URL, or `migrate.toml`"
        }
        PathOrigin::Login => {
            "it is the login's own: set for the role, the database or the connection; `[database] search_path` in `migrate.toml` overrides it"
        }
    };
    let message = match why {
        PathFlaw::Empty => Message::new("the search path names no schema to work in"),
        PathFlaw::Missing { schema } => Message::new(format!(
            "the first schema of the search path, `{schema}`, does not exist"
        ))
        .hint(format!(
            "correct the name, or create it: `CREATE SCHEMA {}`; no later schema takes its place",
            name(schema)
        )),
        PathFlaw::NoUsage { schema } => {
            Message::new(format!("role `{role}` may not use the first schema of the search path, `{schema}`"))
                .hint(format!(
                    "`GRANT USAGE, CREATE ON SCHEMA {} TO {}`, or name another schema first",
                    name(schema),
                    name(role)
                ))
        }
        PathFlaw::System { schema } => Message::new(format!(
            "the first schema of the search path is `{schema}`, which is the server's own"
        ))
        .hint("name the project's schema first"),
    };
    message.note(format!("search_path is `{path}`: {comes_from}"))
}

/// A name as a statement takes it.
fn name(written: &str) -> String {
    Ident::new(written).map_or_else(|| written.to_owned(), |ident| ident.to_string())
}

fn conninfo(source: &str, why: &ConnInfoProblem) -> Message {
    let url = "a URL is `postgresql://user:password@host:5432/name`";
    match why {
        ConnInfoProblem::Unrecognised => {
            Message::new(format!("{source} is neither a PostgreSQL URL nor `key=value` pairs")).hint(url)
        }
        ConnInfoProblem::ManyAts => {
            Message::new(format!("{source} has one `@` too many, or an `@` after the login"))
                .hint("percent-encode special characters in the password: `@` as %40, `/` as %2F, `?` as %3F")
        }
        ConnInfoProblem::BadPercent { part } => {
            Message::new(format!("{source}: bad percent-encoding in {part}"))
                .hint("write a `%` that is part of the password as %25")
        }
        ConnInfoProblem::BadBrackets => {
            Message::new(format!("{source}: an IPv6 address is written `[::1]:5432`"))
        }
        ConnInfoProblem::UnknownParameter { name, near } => {
            let message = Message::new(format!("{source}: unknown parameter `{name}`"));
            match near {
                Some(near) => message.hint(format!("it is called `{near}`")),
                None => message.hint(format!("known parameters: {}", KEYWORDS.join(", "))),
            }
        }
        ConnInfoProblem::Unsupported { name } => super::libpq::unsupported(source, name),
        ConnInfoProblem::MissingValue { name } => Message::new(format!("{source}: `{name}` has no value"))
            .hint("put a value with spaces in single quotes"),
        ConnInfoProblem::UnterminatedQuote { name } => {
            Message::new(format!("{source}: the quoted value of `{name}` is not terminated"))
        }
        ConnInfoProblem::BadValue { name, wanted } => {
            Message::new(format!("{source}: `{name}` is not {wanted}"))
        }
        ConnInfoProblem::AddressCount { hosts, addresses } => {
            Message::new(format!("{source}: {hosts} hosts, but {addresses} addresses in `hostaddr`"))
        }
        ConnInfoProblem::PortCount { hosts, ports } => {
            Message::new(format!("{source}: {hosts} hosts, but {ports} ports"))
                .hint("give one port, or one for each host")
        }
    }
}
