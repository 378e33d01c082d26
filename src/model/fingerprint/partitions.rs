//! Partitions that come and go with time: compared by their shape, not by which of them exist.

use std::collections::BTreeMap;

use super::aspects::{ATTACHED, BOUND, PARENT};
use super::managed::Managed;
use super::{Aspects, Fingerprint};
use crate::model::partitions::marker::Marker;
use crate::model::sql::quote::last_outside_quotes;

/// Stands for the partition's own name.
pub(super) const HERE: &str = "\u{1}";

/// A table and its dependents.
pub(super) type Objects = BTreeMap<String, Aspects>;

/// The objects of a partition without its name and bounds, and the name that each really has.
pub(super) type Shape = BTreeMap<String, (String, Aspects)>;

/// Leaves of the partitions of managed tables only those in both that are in another shape than every partition
/// that was expected; what was expected is then the nearest one. Retired partitions are left out as well.
pub(crate) fn settle(expected: &mut Fingerprint, actual: &mut Fingerprint, managed: &Managed) {
    let wanted = take(expected, &|aspects| is_partition(aspects, managed));
    let shapes = take(actual, &|aspects| is_partition(aspects, managed) || is_retired(aspects, managed));
    let is_attached =
        |shape: &&Shape| shape.get("table").is_none_or(|(_, table)| table.get(PARENT).is_some());
    for shape in shapes.iter().filter(is_attached) {
        let same_table = |candidate: &&Shape| parent(candidate) == parent(shape);
        let Some(nearest) =
            wanted.iter().filter(same_table).min_by_key(|candidate| distance(candidate, shape))
        else {
            continue;
        };
        if distance(nearest, shape) > 0 {
            put(actual, shape, None);
            put(expected, nearest, Some(shape));
        }
    }
}

/// Whether a table is a partition of a managed one.
pub(super) fn is_partition(aspects: &Aspects, managed: &Managed) -> bool {
    aspects.get(PARENT).is_some_and(|parent| managed.holds_quoted(parent))
}

/// Whether a table was a partition of a managed one, and bears the mark of that.
pub(super) fn is_retired(aspects: &Aspects, managed: &Managed) -> bool {
    let mark = aspects.get("comment").and_then(|comment| Marker::read(comment));
    mark.is_some_and(|mark| managed.holds(&mark.parent))
}

/// The table that it is a partition of.
pub(super) fn parent(shape: &Shape) -> Option<&String> {
    shape.get("table")?.1.get(PARENT)
}

/// How many objects are not alike.
fn distance(left: &Shape, right: &Shape) -> usize {
    let aspects = |shape: &Shape, key: &str| shape.get(key).map(|(_, aspects)| without_bound(aspects));
    let unlike = left.keys().filter(|key| aspects(left, key) != aspects(right, key)).count();
    unlike + right.keys().filter(|key| !left.contains_key(*key)).count()
}

fn without_bound(aspects: &Aspects) -> Aspects {
    aspects
        .iter()
        .filter(|(name, _)| name.as_ref() != BOUND)
        .map(|(name, text)| (name.clone(), text.clone()))
        .collect()
}

/// Takes tables and their dependents out of a schema: their shapes.
pub(super) fn take(from: &mut Fingerprint, is_meant: &dyn Fn(&Aspects) -> bool) -> Vec<Shape> {
    let shape = |(table, objects): (String, Objects)| {
        let objects = objects.into_iter().map(|(object, aspects)| {
            let (key, aspects) = abstracted(&object, aspects, &table);
            (key, (object, aspects))
        });
        objects.collect()
    };
    take_whole(from, is_meant).into_iter().map(shape).collect()
}

/// The same as they are, by the tables' quoted names.
pub(super) fn take_whole(
    from: &mut Fingerprint,
    is_meant: &dyn Fn(&Aspects) -> bool,
) -> BTreeMap<String, Objects> {
    let tables = from.objects.iter().filter(|(_, aspects)| is_meant(aspects));
    let tables = tables.filter_map(|(object, _)| object.strip_prefix("table "));
    let mut taken: BTreeMap<String, Objects> =
        tables.map(|table| (table.to_owned(), Objects::new())).collect();
    if taken.is_empty() {
        return taken;
    }
    let objects: Vec<(String, String)> = from
        .objects
        .keys()
        .filter_map(|object| {
            let table = match object.strip_prefix("table ") {
                Some(table) => table.to_owned(),
                None => from.relation_of(object)?,
            };
            taken.contains_key(&table).then(|| (object.clone(), table))
        })
        .collect();
    for (object, table) in objects {
        if let Some(aspects) = from.objects.remove(&object) {
            taken.entry(table).or_default().insert(object, aspects);
        }
    }
    taken
}

/// An object of a partition without the partition's name, under a key that it has on every partition.
fn abstracted(object: &str, aspects: Aspects, table: &str) -> (String, Aspects) {
    let bare = last_outside_quotes(table, ".").map_or(table, |at| &table[at + 1..]).trim_matches('"');
    let plain = |text: &str| text.replace(bare, HERE);
    if object.strip_prefix("table ") == Some(table) {
        let plain = aspects.into_iter().map(|(name, text)| {
            let text = if [BOUND, PARENT].contains(&name.as_ref()) { text } else { plain(&text) };
            (name, text)
        });
        return ("table".to_owned(), plain.collect());
    }
    let kind = object.split(' ').next().unwrap_or_default();
    // What belongs to an object of the parent table may have any name.
    let owner = aspects.get(ATTACHED).or_else(|| aspects.get(super::PART_OF)).filter(|_| kind != "column");
    let key = owner.map_or_else(|| plain(object), |owner| format!("{kind} of {owner}"));
    let own = owner.and(object.strip_prefix("index ")).and_then(|name| name.rsplit('.').next());
    let aspects = aspects.iter().map(|(name, text)| {
        let text = match own {
            Some(own) if name.as_ref() == "definition" => plain(&text.replacen(own, HERE, 1)),
            Some(_) if name.as_ref() == super::PART_OF => String::new(),
            _ => plain(text),
        };
        (name.clone(), text)
    });
    (key, aspects.collect())
}

/// Puts a partition back. With `like`, under the names of that one.
fn put(into: &mut Fingerprint, shape: &Shape, like: Option<&Shape>) {
    let table = like.unwrap_or(shape).get("table");
    let Some((table, bound)) = table.map(|(object, table)| (object, table.get(BOUND))) else { return };
    let bare =
        last_outside_quotes(table, ".").map_or(table.as_str(), |at| &table[at + 1..]).trim_matches('"');
    for (key, (object, aspects)) in shape {
        let object = match like.map(|like| like.get(key)) {
            None => object.clone(),
            Some(Some((object, _))) => object.clone(),
            // A name of its own says which partition it was of.
            Some(None) if key.contains(HERE) => key.replace(HERE, bare),
            Some(None) => format!("{key} for {}", table.trim_start_matches("table ")),
        };
        let mut aspects: Aspects =
            aspects.iter().map(|(name, text)| (name.clone(), text.replace(HERE, bare))).collect();
        if let (Some(bound), true) = (bound, key == "table") {
            aspects.insert(BOUND, bound.clone());
        }
        into.objects.insert(object, aspects);
    }
}
