//! What a server adds to a schema of its own accord: no migration made it, and no two databases agree on it.
//!
//! A minor release, a fork or an extension may keep something in the catalog that this program has never heard of. It
//! is reported in one sentence, not as a difference of every object.

use std::collections::{BTreeMap, BTreeSet};

use super::{Aspects, COLUMNS, Fingerprint};
use crate::model::outcome::code::codes;

/// Aspects that are a list of options, `name=value`.
const OPTIONS: [&str; 2] = ["options", "toast options"];
/// All that `ALTER TABLE .. ALTER COLUMN .. SET (..)` takes.
const OF_COLUMNS: [&str; 2] = ["n_distinct", "n_distinct_inherited"];
/// What names of the server's own begin with: it refuses them to everybody else where it can.
const RESERVED: &str = "pg_";
/// What every object of a kind has may be somebody's habit where there are fewer.
const FEW: usize = 5;
/// Made before the first migration: two databases may differ in it.
const FIRST: [&str; 2] = ["database", "schema public"];

/// An aspect of a kind of objects that is the server's own, or one option of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Addition {
    /// The first word of the objects' names: `column`.
    pub(crate) kind: String,
    pub(crate) aspect: String,
    /// `None`: the whole aspect.
    pub(crate) option: Option<String>,
}

/// Everything that is a server's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Additions(BTreeSet<Addition>);

impl Additions {
    /// What differs between two databases that the same scripts made on the same server.
    pub(crate) fn between(first: &Fingerprint, twin: &Fingerprint) -> Self {
        let mut additions = BTreeSet::new();
        for (object, aspects) in &first.objects {
            let Some(twin_aspects) = twin.objects.get(object).filter(|_| !FIRST.contains(&object.as_str()))
            else {
                continue;
            };
            for aspect in names(aspects, twin_aspects) {
                let (here, second) = (aspects.get(&aspect), twin_aspects.get(&aspect));
                if here == second || aspect == COLUMNS {
                    continue;
                }
                let kind = kind(object);
                let addition = |option| Addition { kind: kind.to_owned(), aspect: aspect.clone(), option };
                if OPTIONS.contains(&aspect.as_str()) {
                    let (here, second) = (options(here), options(second));
                    let differs = |option: &&&str| here.get(**option) != second.get(**option);
                    let options: BTreeSet<&str> = here.keys().chain(second.keys()).copied().collect();
                    additions.extend(
                        options.iter().filter(differs).map(|option| addition(Some((*option).to_owned()))),
                    );
                } else {
                    additions.insert(addition(None));
                }
            }
        }
        Self(additions)
    }

    /// What can only be the server's own, as far as two states of a schema tell: options of a reserved name, and of
    /// columns those that no statement takes; options that every object of a kind has on one side and none on the other, or has on both sides with
    /// another value.
    pub(crate) fn surmised(before: &Fingerprint, after: &Fingerprint) -> Self {
        let (before, after) = (Options::of(before), Options::of(after));
        let mut additions = BTreeSet::new();
        for addition in before.values.keys().chain(after.values.keys()) {
            let (here, later) = (before.values.get(addition), after.values.get(addition));
            if here == later {
                continue;
            }
            let is_unknown = addition.option.as_deref().is_some_and(|option| {
                option.starts_with(RESERVED) || addition.kind == "column" && !OF_COLUMNS.contains(&option)
            });
            let is_everywhere = |state: &Options| {
                let has = state.values.get(addition).map_or(0, BTreeMap::len);
                has >= FEW && has == state.counts.get(&addition.kind).copied().unwrap_or_default()
            };
            let differs_everywhere = || {
                let (Some(here), Some(later)) = (here, later) else { return true };
                here.iter()
                    .all(|(object, value)| later.get(object).is_none_or(|later_value| later_value != value))
            };
            let is_own = match (here, later) {
                (None, _) => is_everywhere(&after),
                (_, None) => is_everywhere(&before),
                _ => is_everywhere(&before) && is_everywhere(&after) && differs_everywhere(),
            };
            if is_unknown || is_own {
                additions.insert(addition.clone());
            }
        }
        Self(additions)
    }

    /// Takes more in.
    pub(crate) fn extend(&mut self, more: &Self) {
        self.0.extend(more.0.iter().cloned());
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them, by kind.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Addition> {
        self.0.iter()
    }

    /// A schema without them.
    pub(crate) fn strip(&self, print: &Fingerprint) -> Fingerprint {
        let stripped = print.objects.iter().map(|(object, aspects)| {
            let kept = aspects
                .iter()
                .filter_map(|(name, text)| Some((name.clone(), self.kept(object, name, text)?)));
            (object.clone(), kept.collect())
        });
        Fingerprint { objects: stripped.collect(), bundled: print.bundled.clone() }
    }

    /// What is left of an aspect.
    fn kept(&self, object: &str, aspect: &str, text: &str) -> Option<String> {
        let mut own = self
            .0
            .iter()
            .filter(|addition| addition.kind == kind(object) && addition.aspect == aspect)
            .peekable();
        if own.peek().is_none() {
            return Some(text.to_owned());
        }
        let own: Vec<Option<&str>> = own.map(|addition| addition.option.as_deref()).collect();
        let left = text.split(", ").filter(|option| !own.contains(&Some(name_of(option))));
        let left: Vec<&str> = left.collect();
        (!own.contains(&None) && !left.is_empty()).then(|| left.join(", "))
    }
}

/// The options of a schema's objects.
#[derive(Default)]
struct Options<'a> {
    /// By object, for each option.
    values: BTreeMap<Addition, BTreeMap<&'a str, &'a str>>,
    /// How many objects of a kind there are.
    counts: BTreeMap<String, usize>,
}

