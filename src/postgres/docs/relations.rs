//! Tables and views, found again by their oid when what hangs on them arrives.

use std::collections::HashMap;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::{objects, table_parts};
use crate::model::docs::{Table, View};

/// The tables and views of a page, in its order.
pub(super) struct Relations {
    tables: Vec<Table>,
    views: Vec<View>,
    places: HashMap<u32, Place>,
}

#[derive(Clone, Copy)]
enum Place {
    Table(usize),
    View(usize),
}

impl Relations {
    /// From the rows of `docs_tables.sql` and `docs_views.sql`, nothing hanging on them yet.
    pub(super) fn of(tables: &[Row], views: &[Row]) -> Result<Self, Error> {
        let mut places = HashMap::new();
        for (at, row) in tables.iter().enumerate() {
            places.insert(row.try_get("relation")?, Place::Table(at));
        }
        for (at, row) in views.iter().enumerate() {
            places.insert(row.try_get("relation")?, Place::View(at));
        }
        let tables = tables.iter().map(table).collect::<Result<_, _>>()?;
        let views = views.iter().map(view).collect::<Result<_, _>>()?;
        Ok(Self { tables, views, places })
    }

    /// Asks for everything that hangs on them.
    pub(super) async fn fill(&mut self, client: &Client) -> Result<(), Error> {
        let oids: Vec<u32> = self.places.keys().copied().collect();
        let ask = async |question: &str| client.query_typed(question, &[(&oids, Type::OID_ARRAY)]).await;
        let (columns, keys, foreign_keys, checks, indexes, policies, triggers, grants) = tokio::try_join!(
            biased;
            ask(super::COLUMNS),
            ask(super::KEYS),
            ask(super::FOREIGN_KEYS),
            ask(super::CHECKS),
            ask(super::INDEXES),
            ask(super::POLICIES),
            ask(super::TRIGGERS),
            ask(super::GRANTS)
        )?;
        for row in &columns {
            match self.place(row)? {
                Some(Place::Table(at)) => self.tables[at].columns.push(table_parts::column(row)?),
                Some(Place::View(at)) => self.views[at].columns.push(table_parts::column(row)?),
                None => {}
            }
        }
        for row in &grants {
            match self.place(row)? {
                Some(Place::Table(at)) => self.tables[at].grants.push(table_parts::grant(row)?),
                Some(Place::View(at)) => self.views[at].grants.push(table_parts::grant(row)?),
                None => {}
            }
        }
        self.each(&keys, table_parts::key, |table| &mut table.keys)?;
        self.each(&foreign_keys, table_parts::foreign_key, |table| &mut table.foreign_keys)?;
        self.each(&checks, table_parts::check, |table| &mut table.checks)?;
        self.each(&indexes, table_parts::index, |table| &mut table.indexes)?;
        self.each(&policies, table_parts::policy, |table| &mut table.policies)?;
        self.each(&triggers, table_parts::trigger, |table| &mut table.triggers)
    }

    /// The tables and the views, complete.
    pub(super) fn into_parts(self) -> (Vec<Table>, Vec<View>) {
        (self.tables, self.views)
    }

    /// Hangs each row on its table; what hangs on a view is not told.
    fn each<T>(
        &mut self,
        rows: &[Row],
        read: fn(&Row) -> Result<T, Error>,
        list: fn(&mut Table) -> &mut Vec<T>,
    ) -> Result<(), Error> {
        for row in rows {
            if let Some(Place::Table(at)) = self.place(row)? {
                list(&mut self.tables[at]).push(read(row)?);
            }
        }
        Ok(())
    }

    fn place(&self, row: &Row) -> Result<Option<Place>, Error> {
        Ok(self.places.get(&row.try_get::<_, u32>("relation")?).copied())
    }
}

fn table(row: &Row) -> Result<Table, Error> {
    Ok(Table {
        name: objects::name(row)?,
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
        name: objects::name(row)?,
        materialized: row.try_get("is_materialized")?,
        security_invoker: row.try_get("security_invoker")?,
        comment: row.try_get("comment")?,
        columns: Vec::new(),
        grants: Vec::new(),
    })
}
