//! A file that is divided by comment lines: goose, sql-migrate, dbmate, tern, node-pg-migrate.
//!
//! The tools read such files line by line, without a lexer: a marker counts wherever its line stands.

use super::file_name::Numbered;
use super::old_migration::{OldFile, OldMigration, OldProject, OldScript};
use super::old_sql::ends_in_semicolon;

/// What a marker means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// The up script begins; whether it runs in a transaction.
    Up {
        in_transaction: bool,
    },
    Down {
        in_transaction: bool,
    },
    /// The statements up to the next [`Marker::StatementEnd`] are one to the tool, with or without a semicolon.
    StatementBegin,
    StatementEnd,
    /// Both scripts run without a transaction.
    NoTransaction,
    /// Says something else to the tool, and nothing to the server.
    Aside,
}

/// What a divided file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sections {
    /// `None` without a marker of its kind.
    pub(super) up: Option<String>,
    pub(super) down: Option<String>,
    pub(super) up_in_transaction: bool,
    pub(super) down_in_transaction: bool,
    /// What stands before the first marker.
    pub(super) before: String,
}

/// Adds the migration of a file whose halves stand under markers. One without a line for the first half is passed over, for `why`.
pub(super) fn add_divided(
    project: &mut OldProject,
    file: &OldFile,
    name: &Numbered<'_>,
    marker: impl Fn(&str) -> Option<Marker>,
    why: &'static str,
) {
    let migration = |up| OldMigration::new(name.digits, name.name, &file.path, up);
    let Some(text) = &file.text else {
        project.migrations.push(migration(OldScript::of(file)));
        return;
    };
    let sections = divide(text, marker);
    let Some(up) = sections.up else {
        project.pass_over(file, why);
        return;
    };
    project.migrations.push(OldMigration {
        down: sections.down.map_or(OldScript::Absent, OldScript::Sql),
        up_in_transaction: sections.up_in_transaction,
        down_in_transaction: sections.down_in_transaction,
        ..migration(OldScript::Sql(up))
    });
}

/// Divides a text by the markers that a function recognises in lines. The markers themselves are left out; an empty line
/// stands for each, so that the lines keep their places.
pub(super) fn divide(text: &str, marker: impl Fn(&str) -> Option<Marker>) -> Sections {
    let mut sections = Sections { up_in_transaction: true, down_in_transaction: true, ..Sections::default() };
    let mut is_down = None;
    let mut statement = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let line_end = &line[bare.len()..];
        let marker = marker(bare);
        match marker {
            Some(Marker::Up { in_transaction }) => {
                is_down = Some(false);
                sections.up_in_transaction &= in_transaction;
            }
            Some(Marker::Down { in_transaction }) => {
                is_down = Some(true);
                sections.down_in_transaction &= in_transaction;
            }
            Some(Marker::NoTransaction) => {
                (sections.up_in_transaction, sections.down_in_transaction) = (false, false);
            }
            _ => {}
        }
        let section = match is_down {
            None => &mut sections.before,
            Some(false) => sections.up.get_or_insert_default(),
            Some(true) => sections.down.get_or_insert_default(),
        };
        match marker {
            None => section.push_str(line),
            Some(Marker::StatementBegin) => {
                section.push_str(line_end);
                statement = Some(section.len());
            }
            Some(Marker::StatementEnd) => {
                let begin = statement.take().filter(|begin| *begin <= section.len());
                if begin.is_some_and(|begin| !ends_in_semicolon(&section[begin..])) {
                    section.truncate(section.trim_end().len());
                    section.push_str("\n;\n");
                } else {
                    section.push_str(line_end);
                }
            }
            Some(_) => section.push_str(line_end),
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(line: &str) -> Option<Marker> {
        match line {
            "-- up" => Some(Marker::Up { in_transaction: true }),
            "-- up alone" => Some(Marker::Up { in_transaction: false }),
            "-- down" => Some(Marker::Down { in_transaction: true }),
            "-- begin" => Some(Marker::StatementBegin),
            "-- end" => Some(Marker::StatementEnd),
            "-- none" => Some(Marker::NoTransaction),
            _ => None,
        }
    }

    #[test]
    fn both_halves_keep_their_lines() {
        let sections = divide("-- head\n-- up alone\nSELECT 1;\n-- down\r\nSELECT 2;", marker);
        assert_eq!(sections.up.as_deref(), Some("\nSELECT 1;\n"));
        assert_eq!(sections.down.as_deref(), Some("\r\nSELECT 2;"));
        assert_eq!((sections.up_in_transaction, sections.down_in_transaction), (false, true));
        assert_eq!(sections.before, "-- head\n");
        assert_eq!(divide("SELECT 1;", marker).up, None);
        assert!(!divide("-- none\n-- up\n", marker).down_in_transaction);
    }

    #[test]
    fn a_statement_that_only_its_markers_end_gets_a_semicolon() {
        let body = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$";
        for (text, expected) in [
            (format!("-- up\n-- begin\n{body}\n-- end\nSELECT 1;"), format!("\n\n{body}\n;\nSELECT 1;")),
            (format!("-- up\n-- begin\n{body};\n-- end\nSELECT 1;"), format!("\n\n{body};\n\nSELECT 1;")),
            (format!("-- up\n-- begin\n{body}; -- so\n-- end"), format!("\n\n{body}; -- so\n")),
        ] {
            assert_eq!(divide(&text, marker).up, Some(expected), "{text}");
        }
    }
}
