//! What the server and extensions brought along, as far as somebody may have changed it: compared between two
//! databases, and no part of the text of a schema, which is the same on every server.

use std::collections::{BTreeMap, BTreeSet};

use super::aspects::Aspects;

/// What tells at a glance whether anything of it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BundledStamp {
    /// The server's version in all words: of two servers with the same one, the same comes along.
    pub(crate) build: String,
    pub(crate) major: i32,
    /// How many rows of the catalog the server brought along.
    pub(crate) rows: i64,
    /// Somebody wrote one of them since the server was set up.
    pub(crate) is_written: bool,
    /// There are members of extensions that were created later.
    pub(crate) has_members: bool,
    /// The same as long as nobody writes any of the rows, of members neither. Says nothing about another database.
    pub(crate) text: String,
}

impl BundledStamp {
    /// Whether two databases could differ in what came along.
    pub(crate) fn may_differ(&self, beside: &Self) -> bool {
        let is_touched = |stamp: &Self| stamp.is_written || stamp.has_members;
        is_touched(self) || is_touched(beside) || (self.build == beside.build && self.rows != beside.rows)
    }
}

/// One object of the server's or of an extension's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BundledObject {
    /// The extension that it is a member of, with its version.
    pub(crate) extension: Option<(String, String)>,
    /// Somebody wrote it since the server was set up.
    pub(crate) is_written: bool,
    /// Over everything about it. `None`: the aspects are everything.
    pub(crate) hash: Option<i64>,
    /// Of what has a hash only those that somebody wrote.
    pub(crate) aspects: Aspects,
}

/// All of them in one database, by their names as in a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bundled {
    pub(crate) stamp: BundledStamp,
    pub(crate) objects: BTreeMap<String, BundledObject>,
}

/// An object that is not the same in two databases; `None` where there is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct BundledDifference<'a> {
    pub(super) object: &'a String,
    pub(super) before: Option<&'a BundledObject>,
    pub(super) after: Option<&'a BundledObject>,
}

impl Bundled {
    /// The objects that differ, with both sides of each. Members of an extension count where both have it in the same
    /// version, on servers of the same major version. What came with the server is compared whole between two of the
    /// same build; beside another one only what somebody wrote counts: the builds may differ in the rest.
    pub(super) fn differences<'a>(&'a self, after: &'a Self) -> Vec<BundledDifference<'a>> {
        let (extensions, extensions_after) = (self.extensions(), after.extensions());
        let is_same_major = self.stamp.major == after.stamp.major;
        let is_same_build = self.stamp.build == after.stamp.build;
        let counts = |object: &BundledObject| match &object.extension {
            Some((name, version)) => {
                let has = |extensions: &BTreeSet<(&str, &str)>| extensions.contains(&(name, version));
                is_same_major && has(&extensions) && has(&extensions_after)
            }
            None => is_same_build || object.is_written,
        };
        let mut differences = Vec::new();
        for (object, before) in &self.objects {
            let after = after.objects.get(object);
            if (counts(before) || after.is_some_and(counts))
                && !after.is_some_and(|after| before.is_like(after))
            {
                differences.push(BundledDifference { object, before: Some(before), after });
            }
        }
        for (object, now) in &after.objects {
            if !self.objects.contains_key(object) && counts(now) {
                differences.push(BundledDifference { object, before: None, after: Some(now) });
            }
        }
        differences
    }

    fn extensions(&self) -> BTreeSet<(&str, &str)> {
        let members = self.objects.values().filter_map(|object| object.extension.as_ref());
        members.map(|(name, version)| (name.as_str(), version.as_str())).collect()
    }
}

