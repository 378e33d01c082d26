//! Just enough Rust to read the sources: words and marks without comments, literals and test code.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Whether a token is a name or a keyword.
pub(super) fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// The tokens of a file: names, `::`, and every other mark alone; no `#[cfg(test)]` item.
pub(super) fn code(text: &str) -> Vec<String> {
    split_off_tests(&tokens(text)).0
}

/// Files that are compiled for tests only: behind a `#[cfg(test)] mod name;`, and all below.
pub(super) fn test_files(sources: &[(PathBuf, String)]) -> BTreeSet<PathBuf> {
    let mut stems = Vec::new();
    for (file, text) in sources {
        let tests = split_off_tests(&tokens(text)).1;
        let folder = match file.file_stem().unwrap().to_str().unwrap() {
            "mod" | "lib" | "main" => file.parent().unwrap().to_owned(),
            stem => file.with_file_name(stem),
        };
        let modules = tests.windows(3).filter(|tokens| tokens[0] == "mod" && tokens[2] == ";");
        stems.extend(modules.map(|tokens| folder.join(&tokens[1])));
    }
    let is_test = |file: &Path| stems.iter().any(|stem| file.with_extension("").starts_with(stem));
    sources.iter().map(|(file, _)| file).filter(|file| is_test(file)).cloned().collect()
}

/// Parts what is compiled for tests alone from the rest.
fn split_off_tests(tokens: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut code, mut tests) = (Vec::new(), Vec::new());
    let (mut inside, mut depth) = (false, 0);
    for (at, token) in tokens.iter().enumerate() {
        if !inside && tokens[at..].starts_with(&["#", "[", "cfg", "(", "test", ")", "]"].map(str::to_owned)) {
            (inside, depth) = (true, 0);
        }
        let to = if inside { &mut tests } else { &mut code };
        to.push(token.clone());
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        inside &= !(depth == 0 && (token == ";" || token == "}"));
    }
    (code, tests)
}

fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens: Vec<String> = Vec::new();
    let mut at = 0;
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    while let Some(&char) = chars.get(at) {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        if char == '/' && next == '/' {
            at += chars[at..].iter().take_while(|char| **char != '\n').count();
        } else if char == '"' {
            at = past_string(&chars, at);
        } else if char == '\'' {
            at += if next == '\\' {
                3 + chars[at + 3..].iter().take_while(|char| **char != '\'').count() + 1
            } else if chars.get(at + 2) == Some(&'\'') {
                3
            } else {
                1
            };
        } else if is_word(char) {
            let word: String = chars[at..].iter().take_while(|char| is_word(**char)).collect();
            at += word.chars().count();
            let raw = word.ends_with('r') && ["r", "br", "cr"].contains(&word.as_str());
            let hashes = chars[at..].iter().take_while(|char| **char == '#').count();
            if raw && chars.get(at + hashes) == Some(&'"') {
                let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let rest: String = chars[at + hashes + 1..].iter().collect();
                at += hashes + 1 + rest[..rest.find(&end).unwrap()].chars().count() + end.len();
            } else {
                tokens.push(word);
            }
        } else if char == ':' && next == ':' {
            tokens.push("::".to_owned());
            at += 2;
        } else {
            if !char.is_whitespace() {
                tokens.push(char.to_string());
            }
            at += 1;
        }
    }
    tokens
}

/// The place behind a string that begins at `at`.
fn past_string(chars: &[char], at: usize) -> usize {
    let mut at = at + 1;
    while chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}
