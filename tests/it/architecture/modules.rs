//! One file as a module: what it brings in, defines and uses, by name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::rust::{code, is_name};

/// A path, name by name.
pub(super) type Names = Vec<String>;

/// One file as a module: the names it brings in, and those it defines itself.
pub(super) struct Module {
    pub(super) file: PathBuf,
    /// Name here, path as written, and whether it is only handed on (`pub use`).
    pub(super) uses: Vec<(String, Names, bool)>,
    pub(super) defines: BTreeSet<String>,
    /// Paths in the code outside of `use`, and single names.
    pub(super) paths: BTreeSet<Names>,
}

impl Module {
    /// Reads a file that is one of `src`.
    pub(super) fn read(file: &Path, text: &str) -> Self {
        let tokens = code(text);
        let mut module = Self {
            file: file.to_owned(),
            uses: Vec::new(),
            defines: BTreeSet::new(),
            paths: BTreeSet::new(),
        };
        let (mut at, mut depth) = (0, 0);
        while at < tokens.len() {
            let before = at.checked_sub(1).map_or("", |before| tokens[before].as_str());
            // `..super::name` is a path, `value.name` is not.
            let is_field = before == "." && at.checked_sub(2).is_none_or(|second| tokens[second] != ".");
            match tokens[at].as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                "use" => {
                    let handed_on = ["pub", ")"].contains(&before);
                    at += 1;
                    module.use_tree(&tokens, &mut at, &[], handed_on);
                }
                word if is_name(word) => {
                    let defining = ["fn", "struct", "enum", "trait", "type", "const", "static"];
                    if depth == 0 && defining.contains(&before) {
                        module.defines.insert(word.to_owned());
                    } else if !is_field && before != "::" && before != "mod" {
                        let mut path = vec![word.to_owned()];
                        while tokens.get(at + 1).is_some_and(|next| next == "::")
                            && tokens.get(at + 2).is_some_and(|next| is_name(next))
                        {
                            path.push(tokens[at + 2].clone());
                            at += 2;
                        }
                        module.paths.insert(path);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        module
    }

    /// One branch of a `use` tree, from `at` to its end.
    fn use_tree(&mut self, tokens: &[String], at: &mut usize, prefix: &[String], handed_on: bool) {
        let mut path = prefix.to_vec();
        loop {
            match tokens[*at].as_str() {
                "::" => {}
                "{" => {
                    while tokens[*at] != "}" {
                        *at += 1;
                        if tokens[*at] != "}" {
                            self.use_tree(tokens, at, &path, handed_on);
                        }
                    }
                    *at += 1;
                    return;
                }
                "as" => {
                    *at += 1;
                    self.uses.push((tokens[*at].clone(), path.clone(), handed_on));
                    *at += 1;
                    return;
                }
                word if is_name(word) && (word != "self" || path.is_empty()) => path.push(word.to_owned()),
                "self" => {}
                "*" => panic!("{}: `use ...::*` hides what it takes", self.file.display()),
                _ => {
                    let name = path.last().cloned().unwrap_or_default();
                    self.uses.push((name, path, handed_on));
                    return;
                }
            }
            *at += 1;
        }
    }
}

/// `model/sql/mod.rs` is `model::sql`, and `lib.rs` the crate itself.
pub(super) fn module_path(file: &Path) -> Names {
    let mut path: Names =
        file.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if path.last().is_some_and(|last| last == "mod" || (last == "lib" && path.len() == 1)) {
        path.pop();
    }
    path
}
