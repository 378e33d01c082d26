//! Relations and their parts.

use std::cell::RefCell;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::columns::Columns;
use super::expressions::{Expressions, Place};
use super::indexes::{self, Parts};
use super::keys;
use super::objects::{Called, Object, Relations, Told};
use crate::model::fingerprint::COLUMNS;

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
pub(super) struct Hangers {
    pub(super) objects: Vec<Object>,
    pub(super) columns: Columns,
    /// What the objects still lack.
    pub(super) expressions: Expressions,
}

impl Hangers {
    /// Asks for all parts of some relations, and returns the relations as well. `major` is the server's version.
    pub(super) async fn of(client: &Client, rows: &[Row], major: u32) -> Result<Self, Error> {
        let (mut relations, mut oids) = (Relations::new(), Vec::new());
        let (columns, mut parts) = (Told::by(rows), Vec::with_capacity(rows.len()));
        for row in rows {
            let oid = row.try_get("relation")?;
            if row.try_get::<_, &str>("kind")? != "sequence" {
                oids.push(oid);
            }
            relations.insert(oid, row.try_get("name")?);
            parts.push((oid, columns.standing(row)?));
        }
        let expressions = RefCell::new(Expressions::of(major));
        let asking = Asking { client, relations, oids, expressions };
        let (policies, (columns, named), triggers, rules, statistics) = tokio::try_join!(
            biased;
            // Takes longest to be parsed, and so comes first.
            asking.objects("policy", Called::On, POLICIES, &[(Place::Using, "using tree"), (Place::Check, "check tree")]),
            asking.named(),
            asking.objects("trigger", Called::On, TRIGGERS, &[]),
            asking.objects("rule", Called::On, RULES, &[]),
            asking.objects("statistics", Called::Alone, STATISTICS, &[])
        )?;
        let listed = |(oid, (object, mut aspects)): (u32, Object)| {
            aspects.tell(COLUMNS, columns.list(oid));
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
    client: &'a Client,
    relations: Relations,
    /// Of those that have columns.
    oids: Vec<u32>,
    expressions: RefCell<Expressions>,
}

impl Asking<'_> {
    async fn ask(&self, question: &str) -> Result<Vec<Row>, Error> {
        self.client.query_typed(question, &[(&self.oids, Type::OID_ARRAY)]).await
    }

    /// Objects of one kind, each with its row; the expressions in the given columns are noted.
    async fn read(
        &self,
        kind: &str,
        called: Called,
        question: &str,
        places: &[(Place, &str)],
    ) -> Result<Vec<(Object, Row)>, Error> {
        let rows = self.ask(question).await?;
        let (columns, mut objects) = (Told::by(&rows), Vec::with_capacity(rows.len()));
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
        called: Called,
        question: &str,
        places: &[(Place, &str)],
    ) -> Result<Vec<Object>, Error> {
        let rows = self.read(kind, called, question, places).await?;
        Ok(rows.into_iter().map(|(object, _)| object).collect())
    }

    /// The columns, and what is written with their names.
    async fn named(&self) -> Result<(Columns, Vec<Object>), Error> {
        let (columns, parts, indexes, constraints) = tokio::try_join!(
            biased;
            self.read("column", Called::Behind, COLUMNS_OF, &[]),
            self.ask(INDEX_PARTS),
            self.read("index", Called::Alone, INDEXES, &[(Place::Predicate, "tree")]),
            self.read("constraint", Called::On, CONSTRAINTS, &[(Place::Constraint, "tree")])
        )?;
        let (mut objects, rows): (Vec<Object>, Vec<Row>) = columns.into_iter().unzip();
        let (columns, parts) = (Columns::of(&rows)?, Parts::of(&parts)?);
        for ((object, mut aspects), row) in indexes {
            aspects.tell(DEFINITION, indexes::definition(&row, &columns, &parts)?);
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
