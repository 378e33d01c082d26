//! Words in scripts that the old tool replaces: filled where a value is known, named where not.

use std::collections::BTreeMap;

use super::old_migration::{OldFile, OldMigration, OldScript};
use super::tool::Tool;

/// The values that are known, by name.
pub(crate) type Values = BTreeMap<String, String>;

/// What stands around a name.
#[derive(Debug, Clone, Copy)]
struct Fence {
    open: &'static str,
    close: &'static str,
}

fn fence(tool: Tool) -> Option<Fence> {
    match tool {
        Tool::Flyway | Tool::Liquibase | Tool::Goose => Some(Fence { open: "${", close: "}" }),
        Tool::Tern | Tool::Pop => Some(Fence { open: "{{", close: "}}" }),
        _ => None,
    }
}

/// The values that the configuration of the old tool has: `flyway.placeholders.NAME=VALUE`.
pub(crate) fn configured(files: &[OldFile]) -> Values {
    let lines =
        files.iter().filter(|file| file.extension() == "conf").flat_map(|file| file.content().lines());
    let value = |line: &str| {
        let (name, value) = line.trim().strip_prefix("flyway.placeholders.")?.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    lines.filter_map(value).collect()
}

/// Fills what is known into the scripts of a migration. Returns the names that are left, as they stand there.
pub(crate) fn fill(tool: Tool, migration: &mut OldMigration, values: &Values) -> Vec<String> {
    let mut left = Vec::new();
    for script in [&mut migration.up, &mut migration.down] {
        let OldScript::Sql(text) = script else { continue };
        if tool == Tool::GraphileMigrate {
            fill_colons(text, values, &mut left);
        } else if let Some(fence) = fence(tool)
            && (tool != Tool::Goose || text.contains("ENVSUB"))
        {
            fill_fenced(text, fence, values, &mut left);
        }
    }
    left.sort();
    left.dedup();
    left
}

fn fill_fenced(text: &mut String, fence: Fence, values: &Values, left: &mut Vec<String>) {
    let mut from = 0;
    while let Some(start) = text[from..].find(fence.open).map(|at| from + at) {
        let inside = start + fence.open.len();
        let Some(length) = text[inside..].find(fence.close) else { return };
        let end = inside + length + fence.close.len();
        let name = text[inside..inside + length].trim().trim_start_matches('.');
        // A name has no line break: what has one is something else.
        if name.is_empty() || name.contains('\n') {
            from = inside;
            continue;
        }
        match values.get(name) {
            Some(value) => {
                text.replace_range(start..end, value);
                from = start + value.len();
            }
            None => {
                left.push(text[start..end].to_owned());
                from = end;
            }
        }
    }
}

/// A name of Graphile Migrate's: capitals behind a colon that no other one stands before, as in a cast.
fn fill_colons(text: &mut String, values: &Values, left: &mut Vec<String>) {
    let is_part = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
    let mut from = 0;
    while let Some(start) = text[from..].find(':').map(|at| from + at) {
        let behind = &text[start + 1..];
        let length = behind.find(|letter: char| !is_part(letter)).unwrap_or(behind.len());
        let is_name = behind.starts_with(|letter: char| letter.is_ascii_uppercase())
            && length > 2
            && !behind[length..].starts_with(|letter: char| letter.is_alphanumeric())
            && !text[..start].ends_with(':');
        let end = start + 1 + length;
        from = end.max(start + 1);
        if !is_name {
            continue;
        }
        match values.get(&text[start + 1..end]) {
            Some(value) => {
                text.replace_range(start..end, value);
                from = start + value.len();
            }
            None => left.push(text[start..end].to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(tool: Tool, text: &str) -> (String, Vec<String>) {
        let mut migration = OldMigration::new("1", "", "", OldScript::Sql(text.to_owned()));
        let values =
            Values::from([("app".to_owned(), "x".to_owned()), ("OWNER".to_owned(), "me".to_owned())]);
        let left = fill(tool, &mut migration, &values);
        let OldScript::Sql(text) = migration.up else { panic!() };
        (text, left)
    }

    #[test]
    fn known_names_are_filled_and_others_are_named() {
        for (tool, text, expected, left) in [
            (Tool::Flyway, "GRANT ${app} TO ${role};", "GRANT x TO ${role};", "${role}"),
            (
                Tool::Tern,
                "{{.app}} {{ template \"a\" . }}",
                "x {{ template \"a\" . }}",
                "{{ template \"a\" . }}",
            ),
            (
                Tool::GraphileMigrate,
                "a::OWNER :OWNER 1:2 x[1:N] :DATABASE_NAME",
                "a::OWNER me 1:2 x[1:N] :DATABASE_NAME",
                ":DATABASE_NAME",
            ),
            (Tool::Goose, "-- +goose ENVSUB ON\n${app}", "-- +goose ENVSUB ON\nx", ""),
            (Tool::Goose, "${app}", "${app}", ""),
            (Tool::Dbmate, "${app} {{app}}", "${app} {{app}}", ""),
        ] {
            assert_eq!(
                filled(tool, text),
                (
                    expected.to_owned(),
                    left.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect()
                )
            );
        }
    }

    #[test]
    fn flyways_configuration_has_values() {
        let conf = OldFile {
            path: "flyway.conf".to_owned(),
            text: Some("flyway.placeholders.app = x\nflyway.url=u".to_owned()),
        };
        assert_eq!(configured(&[conf]), Values::from([("app".to_owned(), "x".to_owned())]));
    }
}
