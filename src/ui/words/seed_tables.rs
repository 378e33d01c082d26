//! Messages about tables that cannot be filled: those that are not there, and those with rows of others.

use super::grammar::{grouped, rows, ticked_list};
use crate::model::seed::refusal::{MissingTable, RowCount};
use crate::ui::message::Message;

/// Tables of a profile that are not there.
pub(super) fn missing(tables: &[MissingTable], is_empty: bool) -> Message {
    let names: Vec<&String> = tables.iter().map(|table| &table.name).collect();
    let message =
        Message::new(format!("the profile fills {}, which this database does not have", ticked_list(&names)));
    let note = |message: Message, table: &MissingTable| match (&table.at, &table.near) {
        (Some(at), Some(near)) => message.note(format!("{at}: `{}`; there is `{near}`", table.name)),
        (Some(at), None) => message.note(format!("{at}: `{}`", table.name)),
        (None, Some(near)) => message.note(format!("`{}`; there is `{near}`", table.name)),
        (None, None) => message,
    };
    let near: Vec<&String> = tables.iter().filter_map(|table| table.near.as_ref()).collect();
    let hint = match near.len() {
        0 if is_empty => "apply the scripts first: `migrate up`".to_owned(),
        0 => "`migrate status` shows whether scripts are to be applied".to_owned(),
        _ => format!("did you mean {}?", ticked_list(&near)),
    };
    tables.iter().fold(message, note).hint(hint)
}

/// Rows of others.
pub(super) fn foreign(tables: &[RowCount]) -> Message {
    let message = Message::new("the tables already contain rows; nothing was changed");
    let note = |message: Message, count: &RowCount| {
        message.note(format!(
            "`{}`: {}, of which {} were seeded{}",
            count.name,
            rows(count.rows),
            grouped(count.seeded),
            if count.scripted > 0 {
                format!(" and {} written by scripts", grouped(count.scripted))
            } else {
                String::new()
            }
        ))
    };
    tables.iter().fold(message, note).hint(
        "seed another database, or empty these tables first; `migrate seed --clear` removes what was seeded",
    )
}
