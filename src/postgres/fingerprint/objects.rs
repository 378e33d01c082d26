//! Rows of an answer as objects with aspects.

use std::collections::HashMap;
use std::sync::Arc;

use tokio_postgres::types::Type;
use tokio_postgres::{Error, Row};

use crate::model::fingerprint::{Aspects, ON, PART_OF, rights};

/// The texts of an answer that are no aspects.
const NO_ASPECTS: [&str; 6] = ["kind", "name", "grantor", "head", "extension", "extension version"];

/// An object under its name.
pub(super) type Object = (String, Aspects);

/// The name of an object that belongs to a relation.
#[derive(Clone, Copy)]
pub(super) enum ObjectNaming {
    /// `column public.tasks.title`
    Behind,
    /// `policy tenant_floor on public.tasks`
    On,
    /// `index public.tasks_pkey`: the relation is an aspect.
    Alone,
}

/// The quoted names of tables, views and sequences, by their OIDs.
pub(super) type Relations = HashMap<u32, String>;

/// The columns of an answer.
#[derive(Default)]
pub(super) struct AspectColumns {
    /// The aspects with their places.
    aspects: Vec<(usize, Arc<str>)>,
    /// Rights, and the usual ones, if the answer says which.
    acl: Option<(usize, Option<usize>)>,
}

impl AspectColumns {
    /// Every text but for some is an aspect, and so are the rights.
    pub(super) fn by(rows: &[Row]) -> Self {
        let columns = rows.first().map(Row::columns).unwrap_or_default();
        let place = |name: &str| columns.iter().position(|column| column.name() == name);
        let texts = columns.iter().enumerate().filter(|(_, column)| column.type_() == &Type::TEXT);
        let named = texts.filter_map(|(at, column)| match column.name() {
            "within" => Some((at, PART_OF.into())),
            name if NO_ASPECTS.contains(&name) || name.ends_with("tree") => None,
            name => Some((at, name.into())),
        });
        Self { aspects: named.collect(), acl: place("acl").map(|acl| (acl, place("usual"))) }
    }

    /// An object that belongs to a relation; `None` if that is not among them.
    pub(super) fn hanging(
        &self,
        relations: &Relations,
        (kind, called): (&str, ObjectNaming),
        row: &Row,
    ) -> Result<Option<Object>, Error> {
        let Some(relation) = relations.get(&row.try_get::<_, u32>("relation")?) else { return Ok(None) };
        let name: &str = row.try_get("name")?;
        let mut aspects = self.aspects(row)?;
        let object = match called {
            ObjectNaming::Behind => format!("{kind} {relation}.{name}"),
            ObjectNaming::On => format!("{kind} {name} on {relation}"),
            ObjectNaming::Alone => {
                aspects.insert(ON, relation.clone());
                format!("{kind} {name}")
            }
        };
        Ok(Some((object, aspects)))
    }

    /// What says its own kind.
    pub(super) fn standing(&self, row: &Row) -> Result<Object, Error> {
        let (kind, name): (&str, Option<&str>) = (row.try_get("kind")?, row.try_get("name")?);
        let object = name.map_or_else(|| kind.to_owned(), |name| format!("{kind} {name}"));
        Ok((object, self.aspects(row)?))
    }

    fn aspects(&self, row: &Row) -> Result<Aspects, Error> {
        let text = |(at, name): &(usize, Arc<str>)| {
            let text = row.try_get::<_, Option<&str>>(*at).transpose()?;
            Some(text.map(|text| (Arc::clone(name), text.to_owned())))
        };
        let mut aspects = self.aspects.iter().filter_map(text).collect::<Result<Aspects, Error>>()?;
        if let Some((acl, usual)) = self.acl
            && let Some(acl) = row.try_get::<_, Option<Vec<String>>>(acl)?
        {
            let usual =
                usual.map(|usual| row.try_get::<_, Option<Vec<String>>>(usual)).transpose()?.flatten();
            // An entry of the owner's for everybody: he stands behind it.
            let owner = row.try_get::<_, Option<&str>>("grantor")?.and_then(|entry| entry.strip_prefix("=r"));
            let (granted, revoked) =
                rights::told(&acl, &usual.unwrap_or_default(), owner.unwrap_or_default());
            aspects.set("grants", granted);
            aspects.set("revoked", revoked);
        }
        Ok(aspects)
    }
}
