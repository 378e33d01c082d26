//! Partitions that come and go with time and have something of their own: written once as their shape, however many are
//! alike, so that the text is the same in every month.

use std::collections::{BTreeMap, BTreeSet};

use super::aspects::BOUND;
use super::diff::{Change, Diff};
use super::managed::Managed;
use super::partitions::{HERE, Shape, is_partition, parent, take};
use super::unremarkable::comes_and_goes;
use super::{Aspects, Fingerprint, PART_OF};
use crate::model::migration::checksum::Sha256Hex;
use crate::model::sql::quote::last_outside_quotes;

/// Stands before the mark of a shape, where no name has it that is not quoted.
const MARK: char = '*';
/// Letters of a mark: enough to tell the few shapes of a table apart.
const MARK_LENGTH: usize = 6;

/// A partition of each shape: of `log*1f04c2` for instance `log_2026_01`.
pub(crate) type Examples = BTreeMap<String, String>;

/// Puts shapes in the place of the partitions of managed tables, without their bounds and names: `table
/// public.log*1f04c2`. The mark follows from the shape alone. A DEFAULT partition stays what it is.
pub(crate) fn write(print: &mut Fingerprint, managed: &Managed) -> Examples {
    let is_meant = |aspects: &Aspects| is_partition(aspects, managed) && comes_and_goes(aspects);
    let mut examples = Examples::new();
    for shape in take(print, &is_meant) {
        let Some(table) =
            shape.get("table").map(|(object, _)| object.trim_start_matches("table ").to_owned())
        else {
            continue;
        };
        let shown = format!("{}{MARK}{}", parent(&shape).map_or("", String::as_str), mark(&shape));
        let own = bare(&shown).to_owned();
        for (key, (_, aspects)) in &shape {
            let aspects = compared(aspects).map(|(name, text)| (name, text.replace(HERE, &own)));
            let object = match key.as_str() {
                "table" => format!("table {shown}"),
                // Whatever it is called, it belongs to an object of the parent.
                key if !key.contains(HERE) && key.contains(" of ") => format!("{key} on {shown}"),
                key => key.replace(HERE, &own),
            };
            print.objects.insert(object, aspects.collect());
        }
        examples.entry(own).or_insert_with(|| bare(&table).trim_matches('"').to_owned());
    }
    examples
}

/// From a schema that was written to one that was read, with the names of partitions that there are. Of a table with
/// one shape that is gone and one that is new the latter is what became of the former.
pub(crate) fn diff(written: &Fingerprint, now: &Fingerprint, examples: &Examples) -> Diff {
    let mut written = written.clone();
    let (before, after) = (marked(&written), marked(now));
    let gone = |table: &str| before.difference(&after).filter(|(of, _)| of == table).collect::<Vec<_>>();
    let new: Vec<_> = after.difference(&before).collect();
    for (table, mark) in &new {
        if let ([(_, old)], 1) = (gone(table).as_slice(), new.iter().filter(|(of, _)| of == table).count()) {
            let table = bare(table);
            let names = (format!("{table}{MARK}{old}"), format!("{table}{MARK}{mark}"));
            let renamed = written.objects.iter().map(|(object, aspects)| {
                let plain = |text: &str| text.replace(&names.0, &names.1);
                let aspects = aspects.iter().map(|(name, text)| (name.clone(), plain(text)));
                (plain(object), aspects.collect())
            });
            written.objects = renamed.collect();
        }
    }
    let mut diff = Diff::between(&written, now);
    for (shown, example) in examples {
        let name = |text: &mut String| {
            if text.contains(shown.as_str()) {
                *text = text.replace(shown.as_str(), example);
            }
        };
        diff.moved.iter_mut().for_each(|moved| name(&mut moved.object));
        for difference in &mut diff.differences {
            name(&mut difference.object);
            if let Change::Changed(aspects) = &mut difference.change {
                let sides = aspects.iter_mut().flat_map(|change| [&mut change.before, &mut change.after]);
                sides.flatten().for_each(name);
            }
        }
    }
    diff
}

/// What two partitions of the same shape have in common of an object.
fn compared(aspects: &Aspects) -> impl Iterator<Item = (String, &String)> {
    let is_told = |(name, text): &(String, &String)| name != BOUND && !(name == PART_OF && text.is_empty());
    aspects.iter().map(|(name, text)| (name.to_string(), text)).filter(is_told)
}

