//! What a baseline stands on: roles, extensions and schemas that an administrator made, as statements.

use super::dump::Dump;
use super::standing::{NeededRole, Standing};
use crate::model::sql::quote::{to_paste, unquoted};
use crate::model::sql::tokens::written_words;

/// What has to be there before the pair runs, and is not made by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ground {
    pub(crate) what: Made,
    /// The statement that makes it, without its semicolon.
    pub(crate) statement: String,
}

/// What a statement makes, for the question whether it is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Made {
    Role(String),
    Schema(String),
    Extension(String),
    /// A schema that every database has, and this one has not.
    NoSchema(String),
    /// Something of one of these: it is done again, which changes nothing.
    Change,
}

/// The statements in an order in which they can run: roles first.
pub(crate) fn grounds(standing: &Standing, dump: &Dump) -> Vec<Ground> {
    let own = NeededRole { name: standing.role.clone(), is_superuser: false };
    let own = dump.names_own_role.then_some(own);
    let is_named = |role: &&NeededRole| !role.is_superuser || dump.names(&role.name);
    let roles = standing.roles.iter().chain(&own).filter(is_named);
    let roles =
        roles.map(|role| Ground { what: Made::Role(role.name.clone()), statement: create_role(role) });
    roles.chain(dump.administrator.iter().map(|statement| ground(statement))).collect()
}

/// The schema `public` was dropped.
pub(crate) fn without_public() -> Ground {
    Ground { what: Made::NoSchema("public".to_owned()), statement: "DROP SCHEMA public".to_owned() }
}

/// The same of a database that was not dumped: what the catalog says alone. Superusers are the server's own.
pub(crate) fn of_catalog(standing: &Standing) -> Vec<Ground> {
    let own = NeededRole { name: standing.role.clone(), is_superuser: standing.is_superuser };
    let roles = standing.roles.iter().chain([&own]).filter(|role| !role.is_superuser);
    let roles = roles.map(|role| (Made::Role(role.name.clone()), create_role(role)));
    let schemas = standing.schemas_of_others.iter();
    let schemas =
        schemas.map(|name| (Made::Schema(name.clone()), format!("CREATE SCHEMA {}", to_paste(name))));
    let extensions = standing.extensions.iter().filter(|extension| !extension.is_own).map(|extension| {
        let (name, schema) = (to_paste(&extension.name), extension.schema_to_paste());
        (Made::Extension(extension.name.clone()), format!("CREATE EXTENSION {name} SCHEMA {schema}"))
    });
    let all = roles.chain(schemas).chain(extensions);
    all.map(|(what, statement)| Ground { what, statement }).collect()
}

fn create_role(role: &NeededRole) -> String {
    let superuser = if role.is_superuser { " SUPERUSER" } else { "" };
    format!("CREATE ROLE {} NOLOGIN{superuser}", to_paste(&role.name))
}

fn ground(statement: &str) -> Ground {
    let words = written_words(statement);
    let is = |at: usize, word: &str| words.get(at).is_some_and(|known| known.eq_ignore_ascii_case(word));
    let name = |at: usize| words.get(at).map(|word| unquoted(word)).unwrap_or_default();
    let what = if is(0, "create") && is(1, "schema") {
        Made::Schema(name(2))
    } else if is(0, "create") && is(1, "extension") {
        Made::Extension(name(if is(2, "if") { 5 } else { 2 }))
    } else {
        Made::Change
    };
    Ground { what, statement: statement.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_come_first_and_each_statement_says_what_it_makes() {
        let role = |name: &str, is_superuser| NeededRole { name: name.to_owned(), is_superuser };
        let standing = Standing {
            role: "me".to_owned(),
            roles: vec![role("user", false), role("boss", true)],
            ..Standing::default()
        };
        let statements = ["CREATE SCHEMA \"My S\"", "CREATE EXTENSION IF NOT EXISTS hstore", "GRANT a TO b"];
        let administrator = statements.map(str::to_owned).to_vec();
        let statements = vec!["ALTER EVENT TRIGGER e OWNER TO boss".to_owned()];
        let dump = Dump { administrator, statements, names_own_role: true, ..Dump::default() };
        let made: Vec<(Made, String)> =
            grounds(&standing, &dump).into_iter().map(|ground| (ground.what, ground.statement)).collect();
        assert_eq!(made[0], (Made::Role("user".to_owned()), "CREATE ROLE \"user\" NOLOGIN".to_owned()));
        assert_eq!(made[1].1, "CREATE ROLE boss NOLOGIN SUPERUSER");
        assert_eq!(made[2].1, "CREATE ROLE me NOLOGIN");
        assert_eq!(made[3].0, Made::Schema("My S".to_owned()));
        assert_eq!(made[4].0, Made::Extension("hstore".to_owned()));
        assert_eq!(made[5].0, Made::Change);
    }
}
