//! Relations and their parts.

use std::cell::RefCell;

use tokio_postgres::types::Type;
use tokio_postgres::{Error, Row};

use super::columns::Columns;
use super::expressions::{ExpressionSite, Expressions};
use super::indexes::{self, Parts};
use super::keys;
use super::objects::{AspectColumns, Object, ObjectNaming, Relations};
use crate::model::fingerprint::COLUMNS;
use crate::postgres::connection::prepared::Answerer;

const COLUMNS_OF: &str = include_str!("sql/columns.sql");
const CONSTRAINTS: &str = include_str!("sql/constraints.sql");
const INDEXES: &str = include_str!("sql/indexes.sql");
const INDEX_PARTS: &str = include_str!("sql/index_parts.sql");
const POLICIES: &str = include_str!("sql/policies.sql");
const TRIGGERS: &str = include_str!("sql/triggers.sql");
const RULES: &str = include_str!("sql/rules.sql");
const STATISTICS: &str = include_str!("sql/statistics.sql");

const DEFINITION: &str = "definition";

/// What a question about relations told.
pub(super) struct RelationParts {
    pub(super) objects: Vec<Object>,
    pub(super) columns: Columns,
    /// What the objects still lack.
    pub(super) expressions: Expressions,
}

impl RelationParts {
    /// Asks for all parts of some relations, and returns the relations as well. `major` is the server's version.
    pub(super) async fn of(answerer: Answerer<'_>, rows: &[Row], major: u32) -> Result<Self, Error> {
        let (mut relations, mut oids) = (Relations::new(), Vec::new());
        let (columns, mut parts) = (AspectColumns::by(rows), Vec::with_capacity(rows.len()));
        for row in rows {
            let oid = row.try_get("relation")?;
            if row.try_get::<_, &str>("kind")? != "sequence" {
                oids.push(oid);
            }
            relations.insert(oid, row.try_get("name")?);
            parts.push((oid, columns.standing(row)?));
        }
        let expressions = RefCell::new(Expressions::of(major));
        let asking = Asking { answerer, relations, oids, expressions };
        let (policies, (columns, named), triggers, rules, statistics) = tokio::try_join!(
            biased;
            // Takes longest to be parsed, and so comes first.
            asking.objects("policy", ObjectNaming::On, POLICIES, &[(ExpressionSite::Using, "using tree"), (ExpressionSite::Check, "check tree")]),
            asking.named(),
            asking.objects("trigger", ObjectNaming::On, TRIGGERS, &[]),
            asking.objects("rule", ObjectNaming::On, RULES, &[]),
            asking.objects("statistics", ObjectNaming::Alone, STATISTICS, &[])
        )?;
        let listed = |(oid, (object, mut aspects)): (u32, Object)| {
            aspects.set(COLUMNS, columns.list(oid));
            (object, aspects)
        };
        let mut objects: Vec<Object> = parts.into_iter().map(listed).collect();
        objects.extend(named);
        for parts in [policies, triggers, rules, statistics] {
            objects.extend(parts);
        }
        Ok(Self { objects, columns, expressions: asking.expressions.into_inner() })
    }
}

/// The relations that the server is asked about.
struct Asking<'a> {
    answerer: Answerer<'a>,
    relations: Relations,
    /// Of those that have columns.
    oids: Vec<u32>,
    expressions: RefCell<Expressions>,
}

impl Asking<'_> {
    async fn query_parts(&self, question: &'static str) -> Result<Vec<Row>, Error> {
        self.answerer.query(question, &[(&self.oids, Type::OID_ARRAY)]).await
    }

    /// Objects of one kind, each with its row; the expressions in the given columns are noted.
    async fn read(
        &self,
        kind: &str,
        called: ObjectNaming,
        question: &'static str,
        places: &[(ExpressionSite, &str)],
    ) -> Result<Vec<(Object, Row)>, Error> {
        let rows = self.query_parts(question).await?;
        let (columns, mut objects) = (AspectColumns::by(&rows), Vec::with_capacity(rows.len()));
        for row in rows {
            let Some(object) = columns.hanging(&self.relations, (kind, called), &row)? else { continue };
            for &(place, tree) in places {
                self.expressions.borrow_mut().want(&object.0, place, &row, tree)?;
            }
            objects.push((object, row));
        }
        Ok(objects)
    }

    /// The same without the rows, which may be large: the trees of policies are in them.
    async fn objects(
        &self,
        kind: &str,
        called: ObjectNaming,
        question: &'static str,
        places: &[(ExpressionSite, &str)],
    ) -> Result<Vec<Object>, Error> {
        let rows = self.read(kind, called, question, places).await?;
        Ok(rows.into_iter().map(|(object, _)| object).collect())
    }

    /// The columns, and what is written with their names.
    async fn named(&self) -> Result<(Columns, Vec<Object>), Error> {
        let (columns, parts, indexes, constraints) = tokio::try_join!(
            biased;
            self.read("column", ObjectNaming::Behind, COLUMNS_OF, &[]),
            self.query_parts(INDEX_PARTS),
            self.read("index", ObjectNaming::Alone, INDEXES, &[(ExpressionSite::Predicate, "tree")]),
            self.read("constraint", ObjectNaming::On, CONSTRAINTS, &[(ExpressionSite::Constraint, "tree")])
        )?;
        let (mut objects, rows): (Vec<Object>, Vec<Row>) = columns.into_iter().unzip();
        let (columns, parts) = (Columns::of(&rows)?, Parts::of(&parts)?);
        for ((object, mut aspects), row) in indexes {
            aspects.set(DEFINITION, indexes::definition(&row, &columns, &parts)?);
            objects.push((object, aspects));
        }
        for ((object, mut aspects), row) in constraints {
            match keys::definition(&row, &columns, &self.relations)? {
                Some(text) => aspects.insert(DEFINITION, text),
                None => self.expressions.borrow_mut().want_key(&object, &row)?,
            }
            objects.push((object, aspects));
        }
        Ok((columns, objects))
    }
}
