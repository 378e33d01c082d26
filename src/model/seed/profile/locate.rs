//! Where a place of a profile stands in its files.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file and the line of a place such as `tables.tasks.columns.status`, or of the nearest place around it; of several
/// files, the first one that has most of it. The files are those of a profile, each with its name and its text.
pub(crate) fn locate<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, place: &str) -> Option<String> {
    let place = place.strip_prefix("profile").map_or(place, |rest| rest.trim_start_matches('.'));
    let mut best: Option<(usize, String)> = None;
    for (name, text) in files {
        let Ok(table) = DeTable::parse(text) else { continue };
        let (depth, start) = find(table.get_ref(), place);
        let line = start.map(|start| text[..start.min(text.len())].matches('\n').count() + 1);
        let shown = line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
        if best.as_ref().is_none_or(|(known, _)| depth > *known) {
            best = Some((depth, shown));
        }
    }
    best.map(|(_, shown)| shown)
}

/// How many letters of a place are found, and where its last part begins.
fn find(table: &DeTable<'_>, place: &str) -> (usize, Option<usize>) {
    let is_start = |key: &Spanned<std::borrow::Cow<'_, str>>| {
        let rest = place.strip_prefix(key.get_ref().as_ref());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let longest = table.iter().filter(|(key, _)| is_start(key)).max_by_key(|(key, _)| key.get_ref().len());
    let Some((key, value)) = longest else { return (0, None) };
    let length = key.get_ref().len();
    let rest = place[length..].trim_start_matches('.');
    let deeper = match value.get_ref() {
        DeValue::Table(inner) if !rest.is_empty() => find(inner, rest),
        _ => (0, None),
    };
    (length + deeper.0, deeper.1.or(Some(key.span().start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_place_or_of_what_is_around_it() {
        let text = "months = 3\n[tables.\"s.a\"]\nrows = 1\n[tables.\"s.a\".columns]\nx = { int = [3, 1] }\n";
        let at = |place: &str| locate([("p.toml", text)], place);
        assert_eq!(at("profile.months").as_deref(), Some("p.toml:1"));
        assert_eq!(at("tables.s.a").as_deref(), Some("p.toml:2"));
        assert_eq!(at("tables.s.a.rows").as_deref(), Some("p.toml:3"));
        assert_eq!(at("tables.s.a.columns.x.int").as_deref(), Some("p.toml:5"));
        assert_eq!(at("tables.s.a.columns.y").as_deref(), Some("p.toml:4"));
        assert_eq!(at("profile").as_deref(), Some("p.toml"));
    }
}
