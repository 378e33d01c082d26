//! A profile that nobody wrote: what a schema says of its tables, as the profile that would be written for it.

mod forms;
mod text;
mod tree;

use std::collections::BTreeMap;

use super::catalog::{Catalog, CatalogTable};
use super::plan::ColumnCheck;
use crate::model::sql::qualified_name::QualifiedName;
use text::DraftTable;
pub(crate) use text::{Draft, text};

/// What is known beside the catalog.
#[derive(Debug, Clone, Default)]
pub(crate) struct DraftWish {
    /// The column that tells tenants apart.
    pub(crate) tenant_column: String,
    /// How many rows all tables get together.
    pub(crate) rows: u64,
    /// How many rows the server says that a table has, by its OID, where it says so.
    pub(crate) sizes: BTreeMap<u32, u64>,
    /// The tables whose rows are kept and referred to, by their OIDs: scripts wrote them.
    pub(crate) kept: Vec<u32>,
}

/// The fewest rows of a table, where rows are to be at all.
const LEAST: u64 = 3;

/// The profile for all tables of a catalog but those that are kept.
pub(crate) fn draft(catalog: &Catalog, wish: &DraftWish) -> Draft {
    let name_of = |table: &CatalogTable| profile_name(catalog, &table.name);
    let kept = |table: &&CatalogTable| wish.kept.contains(&table.oid) || table.columns.is_empty();
    let filled: Vec<&CatalogTable> = catalog.tables.iter().filter(|table| !kept(table)).collect();
    let tree = tree::tree(&filled, &wish.tenant_column);
    let weights: Vec<f64> = tree.depths.iter().map(|depth| [1.0, 3.0, 9.0, 27.0][(*depth).min(3)]).collect();
    let all: f64 = weights.iter().sum();
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share"
    )]
    let share = |weight: f64| ((wish.rows as f64 * weight / all) as u64).max(LEAST);
    let tables = filled.iter().enumerate().map(|(at, table)| DraftTable {
        oid: table.oid,
        name: name_of(table),
        rows: wish.sizes.get(&table.oid).copied().unwrap_or_else(|| share(weights[at])),
        per: tree.parents[at].map(|parent| name_of(filled[parent])),
        columns: Vec::new(),
    });
    let left_out = catalog.tables.iter().filter(kept).map(|table| {
        let why = if table.columns.is_empty() {
            "it has no columns"
        } else {
            "scripts wrote its rows: they are kept and referred to"
        };
        (name_of(table), why.to_owned())
    });
    Draft {
        tenant: tree.tenant.map(|tenant| name_of(filled[tenant])),
        tables: tables.collect(),
        left_out: left_out.collect(),
    }
}

impl Draft {
    /// Leaves out tables, by the names that the profile has for them.
    pub(crate) fn leave_out(&mut self, names: &[String]) {
        self.tables.retain(|table| !names.contains(&table.name));
        for table in &mut self.tables {
            if table.per.as_ref().is_some_and(|per| names.contains(per)) {
                table.per = None;
            }
        }
        if self.tenant.as_ref().is_some_and(|tenant| names.contains(tenant)) {
            self.tenant = None;
        }
    }

    /// Takes in how many rows each table gets and which forms columns take, as a plan has settled it.
    pub(crate) fn settle(
        &mut self,
        catalog: &Catalog,
        rows: &BTreeMap<u32, u64>,
        asks: &[ColumnCheck],
        tied: &[(u32, Vec<String>)],
    ) {
        for table in &mut self.tables {
            if let Some(rows) = rows.get(&table.oid) {
                table.rows = *rows;
            }
            if let Some(facts) = catalog.tables.iter().find(|facts| facts.oid == table.oid) {
                let of_table: Vec<&ColumnCheck> = asks.iter().filter(|ask| ask.oid == table.oid).collect();
                let tied = tied.iter().filter(|(oid, _)| *oid == table.oid).map(|(_, columns)| columns);
                table.columns = forms::columns(facts, &of_table, &tied.cloned().collect::<Vec<_>>());
            }
        }
    }
}

/// A table as a profile names it: with its schema, where it is not `public` or where another has the same name.
fn profile_name(catalog: &Catalog, name: &QualifiedName) -> String {
    let namesakes = catalog.tables.iter().filter(|table| table.name.name == name.name).count();
    if name.schema == "public" && namesakes == 1 && !name.name.contains('.') {
        name.name.clone()
    } else {
        format!("{}.{}", name.schema, name.name)
    }
}
