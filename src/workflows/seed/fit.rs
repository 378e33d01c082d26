//! Values for what a profile does not say are looked for on the server, before anything is written: of each column by
//! itself, then of columns that constraints tie to one another. What is not found is said at once.

use super::resolve::ProfileResolver;
use crate::model::outcome::failure::Failure;
use crate::model::seed::catalog::{Catalog, CatalogTable};
use crate::model::seed::plan::{ColumnCheck, Plan, SampleRows};
use crate::model::seed::pool_search::{PoolSearch, ROUNDS, SoughtColumn};
use crate::model::seed::profile::{ProfileProblem, Why};
use crate::model::seed::rules::{Rule, groups, rules};
use crate::model::seed::run::RunInputs;
use crate::model::seed::server_facts::Pool;
use crate::postgres::{RowVerdict, Session};

/// How often columns are asked about: an answer may make others be asked.
const TIMES: usize = 4;

/// What values are looked for with.
pub(super) struct Fit<'a, 'r> {
    pub(super) resolver: &'a ProfileResolver<'r>,
    pub(super) session: &'a Session,
    pub(super) catalog: &'a Catalog,
}

impl Fit<'_, '_> {
    /// Notes everything that the server says; then every row of the plan fits, as far as samples show.
    pub(super) async fn run(&self, inputs: &mut RunInputs) -> Result<(), Failure> {
        for _ in 0..TIMES {
            if !self.columns(inputs).await? {
                break;
            }
        }
        let (plan, asks) = self.resolver.settle(self.catalog, inputs)?;
        let mut problems = Vec::new();
        for table in 0..plan.tables.len() {
            problems.extend(self.ties(&plan, &asks, table, inputs).await?);
        }
        if problems.is_empty() { Ok(()) } else { Err(Failure::Profile(problems)) }
    }

    /// Asks what has not been answered yet. Whether there was anything.
    async fn columns(&self, inputs: &mut RunInputs) -> Result<bool, Failure> {
        let (plan, asks) = self.resolver.settle(self.catalog, inputs)?;
        let is_known = |ask: &ColumnCheck| {
            inputs.answers.iter().any(|(oid, name, _)| *oid == ask.oid && *name == ask.answer)
        };
        let open: Vec<&ColumnCheck> = asks.iter().filter(|ask| !ask.is_left && !is_known(ask)).collect();
        for table in 0..plan.tables.len() {
            let of_table: Vec<&&ColumnCheck> = open.iter().filter(|ask| ask.table == table).collect();
            if of_table.is_empty() {
                continue;
            }
            let facts = self.facts(&plan, table);
            let single: Vec<Rule> =
                self.rules(facts).into_iter().filter(|rule| !rule.is_tied(facts)).collect();
            let all = self.session.seed_trial(facts, &single, &plan.sample(table, false)).await?;
            let is_good = all.iter().all(RowVerdict::holds);
            for ask in of_table {
                let answer =
                    if is_good && !ask.is_constrained { 0 } else { self.answer(facts, &single, ask).await? };
                inputs.answers.push((ask.oid, ask.answer.clone(), answer));
            }
        }
        Ok(!open.is_empty())
    }

    /// The place of the first candidate all of whose samples the column takes; the number of candidates where none is so.
    async fn answer(
        &self,
        facts: &CatalogTable,
        rules: &[Rule],
        ask: &ColumnCheck,
    ) -> Result<usize, Failure> {
        for (at, candidate) in ask.candidates.iter().enumerate() {
            let verdicts = self.session.seed_trial(facts, rules, &column_of(&ask.column, candidate)).await?;
            if verdicts.iter().all(RowVerdict::holds) {
                return Ok(at);
            }
        }
        Ok(ask.candidates.len())
    }

    /// Looks for combinations for the columns of a table that break a rule together. Returns what stays broken.
    async fn ties(
        &self,
        plan: &Plan,
        asks: &[ColumnCheck],
        table: usize,
        inputs: &mut RunInputs,
    ) -> Result<Vec<ProfileProblem>, Failure> {
        let facts = self.facts(plan, table);
        let rules = self.rules(facts);
        let is_tied = rules.iter().any(|rule| rule.is_tied(facts));
        let sample = plan.sample(table, is_tied);
        let broken = broken(&rules, facts, &self.session.seed_trial(facts, &rules, &sample).await?);
        if let (Some(why), true) = (&broken.refused, broken.rules.is_empty()) {
            let place = format!("tables.{}", facts.name.name);
            return Ok(vec![ProfileProblem::new(place, Why::Refused { why: why.clone() })]);
        }
        let mut problems = Vec::new();
        for group in groups(&rules, &broken.rules) {
            let names = || {
                let of_group = broken.rules.iter().map(|at| &rules[*at]);
                let of_group =
                    of_group.filter(|rule| rule.columns.iter().any(|column| group.contains(column)));
                of_group.map(|rule| (rule.name.clone(), rule.expression.clone())).collect::<Vec<_>>()
            };
            let mut sought = Vec::new();
            for ask in asks.iter().filter(|ask| ask.table == table && group.contains(&ask.column)) {
                if !ask.is_different {
                    sought.extend(self.sought(facts, &rules, ask).await?);
                }
            }
            let is_sought = |name: &String| sought.iter().any(|column: &SoughtColumn| column.name == *name);
            let gates: Vec<String> = group
                .iter()
                .filter(|name| !is_sought(name) && is_reference(facts, name) && is_optional(facts, name))
                .cloned()
                .collect();
            let is_bound = group.iter().any(|name| !is_sought(name) && !is_left_alone(facts, name, &gates));
            if sought.is_empty() && gates.is_empty() {
                let place = format!("tables.{}", facts.name.name);
                problems.push(ProfileProblem::new(place, Why::Broken { rules: names() }));
                continue;
            }
            let search = PoolSearch {
                table: facts.oid,
                sought,
                gates,
                base: sample.clone(),
                is_bound,
                seed: self.resolver.seed(),
            };
            let own: Vec<Rule> = rules
                .iter()
                .filter(|rule| rule.columns.iter().any(|name| group.contains(name)))
                .cloned()
                .collect();
            match self.search(facts, &own, &search).await? {
                Some(pool) => inputs.pools.push(pool),
                None => {
                    let place = format!("tables.{}", facts.name.name);
                    let why = Why::Tied { columns: group.iter().cloned().collect(), rules: names() };
                    problems.push(ProfileProblem::new(place, why));
                }
            }
        }
        Ok(problems)
    }

