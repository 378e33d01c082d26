//! The schemas that scripts find their names in, and which of them holds our tables.
//!
//! The server passes over what it does not find in a path, in silence. Where a project works must not depend on a typo:
//! the first schema of the path is the project's, or there is none.

use crate::model::outcome::code::codes;
use crate::model::sql::quote::Ident;

/// What stands for the schema that is called as the role is.
const USER: &str = "$user";

/// A path as somebody wrote it; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SearchPath(Vec<Ident>);

impl SearchPath {
    /// `None` where there is no name, or one that no schema can have.
    pub(crate) fn new<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> Option<Self> {
        let idents: Option<Vec<Ident>> = names.into_iter().map(|name| Ident::new(name.as_ref())).collect();
        idents.filter(|idents| !idents.is_empty()).map(Self)
    }

    /// Reads what the setting `search_path` holds: names with commas in between, in double quotes where they need
    /// them (`SplitIdentifierString`). `None` also where it is empty.
    pub(crate) fn parse(setting: &str) -> Option<Self> {
        let (mut names, mut rest) = (Vec::new(), setting.trim());
        while !rest.is_empty() {
            let (name, after) = match rest.strip_prefix('"') {
                Some(inside) => quoted(inside)?,
                None => {
                    let end = rest.find(',').unwrap_or(rest.len());
                    (rest[..end].trim().to_lowercase(), &rest[end..])
                }
            };
            names.push(name);
            rest = match after.trim_start() {
                "" => "",
                after => after.strip_prefix(',')?.trim_start(),
            };
        }
        Self::new(names)
    }

    /// As `SET search_path` takes it.
    pub(crate) fn list(&self) -> String {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The first schema, unless that depends on the role, or is `public`, which every database has.
    pub(crate) fn first_named(&self) -> Option<&Ident> {
        self.0.first().filter(|ident| !matches!(ident.name(), USER | "public"))
    }

    /// The names as they were written, `$user` among them.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|ident| ident.name().to_owned()).collect()
    }
}

/// The name up to its closing quote, and what follows.
fn quoted(inside: &str) -> Option<(String, &str)> {
    let mut from = 0;
    loop {
        let end = from + inside[from..].find('"')?;
        match inside[end + 1..].strip_prefix('"') {
            Some(_) => from = end + 2,
            None => return Some((inside[..end].replace("\"\"", "\""), &inside[end + 1..])),
        }
    }
}

/// Who said which schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathOrigin {
    /// A flag, the connection's URL, or `migrate.toml`.
    Configured,
    /// The settings of the login: of the role, of the database, or of the connection.
    Login,
}

/// What the server has of one name in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathEntry {
    /// As it is in the path: it may be `$user`.
    pub(crate) written: String,
    /// What that means to the role that is connected.
    pub(crate) schema: String,
    pub(crate) exists: bool,
    /// The role has USAGE.
    pub(crate) usable: bool,
}

/// The schemas of a project in one database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProjectPath {
    /// As it was written.
    pub(crate) written: SearchPath,
    /// The same for any role: `$user` is the schema that it meant, or left out.
    pub(crate) fixed: SearchPath,
    /// The schema that holds our tables, and what scripts make without saying where.
    pub(crate) home: Ident,
    /// Every schema of the path that is there, by its own name; `home` first.
    pub(crate) schemas: Vec<String>,
    /// The role has USAGE on `home`. Without it the catalog can be read, and nothing in the schema.
    pub(crate) is_usable: bool,
}

/// Why there is no schema to work in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathProblem {
    pub(crate) why: PathFlaw,
    pub(crate) origin: PathOrigin,
    /// The whole path, as `SET search_path` takes it.
    pub(crate) path: String,
    pub(crate) role: String,
}

/// What is wrong with a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathFlaw {
    /// It names no schema, or one that cannot be a name.
    Empty,
    /// The first schema is not there.
    Missing { schema: String },
    /// The role may not use the first schema.
    NoUsage { schema: String },
    /// The first schema is the server's own, or one for temporary objects.
    System { schema: String },
}

codes!(PathFlaw {
    Self::Empty => "search-path-empty" Usage "the search path names no schema",
    Self::Missing { .. } => "search-path-schema-missing" Usage "the first schema of the search path does not exist",
    Self::NoUsage { .. } => "search-path-schema-not-usable" Usage "the role may not use the first schema of the search path",
    Self::System { .. } => "search-path-schema-is-system" Usage "the first schema of the search path is the server's own",
});

