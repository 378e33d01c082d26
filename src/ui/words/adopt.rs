//! What `adopt` says: its lists, what it did, and why it refused.

use super::grammar::{on_one_line, plural, ticked_list};
use crate::model::adopt::adopted::{StubReason, UpOrigin};
use crate::model::adopt::conversion::ConversionNote;
use crate::model::adopt::refusal::AdoptRefusal;
use crate::model::adopt::report::{AdoptReport, AdoptedLine, HistoryProgress, Proof};
use crate::ui::message::Message;

/// What was changed in a migration and its rollback, a sentence each.
pub(crate) fn notes(line: &AdoptedLine) -> Vec<String> {
    let ups = line.notes.iter().map(|note| sentence(note, "migration"));
    ups.chain(line.rollback_notes.iter().map(|note| sentence(note, "rollback"))).collect()
}

fn sentence(note: &ConversionNote, script: &str) -> String {
    match note {
        ConversionNote::TransactionControl { count } => {
            format!("{script}: its own transaction was taken out ({})", plural(*count, "statement"))
        }
        ConversionNote::PsqlLine { line } => format!("{script}: `{line}` is for psql, and was taken out"),
        ConversionNote::OldTable { words } => {
            format!("{script}: `{words} ..` is about the other tool's table, and was taken out")
        }
        ConversionNote::DumpSetting { words } => {
            format!("{script}: `{words}` is of a newer server, and was taken out")
        }
        ConversionNote::Marker => format!("{script}: a comment that would divide it reads differently now"),
        ConversionNote::NamelessIndex => {
            format!("{script}: an index without a name is built without `CONCURRENTLY`")
        }
        ConversionNote::NeedsNoTransaction { words } => {
            format!("{script}: `{words} ..` needs `-- migrate:no-transaction`, which was added")
        }
    }
}

/// What somebody may have to look at, a line each.
pub(crate) fn list(report: &AdoptReport) -> Vec<String> {
    let mut lines = Vec::new();
    for line in &report.migrations {
        let id = &line.id;
        if line.is_renumbered {
            lines.push(format!("`{id}` was version `{}`", line.old_version));
        }
        if line.up == UpOrigin::Program {
            lines.push(format!("`{id}` stands for a program, which is not adopted: `{}`", line.file));
        }
        lines.extend(notes(line).into_iter().map(|note| format!("`{id}`: {note}")));
        if !line.placeholders.is_empty() {
            lines.push(format!(
                "`{id}`: {} without a value: `--placeholder NAME=VALUE`",
                ticked_list(&line.placeholders)
            ));
        }
    }
    for (line, reason) in report.stubs() {
        let why = match reason {
            StubReason::Missing => "there was none".to_owned(),
            StubReason::Empty => "it held no statement".to_owned(),
            StubReason::Program => "it is a program".to_owned(),
            StubReason::Unusable(code) => format!("it cannot stand in a pair ({code})"),
        };
        lines.push(format!("`{}`: the rollback is not written: {why}", line.id));
    }
    for file in &report.passed_over {
        lines.push(format!("`{}` is not adopted: {}", file.file, file.why));
    }
    for key in &report.unknown {
        lines.push(format!("`{key}` is applied and has no file: it is not in the new history"));
    }
    lines
}

/// What would be done, or was done.
pub(crate) fn done(report: &AdoptReport) -> Vec<String> {
    let [migrations, rollbacks] = &report.target;
    let count = plural(report.migrations.len(), "pair");
    let applied = report.applied();
    let mut lines = vec![match &report.proof {
        Proof::Equal { objects, server } => format!(
            "proven on throwaway servers {server}: the pairs make the same schema as the files of {}, {}",
            report.tool.name(),
            plural(*objects, "object")
        ),
        Proof::Partly { objects, server, pairs, why } => format!(
            "proven on throwaway servers {server} for the first {}, with {}; the next original file fails without the \
             program before it, and nothing behind it was compared: {}",
            plural(*pairs, "pair"),
            plural(*objects, "object"),
            on_one_line(why)
        ),
        Proof::Skipped => {
            "not proven: `--no-proof`; nobody has compared the pairs with the original files".to_owned()
        }
        Proof::Earlier => format!("the pairs were there already: `{}`", report.source),
    }];
    if report.progress.is_plan {
        let mark = report
            .database
            .as_ref()
            .map(|database| format!(", and mark {applied} as applied in `{database}`"));
        lines.push(format!(
            "would write {count} to `{migrations}` and `{rollbacks}`{}",
            mark.unwrap_or_default()
        ));
        return lines;
    }
    if report.progress.wrote_files {
        lines.push(format!("wrote {count} to `{migrations}` and `{rollbacks}`"));
    }
    match (&report.database, &report.table) {
        (None, _) => lines.push(
            "no database was given, so nothing is marked: `migrate adopt --database-url URL` does that"
                .to_owned(),
        ),
        (Some(database), table) => {
            let by = table.as_ref().map(|table| format!(", as `{table}` says")).unwrap_or_default();
            lines.push(format!("marked {applied} as applied in `{database}`{by}"));
        }
    }
    if report.progress.history == HistoryProgress::OldDropped
        && let Some(table) = &report.table
    {
        lines.push(format!("dropped `{table}`"));
    }
    lines
}

