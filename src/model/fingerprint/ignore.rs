//! Differences that are meant: `[[drift.ignore]]` of `migrate.toml`.

use super::diff::Diff;
use crate::model::outcome::code::codes;

/// Objects that may differ, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ignored {
    /// The object as a difference names it; `*` stands for any letters.
    pub(crate) object: String,
    pub(crate) reason: String,
}

impl Ignored {
    fn covers(&self, object: &str) -> bool {
        matches(&self.object, object)
    }
}

/// Takes out what may differ. Returns how many differences that were, and the entries that nothing needed.
pub(crate) fn apply(diff: &mut Diff, ignored: &[Ignored]) -> (usize, Vec<Ignored>) {
    let is_covered = |object: &str| ignored.iter().any(|entry| entry.covers(object));
    let objects = || {
        let differences = diff.differences.iter().map(|difference| difference.object.as_str());
        differences.chain(diff.moved.iter().map(|moved| moved.object.as_str()))
    };
    let unused =
        ignored.iter().filter(|entry| !objects().any(|object| entry.covers(object))).cloned().collect();
    let count = objects().filter(|object| is_covered(object)).count();
    diff.differences.retain(|difference| !is_covered(&difference.object));
    diff.moved.retain(|moved| !is_covered(&moved.object));
    (count, unused)
}

/// Whether a pattern is a text, where `*` stands for any letters.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

codes!(Ignored {
    Self { .. } => "ignore-not-needed" Done "nothing needs this entry of `[[drift.ignore]]`",
});

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_letters_and_nothing_else_does() {
        for (pattern, text) in [
            ("table public.a", "table public.a"),
            ("table *", "table public.a"),
            ("*", ""),
            ("* on public.a", "policy p on public.a"),
            ("index public.tmp_*_idx", "index public.tmp_a_b_idx"),
            ("*a*a*", "baabaa"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("table public.a", "table public.ab"),
            ("able*", "table"),
            ("table.*x", "tablexx"),
            ("a*b*c", "acb"),
            ("ab*ba", "aba"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
