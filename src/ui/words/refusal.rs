//! Requests that are valid but refused.

use super::grammar::{plural, ticked_list};
use super::reach;
use super::verify;
use crate::model::init::InitRefusal;
use crate::model::outcome::failure::Refusal as R;
use crate::model::outcome::report::{Repair, RepairReport};
use crate::model::roundtrip::contents::Hidden;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::ui::message::Message;

/// The decision, once the journal has it.
pub(crate) fn repaired(report: &RepairReport) -> String {
    let RepairReport { version, decided, renamed_from } = report;
    let what = match decided {
        Repair::Renamed => match renamed_from {
            Some(from) => &format!("the history follows the file, which it called `{from}`"),
            None => "the history follows the file",
        },
        Repair::Accept => "the script as it is now is accepted as the applied one",
        Repair::Applied => "counts as applied",
        Repair::NotApplied => "counts as not applied",
        Repair::Executed => "the interrupted statement counts as executed",
        Repair::NotExecuted => "the interrupted statement counts as not executed",
    };
    format!("{version}: {what}; recorded in the journal")
}

/// The message for one refusal.
pub(super) fn message(refusal: &R) -> Message {
    match refusal {
        R::NoSuchMigration { version, newest } => {
            let message = Message::new(format!("there is no migration {version}"));
            match newest {
                Some(newest) => message.hint(format!("the newest file is {newest}")),
                None => message,
            }
        }
        R::NotApplied { version } => {
            Message::new(format!("{version} is not applied, so it is not possible to roll back to it"))
                .hint("`migrate status` shows what is applied; `--to 0` rolls everything back")
        }
        R::NeedsYes { steps } => Message::new(format!(
            "rolling back {} needs confirmation, and there is no terminal to ask on",
            plural(*steps, "migration")
        ))
        .hint("pass `--yes`; `--dry-run` shows what would run"),
        R::Protected { environment, database } => {
            Message::new(format!("the environment `{environment}` is protected; nothing was run"))
                .hint(format!("to run this on the database `{database}`, pass `--confirm {database}`"))
        }
        R::WrongName { given, database } => Message::new(format!(
            "`--confirm` names the database `{given}`, but this is `{database}`; nothing was run"
        )),
        R::Declined => Message::new("not confirmed; nothing was run"),
        R::Irreversible { id, reason, is_behind_others } => {
            let message = Message::new(format!("migration `{id}` is irreversible: {reason}; nothing was run"));
            if *is_behind_others {
                let version = id.version.number();
                message.hint(format!("`down --to {version}` goes as far as it can; to go further, write a new migration"))
            } else {
                message.hint("`down` does not go past it; write a new migration instead")
            }
        }
        R::RollbackDiffers { id, file, file_sha256, journal_sha256 } => {
            Message::new(format!("the rollback of `{id}` differs from the one kept when it was applied"))
                .note(format!("file {file_sha256}, journal {journal_sha256}"))
                .with_position(file, None, None)
                .hint("choose with `--use file` or `--use journal`; `--dry-run` shows what would run")
        }
        R::NoRollback { id } => Message::new(format!(
            "there is no rollback of `{id}`: neither a file nor an entry in the journal"
        ))
        .hint("it was applied by another tool; check out the branch that has its file"),
        R::NotInJournal { id } => Message::new(format!("the journal has no rollback of `{id}`"))
            .hint("it was applied by another tool; use the file"),
        R::KeptRollbackAltered { id } => Message::new(format!(
            "the rollback of `{id}` that the journal kept does not fit the checksum that it noted; it is not run"
        ))
        .hint("somebody changed it: roll back with the file, `--use file`, from the checkout that has it"),
        R::KeptRollbackWritable { id, roles } => Message::new(format!(
            "{} may write to `migrate_journal`: the rollback of `{id}` that it kept is not run",
            ticked_list(roles)
        ))
        .hint(format!(
            "look at it, and `REVOKE ALL ON migrate_journal FROM {}`; or roll back with the file, `--use file`",
            roles.join(", ")
        )),
        R::PlanChanged => Message::new("the history changed in the meantime; nothing more was run")
            .hint("another run changed it first; see `migrate status`"),
        R::ExecutedStatementEdited { id, statement, file } => Message::new(format!(
            "statement {statement} of `{id}` was already executed, but its text has changed"
        ))
        .with_position(file, None, None)
        .hint("restore it; only statements that were not executed yet may change"),
        R::NothingToRepair { version, what } => {
            Message::new(format!("{version} {what}")).hint("`migrate status` shows what needs a decision")
        }
        R::BadName { given } => Message::new(format!("`{given}` does not make a file name"))
            .hint("use letters, digits and underscores, for example `migrate new add_invoices`"),
        R::NowhereToWrite => Message::new("there is no project folder to write to")
            .hint("`migrate init` begins a project here; or name a folder with `--dir`, for example `migrate new --dir . add_invoices`"),
        R::Verify(why) => verify::refusal(why),
        R::NoThrowaway { command, why } => super::ephemeral::declined(command, why),
        R::NothingToCompare => Message::new("a throwaway server cannot drift: nothing was compared")
            .hint("name a database; the throwaway server to compare with is started anyway"),
        R::NoArchive { schema } => Message::new(format!("there is no schema `{schema}` to archive to"))
            .hint("create it first, and grant CREATE on it to the role that runs this"),
        R::NoSuchSchema { unknown, existing } => no_such_schema(unknown, existing),
        R::NoSuchDocument { requested, known } => {
            Message::new(format!("there is no schema of `{requested}`"))
                .hint(format!("there are {}", ticked_list(known)))
        }
        R::Roundtrip(why) => roundtrip(why),
        R::Renaming(why) => super::renaming::message(why),
        R::Renumbering(why) => super::renaming::renumbering(why),
        R::Baseline(why) => super::baseline::refusal(why),
        R::Init(why) => init(why),
        R::Seed(why) => super::seed::refusal(why),
        R::Adopt(why) => super::adopt::refusal(why),
        R::NoFileToRedo { id } => Message::new(format!("`{id}` cannot be reapplied: its file is missing"))
            .hint("to roll it back only, use `migrate down`"),
    }
}