impl<'a> Options<'a> {
    fn of(print: &'a Fingerprint) -> Self {
        let mut collected = Self::default();
        for (object, aspects) in &print.objects {
            *collected.counts.entry(kind(object).to_owned()).or_default() += 1;
            for aspect in OPTIONS {
                for (option, value) in options(aspects.get(aspect)) {
                    let (kind, aspect) = (kind(object).to_owned(), aspect.to_owned());
                    let addition = Addition { kind, aspect, option: Some(option.to_owned()) };
                    collected.values.entry(addition).or_default().insert(object, value);
                }
            }
        }
        collected
    }
}

fn names(left: &Aspects, right: &Aspects) -> BTreeSet<String> {
    left.iter().chain(right.iter()).map(|(name, _)| name.to_string()).collect()
}

fn options(text: Option<&String>) -> BTreeMap<&str, &str> {
    let each = text.map(String::as_str).into_iter().flat_map(|text| text.split(", "));
    each.map(|option| (name_of(option), option)).collect()
}

fn name_of(option: &str) -> &str {
    option.split('=').next().unwrap_or_default()
}

fn kind(object: &str) -> &str {
    object.split(' ').next().unwrap_or_default()
}

codes!(Addition {
    Self { .. } => "server-adds" Done "a server adds something of its own, which was not compared",
});

#[cfg(test)]
mod tests {
    use super::*;

    fn print(objects: &[(&str, &str, &str)]) -> Fingerprint {
        let mut print = Fingerprint::default();
        for (object, aspect, text) in objects {
            print.objects.entry((*object).to_owned()).or_default().insert(*aspect, (*text).to_owned());
        }
        print
    }

    fn told(additions: &Additions) -> Vec<String> {
        let lines = |addition: &Addition| {
            format!("{} {} {}", addition.kind, addition.aspect, addition.option.as_deref().unwrap_or("-"))
        };
        additions.iter().map(lines).collect()
    }

    /// Tables, each with options.
    fn tables(options: impl Fn(usize) -> String, count: usize) -> Fingerprint {
        let mut print = Fingerprint::default();
        for number in 0..count {
            let aspects = [("options", options(number))].into_iter().collect();
            print.objects.insert(format!("table public.t{number}"), aspects);
        }
        print
    }

    #[test]
    fn what_differs_between_twins_is_the_servers() {
        let first = print(&[
            ("column a.b", "options", "n_distinct=5, x=1"),
            ("table a", "comment", "made at noon"),
            ("table a", "owner", "me"),
            ("database", "settings", "a"),
            ("table only", "comment", "here"),
        ]);
        let twin = print(&[
            ("column a.b", "options", "n_distinct=5, x=2"),
            ("table a", "comment", "made at one"),
            ("table a", "owner", "me"),
            ("database", "settings", "b"),
        ]);
        let own = Additions::between(&first, &twin);
        assert_eq!(told(&own), ["column options x", "table comment -"]);
        let left = own.strip(&first);
        assert_eq!(left.objects["column a.b"].get("options").map(String::as_str), Some("n_distinct=5"));
        assert_eq!(left.objects["table a"].get("comment"), None);
        assert_eq!(left.objects["table a"].get("owner").map(String::as_str), Some("me"));
        assert!(Additions::between(&first, &first).is_empty());
    }

    #[test]
    fn an_option_of_a_column_that_nobody_can_set_is_the_servers() {
        let before = print(&[("column a.b", "options", "n_distinct=5"), ("column a.c", "type", "int")]);
        let after =
            print(&[("column a.b", "options", "n_distinct=6, pg_new=1"), ("column a.c", "type", "int")]);
        assert_eq!(told(&Additions::surmised(&before, &after)), ["column options pg_new"]);
        assert_eq!(told(&Additions::surmised(&after, &before)), ["column options pg_new"]);
        assert_eq!(told(&Additions::surmised(&after, &after)), Vec::<String>::new());
        let tables =
            (tables(|_| "fillfactor=70".to_owned(), 1), tables(|_| "fillfactor=70, pg_x=1".to_owned(), 1));
        assert_eq!(told(&Additions::surmised(&tables.0, &tables.1)), ["table options pg_x"]);
        let stripped = Additions::surmised(&before, &after).strip(&after);
        assert_eq!(stripped.objects["column a.b"].get("options").map(String::as_str), Some("n_distinct=6"));
    }

    #[test]
    fn an_option_that_every_object_of_a_kind_has_on_one_side_alone_is_the_servers() {
        let usual = |_: usize| "fillfactor=70".to_owned();
        let more = |number: usize| format!("fillfactor=70, count={number}");
        let (before, after) = (tables(usual, 6), tables(more, 6));
        assert_eq!(told(&Additions::surmised(&before, &after)), ["table options count"]);
        // Few of them, or not all: somebody's.
        assert!(Additions::surmised(&tables(usual, 4), &tables(more, 4)).is_empty());
        let some = tables(|number| if number == 3 { usual(number) } else { more(number) }, 6);
        assert!(Additions::surmised(&before, &some).is_empty());
    }

    #[test]
    fn an_option_that_has_another_value_everywhere_is_the_servers() {
        let count = |plus: usize| move |number: usize| format!("count={}", number + plus);
        assert_eq!(
            told(&Additions::surmised(&tables(count(0), 6), &tables(count(1), 6))),
            ["table options count"]
        );
        let mut first = tables(count(0), 6);
        first
            .objects
            .insert("table public.t3".to_owned(), [("options", "count=4".to_owned())].into_iter().collect());
        assert!(Additions::surmised(&first, &tables(count(1), 6)).is_empty());
    }
}
