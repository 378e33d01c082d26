//! SQL text as trees: bodies of functions, which the server keeps as text, and expressions of the configuration.
//!
//! A small part of the language, with names, operators and casts looked up in the catalog. What is not understood is
//! [`Expr::Unknown`], from which nothing follows.

mod expressions;
mod lookup;
mod named;
mod parser;
mod queries;
mod resolve;
mod said;
mod scan;
mod sources;

use super::library::Library;
use super::tree::{Expr, Query};
use parser::Parser;
use resolve::Resolver;

/// The query that a function of SQL runs; `None` where it is more than one, or none that is understood. A body of
/// PL/pgSQL is understood where it does nothing but RETURN an expression. `path` is the function's own search path.
pub(crate) fn body(text: &str, routine: u32, path: Option<&str>, library: &Library) -> Option<Query> {
    let mut parser = Parser::of(text)?;
    parser.skip_wrapping();
    let select = parser.statement()?;
    let resolver = Resolver::new(library, path, library.routines.get(&routine));
    Some(resolver.query(&select, &[]))
}

/// An expression that stands for itself; `None` for another text. Names without a schema are looked up in every schema.
pub(crate) fn expression(text: &str, library: &Library) -> Option<Expr> {
    let mut parser = Parser::of(text)?;
    let said = parser.expression()?;
    parser.is_done().then(|| Resolver::new(library, None, None).expression(&said, &[]))
}

/// A condition of a table's rows; `None` for another text.
pub(crate) fn condition(text: &str, table: u32, library: &Library) -> Option<Expr> {
    let mut parser = Parser::of(text)?;
    let said = parser.expression()?;
    let frame = named::Named::of_table(table, library);
    parser.is_done().then(|| Resolver::new(library, None, None).expression(&said, &[frame]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;
    use crate::model::verify::policy::tree::Constant;

    #[test]
    fn what_is_understood_is_resolved_and_what_is_not_is_unknown() {
        let library = fixture::library();
        let read = |text: &str| expression(text, &library);
        assert_eq!(read("1 +"), None);
        assert_eq!(read("no_such_function(1)"), Some(Expr::Unknown));
        assert_eq!(read("'1'::text COLLATE \"C\""), Some(Expr::Unknown));
        let uuid = "'453C0C41-6f62-416a-8cb1-ecf8c426d60b'::uuid";
        let Some(Expr::Constant { value: Some(Constant::Uuid(_)), .. }) = read(uuid) else {
            panic!("{uuid}")
        };
        assert!(matches!(read("current_setting('a.b', true)"), Some(Expr::Call { routine: 3294, .. })));
        assert!(matches!(read("pg_catalog.current_setting('a.b')"), Some(Expr::Call { routine: 2077, .. })));
        assert!(matches!(read("CASE WHEN true THEN 1 ELSE 2 END"), Some(Expr::Case { .. })));
        assert!(matches!(read("ARRAY[1, 2]"), Some(Expr::Array(_))));
        assert_eq!(read(&"(".repeat(10_000)), None);
    }

    #[test]
    fn a_body_is_one_query_or_a_return() {
        let library = fixture::library();
        let read = |text: &str| body(text, 0, None, &library).map(|query| query.columns.len());
        assert_eq!(read("SELECT 1"), Some(1));
        assert_eq!(read("BEGIN RETURN current_setting('app.org', true); END;"), Some(1));
        assert_eq!(read("SELECT * FROM tasks AS t WHERE t.state = 'a' ORDER BY 1 LIMIT 1;"), Some(4));
        for unread in
            ["SELECT 1; SELECT 2", "INSERT INTO tasks DEFAULT VALUES", "BEGIN PERFORM 1; RETURN 1; END"]
        {
            assert_eq!(read(unread), None, "{unread}");
        }
    }
}
