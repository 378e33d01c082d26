//! Tables and views, found again by their oid when their parts arrive.

use std::collections::HashMap;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::table_parts;
use crate::model::docs::{DocTable, View};
use crate::postgres::connection::named_row::qualified_name;

const COLUMNS: &str = include_str!("sql/columns.sql");
const KEYS: &str = include_str!("sql/keys.sql");
const CHECKS: &str = include_str!("sql/checks.sql");
const INDEXES: &str = include_str!("sql/indexes.sql");
const POLICIES: &str = include_str!("sql/policies.sql");
const TRIGGERS: &str = include_str!("sql/triggers.sql");
const GRANTS: &str = include_str!("sql/grants.sql");
use crate::postgres::catalog;

/// The tables and views of a page, in its order.
pub(super) struct Relations {
    tables: Vec<DocTable>,
    views: Vec<View>,
    places: HashMap<u32, RelationSlot>,
}

#[derive(Clone, Copy)]
enum RelationSlot {
    Table(usize),
    View(usize),
}

impl Relations {
    /// From the rows of `docs_tables.sql` and `docs_views.sql`, still without their parts.
    pub(super) fn of(tables: &[Row], views: &[Row]) -> Result<Self, Error> {
        let mut places = HashMap::new();
        for (at, row) in tables.iter().enumerate() {
            places.insert(row.try_get("relation")?, RelationSlot::Table(at));
        }
        for (at, row) in views.iter().enumerate() {
            places.insert(row.try_get("relation")?, RelationSlot::View(at));
        }
        let tables = tables.iter().map(table).collect::<Result<_, _>>()?;
        let views = views.iter().map(view).collect::<Result<_, _>>()?;
        Ok(Self { tables, views, places })
    }

    /// Asks for all their parts.
    pub(super) async fn fill(&mut self, client: &Client) -> Result<(), Error> {
        let oids: Vec<u32> = self.places.keys().copied().collect();
        let ask = async |question: &str| client.query_typed(question, &[(&oids, Type::OID_ARRAY)]).await;
        let (columns, keys, foreign_keys, checks, indexes, policies, triggers, grants) = tokio::try_join!(
            biased;
            ask(COLUMNS),
            ask(KEYS),
            ask(catalog::FOREIGN_KEYS),
            ask(CHECKS),
            ask(INDEXES),
            ask(POLICIES),
            ask(TRIGGERS),
            ask(GRANTS)
        )?;
        for row in &columns {
            match self.slot(row)? {
                Some(RelationSlot::Table(at)) => self.tables[at].columns.push(table_parts::column(row)?),
                Some(RelationSlot::View(at)) => self.views[at].columns.push(table_parts::column(row)?),
                None => {}
            }
        }
        for row in &grants {
            match self.slot(row)? {
                Some(RelationSlot::Table(at)) => self.tables[at].grants.push(table_parts::grant(row)?),
                Some(RelationSlot::View(at)) => self.views[at].grants.push(table_parts::grant(row)?),
                None => {}
            }
        }
        self.each(&keys, table_parts::key, |table| &mut table.keys)?;
        for row in &foreign_keys {
            // A partition's foreign key is its parent's.
            let is_inherited: bool = row.try_get("is_inherited")?;
            if let (false, Some(RelationSlot::Table(at))) = (is_inherited, self.slot(row)?) {
                self.tables[at].foreign_keys.push(table_parts::foreign_key(row)?);
            }
        }
        self.each(&checks, table_parts::check, |table| &mut table.checks)?;
        self.each(&indexes, table_parts::index, |table| &mut table.indexes)?;
        self.each(&policies, table_parts::policy, |table| &mut table.policies)?;
        self.each(&triggers, table_parts::trigger, |table| &mut table.triggers)
    }

    /// The tables and the views, complete.
    pub(super) fn into_parts(self) -> (Vec<DocTable>, Vec<View>) {
        (self.tables, self.views)
    }

    /// Adds each row to its table; the parts of a view are left out.
    fn each<T>(
        &mut self,
        rows: &[Row],
        read: fn(&Row) -> Result<T, Error>,
        list: fn(&mut DocTable) -> &mut Vec<T>,
    ) -> Result<(), Error> {
        for row in rows {
            if let Some(RelationSlot::Table(at)) = self.slot(row)? {
                list(&mut self.tables[at]).push(read(row)?);
            }
        }
        Ok(())
    }

    fn slot(&self, row: &Row) -> Result<Option<RelationSlot>, Error> {
        Ok(self.places.get(&row.try_get::<_, u32>("relation")?).copied())
    }
}

fn table(row: &Row) -> Result<DocTable, Error> {
    Ok(DocTable {
        name: qualified_name(row)?,
        foreign: row.try_get("is_foreign")?,
        partition_key: row.try_get("partition_key")?,
        comment: row.try_get("comment")?,
        columns: Vec::new(),
        keys: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
        row_security: row.try_get("row_security")?,
        row_security_forced: row.try_get("row_security_forced")?,
        policies: Vec::new(),
        triggers: Vec::new(),
        grants: Vec::new(),
    })
}

fn view(row: &Row) -> Result<View, Error> {
    Ok(View {
        name: qualified_name(row)?,
        materialized: row.try_get("is_materialized")?,
        security_invoker: row.try_get("security_invoker")?,
        comment: row.try_get("comment")?,
        columns: Vec::new(),
        grants: Vec::new(),
    })
}
