//! Which relations a statement names, and how the server locks them. The rules are those of the server's own code,
//! measured statement by statement on every supported version.
//!
//! Modes weaker than ROW EXCLUSIVE are left out: they stop nobody but who changes a table. So is what the text does not
//! tell: what functions, blocks and triggers do, and what a CASCADE takes with it beside foreign keys.

use super::mention::{Keys, Mention, Reach};
use super::mode::LockMode;
use super::names::NameChange;
use super::statement_effects::{Effects, with_reach};
use super::{alter_table, create, writes};
use crate::model::sql::relation_name::RelationName;
use crate::model::sql::words::Words;

/// Reads a statement. What is not understood tells nothing.
pub(super) fn read(mut words: Words<'_>) -> Effects {
    let mut effects = Effects::default();
    let first = words.lower();
    let all = words;
    words.skip(1);
    match first.as_str() {
        "create" => create::read(words, &mut effects),
        "alter" => alter(words, &mut effects),
        "drop" => drop(words, &mut effects),
        "truncate" => truncate(words, &mut effects),
        "insert" | "update" | "delete" | "merge" | "with" | "explain" | "prepare" => {
            writes::read(all, &mut effects);
        }
        "copy" => copy(words, &mut effects),
        "lock" => lock(words, &mut effects),
        "comment" => comment(words, &mut effects),
        "security" if words.take(&["label"]) && words.take_through(&["on"]) => {
            object(words, &mut effects);
        }
        "cluster" => cluster(words, &mut effects),
        "vacuum" => maintain(words, &mut effects, true),
        "analyze" | "analyse" => maintain(words, &mut effects, false),
        "reindex" => reindex(words, &mut effects),
        "set" => set(words, &mut effects),
        "reset" | "discard" if words.next_are(&["search_path"]) || words.next_are(&["all"]) => {
            effects.changes.push(NameChange::Path);
        }
        // `set_config`, or what a block does.
        "select" | "do" => {
            let is_path = |words: Words<'_>| words.string().is_some_and(|text| text.contains("search_path"));
            if words.everywhere().any(is_path) {
                effects.changes.push(NameChange::Path);
            }
        }
        _ => {}
    }
    effects
}

fn alter(mut words: Words<'_>, effects: &mut Effects) {
    let kind = words.lower();
    words.skip(1);
    match kind.as_str() {
        "table" => alter_table::read(words, effects),
        "index" | "view" | "sequence" => alter_other(words, effects, kind == "index"),
        "materialized" if words.take(&["view"]) => alter_other(words, effects, false),
        "trigger" if words.take_through(&["on"]) => on(words, effects, Reach::Partitions),
        "policy" | "rule" if words.take_through(&["on"]) => on(words, effects, Reach::Alone),
        "publication"
            if ["add", "set", "drop"].into_iter().any(|verb| words.take_through(&[verb, "table"])) =>
        {
            create::published(words, effects);
        }
        _ => {}
    }
}

/// A relation that is no table: only its name matters, and where an index is moved to.
fn alter_other(mut words: Words<'_>, effects: &mut Effects, is_index: bool) {
    words.take(&["if", "exists"]);
    let Some(name) = words.name() else { return };
    if words.take(&["rename", "to"]) {
        if let Some(to) = words.part() {
            effects.changes.push(NameChange::Renamed { to: name.sibling(to), from: name });
        }
    } else if words.take(&["set", "schema"]) {
        if let Some(schema) = words.part() {
            let to = RelationName { schema: Some(schema), name: name.name.clone() };
            effects.changes.push(NameChange::Renamed { from: name, to });
        }
    } else if is_index && words.next_are(&["set", "tablespace"]) {
        effects.mentions.push(whole_index(name));
    }
}

/// ACCESS EXCLUSIVE on an index stops every reader of its table, since plans look at all indexes. An index cannot be
/// locked beforehand, the table can.
fn whole_index(name: RelationName) -> Mention {
    Mention::of_index(name, LockMode::AccessExclusive)
}

/// ACCESS EXCLUSIVE on the table of a trigger, a policy or a rule.
fn on(mut words: Words<'_>, effects: &mut Effects, reach: Reach) {
    if let Some(name) = words.name() {
        effects.lock(name, LockMode::AccessExclusive, reach);
    }
}

fn drop(mut words: Words<'_>, effects: &mut Effects) {
    let mut kind = words.lower();
    words.skip(1);
    if kind == "materialized" || kind == "foreign" {
        kind = words.lower();
        words.skip(1);
    }
    let concurrently = words.take(&["concurrently"]);
    words.take(&["if", "exists"]);
    match kind.as_str() {
        "table" | "view" | "sequence" | "index" => {
            for mut clause in words.clauses() {
                let Some(name) = clause.name() else { continue };
                match kind.as_str() {
                    "table" => effects.mentions.push(dropped(name.clone())),
                    "index" if concurrently => {
                        effects
                            .mentions
                            .push(Mention::of_index(name.clone(), LockMode::ShareUpdateExclusive));
                    }
                    "index" => effects.mentions.push(whole_index(name.clone())),
                    _ => {}
                }
                effects.changes.push(NameChange::Gone(name));
            }
        }
        "trigger" if words.take_through(&["on"]) => on(words, effects, Reach::Partitions),
        "policy" | "rule" if words.take_through(&["on"]) => on(words, effects, Reach::Alone),
        _ => {}
    }
}

