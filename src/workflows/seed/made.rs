//! Filling a schema for which nobody wrote a profile: one is made from the catalog, and what it says is what `--init`
//! prints.

use std::collections::BTreeMap;

use super::error::refused;
use super::resolve::ProfileResolver;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::Catalog;
use crate::model::seed::draft::{Draft, DraftWish, draft, text};
use crate::model::seed::plan::{ColumnCheck, Plan};
use crate::model::seed::profile::ProfileProblem;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::request::{MadeProfile, NamedText, ProfileText, Request};
use crate::model::seed::run::RunInputs;
use crate::postgres::{RunFault, Session};

/// What is known of a schema that a profile is made for.
pub(super) struct MadeDraft {
    pub(super) draft: Draft,
    tenant_column: String,
}

impl MadeDraft {
    /// Makes a profile for every table but those in `without`, by their names in the profile, and those whose rows scripts
    /// wrote. `by_size`: as many rows as the server thinks that each has.
    pub(super) async fn of(
        session: &Session,
        made: &MadeProfile,
        without: &[String],
        by_size: bool,
    ) -> Result<Self, Failure> {
        let (catalog, sizes) = session.seed_all_tables().await?;
        let mut kept = Vec::new();
        for table in &catalog.tables {
            let count = session.writer().count_alone(&table.name).await;
            let count = count.map_err(RunFault::failure("count the rows"))?;
            if count.rows > 0 && count.rows == count.scripted {
                kept.push(table.oid);
            }
        }
        let tenant_column = made.tenant_column.clone();
        let sizes = if by_size { sizes } else { BTreeMap::new() };
        let wish = DraftWish { tenant_column: tenant_column.clone(), rows: made.rows, sizes, kept };
        let mut draft = draft(&catalog, &wish);
        draft.leave_out(without);
        if draft.tables.is_empty() {
            return Err(refused(SeedRefusal::NoTables));
        }
        Ok(Self { draft, tenant_column })
    }

    /// The request for this profile.
    pub(super) fn request(&self, request: &Request) -> Request {
        let file = NamedText { shown: "the profile made from the schema".to_owned(), text: self.text() };
        let made = request.profile.remade();
        let profile = ProfileText { files: vec![file], ..made.unwrap_or_else(|| request.profile.clone()) };
        Request { profile, ..request.clone() }
    }

    /// The text of the profile.
    pub(super) fn text(&self) -> String {
        text(&self.draft, &self.tenant_column)
    }

    /// Takes in what a plan has settled.
    pub(super) fn settle(
        &mut self,
        resolver: &ProfileResolver<'_>,
        catalog: &Catalog,
        (plan, inputs): (&Plan, &RunInputs),
    ) -> Result<(), Failure> {
        let rows = plan.tables.iter().map(|table| (table.oid, table.rows)).collect();
        let asks: Vec<ColumnCheck> = resolver.settle(catalog, inputs)?.1;
        let tied = inputs.pools.iter().map(|pool| {
            (pool.table, pool.columns.iter().chain(&pool.gates).cloned().collect::<Vec<String>>())
        });
        self.draft.settle(catalog, &rows, &asks, &tied.collect::<Vec<_>>());
        Ok(())
    }
}

/// The tables that problems are about, as the profile names them.
pub(super) fn tables_of(problems: &[ProfileProblem], draft: &Draft) -> Vec<String> {
    let is_about = |name: &str, problem: &ProfileProblem| {
        let bare = name.rsplit('.').next().unwrap_or(name);
        let rest = problem.place.strip_prefix("tables.");
        rest.is_some_and(|rest| {
            [name, bare].iter().any(|name| {
                rest == *name || rest.strip_prefix(*name).is_some_and(|rest| rest.starts_with('.'))
            })
        })
    };
    let names = draft.tables.iter().map(|table| &table.name);
    names.filter(|name| problems.iter().any(|problem| is_about(name, problem))).cloned().collect()
}
