//! Which file takes a name from which, read from `use` trees and paths, and the circles among them.
//!
//! A name counts for the file that defines it, through whatever `pub use` it came. A `mod x;` and a
//! `pub use` alone are doors, no arrows. Code under `#[cfg(test)]` is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::all_sources;
use super::modules::{Module, Names, module_path};
use super::rust::test_files;

/// Circles of files that may stay, each with its reason.
const NATURAL: [(&[&str], &str); 2] = [
    (
        &[
            "model/outcome/failure.rs",
            "model/outcome/refusal.rs",
            "model/partitions/report.rs",
            "model/partitions/table_trouble.rs",
            "model/seed/refusal.rs",
        ],
        "a recursion of data: a failure may be a refusal to seed, that is the report of a table whose \
         partitions could not be made, and that may hold the failure of its own request",
    ),
    (
        &["ui/words/failure.rs", "ui/words/partitions.rs", "ui/words/refusal.rs", "ui/words/seed.rs"],
        "the words of that recursion, file by file",
    ),
];

/// What a path leads to.
enum Target {
    Item(Names),
    Module(Names),
}

struct House(BTreeMap<Names, Module>);

impl House {
    fn of(sources: &[(PathBuf, String)]) -> Self {
        let tests = test_files(sources);
        let modules = sources.iter().filter(|(file, _)| !file.ends_with("main.rs") && !tests.contains(file));
        Self(modules.map(|(file, text)| (module_path(file), Module::read(file, text))).collect())
    }

    /// Follows a path that stands in the code of `from`; nothing where it leaves the crate.
    fn resolve(&self, from: &[String], path: &[String]) -> Option<Target> {
        let mut at = from.to_vec();
        let is_prefix = |name: &&String| ["crate", "super", "self"].contains(&name.as_str());
        let prefix = path.iter().take_while(is_prefix).count();
        for name in &path[..prefix] {
            match name.as_str() {
                "crate" => at.clear(),
                "super" => drop(at.pop()),
                _ => {}
            }
        }
        let rest = &path[prefix..];
        for (index, name) in rest.iter().enumerate() {
            let module = self.0.get(&at)?;
            let child = [at.as_slice(), std::slice::from_ref(name)].concat();
            // `use child;` brings in what is there anyway.
            let brought_in = module.uses.iter().find(|(here, path, _)| here == name && path != rest);
            let is_item = module.defines.contains(name) || brought_in.is_some();
            // A name may be both: what follows it tells.
            if self.0.contains_key(&child) && !(is_item && index + 1 == rest.len()) {
                at = child;
            } else if let Some((_, path, _)) = brought_in {
                match self.resolve(&at, path)? {
                    Target::Module(module) => at = module,
                    item @ Target::Item(_) => return Some(item),
                }
            } else {
                let is_foreign = prefix == 0 && index == 0 && !is_item;
                return (!is_foreign).then_some(Target::Item(at));
            }
        }
        Some(Target::Module(at))
    }

    /// From each file to those it takes names from, with the names.
    fn arrows(&self) -> BTreeMap<&Path, BTreeMap<&Path, BTreeSet<String>>> {
        let mut arrows: BTreeMap<&Path, BTreeMap<&Path, BTreeSet<String>>> = BTreeMap::new();
        for (at, module) in &self.0 {
            let brought_in =
                module.uses.iter().filter(|(_, _, handed_on)| !handed_on).map(|(_, path, _)| path);
            for path in brought_in.chain(&module.paths) {
                let Some(Target::Item(target)) = self.resolve(at, path) else { continue };
                let file = self.0[&target].file.as_path();
                if file != module.file {
                    let names = arrows.entry(&module.file).or_default().entry(file).or_default();
                    names.insert(path.last().unwrap().clone());
                }
            }
        }
        arrows
    }
}

