//! Messages about keys that are there already when rows are seeded.

use super::grammar::{ticked_list, when};
use crate::model::seed::refusal::{EarlierRun, SeedRefusal as S, TakenKey};
use crate::ui::message::Message;

/// The message for a key that an earlier seeding wrote, or the profile twice.
pub(super) fn message(why: &S) -> Message {
    match why {
        S::RowsThere(taken) => {
            let TakenKey { table, columns, value, runs, is_same, other_seed } = &**taken;
            let first = match runs.first().filter(|_| *is_same) {
                Some(EarlierRun { profile, seed, .. }) => {
                    format!(
                        "the rows of profile `{profile}` with seed {seed} are there already; nothing was written"
                    )
                }
                None => {
                    format!("`{table}` has a row with the same {} already; nothing was written", key(columns))
                }
            };
            let message = Message::new(first).note(row(table, columns, value));
            let message = runs.iter().fold(message, |message, EarlierRun { profile, seed, started }| {
                message.note(format!("profile `{profile}` with seed {seed} was seeded {}", when(started)))
            });
            message.hint(match (other_seed, is_same) {
                (Some(seed), _) => format!(
                    "`migrate seed --clear` removes them; `--seed {seed}` writes other rows beside them"
                ),
                (None, true) => {
                    "`migrate seed --clear` removes them; another seed alone would write some of the same keys".to_owned()
                }
                (None, false) => format!(
                    "`migrate seed --clear` removes what was seeded; or let the profile write other values of {}",
                    key(columns)
                ),
            })
        }
        S::ProfileRepeats { table, columns, value, is_begun } => {
            Message::new(format!("the profile writes the same {} twice", key(columns)))
                .note(row(table, columns, value))
                .hint(format!(
                    "{}let {} vary more, with `{{n}}` in a text for example",
                    if *is_begun { "`migrate seed --clear`, then " } else { "" },
                    key(columns)
                ))
        }
        _ => Message::default(),
    }
}

fn key(columns: &[String]) -> String {
    if columns.is_empty() { "key".to_owned() } else { ticked_list(columns) }
}

fn row(table: &str, columns: &[String], value: &str) -> String {
    if columns.is_empty() {
        return format!("in `{table}`");
    }
    format!("in `{table}`: ({}) = ({value})", columns.join(", "))
}
