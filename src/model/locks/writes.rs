//! The tables that a statement writes rows to, wherever in it: at its start, in a WITH, in the body of a rule or of a
//! function of standard SQL.

use super::mention::{Keys, Mention, Reach};
use super::mode::LockMode;
use super::statement_effects::{Effects, with_reach};
use crate::model::sql::words::{Sign, Words};

/// Reads all of a statement, or its body.
pub(super) fn read(words: Words<'_>, effects: &mut Effects) {
    // At the start, and behind what another statement can follow.
    let mut is_start = true;
    for rest in words.everywhere() {
        if is_start {
            write(rest, effects);
        }
        is_start = rest.next_is(Sign::Open)
            || rest.next_is(Sign::Close)
            || rest.next_is(Sign::Semicolon)
            || FRONT.iter().any(|word| rest.next_are(&[word]));
    }
}

/// Words that a statement can follow. Behind a parenthesis it is the one that a WITH belongs to.
const FRONT: [&str; 8] = ["as", "do", "also", "instead", "explain", "analyze", "verbose", "atomic"];

fn write(mut words: Words<'_>, effects: &mut Effects) {
    let mode = LockMode::RowExclusive;
    if words.take(&["insert", "into"]) {
        // Which partitions take the rows, the rows decide.
        if let Some(name) = words.name() {
            effects.lock(name, mode, Reach::Alone);
        }
    } else if words.take(&["merge", "into"]) {
        if let Some((name, reach)) = with_reach(&mut words) {
            effects.lock(name, mode, reach);
        }
    } else if words.take(&["delete", "from"]) {
        if let Some((name, reach)) = with_reach(&mut words) {
            let mention = Mention::of(name, mode).reaching(reach);
            effects.mentions.push(Mention { keys: Keys::Deleting, referencing: Some(mode), ..mention });
        }
    } else if words.take(&["update"])
        && !words.next_are(&["set"])
        && let Some((name, reach)) = with_reach(&mut words)
        && sets(words)
    {
        effects.lock(name, mode, reach);
    }
}

/// Whether SET comes next, perhaps behind another name of the table.
fn sets(mut words: Words<'_>) -> bool {
    words.take_sign(Sign::Close);
    words.take_sign(Sign::Star);
    words.take(&["as"]);
    words.next_are(&["set"]) || words.part().is_some() && words.next_are(&["set"])
}
