//! What is wrong with a profile.

use super::grammar::ticked_list;
use crate::model::seed::profile::{ProfileProblem, Why};
use crate::ui::message::Message;

/// The message for one problem.
pub(super) fn message(problem: &ProfileProblem) -> Message {
    let place = &problem.place;
    let say = |what: String| Message::new(format!("`{place}`: {what}"));
    match &problem.why {
        Why::Syntax(why) => say(why.clone()),
        Why::Missing { key } => say(format!("`{key}` is missing")),
        Why::Unknown { key } => say(format!("there is no key `{key}`")).hint("`docs/seed.md` lists the keys"),
        Why::Wanted(what) => say(format!("it is not {what}")),
        Why::NoGenerator => {
            say("it is no generator, or more than one".to_owned()).hint("`docs/seed.md` lists the generators")
        }
        Why::Condition(text) => say(format!("the condition `{text}` is not understood")),
        Why::Together { one, other } => say(format!("`{one}` and `{other}` do not go together")),
        Why::NoSuch { what, name } => say(format!("there is no {what} `{name}`")),
        Why::NoKeyTo { table } => say(format!("it has no foreign key to `{table}`, which `per` needs")),
        Why::Spread { table } => say(format!(
            "the rows of `{table}` are spread over months, and cannot be found by what they belong to"
        )),
        Why::Circle { tables } => say(format!("{} refer to one another in a circle", ticked_list(tables))),
        Why::Selfish => say("it refers to itself".to_owned()),
        Why::NotFilled { key, table } => {
            say(format!("`{key}` leads to `{table}`, which the profile does not fill"))
                .hint("fill that table, too, or let the column be NULL")
        }
        Why::Torn { key } => {
            say(format!("the columns of `{key}` come from rows that need not belong together"))
        }
        Why::Unfit { value, type_name } => say(format!("`{value}` is no value of the type `{type_name}`")),
        Why::TooFew { rows, edges } => say(format!("it has {rows} rows, and {edges} are made by hand")),
        Why::NoPartition { month } => say(format!("there is no partition for {month}")),
        Why::NoValue { type_name, checks } => {
            let message = say(format!("no value of the type `{type_name}` was found that the column takes"));
            checks.iter().fold(message, Message::note).hint("the column needs a line in the profile")
        }
    }
}