/// Decides where a project works. `entries` are the names of `written`, in order. `$user` is passed over where there is
/// no such schema, as the server does; every other name counts, also that of a schema that may not be used.
pub(crate) fn resolve(written: &SearchPath, entries: &[PathEntry]) -> Result<ProjectPath, PathFlaw> {
    let first = entries.iter().find(|entry| entry.exists || entry.written != USER).ok_or(PathFlaw::Empty)?;
    let schema = first.schema.clone();
    if schema.starts_with("pg_") || schema == "information_schema" {
        return Err(PathFlaw::System { schema });
    }
    if !first.exists {
        return Err(PathFlaw::Missing { schema });
    }
    let home = Ident::new(&schema).ok_or(PathFlaw::Empty)?;
    let meant = entries.iter().filter(|entry| entry.exists || entry.written != USER);
    let fixed = SearchPath::new(meant.map(|entry| entry.schema.clone())).ok_or(PathFlaw::Empty)?;
    let mut schemas: Vec<String> = Vec::new();
    let is_usable = first.usable;
    for entry in entries.iter().filter(|entry| entry.exists && (entry.usable || entry.schema == schema)) {
        if !schemas.contains(&entry.schema) {
            schemas.push(entry.schema.clone());
        }
    }
    Ok(ProjectPath { written: written.clone(), fixed, home, schemas, is_usable })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(setting: &str) -> Option<Vec<String>> {
        SearchPath::parse(setting).map(|path| path.names())
    }

    #[test]
    fn a_setting_is_read_as_the_server_reads_it() {
        let names = |names: &[&str]| Some(names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(parsed("\"$user\", public"), names(&["$user", "public"]));
        assert_eq!(parsed("App ,\"My \"\"Schema\"\", a,b\" , c"), names(&["app", "My \"Schema\", a,b", "c"]));
        for none in ["", "  ", "\"\"", "\"open", "a b\", c\"x", "\"a\" b", ","] {
            assert!(parsed(none).is_none_or(|names| none.starts_with("a b") && names.len() == 2), "{none}");
        }
    }

    #[test]
    fn a_path_is_written_so_that_it_is_read_back() {
        let path = SearchPath::new(["$user", "a\"b", "c,d"]).unwrap();
        assert_eq!(path.list(), "\"$user\", \"a\"\"b\", \"c,d\"");
        assert_eq!(SearchPath::parse(&path.list()), Some(path));
    }

    fn entry(written: &str, exists: bool, usable: bool) -> PathEntry {
        let schema = if written == USER { "ada" } else { written };
        PathEntry { written: written.to_owned(), schema: schema.to_owned(), exists, usable }
    }

    fn home(entries: &[PathEntry]) -> Result<(String, Vec<String>), PathFlaw> {
        let written = SearchPath::new(entries.iter().map(|entry| entry.written.clone())).unwrap();
        resolve(&written, entries).map(|path| (path.home.name().to_owned(), path.schemas))
    }

    #[test]
    fn the_first_schema_counts_and_nothing_falls_through() {
        let schemas = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let schema = || "app".to_owned();
        let (app, public) = (entry("app", true, true), entry("public", true, true));
        assert_eq!(home(&[app.clone(), public.clone(), app]), Ok((schema(), schemas(&["app", "public"]))));
        let missing = [entry("app", false, false), public.clone()];
        assert_eq!(home(&missing), Err(PathFlaw::Missing { schema: schema() }));
        let barred = [entry("app", true, false), public.clone()];
        assert_eq!(home(&barred).unwrap().0, "app");
        let written = SearchPath::new(["app", "public"]).unwrap();
        assert!(!resolve(&written, &barred).unwrap().is_usable);
        let system = [entry("pg_catalog", true, true), public];
        assert_eq!(home(&system), Err(PathFlaw::System { schema: "pg_catalog".to_owned() }));
    }

    #[test]
    fn the_schema_of_the_role_counts_where_there_is_one() {
        let public = entry("public", true, true);
        assert_eq!(home(&[entry(USER, false, false), public.clone()]).unwrap().0, "public");
        assert_eq!(home(&[entry(USER, true, true), public]).unwrap().0, "ada");
        assert_eq!(home(&[entry(USER, false, false)]), Err(PathFlaw::Empty));
    }

    #[test]
    fn the_fixed_path_means_the_same_to_another_role() {
        let fixed = |exists| {
            let entries =
                [entry(USER, exists, exists), entry("public", true, true), entry("later", false, false)];
            let written = SearchPath::new(entries.iter().map(|entry| entry.written.clone())).unwrap();
            resolve(&written, &entries).unwrap().fixed.names()
        };
        assert_eq!(fixed(true), ["ada", "public", "later"]);
        assert_eq!(fixed(false), ["public", "later"]);
    }

    #[test]
    fn a_later_schema_may_be_missing() {
        let schemas = home(&[entry("app", true, true), entry("later", false, false)]).unwrap().1;
        assert_eq!(schemas, ["app"]);
    }
}
