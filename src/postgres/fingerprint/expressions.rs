//! What expressions read like, with as little asked of the server as will do.
//!
//! The stored trees come here and are compared; of those that read the same one is written.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::RangeInclusive;

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Error, Row};

use super::columns::Columns;
use crate::model::fingerprint::Fingerprint;
use crate::model::fingerprint::tree::Tree;
use crate::postgres::connection::prepared::Answerer;

const EXPRESSIONS: &str = include_str!("sql/expressions.sql");

/// Where an expression stands; the numbers are those of the lists that the server is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ExpressionSite {
    Using = 1,
    Check = 2,
    /// Written with the word CHECK before it.
    Constraint = 3,
    Predicate = 4,
}

const PLACES: [ExpressionSite; 4] =
    [ExpressionSite::Using, ExpressionSite::Check, ExpressionSite::Constraint, ExpressionSite::Predicate];

/// An expression in the catalog.
type ExpressionKey = (ExpressionSite, u32);

struct ExpressionRequest {
    /// Whose aspect it is, by name.
    object: String,
    relation: u32,
    expression: ExpressionKey,
    /// `None`: something else stands in the text, too.
    tree: Option<Tree>,
}

/// The expressions that a fingerprint still lacks.
pub(super) struct Expressions {
    wanted: Vec<ExpressionRequest>,
    /// Whether stored trees are compared; otherwise the server writes every expression.
    compares_trees: bool,
}

/// The versions of the server on which trees that compare equal were held against what it writes. What a tree looks
/// like is nobody's contract: another version may keep in it what reads differently.
const KNOWN: RangeInclusive<u32> = 14..=18;

impl Expressions {
    /// None yet. `major` is the server's version.
    pub(super) fn of(major: u32) -> Self {
        Self { wanted: Vec::new(), compares_trees: KNOWN.contains(&major) }
    }

    /// Notes an expression whose tree is in a column of a row, if there is one.
    pub(super) fn want(
        &mut self,
        object: &str,
        place: ExpressionSite,
        row: &Row,
        column: &str,
    ) -> Result<(), Error> {
        if let Some(stored) = row.try_get(column)? {
            let (relation, expression) = (row.try_get("relation")?, (place, row.try_get("object")?));
            let is_usual = place != ExpressionSite::Constraint || row.try_get("is usual")?;
            let tree = (is_usual && self.compares_trees).then(|| Tree::of(stored));
            self.wanted.push(ExpressionRequest { object: object.to_owned(), relation, expression, tree });
        }
        Ok(())
    }

    /// Notes a key that could not be assembled from its parts.
    pub(super) fn want_key(&mut self, object: &str, row: &Row) -> Result<(), Error> {
        if row.try_get::<_, Option<i8>>("key kind")?.is_some() {
            let (relation, expression) =
                (row.try_get("relation")?, (ExpressionSite::Constraint, row.try_get("object")?));
            self.wanted.push(ExpressionRequest {
                object: object.to_owned(),
                relation,
                expression,
                tree: None,
            });
        }
        Ok(())
    }

    /// Asks for them, and tells them.
    pub(super) async fn resolve_into(
        self,
        answerer: Answerer<'_>,
        columns: &Columns,
        print: &mut Fingerprint,
    ) -> Result<(), Error> {
        if self.wanted.is_empty() {
            return Ok(());
        }
        let mut first_of: HashMap<(bool, &Tree, Vec<&str>), ExpressionKey> = HashMap::new();
        let mut firsts = Vec::with_capacity(self.wanted.len());
        for wanted in &self.wanted {
            let name = |number| columns.get(wanted.relation, number).map(|column| column.name.as_str());
            let names = wanted.tree.as_ref().and_then(|tree| Some((tree, tree.names(name)?)));
            let key =
                names.map(|(tree, names)| (wanted.expression.0 == ExpressionSite::Constraint, tree, names));
            firsts.push(match key.map(|key| first_of.entry(key)) {
                Some(Entry::Occupied(first)) => *first.get(),
                Some(Entry::Vacant(vacant)) => *vacant.insert(wanted.expression),
                None => wanted.expression,
            });
        }
        let texts = read_expressions(answerer, firsts.iter().copied()).await?;
        for (wanted, first) in self.wanted.iter().zip(firsts) {
            let Some(aspects) = print.objects.get_mut(&wanted.object) else { continue };
            let Some(text) = texts.get(&first) else { continue };
            let (aspect, before) = match wanted.expression.0 {
                ExpressionSite::Using => ("using", ""),
                ExpressionSite::Check => ("check", ""),
                ExpressionSite::Constraint => ("definition", ""),
                ExpressionSite::Predicate => ("definition", " WHERE "),
            };
            aspects.entry(aspect).extend([before, text]);
        }
        Ok(())
    }
}

/// What some expressions read like, each asked for once.
async fn read_expressions(
    answerer: Answerer<'_>,
    about: impl Iterator<Item = ExpressionKey>,
) -> Result<HashMap<ExpressionKey, String>, Error> {
    let mut lists: [Vec<u32>; PLACES.len()] = Default::default();
    about.for_each(|(place, oid)| lists[place as usize - 1].push(oid));
    for list in &mut lists {
        list.sort_unstable();
        list.dedup();
    }
    let given = lists.each_ref().map(|list| (list as &(dyn ToSql + Sync), Type::OID_ARRAY));
    let mut texts = HashMap::new();
    for row in answerer.query(EXPRESSIONS, &given).await? {
        let place = PLACES
            .into_iter()
            .find(|&place| row.try_get::<_, i32>("place").is_ok_and(|at| at == place as i32));
        if let (Some(place), Some(text)) = (place, row.try_get("expression")?) {
            texts.insert((place, row.try_get("object")?), text);
        }
    }
    Ok(texts)
}
