//! The names that a query gives to what stands in FROM.

use crate::model::verify::policy::library::Library;

/// The items of a query by their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub(super) items: Vec<NamedItem>,
}

/// An item and its columns.
#[derive(Debug, Clone)]
pub(super) struct NamedItem {
    pub(super) name: Option<String>,
    pub(super) item: usize,
    /// Name, number, type.
    pub(super) columns: Vec<(String, i16, u32)>,
}

impl Named {
    /// The row of a table, as a policy refers to it.
    pub(super) fn of_table(table: u32, library: &Library) -> Self {
        let name =
            library.relations.iter().find(|(_, _, oid)| *oid == table).map(|(_, name, _)| name.clone());
        Self { items: vec![NamedItem { name, item: 1, columns: columns(table, library) }] }
    }

    /// A column by its name, with the name of its table or without; `None` where there is none or more than one.
    pub(super) fn column(&self, written: &[String]) -> Option<(usize, i16, u32)> {
        let (table, name) = match written {
            [name] => (None, name),
            [table, name] | [_, table, name] => (Some(table), name),
            _ => return None,
        };
        let mut all =
            self.items.iter().filter(|item| table.is_none() || item.name.as_ref() == table).flat_map(
                |item| {
                    item.columns
                        .iter()
                        .filter(|column| &column.0 == name)
                        .map(|column| (item.item, column.1, column.2))
                },
            );
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }
}

pub(super) fn columns(table: u32, library: &Library) -> Vec<(String, i16, u32)> {
    let columns = library.columns.get(&table).map_or(&[][..], Vec::as_slice);
    columns.iter().map(|column| (column.name.clone(), column.number, column.kind)).collect()
}
