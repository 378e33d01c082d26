//! Files of any naming: `--pattern '{version}-{name}.sql'`, and `--down-pattern` for the way back.
//!
//! In a pattern `{version}` stands for anything but a `/`, `{name}` for anything, `*` for anything but a `/`. Migrations are in
//! the order of their versions: numbers by their size, parts with dots one by one, and texts behind them. Files are run as
//! psql would: nobody begins a transaction.

use super::file_name::magnitude;
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};

/// Both patterns.
#[derive(Debug, Clone)]
pub(crate) struct Patterns {
    up: Vec<Piece>,
    down: Option<Vec<Piece>>,
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Version,
    Name,
    /// `*`
    Any,
}

/// What a path has where the pattern has names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Captured {
    version: String,
    name: Option<String>,
}

impl Patterns {
    /// From what a person wrote; `None` where one of them has no `{version}`.
    pub(crate) fn parse(up: &str, down: Option<&str>) -> Option<Self> {
        let down = match down {
            Some(down) => Some(pieces(down)?),
            None => None,
        };
        Some(Self { up: pieces(up)?, down })
    }
}

fn pieces(pattern: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while !rest.is_empty() {
        let (piece, length) = if rest.starts_with("{version}") {
            (Piece::Version, "{version}".len())
        } else if rest.starts_with("{name}") {
            (Piece::Name, "{name}".len())
        } else if rest.starts_with('*') {
            (Piece::Any, 1)
        } else {
            let next = |word: &str| rest.find(word).unwrap_or(rest.len());
            let length = next("{version}").min(next("{name}")).min(next("*"));
            (Piece::Text(rest[..length].to_owned()), length)
        };
        pieces.push(piece);
        rest = &rest[length..];
    }
    (pieces.iter().filter(|piece| **piece == Piece::Version).count() == 1).then_some(pieces)
}

/// What stands for the names, each as short as it can be; `None` where the path does not fit.
fn capture(pieces: &[Piece], path: &str) -> Option<Captured> {
    let Some((first, rest)) = pieces.split_first() else { return path.is_empty().then(Captured::default) };
    if let Piece::Text(text) = first {
        return capture(rest, path.strip_prefix(text.as_str())?);
    }
    let least = usize::from(*first == Piece::Version);
    let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]).filter(|end| *end >= least);
    for end in ends {
        let (taken, behind) = path.split_at(end);
        if taken.contains('/') && *first != Piece::Name {
            return None;
        }
        if let Some(captured) = capture(rest, behind) {
            return Some(match first {
                Piece::Version => Captured { version: taken.to_owned(), ..captured },
                Piece::Name => Captured { name: Some(taken.to_owned()), ..captured },
                Piece::Text(_) | Piece::Any => captured,
            });
        }
    }
    None
}

/// Reads a project.
pub(super) fn read(files: &[OldFile], patterns: &Patterns) -> OldProject {
    let mut project = OldProject::default();
    let downs: Vec<(Captured, &OldFile)> =
        files.iter().filter_map(|file| Some((capture(patterns.down.as_ref()?, &file.path)?, file))).collect();
    for file in files {
        let is_down = downs.iter().any(|(_, down)| down.path == file.path);
        let Some(captured) = capture(&patterns.up, &file.path).filter(|_| !is_down) else { continue };
        let fits = |down: &Captured| {
            down.version == captured.version && (down.name.is_none() || down.name == captured.name)
        };
        let down = downs.iter().find(|(down, _)| fits(down)).map(|(_, file)| *file);
        let (version, name) = (captured.version.as_str(), captured.name.as_deref().unwrap_or_default());
        project.migrations.push(OldMigration {
            down: down.map_or(OldScript::Absent, OldScript::of),
            up_in_transaction: false,
            down_in_transaction: false,
            ..OldMigration::new(version, name, &file.path, OldScript::of(file))
        });
    }
    project.migrations.sort_by_cached_key(|migration| (order(&migration.version), migration.file.clone()));
    project
}

fn order(version: &str) -> Vec<(bool, usize, String)> {
    let part = |part: &str| {
        let is_text = part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit());
        let (length, digits) = if is_text { (0, part) } else { magnitude(part) };
        (is_text, length, digits.to_owned())
    };
    version.split(['.', '-', '_']).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::super::read::fixtures::{files, summary};
    use super::*;

    #[test]
    fn any_naming_is_read() {
        let all = files(&[
            ("up/1.10-b c.sql", "SELECT 110;"),
            ("up/1.9-a.sql", "SELECT 19;"),
            ("down/1.9-a.sql", "SELECT -19;"),
            ("notes.sql", ""),
        ]);
        let patterns = Patterns::parse("up/{version}-{name}.sql", Some("down/{version}-{name}.sql")).unwrap();
        assert_eq!(
            summary(&read(&all, &patterns)),
            ["1.9 a 1.9: SELECT 19; alone / SELECT -19; alone", "1.10 b c 1.10: SELECT 110; alone, no down"]
        );
        assert!(Patterns::parse("up/*.sql", None).is_none());
        let patterns = Patterns::parse("{version}.up.sql", Some("{version}.down.sql")).unwrap();
        let project = read(&files(&[("a/1.up.sql", "x"), ("1.up.sql", "x"), ("1.down.sql", "y")]), &patterns);
        assert_eq!(summary(&project), ["1  1: x alone / y alone"]);
    }
}
