//! What ALTER TABLE locks, by its sub-commands: `AlterTableGetLockLevel` in the server's code, and where each of them
//! goes from the table.

use super::mention::{Keys, Mention, Reach};
use super::mode::LockMode;
use super::names::NameChange;
use super::statement_effects::Effects;
use crate::model::sql::relation_name::RelationName;
use crate::model::sql::words::{Sign, Words};

/// What a sub-command needs of the table itself.
struct Need {
    mode: LockMode,
    reach: Reach,
}

const fn need(mode: LockMode, reach: Reach) -> Need {
    Need { mode, reach }
}

const ALONE: Need = need(LockMode::AccessExclusive, Reach::Alone);
const DESCENDANTS: Need = need(LockMode::AccessExclusive, Reach::Descendants);
const MILD: Need = need(LockMode::ShareUpdateExclusive, Reach::Alone);
const MILD_DESCENDANTS: Need = need(LockMode::ShareUpdateExclusive, Reach::Descendants);

/// Reads what stands behind ALTER TABLE.
pub(super) fn read(mut words: Words<'_>, effects: &mut Effects) {
    words.take(&["if", "exists"]);
    let only = words.take(&["only"]);
    if words.next_are(&["all", "in"]) {
        return;
    }
    let Some(name) = words.name() else { return };
    words.take_sign(Sign::Star);
    let at = effects.mentions.len();
    // One mode for all of a statement's sub-commands, wherever it takes them.
    let mut whole: Option<Need> = None;
    for clause in words.clauses() {
        let this = action(clause, &name, effects);
        whole = Some(match whole {
            Some(known) => need(known.mode.max(this.mode), known.reach.max(this.reach)),
            None => this,
        });
    }
    let whole = whole.unwrap_or(ALONE);
    // The same table with the keys that a sub-command drops.
    for mention in effects.mentions[at..].iter_mut().filter(|mention| mention.name == name) {
        mention.mode = mention.mode.max(whole.mode);
    }
    let reach = if only { Reach::Alone } else { whole.reach };
    effects.mentions.insert(at, Mention::of(name, whole.mode).reaching(reach));
}

fn action(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    let verb = words.lower();
    words.skip(1);
    match verb.as_str() {
        "add" => {
            effects.references(words);
            add(words)
        }
        "drop" => drop(words, table, effects),
        "alter" if words.take(&["constraint"]) => alter_constraint(words, table, effects),
        "alter" => column(words, table, effects),
        "validate" if words.take(&["constraint"]) => constraint(words, table, effects, MILD),
        "enable" | "disable" => {
            words.take_any(&["always", "replica"]);
            if words.next_are(&["trigger"]) {
                need(LockMode::ShareRowExclusive, Reach::Partitions)
            } else {
                ALONE
            }
        }
        "cluster" | "reset" => MILD,
        "set" => set(words, table, effects),
        "inherit" => {
            inherit(words, effects);
            ALONE
        }
        "rename" => rename(words, table, effects),
        "attach" if words.take(&["partition"]) => attach(words, table, effects),
        "detach" if words.take(&["partition"]) => detach(words, table, effects),
        "split" | "merge" => DESCENDANTS,
        _ => ALONE,
    }
}

/// From 18 on every constraint takes the descendants with it, inherited or not.
fn add(mut words: Words<'_>) -> Need {
    if words.take(&["constraint"]) {
        words.part();
    }
    if words.next_are(&["foreign", "key"]) {
        need(LockMode::ShareRowExclusive, Reach::Descendants)
    } else {
        DESCENDANTS
    }
}

fn drop(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    let is_constraint = words.take(&["constraint"]);
    words.take(&["column"]);
    words.take(&["if", "exists"]);
    if is_constraint {
        let need = constraint(words, table, effects, ALONE);
        if let Some(last) = effects.mentions.last_mut() {
            (last.referenced, last.referencing) = (Some(need.mode), Some(need.mode));
        }
        return need;
    }
    keys_of_column(words, table, effects);
    DESCENDANTS
}

