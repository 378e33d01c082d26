//! What differs between two schemas, as objects: what came, what went, which aspect changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bundled::BundledDifference;
use super::{Aspects, COLUMNS, Fingerprint, PART_OF, Tie};
use crate::model::outcome::code::codes;

/// From one schema to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Diff {
    /// In the order of the objects' names.
    pub(crate) differences: Vec<Difference>,
    /// Tables whose columns are the same and stand in another order.
    pub(crate) moved: Vec<ReorderedColumns>,
}

/// One object that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) object: String,
    pub(crate) change: Change,
    /// How many objects came, went or changed with it, and are not told for themselves.
    pub(crate) with_it: usize,
}

/// How an object differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    Added,
    Removed,
    Changed(Vec<AspectChange>),
}

/// One aspect; `None` where it is as usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AspectChange {
    pub(crate) aspect: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// A relation whose columns changed places; gaps left by dropped columns do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReorderedColumns {
    pub(crate) object: String,
    /// The columns that are in both, in the order of each.
    pub(crate) before: Vec<String>,
    pub(crate) after: Vec<String>,
}

impl Diff {
    /// What has to happen to the first for it to become the second.
    pub(crate) fn between(before: &Fingerprint, after: &Fingerprint) -> Self {
        let mut changes: BTreeMap<&str, Change> = BTreeMap::new();
        let mut moved = Vec::new();
        for (object, old) in &before.objects {
            match after.objects.get(object) {
                None => drop(changes.insert(object, Change::Removed)),
                Some(new) => {
                    moved.extend(places(object, old, new));
                    let aspects = aspects(old, new);
                    if !aspects.is_empty() {
                        changes.insert(object, Change::Changed(aspects));
                    }
                }
            }
        }
        for object in after.objects.keys().filter(|object| !before.objects.contains_key(*object)) {
            changes.insert(object, Change::Added);
        }
        let mut differences = fold(&changes, before, after);
        if let (Some(old), Some(new)) = (&before.bundled, &after.bundled)
            && !Arc::ptr_eq(old, new)
        {
            // What an extension took in or let go is reported as that already.
            let more = old.differences(new).into_iter();
            differences.extend(
                more.filter(|more| !changes.contains_key(more.object.as_str())).map(Difference::bundled),
            );
            differences.sort_by(|left, right| left.object.cmp(&right.object));
        }
        Self { differences, moved }
    }

    /// Whether the schemas are the same but for the places of columns.
    pub(crate) fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }
}

impl Difference {
    /// Of what the server or an extension brought along.
    fn bundled(bundled: BundledDifference<'_>) -> Self {
        let change = match (bundled.before, bundled.after) {
            (Some(old), Some(new)) => {
                let mut aspects = aspects(&old.aspects, &new.aspects);
                // Nobody wrote it, and it lost something nevertheless: its comment, which nobody can read any more.
                if aspects.is_empty() {
                    aspects.push(AspectChange { aspect: "comment".to_owned(), before: None, after: None });
                }
                Change::Changed(aspects)
            }
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
        };
        Self { object: bundled.object.clone(), change, with_it: 0 }
    }
}

impl Change {
    /// The word for it.
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed(_) => "changed",
        }
    }

    /// Whether an object that differs in this way does so because another one does in the other.
    fn follows(&self, cause: &Self, tie: Tie) -> bool {
        match (self, cause) {
            (Self::Added, Self::Added) | (Self::Removed, Self::Removed) => true,
            (Self::Changed(own), Self::Changed(others)) => match tie {
                // A column of a partition has what the column of the table has.
                Tie::Part => own.iter().all(|change| others.contains(change)),
                // Who owns a table owns its sequences; what is inherited says so from the moment on.
                Tie::Relation => own.iter().all(|change| match change.aspect.as_str() {
                    "owner" => others.contains(change),
                    PART_OF | "inherited" | "attached to" => others
                        .iter()
                        .any(|cause| ["partition of", "inherits"].contains(&cause.aspect.as_str())),
                    _ => false,
                }),
                Tie::Schema => false,
            },
            _ => false,
        }
    }
}

fn aspects(old: &Aspects, new: &Aspects) -> Vec<AspectChange> {
    if old == new {
        return Vec::new();
    }
    let names: BTreeSet<&str> = old.iter().chain(new.iter()).map(|(name, _)| name.as_ref()).collect();
    names
        .into_iter()
        .filter(|name| *name != COLUMNS && old.get(name) != new.get(name))
        .map(|name| AspectChange {
            aspect: name.to_owned(),
            before: old.get(name).cloned(),
            after: new.get(name).cloned(),
        })
        .collect()
}

fn places(object: &str, old: &Aspects, new: &Aspects) -> Option<ReorderedColumns> {
    let (old, new) = (old.get(COLUMNS)?, new.get(COLUMNS)?);
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let common = |these: &[&str], those: &[&str]| -> Vec<String> {
        these.iter().filter(|name| those.contains(name)).map(|name| (*name).to_owned()).collect()
    };
    let (before, after) = (common(&old, &new), common(&new, &old));
    (before != after).then(|| ReorderedColumns { object: object.to_owned(), before, after })
}

/// Leaves out what came, went or changed with something else that is reported.
fn fold(changes: &BTreeMap<&str, Change>, before: &Fingerprint, after: &Fingerprint) -> Vec<Difference> {
    let mut with: BTreeMap<&str, usize> = BTreeMap::new();
    let mut reported: Vec<(&str, &Change)> = Vec::new();
    for (object, change) in changes {
        let side = if *change == Change::Removed { before } else { after };
        match leader(object, change, changes, side) {
            Some(leader) => *with.entry(leader).or_default() += 1,
            None => reported.push((object, change)),
        }
    }
    reported
        .into_iter()
        .map(|(object, change)| Difference {
            object: object.to_owned(),
            change: change.clone(),
            with_it: with.get(object).copied().unwrap_or_default(),
        })
        .collect()
}

/// The topmost object that explains a change; `None` where it stands for itself.
fn leader<'a>(
    object: &str,
    change: &Change,
    changes: &BTreeMap<&'a str, Change>,
    side: &Fingerprint,
) -> Option<&'a str> {
    let mut top = None;
    let mut seen = BTreeSet::new();
    let mut open = side.parents(object);
    while let Some((tie, parent)) = open.pop() {
        // No circle of parents is gone round twice.
        if !seen.insert(parent.clone()) {
            continue;
        }
        if let Some((name, theirs)) = changes.get_key_value(parent.as_str())
            && change.follows(theirs, tie)
        {
            top = Some(*name);
            open.clear();
        }
        open.extend(side.parents(&parent));
    }
    top
}

codes!(ReorderedColumns {
    Self { .. } => "columns-moved" Done "the same columns in another order; a warning",
});

codes!(Change {
    Self::Added => "object-added" NotWanted "an object is there that should not be: `drift` (3), `snapshot --check` (3), `roundtrip` (1)",
    Self::Removed => "object-removed" NotWanted "an object is gone: `drift` (3), `snapshot --check` (3), `roundtrip` (1)",
    Self::Changed(_) => "object-changed" NotWanted "an object is not as it was: `drift` (3), `snapshot --check` (3), `roundtrip` (1)",
});
