//! What is wrong with a script file, and how to fix it.

use crate::model::locks::stored_file::{StoredFault, StoredProblem};
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
            .hint("name the folder that holds `migrations` and `rollbacks` with `--dir`, or create it with `migrate new`"),
        P::Unreadable { file, why } => Message::new(format!("cannot read `{file}`: {why}"))
            .with_position(file, None, None)
            .hint("check its permissions, or, if it is a link, its target"),
        P::Empty { folder } => Message::new(format!("there is no migration in `{}`", folder.display()))
            .hint("write the first one with `migrate new <name>`"),
        P::Folder { file } => Message::new(format!("`{file}` is a folder; all scripts must be in one folder, without subfolders"))
            .with_position(file, None, None)
            .hint("move its scripts up, or move the folder elsewhere"),
        P::LinkOutside { is_folder, file, target } => {
            Message::new(format!("`{file}` is a link to `{}`, outside the project", target.display()))
                .with_position(file, None, None)
                .hint(if *is_folder {
                    "replace it with the folder itself, or name that one in `[scripts]` of `migrate.toml`"
                } else {
                    "replace it with the script itself"
                })
        }
        P::RustMigration { file } => {
            Message::new(format!("`{file}` is a Rust migration, which only refinery's macro can run"))
                .with_position(file, None, None)
                .hint("write it as SQL, or keep it in another folder")
        }
        P::NotAFile { file } => Message::new(format!("`{file}` is not a file"))
            .with_position(file, None, None)
            .hint("replace it with the script itself"),
        P::NameNotUtf8 { file } => Message::new(format!("the file name `{file}` is not UTF-8"))
            .with_position(file, None, None)
            .hint("name it like `V001__initial_schema.sql`, or keep it in another folder"),
        P::Name { file, why } => name(file, *why),
        P::TooLarge { file, bytes } => {
            Message::new(format!("`{file}` has {bytes} bytes; PostgreSQL accepts at most 1073741823 in one message"))
                .with_position(file, None, None)
                .hint("split it, or load the data with COPY from a separate file")
        }
        P::Text { file, why } => text(file, *why),
        P::ForeignSections { file, why } => Message::new(format!(
            "`{file}` has sections of {}: `{}`; nothing was run",
            why.tool, why.marker
        ))
        .with_position(file, Some(why.at.line), Some(why.at.column))
        .hint(
            "split it into a pair: what applies it into a file in `migrations`, what rolls it back into a file of the same \
             name in `rollbacks`, without the lines of the other tool; `migrate adopt` does that for a whole project",
        ),
        P::Directive { file, why } => directive(file, why),
        P::StoredLocks { file, why } => stored_locks(file, why),
        P::Script { file, why } => script(file, why),
        P::NoStatement { file, rollback, empty } => no_statement(file, *rollback, *empty),
        P::Duplicate { version, first, second } => {
            Message::new(format!("two scripts have version {version}: `{first}` and `{second}`"))
                .with_position(second, None, None)
                .hint(format!(
                    "`migrate renumber {version}` gives the one that is not applied the next free version; `migrate renumber {second}` this one"
                ))
        }
        P::MissingRollback { file, expected } => Message::new(format!("`{file}` has no rollback"))
            .with_position(file, None, None)
            .hint(format!(
                "write `{expected}`; if the migration cannot be rolled back, declare that there: `-- migrate:irreversible <reason>`"
            )),
        P::MissingMigration { file, expected } => {
            Message::new(format!("`{file}` is a rollback without its migration `{expected}`"))
                .with_position(file, None, None)
                .hint("restore the migration, or delete its rollback too")
        }
        P::NamesDiffer { migration, rollback } => {
            Message::new(format!("`{rollback}` has the version of `{migration}`, but a different name"))
                .with_position(rollback, None, None)
                .hint("a migration and its rollback must have the same file name")
        }
    }
}

