//! Names of files, types, functions and variables that say nothing outside of their file, or several things.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{below, shown};

/// Stems of files, and the folder that one of their parents is; empty: anywhere in `src`.
const FILES: &[(&str, &str)] = &[
    ("domain", ""),
    ("isolation", ""),
    ("hangers", ""),
    ("stray", ""),
    ("stray_count", ""),
    ("wish", ""),
    ("span", ""),
    ("mark", ""),
    ("apart", ""),
    ("apart_facts", ""),
    ("apart_pieces", ""),
    ("back", ""),
    ("chance", ""),
    ("make", ""),
    ("follow", ""),
    ("picks", ""),
    ("settle", ""),
    ("shares", ""),
    ("sizes", ""),
    ("recipe", ""),
    ("kind", "seed"),
    ("kinds", "seed"),
    ("felt", ""),
    ("gauge", ""),
    ("standstill", ""),
    ("idle", ""),
    ("known", ""),
    ("lookers", ""),
    ("looker", ""),
    ("bystander", ""),
    ("watch", ""),
    ("keep", ""),
    ("keeper", ""),
    ("greeting", ""),
    ("dial", ""),
    ("wire", ""),
    ("effects", ""),
    ("run_part", ""),
    ("lock", "postgres"),
    ("answers", "seed"),
    ("look", ""),
    ("positions", "seed"),
    ("plain", ""),
    ("fast", ""),
    ("produce", ""),
    ("trouble", ""),
    ("months", ""),
    ("fitting_name", ""),
    ("sample", ""),
    ("page", "files"),
    ("document", "ui"),
];

/// Stems of files of tests.
const TEST_FILES: &[&str] = &[
    "alike",
    "still",
    "felt",
    "kept",
    "world",
    "held",
    "here",
    "bin_edges",
    "one_pool",
    "choice",
    "isolation",
    "apart",
    "lookers",
    "standstill",
    "chance",
];

/// Types that say nothing outside of their file.
const TYPES: &[&str] = &[
    "Told",
    "Hung",
    "Lent",
    "Couple",
    "Lack",
    "Taken",
    "Did",
    "Said",
    "Called",
    "Door",
    "Through",
    "Tries",
    "Felt",
    "Trial",
    "Housekeeper",
    "Bystanders",
    "Lookers",
    "Standstill",
    "Lane",
    "Forest",
    "Clearing",
    "Draining",
    "Wish",
];

/// Names that several types had; one may keep it.
const ONCE: &[&str] =
    &["Table", "Column", "Key", "Place", "Kept", "Names", "Found", "Way", "Wanted", "Silence", "Finding"];

/// Functions: what is read, asked, printed is in their name.
const FUNCTIONS: &[&str] = &[
    "shown", "word", "look", "ask", "tell", "go", "one", "all", "another", "again", "beside", "whole",
    "place", "at",
];

/// Variables and parameters.
const VARIABLES: &[&str] = &["one", "other", "asked", "found", "told", "passes", "of", "there", "ours"];

struct Source {
    path: PathBuf,
    tokens: Vec<(String, usize)>,
}

impl Source {
    fn read(path: PathBuf) -> Self {
        let tokens = tokens(&fs::read_to_string(&path).unwrap());
        Self { path, tokens }
    }

    /// The tokens with their two successors.
    fn triples(&self) -> impl Iterator<Item = (&str, &str, &str, usize)> {
        self.tokens.windows(3).filter_map(|window| match window {
            [(first, line), (second, _), (third, _)] => {
                Some((first.as_str(), second.as_str(), third.as_str(), *line))
            }
            _ => None,
        })
    }

    fn complaint(&self, line: usize, name: &str) -> String {
        format!("{}:{line}: `{name}`", shown(&self.path))
    }
}

fn sources() -> Vec<Source> {
    below("src", &["rs"]).into_iter().map(Source::read).collect()
}

/// Identifiers and signs, without comments, texts and characters; each with its line.
fn tokens(text: &str) -> Vec<(String, usize)> {
    let mut tokens = Vec::new();
    let mut is_in_text = false;
    for (index, line) in text.lines().enumerate() {
        let mut letters = line.chars().peekable();
        let mut word = String::new();
        while let Some(letter) = letters.next() {
            if is_in_text {
                match letter {
                    '\\' => drop(letters.next()),
                    '"' => is_in_text = false,
                    _ => {}
                }
                continue;
            }
            if letter.is_alphanumeric() || letter == '_' {
                word.push(letter);
                continue;
            }
            if !word.is_empty() {
                tokens.push((std::mem::take(&mut word), index + 1));
            }
            match letter {
                '/' if letters.peek() == Some(&'/') => break,
                '"' => is_in_text = true,
                // A character; a lifetime has no second quote behind it.
                '\'' => {
                    let rest: String = letters.clone().take(3).collect();
                    let ahead = if rest.starts_with('\\') { 3 } else { 2 };
                    if rest.chars().nth(ahead - 1) == Some('\'') {
                        letters.by_ref().take(ahead).for_each(drop);
                    }
                }
                letter if letter.is_whitespace() => {}
                letter => tokens.push((letter.to_string(), index + 1)),
            }
        }
        if !word.is_empty() {
            tokens.push((word, index + 1));
        }
    }
    tokens
}

