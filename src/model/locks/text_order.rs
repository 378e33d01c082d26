//! The order in which a script's text names tables: that in which its statements lock them, the same in every run.

use super::lock_set::TableLock;
use crate::model::sql::tokens::{is_filling, tokens};

/// The locks by the first place that names their table; those that no place names follow, by name.
pub(crate) fn sorted(locks: &[TableLock], sql: &str) -> Vec<TableLock> {
    let text = without_comments(sql).to_lowercase();
    let mut sorted = locks.to_vec();
    sorted.sort_by_cached_key(|lock| {
        let place = first_place(&text, &lock.table.name.to_lowercase());
        (place.unwrap_or(usize::MAX), lock.table.clone())
    });
    sorted
}

/// With blanks where comments were; those in the bodies of functions stay.
fn without_comments(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    for (kind, range) in tokens(sql) {
        text.push_str(if is_filling(kind) { " " } else { &sql[range] });
    }
    text
}

/// Where a word begins for the first time, not as a part of a longer one.
fn first_place(text: &str, name: &str) -> Option<usize> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    let mut places = text.match_indices(name).map(|(place, _)| place);
    places.find(|place| {
        let (before, after) = (&text[..*place], &text[place + name.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::locks::mode::LockMode;
    use crate::model::sql::qualified_name::QualifiedName;

    #[test]
    fn tables_come_as_the_text_names_them_and_the_others_by_name() {
        let lock = |name: &str| TableLock {
            table: QualifiedName::new("public", name),
            alone: true,
            mode: LockMode::AccessExclusive,
        };
        let sql = "-- tags first\nSELECT FROM x_a; ALTER TABLE notes_tags ADD x int; DO $$ BEGIN UPDATE Tags SET y = 1; END $$;\n\
                   ALTER TABLE \"My Notes\" /* a */ ADD z int REFERENCES public.notes;";
        let locks = ["b", "a", "notes", "My Notes", "tags", "notes_tags"].map(lock);
        let sorted = sorted(&locks, sql);
        let names: Vec<_> = sorted.iter().map(|lock| lock.table.name.as_str()).collect();
        assert_eq!(names, ["notes_tags", "tags", "My Notes", "notes", "a", "b"]);
    }
}
