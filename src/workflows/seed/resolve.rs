//! From what was asked for to a plan: the profile's files, the catalog, what the server says, and the months.

use super::error::refused;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::calendar::Day;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::plan::{ColumnCheck, Plan};
use crate::model::seed::profile::{Edge, Profile, ProfileProblem, Why, merge, nearest, parse, parse_edges};
use crate::model::seed::refusal::{MissingTable, SeedRefusal};
use crate::model::seed::request::Request;
use crate::model::seed::resolve::{SeedOptions, filled, narrow, wanted_lookups};
use crate::model::seed::run::RunInputs;
use crate::model::seed::server_facts::KnownRows;
use crate::model::seed::window::Window;
use crate::postgres::Session;

const DAY: i64 = 86_400_000_000;

/// A profile that was read, before any catalog was asked.
pub(super) struct ProfileResolver<'a> {
    request: &'a Request,
    profile: Profile,
    edges: Vec<Edge>,
    pub(super) window: Window,
}

impl<'a> ProfileResolver<'a> {
    /// Reads the profile of a request.
    pub(super) fn read(request: &'a Request) -> Result<Self, Failure> {
        let mut document = toml::Table::new();
        for file in request.profile.files.iter().rev() {
            let table = file.text.parse().map_err(|error: toml::de::Error| {
                let why = Why::Syntax(error.to_string());
                Failure::Profile(vec![ProfileProblem::new(&file.shown, why)])
            })?;
            merge(&mut document, table);
        }
        let single = |problem: ProfileProblem| Failure::Profile(vec![problem]);
        let mut profile = parse(&document).map_err(Failure::Profile)?;
        profile.is_made = request.profile.is_made();
        profile.is_for_proof =
            profile.is_made && request.profile.made.as_ref().is_some_and(|made| made.is_for_proof);
        let edges = match &request.profile.edge_cases {
            Some(file) if profile.edge_cases.is_some() => {
                parse_edges(&file.shown, &file.text).map_err(single)?
            }
            _ => Vec::new(),
        };
        let until = request.until().unwrap_or(Day(profile.until.div_euclid(DAY)));
        let window = Window::new(until, request.months.unwrap_or(profile.months));
        Ok(Self { request, profile, edges, window })
    }

    /// The same profile without the tables and columns that are not there.
    pub(super) async fn narrowed(mut self, session: &Session) -> Result<Self, Failure> {
        let split: Vec<_> = self.profile.tables.iter().map(|table| split(&table.name)).collect();
        let (catalog, _) = session.seed_catalog(&split).await?;
        narrow(&mut self.profile, &catalog);
        Ok(self)
    }

    /// What the catalog says of the profile's tables; all of them have to be there.
    pub(super) async fn catalog(&self, session: &Session) -> Result<Catalog, Failure> {
        let names: Vec<&String> = self.profile.tables.iter().map(|table| &table.name).collect();
        let split: Vec<(Option<String>, String)> = names.iter().map(|name| split(name)).collect();
        let (catalog, missing) = session.seed_catalog(&split).await?;
        if missing.is_empty() {
            return Ok(catalog);
        }
        let (all, _) = session.seed_all_tables().await?;
        let known: Vec<String> =
            all.tables.iter().flat_map(|table| [table.name.name.clone(), table.name.to_string()]).collect();
        let missing = missing.into_iter().filter_map(|at| names.get(at).copied());
        let table = |name: &String| MissingTable {
            name: name.clone(),
            at: self.request.profile.locate(&format!("tables.{name}")),
            near: nearest(name, known.iter().map(String::as_str)),
        };
        let tables = missing.map(table).collect();
        Err(refused(SeedRefusal::MissingTables { tables, is_empty: all.tables.is_empty() }))
    }

    /// The tables that the profile refers to without filling them. Without rows.
    pub(super) fn lookups(&self, catalog: &Catalog) -> Result<Vec<KnownRows>, Failure> {
        wanted_lookups(&self.profile, catalog).map_err(Failure::Profile)
    }

    /// The same plan as it was made with.
    pub(super) fn plan(&self, catalog: &Catalog, inputs: &RunInputs) -> Result<Plan, Failure> {
        Ok(self.settle(catalog, inputs)?.0)
    }

    /// The tables of a catalog that are filled, by their OIDs; the others are referred to.
    pub(super) fn filled(&self, catalog: &Catalog) -> Vec<u32> {
        filled(&self.profile, catalog).into_iter().map(|(oid, _)| oid).collect()
    }

    /// Whether the profile was made from the schema.
    pub(super) fn is_made(&self) -> bool {
        self.profile.is_made
    }

    /// The seed.
    pub(super) fn seed(&self) -> u64 {
        self.request.seed
    }

    /// The column of a table, by its OID, whose months the rows are spread over.
    pub(super) fn over(&self, catalog: &Catalog, table: u32) -> Option<&str> {
        let (_, spec) = filled(&self.profile, catalog).into_iter().find(|(oid, _)| *oid == table)?;
        spec.over.as_deref()
    }

    /// The plan as far as the answers go, and what is to be asked.
    pub(super) fn settle(
        &self,
        catalog: &Catalog,
        inputs: &RunInputs,
    ) -> Result<(Plan, Vec<ColumnCheck>), Failure> {
        let answers = inputs.answers();
        let wish = SeedOptions {
            seed: self.request.seed,
            scale: self.request.scale,
            months: self.request.months,
            until: self.request.until.map(|day| day * DAY),
            behind: inputs.behind.clone(),
        };
        let edges: &[Edge] = if inputs.is_on_top { &[] } else { &self.edges };
        Plan::new(&self.profile, catalog, &wish, edges, &answers).map_err(Failure::Profile)
    }
}

/// `schema.name`, or a name alone.
fn split(name: &str) -> (Option<String>, String) {
    match name.split_once('.') {
        Some((schema, name)) => (Some(schema.to_owned()), name.to_owned()),
        None => (None, name.to_owned()),
    }
}
