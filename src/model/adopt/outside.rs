//! What the old scripts stand on and do not make: roles of the server and extensions of the adopted database. The servers
//! of the proof are given those that the scripts name.

use crate::model::migration::ground::Ground;
use crate::model::migration::pair::Pair;
use crate::model::sql::quote::Ident;

/// Something that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OutsideObject {
    Role(String),
    Extension { name: String, schema: String },
}

/// The statements that make what the migrations name or need, and none of them makes.
pub(crate) fn statements(outside: &[OutsideObject], pairs: &[Pair]) -> Vec<String> {
    outside.iter().filter_map(|object| statement(object, pairs)).collect()
}

fn statement(object: &OutsideObject, pairs: &[Pair]) -> Option<String> {
    match object {
        OutsideObject::Role(name) => {
            let role = Ident::new(name)?;
            let statement = format!("CREATE ROLE {role} NOLOGIN");
            let ground = Ground { before: None, app_role: Some(role) };
            (is_named(name, pairs) && ground.role_beside(pairs).is_some()).then_some(statement)
        }
        OutsideObject::Extension { name, schema } => {
            let (extension, schema) = (Ident::new(name)?, Ident::new(schema)?);
            let makes = |pair: &Pair| {
                let text = pair.up.sql.to_ascii_lowercase();
                text.contains("extension") && text.contains(&name.to_ascii_lowercase())
            };
            let is_made = pairs.iter().any(makes);
            (!is_made).then(|| format!("CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA {schema}"))
        }
    }
}

/// Whether any script has the name in it, wherever.
fn is_named(name: &str, pairs: &[Pair]) -> bool {
    let name = name.to_ascii_lowercase();
    pairs.iter().any(|pair| pair.up.sql.to_ascii_lowercase().contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::migration::pair::fixtures::pair;

    #[test]
    fn what_scripts_name_and_do_not_make_is_made() {
        let pairs = [
            pair(1, "CREATE ROLE made; GRANT SELECT ON t TO app_user, made;"),
            pair(2, "CREATE EXTENSION citext;"),
        ];
        let extension =
            |name: &str| OutsideObject::Extension { name: name.to_owned(), schema: "public".to_owned() };
        let role = |name: &str| OutsideObject::Role(name.to_owned());
        let outside =
            [role("app_user"), role("made"), role("stranger"), extension("citext"), extension("pg_trgm")];
        assert_eq!(
            statements(&outside, &pairs),
            [
                "CREATE ROLE \"app_user\" NOLOGIN",
                "CREATE EXTENSION IF NOT EXISTS \"pg_trgm\" SCHEMA \"public\""
            ]
        );
    }
}
