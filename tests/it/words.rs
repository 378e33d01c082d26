//! One word for one thing, and the field's: the phrases that what people read does not use.

mod names;

use std::fs;
use std::path::{Path, PathBuf};

/// Phrases, and what to write instead. Case and punctuation do not count; `*` is any word.
const PHRASES: &[(&str, &str)] = &[
    // Everywhere.
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("mending", "fixing"),
    ("anew", "again, or rewritten"),
    ("take back", "roll back"),
    ("takes back", "rolls back"),
    ("taken back", "rolled back"),
    ("taking back", "rolling back"),
    ("took back", "rolled back"),
    ("take * back", "roll .. back"),
    ("takes * back", "rolls .. back"),
    ("taking * back", "rolling .. back"),
    ("took * back", "rolled .. back"),
    ("is told", "is reported, is printed"),
    ("are told", "are reported, are printed"),
    ("was told", "was reported"),
    ("were told", "were reported"),
    ("hang on", "belong to, depend on"),
    ("hangs on", "belongs to, depends on; dependents"),
    ("hanging on", "belonging to, depending on"),
    ("is none", "is not a"),
    ("are none", "are not"),
    ("so many", "a number of, how many"),
    ("for want of", "for lack of"),
    ("takes a table for", "treats a table as"),
    ("is taken for", "is treated as, is confused with"),
    ("are taken for", "are treated as"),
    ("never taken for", "never treated as"),
    ("stay up", "are kept"),
    ("stays up", "is kept"),
    ("take down", "drop"),
    ("takes down", "drops"),
    ("taken down", "dropped"),
    ("taking down", "dropping"),
    ("come back", "are recreated, are restored"),
    ("comes back", "is recreated, is restored"),
    ("one who reads", "a reader"),
    ("one who writes", "a writer"),
    ("whose answer never came", "an ambiguous commit"),
    ("the usual is not told", "defaults are omitted"),
    ("tables of tenants' rows", "tenant tables"),
    ("table of tenants' rows", "tenant table"),
    // Single messages, from what they said before.
    ("take applied migrations back", "roll back applied migrations"),
    ("needs a yes", "needs confirmation"),
    ("decide what only a person can", "resolve what needs a decision"),
    ("take an edited script for", "accept an edited script"),
    ("keep partitions of time", "manage time-range partitions"),
    ("ahead of the clock", "manage time-range partitions"),
    ("with locks that nobody notices", "never blocks reads or writes"),
    ("an object a paragraph", "one paragraph per object"),
    ("times the number of rows", "multiply the row counts"),
    ("other rows of the same kind", "random seed"),
    ("let it pass", "skip the gate"),
    ("what is above this version", "only migrations above this version"),
    ("rows that nobody seeded", "other rows"),
    ("rows would have gone", "this would remove more rows than"),
    ("nothing was changed before that", "no migration was applied by this run"),
    ("bear the mark", "is marked as retired"),
    ("the time of these rows meant", "check the timestamps of these rows"),
    ("another run was faster", "another run changed it first"),
    ("a page is old", "the file is out of date"),
    ("out of the application's reach", "not accessible to the app role"),
    ("not known whose", "unclassified"),
    ("everybody's as declared", "global (declared)"),
    ("a policy would hide rows from fails", "if a policy would hide rows, the script fails"),
    ("a lock that polls", "runs take a lock by polling"),
    ("with no conversion", "as it is"),
    ("beside what its applied migrations make", "against what its applied migrations produce"),
    ("what is older than what is kept", "past the retention period"),
    ("as much data as production", "production-sized data"),
    ("after a kill", "after a crash"),
    ("a finding that is meant", "an intentional finding"),
    ("an exemption that nothing needs", "an exemption that no longer matches anything"),
    ("exemption that nothing needs any more", "exemption that no longer matches anything"),
    ("no lock that anybody notices", "no lock anyone would notice"),
    ("texts have long tails", "text lengths are long-tailed"),
    ("instants fall on", "timestamps fall on"),
    ("keys down meanwhile", "keys dropped for the duration"),
    ("a house of five floors", "five layers"),
    ("these are all scripts", "no other script"),
];

/// `there is none` and `if there are none` are English.
const NONE_MAY_FOLLOW: &str = "there";

