//! What scripts stand on and do not make themselves: roles, schemas and extensions that an administrator made.

use std::ops::Range;
use std::path::PathBuf;

use super::pair::Pair;
use crate::model::sql::quote::{Ident, unquoted, unquoted_text};
use crate::model::sql::statements::statements;
use crate::model::sql::tokens::written_words as words;

/// What was configured of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ground {
    /// The file of `[scratch] before`.
    pub(crate) before: Option<PathBuf>,
    /// `[tenant] app_role`, where somebody wrote it down.
    pub(crate) app_role: Option<Ident>,
}

impl Ground {
    /// The role that a throwaway server is given before the scripts run there: none where one of them makes it.
    pub(crate) fn role_beside(&self, scripts: &[Pair]) -> Option<&Ident> {
        let role = self.app_role.as_ref()?;
        (!scripts.iter().any(|pair| may_make_role(&pair.up.sql, role.name()))).then_some(role)
    }
}

/// The statements of the file that change nothing but the database that they run in, whoever else uses its server.
pub(crate) fn local_statements(sql: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    statements(sql).filter(|range| {
        let words = words(&sql[range.clone()]);
        matches!(words.get(..2), Some([first, second])
            if first.eq_ignore_ascii_case("create")
                && (second.eq_ignore_ascii_case("schema") || second.eq_ignore_ascii_case("extension")))
    })
}

/// Whether a script makes a role, also in the text of a function or of a `DO`. A statement that is put together there,
/// without a name that can be read, may be about this one.
fn may_make_role(sql: &str, role: &str) -> bool {
    let words = words(sql);
    let makes = words.windows(2).enumerate().any(|(at, pair)| {
        let is_role = ["role", "user", "group"].iter().any(|kind| pair[1].eq_ignore_ascii_case(kind));
        let name = words.get(at + 2).copied();
        pair[0].eq_ignore_ascii_case("create")
            && is_role
            && name.is_none_or(|name| name == "%" || unquoted(name) == role)
    });
    makes || words.iter().filter_map(|word| unquoted_text(word)).any(|text| may_make_role(&text, role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_makes_a_role_is_recognised() {
        for (sql, expected) in [
            ("CREATE ROLE app NOLOGIN;", true),
            ("create  user \"app\";", true),
            ("CREATE /* x */ GROUP App;", true),
            ("DO $$BEGIN IF NOT EXISTS (SELECT) THEN CREATE ROLE app; END IF; END$$;", true),
            ("DO $$BEGIN EXECUTE 'CREATE ROLE app'; END$$;", true),
            ("DO $$BEGIN EXECUTE format('CREATE ROLE %I', x); END$$;", true),
            ("DO $$BEGIN EXECUTE 'CREATE ROLE ' || x; END$$;", true),
            ("CREATE ROLE other;", false),
            ("CREATE USER MAPPING FOR app SERVER s;", false),
            ("-- CREATE ROLE app\nSELECT 1;", false),
            ("GRANT SELECT ON t TO app;", false),
            ("", false),
        ] {
            assert_eq!(may_make_role(sql, "app"), expected, "{sql}");
        }
    }

    #[test]
    fn schemas_and_extensions_are_of_the_database_alone() {
        let sql = "CREATE ROLE a; create schema s AUTHORIZATION a;\n-- x\nCREATE EXTENSION IF NOT EXISTS e;
            ALTER SYSTEM SET work_mem = 1; DO $$BEGIN CREATE SCHEMA t; END$$; CREATE DATABASE d";
        let local: Vec<&str> = local_statements(sql).map(|range| sql[range].trim()).collect();
        assert_eq!(local.len(), 2, "{local:?}");
        assert!(
            local[0].starts_with("create schema s") && local[1].contains("CREATE EXTENSION"),
            "{local:?}"
        );
    }
}