/// Schemas that are not there, and those that are.
fn no_such_schema(unknown: &[String], existing: &[String]) -> Message {
    let message = Message::new(match unknown {
        [schema] => format!("there is no schema `{schema}` to document"),
        several => format!("there are no schemas {} to document", ticked_list(several)),
    });
    if existing.is_empty() {
        message
    } else {
        message.hint(format!("the database has {}", ticked_list(existing)))
    }
}

/// Why nothing was tested.
fn roundtrip(why: &RoundtripRefusal) -> Message {
    match why {
        RoundtripRefusal::NoCreateDb { role } => {
            Message::new(format!("the role `{role}` may not create the database that roundtrip works in"))
                .hint(format!("`ALTER ROLE {role} CREATEDB`, or use a throwaway server with `--ephemeral`"))
        }
        RoundtripRefusal::RowSecurity(Hidden { role, tables }) => Message::new(format!(
            "row-level security of {} applies to the role `{role}`: rows that it cannot see cannot be compared",
            match tables.as_slice() {
                few @ ([] | [_] | [_, _] | [_, _, _]) => ticked_list(few),
                [first, rest @ ..] => format!("`{first}` and {}", plural(rest.len(), "other table")),
            }
        ))
        .hint(format!("`ALTER ROLE {role} BYPASSRLS`, or use a throwaway server with `--ephemeral`")),
        RoundtripRefusal::NoSuchVersion { version } => Message::new(format!("there is no migration {version} to prove")),
        RoundtripRefusal::NoGit { why } => Message::new("git cannot tell which scripts changed").printed(why).hint(
            "`--changed-since` needs that commit in the checkout; in CI, fetch it first, with its history",
        ),
        RoundtripRefusal::ReachesOut(reaching) => reach::seen(reaching),
        RoundtripRefusal::SharedObjects { id, direction, file, changes } => {
            reach::found(id, *direction, file, changes)
        }
        RoundtripRefusal::EmbeddedScripts => Message::new("scripts embedded in the binary do not change")
            .hint("name the project's folder with `--dir`"),
    }
}

/// Why no project is begun.
fn init(why: &InitRefusal) -> Message {
    match why {
        InitRefusal::ProjectThere { file } => Message::new(format!(
            "there is a project here already: `{file}`; nothing was written"
        ))
        .hint("`migrate status` shows how it stands; to begin another one, name its folder with `--dir`"),
        InitRefusal::NeedsYes { files } => {
            Message::new("there is no terminal to ask on; nothing was written")
                .note(format!("would write {}", ticked_list(files)))
                .hint("pass `--yes`")
        }
    }
}
