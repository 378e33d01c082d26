//! A tree as SQL text, for `[tenant] expression`: what [`super::written::expression`] reads back as the same tree.
//!
//! Only what says who is at work is spelled: settings, what is read out of them, casts, functions, and a sub-select from one table.

use super::families;
use super::library::Library;
use super::tree::{Constant, Expr, From, Item, Query};
use crate::model::sql::quote::{self, to_paste};

/// The text of an expression; `None` where a part of it has none.
pub(crate) fn spelled(expression: &Expr, library: &Library) -> Option<String> {
    within(expression, library, None)
}

/// `frame`: the table that columns belong to.
fn within(expression: &Expr, library: &Library, frame: Option<u32>) -> Option<String> {
    let inner = |inner: &Expr| within(inner, library, frame);
    Some(match expression {
        Expr::Constant { value: None, .. } => "NULL".to_owned(),
        Expr::Constant { value: Some(value), .. } => match value {
            Constant::Text(text) => quote::Constant(text).to_string(),
            Constant::Number(number) => number.to_string(),
            Constant::Boolean(value) => value.to_string(),
            Constant::Uuid(_) | Constant::Raw(..) => return None,
        },
        Expr::Call { routine, arguments, .. } => {
            let known = library.routines.get(routine)?;
            let list: Option<Vec<String>> = arguments.iter().map(inner).collect();
            format!("{}({})", name(&known.schema, &known.name), list?.join(", "))
        }
        Expr::Operator { operator, arguments, .. } => {
            let known = library.operators.get(operator).filter(|known| known.schema == "pg_catalog")?;
            let [left, right] = arguments.as_slice() else { return None };
            format!("({} {} {})", inner(left)?, known.name, inner(right)?)
        }
        // The parser gives a constant the type that it is compared with.
        Expr::Relabel { inner: cast, kind } | Expr::Convert { inner: cast, kind } => {
            format!("{}::{}", inner(cast)?, type_name(*kind, library)?)
        }
        Expr::NullIf { sides, .. } => format!("NULLIF({}, {})", inner(&sides[0])?, inner(&sides[1])?),
        Expr::Coalesce(list) => {
            let list: Option<Vec<String>> = list.iter().map(inner).collect();
            format!("COALESCE({})", list?.join(", "))
        }
        Expr::Scalar(query) => format!("({})", select(query, library)?),
        Expr::Column { up: 0, item: 1, number, .. } => {
            format!("s.{}", to_paste(&library.column(frame?, *number)?.name))
        }
        Expr::All(parts) => {
            let parts: Option<Vec<String>> = parts.iter().map(inner).collect();
            parts?.join(" AND ")
        }
        _ => return None,
    })
}

/// A query of one column, from one table or from none.
fn select(query: &Query, library: &Library) -> Option<String> {
    let is_simple =
        query.combined.is_none() && query.with.is_empty() && !query.aggregates && !query.is_opaque;
    let [column] = query.columns.as_slice() else { return None };
    match (query.items.as_slice(), query.from.as_slice()) {
        ([], []) if is_simple && query.condition.is_none() => {
            Some(format!("SELECT {}", within(column, library, None)?))
        }
        ([Item::Relation(table)], [From::Item(1)]) if is_simple => {
            let (schema, relation, _) = library.relations.iter().find(|(_, _, oid)| oid == table)?;
            let column = within(column, library, Some(*table))?;
            let mut text = format!("SELECT {column} FROM {} AS s", name(schema, relation));
            if let Some(condition) = &query.condition {
                text.push_str(&format!(" WHERE {}", within(condition, library, Some(*table))?));
            }
            Some(text)
        }
        _ => None,
    }
}

/// A name as a statement takes it, wherever the path leads: without the schema for what the server brings along.
fn name(schema: &str, bare: &str) -> String {
    match schema {
        "pg_catalog" => to_paste(bare),
        // Reserved for roles alone.
        "public" => format!("public.{}", to_paste(bare)),
        schema => format!("{}.{}", to_paste(schema), to_paste(bare)),
    }
}

/// The name of a type, for a cast and for `column_type`; `None` where it is not known.
pub(crate) fn type_name(kind: u32, library: &Library) -> Option<String> {
    Some(match kind {
        families::SMALLINT => "smallint".to_owned(),
        families::INTEGER => "integer".to_owned(),
        families::BIGINT => "bigint".to_owned(),
        families::BOOLEAN => "boolean".to_owned(),
        kind => {
            let (schema, bare, _) = library.types.iter().find(|(_, _, oid)| *oid == kind)?;
            // The server calls arrays by their elements.
            let element = bare.strip_prefix('_').and_then(|bare| {
                let is_it = |(of, own, _): &&(String, String, u32)| of == schema && own == bare;
                library.types.iter().find(is_it)
            });
            match element {
                Some((_, _, element)) => format!("{}[]", type_name(*element, library)?),
                None => name(schema, bare),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;
    use crate::model::verify::policy::written;

    #[test]
    fn what_is_spelled_is_read_back_as_the_same() {
        let library = fixture::library();
        for text in [
            "current_setting('app.org', true)::uuid",
            "NULLIF(current_setting('app.org', true), '')::uuid",
            "(SELECT NULLIF(current_setting('app.org'), '')::bigint)",
            "current_organization()",
        ] {
            let read = written::expression(text, &library).unwrap();
            let again = spelled(&read, &library).unwrap_or_else(|| panic!("{text}: {read:?}"));
            assert_eq!(written::expression(&again, &library), Some(read), "{text} as {again}");
        }
        assert_eq!(spelled(&Expr::Unknown, &library), None);
    }
}
