//! What is wrong with a script file, and the way out.

use crate::model::migration::directive;
use crate::model::migration::directive::{DirectiveFault, DirectiveProblem};
use crate::model::migration::file_problem::FileProblem as P;
use crate::model::migration::script_check::{ScriptFlaw, ScriptProblem};
use crate::model::migration::script_name::NameProblem;
use crate::model::migration::text::TextProblem;
use crate::model::roundtrip::limit::Limit;
use crate::ui::message::Message;

/// The message for one problem.
pub(super) fn message(problem: &P) -> Message {
    match problem {
        P::NoFolder { folder } => Message::new(format!("there is no folder `{}`", folder.display()))
            .hint("name the folder that holds `migrations` and `rollbacks` with `--dir`, or make it with `migrate new`"),
        P::Unreadable { file, why } => Message::new(format!("cannot read `{file}`: {why}"))
            .at(file, None, None)
            .hint("see to its permissions, or, if it is a link, to what it leads to"),
        P::Empty { folder } => Message::new(format!("there is no migration in `{}`", folder.display()))
            .hint("write the first one with `migrate new <name>`"),
        P::Folder { file } => Message::new(format!("`{file}` is a folder; scripts stand side by side in one folder"))
            .at(file, None, None)
            .hint("move its scripts up, or the folder out"),
        P::LinkOutside { file, target } => {
            Message::new(format!("`{file}` is a link that leads out of the project, to `{}`", target.display()))
                .at(file, None, None)
                .hint("put the script itself there")
        }
        P::RustMigration { file } => {
            Message::new(format!("`{file}` is a Rust migration, which only refinery's macro can run"))
                .at(file, None, None)
                .hint("write it as SQL, or keep it in another folder")
        }
        P::NotAFile { file } => Message::new(format!("`{file}` is not a file"))
            .at(file, None, None)
            .hint("put the script itself there"),
        P::NameNotUtf8 { file } => Message::new(format!("the file name `{file}` is not UTF-8"))
            .at(file, None, None)
            .hint("name it like `V001__initial_schema.sql`, or keep it in another folder"),
        P::Name { file, why } => name(file, *why),
        P::TooLarge { file, bytes } => {
            Message::new(format!("`{file}` has {bytes} bytes; PostgreSQL takes at most 1073741823 in one message"))
                .at(file, None, None)
                .hint("split it, or load the data with COPY from a file of its own")
        }
        P::Text { file, why } => text(file, *why),
        P::Directive { file, why } => directive(file, why),
        P::Script { file, why } => script(file, why),
        P::NoStatement { file, rollback, empty } => no_statement(file, *rollback, *empty),
        P::Duplicate { version, first, second } => {
            Message::new(format!("two scripts have version {version}: `{first}` and `{second}`"))
                .at(second, None, None)
                .hint("give the newer one the next free number, together with its rollback")
        }
        P::MissingRollback { file, expected } => Message::new(format!("`{file}` has no rollback"))
            .at(file, None, None)
            .hint(format!(
                "write `{expected}`; a migration without a way back says so there: `-- migrate:irreversible <reason>`"
            )),
        P::MissingMigration { file, expected } => {
            Message::new(format!("`{file}` is a rollback without its migration `{expected}`"))
                .at(file, None, None)
                .hint("get the migration back, or delete its rollback too")
        }
        P::NamesDiffer { migration, rollback } => {
            Message::new(format!("`{rollback}` has the version of `{migration}`, but another name"))
                .at(rollback, None, None)
                .hint("a migration and its rollback have the same file name")
        }
    }
}

fn name(file: &str, why: NameProblem) -> Message {
    let (what, hint) = match why {
        NameProblem::Unversioned => (
            "starts with `U`, which is no undo but refinery's mark for scripts without an order",
            "a rollback has the same name as its migration, in `rollbacks`",
        ),
        NameProblem::LowerCaseV => {
            ("starts with a lower-case `v`, which refinery skips", "write a capital `V`")
        }
        NameProblem::NoSeparator => {
            ("lacks the two underscores between version and name", "name it like `V001__initial_schema.sql`")
        }
        NameProblem::BadVersion => (
            "has no whole number behind its `V`",
            "name it like `V001__initial_schema.sql`; dotted versions have no place, and 9223372036854775807 is the highest",
        ),
        NameProblem::BadName => (
            "has a name with other characters than letters, digits and underscores",
            "name it like `V001__initial_schema.sql`",
        ),
        NameProblem::TooLong => {
            ("has a name of more than 255 characters", "refinery's history table holds 255")
        }
        NameProblem::UpperCaseExtension => {
            ("has an extension that other tools skip", "write `.sql` in lower case")
        }
        NameProblem::NoPrefix => (
            "is not named like a migration",
            "name it like `V001__initial_schema.sql`, or keep it in another folder",
        ),
    };
    Message::new(format!("`{file}` {what}")).at(file, None, None).hint(hint)
}

