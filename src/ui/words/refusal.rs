//! Requests that are understood and not carried out.

use super::grammar::{plural, ticked_list};
use super::verify::unknown_rule;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::Refusal as R;
use crate::model::outcome::report::Repair;
use crate::ui::message::Message;

/// What was decided, once it is written down.
pub(crate) fn repaired(version: Version, decided: Repair) -> String {
    let what = match decided {
        Repair::Accept => "the script as it is now counts as the applied one",
        Repair::Applied => "counts as applied",
        Repair::NotApplied => "counts as not applied",
        Repair::Executed => "the statement that was under way counts as executed",
        Repair::NotExecuted => "the statement that was under way counts as not executed",
    };
    format!("{version}: {what}; written to the journal")
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
            Message::new(format!("{version} is not applied, so there is no going down to it"))
                .hint("`migrate status` shows what is applied; `--to 0` takes everything back")
        }
        R::NeedsYes { steps } => Message::new(format!(
            "taking {} back needs a yes, and there is no terminal to ask on",
            plural(*steps, "migration")
        ))
        .hint("say it with `--yes`; `--dry-run` shows what would run"),
        R::Protected { environment, database } => {
            Message::new(format!("the environment `{environment}` is protected, nothing was run"))
                .hint(format!("if you mean the database `{database}`, say it with `--confirm {database}`"))
        }
        R::WrongName { given, database } => Message::new(format!(
            "`--confirm` names the database `{given}`, but this is `{database}`; nothing was run"
        )),
        R::Declined => Message::new("not confirmed, nothing was run"),
        R::Irreversible { id, reason } => Message::new(format!("migration `{id}` has no way back: {reason}"))
            .hint("`down` does not go past it; write a new migration instead"),
        R::RollbackDiffers { id, file, file_sha256, journal_sha256 } => {
            Message::new(format!("the rollback of `{id}` is not the one that was kept when it was applied"))
                .note(format!("file {file_sha256}, journal {journal_sha256}"))
                .at(file, None, None)
                .hint("choose with `--use file` or `--use journal`; `--dry-run` shows what would run")
        }
        R::NoRollback { id } => {
            Message::new(format!("there is no rollback of `{id}`: no file, and not in the journal"))
                .hint("it was applied by another tool; get the branch that has its file")
        }
        R::NotInJournal { id } => Message::new(format!("the journal has no rollback of `{id}`"))
            .hint("it was applied by another tool; use the file"),
        R::PlanChanged => Message::new("the history changed in the meantime, nothing more was run")
            .hint("another run was faster; look with `migrate status`"),
        R::ExecutedStatementEdited { id, statement, file } => Message::new(format!(
            "statement {statement} of `{id}` is executed already, and reads differently now"
        ))
        .at(file, None, None)
        .hint("restore it; only the statements that are not executed yet may change"),
        R::NothingToRepair { version, what } => Message::new(format!("{version} {what}"))
            .hint("`migrate status` shows what is in need of a decision"),
        R::BadName { given } => Message::new(format!("`{given}` gives no name for a file"))
            .hint("use letters, digits and underscores, for example `migrate new add_invoices`"),
        R::NowhereToWrite => Message::new("there is no project folder to write to")
            .hint("name it with `--dir`, for example `migrate new --dir . add_invoices`"),
        R::NoSuchRule(unknown) => unknown_rule(unknown),
        R::NothingToCompare => Message::new("a throwaway server cannot have drifted: nothing was compared")
            .hint("name a database; the throwaway server beside it is started anyway"),
        R::NoArchive { schema } => Message::new(format!("there is no schema `{schema}` to archive to"))
            .hint("CREATE SCHEMA first, and let the role that runs this create tables in it"),
        R::NoSuchSchema { unknown, existing } => {
            let message = Message::new(match unknown.as_slice() {
                [one] => format!("there is no schema `{one}` to document"),
                several => format!("there are no schemas {} to document", ticked_list(several)),
            });
            if existing.is_empty() {
                message
            } else {
                message.hint(format!("the database has {}", ticked_list(existing)))
            }
        }
        R::NoSuchDocument { asked, known } => Message::new(format!("there is no schema of `{asked}`"))
            .hint(format!("there are {}", ticked_list(known))),
        R::Roundtrip(why) => super::roundtrip::refusal(why),
        R::Seed(why) => super::seed::refusal(why),
        R::NoFileToRedo { id } => {
            Message::new(format!("`{id}` cannot be applied again: there is no file for it"))
                .hint("take it back alone with `migrate down`")
        }
    }
}