impl BundledObject {
    fn is_like(&self, now: &Self) -> bool {
        match (self.hash, now.hash) {
            (Some(before), Some(after)) => before == after,
            _ => self.aspects == now.aspects,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(hash: Option<i64>, definition: Option<&str>) -> BundledObject {
        let aspects = definition.map(|text| ("definition", text.to_owned())).into_iter().collect();
        BundledObject { extension: None, is_written: hash.is_some() && definition.is_some(), hash, aspects }
    }

    fn member(version: &str, definition: &str) -> BundledObject {
        BundledObject {
            extension: Some(("e".to_owned(), version.to_owned())),
            ..object(None, Some(definition))
        }
    }

    fn bundled(build: &str, objects: &[(&str, BundledObject)]) -> Bundled {
        let stamp = BundledStamp {
            build: build.to_owned(),
            major: 18,
            rows: 1,
            is_written: false,
            has_members: false,
            text: String::new(),
        };
        let objects = objects.iter().map(|(name, object)| ((*name).to_owned(), object.clone())).collect();
        Bundled { stamp, objects }
    }

    fn told(before: &Bundled, after: &Bundled) -> Vec<String> {
        let line = |difference: &BundledDifference<'_>| {
            let change = match (difference.before, difference.after) {
                (None, _) => "added",
                (_, None) => "removed",
                _ => "changed",
            };
            format!("{change} {}", difference.object)
        };
        before.differences(after).iter().map(line).collect()
    }

    #[test]
    fn what_somebody_wrote_and_restored_is_no_difference() {
        let before = bundled("a", &[("function f", object(Some(1), None))]);
        let restored = bundled("a", &[("function f", object(Some(1), Some("stable")))]);
        let changed = bundled("a", &[("function f", object(Some(2), Some("leakproof")))]);
        assert_eq!(told(&before, &restored), Vec::<String>::new());
        assert_eq!(told(&before, &changed), ["changed function f"]);
        assert_eq!(told(&restored, &changed), ["changed function f"]);
    }

    #[test]
    fn of_another_build_only_what_somebody_wrote_counts() {
        let plain = bundled("a", &[("function f", object(Some(1), None)), ("schema s", object(None, None))]);
        let fork =
            bundled("b", &[("function f", object(Some(2), None)), ("function g", object(Some(3), None))]);
        assert_eq!(told(&plain, &fork), Vec::<String>::new());
        let here = bundled(
            "a",
            &fork.objects.iter().map(|(name, object)| (name.as_str(), object.clone())).collect::<Vec<_>>(),
        );
        assert_eq!(told(&plain, &here), ["changed function f", "removed schema s", "added function g"]);
        let written = bundled("b", &[("function f", object(Some(2), Some("leakproof")))]);
        assert_eq!(told(&plain, &written), ["changed function f"]);
    }

    #[test]
    fn members_count_where_the_extension_has_the_same_version() {
        let first = bundled("a", &[("function f", member("1", "cost 1"))]);
        let costly = bundled("b", &[("function f", member("1", "cost 2"))]);
        let second = bundled("a", &[("function f", member("2", "cost 2")), ("function g", member("2", ""))]);
        assert_eq!(told(&first, &costly), ["changed function f"]);
        assert_eq!(told(&first, &second), Vec::<String>::new());
        assert_eq!(told(&first, &bundled("a", &[])), Vec::<String>::new());
        let mut older = costly;
        older.stamp.major = 17;
        assert_eq!(told(&first, &older), Vec::<String>::new());
    }

    #[test]
    fn two_databases_that_nobody_touched_need_no_comparison() {
        let stamp = bundled("a", &[]).stamp;
        assert!(!stamp.may_differ(&BundledStamp { text: "x".to_owned(), ..stamp.clone() }));
        assert!(!stamp.may_differ(&BundledStamp { build: "b".to_owned(), rows: 2, ..stamp.clone() }));
        for touched in [
            BundledStamp { rows: 2, ..stamp.clone() },
            BundledStamp { is_written: true, ..stamp.clone() },
            BundledStamp { has_members: true, ..stamp.clone() },
        ] {
            assert!(stamp.may_differ(&touched) && touched.may_differ(&stamp), "{touched:?}");
        }
    }
}