fn mark(shape: &Shape) -> String {
    let mut text = String::new();
    for (key, (_, aspects)) in shape {
        text.extend([key.as_str(), "\n"]);
        compared(aspects).for_each(|(name, value)| text.extend([&name, ": ", value, "\n"]));
    }
    Sha256Hex::of(&text).as_str()[..MARK_LENGTH].to_owned()
}

/// The marks of the shapes in a schema, each with its table.
fn marked(print: &Fingerprint) -> BTreeSet<(String, String)> {
    let tables = print.objects.keys().filter_map(|object| object.strip_prefix("table "));
    let shapes = tables.filter_map(|table| table.rsplit_once(MARK));
    let is_mark = |mark: &str| mark.len() == MARK_LENGTH && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
    shapes
        .filter(|(_, mark)| is_mark(mark))
        .map(|(table, mark)| (table.to_owned(), mark.to_owned()))
        .collect()
}

/// A name without its schema.
fn bare(name: &str) -> &str {
    last_outside_quotes(name, ".").map_or(name, |at| &name[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::super::diff::Difference;
    use super::*;
    use crate::model::partitions::config::PartitionConfig;

    /// A table with partitions, each with one more constraint; and what is written of it.
    fn written(partitions: &[(&str, &str)]) -> (Fingerprint, Examples) {
        let mut print = Fingerprint::default();
        let mut add = |object: String, aspects: &[(&str, &str)]| {
            let aspects = aspects.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
            print.objects.insert(object, aspects.collect());
        };
        add("table a.log".to_owned(), &[("partitioned by", "RANGE (at)")]);
        for (name, check) in partitions {
            let bound = if *check == "DEFAULT" { "DEFAULT".to_owned() } else { format!("FROM {name}") };
            add(format!("table a.{name}"), &[("partition of", "a.log"), ("bound", &bound)]);
            add(format!("constraint {name}_check on a.{name}"), &[("definition", check)]);
            add(
                format!("index a.{name}_pkey"),
                &[
                    ("attached to", "a.log_pkey"),
                    ("definition", &format!("CREATE UNIQUE INDEX {name}_pkey ON a.{name} USING btree (at)")),
                    ("on", &format!("a.{name}")),
                    ("part of", &format!("constraint {name}_pkey on a.{name}")),
                ],
            );
        }
        let mut managed = Managed::of(&[] as &[PartitionConfig], &[], &[]);
        managed.add("a.log");
        let examples = write(&mut print, &managed);
        (print, examples)
    }

    fn told(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
        let ((before, _), (after, examples)) = (written(before), written(after));
        let line = |difference: &Difference| format!("{} {}", difference.change.as_str(), difference.object);
        diff(&before, &after, &examples).differences.iter().map(line).collect()
    }

    #[test]
    fn what_is_alike_is_written_once_and_without_names() {
        let (january, _) = written(&[("log_1", "CHECK (id > 0)")]);
        let (months, examples) = written(&[("log_2", "CHECK (id > 0)"), ("log_3", "CHECK (id > 0)")]);
        assert_eq!(january, months);
        assert_eq!(examples.values().collect::<Vec<_>>(), ["log_2"]);
        assert!(!months.text().contains("log_2") && !months.text().contains("bound"), "{}", months.text());
        assert_eq!(Fingerprint::read(&months.text()), Ok(months));
    }

    #[test]
    fn another_shape_is_named_as_a_partition_that_has_it() {
        let month = [("log_1", "CHECK (id > 0)")];
        assert_eq!(told(&month, &[("log_2", "CHECK (id > 0)")]), Vec::<String>::new());
        let both = [("log_2", "CHECK (id > 0)"), ("log_3", "CHECK (id > 1)")];
        assert_eq!(told(&month, &both), ["added table a.log_3"]);
        assert_eq!(
            told(&month, &[("log_3", "CHECK (id > 1)")]),
            ["changed constraint log_3_check on a.log_3"]
        );
        assert!(told(&both, &month)[0].starts_with("removed table a.log*"));
    }

    #[test]
    fn a_default_partition_is_there_in_every_month() {
        assert!(written(&[("log_rest", "DEFAULT")]).0.objects.contains_key("table a.log_rest"));
    }
}