/// Files that reach each other, each circle once with its arrows in words.
fn circles(sources: &[(PathBuf, String)]) -> Vec<(BTreeSet<String>, Vec<String>)> {
    let house = House::of(sources);
    let arrows = house.arrows();
    let all_from = |from: &Path| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(file) = open.pop() {
            for next in arrows.get(file.as_path()).into_iter().flat_map(BTreeMap::keys) {
                if seen.insert(next.to_path_buf()) {
                    open.push(next.to_path_buf());
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&Path, BTreeSet<PathBuf>> =
        arrows.keys().map(|file| (*file, all_from(file))).collect();
    let mut circles: BTreeMap<BTreeSet<String>, Vec<String>> = BTreeMap::new();
    for (from, seen) in &reached {
        let both = |other: &&PathBuf| reached.get(other.as_path()).is_some_and(|seen| seen.contains(*from));
        let circle: BTreeSet<PathBuf> = seen.iter().filter(both).cloned().collect();
        let Some(next) = arrows.get(from).filter(|_| !circle.is_empty()) else { continue };
        let ties = circles.entry(circle.iter().map(|file| file.display().to_string()).collect()).or_default();
        for (to, names) in next.iter().filter(|(to, _)| circle.contains(**to)) {
            let names = names.iter().cloned().collect::<Vec<_>>().join(", ");
            ties.push(format!("{} -> {}: {names}", from.display(), to.display()));
        }
    }
    circles.into_iter().collect()
}

#[test]
fn files_import_each_other_in_no_circle() {
    assert!(NATURAL.len() <= 2);
    let natural: BTreeSet<BTreeSet<String>> =
        NATURAL.iter().map(|(files, _)| files.iter().map(|file| (*file).to_owned()).collect()).collect();
    let found = circles(&all_sources());
    let wrong: Vec<String> = found
        .iter()
        .filter(|(files, _)| !natural.contains(files))
        .map(|(files, ties)| format!("{} files:\n  {}", files.len(), ties.join("\n  ")))
        .collect();
    assert!(wrong.is_empty(), "{} circles\n{}", wrong.len(), wrong.join("\n"));
    let found: BTreeSet<_> = found.into_iter().map(|(files, _)| files).collect();
    assert_eq!(found, natural, "a circle on the list is gone");
}

/// The circles of a small house, each file with its text; `lib.rs` names the rest.
fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let lib = ("lib.rs", "mod a; mod b;");
    let sources: Vec<_> =
        [lib].iter().chain(files).map(|(file, text)| (PathBuf::from(file), (*text).to_owned())).collect();
    circles(&sources).into_iter().map(|(files, _)| files.into_iter().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_name_counts_for_the_file_that_defines_it() {
    let door = ("a/mod.rs", "mod one; mod two; pub use one::One; pub use self::two::{Two as Other};");
    let two = ("a/two.rs", "pub struct Two;");
    assert!(circles_of(&[door, ("a/one.rs", "use super::Other; pub struct One(Other);"), two]).is_empty());
    let two = ("a/two.rs", "pub struct Two; fn f() -> crate::a::One { todo!() }");
    assert_eq!(
        circles_of(&[door, ("a/one.rs", "use super::Other; pub struct One(Other);"), two]),
        ["a/one.rs a/two.rs"]
    );
}

#[test]
fn a_folder_that_calls_its_child_and_lends_it_something_is_a_circle() {
    let child = ("a/child.rs", "use super::{Own, Own as _}; pub fn run(_: Own) {}");
    assert!(circles_of(&[("a/mod.rs", "mod child; pub struct Own;"), child]).is_empty());
    assert!(circles_of(&[("a/mod.rs", "mod child; pub use child::run; pub struct Own;"), child]).is_empty());
    assert_eq!(
        circles_of(&[("a/mod.rs", "mod child; pub struct Own; fn go() { child::run(Own) }"), child]),
        ["a/child.rs a/mod.rs"]
    );
    assert_eq!(
        circles_of(&[("a.rs", "mod child; pub use child::run; pub struct Own; fn go() { run(Own) }"), child]),
        ["a.rs a/child.rs"]
    );
}

#[test]
fn tests_comments_and_literals_tie_nothing() {
    let text =
        "// crate::b::B\nconst A: (char, &str) = ('\"', r#\"crate::b::B \"#); pub struct Uses<'a>(&'a str);";
    let tests = "#[cfg(test)]\nuse crate::b::B;\n#[cfg(test)]\nmod tests { fn f() { crate::b::b() } }";
    let a = format!("{text}\n{tests}\npub fn a() {{}}");
    let b = "use crate::a::a; pub struct B; pub fn b() { a() }";
    assert!(circles_of(&[("a.rs", &a), ("b.rs", b)]).is_empty());
    let a = "#[cfg(test)] mod b; use b::b; pub fn a() {}";
    let b = ("a/b.rs", "pub fn b() { super::a() }");
    assert!(circles_of(&[("a.rs", a), b]).is_empty());
    assert_eq!(circles_of(&[("a.rs", &a.replace("#[cfg(test)]", "")), b]), ["a.rs a/b.rs"]);
}