fn dropped(name: RelationName) -> Mention {
    let mode = LockMode::AccessExclusive;
    Mention {
        parent: Some(mode),
        referenced: Some(mode),
        referencing: Some(mode),
        ..Mention::of(name, mode).reaching(Reach::Descendants)
    }
}

fn truncate(mut words: Words<'_>, effects: &mut Effects) {
    words.take(&["table"]);
    let cascades = words.have(&["cascade"]);
    for (name, reach) in words.clauses().iter_mut().filter_map(with_reach) {
        let referencing = cascades.then_some(LockMode::AccessExclusive);
        let mention = Mention::of(name, LockMode::AccessExclusive).reaching(reach);
        effects.mentions.push(Mention { keys: Keys::Following, referencing, ..mention });
    }
}

fn copy(mut words: Words<'_>, effects: &mut Effects) {
    words.take(&["binary"]);
    if let Some(name) = words.name()
        && words.have(&["from"])
    {
        effects.lock(name, LockMode::RowExclusive, Reach::Alone);
    }
}

fn lock(mut words: Words<'_>, effects: &mut Effects) {
    words.take(&["table"]);
    let mut mode = words;
    let mode = if mode.take_through(&["in"]) { lock_mode(mode) } else { Some(LockMode::AccessExclusive) };
    let Some(mode) = mode.filter(|mode| *mode >= LockMode::RowExclusive) else { return };
    for (name, reach) in words.clauses().iter_mut().filter_map(with_reach) {
        effects.lock(name, mode, reach);
    }
}

fn lock_mode(mut words: Words<'_>) -> Option<LockMode> {
    let mut written = String::new();
    while !words.is_empty() && !words.next_are(&["mode"]) {
        if !written.is_empty() {
            written.push(' ');
        }
        written.push_str(&words.lower().to_ascii_uppercase());
        words.skip(1);
    }
    LockMode::written(&written)
}

fn comment(mut words: Words<'_>, effects: &mut Effects) {
    if words.take(&["on"]) {
        object(words, effects);
    }
}

/// What a comment or a label is on.
fn object(mut words: Words<'_>, effects: &mut Effects) {
    let kind = words.lower();
    words.skip(1);
    let table = match kind.as_str() {
        "table" => words.name(),
        "column" => words.table_of_column(),
        _ => None,
    };
    if let Some(table) = table {
        effects.lock(table, LockMode::ShareUpdateExclusive, Reach::Alone);
    }
}

fn cluster(mut words: Words<'_>, effects: &mut Effects) {
    words.take_group();
    words.take(&["verbose"]);
    let Some(name) = words.name() else { return };
    // `CLUSTER index ON table`, as it was written long ago.
    let name = if words.take(&["on"]) { words.name() } else { Some(name) };
    if let Some(name) = name {
        effects.lock(name, LockMode::AccessExclusive, Reach::Partitions);
    }
}

fn maintain(mut words: Words<'_>, effects: &mut Effects, is_vacuum: bool) {
    let options = words.take_group();
    let mut full = options.is_some_and(|options| options.have(&["full"]));
    loop {
        if words.take(&["full"]) {
            full = true;
        } else if !words.take_any(&["freeze", "verbose", "analyze", "analyse"]) {
            break;
        }
    }
    let mode = if full && is_vacuum { LockMode::AccessExclusive } else { LockMode::ShareUpdateExclusive };
    for (name, reach) in words.clauses().iter_mut().filter_map(with_reach) {
        effects.lock(name, mode, reach);
    }
}

fn reindex(mut words: Words<'_>, effects: &mut Effects) {
    let options = words.take_group();
    let kind = words.lower();
    words.skip(1);
    let concurrently =
        words.take(&["concurrently"]) || options.is_some_and(|options| options.have(&["concurrently"]));
    let mode = if concurrently { LockMode::ShareUpdateExclusive } else { LockMode::AccessExclusive };
    let Some(name) = words.name() else { return };
    match kind.as_str() {
        "index" => effects.mentions.push(Mention::of_index(name, mode)),
        // It is the indexes that are locked so: see `whole_index`.
        "table" => effects.lock(name, mode, Reach::Partitions),
        _ => {}
    }
}

fn set(mut words: Words<'_>, effects: &mut Effects) {
    words.take_any(&["session", "local"]);
    if words.next_are(&["search_path"]) || words.next_are(&["schema"]) {
        effects.changes.push(NameChange::Path);
    }
}