/// A sub-command about a constraint: whether that is inherited decides how far it goes.
fn constraint(mut words: Words<'_>, table: &RelationName, effects: &mut Effects, need: Need) -> Need {
    if let Some(name) = words.part() {
        let mention = Mention::of(table.clone(), need.mode).reaching(Reach::Descendants);
        effects.mentions.push(Mention { keys: Keys::Constraint(name), ..mention });
    }
    need
}

fn alter_constraint(words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    let need = constraint(words, table, effects, ALONE);
    // The triggers on the other table come or go.
    if words.have(&["enforced"])
        && let Some(last) = effects.mentions.last_mut()
    {
        last.referenced = Some(need.mode);
    }
    need
}

/// Foreign keys with a column are dropped, or made again.
fn keys_of_column(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) {
    if let Some(column) = words.part() {
        let mode = LockMode::AccessExclusive;
        effects.mentions.push(Mention {
            keys: Keys::Column(column),
            referenced: Some(mode),
            referencing: Some(mode),
            ..Mention::of(table.clone(), mode).reaching(Reach::Descendants)
        });
    }
}

fn column(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    words.take(&["column"]);
    let name = words;
    words.skip(1);
    if words.next_are(&["type"]) || words.next_are(&["set", "data"]) {
        keys_of_column(name, table, effects);
        return DESCENDANTS;
    }
    if words.next_are(&["set", "compression"]) {
        return ALONE;
    }
    if words.next_are(&["set", "statistics"]) {
        return MILD_DESCENDANTS;
    }
    let mut options = words;
    if options.take_any(&["set", "reset"]) && options.next_is(Sign::Open) {
        return MILD;
    }
    DESCENDANTS
}

fn set(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    if let Some(options) = words.take_group() {
        return if options.have(&["user_catalog_table"]) { ALONE } else { MILD };
    }
    if words.take(&["schema"])
        && let Some(schema) = words.part()
    {
        let to = RelationName { schema: Some(schema), name: table.name.clone() };
        effects.changes.push(NameChange::Renamed { from: table.clone(), to });
    }
    if words.next_are(&["without", "cluster"]) { MILD } else { ALONE }
}

fn inherit(mut words: Words<'_>, effects: &mut Effects) {
    if let Some(parent) = words.name() {
        effects.lock(parent, LockMode::ShareUpdateExclusive, Reach::Alone);
    }
}

fn rename(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    if words.take(&["to"]) {
        if let Some(to) = words.part() {
            effects.changes.push(NameChange::Renamed { from: table.clone(), to: table.sibling(to) });
        }
        ALONE
    } else if words.take(&["constraint"]) {
        if let Some(name) = words.part() {
            let mention = Mention::of(table.clone(), LockMode::AccessExclusive).reaching(Reach::Descendants);
            effects.mentions.push(Mention { keys: Keys::Renamed(name), ..mention });
        }
        ALONE
    } else {
        DESCENDANTS
    }
}

fn attach(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    if let Some(partition) = words.name() {
        let exclusive = LockMode::AccessExclusive;
        effects.mentions.push(Mention {
            default_partition: Some(exclusive),
            referenced: Some(LockMode::ShareRowExclusive),
            referencing: Some(LockMode::ShareRowExclusive),
            ..Mention::of(table.clone(), LockMode::ShareUpdateExclusive)
        });
        effects.lock(partition, exclusive, Reach::Descendants);
    }
    MILD
}

fn detach(mut words: Words<'_>, table: &RelationName, effects: &mut Effects) -> Need {
    let Some(partition) = words.name() else { return ALONE };
    let mode = if words.take_any(&["concurrently", "finalize"]) {
        LockMode::ShareUpdateExclusive
    } else {
        LockMode::AccessExclusive
    };
    let exclusive = LockMode::AccessExclusive;
    effects.mentions.push(Mention { default_partition: Some(exclusive), ..Mention::of(table.clone(), mode) });
    effects.mentions.push(Mention {
        referenced: Some(LockMode::ShareRowExclusive),
        referencing: Some(exclusive),
        ..Mention::of(partition, exclusive).reaching(Reach::Descendants)
    });
    need(mode, Reach::Alone)
}
