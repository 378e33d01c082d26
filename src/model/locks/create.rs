//! What CREATE locks: what a new relation is part of, or is tied to.

use super::mention::{Mention, Reach};
use super::mode::LockMode;
use super::names::NameChange;
use super::statement_effects::{Effects, with_reach};
use super::writes;
use crate::model::sql::quote::unquoted_text;
use crate::model::sql::relation_name::RelationName;
use crate::model::sql::tokens::tokens;
use crate::model::sql::words::{Word, Words};

/// Reads what stands behind CREATE.
pub(super) fn read(mut words: Words<'_>, effects: &mut Effects) {
    words.take(&["or", "replace"]);
    while words.take_any(&[
        "global",
        "local",
        "temp",
        "temporary",
        "unlogged",
        "foreign",
        "recursive",
        "constraint",
        "unique",
        "materialized",
    ]) {}
    let kind = words.lower();
    words.skip(1);
    match kind.as_str() {
        "table" => table(words, effects),
        "index" => index(words, effects),
        "view" | "sequence" => {
            if let Some(name) = made(&mut words) {
                effects.changes.push(NameChange::Made(name));
            }
        }
        "trigger" if words.take_through(&["on"]) => {
            if let Some(name) = words.name() {
                let each_row = words.have(&["each", "row"]) || words.have(&["for", "row"]);
                let reach = if each_row { Reach::Partitions } else { Reach::Alone };
                effects.lock(name, LockMode::ShareRowExclusive, reach);
            }
        }
        "policy" if words.take_through(&["on"]) => {
            if let Some(name) = words.name() {
                effects.lock(name, LockMode::AccessExclusive, Reach::Alone);
            }
        }
        "rule" if words.take_through(&["to"]) => {
            if let Some(name) = words.name() {
                effects.lock(name, LockMode::AccessExclusive, Reach::Alone);
            }
            writes::read(words, effects);
        }
        "statistics" if words.take_through(&["from"]) => {
            if let Some((name, _)) = with_reach(&mut words) {
                effects.lock(name, LockMode::ShareUpdateExclusive, Reach::Alone);
            }
        }
        "publication" if words.take_through(&["for", "table"]) => published(words, effects),
        "function" | "procedure" => body(words, effects),
        "schema" => effects.references(words),
        _ => {}
    }
}

/// The name of what is new; `None` where there may be one already.
fn made(words: &mut Words<'_>) -> Option<RelationName> {
    let perhaps = words.take(&["if", "not", "exists"]);
    words.name().filter(|_| !perhaps)
}

fn table(mut words: Words<'_>, effects: &mut Effects) {
    let perhaps = words.take(&["if", "not", "exists"]);
    let Some(name) = words.name() else { return };
    if words.take(&["partition", "of"])
        && let Some(parent) = words.name()
    {
        let exclusive = LockMode::AccessExclusive;
        effects.mentions.push(Mention {
            default_partition: Some(exclusive),
            referenced: Some(LockMode::ShareRowExclusive),
            referencing: Some(LockMode::ShareRowExclusive),
            ..Mention::of(parent, exclusive)
        });
    }
    effects.references(words);
    if words.take_through(&["inherits"])
        && let Some(parents) = words.take_group()
    {
        for mut parent in parents.clauses() {
            if let Some(parent) = parent.name() {
                effects.lock(parent, LockMode::ShareUpdateExclusive, Reach::Alone);
            }
        }
    }
    if !perhaps {
        effects.changes.push(NameChange::Made(name));
    }
}

fn index(mut words: Words<'_>, effects: &mut Effects) {
    let concurrently = words.take(&["concurrently"]);
    let perhaps = words.take(&["if", "not", "exists"]);
    let index = if words.next_are(&["on"]) { None } else { words.part() };
    if !words.take(&["on"]) {
        return;
    }
    let Some((table, reach)) = with_reach(&mut words) else { return };
    if let Some(index) = index.filter(|_| !perhaps) {
        effects.changes.push(NameChange::Made(table.sibling(index)));
    }
    let mode = if concurrently { LockMode::ShareUpdateExclusive } else { LockMode::Share };
    let reach = if reach == Reach::Alone { reach } else { Reach::Partitions };
    effects.lock(table, mode, reach);
}

/// The tables of a publication.
pub(super) fn published(words: Words<'_>, effects: &mut Effects) {
    for mut clause in words.clauses() {
        clause.take(&["table"]);
        if clause.next_are(&["tables", "in", "schema"]) {
            continue;
        }
        if let Some((name, reach)) = with_reach(&mut clause) {
            effects.lock(name, LockMode::ShareUpdateExclusive, reach);
        }
    }
}

/// The server looks at what a body in SQL writes to, and locks that.
fn body(mut words: Words<'_>, effects: &mut Effects) {
    if words.take_through(&["begin", "atomic"]) {
        writes::read(words, effects);
    } else if words.have(&["language", "sql"])
        && words.take_through(&["as"])
        && let Some(text) = words.string().and_then(unquoted_text)
    {
        let tokens: Vec<Word> = tokens(&text).filter_map(|(kind, range)| Word::of(kind, &range)).collect();
        writes::read(Words::new(&text, &tokens), effects);
    }
}
