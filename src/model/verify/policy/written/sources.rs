//! Queries: what stands in FROM, and what names refer to it.

use super::named::{Named, NamedItem, columns};
use super::resolve::Resolver;
use super::said::{JoinWord, Matching, Select, Source};
use crate::model::verify::policy::tree::{Expr, From, Item, JoinKind, Query};

impl Resolver<'_> {
    /// A query within others.
    pub(super) fn query(&self, select: &Select, frames: &[Named]) -> Query {
        let mut query = Query { grouped: select.is_grouped, is_opaque: select.is_opaque, ..Query::default() };
        let mut named = Named::default();
        for source in &select.from {
            match self.source(source, &mut query, &mut named, frames) {
                Some(part) => query.from.push(part),
                None => query.is_opaque = true,
            }
        }
        let mut inside = frames.to_vec();
        inside.push(named.clone());
        query.condition = select.condition.as_ref().map(|said| self.expression(said, &inside));
        for (said, name) in &select.columns {
            match said {
                Some(said) => {
                    query.columns.push(self.expression(said, &inside));
                    query.names.push(name.clone().unwrap_or_default());
                }
                None => {
                    for item in &named.items {
                        for (name, number, kind) in &item.columns {
                            query.columns.push(Expr::Column {
                                up: 0,
                                item: item.item,
                                number: *number,
                                kind: *kind,
                            });
                            query.names.push(name.clone());
                        }
                    }
                }
            }
        }
        query.aggregates = query.columns.iter().any(|column| matches!(column, Expr::Aggregate { .. }));
        query
    }

    fn source(
        &self,
        source: &Source,
        query: &mut Query,
        named: &mut Named,
        frames: &[Named],
    ) -> Option<From> {
        match source {
            Source::Table(written, name) => {
                let oid = self.relation(written)?;
                query.items.push(Item::Relation(oid));
                let columns = columns(oid, self.library);
                named.items.push(NamedItem { name: name.clone(), item: query.items.len(), columns });
                Some(From::Item(query.items.len()))
            }
            Source::Query(select, name) => {
                let mut outer = frames.to_vec();
                outer.push(Named::default());
                let inner = self.query(select, &outer);
                let numbered = inner.names.iter().zip(&inner.columns).enumerate();
                let columns = numbered.filter_map(|(at, (name, column))| {
                    Some((name.clone(), i16::try_from(at + 1).ok()?, self.kind_of(column)))
                });
                let columns = columns.collect();
                query.items.push(Item::Query(Box::new(inner)));
                named.items.push(NamedItem { name: name.clone(), item: query.items.len(), columns });
                Some(From::Item(query.items.len()))
            }
            Source::Join(word, sides, matching) => {
                let left = self.source(&sides[0], query, named, frames)?;
                let before = named.items.len();
                let right = self.source(&sides[1], query, named, frames)?;
                let mut inside = frames.to_vec();
                inside.push(named.clone());
                let on = match matching {
                    Some(Matching::On(said)) => Some(self.expression(said, &inside)),
                    Some(Matching::Using(columns)) => {
                        if matches!(word, JoinWord::Right | JoinWord::Full) {
                            return None;
                        }
                        let (lefts, rights) = named.items.split_at(before);
                        let sides = [Named { items: lefts.to_vec() }, Named { items: rights.to_vec() }];
                        let parts: Option<Vec<Expr>> =
                            columns.iter().map(|name| self.using(name, &sides)).collect();
                        for item in named.items.iter_mut().skip(before) {
                            item.columns.retain(|(column, _, _)| !columns.contains(column));
                        }
                        Some(Expr::All(parts?))
                    }
                    None => None,
                };
                let kind = match word {
                    JoinWord::Inner => JoinKind::Inner,
                    JoinWord::Left => JoinKind::Left,
                    JoinWord::Right => JoinKind::Right,
                    JoinWord::Full => JoinKind::Full,
                };
                Some(From::Join { kind, sides: Box::new([left, right]), on: on.map(Box::new) })
            }
        }
    }

    fn using(&self, name: &str, sides: &[Named; 2]) -> Option<Expr> {
        let column = |side: &Named| {
            let (item, number, kind) = side.column(&[name.to_owned()])?;
            Some(Expr::Column { up: 0, item, number, kind })
        };
        Some(self.operation("=", column(&sides[0])?, column(&sides[1])?))
    }
}