fn name(file: &str, why: NameProblem) -> Message {
    let (what, hint) = match why {
        NameProblem::Unversioned => (
            "starts with `U`, which is not an undo script but refinery's prefix for unversioned migrations",
            "a rollback has the same name as its migration, in `rollbacks`",
        ),
        NameProblem::LowerCaseV => {
            ("starts with a lower-case `v`, which refinery skips", "write a capital `V`")
        }
        NameProblem::NoSeparator => {
            ("lacks the two underscores between version and name", "name it like `V001__initial_schema.sql`")
        }
        NameProblem::BadVersion => (
            "has no whole number after its `V`",
            "name it like `V001__initial_schema.sql`; dotted versions are not supported",
        ),
        NameProblem::VersionTooLarge => (
            "has a version that is too large",
            "9223372036854775807 is the highest; a timestamp such as `V20261130120000__initial_schema.sql` fits",
        ),
        NameProblem::BadName => (
            "has a name with characters other than letters, digits and underscores",
            "name it like `V001__initial_schema.sql`",
        ),
        NameProblem::TooLong => {
            ("has a name of more than 255 characters", "refinery's history table holds at most 255")
        }
        NameProblem::UpperCaseExtension => {
            ("has an extension that other tools skip", "write `.sql` in lower case")
        }
        NameProblem::NoPrefix => (
            "is not named like a migration",
            "name it like `V001__initial_schema.sql`, or keep it in another folder",
        ),
    };
    Message::new(format!("`{file}` {what}")).with_position(file, None, None).hint(hint)
}

fn text(file: &str, why: TextProblem) -> Message {
    match why {
        TextProblem::InvalidUtf8 { offset } => {
            Message::new(format!("`{file}` is not UTF-8 from byte {offset} on"))
                .with_position(file, None, None)
                .hint("convert the file to UTF-8, without a `SET client_encoding` in it; of a database, take a plain dump: `pg_dump --format=plain --encoding=UTF8`")
        }
        TextProblem::Nul { at } => {
            Message::new(format!("`{file}` has a NUL byte: PostgreSQL would run only what comes before it"))
                .with_position(file, Some(at.line), Some(at.column))
                .hint("remove it; if the file is full of them, it is UTF-16: convert it to UTF-8")
        }
        TextProblem::ByteOrderMark { at } => {
            Message::new(format!("`{file}` has a byte order mark (U+FEFF) in the middle"))
                .with_position(file, Some(at.line), Some(at.column))
                .hint("remove the invisible character, often left by concatenating files")
        }
    }
}

fn directive(file: &str, problem: &DirectiveProblem) -> Message {
    let word = &problem.word;
    let what = match problem.why {
        DirectiveFault::Unknown => {
            format!("`migrate:{word}` is not a directive; the directives are {}", directive::WORDS.join(", "))
        }
        DirectiveFault::NotAtHead => {
            format!("`migrate:{word}` is below the head of the script, where it has no effect")
        }
        DirectiveFault::NeedsReason => format!("`migrate:{word}` needs a reason"),
        DirectiveFault::NeedsTableAndReason => {
            format!(
                "`migrate:{word}` needs the object that is lost and a reason: `migrate:lossy tasks.note no longer kept`"
            )
        }
        DirectiveFault::NeedsLimitAndReason => {
            let limits = Limit::ALL.map(|(_, key)| key).join(", ");
            format!("`migrate:{word}` needs a limit (one of {limits}) and a reason")
        }
        DirectiveFault::NeedsDuration => {
            format!("`migrate:{word}` needs a duration such as 500ms, 5s or 2min")
        }
        DirectiveFault::NeedsTables => {
            format!("`migrate:{word}` needs the names of tables, separated by spaces")
        }
        DirectiveFault::TakesNothing => format!("`migrate:{word}` takes no argument"),
        DirectiveFault::NeedsOn => format!("`migrate:{word}` must be written `migrate:row-security on`"),
        DirectiveFault::Repeated => format!("`migrate:{word}` is given twice"),
        DirectiveFault::OnlyInRollback => format!("`migrate:{word}` belongs at the head of the rollback"),
        DirectiveFault::OnlyInMigration => format!("`migrate:{word}` belongs at the head of the migration"),
    };
    Message::new(what).with_position(file, Some(problem.at.line), Some(problem.at.column))
}

