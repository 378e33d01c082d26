//! A profile meets a catalog: names become places, rows are counted, every column gets what fills it.

mod columns;
mod edge_cases;
mod generators;
mod names;
mod order;
mod references;
mod resolver;
mod row_counts;

use super::catalog::Catalog;
use super::defaults;
use super::defaults::Question;
use super::generate::column_value::RowGenerator;
use super::generate::layout::Layout;
use super::generate::timestamps;
use super::profile::{Edge, Profile, ProfileProblem};
pub(crate) use names::narrow;
use resolver::Resolver;
pub(crate) use resolver::{Answers, SeedOptions};

/// A profile that fits a catalog.
#[derive(Debug)]
pub(crate) struct ResolvedProfile {
    pub(crate) maker: RowGenerator,
    /// What only the server can say, of columns that the profile does not name.
    pub(crate) questions: Vec<Question>,
    /// By table of the maker: which of its tables it refers to, itself left out.
    pub(crate) refers: Vec<Vec<usize>>,
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
    let order = order::order(&names)?;
    let months =
        timestamps::months(wish.until.unwrap_or(profile.until), wish.months.unwrap_or(profile.months));
    let mut settling = Resolver {
        names,
        wish,
        answers,
        order,
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
    let picks: Vec<Vec<references::Draft>> =
        (0..settling.order.len()).map(|table| settling.picks(table)).collect();
    let mut layout = Layout::default();
    for (table, drafts) in picks.iter().enumerate() {
        settling.size(table, drafts, profile, &mut layout);
    }
    if !settling.problems.is_empty() {
        return Err(settling.problems);
    }
    let mut tables: Vec<_> = (0..settling.order.len()).map(|table| settling.table(table, &picks)).collect();
    settling.edges(edges, &mut tables, &layout);
    columns::refuse_circles(&settling, &tables).unwrap_or_else(|problem| settling.problems.push(problem));
    if !settling.problems.is_empty() {
        return Err(settling.problems);
    }
    let refers = (0..settling.order.len()).map(|table| settling.refers(table)).collect();
    let Resolver { lists, questions, .. } = settling;
    Ok(ResolvedProfile { maker: RowGenerator { layout, tables, lists, months }, questions, refers })
}
