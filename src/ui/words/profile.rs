//! What is wrong with a profile.

use super::grammar::ticked_list;
use crate::model::seed::profile::{ProfileProblem, Why};
use crate::ui::message::Message;

/// The message for one problem.
pub(super) fn message(problem: &ProfileProblem) -> Message {
    let place = &problem.place;
    let say = |what: String| match &problem.at {
        Some(at) => Message::new(format!("{at}: `{place}`: {what}")),
        None => Message::new(format!("`{place}`: {what}")),
    };
    let message = match &problem.why {
        Why::Syntax(why) => say(why.clone()),
        Why::Missing { key } => say(format!("`{key}` is missing")),
        Why::Unknown { key } => say(format!("unknown key `{key}`")).hint("`docs/seed.md` lists the keys"),
        Why::Wanted(what) => say(format!("it is not {what}")),
        Why::NoGenerator => {
            say("it is not exactly one generator".to_owned()).hint("`docs/seed.md` lists the generators")
        }
        Why::Condition(text) => say(format!("the condition `{text}` cannot be parsed")),
        Why::Together { first, second } => say(format!("`{first}` and `{second}` cannot be combined")),
        Why::NoSuch { what, name } => say(format!("there is no {what} `{name}`")),
        Why::NoKeyTo { table } => say(format!("it has no foreign key to `{table}`, which `per` needs")),
        Why::Spread { table } => say(format!(
            "the rows of `{table}` are spread over months and cannot be looked up by their parent row"
        )),
        Why::Circle { tables } => say(format!("{} reference one another in a cycle", ticked_list(tables))),
        Why::Selfish => say("it references itself".to_owned()),
        Why::NotFilled { key, table } => {
            say(format!("`{key}` references `{table}`, which the profile does not fill"))
                .hint("fill that table as well, or let the column be NULL")
        }
        Why::Torn { key } => {
            say(format!("the columns of `{key}` are taken from rows that may not belong together"))
        }
        Why::Unfit { value, type_name } => say(format!("`{value}` is not a value of type `{type_name}`")),
        Why::TooFew { rows, edges } => say(format!("it has {rows} rows, but the edge cases need {edges}")),
        Why::TooMany { rows, most, key, columns } => say(format!(
            "{rows} rows are too many: `{key}` has room for {most}, since {} takes no more values",
            ticked_list(columns)
        ))
        .hint(format!("`rows = {most}`")),
        Why::NoPartition { month } => say(format!("there is no partition for {month}")),
        Why::Tied { columns, rules } => {
            let message = say(format!("no values were found that {} take together", ticked_list(columns)));
            let note =
                |message: Message, (name, rule): &(String, String)| message.note(format!("`{name}`: {rule}"));
            let line: Vec<String> = columns.iter().map(|column| format!("{column} = ..")).collect();
            rules.iter().fold(message, note).hint(format!(
                "write in the profile, below `[{place}.columns]`: {}",
                ticked_list(line.as_slice())
            ))
        }
        Why::Broken { rules } => {
            let names: Vec<&String> = rules.iter().map(|(name, _)| name).collect();
            let message = say(format!("rows as the profile makes them break {}", ticked_list(&names)));
            let note =
                |message: Message, (name, rule): &(String, String)| message.note(format!("`{name}`: {rule}"));
            rules.iter().fold(message, note).hint("let the profile write other values")
        }
        Why::Refused { why } => say(format!("the server takes no row as the profile makes it: {why}")),
        Why::NoValue { type_name, checks } => {
            let message = say(format!("no value of type `{type_name}` was found that the column accepts"));
            let (table, column) = place.rsplit_once(".columns.").unwrap_or((place, "column"));
            checks.iter().fold(message, Message::note).hint(format!(
                "write in the profile, below `[{table}.columns]`: `{column} = \"..\"`, and what it holds"
            ))
        }
    };
    match &problem.near {
        Some(near) => message.hint(format!("did you mean `{near}`?")),
        None => message,
    }
}