    /// A column of a group, with the values that it takes by itself.
    async fn sought(
        &self,
        facts: &CatalogTable,
        rules: &[Rule],
        ask: &ColumnCheck,
    ) -> Result<Option<SoughtColumn>, Failure> {
        let mut values: Vec<Option<String>> = Vec::new();
        for candidate in ask.candidates.iter().chain(&ask.more) {
            for value in candidate.iter().take(12) {
                if value.is_some() && !values.contains(value) {
                    values.push(value.clone());
                }
            }
        }
        let single: Vec<Rule> = rules
            .iter()
            .filter(|rule| rule.columns == [ask.column.clone()] && !rule.is_tied(facts))
            .cloned()
            .collect();
        let verdicts = self.session.seed_trial(facts, &single, &column_of(&ask.column, &values)).await?;
        let good = values.into_iter().zip(&verdicts).filter(|(_, verdict)| verdict.holds());
        let values: Vec<String> = good.filter_map(|(value, _)| value).collect();
        let is_optional = is_optional(facts, &ask.column);
        let column = SoughtColumn { name: ask.column.clone(), values, is_optional };
        Ok((!column.values.is_empty() || is_optional).then_some(column))
    }

    /// Combinations that the server takes; none where it takes none of many.
    async fn search(
        &self,
        facts: &CatalogTable,
        rules: &[Rule],
        search: &PoolSearch,
    ) -> Result<Option<Pool>, Failure> {
        for round in 0..ROUNDS {
            let attempts = search.attempts(round);
            let holds = self.holds(facts, rules, &attempts.rows).await?;
            let mut held = attempts.held_once(&holds);
            if search.is_bound && !held.is_empty() {
                let attempts = search.others(&held);
                let holds = self.holds(facts, rules, &attempts.rows).await?;
                held = attempts.held(&holds);
            }
            if !held.is_empty() {
                return Ok(Some(search.pool(held)));
            }
        }
        Ok(None)
    }

    async fn holds(
        &self,
        facts: &CatalogTable,
        rules: &[Rule],
        rows: &SampleRows,
    ) -> Result<Vec<bool>, Failure> {
        let verdicts = self.session.seed_trial(facts, rules, rows).await?;
        Ok(verdicts.iter().map(RowVerdict::holds).collect())
    }

    fn facts(&self, plan: &Plan, table: usize) -> &CatalogTable {
        plan.facts(table, self.catalog)
    }

    fn rules(&self, facts: &CatalogTable) -> Vec<Rule> {
        rules(facts, self.resolver.over(self.catalog, facts.oid))
    }
}

/// What samples showed.
struct Broken {
    /// The rules that some row breaks.
    rules: Vec<usize>,
    /// Why the server takes a row for no row of the table.
    refused: Option<String>,
}

fn broken(rules: &[Rule], facts: &CatalogTable, verdicts: &[RowVerdict]) -> Broken {
    let refused = verdicts.iter().find_map(|verdict| match verdict {
        RowVerdict::Refused(why) => Some(why.clone()),
        RowVerdict::Judged(_) => None,
    });
    let is_broken = |at: usize| {
        verdicts.iter().any(|verdict| match verdict {
            RowVerdict::Judged(holds) => !holds[at],
            // Nobody knows over which one it failed.
            RowVerdict::Refused(_) => rules[at].is_tied(facts),
        })
    };
    Broken { rules: (0..rules.len()).filter(|at| is_broken(*at)).collect(), refused }
}

fn column_of(name: &str, values: &[Option<String>]) -> SampleRows {
    SampleRows {
        columns: vec![name.to_owned()],
        rows: values.iter().map(|value| vec![value.clone()]).collect(),
    }
}

fn is_reference(facts: &CatalogTable, name: &String) -> bool {
    facts.foreign_keys.iter().any(|key| key.columns.contains(name))
}

fn is_optional(facts: &CatalogTable, name: &str) -> bool {
    facts.columns.iter().any(|column| column.name == *name && !column.not_null)
}

/// Whether a column of a group has no value of its own that a combination would have to go with.
fn is_left_alone(facts: &CatalogTable, name: &String, gates: &[String]) -> bool {
    gates.contains(name) || facts.columns.iter().all(|column| column.name != *name)
}
