//! A profile meets a catalog: names become places, rows are counted, every column gets what fills it.

mod columns;
mod different;
mod edge_cases;
mod generators;
mod lookups;
mod names;
mod order;
mod references;
mod resolver;
mod row_counts;
mod self_references;

use std::collections::BTreeMap;

use super::catalog::Catalog;
use super::defaults;
use super::defaults::Question;
use super::generate::column_value::RowGenerator;
use super::generate::layout::Layout;
use super::generate::timestamps;
use super::profile::{Edge, Profile, ProfileProblem};
use super::server_facts::Answers;
pub(crate) use lookups::wanted_lookups;
pub(crate) use names::{filled, narrow};
use resolver::Resolver;
pub(crate) use resolver::SeedOptions;

/// A profile that fits a catalog.
#[derive(Debug)]
pub(crate) struct ResolvedProfile {
    pub(crate) maker: RowGenerator,
    /// What only the server can say, of columns that the profile does not name.
    pub(crate) questions: Vec<Question>,
    /// By table of the maker: which of its tables it refers to, itself left out.
    pub(crate) refers: Vec<Vec<usize>>,
    /// Foreign keys lead to rows that come later: they hold at the end of the transaction.
    pub(crate) is_late: bool,
}

/// Settles everything, or says everything that is wrong.
pub(crate) fn settle(
    profile: &Profile,
    catalog: &Catalog,
    wish: &SeedOptions,
    edges: &[Edge],
    answers: &Answers,
) -> Result<ResolvedProfile, Vec<ProfileProblem>> {
    let names = names::TableNames::new(profile, catalog)?;
    let order::Order { tables: order, cut } = order::order(&names)?;
    let months =
        timestamps::months(wish.until.unwrap_or(profile.until), wish.months.unwrap_or(profile.months));
    let mut settling = Resolver {
        names,
        wish,
        answers,
        order,
        cut,
        known: BTreeMap::new(),
        keys: Vec::new(),
        lists: profile.lists.values().cloned().collect(),
        list_names: profile.lists.keys().cloned().collect(),
        by_hand: edges
            .iter()
            .flat_map(|edge| edge.values.iter().map(|(column, _)| (edge.table.clone(), column.clone())))
            .collect(),
        problems: Vec::new(),
        questions: Vec::new(),
    };
    settling.lists.push(defaults::WORDS.iter().map(|word| (*word).to_owned()).collect());
    let mut picks: Vec<Vec<references::Draft>> =
        (0..settling.order.len()).map(|table| settling.picks(table)).collect();
    for (table, drafts) in picks.iter_mut().enumerate() {
        let plan = settling.keep_unique(table, drafts);
        settling.keys.push(plan);
    }
    let mut layout = Layout::default();
    for (table, drafts) in picks.iter().enumerate() {
        settling.size(table, drafts, profile, &mut layout);
    }
    if !settling.problems.is_empty() {
        return Err(settling.problems);
    }
    let mut tables: Vec<_> = (0..settling.order.len()).map(|table| settling.table(table, &picks)).collect();
    settling.edges(edges, &mut tables, &layout);
    self_references::refuse_circles(&settling, &tables)
        .unwrap_or_else(|problem| settling.problems.push(problem));
    if !settling.problems.is_empty() {
        return Err(settling.problems);
    }
    let is_late = picks.iter().flatten().any(|draft| draft.is_late);
    let refers = (0..settling.order.len()).map(|table| settling.refers(table)).collect();
    let Resolver { lists, questions, .. } = settling;
    let lookups = answers
        .lookups
        .iter()
        .map(|rows| rows.rows.iter().map(|row| row.iter().cloned().map(Some).collect()).collect::<Vec<_>>());
    let known = lookups.chain(answers.pools.iter().map(|pool| pool.rows.clone())).collect();
    let maker = RowGenerator { layout, tables, lists, known, months };
    Ok(ResolvedProfile { maker, questions, refers, is_late })
}
