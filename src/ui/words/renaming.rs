//! Files that got another name or number.

use super::grammar::ticked_list;
use crate::model::migration::renaming_problem::RenamingProblem as P;
use crate::model::migration::renumbering::RenumberingProblem as N;
use crate::ui::message::Message;

/// Why the history does not follow a file.
pub(super) fn message(problem: &P) -> Message {
    match problem {
        P::SameName { id } => Message::new(format!("`{id}` has the name that it was applied under"))
            .hint("`migrate status` shows what needs a decision"),
        P::TextDiffers { applied, id, file } => Message::new(format!(
            "`{id}` is not the script that was applied as `{applied}`: its text is another one, too"
        ))
        .with_position(file, None, None)
        .hint(format!(
            "if it is a new migration, `migrate renumber {}`; if it is the applied one, give it its text back, then `repair renamed`",
            id.version
        )),
        P::NoFile { applied } => {
            Message::new(format!("no file has the text that was applied as `{applied}`")).hint(
                "check out the branch that has it; or roll it back with `migrate down`: the journal kept its rollback",
            )
        }
        P::SeveralFiles { applied, files } => Message::new(format!(
            "{} have the text that was applied as `{applied}`: it is not known which of them it is",
            ticked_list(files)
        ))
        .hint("name the version of the file: `migrate repair renamed` takes that as well; or remove the copy"),
        P::NotApplied { id } => {
            Message::new(format!("`{id}` is not applied, under this name or another one with its text"))
                .hint("`migrate status` shows what is applied")
        }
        P::SeveralApplied { id, applied } => {
            let names: Vec<String> = applied.iter().map(ToString::to_string).collect();
            Message::new(format!("{} were applied with the text of `{id}`", ticked_list(&names)))
                .hint("name the version that the history has")
        }
    }
}

/// Why nothing is renumbered.
pub(super) fn renumbering(problem: &N) -> Message {
    match problem {
        N::NoSuchScript { requested } => Message::new(format!("there is no script `{requested}`"))
            .hint("name a version, or a file such as `migrations/V005__labels.sql`"),
        N::Several { version, files } => {
            let first = files.first().map_or("", String::as_str);
            Message::new(format!("{} have version {version}: it is not known which of them is meant", ticked_list(files)))
                .hint(format!("name the file: `migrate renumber {first}`; where a database is named, the applied one keeps its number"))
        }
        N::Applied { id } => Message::new(format!("`{id}` is applied: its number is the history's; nothing was moved"))
            .hint("write a new migration; a file that was renumbered already is followed by `migrate repair renamed`"),
        N::NoneLeft { version } => {
            Message::new(format!("everything of version {version} is applied; nothing was moved"))
                .hint("`migrate status` shows how the history and the files differ")
        }
    }
}
