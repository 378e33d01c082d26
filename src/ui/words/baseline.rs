//! Taking over a database that no tool migrates.

use super::drift::{additions, servers};
use super::grammar::{on_one_line, plural, rows, ticked_list};
use crate::model::baseline::BaselineRefusal as R;
use crate::model::baseline::report::{BaselineReport, BaselineState};
use crate::model::migration::existing::{TakeOver, ToolTable, take_over};
use crate::ui::message::Message;

/// The lines that accompany the result.
pub(crate) fn report(report: &BaselineReport) -> Vec<String> {
    let mut lines: Vec<String> = servers(report.proof.servers.as_ref()).into_iter().collect();
    lines.extend(additions(&report.proof.additions));
    for table in &report.rows {
        let same = if table.are_same { "" } else { ", and the pair makes others" };
        lines.push(on_one_line(&format!("{}: {}{same}", table.table, rows(table.rows.unsigned_abs()))));
    }
    if !report.left_out.is_empty() {
        lines.push("in the database and not in the pair:".to_owned());
        lines.extend(report.left_out.iter().map(|line| on_one_line(&format!("    {line}"))));
    }
    if !report.grounds.is_empty() {
        lines.push(
            "the pair stands on what an administrator made; for throwaway servers, write it to the file of `[scratch] before`:"
                .to_owned(),
        );
        lines.extend(report.grounds.iter().map(|ground| format!("    {};", on_one_line(&ground.statement))));
    }
    if !report.owners.is_empty() {
        lines.push(format!(
            "some of it belongs to {}: whoever applies the pair to another database has to be a member, or a superuser",
            ticked_list(&report.owners)
        ));
    }
    lines.push(proof(report));
    lines.extend(outcome(report));
    lines
}

fn proof(report: &BaselineReport) -> String {
    let id = &report.id;
    if !report.proof.up.is_empty() {
        let count = plural(report.proof.up.differences.len(), "difference");
        return format!("a database made from `{id}` is not the same: {count}");
    }
    match &report.proof.down {
        Some(down) if !down.is_empty() => {
            let count = plural(down.differences.len(), "difference");
            format!("the rollback of `{id}` does not restore what was there before: {count}")
        }
        _ if !report.is_proven() => format!("a database made from `{id}` has other rows"),
        Some(_) => format!(
            "proven: a database made from `{id}` is the same ({}), and its rollback leaves nothing",
            plural(report.objects, "object")
        ),
        None => format!(
            "proven: a database made from `{id}` is the same ({}); its rollback is irreversible",
            plural(report.objects, "object")
        ),
    }
}

fn outcome(report: &BaselineReport) -> Vec<String> {
    let id = &report.id;
    let hint = if report.proof.up.is_empty() && report.rows.iter().all(|table| table.are_same) {
        "pass `--irreversible`, or"
    } else {
        "to go on by hand,"
    };
    match report.state {
        BaselineState::Planned => {
            vec![format!("would write {} and mark `{id}` as applied", ticked_list(&report.files))]
        }
        BaselineState::Refused => vec![
            "nothing was written, and nothing is marked as applied".to_owned(),
            format!(
                "hint: {hint} write the pair with `--write-only`, edit it, and call `migrate baseline` again: it proves and marks the pair that is there"
            ),
        ],
        BaselineState::Written => {
            vec![
                "nothing is marked as applied: `migrate baseline` proves and marks the pair that is there"
                    .to_owned(),
            ]
        }
        BaselineState::Marked => vec![format!(
            "`{id}` is marked as applied; next: `migrate new ..`, and `migrate roundtrip --ephemeral` proves every pair"
        )],
    }
}

/// The message for one refusal.
pub(super) fn refusal(why: &R) -> Message {
    match why {
        R::HasHistory { newest } => Message::new(format!(
            "the database has a history of `migrate` already, up to {newest}; nothing was changed"
        ))
        .hint("`migrate status` shows it; what differs from it is shown by `migrate drift`"),
        R::OtherTool(tools) => histories(tools),
        R::HasScripts { file } => Message::new(format!(
            "the project has migrations already, such as `{file}`, and a baseline comes before all others; nothing was changed"
        ))
        .hint("take it over in a folder without migrations; a single pair that is there counts as the baseline"),
        R::NoDump { server, searched, newest } => {
            let places: Vec<String> = searched.iter().map(|place| place.display().to_string()).collect();
            let title = match newest {
                None => format!("no `pg_dump` on this machine, which dumps the server {server}"),
                Some(newest) => format!("`pg_dump` {newest} is older than the server {server}, and cannot dump it"),
            };
            Message::new(title).note(format!("looked in {}", places.join(", "))).hint(
                "install PostgreSQL's client programs of the server's version, such as `apt install postgresql-client-17`, or \
                 name their folder with `--pg-bin`",
            )
        }
        R::DumpFailed { program, why } => {
            let message =
                Message::new(format!("`{}` could not dump the database; nothing was changed", program.display()))
                    .printed(why);
            if why.contains("permission denied") {
                message.hint("connect as the role that owns the schema, or as a superuser: `pg_dump` reads every table's definition under a lock")
            } else if why.contains("row-level security") {
                message.hint("a policy would hide rows of a table of `--rows`: connect as a role with BYPASSRLS, or leave it out")
            } else {
                message.hint("it was called for the same database; `-v` tells more of the connection")
            }
        }
        R::NoSuchTable { table } => {
            Message::new(format!("`--rows`: there is no table `{table}` with rows of its own"))
                .hint("a table outside of the search path is named with its schema, as in SQL: `app.countries`, `\"My Table\"`")
        }
        R::Nothing { database } => {
            Message::new(format!("the database `{database}` holds nothing to take over; nothing was changed"))
                .hint("is this the right database? a new project begins with `migrate new`")
        }
    }
}

fn histories(tools: &[ToolTable]) -> Message {
    let names: Vec<String> = tools.iter().map(|tool| tool.table.clone()).collect();
    let mut message = Message::new(format!(
        "another tool migrates this database: it keeps its history in {}; nothing was changed",
        ticked_list(&names)
    ));
    for tool in tools {
        message = message.note(format!("`{}` is what {} calls its history", tool.table, tool.tool));
    }
    let flag = format!("--not-a-history {}", names.join(","));
    message.hint(match take_over(tools) {
        TakeOver::Adopt(tool) => {
            let from = tool.map(|tool| format!(" --from {tool}")).unwrap_or_default();
            format!(
                "`migrate adopt{from}` takes over its migrations and what is applied of them; if the table is part of the schema, \
                 pass `{flag}`"
            )
        }
        TakeOver::AsItIs => format!(
            "its migrations are code, which `migrate adopt` does not read: to take over the schema as it is, pass `{flag}`, and \
             let that tool migrate it no more"
        ),
    })
}
