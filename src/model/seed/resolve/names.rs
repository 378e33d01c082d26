//! Which table of the catalog a name of the profile means.

use crate::model::seed::catalog::{Catalog, CatalogTable, ForeignKey};
use crate::model::seed::profile::{Profile, ProfileProblem, TableSpec, Why};

/// The tables of a profile beside those of the catalog.
pub(super) struct TableNames<'a> {
    pub(super) profile: &'a Profile,
    pub(super) catalog: &'a Catalog,
    /// By table of the profile: its place in the catalog.
    places: Vec<usize>,
}

impl<'a> TableNames<'a> {
    pub(super) fn new(profile: &'a Profile, catalog: &'a Catalog) -> Result<Self, Vec<ProfileProblem>> {
        let positions = profile.tables.iter().map(|spec| {
            catalog.tables.iter().position(|table| is_named(table, &spec.name)).ok_or_else(|| {
                ProfileProblem::new(
                    format!("tables.{}", spec.name),
                    Why::NoSuch { what: "table", name: spec.name.clone() },
                )
            })
        });
        let (places, problems): (Vec<_>, Vec<_>) = positions.partition(Result::is_ok);
        let problems: Vec<ProfileProblem> = problems.into_iter().filter_map(Result::err).collect();
        let places = places.into_iter().filter_map(Result::ok).collect();
        if problems.is_empty() { Ok(Self { profile, catalog, places }) } else { Err(problems) }
    }

    pub(super) fn spec(&self, table: usize) -> &'a TableSpec {
        &self.profile.tables[table]
    }

    pub(super) fn table(&self, table: usize) -> &'a CatalogTable {
        &self.catalog.tables[self.places[table]]
    }

    pub(super) fn catalog_position(&self, table: usize) -> usize {
        self.places[table]
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The table of the profile that a name means.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let by_spec = (0..self.len()).find(|table| self.spec(*table).name == name);
        by_spec.or_else(|| (0..self.len()).find(|table| is_named(self.table(*table), name)))
    }

    /// The table of the profile that a foreign key leads to.
    pub(super) fn target(&self, key: &ForeignKey) -> Option<usize> {
        (0..self.len()).find(|table| self.table(*table).oid == key.target)
    }

    /// The parent of a table.
    pub(super) fn parent(&self, table: usize) -> Option<usize> {
        self.spec(table).per.as_ref().and_then(|per| self.find(per))
    }

    /// The foreign key that leads to the parent: the one with most columns.
    pub(super) fn parent_key(&self, table: usize) -> Option<&'a ForeignKey> {
        let parent = self.table(self.parent(table)?).oid;
        let keys = self.table(table).foreign_keys.iter().filter(|key| key.target == parent);
        keys.max_by_key(|key| key.columns.len())
    }

    /// Whether a table stands below another one, or is it.
    pub(super) fn is_below(&self, table: usize, ancestor: usize) -> bool {
        let mut at = Some(table);
        // As many steps as there are tables: a circle is refused elsewhere.
        for _ in 0..=self.len() {
            match at {
                Some(table) if table == ancestor => return true,
                Some(table) => at = self.parent(table),
                None => return false,
            }
        }
        false
    }

    /// Where the value of a key column comes from: a column of this table, or of one above it.
    pub(super) fn origin(&self, table: usize, column: &str) -> (usize, String) {
        let key = self.parent_key(table).zip(self.parent(table));
        let at = key.and_then(|(key, parent)| {
            let at = key.columns.iter().position(|own| own == column)?;
            Some((parent, key.target_columns.get(at)?))
        });
        match at {
            Some((parent, column)) if parent != table => self.origin(parent, column),
            _ => (table, column.to_owned()),
        }
    }
}

fn is_named(table: &CatalogTable, name: &str) -> bool {
    match name.split_once('.') {
        Some((schema, bare)) if table.name.schema == schema && table.name.name == bare => true,
        _ => table.name.name == name,
    }
}

/// The tables of a catalog that a profile fills, by their OIDs, with what it says of them.
pub(crate) fn filled<'a>(profile: &'a Profile, catalog: &Catalog) -> Vec<(u32, &'a TableSpec)> {
    let of_spec = |spec: &'a TableSpec| {
        let table = catalog.tables.iter().find(|table| is_named(table, &spec.name));
        table.map(|table| (table.oid, spec))
    };
    profile.tables.iter().filter_map(of_spec).collect()
}

/// Leaves out what a profile says of tables and columns that are not in a catalog; who has no tenants has no table of
/// tenants.
pub(crate) fn narrow(profile: &mut Profile, catalog: &Catalog) {
    let table_of = |name: &str| catalog.tables.iter().find(|table| is_named(table, name));
    profile.tables.retain(|spec| table_of(&spec.name).is_some());
    for spec in &mut profile.tables {
        let Some(table) = table_of(&spec.name) else { continue };
        spec.columns.retain(|name, _| table.columns.iter().any(|column| column.name == *name));
        if spec.over.as_ref().is_some_and(|over| table.columns.iter().all(|column| column.name != *over)) {
            spec.over = None;
        }
    }
    if profile.tenant.as_ref().is_some_and(|tenant| table_of(tenant).is_none()) {
        profile.tenant = None;
    }
}