/// Why nothing was adopted.
pub(super) fn refusal(why: &AdoptRefusal) -> Message {
    use AdoptRefusal as R;
    match why {
        R::NothingToAdopt { searched, tool } => {
            let whose = tool.map_or("of a tool that `adopt` knows".to_owned(), |tool| format!("of {}", tool.name()));
            let first: Vec<&String> = searched.iter().take(3).collect();
            Message::new(format!("there are no migrations {whose} in {} and {} more", ticked_list(&first), searched.len().saturating_sub(3)))
                .hint("name their folder with `--source DIR`; files of any naming are described by `--pattern`")
        }
        R::SeveralTools { folder, tools } => {
            let names: Vec<&str> = tools.iter().map(|tool| tool.as_str()).collect();
            Message::new(format!("the files in `{folder}` could be those of {}", ticked_list(&names)))
                .hint("say which with `--from TOOL`")
        }
        R::BadPattern => Message::new("a pattern needs `{version}`")
            .hint("for example `--pattern '{version}_{name}.up.sql' --down-pattern '{version}_{name}.down.sql'`"),
        R::SourceIsTarget { folder, tool } => Message::new(format!(
            "`{folder}` holds the files of {}, and the pairs would go there, too",
            tool.name()
        ))
        .hint("name another folder for the pairs, for example `migrate adopt --dir db`; it is made"),
        R::TargetTaken { folder } => Message::new(format!("`{folder}` is not empty, and nothing is written over"))
            .hint("name another folder for the pairs with `--dir DIR`"),
        R::BadMap { file, why } => Message::new(format!("`{file}` cannot be read: {why}"))
            .hint("`adopt` wrote it beside the migrations; restore it from version control"),
        R::NotUtf8 { file } => Message::new(format!("`{file}` is not UTF-8"))
            .hint("convert it first, for example `iconv -f LATIN1 -t UTF-8`"),
        R::NoHistoryTable { tool, table } => Message::new(format!(
            "the database has no table `{table}`, where {} keeps what it applied",
            tool.name()
        ))
        .hint("name its table with `--history-table`, or say what is applied: `--applied-through VERSION`, `all` or `none`"),
        R::SeveralTables { tables } => {
            Message::new(format!("there are several such tables: {}", ticked_list(tables)))
                .hint("say which with `--history-table SCHEMA.TABLE`, and where the project works with `--search-path`")
        }
        R::Failed { tool, versions } => Message::new(format!(
            "{} left {} half way: {}",
            tool.name(),
            plural(versions.len(), "migration"),
            ticked_list(versions)
        ))
        .hint(format!("repair that with {} first, so that its table says what is applied", tool.name())),
        R::NoSuchVersion { version } => Message::new(format!("no migration of the other tool has the version `{version}`"))
            .hint("write it as the other tool does, or `all` or `none`; `--dry-run` lists them"),
        R::HistoryNotEmpty { applied } => Message::new(format!(
            "the database has a history of `migrate` already, with {}",
            plural(*applied, "applied migration")
        ))
        .hint("it was adopted before: see `migrate status`"),
        R::NeedsYes => Message::new("this writes files and a history, and there is no terminal to ask on")
            .hint("pass `--yes`; `--dry-run` shows what would be done"),
        R::OriginalFails { file, line, sqlstate, message, placeholders } => {
            let message = Message::new(format!("the original file fails on an empty server: {message}"))
                .with_position(file, Some(*line), None)
                .note(format!("sqlstate: {sqlstate}"));
            let mut message = message.hint(match placeholders.as_slice() {
                [] => "what it stands on, such as roles and extensions, comes from the file of `[scratch] before`; \
                       `--no-proof` adopts without a comparison"
                    .to_owned(),
                names => format!("it has placeholders: give {} a value with `--placeholder NAME=VALUE`", ticked_list(names)),
            });
            message.sqlstate = Some(sqlstate.clone());
            message
        }
        R::SchemasDiffer { objects } => {
            let some: Vec<&String> = objects.iter().take(10).collect();
            Message::new(format!(
                "the pairs make another schema than the original files: {} differ, {}",
                plural(objects.len(), "object"),
                ticked_list(&some)
            ))
            .hint("this is a bug: please report it, with the files if you can")
        }
    }
}