fn is_below(path: &Path, folder: &str) -> bool {
    folder.is_empty() || path.components().any(|part| part.as_os_str() == folder)
}

fn is_type_keyword(word: &str) -> bool {
    ["struct", "enum", "trait", "type", "const"].contains(&word)
}

/// Names bound by `let`, by a closure and by the parameters of a function, with their lines.
fn bound(source: &Source) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    for (first, second, third, line) in source.triples() {
        match (first, second, third) {
            ("let" | "for", name, _) if name != "mut" => found.push((name, line)),
            ("let", "mut", name) | ("|", name, "|" | ":" | ",") => found.push((name, line)),
            _ => {}
        }
    }
    let tokens = &source.tokens;
    for start in (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|(word, _)| word == "fn")) {
        let Some(open) =
            (start..tokens.len()).find(|at| tokens.get(*at).is_some_and(|(word, _)| word == "("))
        else {
            continue;
        };
        let mut depth = 0;
        for window in tokens.get(open..).unwrap_or_default().windows(2) {
            let [(word, line), (next, _)] = window else { break };
            match word.as_str() {
                "(" | "[" | "<" => depth += 1,
                ")" if depth == 1 => break,
                ")" | "]" | ">" => depth -= 1,
                name if depth == 1 && next == ":" => found.push((name, *line)),
                _ => {}
            }
        }
    }
    found
}

#[test]
fn files_are_named_by_the_field() {
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folders = |path: &Path| -> Vec<String> {
        let parts = path.parent().into_iter().flat_map(Path::components);
        parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let root = super::root();
    let mut found: Vec<String> = Vec::new();
    for path in below("src", &["rs", "sql", "html"]) {
        let path = path.strip_prefix(root).unwrap();
        let names = folders(path).into_iter().chain([stem(path)]);
        let is_listed =
            |name: &String| FILES.iter().any(|(listed, folder)| listed == name && is_below(path, folder));
        found.extend(names.filter(is_listed).map(|name| format!("{}: `{name}`", path.display())));
    }
    for path in below("tests", &["rs"]) {
        let is_listed = TEST_FILES.contains(&stem(&path).as_str());
        found.extend(is_listed.then(|| shown(&path)));
    }
    assert!(found.is_empty(), "{} files:\n{}", found.len(), found.join("\n"));
}

#[test]
fn types_are_named_by_what_they_are() {
    let mut found = Vec::new();
    let mut declared: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let sources = sources();
    for source in &sources {
        for (_, keyword, name, line) in source.triples().filter(|(_, keyword, ..)| is_type_keyword(keyword)) {
            if TYPES.contains(&name) {
                found.push(source.complaint(line, name));
            }
            if ONCE.contains(&name) && keyword != "const" {
                declared.entry(name).or_default().push(source.complaint(line, name));
            }
        }
    }
    found.extend(declared.into_values().filter(|places| places.len() > 1).flatten());
    assert!(found.is_empty(), "{} types:\n{}", found.len(), found.join("\n"));
}

#[test]
fn functions_and_variables_say_what_they_hold() {
    let mut found = Vec::new();
    for source in sources() {
        for (keyword, name, _, line) in source.triples() {
            if keyword == "fn" && FUNCTIONS.contains(&name) {
                found.push(source.complaint(line, &format!("fn {name}")));
            }
        }
        for (name, line) in bound(&source) {
            if VARIABLES.contains(&name) {
                found.push(source.complaint(line, name));
            }
        }
    }
    assert!(found.is_empty(), "{} names:\n{}", found.len(), found.join("\n"));
}

#[test]
fn bindings_are_seen_and_texts_are_not() {
    let source = |text: &str| Source { path: PathBuf::new(), tokens: tokens(text) };
    let names =
        |text: &str| bound(&source(text)).into_iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(names("let mut one = 1; let other = '\"'; // let told = 2;"), ["one", "other"]);
    assert_eq!(names("fn f<T>(&self, of: Option<(A, B)>, there: &'a str) {}"), ["of", "there"]);
    assert_eq!(names("all.map(|one| one + 1); \"let found = |told| 1\""), ["one"]);
}
