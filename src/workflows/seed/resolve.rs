//! From what was asked for to a plan: the profile's files, the catalog, what the server says, and the months.

use super::error::refused;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::calendar::Day;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::plan::{ColumnCheck, Plan};
use crate::model::seed::profile::{Edge, Profile, ProfileProblem, Why, merge, parse, parse_edges};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::request::Request;
use crate::model::seed::resolve::{Answers, SeedOptions, narrow};
use crate::model::seed::run::RunInputs;
use crate::model::seed::window::Window;
use crate::postgres::{RunFault, Session};

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
        let profile = parse(&document).map_err(single)?;
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
        let tables = missing.into_iter().filter_map(|at| names.get(at).map(|name| (*name).clone())).collect();
        Err(refused(SeedRefusal::MissingTables { tables }))
    }

    /// The plan for a catalog, once the server has said what it takes; and what it said. `has_rows` is about a
    /// table by its OID.
    pub(super) async fn plan_with_server(
        &self,
        session: &Session,
        catalog: &Catalog,
        has_rows: impl Fn(u32) -> bool,
    ) -> Result<(Plan, RunInputs), Failure> {
        let (plan, asks) = self.settle(catalog, &RunInputs::default())?;
        let is_on_top = catalog.tables.iter().any(|table| has_rows(table.oid));
        let mut inputs = RunInputs { is_on_top, ..RunInputs::default() };
        for ColumnCheck { oid, column, .. } in &asks {
            inputs.answers.push((*oid, column.clone(), 0));
        }
        for (ask, answer) in asks.iter().zip(&mut inputs.answers) {
            answer.2 = session.seed_answer(ask).await?;
        }
        for table in plan.tables.iter().filter(|table| has_rows(table.oid)) {
            for (column, _) in &table.counted {
                let highest = session.writer().highest(&table.name, column).await;
                let highest = highest.map_err(RunFault::failure("examine the tables"))?;
                let behind = inputs.behind.entry(table.oid).or_default();
                *behind = highest.max(*behind);
            }
        }
        Ok((self.plan(catalog, &inputs)?, inputs))
    }

    /// The same plan as it was made with.
    pub(super) fn plan(&self, catalog: &Catalog, inputs: &RunInputs) -> Result<Plan, Failure> {
        Ok(self.settle(catalog, inputs)?.0)
    }

    fn settle(&self, catalog: &Catalog, inputs: &RunInputs) -> Result<(Plan, Vec<ColumnCheck>), Failure> {
        let answers: Answers =
            inputs.answers.iter().map(|(oid, column, at)| ((*oid, column.clone()), *at)).collect();
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
