//! From what was asked for to a plan: the profile's files, the catalog, and the months.

use super::{refused, shown};
use crate::model::failure::Failure;
use crate::model::partitions::calendar::Day;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::plan::Plan;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::request::Request;
use crate::model::seed::window::Window;
use crate::postgres::Session;

/// A profile that was read, before any catalog was asked.
pub(super) struct Settled<'a> {
    request: &'a Request,
    names: Vec<String>,
    pub(super) window: Window,
}

impl<'a> Settled<'a> {
    /// Reads the profile of a request.
    pub(super) fn read(request: &'a Request) -> Result<Self, Failure> {
        let file = request.profile.files.first();
        let bad = |why: String| {
            refused(SeedRefusal::BadProfile { file: file.map(|file| file.shown.clone()).unwrap_or_default(), why })
        };
        let text = file.map(|file| file.text.as_str()).unwrap_or_default();
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| bad(error.to_string()))?;
        let names = table.get("tables").and_then(toml::Value::as_table);
        let names = names.map(|tables| tables.keys().cloned().collect()).unwrap_or_default();
        let until = request.until().unwrap_or(Day(20_758));
        Ok(Self { request, names, window: Window::new(until, request.months.unwrap_or(2)) })
    }

    /// What the catalog says of the profile's tables; all of them have to be there.
    pub(super) async fn catalog(&self, session: &Session) -> Result<Catalog, Failure> {
        let names: Vec<(Option<String>, String)> = self.names.iter().map(|name| split(name)).collect();
        let (catalog, missing) = session.seed_catalog(&names).await?;
        if missing.is_empty() {
            return Ok(catalog);
        }
        let tables = missing.into_iter().filter_map(|at| self.names.get(at).cloned()).collect();
        Err(refused(SeedRefusal::MissingTables { tables }))
    }

    /// The plan for a catalog.
    pub(super) fn plan(&self, catalog: &Catalog) -> Result<Plan, Failure> {
        let _ = shown;
        Ok(Plan::throwaway(catalog, &self.request.profile.files[0].text, self.request.scale, self.request.seed))
    }
}

/// `schema.name`, or a name alone.
fn split(name: &str) -> (Option<String>, String) {
    match name.split_once('.') {
        Some((schema, name)) => (Some(schema.to_owned()), name.to_owned()),
        None => (None, name.to_owned()),
    }
}