fn text(file: &str, why: TextProblem) -> Message {
    match why {
        TextProblem::InvalidUtf8 { offset } => {
            Message::new(format!("`{file}` is not UTF-8 from byte {offset} on"))
                .at(file, None, None)
                .hint("convert the file to UTF-8")
        }
        TextProblem::Nul { at } => {
            Message::new(format!("`{file}` has a NUL byte: PostgreSQL would run only what stands before it"))
                .at(file, Some(at.line), Some(at.column))
                .hint("remove it; a file full of them is UTF-16 and needs converting to UTF-8")
        }
        TextProblem::ByteOrderMark { at } => {
            Message::new(format!("`{file}` has a byte order mark (U+FEFF) in the middle"))
                .at(file, Some(at.line), Some(at.column))
                .hint("remove the invisible character, often left by joining files")
        }
    }
}

fn directive(file: &str, problem: &DirectiveProblem) -> Message {
    let word = &problem.word;
    let what = match problem.why {
        DirectiveFault::Unknown => {
            format!("`migrate:{word}` is no directive; there are {}", directive::WORDS.join(", "))
        }
        DirectiveFault::NotAtHead => {
            format!("`migrate:{word}` stands below the head of the script, where it would have no effect")
        }
        DirectiveFault::NeedsReason => format!("`migrate:{word}` needs a reason behind it"),
        DirectiveFault::NeedsTableAndReason => {
            format!("`migrate:{word}` needs what is lost and why: `migrate:lossy tasks.note no longer kept`")
        }
        DirectiveFault::NeedsLimitAndReason => {
            let limits = Limit::ALL.map(|(_, key)| key).join(", ");
            format!("`migrate:{word}` needs a limit, which is one of {limits}, and a reason")
        }
        DirectiveFault::NeedsDuration => {
            format!("`migrate:{word}` needs a duration such as 500ms, 5s or 2min")
        }
        DirectiveFault::TakesNothing => format!("`migrate:{word}` takes nothing behind it"),
        DirectiveFault::NeedsOn => format!("`migrate:{word}` is written `migrate:row-security on`"),
        DirectiveFault::Repeated => format!("`migrate:{word}` stands there twice"),
        DirectiveFault::OnlyInRollback => format!("`migrate:{word}` belongs at the head of the rollback"),
    };
    Message::new(what).at(file, Some(problem.at.line), Some(problem.at.column))
}

fn script(file: &str, problem: &ScriptProblem) -> Message {
    let (what, hint) = match &problem.why {
        ScriptFlaw::TransactionControl { words } => (
            format!("`{file}` begins or ends a transaction: `{words}`"),
            "take it out: every migration runs in one transaction, or statement by statement with \
             `-- migrate:no-transaction`",
        ),
        ScriptFlaw::CopyStream => (
            format!("`{file}` copies from or to the client, which a script cannot do"),
            "write INSERT, or COPY from a file on the server",
        ),
        ScriptFlaw::PsqlCommand => (
            format!(
                "`{file}` has a backslash outside of quotes: a command of psql's, which the server does not know"
            ),
            "write it as SQL",
        ),
        ScriptFlaw::NeedsNoTransaction { words } => (
            format!("`{file}` has a statement that cannot run in a transaction: `{words}`"),
            "write `-- migrate:no-transaction` at the head of the script, best with nothing else in it",
        ),
        ScriptFlaw::NamelessIndex => (
            format!("`{file}` builds an index concurrently without naming it"),
            "name the index: after a crash nobody could tell whether it is there",
        ),
        ScriptFlaw::Unterminated { what } => {
            (format!("`{file}` has a {what} that does not end"), "close it, it begins here")
        }
    };
    Message::new(what).at(file, Some(problem.at.line), Some(problem.at.column)).hint(hint)
}

fn no_statement(file: &str, rollback: bool, empty: bool) -> Message {
    let what = if empty { "is empty" } else { "holds no statement, only comments" };
    let hint = if rollback {
        "write the way back; a migration without one says `-- migrate:irreversible <reason>`"
    } else {
        "write the migration, or delete the file and its rollback"
    };
    Message::new(format!("`{file}` {what}")).at(file, None, None).hint(hint)
}
