//! Which table each table belongs to: along foreign keys that are never NULL, down from the tenants.

use std::collections::BTreeMap;

use crate::model::seed::catalog::{CatalogTable, ForeignKey};

/// The tree of some tables, by their places.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) tenant: Option<usize>,
    pub(super) parents: Vec<Option<usize>>,
    /// How many foreign keys lead up one after the other.
    pub(super) depths: Vec<usize>,
}

/// The tree. Where there are no tenants, only tables belong to others whose foreign keys share columns.
pub(super) fn tree(tables: &[&CatalogTable], tenant_column: &str) -> Tree {
    let places: BTreeMap<u32, usize> = tables.iter().enumerate().map(|(at, table)| (table.oid, at)).collect();
    let place = |key: &ForeignKey| places.get(&key.target).copied();
    let is_firm = |table: &CatalogTable, key: &ForeignKey| {
        key.target != table.oid
            && key
                .columns
                .iter()
                .all(|name| table.columns.iter().any(|column| column.name == *name && column.not_null))
    };
    let depths = depths(tables, &place, &is_firm);
    let tenant = tables.iter().find_map(|table| {
        let is_it = |key: &&ForeignKey| key.columns == [tenant_column.to_owned()] && key.target != table.oid;
        place(table.foreign_keys.iter().find(is_it)?)
    });
    let mut parents: Vec<Option<usize>> = vec![None; tables.len()];
    let is_wide = tables.iter().any(|table| table.foreign_keys.iter().any(|key| key.columns.len() > 1));
    if tenant.is_none() && !is_wide {
        return Tree { tenant, parents, depths };
    }
    let mut order: Vec<usize> = (0..tables.len()).collect();
    order.sort_by_key(|at| depths[*at]);
    let mut below: Vec<bool> = (0..tables.len()).map(|at| tenant.is_none() || tenant == Some(at)).collect();
    for at in order {
        if tenant == Some(at) {
            continue;
        }
        let keys = tables[at].foreign_keys.iter().filter(|key| is_firm(tables[at], key));
        let above = keys.filter_map(|key| Some((key, place(key)?)));
        let above = above.filter(|(_, target)| below[*target] && depths[*target] < depths[at]);
        let best = above
            .max_by_key(|(key, target)| (key.columns.len(), depths[*target], std::cmp::Reverse(*target)));
        if let Some((_, target)) = best {
            parents[at] = Some(target);
            below[at] = true;
        } else if tenant.is_some() {
            below[at] = false;
        }
    }
    Tree { tenant, parents, depths }
}

fn depths(
    tables: &[&CatalogTable],
    place: &impl Fn(&ForeignKey) -> Option<usize>,
    is_firm: &impl Fn(&CatalogTable, &ForeignKey) -> bool,
) -> Vec<usize> {
    let mut depths = vec![0; tables.len()];
    // A circle ends where the deepest chain that there can be has ended.
    for _ in 0..tables.len().min(32) {
        let mut is_same = true;
        for (at, table) in tables.iter().enumerate() {
            let keys = table.foreign_keys.iter().filter(|key| is_firm(table, key));
            let above =
                keys.filter_map(place).filter(|target| *target != at).map(|target| depths[target] + 1).max();
            let depth = above.unwrap_or(0).min(31);
            is_same &= depths[at] == depth;
            depths[at] = depth;
        }
        if is_same {
            break;
        }
    }
    depths
}
