//! Partitions that have nothing of their own: left out of a schema, which is then the same in every month.

use std::collections::BTreeMap;

use super::aspects::{ATTACHED, BOUND, PARENT};
use super::managed::Managed;
use super::partitions::{Objects, is_partition, is_retired, take_whole};
use super::{Aspects, Fingerprint, ON, PART_OF};
use crate::model::sql::quote::last_outside_quotes;

/// Aspects that an object has because it is a partition's.
const LINEAGE: [&str; 6] = [PARENT, BOUND, PART_OF, ATTACHED, ON, "inherited"];
const ENABLED: &str = "row security";
const FORCED: &str = "row security of the owner";
/// Aspects of a table that are the parent's alone, or not to be expected of both.
const ALONE: [&str; 4] = ["partitioned by", "grants", ENABLED, FORCED];
/// Aspects that `PARTITION OF` does not take over, and `LIKE .. INCLUDING ALL` does.
const LEFT_BEHIND: [&str; 4] = ["comment", "statistics", "options", "replica identity"];

/// Leaves out the partitions of managed tables that have nothing of their own, and tables that were such partitions.
pub(crate) fn leave_out(print: &mut Fingerprint, managed: &Managed) {
    let meant = |aspects: &Aspects| {
        is_partition(aspects, managed) && comes_and_goes(aspects) || is_retired(aspects, managed)
    };
    for (table, objects) in take_whole(print, &meant) {
        let parent = objects.get(&format!("table {table}")).and_then(|aspects| aspects.get(PARENT)).cloned();
        if parent.is_some_and(|parent| !is_unremarkable((&table, &objects), &parent, print)) {
            print.objects.extend(objects);
        }
    }
}

/// DEFAULT is there whatever the month is.
pub(super) fn comes_and_goes(aspects: &Aspects) -> bool {
    aspects.get(BOUND).is_none_or(|bound| bound != "DEFAULT")
}

/// Whether everything comes with the parent: made by `PARTITION OF`, or made and closed (row-level security forced,
/// nobody has rights) as `partitions ensure` does.
fn is_unremarkable((table, objects): (&str, &Objects), parent: &str, print: &Fingerprint) -> bool {
    objects.iter().all(|(object, aspects)| {
        if object.strip_prefix("table ") == Some(table) {
            let has = |name: &str| aspects.get(name).is_some();
            let above = print.objects.get(&format!("table {parent}"));
            return !has("grants")
                && has(ENABLED) == has(FORCED)
                && above.is_some_and(|above| is_same((table, aspects), (parent, above), &ALONE));
        }
        match counterpart(table, object, aspects, parent, print) {
            Some(above) => is_same((table, aspects), (parent, above), &[]),
            // From version 18 on NOT NULL is a constraint, which one that was copied is called after the parent: the
            // column says it already.
            None => aspects.get("definition").is_some_and(|text| text.starts_with("NOT NULL ")),
        }
    })
}

/// The object of the parent that an object of a partition comes from.
fn counterpart<'a>(
    table: &str,
    object: &str,
    aspects: &Aspects,
    parent: &str,
    print: &'a Fingerprint,
) -> Option<&'a Aspects> {
    let owner = match (aspects.get(ATTACHED), aspects.get(PART_OF)) {
        (Some(index), _) => format!("index {index}"),
        (None, Some(owner)) if !object.starts_with("index ") => owner.clone(),
        // Copied from the parent, and merged with what is there: of the same name.
        _ if object.starts_with("column ") => {
            format!("column {parent}{}", &object[last_outside_quotes(object, ".")?..])
        }
        _ => object.strip_suffix(table).map(|named| format!("{named}{parent}"))?,
    };
    print.objects.get(&owner)
}

/// Whether objects of two tables are the same, but for what makes one a partition of the other.
fn is_same((table, one): (&str, &Aspects), (parent, other): (&str, &Aspects), but: &[&str]) -> bool {
    let compared = |aspects: &Aspects, table: &str| -> BTreeMap<String, String> {
        let is_told = |name: &str| !LINEAGE.contains(&name) && !but.contains(&name);
        let compared = aspects.iter().filter(|(name, _)| is_told(name));
        // A trigger names its table.
        let on = format!(" ON {table} ");
        compared
            .map(|(name, text)| (name.to_string(), without_names(text).replacen(&on, " ON ", 1)))
            .collect()
    };
    let (own, mut parents) = (compared(one, table), compared(other, parent));
    parents.retain(|name, _| own.contains_key(name) || !LEFT_BEHIND.contains(&name.as_str()));
    own == parents
}

/// The definition of an index without its name and its table's.
fn without_names(text: &str) -> String {
    let head = ["CREATE UNIQUE INDEX ", "CREATE INDEX "].into_iter().find(|head| text.starts_with(head));
    let parts = head.and_then(|head| Some((head, &text[text.find(" USING ")?..])));
    parts.map_or_else(|| text.to_owned(), |(head, behind)| format!("{head}{behind}"))
}