fn stored_locks(file: &str, problem: &StoredProblem) -> Message {
    let what = match &problem.why {
        StoredFault::NotUtf8 => "is not UTF-8".to_owned(),
        StoredFault::Malformed { why } => format!("is not usable: {why}"),
        StoredFault::Conflict => "has the marks of a merge that is not finished".to_owned(),
        StoredFault::File => "names a file that is not named like a script".to_owned(),
        StoredFault::Direction => "has a direction that is neither `up` nor `down`".to_owned(),
        StoredFault::Hash => "has a `sha256` that is not 64 hexadecimal digits in lower case".to_owned(),
        StoredFault::Table => {
            "has a table that is not written as `schema.table`, with quotes where they are needed".to_owned()
        }
        StoredFault::Mode => {
            "has a mode that is not one of LOCK TABLE, in capital letters such as `SHARE ROW EXCLUSIVE`"
                .to_owned()
        }
    };
    Message::new(format!("`{file}` {what}"))
        .with_position(file, Some(problem.at.line), Some(problem.at.column))
        .hint("`migrate roundtrip` writes this file; delete it, or let `migrate roundtrip` replace it")
}

fn script(file: &str, problem: &ScriptProblem) -> Message {
    let (what, hint) = match &problem.why {
        ScriptFlaw::TransactionControl { words } => (
            format!("`{file}` begins or ends a transaction: `{words}`"),
            "remove it: every migration runs in one transaction, or statement by statement with \
             `-- migrate:no-transaction`",
        ),
        ScriptFlaw::CopyOut => (
            format!("`{file}` copies to the client, which a script cannot do"),
            "use CREATE TABLE .. AS, or COPY to a file on the server",
        ),
        ScriptFlaw::CopyBinary => (
            format!("`{file}` copies from the client in the binary format, which a script cannot hold"),
            "write the data as text or CSV, or use COPY from a file on the server",
        ),
        ScriptFlaw::CopyNotLast => (
            format!("`{file}` has something between `COPY .. FROM STDIN` and its data"),
            "the data begin on the line behind the semicolon: move it below the line `\\.` that ends them",
        ),
        ScriptFlaw::PsqlCommand { words } => (
            format!(
                "`{file}` has a backslash outside quotes: a psql command, which the server does not know: `{words}`"
            ),
            psql_hint(words),
        ),
        ScriptFlaw::NeedsNoTransaction { words } => (
            format!("`{file}` has a statement that cannot run in a transaction: `{words}`"),
            "put `-- migrate:no-transaction` at the head of the script, ideally with no other statement in it",
        ),
        ScriptFlaw::ChangesEncoding => (
            format!("`{file}` sets another `client_encoding`, and has letters behind it that are not ASCII"),
            "a script is UTF-8, and is sent as that: remove the statement; of a dump, take one by `pg_dump --encoding=UTF8`",
        ),
        ScriptFlaw::ChangesBackslashes => (
            format!(
                "`{file}` turns `standard_conforming_strings` off, and has a string with a backslash behind it"
            ),
            "remove the statement, and write such strings as `E'..'`",
        ),
        ScriptFlaw::NamelessIndex => (
            format!("`{file}` builds an index concurrently without naming it"),
            "name the index: after a crash nobody could tell whether it was built",
        ),
        ScriptFlaw::Unterminated { what } => {
            (format!("`{file}` has a {what} that is not terminated"), "close it; it begins here")
        }
    };
    Message::new(what).with_position(file, Some(problem.at.line), Some(problem.at.column)).hint(hint)
}

fn psql_hint(command: &str) -> &'static str {
    match command {
        "\\connect" | "\\c" => {
            "remove it: a migration runs in the database that it is applied to; a dump has none without `pg_dump --create`"
        }
        "\\copy" => {
            "write `COPY .. FROM STDIN;`, the data on the lines below it, and a line `\\.` behind them"
        }
        "\\." => "the data of `COPY .. FROM STDIN` need a semicolon in front of them",
        "\\i" | "\\ir" | "\\include" | "\\include_relative" => "put the text of that file here",
        "\\restrict" | "\\unrestrict" => "keep it on a line of its own with its key, between two statements",
        _ => "write it as SQL",
    }
}

fn no_statement(file: &str, rollback: bool, empty: bool) -> Message {
    let what = if empty { "is empty" } else { "contains no statement, only comments" };
    let hint = if rollback {
        "write the rollback; if there is none, declare `-- migrate:irreversible <reason>`, and if none is needed, \
         `-- migrate:nothing-to-undo <reason>`"
    } else {
        "write the migration, delete the file and its rollback, or declare `-- migrate:nothing-to-do <reason>`"
    };
    Message::new(format!("`{file}` {what}")).with_position(file, None, None).hint(hint)
}