/// A word in lower case, and the line it is on.
type Word = (String, usize);

fn files(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, extensions, found);
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known))
        {
            found.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn below(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&root().join(folder), extensions, &mut found);
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The words of a text in lower case. A function's name of more than three words is a sentence, as the names of
/// tests are; other identifiers are one word each: `is_none` is Rust's.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = match line.split_once("fn ") {
            Some((before, after)) if before.trim().split(' ').all(|word| !word.starts_with("//")) => {
                let (name, rest) = after.split_at(after.find(['(', '<']).unwrap_or(after.len()));
                let name =
                    if name.matches('_').count() > 2 { name.replace('_', " ") } else { name.to_owned() };
                format!("{before}fn {name} . {rest}")
            }
            _ => line.to_owned(),
        };
        let letters = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '_');
        for word in line.to_lowercase().split(letters) {
            let word = word.trim_matches('\'');
            if !word.is_empty() {
                words.push((word.to_owned(), index + 1));
            }
        }
    }
    words
}

/// Where a phrase occurs, as lines.
fn lines_with(words: &[Word], phrase: &str) -> Vec<usize> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let is_none = wanted.last() == Some(&"none");
    let is_there = |window: &[Word]| {
        window.iter().zip(&wanted).all(|((word, _), wanted)| *wanted == "*" || word == wanted)
    };
    words
        .windows(wanted.len())
        .enumerate()
        .filter(|(_, window)| is_there(window))
        .filter(|(start, _)| {
            let before = start.checked_sub(1).and_then(|before| words.get(before));
            !(is_none && before.is_some_and(|(word, _)| word == NONE_MAY_FOLLOW))
        })
        .filter_map(|(_, window)| window.first().map(|(_, line)| *line))
        .collect()
}

fn complaints(path: &Path, words: &[Word]) -> Vec<String> {
    PHRASES
        .iter()
        .flat_map(|(phrase, better)| {
            let complaint = move |line| format!("{}:{line}: `{phrase}` -> {better}", shown(path));
            lines_with(words, phrase).into_iter().map(complaint)
        })
        .collect()
}

/// `docs/style.md` quotes what not to write. `docs/schema.md` is made of comments in applied migrations, whose
/// checksums are fixed.
fn prose() -> Vec<PathBuf> {
    let mut found = below("src", &["rs", "sql", "html"]);
    found.extend(below("docs", &["md"]));
    let top = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    found.extend(top.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    found.retain(|path| !["docs/style.md", "docs/schema.md", "CHANGELOG.md"].contains(&shown(path).as_str()));
    found
}

#[test]
fn what_people_read_is_in_the_words_of_the_field() {
    let prose = prose();
    assert!(prose.len() > 300, "{} files", prose.len());
    let found: Vec<String> =
        prose.iter().flat_map(|path| complaints(path, &words(&fs::read_to_string(path).unwrap()))).collect();
    assert!(found.is_empty(), "{} phrases:\n{}", found.len(), found.join("\n"));
}

#[test]
fn names_of_tests_are_in_the_words_of_the_field() {
    let mut found = Vec::new();
    for path in below("tests", &["rs"]) {
        let text = fs::read_to_string(&path).unwrap();
        for (index, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("fn ") || line.trim_start().starts_with("async fn ") {
                let line: Vec<Word> = words(line).into_iter().map(|(word, _)| (word, index + 1)).collect();
                found.extend(complaints(&path, &line));
            }
        }
    }
    assert!(found.is_empty(), "{} names:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_phrase_is_found_whatever_its_case_and_line_breaks() {
    let found = |text: &str, phrase: &str| lines_with(&words(text), phrase);
    assert_eq!(found("/// It is\n/// Taken back.", "taken back"), [2]);
    assert_eq!(found("// takes\n// it back", "takes * back"), [1]);
    assert_eq!(found("x\nfn what_is_told_here() {}", "is told"), [2]);
    assert_eq!(found("if told.is_none() {}", "is none"), [0; 0]);
    assert_eq!(found("`None` where there is none", "is none"), [0; 0]);
    assert_eq!(found("a partition is none", "is none"), [1]);
    assert_eq!(found("recommend, amend", "mend"), [0; 0]);
}
